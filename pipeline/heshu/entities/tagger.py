"""The recogniser: scores every character for every label, and finds the best run of labels.

A gate lets through the characters that may be part of a name. There two parts are added: a table of weights for
hashed features (what was seen), and a small network over word vectors and character classes (what it is like, and
what stands around it). A linear chain over the labels decides. Everything is numpy, over many sentences at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy
from scipy import sparse
from threadpoolctl import ThreadpoolController

from heshu.entities.chain import NEVER, Runs, best, runs_of
from heshu.entities.characters import Array, Knowledge, Script, lay_out, read, sieve_of
from heshu.entities.features import keys_at
from heshu.entities.gate import Gate
from heshu.entities.labels import COUNT, decode
from heshu.entities.network import Network, carried, scores_of
from heshu.errors import ModelError

_MARK = numpy.uint64(0xFF)


@dataclass(frozen=True, slots=True)
class Table:
    """Feature weights. `slots` maps the first bits of a key to a row and the row's mark (row * 256 + mark)."""

    bits: int
    slots: Array
    weights: Array

    def rows(self, keys: Array) -> Array:
        """Give the row of every key, 0 (no weight) where the key is not in the table."""
        slot = self.slots[(keys >> numpy.uint64(64 - self.bits)).view(numpy.int64)]
        marked = (slot & 0xFF) == (keys & _MARK).astype(numpy.int32)
        rows: Array = (slot >> 8) * marked
        return rows

    def scores(self, keys: Array) -> Array:
        """Give the summed weights of every row of keys: (characters, labels)."""
        rows = self.rows(keys)
        return times(rows, self.weights)


def times(rows: Array, weights: Array) -> Array:
    """Sum the weight rows that each row of `rows` names: one sparse product."""
    there = rows > 0
    ends = numpy.zeros(len(rows) + 1, dtype=numpy.int32)
    numpy.cumsum(there.sum(axis=1), out=ends[1:])
    named = rows[there]
    ones = numpy.ones(len(named), dtype=numpy.float32)
    product: Array = sparse.csr_matrix((ones, named, ends), shape=(len(rows), len(weights))) @ weights
    return product


@dataclass(frozen=True, slots=True)
class Tagger:
    """A trained recogniser. `sources` are the annotation guidelines that it knows, by name."""

    known: Knowledge
    gate: Gate
    table: Table
    network: Network
    transitions: Array
    sources: tuple[str, ...]

    def tag(self, sentences: Sequence[str], source: str) -> list[list[tuple[int, int, str]]]:
        """Give the names of every folded sentence, as the guideline `source` would mark them.

        Raises ModelError for a guideline that the weights do not know.
        """
        if source not in self.sources:
            raise ModelError(
                f"{source}: 沒有這套標註規則 unknown guideline: these weights know {', '.join(self.sources)}"
            )
        number = self.sources.index(source)
        sheet = lay_out(sentences)
        script = read(sheet, self.known)
        places, wanted, lengths = to_read(script, self.gate.lets_through(script))
        chosen = places[wanted]
        if not len(chosen):
            return [[] for _ in sentences]
        keys, _ = keys_at(script, chosen, number)
        scores = self.table.scores(keys)
        with _blas().limit(
            limits=1
        ):  # matrices of a page are small: a second thread waits more than it works
            scores += scores_of(self.network, script, places, lengths, number, wanted)
        labels = numpy.zeros(len(sheet.text), dtype=numpy.int64)
        labels[chosen] = self._best(scores, runs_of(chosen, script.char))
        return [
            decode(labels[start : start + length])
            for start, length in zip(sheet.starts.tolist(), sheet.lengths.tolist(), strict=True)
        ]

    def _best(self, scores: Array, runs: Runs) -> Array:
        moves = self.transitions.astype(numpy.float32)
        scores[runs.commas, 1:] = NEVER
        scores[runs.into] += moves[0]
        scores[runs.out] += moves[:, 0]
        return best(scores, runs.lengths, moves)


@lru_cache(maxsize=1)
def _blas() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


def to_read(script: Script, passed: Array) -> tuple[Array, Array, Array]:
    """Give the places of the sentences of which something is `passed`, at which of them, and the sentences' lengths."""
    sheet = script.sheet
    places = sheet.places()
    wanted = passed[places]
    sentence = numpy.repeat(numpy.arange(len(sheet.lengths)), sheet.lengths)
    some = numpy.zeros(len(sheet.lengths), dtype=bool)
    some[sentence[wanted]] = True
    kept = some[sentence]
    return places[kept], wanted[kept], sheet.lengths[some]


def save(tagger: Tagger, path: Path) -> None:
    """Write the weights: feature weights as bytes with one scale, vectors as half floats."""
    weights = tagger.table.weights
    scale = numpy.float32(max(float(numpy.abs(weights).max()), 1e-6) / 127)
    gate_scale = numpy.float32(max(float(numpy.abs(tagger.gate.weights).max()), 1e-6) / 127)
    slots = numpy.flatnonzero(tagger.table.slots)
    known = tagger.known
    arrays = {
        "bits": numpy.array(tagger.table.bits),
        "slots": slots.astype(numpy.uint32),
        "marks": (tagger.table.slots[slots] & 0xFF).astype(numpy.uint8),
        "weights": numpy.round(weights[tagger.table.slots[slots] >> 8] / scale).astype(numpy.int8),
        "scale": scale,
        "gate": numpy.round(tagger.gate.weights / gate_scale).astype(numpy.int8),
        "gate_scale": gate_scale,
        "gate_least": numpy.float32(tagger.gate.least),
        "transitions": tagger.transitions.astype(numpy.float32),
        "sources": numpy.array(tagger.sources),
        "known_words": known.words,
        "known_clusters": known.clusters.astype(numpy.uint16),
        "known_names": known.names,
        "known_kinds": known.kinds.astype(numpy.uint8),
        "known_spans": numpy.array(known.spans, dtype=numpy.uint8),
        "dilations": numpy.array(tagger.network.dilations),
        "tags": tagger.network.tags,
        "chars": tagger.network.chars.astype(numpy.uint32),
    }
    for name, values in tagger.network.arrays.items():
        arrays[f"net_{name}"] = values.astype(numpy.float16)
    vectors = tagger.network.arrays["word"]
    word_scale = numpy.float32(numpy.abs(vectors).max() / 127)
    arrays["net_word"] = numpy.round(vectors / word_scale).astype(numpy.int8)
    arrays["word_scale"] = word_scale
    numpy.savez_compressed(path, **arrays)


def load(path: Path) -> Tagger:
    """Read the weights. Raises ModelError where the file is missing or is none."""
    try:
        with numpy.load(path) as file:
            a = dict(file)
    except (OSError, ValueError, EOFError) as error:
        raise ModelError(
            f"{path}: 這裏沒有名稱辨識的權重 no recogniser weights there ({error}); `heshu train entities` makes them"
        ) from error
    count = len(a["slots"])
    slots = numpy.zeros(1 << int(a["bits"]), dtype=numpy.int32)
    slots[a["slots"]] = (numpy.arange(1, count + 1, dtype=numpy.int32) << 8) | a["marks"]
    weights = numpy.zeros((count + 1, COUNT), dtype=numpy.float32)
    weights[1:] = a["weights"].astype(numpy.float32) * a["scale"]
    arrays = {
        name.removeprefix("net_"): values.astype(numpy.float32)
        for name, values in a.items()
        if name.startswith("net_")
    }
    arrays["word"] *= a["word_scale"]
    arrays |= carried(arrays)
    known = Knowledge(
        a["known_words"],
        a["known_clusters"].astype(numpy.int64),
        a["known_names"],
        a["known_kinds"].astype(numpy.int64),
        tuple(a["known_spans"].tolist()),
        sieve_of(a["known_names"]),
    )
    gate = Gate(a["gate"].astype(numpy.float32) * a["gate_scale"], float(a["gate_least"]))
    return Tagger(
        known,
        gate,
        Table(int(a["bits"]), slots, weights),
        Network(arrays, a["tags"], a["chars"].astype(numpy.int64), tuple(a["dilations"].tolist())),
        a["transitions"],
        tuple(a["sources"].tolist()),
    )
