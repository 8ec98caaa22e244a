"""Train the recogniser: `config.toml` of a model folder in, its weights out. One thread, one seed, one result.

The feature table learns by AdaGrad with feature dropout, the network by Adam; the two learn together, so that the
network takes what the table cannot carry over to names it has not seen.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy
import rjieba
from scipy import sparse

from heshu.entities import background, sets
from heshu.entities.chain import pull
from heshu.entities.characters import Array, Knowledge, View, lay_out, tag_codes, view
from heshu.entities.labels import COUNT, encode
from heshu.entities.network import Learner, fresh
from heshu.entities.sets import Sentence
from heshu.entities.tagger import Network, Table, Tagger, save
from heshu.errors import ModelError

_KEPT_BITS = 23


@dataclass(frozen=True, slots=True)
class Recipe:
    """What `config.toml` says: the sets, and every number that shapes the training."""

    sets: tuple[str, ...]
    plain: tuple[str, ...]
    seed: int
    epochs: int
    batch: int
    least_words: int
    least_features: int
    vector_size: int
    contexts: int
    clusters: tuple[int, ...]
    hidden: int
    rate_table: float
    rate_network: float
    drop_features: float
    drop_spelling: float
    drop_hidden: float
    kept_rows: int
    repeats: dict[str, int]


def read_recipe(path: Path) -> Recipe:
    """Read a recipe. Raises ModelError for a missing file or an unknown or missing field."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{path}: no recipe there: {error}") from error
    known = {each.name for each in fields(Recipe)}
    if table.keys() != known:
        raise ModelError(f"{path}: the fields should be {', '.join(sorted(known))}")
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in table.items()
    }
    return Recipe(**values)


@dataclass(frozen=True, slots=True)
class Batch:
    """Sentences ready to learn from: table rows (`rows` are places in `used`), what the network sees, labels."""

    used: Array
    rows: Array
    looked_up: dict[str, Array]
    word_of: Array
    lengths: Array
    source: int
    labels: Array
    free: Array
    spelling: tuple[int, ...]


def train(folder: Path, data: Path, own: Sequence[Sentence]) -> Iterator[str]:
    """Train by `folder`/config.toml and write `folder`/weights.npz, yielding a line on each step.

    `data` holds the sets; `own` are sentences of our own gold (its train split), guideline `columns`.
    """
    recipe = read_recipe(folder / "config.toml")
    rng = numpy.random.default_rng(recipe.seed)
    sentences = [s for name in recipe.sets for s in sets.read_set(data, name, "train")]
    plain = list(sets.plain_texts(data, recipe.plain))
    words, vectors = background.word_vectors(
        [*(s.text for s in sentences), *plain],
        size=recipe.vector_size,
        least=recipe.least_words,
        contexts=recipe.contexts,
        seed=recipe.seed,
    )
    clusters = background.clusters_of(vectors, recipe.clusters, seed=recipe.seed)
    training_kinds, kinds = background.name_kinds([*sentences, *own])
    known_in_training, _ = background.knowledge(words, clusters, training_kinds)
    known, order = background.knowledge(words, clusters, kinds)
    yield f"{len(sentences)} sentences, {len(words)} words with vectors, {len(kinds)} listed names"

    sentences = [s for s in (*sentences, *own) for _ in range(recipe.repeats.get(s.source, 1))]
    sources = tuple(dict.fromkeys(s.source for s in sentences))
    tags = word_tags(sentences)
    chars = frequent_characters(sentences)
    network = fresh(known, vectors[order], tags, chars, len(sources), recipe.hidden, rng)
    groups = list(_groups(sentences, sources, recipe.batch, rng))
    table_slots, batches = _prepare(groups, known_in_training, network.rows, recipe.least_features)
    count = int(table_slots.max() >> 8) + 1
    yield f"{len(batches)} batches, {count} features"

    weights = numpy.zeros((count, COUNT), dtype=numpy.float32)
    weight_sums = numpy.full((count, COUNT), 1e-4, dtype=numpy.float32)
    transitions = numpy.zeros((COUNT, COUNT))
    transition_sums = numpy.full((COUNT, COUNT), 1e-4)
    learner = Learner(network, recipe.drop_hidden)
    steps = recipe.epochs * len(batches)
    step = 0
    kept = numpy.ones(count, dtype=numpy.float32)
    average = Average()
    for epoch in range(1, recipe.epochs + 1):
        if epoch == recipe.epochs:
            kept = heaviest(weights, recipe.kept_rows)
            weights *= kept[:, None]
        for at in rng.permutation(len(batches)):
            batch = batches[at]
            left = 1 - step / steps
            scores, trace = learner.forward(batch, rng)
            chosen = _chosen(batch, recipe, rng)
            scores = scores + chosen @ weights[batch.used]
            by_character, by_transition = pull(
                scores.astype(numpy.float64), batch.lengths, transitions, batch.labels, batch.free
            )
            by_character = by_character.astype(numpy.float32)
            warm = min(1.0, (step + 1) / 200)
            learner.learn(batch, trace, by_character, recipe.rate_network * warm * (0.03 + 0.97 * left))
            size = len(batch.lengths) ** 0.5
            gradient = (chosen.T @ by_character) * (kept[batch.used] / numpy.float32(size))[:, None]
            weight_sums[batch.used] += gradient * gradient
            weights[batch.used] -= (
                recipe.rate_table * (0.1 + 0.9 * left) * gradient / numpy.sqrt(weight_sums[batch.used])
            )
            weights[0] = 0
            by_transition /= size
            transition_sums += by_transition * by_transition
            transitions -= 0.05 * by_transition / numpy.sqrt(transition_sums)
            step += 1
            if steps - step < len(batches) // 2 and step % max(1, len(batches) // 20) == 0:
                average.add({"weights": weights, "transitions": transitions, **network.arrays})
        yield f"epoch {epoch} of {recipe.epochs}"
    mean = average.mean()
    slots = numpy.where(kept[table_slots >> 8] > 0, table_slots, 0)
    table = Table(_KEPT_BITS, slots, mean.pop("weights"))
    transitions = mean.pop("transitions")
    tagger = Tagger(known, table, Network(mean, tags, chars), transitions, sources)
    save(tagger, folder / "weights.npz")
    yield f"{folder / 'weights.npz'}: {(folder / 'weights.npz').stat().st_size / 1e6:.1f} MB"


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
    groups: Sequence[tuple[int, list[Sentence]]],
    known: Knowledge,
    rows_of: Callable[[View], dict[str, Array]],
    least: int,
) -> tuple[Array, list[Batch]]:
    """Count the features, give each slot to its most frequent feature, and lay every batch out."""
    counts = numpy.zeros(1 << (_KEPT_BITS + 8), dtype=numpy.uint16)
    views = []
    for number, group in groups:
        sheet = lay_out([s.text for s in group])
        seen = view(sheet, known, number)
        marks = _marked(seen.keys)
        unique, times = numpy.unique(marks, return_counts=True)
        counts[unique] = numpy.minimum(counts[unique].astype(numpy.int64) + times, 65535)
        views.append((marks, rows_of(seen), seen.word_of, sheet.lengths, seen.spelling))
    by_slot = counts.reshape(1 << _KEPT_BITS, 256)
    best = by_slot.argmax(axis=1)
    kept = by_slot[numpy.arange(len(best)), best] >= least
    slots = numpy.zeros(1 << _KEPT_BITS, dtype=numpy.int32)
    filled = numpy.flatnonzero(kept)
    slots[filled] = (numpy.arange(1, len(filled) + 1, dtype=numpy.int32) << 8) | best[filled]
    del counts, by_slot
    batches = []
    for (number, group), (marks, looked_up, word_of, lengths, spelling) in zip(groups, views, strict=True):
        slot = slots[marks >> 8]
        rows = numpy.where((slot & 0xFF) == (marks & 0xFF), slot >> 8, 0)
        used, local = numpy.unique(rows, return_inverse=True)
        labels = numpy.concatenate([encode(len(s.text), s.spans) for s in group])
        free = numpy.concatenate([numpy.array(s.free or [False] * len(s.text), dtype=bool) for s in group])
        local = local.reshape(rows.shape).astype(numpy.int32)
        batches.append(Batch(used, local, looked_up, word_of, lengths, number, labels, free, spelling))
    return slots, batches


def _marked(keys: Array) -> Array:
    """Give each key's slot and mark as one number: slot * 256 + mark."""
    slot = (keys >> numpy.uint64(64 - _KEPT_BITS)).astype(numpy.int64) << 8
    marked: Array = (slot | (keys & numpy.uint64(0xFF)).astype(numpy.int64)).astype(numpy.int32)
    return marked


def _chosen(batch: Batch, recipe: Recipe, rng: numpy.random.Generator) -> sparse.csr_matrix:
    """Give the batch's features, some dropped: single ones, and in whole sentences those that name the words."""
    count, width = batch.rows.shape
    kept = rng.random((count, width), dtype=numpy.float32) >= recipe.drop_features
    blind = numpy.repeat(rng.random(len(batch.lengths)) < recipe.drop_spelling, batch.lengths)
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
