"""The sums that a writer may mean: which terms they take, and how the stated one is worked from the others.

A hypothesis is a family and its terms, one a slot; of a total the parts come first and the total last. Nothing
here looks at a word: which of many possible sums is meant is the scorer's to tell (`sums.scorer`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import inf

from heshu.checks.column import AREA, COUNT, LEVEL, MONEY, OTHER, PART, PERCENT, PERIOD, POINT, TIME, TIMES
from heshu.checks.sums.terms import Term, alike, is_amount

Slots = tuple[int, ...]

BEFORE, AFTER = 10, 6
"""How many terms before and after a stated one its operands may stand."""
SENTENCES = 3
PARTS = 8


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of sum: the rule that its findings are of, and its slots; `many` where the first takes several terms."""

    name: str
    rule: str
    slots: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A family over terms of an article (places in its list of terms); `stated` is the slot of the stated one."""

    family: Family
    terms: Slots
    stated: int

    @property
    def operands(self) -> Slots:
        """The terms that the stated one is worked from."""
        return self.terms[: self.stated] + self.terms[self.stated + 1 :]


GROWTH = Family("growth", "arithmetic.growth", ("from", "to", "change"))
DIFFERENCE = Family("difference", "arithmetic.difference", ("from", "to", "change"))
POINTS = Family("points", "wording.point", ("from", "to", "change"))
CLOSE = Family("close", "arithmetic.close_change", ("level", "move", "change"))
MULTIPLE = Family("multiple", "arithmetic.multiple", ("base", "level", "times"))
SHARE = Family("share", "arithmetic.share", ("part", "whole", "share"))
SUM = Family("sum", "arithmetic.sum", ("part", "total", "first", "last"), many=True)
BREAKDOWN = Family("breakdown", "arithmetic.breakdown", ("part", "total", "first", "last"), many=True)
EACH = Family("each", "arithmetic.average", ("total", "number", "each"))
TOTAL = Family("total", "arithmetic.product", ("number", "each", "total"))
UNIT_PRICE = Family("unit_price", "arithmetic.unit_price", ("price", "area", "each"))
YIELD = Family("yield", "arithmetic.yield", ("income", "price", "return"))
CURRENCY = Family("currency", "arithmetic.currency", ("first", "second"))
COMPOUND = Family("compound", "arithmetic.compound", ("from", "to", "years", "change"))
PART_OF = Family("part", "arithmetic.part", ("part", "whole"))
SPAN = Family("span", "calendar.span", ("from", "to", "length"))

FAMILIES = (
    GROWTH, DIFFERENCE, POINTS, CLOSE, MULTIPLE, SHARE, SUM, BREAKDOWN, EACH, TOTAL, UNIT_PRICE, YIELD, CURRENCY,
    COMPOUND, PART_OF, SPAN,
)  # fmt: skip


def hypotheses(found: Sequence[Term]) -> Iterator[Hypothesis]:
    """Yield every typed sum over the terms of an article, each stated term with operands near it."""
    for at, term in enumerate(found):
        near = _near(found, at)
        if term.sign == PERCENT or (term.sign == PART and term.value < 1):
            yield from _of_rate(found, at, near)
        elif term.sign == POINT:
            yield from _pairs(DIFFERENCE, found, at, [n for n in near if found[n].sign in (PERCENT, POINT)])
        elif term.sign == TIMES:
            levels = [n for n in near if _is_level(found[n]) or _is_rate(found[n])]
            rising = term.figure.direction is not None  # 增兩倍 and 增至三倍 are told apart
            yield from _pairs(GROWTH if rising else MULTIPLE, found, at, levels)
        elif term.sign == TIME:
            yield from _of_length(found, at, near)
            same = [n for n in near if found[n].sort == term.sort]
            yield from _pairs(DIFFERENCE, found, at, same)
        elif is_amount(term):
            yield from _of_amount(found, at, near)
            if term.figure.unit in _AGES:
                yield from _of_length(found, at, near)
    yield from _breakdowns(found)


def _near(found: Sequence[Term], at: int) -> list[int]:
    """Give the places of the terms around one: not itself, not in far sentences or blocks."""
    here = found[at]
    return [
        n
        for n in range(max(0, at - BEFORE), min(len(found), at + AFTER + 1))
        if n != at
        and abs(found[n].sentence - here.sentence) <= SENTENCES
        and abs(found[n].block - here.block) <= 1
    ]


def _is_level(term: Term) -> bool:
    return is_amount(term) and term.value > 0


def _is_rate(term: Term) -> bool:
    return term.sign == PERCENT and term.figure.direction is None


def _pairs(family: Family, found: Sequence[Term], at: int, near: Sequence[int]) -> Iterator[Hypothesis]:
    direction = found[at].figure.direction if family in (GROWTH, DIFFERENCE, POINTS) else None
    for a, b in permutations(near, 2):
        if direction is not None and (found[b].value > found[a].value) != (direction == "up"):
            continue  # a rise is from the lower to the higher: 升至 before a lower number is another rule's
        if alike(found[a], found[b]) and found[a].value != found[b].value:
            yield Hypothesis(family, (a, b, at), 2)


def _of_rate(found: Sequence[Term], at: int, near: Sequence[int]) -> Iterator[Hypothesis]:
    term = found[at]
    levels = [n for n in near if _is_level(found[n])]
    changing = term.figure.direction is not None
    if term.sign == PERCENT or changing:
        yield from _pairs(GROWTH, found, at, levels)
    if not changing:
        yield from _pairs(SHARE, found, at, levels)
    if term.sign != PERCENT:
        return
    rates = [n for n in near if _is_rate(found[n])]
    if term.high - term.low < inf:  # 低於3.5% is a bound, no change
        yield from _pairs(POINTS, found, at, rates)
    for level, move in permutations(levels, 2):
        if found[move].value < found[level].value and _moves(found[level], found[move]):
            yield Hypothesis(CLOSE, (level, move, at), 2)
    money = [n for n in levels if found[n].sign == MONEY]
    for income, price in permutations(money, 2):
        if not changing and alike(found[income], found[price]) and found[income].value < found[price].value:
            yield Hypothesis(YIELD, (income, price, at), 2)
    years = [
        n for n in near if found[n].sign == TIME and found[n].figure.unit == "year" and found[n].value > 1
    ]
    for length in years[:2]:
        for a, b in permutations(levels[-6:], 2):
            if alike(found[a], found[b]) and found[a].value < found[b].value:
                yield Hypothesis(COMPOUND, (a, b, length, at), 3)


def _moves(level: Term, move: Term) -> bool:
    bare = {level.sign, move.sign} <= {LEVEL, COUNT, OTHER, MONEY} and None in (
        level.figure.unit,
        move.figure.unit,
    )
    return alike(level, move) or bare or (move.sign == LEVEL and level.sign in (COUNT, OTHER))


def _of_amount(found: Sequence[Term], at: int, near: Sequence[int]) -> Iterator[Hypothesis]:
    term = found[at]
    same = [n for n in near if alike(found[n], term) and is_amount(found[n])]
    if term.figure.direction is not None or len(same) < 8:
        yield from _pairs(DIFFERENCE, found, at, same)
    yield from _sums(at, same)
    for n in near:
        other = found[n]
        if n == at - 1 and other.sign == term.sign == MONEY and other.figure.unit != term.figure.unit:
            yield Hypothesis(CURRENCY, (n, at), 1)
    for n in same:
        if abs(n - at) <= 4 and found[n].sort == term.sort:
            yield Hypothesis(PART_OF, (at, n), 0)
    numbers = [n for n in near if found[n].sign in (COUNT, TIME) and found[n].value > 1 and n not in same]
    stretches = [n for n in near if found[n].sign == PERIOD and found[n].days > 1]
    for whole in same:  # a total is more than each of its parts
        if found[whole].value > term.value:
            if term.run >= 0 and found[whole].run < 0:
                continue  # a member of a list is a part, no average
            yield from (Hypothesis(EACH, (whole, number, at), 2) for number in (*numbers, *stretches))
        else:
            yield from (Hypothesis(TOTAL, (number, whole, at), 2) for number in numbers)
    if term.sign == MONEY:
        for area in (n for n in near if found[n].sign == AREA):
            for whole in same:
                if found[whole].value > term.value:
                    yield Hypothesis(UNIT_PRICE, (whole, area, at), 2)
                else:
                    yield Hypothesis(TOTAL, (area, whole, at), 2)


def _sums(at: int, same: Sequence[int]) -> Iterator[Hypothesis]:
    """Yield runs of two to eight neighbours of one sort, right before or after a total or one term away, and pairs."""
    before, after = [n for n in same if n < at], [n for n in same if n > at]
    seen: set[Slots] = set()
    for size in range(2, PARTS + 1):
        for skip in (0, 1):
            runs = (
                tuple(before[len(before) - skip - size : len(before) - skip]),
                tuple(after[skip : skip + size]),
            )
            for run in runs:
                if len(run) == size and run not in seen:
                    seen.add(run)
                    yield Hypothesis(SUM, (*run, at), size)
    close = (*before[-4:], *after[:4])
    for i, a in enumerate(close):
        for b in close[i + 1 :]:
            if (a, b) not in seen:
                yield Hypothesis(SUM, (a, b, at), 2)


_AGES = ("歲", "周年", "週年")


def _of_length(found: Sequence[Term], at: int, near: Sequence[int]) -> Iterator[Hypothesis]:
    dates = [n for n in near if found[n].sign == PERIOD]
    for i, a in enumerate(dates):
        for b in dates[i + 1 :]:
            yield Hypothesis(SPAN, (a, b, at), 2)


def _breakdowns(found: Sequence[Term]) -> Iterator[Hypothesis]:
    """Yield runs of two to eight neighbouring shares; the last of a run is held to what the others leave."""
    shares = [n for n, t in enumerate(found) if t.sign == PERCENT and t.figure.direction is None]
    for at, last in enumerate(shares):
        for size in range(2, PARTS + 1):
            run = shares[max(0, at - size + 1) : at + 1]
            first = found[run[0]]
            if len(run) < size or found[last].sentence - first.sentence > SENTENCES:
                break
            if first.block != found[last].block:
                break
            yield Hypothesis(BREAKDOWN, tuple(run), size - 1)
