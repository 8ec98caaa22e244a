"""P(the writer means this sum | everything but the stated value), learnt from right sentences.

Two steps: a linear score over buckets of print, one column of weights a slot and a pair of slots of each family, which
leaves the few best readings of every stated number; and boosted trees over that score, its rivals and where
the terms stand. Both are applied here as arrays; `evaluate.train_sums` learns them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import log
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heshu.checks.sums.families import FAMILIES, Hypothesis
from heshu.checks.sums.features import BITS, Buckets, Print
from heshu.checks.sums.terms import Term
from heshu.errors import ModelError
from heshu.resources import read_model_file

Floats = NDArray[np.float64]
KEPT = 5
"""How many readings of one stated number, of one family, go on to the second step."""
UNLIKELY = -8.5
"""The linear score below which none does."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a family's columns of weights are: one a slot, one a pair of slots."""

    slots: int
    pairs: tuple[tuple[int, int], ...]
    first: int

    @property
    def columns(self) -> int:
        """How many columns there are."""
        return self.slots + len(self.pairs)


def _layouts() -> dict[str, Layout]:
    found, first = {}, 0
    for family in FAMILIES:
        size = len(family.slots)
        last = size - 1
        pairs = tuple((a, b) for a in range(size) for b in range(a + 1, size) if b in (1, last))
        if family.many:
            pairs = (
                (0, 0),
                (0, 1),
                (0, 1),
            )  # one part and the next, the nearest and the farthest with the total
        found[family.name] = Layout(size, pairs, first)
        first += size + len(pairs)
    return found


LAYOUTS = _layouts()
COLUMNS = sum(layout.columns for layout in LAYOUTS.values())
WIDEST = max(layout.columns for layout in LAYOUTS.values())
FIRST = np.repeat(
    [layout.first for layout in LAYOUTS.values()], [layout.columns for layout in LAYOUTS.values()]
)


def rows_of(found: Sequence[Hypothesis]) -> NDArray[np.int64]:
    """Give what is added up for each hypothesis: rows of its number, a column, a term, and a second term or -1.

    The parts of a total share a column: `parts_of` averages them.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for number, hypothesis in enumerate(found):
        groups[hypothesis.family.name].append(number)
    tables = []
    for name, numbers in groups.items():
        layout = LAYOUTS[name]
        if found[numbers[0]].family.many:
            tables.append(
                np.array([row for n in numbers for row in _rows_of_many(layout, n, found[n].terms)], np.int64)
            )
            continue
        terms = np.array([found[n].terms for n in numbers], np.int64)
        which = np.array(numbers, np.int64)
        for slot in range(layout.slots):
            tables.append(_table(which, layout.first + slot, terms[:, slot], -1))
        for pair, (a, b) in enumerate(layout.pairs):
            tables.append(_table(which, layout.first + layout.slots + pair, terms[:, a], terms[:, b]))
    return np.concatenate(tables)


def _table(
    which: NDArray[np.int64], column: int, first: NDArray[np.int64], second: NDArray[np.int64] | int
) -> NDArray[np.int64]:
    table = np.empty((len(which), 4), np.int64)
    table[:, 0], table[:, 1], table[:, 2], table[:, 3] = which, column, first, second
    return table


def _rows_of_many(layout: Layout, number: int, terms: Sequence[int]) -> Iterator[tuple[int, int, int, int]]:
    *parts, total = terms
    first = layout.first
    yield from ((number, first, part, -1) for part in parts)
    yield number, first + 1, total, -1
    yield number, first + 2, parts[0], -1
    yield number, first + 3, parts[-1], -1
    yield from ((number, first + 4, a, b) for a, b in pairwise(parts))
    near, far = sorted((parts[0], parts[-1]), key=lambda part: abs(part - total))
    yield number, first + 5, near, total
    yield number, first + 6, far, total


def buckets_of(printed: Print, rows: NDArray[np.int64]) -> Iterator[tuple[NDArray[np.bool_], Buckets]]:
    """Give the buckets of rows: first those of one term (and which they are), then those of two."""
    single = rows[:, 3] < 0
    yield single, printed.alone()[rows[single, 2]]
    size = len(printed.terms)
    keys, where = np.unique(rows[~single, 2] * size + rows[~single, 3], return_inverse=True)
    yield ~single, printed.between(keys // size, keys % size)[where]


def parts_of(weights: NDArray[np.float32], printed: Print, found: Sequence[Hypothesis]) -> Floats:
    """Give the score of each column of each hypothesis, zeros where its family has fewer than WIDEST."""
    rows = rows_of(found)
    values = np.empty(len(rows))
    for which, buckets in buckets_of(printed, rows):
        values[which] = weights[buckets, rows[which, 1][:, None]].sum(1)
    place = rows[:, 0] * WIDEST + rows[:, 1] - FIRST[rows[:, 1]]
    size = len(found) * WIDEST
    counts = np.bincount(place, minlength=size)
    summed = np.bincount(place, weights=values, minlength=size)
    return (summed / np.maximum(counts, 1)).reshape(len(found), WIDEST)


def dense(printed: Print, found: Sequence[Hypothesis], parts: Floats, linear: Floats) -> Floats:
    """Give what the trees see of each hypothesis: its scores, its rivals for the stated number, where it stands."""
    rows = np.zeros((len(found), WIDTH))
    groups: dict[int, list[int]] = defaultdict(list)
    for number, hypothesis in enumerate(found):
        groups[hypothesis.terms[hypothesis.stated]].append(number)
    for members in groups.values():
        order = sorted(members, key=lambda n: -linear[n])
        for rank, number in enumerate(order):
            mine = found[number]
            other = order[1] if rank == 0 and len(order) > 1 else order[0]
            kin = [n for n in order if n != number and found[n].family is mine.family]
            strange = [n for n in order if found[n].family is not mine.family]
            rows[number, :6] = (
                rank, linear[number] - linear[other] if other != number else 9.0,
                linear[number] - linear[kin[0]] if kin else 9.0,
                linear[number] - linear[strange[0]] if strange else 9.0,
                len(kin), len(strange),
            )  # fmt: skip
    uses: dict[int, float] = defaultdict(lambda: -9.0)
    for number, hypothesis in enumerate(found):
        for term in hypothesis.operands:
            uses[term] = max(uses[term], linear[number])
    for number, hypothesis in enumerate(found):
        rows[number, 6:] = (linear[number], *parts[number], *_standing(printed, hypothesis, uses))
    return rows


WIDTH = 6 + 1 + WIDEST + 24


def _standing(printed: Print, hypothesis: Hypothesis, uses: dict[int, float]) -> tuple[float, ...]:
    terms = printed.terms
    places = hypothesis.terms
    stated = terms[places[hypothesis.stated]]
    operands = [terms[place] for place in hypothesis.operands]
    first, last = operands[0], operands[-1]
    low, high = min(places), max(places)
    inside = [t for t in terms[low : high + 1] if t.sort == first.sort]
    between = len(inside) - sum(t.sort == first.sort for t in (*operands, stated))
    sizes = [t.value for t in operands if t.value > 0]
    spread = log(max(sizes) / min(sizes)) if sizes else 0.0
    ends = (operands[0], operands[-1]) if hypothesis.family.many else ()
    figure = stated.figure
    made = (
        1 if "成" in figure.text else 2 if figure.unit == "fraction" else 3 if figure.unit == "times" else 0
    )
    told = [printed.months[place] for place in hypothesis.operands]
    known = [m for m in told if m == m]
    return (
        FAMILIES.index(hypothesis.family),
        max(t.sentence for t in (*operands, stated)) - min(t.sentence for t in (*operands, stated)),
        max(t.clause for t in (*operands, stated)) - min(t.clause for t in (*operands, stated)),
        high - low,
        len(places),
        between,
        min(spread, 12.0) * (1 if last.value >= first.value else -1),
        made,
        0 if figure.direction is None else 1 if figure.direction == "up" else -1,
        first.sort == last.sort,
        first.sign == last.sign,
        (known[-1] - known[0]) if len(known) > 1 else -99.0,
        len(known),
        first.measure == last.measure if first.measure and last.measure else -1,
        stated.measure == last.measure if stated.measure and last.measure else -1,
        sum(t.head for t in (*operands, stated)),
        stated.sentence - last.sentence,
        stated.sentence - first.sentence,
        float(first.run >= 0 and stated.run >= 0 and first.turn == stated.turn),
        float(uses[places[hypothesis.stated]]),
        min((linear_of for place in hypothesis.operands if (linear_of := uses[place]) > -9.0), default=-9.0),
        _beyond(terms, places, -1) if ends else -1.0,
        _beyond(terms, places, 1) if ends else -1.0,
        float(last.place > stated.place) + 2 * float(first.place > stated.place),
    )


def _beyond(terms: Sequence[Term], places: Sequence[int], step: int) -> float:
    """Tell how near the next amount of a list's sort stands beyond its end: clauses away, or 9 where none is near."""
    edge = min(places[:-1]) if step < 0 else max(places[:-1])
    for place in range(edge + step, edge + 4 * step, step):
        if not 0 <= place < len(terms):
            break
        if terms[place].sort == terms[edge].sort and place != places[-1]:
            return float(min(abs(terms[place].clause - terms[edge].clause), 8))
    return 9.0


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees as arrays, `(tree, node)`; a leaf points at itself."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    depth: int
    start: float

    def raw(self, rows: Floats) -> Floats:
        """Give the log-odds of each row."""
        number = np.arange(len(self.feature))
        at = np.zeros((len(rows), len(number)), np.int64)
        each = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            feature = self.feature[number, at]
            goes_left = rows[each, feature] <= self.threshold[number, at]
            at = np.where(goes_left, self.left[number, at], self.right[number, at])
        summed: Floats = self.value[number, at].sum(1, dtype=np.float64) + self.start
        return summed


@dataclass(frozen=True, slots=True)
class Scorer:
    """Both steps. `bias` is the linear one's, a family each; `limits` the least P of an alarm, a family each.
    `titles` are trees over `sums.titles.features`."""

    weights: NDArray[np.float32]
    bias: dict[str, float]
    trees: Trees
    limits: dict[str, float]
    titles: Trees
    title_limits: tuple[float, float]

    def linear(self, found: Sequence[Hypothesis], parts: Floats) -> Floats:
        """Add up the parts of each hypothesis."""
        added: Floats = parts.sum(1) + np.array([self.bias[h.family.name] for h in found])
        return added

    def likely(self, printed: Print, found: Sequence[Hypothesis]) -> list[tuple[Hypothesis, float]]:
        """Give the best readings of each stated number with how likely each is meant, in [0, 1]."""
        if not found:
            return []
        parts = parts_of(self.weights, printed, found)
        linear = self.linear(found, parts)
        kept = best(found, linear)
        if not kept:
            return []
        some = [found[n] for n in kept]
        raw = self.trees.raw(dense(printed, some, parts[kept], linear[kept]))
        return list(zip(some, (1 / (1 + np.exp(-raw))).tolist(), strict=True))


def best(found: Sequence[Hypothesis], linear: Floats) -> list[int]:
    """Give the numbers of the KEPT best readings of each stated number, a family each."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number in np.argsort(-linear, kind="stable").tolist():
        hypothesis = found[number]
        group = groups[hypothesis.family.name, hypothesis.terms[hypothesis.stated]]
        if len(group) < KEPT and linear[number] > UNLIKELY:
            group.append(number)
    return sorted(number for group in groups.values() for number in group)


@lru_cache(maxsize=1)
def load_scorer(name: str = "checks") -> Scorer:
    """Give the packaged scorer. Raises ModelError where its weights are missing or of another make."""
    with np.load(BytesIO(read_model_file(name, "weights.npz")), allow_pickle=False) as held:
        if int(held["version"]) != VERSION:
            raise ModelError(f"model {name}: 版本不符，請重新訓練 of another version; train it again")
        weights = np.zeros((1 << BITS, COLUMNS), np.float32)
        weights[held["rows"], held["columns"]] = held["weights"].astype(np.float32)
        trees, titles = _trees(held, ""), _trees(held, "title_")
        names = [family.name for family in FAMILIES]
        bias = dict(zip(names, held["bias"].tolist(), strict=True))
        limits = dict(zip(names, held["limits"].tolist(), strict=True))
        absent, swapped = held["title_limits"].tolist()
    return Scorer(weights, bias, trees, limits, titles, (absent, swapped))


def _trees(held: Mapping[str, Any], before: str) -> Trees:
    feature, threshold, left, right, value = (
        held[before + name] for name in ("feature", "threshold", "left", "right", "value")
    )
    return Trees(
        feature, threshold, left, right, value, int(held[before + "depth"]), float(held[before + "start"])
    )


VERSION = 1
