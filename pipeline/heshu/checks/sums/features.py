"""What speaks for a sum, as numbers of a table: the print around each term, and what lies between two of them.

All is said without the stated value. A feature is a bucket of a table with `2**BITS` rows (bucket 0 is none); runs of
characters are taken over the shape of a column, where every figure is one sign, so that 較去年的N升P is one wording.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from heshu.checks.column import Column
from heshu.checks.sums.terms import Term
from heshu.model.nouns import Figure

BITS = 15
Buckets = NDArray[np.int64]
Numbers = NDArray[np.int64]

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_TURN = np.uint64(0xC2B2AE3D27D4EB4F)
_LONGEST = 4
_LEFT, _RIGHT, _BETWEEN = 14, 6, 12
_STOPS = "，。；！？：\n"
_HEDGES = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly")


ALONE: tuple[tuple[str, int, int], ...] = (
    *(("start", -size, size) for size in range(1, _LONGEST + 1)),
    *(("start", 1, size) for size in range(1, _LONGEST)),
    *(place for back in range(2, _LEFT + 1) for place in (("start", -back, 2), ("start", -back, 1))),
    *(place for on in range(1, _RIGHT) for place in (("start", on, 2), ("start", on, 1))),
)
"""Where the first columns of `Print.alone` are read: how far from the term, how many characters."""
_TOLD = 18
BETWEEN: tuple[tuple[str, int, int] | None, ...] = (
    *(None for _ in range(_TOLD)),
    *(place for on in range(1, _BETWEEN) for place in (("start", on, 2), ("end", -on - 1, 2))),
)
"""The same for `Print.between`: from the first of two terms, or from the last."""


class Print:
    """The terms of an article and the print around them, as arrays."""

    def __init__(self, column: Column, found: Sequence[Term]) -> None:
        """Lay the terms out."""
        codes = np.frombuffer(column.shape.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
        codes[(codes >= 48) & (codes <= 57)] = 48
        pad = np.zeros(_LEFT + 2, np.uint64)
        self.codes = np.concatenate([pad, codes, pad])
        self.at = np.array([term.place for term in found], np.int64) + len(pad)
        self.runs = [self.codes]
        for size in range(1, _LONGEST):
            longer = np.zeros_like(self.codes)
            longer[:-size] = self.runs[-1][:-size] * _SPREAD + self.codes[size:]
            self.runs.append(longer)
        stop = np.isin(self.codes, np.array([ord(c) for c in _STOPS], np.uint64))
        marks = np.arange(len(self.codes))
        self.opens = np.maximum.accumulate(np.where(stop, marks, 0))
        ends = np.where(stop, marks, len(marks))
        self.closes = np.minimum.accumulate(ends[::-1])[::-1]
        self.terms = found
        self.sorts = _numbered([term.sort for term in found])
        self.measures = _numbered([term.measure for term in found])
        self.tails = _numbered([term.measure[-2:] for term in found])
        self.entities = _numbered([getattr(term.noun, "entity", None) or "" for term in found])
        self.clause = np.array([term.clause for term in found], np.int64)
        self.sentence = np.array([term.sentence for term in found], np.int64)
        self.block = np.array([term.block for term in found], np.int64)
        self.run = np.array([term.run for term in found], np.int64)
        self.turn = np.array([term.turn for term in found], np.int64)
        sizes = {
            run: 1 + max(t.turn for t in found if t.run == run)
            for run in {t.run for t in found if t.run >= 0}
        }
        self.size = np.array([sizes.get(term.run, 0) for term in found], np.int64)
        self.months = _months(column, found)
        self.signs = np.array([ord(term.sign) & 15 for term in found], np.int64)
        self.directions = np.array([_direction(term) for term in found], np.int64)

    def alone(self) -> Buckets:
        """Give the buckets of each term by itself: what stands before and after it, and what it is."""
        at, columns = self.at, []
        for size in range(1, _LONGEST + 1):
            columns.append(_bucket(self.runs[size - 1][at - size], 10 + size))
        for size in range(1, _LONGEST):
            columns.append(_bucket(self.runs[size - 1][at + 1], 20 + size))
        opens = self.opens[at - 1]
        for back in range(2, _LEFT + 1):
            inside = at - back > opens
            columns.append(np.where(inside, _bucket(self.runs[1][at - back], 30), 0))
            columns.append(np.where(inside, _bucket(self.codes[at - back], 31), 0))
        closes = self.closes[at + 1]
        for on in range(1, _RIGHT):
            inside = at + on + 1 < closes
            columns.append(np.where(inside, _bucket(self.runs[1][at + on], 40), 0))
            columns.append(np.where(inside, _bucket(self.codes[at + on], 41), 0))
        before = np.maximum(opens - 1, 1)
        for back in range(1, _RIGHT):  # how the clause before ends
            columns.append(_bucket(self.runs[1][np.maximum(before - back, 0)], 50))
        said = [_said(term) for term in self.terms]
        for number in range(len(said[0]) if said else 0):
            columns.append(_bucket(np.array([row[number] for row in said], np.uint64), 60 + number))
        return np.stack(columns, 1) if len(at) else np.zeros((0, 1), np.int64)

    def between(self, first: Numbers, second: Numbers) -> Buckets:
        """Give the buckets of pairs of terms: their order and distance, what stands between, what they share."""
        low, high = np.minimum(first, second), np.maximum(first, second)
        order = (second > first).astype(np.int64)
        apart = np.minimum(high - low, 8)
        clauses = np.minimum(self.clause[high] - self.clause[low], 5)
        sentences = np.minimum(self.sentence[high] - self.sentence[low], 4)
        blocks = np.minimum(np.abs(self.block[high] - self.block[low]), 2)
        rivals = self._rivals(low, high)
        measure = _relation(self.measures, first, second) + 4 * _relation(self.tails, first, second)
        entity = _relation(self.entities, first, second)
        period = self._periods(first, second)
        lists = self._lists(first, second)
        sort = (self.sorts[first] == self.sorts[second]).astype(np.int64)
        signs = self.signs[first] * 16 + self.signs[second]
        turned = self.directions[first] * 4 + self.directions[second]
        told = (
            order * 16 + apart, order * 8 + clauses, order * 8 + sentences, blocks, order * 16 + rivals,
            measure, entity, period * 2 + order, lists * 2 + order, sort, signs, turned,
            (order * 8 + clauses) * 16 + rivals, (order * 8 + sentences) * 16 + apart, measure * 16 + rivals,
            (period * 2 + order) * 8 + clauses, signs * 2 + sort, lists * 16 + apart,
        )  # fmt: skip
        columns = [_bucket(value.astype(np.uint64), 100 + number) for number, value in enumerate(told)]
        start, end = self.at[low], self.at[high]
        for on in range(1, _BETWEEN):
            inside = start + on + 1 <= end
            columns.append(np.where(inside, _bucket(self.runs[1][start + on], 130 + order), 0))
            inside = start + on < end - on
            columns.append(np.where(inside, _bucket(self.runs[1][end - on - 1], 140 + order), 0))
        whole = np.zeros(len(low), np.uint64)
        for on in range(1, _BETWEEN):
            at = start + on
            whole = np.where(at < end, whole * _SPREAD + self.codes[at], whole)
        columns.append(np.where(end - start <= _BETWEEN, _bucket(whole, 150 + order), 0))
        return np.stack(columns, 1)

    def _rivals(self, low: Numbers, high: Numbers) -> Numbers:
        """Count the terms between two that are of the sort of the one before (to 7)."""
        count = np.zeros(len(low), np.int64)
        for on in range(1, 16):
            at = np.minimum(low + on, len(self.terms) - 1)
            count += (low + on < high) & (self.sorts[at] == self.sorts[low])
        return np.minimum(count, 7)

    def _periods(self, first: Numbers, second: Numbers) -> Numbers:
        """Tell which of two terms is for the earlier time: 0 unknown, 1 the same, 2 the first, 3 the second."""
        a, b = self.months[first], self.months[second]
        known = ~(np.isnan(a) | np.isnan(b))
        return np.where(~known, 0, np.where(a == b, 1, np.where(a < b, 2, 3)))

    def _lists(self, first: Numbers, second: Numbers) -> Numbers:
        """Tell how two lists agree: 1 one list, 2 the same turn of lists of one length, 3 another turn, 0 none."""
        a, b = self.run[first], self.run[second]
        listed = (a >= 0) & (b >= 0)
        paired = listed & (self.size[first] == self.size[second])
        same = self.turn[first] == self.turn[second]
        return np.where(listed & (a == b), 1, np.where(paired & same, 2, np.where(paired, 3, 0)))


def _bucket(values: NDArray[np.uint64], salt: int | Numbers) -> Buckets:
    salts = np.asarray(salt, np.uint64)
    mixed = (values + salts * _TURN) * _SPREAD
    mixed ^= mixed >> np.uint64(29)
    return (mixed * _TURN >> np.uint64(64 - BITS)).astype(np.int64)


def _numbered(names: Sequence[str]) -> Numbers:
    known: dict[str, int] = {"": 0}
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)


def _relation(numbers: Numbers, first: Numbers, second: Numbers) -> Numbers:
    """0 both unknown, 1 one unknown, 2 the same, 3 another."""
    a, b = numbers[first], numbers[second]
    return np.where((a == 0) & (b == 0), 0, np.where((a == 0) | (b == 0), 1, np.where(a == b, 2, 3)))


def _months(column: Column, found: Sequence[Term]) -> NDArray[np.float64]:
    firsts = {
        period.id: period.first.year * 12.0 + period.first.month
        for period in column.record.periods
        if period.first is not None
    }
    return np.array(
        [firsts.get(getattr(t.noun, "period", None) or t.noun.id, np.nan) for t in found], np.float64
    )


def _direction(term: Term) -> int:
    noun = term.noun
    if not isinstance(noun, Figure) or noun.direction is None:
        return 0
    return 1 if noun.direction == "up" else 2


def _said(term: Term) -> tuple[int, ...]:
    """What a term is: sort of figure, direction, hedge, place, how it is printed."""
    noun, sign = term.noun, ord(term.sign) & 15
    if not isinstance(noun, Figure):
        return sign, 0, 0, sign * 2 + term.head, 0, 0
    hedge = _HEDGES.index(noun.hedge)
    direction = _direction(term)
    made = sum(
        bit
        for bit, char in ((1, "成"), (2, "分之"), (4, "倍"), (8, "番"), (16, "厘"), (32, "%"))
        if char in noun.text
    )
    per = hash_of((noun.unit or "") + "/" + (noun.per or ""))
    return sign, sign * 4 + direction, hedge, sign * 2 + term.head, made, per


def hash_of(text: str) -> int:
    """Give a number of a short text that is the same in every run."""
    value = 7
    for char in text:
        value = (value * 1000003 + ord(char)) & 0xFFFFFFFF
    return value
