"""Train the recogniser: `config.toml` of a model folder in, its weights out. One thread, one seed, one result.

The feature table learns by AdaGrad with feature dropout, the network by Adam; the two learn together, so that the
network takes what the table cannot carry over to names it has not seen.
"""

import tomllib
from collections import Counter
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import numpy
import rjieba
from scipy import sparse

from heshu.entities import background, sets
from heshu.entities.chain import Runs, pull, runs_of
from heshu.entities.characters import Array, Knowledge, lay_out, read, tag_codes
from heshu.entities.features import keys_at
from heshu.entities.gate import Gate, learn_gate
from heshu.entities.labels import COUNT, encode
from heshu.entities.learner import Learner, fresh
from heshu.entities.network import Network
from heshu.entities.sets import Sentence
from heshu.entities.tagger import Table, Tagger, load, save, to_read
from heshu.errors import ModelError

_KEPT_BITS = 23


@dataclass(frozen=True, slots=True)
class Recipe:
    """What `config.toml` says: the sets, and every number that shapes the training.

    In training the gate misses the share `gate_misses` of the named characters; in use it lets through what has at
    least the odds `gate_least` (as a logarithm).
    """

    sets: tuple[str, ...]
    plain: tuple[str, ...]
    seed: int
    first_epochs: int
    harvest: str
    epochs: int
    batch: int
    least_words: int
    least_features: int
    vector_size: int
    contexts: int
    clusters: tuple[int, ...]
    hidden: int
    dilations: tuple[int, ...]
    rate_table: float
    rate_network: float
    drop_features: float
    drop_spelling: float
    drop_hidden: float
    kept_rows: int
    gate_misses: float
    gate_least: float
    repeats: dict[str, int]


def read_recipe(path: Path) -> Recipe:
    """Read a recipe. Raises ModelError for a missing file or an unknown or missing field."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path}: 這裏沒有訓練設定 no recipe there: {error}") from error
    known = {each.name for each in fields(Recipe)}
    if table.keys() != known:
        raise ModelError(f"{path}: 欄位不對 the fields should be {', '.join(sorted(known))}")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return Recipe(**values)


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences ready to learn from: what the network sees of them, and of what the gate lets through the rest.

    `rows` are table rows, as places in `used`; `wanted` says which characters are let through.
    """

    used: Array
    rows: Array
    looked_up: dict[str, Array]
    word_of: Array
    lengths: Array
    wanted: Array
    runs: Runs
    source: int
    labels: Array
    free: Array
    spelling: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Plain:
    """What plain text gave: words in order, their vectors and their clusters."""

    words: list[str]
    vectors: Array
    clusters: Array


def train(folder: Path, data: Path, own: Sequence[Sentence]) -> Iterator[str]:
    """Train by `folder`/config.toml and write `folder`/weights.npz, yielding a line on each step.

    `data` holds the sets; `own` are sentences of our own gold (its train split), guideline `columns`. A first,
    short round, on every other sentence, finds names in plain text; the second learns with them listed.
    """
    recipe, weights = read_recipe(folder / "config.toml"), folder / "weights.npz"
    labelled = [s for name in recipe.sets for s in sets.read_set(data, name, "train")]
    texts = list(sets.plain_texts(data, recipe.plain))
    words, vectors = background.word_vectors(
        [*(s.text for s in labelled), *texts],
        size=recipe.vector_size,
        least=recipe.least_words,
        contexts=recipe.contexts,
        seed=recipe.seed,
    )
    plain = _Plain(words, vectors, background.clusters_of(vectors, recipe.clusters, seed=recipe.seed))
    sentences = [*labelled, *own]
    yield f"{len(sentences)} sentences, {len(words)} words with vectors"
    harvested: dict[str, str] = {}
    if recipe.first_epochs:
        save((yield from _round(recipe, recipe.first_epochs, sentences[::2], plain, harvested)), weights)
        first = load(weights)
        others = [s.text for s in labelled if s.source != recipe.harvest]
        harvested = background.harvest(
            [*texts, *others], lambda group: first.tag(group, recipe.harvest), least=2
        )
        yield f"{len(harvested)} names found in plain text"
    save((yield from _round(recipe, recipe.epochs, sentences, plain, harvested)), weights)
    yield f"{weights}: {weights.stat().st_size / 1e6:.1f} MB"


def _round(
    recipe: Recipe, epochs: int, sentences: Sequence[Sentence], plain: _Plain, harvested: dict[str, str]
) -> Generator[str, None, Tagger]:
    """Learn from nothing for some epochs, and give the tagger."""
    rng = numpy.random.default_rng(recipe.seed)
    training_kinds, kinds = background.name_kinds(sentences, harvested)
    known_in_training, _ = background.knowledge(plain.words, plain.clusters, training_kinds)
    known, by_hash = background.knowledge(plain.words, plain.clusters, kinds)
    sources = tuple(dict.fromkeys(s.source for s in sentences))
    tags, chars = word_tags(sentences), frequent_characters(sentences)
    network = fresh(
        known, plain.vectors[by_hash], tags, chars, len(sources), recipe.hidden, recipe.dilations, rng
    )
    groups = list(_groups(sentences, sources, recipe.batch, rng))
    slots, batches, looked = _prepare(groups, known_in_training, network, recipe, rng)
    order = numpy.repeat(
        numpy.arange(len(batches)), [recipe.repeats.get(sources[batch.source], 1) for batch in batches]
    )
    lesson = Lesson(recipe, network, int(slots.max() >> 8) + 1, epochs * len(order), rng)
    yield f"{len(order)} batches, {len(lesson.weights)} features, {len(kinds)} listed names"
    for epoch in range(1, epochs + 1):
        if epoch == epochs > 1:
            lesson.keep_heaviest()
        for at in rng.permutation(order):
            lesson.learn(batches[at])
            if lesson.left() < 0.5 / epochs and lesson.step % max(1, len(order) // 20) == 0:
                lesson.remember()
        yield f"epoch {epoch} of {epochs}"
    mean = lesson.average.mean()
    table = Table(_KEPT_BITS, numpy.where(lesson.kept[slots >> 8] > 0, slots, 0), mean.pop("weights"))
    transitions = mean.pop("transitions")
    looked = replace(looked, least=recipe.gate_least)
    return Tagger(known, looked, table, Network(mean, tags, chars, recipe.dilations), transitions, sources)


class Lesson:
    """The table, the network and the chain while they learn."""

    def __init__(
        self, recipe: Recipe, network: Network, features: int, steps: int, rng: numpy.random.Generator
    ) -> None:
        """Begin with no weight in the table and a fresh network; `steps` batches are to come."""
        self.recipe, self.rng, self.steps, self.step = recipe, rng, steps, 0
        self.weights = numpy.zeros((features, COUNT), dtype=numpy.float32)
        self.weight_sums = numpy.full((features, COUNT), 1e-4, dtype=numpy.float32)
        self.transitions = numpy.zeros((COUNT, COUNT))
        self.transition_sums = numpy.full((COUNT, COUNT), 1e-4)
        self.kept = numpy.ones(features, dtype=numpy.float32)
        self.learner = Learner(network, recipe.drop_hidden)
        self.average = Average()

    def left(self) -> float:
        """Give the share of the steps that are still to come."""
        return 1 - self.step / self.steps

    def keep_heaviest(self) -> None:
        """Leave only the table rows that weigh most."""
        self.kept = heaviest(self.weights, self.recipe.kept_rows)
        self.weights *= self.kept[:, None]

    def remember(self) -> None:
        """Count what is learned so far towards the average."""
        network = self.learner.network.arrays
        self.average.add({"weights": self.weights, "transitions": self.transitions, **network})

    def learn(self, batch: Batch) -> None:
        """Take one step on a batch."""
        recipe, left, used = self.recipe, self.left(), batch.used
        scores, trace = self.learner.forward(batch, self.rng)
        chosen = _chosen(batch, recipe, self.rng)
        scores = (scores + chosen @ self.weights[used]).astype(numpy.float64)
        scores[batch.runs.into] += self.transitions[0]
        scores[batch.runs.out] += self.transitions[:, 0]
        pulled, moved = pull(scores, batch.runs.lengths, self.transitions, batch.labels, batch.free)
        moved[0] += pulled[batch.runs.into].sum(axis=0)
        moved[:, 0] += pulled[batch.runs.out].sum(axis=0)
        pulled = pulled.astype(numpy.float32)
        warm = min(1.0, (self.step + 1) / 200)
        self.learner.learn(batch, trace, pulled, recipe.rate_network * warm * (0.03 + 0.97 * left))
        size = len(batch.lengths) ** 0.5
        gradient = (chosen.T @ pulled) * (self.kept[used] / numpy.float32(size))[:, None]
        self.weight_sums[used] += gradient * gradient
        rate = recipe.rate_table * (0.1 + 0.9 * left)
        self.weights[used] -= rate * gradient / numpy.sqrt(self.weight_sums[used])
        self.weights[0] = 0
        moved /= size
        self.transition_sums += moved * moved
        self.transitions -= 0.05 * moved / numpy.sqrt(self.transition_sums)
        self.step += 1


def _groups(
    sentences: Sequence[Sentence], sources: tuple[str, ...], size: int, rng: numpy.random.Generator
) -> Iterator[tuple[int, list[Sentence]]]:
    """Yield batches of one source each, shuffled."""
    for number, source in enumerate(sources):
        mine = [s for s in sentences if s.source == source]
        order = rng.permutation(len(mine))
        for at in range(0, len(mine), size):
            yield number, [mine[i] for i in order[at : at + size]]


def _prepare(
    groups: Sequence[tuple[int, list[Sentence]]], known: Knowledge, network: Network, recipe: Recipe,
    rng: numpy.random.Generator,
) -> tuple[Array, list[Batch], Gate]:  # fmt: skip
    """Learn the gate, count the features of what it lets through, and lay every batch out.

    Each slot is its most frequent feature's. Names are let through whatever the gate says.
    """
    scripts = [read(lay_out([s.text for s in group]), known) for _, group in groups]
    marked = [_labels(group) for _, group in groups]
    looked = learn_gate(scripts, marked, missed=recipe.gate_misses, rng=rng)
    counts = _Counts()
    views = []
    for (number, _), script, (labels, free) in zip(groups, scripts, marked, strict=True):
        passed = looked.lets_through(script)
        every = script.sheet.places()
        passed[every[labels > 0]] = True
        places, wanted, lengths = to_read(script, passed)
        chosen = places[wanted]
        keys, spelling = keys_at(script, chosen, number)
        marks = _marked(keys)
        counts.add(marks)
        at = numpy.searchsorted(every, chosen)
        batch = Batch(
            numpy.zeros(0), marks, network.rows(script, places), script.words.index[places], lengths, wanted,
            runs_of(chosen, script.char), number, labels[at], free[at], spelling,
        )  # fmt: skip
        views.append(batch)
    filled = counts.most_frequent(recipe.least_features)
    slots = numpy.zeros(1 << _KEPT_BITS, dtype=numpy.int32)
    slots[filled >> 8] = (numpy.arange(1, len(filled) + 1, dtype=numpy.int32) << 8) | (filled & 0xFF)
    batches = []
    for batch in views:
        slot = slots[batch.rows >> 8]
        rows = numpy.where((slot & 0xFF) == (batch.rows & 0xFF), slot >> 8, 0)
        used, local = numpy.unique(rows, return_inverse=True)
        batches.append(replace(batch, used=used, rows=local.reshape(rows.shape).astype(numpy.int32)))
    return slots, batches, looked


class _Counts:
    """How often each mark was seen, in sorted order; a table of all marks there could be would take gigabytes."""

    def __init__(self) -> None:
        self._marks = numpy.zeros(0, dtype=numpy.int32)
        self._times = numpy.zeros(0, dtype=numpy.int64)
        self._new: list[tuple[Array, Array]] = []

    def add(self, marks: Array) -> None:
        """Count the marks of a batch."""
        self._new.append(numpy.unique(marks, return_counts=True))
        if sum(len(unique) for unique, _ in self._new) > max(1 << 20, len(self._marks)):
            self._merge()

    def most_frequent(self, least: int) -> Array:
        """Give, of each slot, the mark seen most often (the first of equals), where it was seen `least` times."""
        self._merge()
        order = numpy.lexsort((self._marks, -self._times, self._marks >> 8))
        marks, times = self._marks[order], self._times[order]
        first = numpy.diff(marks >> 8, prepend=-1) > 0
        best: Array = marks[first & (times >= least)]
        return best

    def _merge(self) -> None:
        marks, times = (
            numpy.concatenate(parts) for parts in zip((self._marks, self._times), *self._new, strict=True)
        )
        order = numpy.argsort(marks, kind="stable")
        starts = numpy.flatnonzero(numpy.diff(marks[order], prepend=-1))
        self._times = numpy.add.reduceat(times[order], starts) if len(starts) else times
        self._marks = marks[order][starts]
        self._new = []


def _labels(group: Sequence[Sentence]) -> tuple[Array, Array]:
    """Give every character's label, and whether it may bear any."""
    labels = numpy.concatenate([encode(len(s.text), s.spans) for s in group])
    free = numpy.concatenate([numpy.array(s.free or [False] * len(s.text), dtype=bool) for s in group])
    return labels, free


def _marked(keys: Array) -> Array:
    """Give each key's slot and mark as one number: slot * 256 + mark."""
    slot = (keys >> numpy.uint64(64 - _KEPT_BITS)).astype(numpy.int64) << 8
    marked: Array = (slot | (keys & numpy.uint64(0xFF)).astype(numpy.int64)).astype(numpy.int32)
    return marked


def _chosen(batch: Batch, recipe: Recipe, rng: numpy.random.Generator) -> sparse.csr_matrix:
    """Give the batch's features, some dropped: single ones, and in whole sentences those that name the words."""
    count, width = batch.rows.shape
    kept = rng.random((count, width), dtype=numpy.float32) >= recipe.drop_features
    blind = numpy.repeat(rng.random(len(batch.lengths)) < recipe.drop_spelling, batch.lengths)[batch.wanted]
    kept[numpy.ix_(blind, numpy.asarray(batch.spelling))] = False
    values = kept.ravel().astype(numpy.float32) / numpy.float32(1 - recipe.drop_features)
    ends = numpy.arange(0, count * width + 1, width, dtype=numpy.int32)
    return sparse.csr_matrix((values, batch.rows.ravel(), ends), shape=(count, len(batch.used)))


def heaviest(weights: Array, most: int) -> Array:
    """Give 1 for the `most` rows that weigh most, 0 for the rest; row 0 (no feature) is none of them."""
    weight = numpy.abs(weights).max(axis=1)
    least = numpy.partition(weight, -most)[-most] if len(weight) > most else 0.0
    kept = (weight >= least) & (weight > 0)
    kept[0] = False
    marks: Array = kept.astype(numpy.float32)
    return marks


@dataclass(slots=True)
class Average:
    """The mean of arrays as they stood at several times: steadier than where the last step left them."""

    count: int = 0
    sums: dict[str, Array] = field(default_factory=dict)

    def add(self, arrays: dict[str, Array]) -> None:
        """Count the arrays as they stand."""
        self.count += 1
        for name, values in arrays.items():
            if name in self.sums:
                self.sums[name] += values
            else:
                self.sums[name] = values.copy()

    def mean(self) -> dict[str, Array]:
        """Give the means."""
        return {name: (total / self.count).astype(total.dtype) for name, total in self.sums.items()}


def word_tags(sentences: Sequence[Sentence]) -> Array:
    """Give the part-of-speech tags that occur, as numbers, sorted."""
    seen = {tag for s in sentences for _, tag in rjieba.tag(s.text)}
    return numpy.unique(tag_codes(sorted(seen)))


def frequent_characters(sentences: Sequence[Sentence], least: int = 3) -> Array:
    """Give the code points that occur `least` times, sorted."""
    counts = Counter(character for s in sentences for character in s.text)
    return numpy.array(sorted(ord(c) for c, n in counts.items() if n >= least), dtype=numpy.int64)
