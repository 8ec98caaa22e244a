"""What speaks for a sum, as arrays: the print around its terms, what two of them share, and how all of them stand.

All is said without the stated value. The print is the shape of the column, where every number is one sign, so that
較去年的N升P is one wording whatever its numbers are.
"""

from collections.abc import Sequence
from copy import copy

import numpy as np
from numpy.typing import NDArray

from heshu.checks.column import Column
from heshu.checks.sums.hypotheses import Laid
from heshu.checks.sums.terms import Term
from heshu.model.nouns import Figure

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]

SAID, SAID_SIZE = 6, 97
"""How many things `Print.said` tells of a term, and how many values each may have."""
RELATIONS, RELATION_SIZE = 18, 512
"""The same for `Print.relations`."""
STANDING = 33
"""How many numbers `standing` gives of a hypothesis."""
_HEDGES = ("exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly")


class Print:
    """The terms of an article and the print around them, as arrays: `codes` of its shape, terms stand `at`."""

    def __init__(self, column: Column, found: Sequence[Term]) -> None:
        """Lay the terms out."""
        self.codes = np.frombuffer(column.shape.encode("utf-32-le", "surrogatepass"), np.uint32).astype(
            np.int64
        )
        self.at = np.array([term.place for term in found], np.int64)
        self.terms = found
        self.said = np.array([_said(term) for term in found], np.int64).reshape(-1, SAID) % SAID_SIZE
        self.said += np.arange(SAID) * SAID_SIZE
        self.sorts = _numbered([term.sort for term in found])
        self.measures = _numbered([term.measure for term in found])
        self.tails = _numbered([term.measure[-2:] for term in found])
        self.entities = _numbered([getattr(term.noun, "entity", None) or "" for term in found])
        self.clause = np.array([term.clause for term in found], np.int64)
        self.sentence = np.array([term.sentence for term in found], np.int64)
        self.block = np.array([term.block for term in found], np.int64)
        self.head = np.array([term.head for term in found], np.int64)
        self.run = np.array([term.run for term in found], np.int64)
        self.turn = np.array([term.turn for term in found], np.int64)
        sizes = np.bincount(self.run + 1, minlength=2)
        self.size = np.where(self.run >= 0, sizes[self.run + 1], 0)
        self.value = np.array([term.value for term in found], np.float64)
        self.months = _months(column, found)
        self.signs = np.array([ord(term.sign) & 15 for term in found], np.int64)
        self.directions = np.array([_direction(term) for term in found], np.int64)
        self.made = np.array([_made(term) for term in found], np.int64)

    def part(self, start: int, end: int) -> tuple["Print", int]:
        """Give the print of a stretch of the shape by itself, and the number of its first term in the whole."""
        first, last = np.searchsorted(self.at, (start, end)).tolist()
        inside = copy(self)
        for name, value in vars(self).items():
            if name != "codes":
                setattr(inside, name, value[first:last])
        inside.codes = self.codes[start:end]
        inside.at = inside.at - start
        return inside, first

    def relations(self, first: Numbers, second: Numbers) -> Numbers:
        """Tell of pairs of terms what they share: their order and distance, unit, measure, entity, period, list."""
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
        return np.stack(told, 1) + np.arange(RELATIONS) * RELATION_SIZE

    def standing(self, laid: Laid) -> Floats:
        """Tell of hypotheses how their terms stand, each about as large as one: spread, rivals, sizes, periods."""
        terms, stated = laid.terms, laid.stated
        known = terms >= 0
        operand = known & (terms != stated[:, None])
        first = terms[np.arange(len(terms)), np.argmax(operand, 1)]
        last = terms[np.arange(len(terms)), terms.shape[1] - 1 - np.argmax(operand[:, ::-1], 1)]
        low = np.where(known, terms, 1 << 30).min(1)
        high = terms.max(1)
        sentence = _spread(self.sentence[terms], known)
        clause = _spread(self.clause[terms], known)
        sorts, sort = np.unique(self.sorts, return_inverse=True)
        count = np.cumsum(np.equal(sort[:, None], np.arange(len(sorts))), 0)
        mine = sort[first]
        inside = count[high, mine] - count[low, mine] + (self.sorts[low] == self.sorts[first])
        own = (known & (self.sorts[terms] == self.sorts[first][:, None])).sum(1)
        sized = operand & (self.value[terms] > 0)
        size = np.log(np.where(sized, self.value[terms], 1.0))
        spread = np.where(sized, size, -99.0).max(1) - np.where(sized, size, 99.0).min(1)
        spread = np.clip(spread, 0, 12) * np.where(self.value[last] >= self.value[first], 1, -1)
        months = self.months[last] - self.months[first]
        timed = ~np.isnan(months)
        months = np.nan_to_num(months)
        same_list = (self.run[first] >= 0) & (self.run[stated] >= 0) & (self.turn[first] == self.turn[stated])
        many = laid.sizes > 3
        made, direction = self.made[stated], self.directions[stated]
        rows = (
            sentence / 3, clause / 8, (high - low) / 16, laid.sizes / 8, np.minimum(inside - own, 8) / 4,
            spread / 4, spread > 0, np.abs(spread) > 1.1, np.abs(spread) > 2.5,
            made == 1, made == 2, made == 3, direction == 1, direction == 2,
            self.sorts[first] == self.sorts[last], self.signs[first] == self.signs[last],
            timed, np.clip(months, -24, 24) / 12, months == 12, months == 1, months == 3,
            _relation(self.measures, first, last) / 3, _relation(self.measures, stated, last) / 3,
            np.where(known, self.head[terms], 0).sum(1) / 3,
            (self.sentence[stated] - self.sentence[last]) / 3, (self.sentence[stated] - self.sentence[first]) / 3,
            same_list, self._beyond(low, stated, -1) / 9, self._beyond(high, stated, 1) / 9,
            last > stated, first > stated, many, low == stated,
        )  # fmt: skip
        return np.stack([np.asarray(row, np.float32) for row in rows], 1)

    def _beyond(self, edge: Numbers, stated: Numbers, step: int) -> Numbers:
        """Tell how near the next number of a list's sort stands beyond its end: clauses away, 9 where none is near."""
        away = np.full(len(edge), 9, np.int64)
        for on in (3, 2, 1):
            at = edge + step * on
            there = (at >= 0) & (at < len(self.terms))
            at = np.clip(at, 0, len(self.terms) - 1)
            there &= (self.sorts[at] == self.sorts[edge]) & (at != stated)
            away = np.where(there, np.minimum(np.abs(self.clause[at] - self.clause[edge]), 8), away)
        return away

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


def _spread(values: Numbers, known: NDArray[np.bool_]) -> Numbers:
    most = np.where(known, values, -1).max(1)
    least = np.where(known, values, 1 << 30).min(1)
    out: Numbers = np.minimum(most - least, 12)
    return out


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


def _made(term: Term) -> int:
    """How a number is printed: 1 in tenths, 2 as a fraction, 3 as a multiple."""
    noun = term.noun
    if not isinstance(noun, Figure):
        return 0
    return 1 if "成" in noun.text else 2 if noun.unit == "fraction" else 3 if noun.unit == "times" else 0


def _said(term: Term) -> tuple[int, ...]:
    """What a term is: sort of figure, direction, hedge, place, how it is printed."""
    noun, sign = term.noun, ord(term.sign) & 15
    if not isinstance(noun, Figure):
        return sign, 0, 0, sign * 2 + term.head, 0, 0
    made = sum(
        bit
        for bit, char in ((1, "成"), (2, "分之"), (4, "倍"), (8, "番"), (16, "厘"), (32, "%"))
        if char in noun.text
    )
    per = _hash((noun.unit or "") + "/" + (noun.per or ""))
    return sign, sign * 4 + _direction(term), _HEDGES.index(noun.hedge), sign * 2 + term.head, made, per


def _hash(text: str) -> int:
    """Give a number of a short text that is the same in every run."""
    value = 7
    for char in text:
        value = (value * 1000003 + ord(char)) & 0xFFFFFFFF
    return value
