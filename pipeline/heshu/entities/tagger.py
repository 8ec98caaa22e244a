"""The recogniser: scores every character for every label, and finds the best run of labels.

Two parts are added: a table of weights for hashed features (what was seen), and a small network over word
vectors and character classes with three dilated convolutions (what it is like, and what stands around it).
A linear chain over the labels decides. Everything is numpy, over many sentences at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
from scipy import sparse

from heshu.entities.characters import Array, Knowledge, View, lay_out, sieve_of, view
from heshu.entities.labels import ALLOWED, COUNT, MAY_END, MAY_START, decode
from heshu.errors import ModelError

DILATIONS = (1, 2, 4)
_NEVER = -1e6
_COMMAS = numpy.array([ord(c) for c in "，。；！？"])
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
    count, width = rows.shape
    ends = numpy.arange(0, count * width + 1, width, dtype=numpy.int32)
    ones = numpy.ones(count * width, dtype=numpy.float32)
    chosen = sparse.csr_matrix((ones, rows.ravel(), ends), shape=(count, len(weights)))
    product: Array = chosen @ weights
    return product


@dataclass(frozen=True, slots=True)
class Network:
    """The network's arrays by name.

    Vectors (`word`, `tag`, `place`, `char`, …), what carries each into the first layer (`into_word_-1`, …), the
    layers (`w1`, `b1`, …) and `out`; once loaded also the `carried` tables.
    """

    arrays: dict[str, Array]
    tags: Array
    chars: Array

    def rows(self, seen: View) -> dict[str, Array]:
        """Give the rows to look up: by word for words and tags, by character for the rest."""
        at = numpy.searchsorted(self.tags, seen.word_tags)
        at[at == len(self.tags)] = 0
        tag = numpy.where(self.tags[at] == seen.word_tags, at + 1, 0)
        code = seen.small[:, 1]
        spot = numpy.searchsorted(self.chars, code)
        spot[spot == len(self.chars)] = 0
        return {
            "word": seen.word_rows,
            "tag": tag,
            "place": seen.small[:, 0],
            "char": numpy.where(self.chars[spot] == code, spot + 1, 0),
            "kind": seen.small[:, 2],
            "begin": seen.small[:, 3],
            "end": seen.small[:, 4],
            "inside": seen.small[:, 5],
        }


NEAR = (-1, 0, 1)
BY_WORD = ("word", "tag")
BY_CHARACTER = ("place", "char", "kind", "begin", "end", "inside")


def scores_of(network: Network, seen: View, lengths: Array, source: int) -> Array:
    """Run the network: (characters, labels)."""
    a, rows = network.arrays, network.rows(seen)
    size = len(a["b0"])
    words = a["word"][rows["word"]] @ a["carried_word"] + a["carried_tag"][rows["tag"]]
    by_word = words[:, size : 2 * size]
    by_word[1:] += words[:-1, :size]
    by_word[:-1] += words[1:, 2 * size :]
    hidden = by_word[seen.word_of] + (a["b0"] + a["source"][source])
    for name in BY_CHARACTER:
        hidden += a[f"carried_{name}"][rows[name]]
    numpy.maximum(hidden, 0, out=hidden)
    moves = neighbours(lengths)
    padded = numpy.zeros((len(hidden) + 1, size), dtype=numpy.float32)
    for layer, d in enumerate(DILATIONS, 1):
        padded[:-1] = hidden
        w = a[f"w{layer}"]
        step = hidden @ w[size : 2 * size]
        step += padded[moves[-d]] @ w[:size]
        step += padded[moves[d]] @ w[2 * size :]
        step += a[f"b{layer}"]
        hidden += numpy.maximum(step, 0, out=step)
    scores: Array = hidden @ (a["out"] + a["out_source"][source]) + (a["b_out"] + a["b_source"][source])
    return scores


def carried(arrays: dict[str, Array]) -> dict[str, Array]:
    """Give the tables that spare the first layer most of its work: every small vector already carried into it."""
    tables = {f"carried_{name}": arrays[name] @ arrays[f"into_{name}"] for name in BY_CHARACTER}
    into = {name: numpy.concatenate([arrays[f"into_{name}_{d}"] for d in NEAR], axis=1) for name in BY_WORD}
    return {**tables, "carried_word": into["word"], "carried_tag": arrays["tag"] @ into["tag"]}


def neighbours(lengths: Array) -> dict[int, Array]:
    """Give for each dilation, both ways, every character's neighbour in its sentence; past the end the last row."""
    count = int(lengths.sum())
    sentence = numpy.repeat(numpy.arange(len(lengths)), lengths)
    here = numpy.arange(count)
    moves = {}
    for step in (*DILATIONS, *(-d for d in DILATIONS)):
        there = here + step
        safe = numpy.clip(there, 0, max(count - 1, 0))
        inside = (there == safe) & (sentence[safe] == sentence)
        moves[step] = numpy.where(inside, safe, count)
    return moves


def best(scores: Array, lengths: Array, transitions: Array) -> Array:
    """Give the best allowed labels of every sentence (Viterbi over all sentences at once)."""
    labels = numpy.zeros(len(scores), dtype=numpy.int64)
    starts = numpy.cumsum(lengths) - lengths
    order = numpy.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    if not len(order):
        return labels
    starts, lengths = starts[order], lengths[order]
    moves = numpy.where(ALLOWED, transitions, _NEVER).T.astype(numpy.float32).copy()
    score = scores[starts] + numpy.where(MAY_START, 0, _NEVER).astype(numpy.float32)
    last = score.copy()
    came: list[Array] = []
    rows = numpy.arange(len(starts))
    active = [int(n) for n in numpy.searchsorted(-lengths, -numpy.arange(1, lengths[0]), side="left")]
    for at, count in enumerate(active, 1):
        paths = score[:count, None, :] + moves
        came.append(paths.argmax(axis=2))
        score = paths.max(axis=2) + scores[starts[:count] + at]
        last[:count] = score
    label = (last + numpy.where(MAY_END, 0, _NEVER).astype(numpy.float32)).argmax(axis=1)
    labels[starts + lengths - 1] = label
    for at in range(len(active), 0, -1):
        count = active[at - 1]
        label[:count] = came[at - 1][rows[:count], label[:count]]
        labels[starts[:count] + at - 1] = label[:count]
    return labels


@dataclass(frozen=True, slots=True)
class Tagger:
    """A trained recogniser. `sources` are the annotation guidelines that it knows, by name."""

    known: Knowledge
    table: Table
    network: Network
    transitions: Array
    sources: tuple[str, ...]

    def tag(self, sentences: Sequence[str], source: str) -> list[list[tuple[int, int, str]]]:
        """Give the names of every folded sentence, as the guideline `source` would mark them.

        Raises ModelError for a guideline that the weights do not know.
        """
        if source not in self.sources:
            raise ModelError(f"unknown guideline {source!r}: these weights know {', '.join(self.sources)}")
        number = self.sources.index(source)
        sheet = lay_out(sentences)
        seen = view(sheet, self.known, number)
        scores = self.table.scores(seen.keys) + scores_of(self.network, seen, sheet.lengths, number)
        labels = self._best(scores, seen.small[:, 1], sheet.lengths)
        ends = numpy.cumsum(sheet.lengths)
        return [
            decode(labels[end - length : end])
            for end, length in zip(ends.tolist(), sheet.lengths.tolist(), strict=True)
        ]

    def _best(self, scores: Array, codes: Array, lengths: Array) -> Array:
        """Decide clause by clause: no name runs across a comma, so the one does not hang on the other."""
        ends = numpy.cumsum(lengths)[lengths > 0] - 1
        commas = numpy.flatnonzero(numpy.isin(codes, _COMMAS))
        scores[commas, 1:] = _NEVER
        inner = numpy.setdiff1d(commas, ends)
        scores[inner + 1] += self.transitions[0].astype(numpy.float32)
        stops = numpy.sort(numpy.concatenate([ends, inner]))
        return best(scores, numpy.diff(stops, prepend=-1), self.transitions)


def save(tagger: Tagger, path: Path) -> None:
    """Write the weights: feature weights as bytes with one scale, vectors as half floats."""
    weights = tagger.table.weights
    scale = numpy.float32(max(float(numpy.abs(weights).max()), 1e-6) / 127)
    slots = numpy.flatnonzero(tagger.table.slots)
    known = tagger.known
    arrays = {
        "bits": numpy.array(tagger.table.bits),
        "slots": slots.astype(numpy.uint32),
        "marks": (tagger.table.slots[slots] & 0xFF).astype(numpy.uint8),
        "weights": numpy.round(weights[tagger.table.slots[slots] >> 8] / scale).astype(numpy.int8),
        "scale": scale,
        "transitions": tagger.transitions.astype(numpy.float32),
        "sources": numpy.array(tagger.sources),
        "known_words": known.words,
        "known_clusters": known.clusters.astype(numpy.uint16),
        "known_names": known.names,
        "known_kinds": known.kinds.astype(numpy.uint8),
        "known_spans": numpy.array(known.spans, dtype=numpy.uint8),
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
            f"{path}: no recogniser weights there ({error}); make them with: heshu train entities"
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
    return Tagger(
        known,
        Table(int(a["bits"]), slots, weights),
        Network(arrays, a["tags"], a["chars"].astype(numpy.int64)),
        a["transitions"],
        tuple(a["sources"].tolist()),
    )
