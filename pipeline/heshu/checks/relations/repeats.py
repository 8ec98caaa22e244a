"""The same measure stated twice in a body, or one digit string at two scales.

Two mentions are of one thing when measure, unit, period, entity and base are one. What a headline repeats of the
body is found by `checks.sums.titles`.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from heshu.checks.column import PERIOD, Column
from heshu.checks.history import Stated, statements, thing_of
from heshu.checks.near import CLAUSE, words_near
from heshu.model.nouns import Figure

_HEADS = ("title", "standfirst", "subhead", "caption", "chart_title")
_CLAUSE = re.compile(r"[，,。；;！？：:\n　「」]")
_NEGATED = re.compile(
    r"预[期测料计]|目标|料|或|若|如果|假设|可望|有望|将|上限|下限|最[高低]|原|本来|市场估|估"
)
_SCALES = (1, 2, 3, 4, 8)
"""By how many powers of ten a slip may be off."""
_WRONG_UNIT = (4, 8)
"""By how many powers of ten 元, 萬元 and 億元 are apart."""
_SCALED = frozenset({"money", "count", "area", "energy", "power", "weight", "data", "volume"})
_LABEL = re.compile(r"[一-鿿]{3}")
_NEVER, _NEAR = 99, 24
_LONGEST = 200  # characters of a clause on either side of a number
_MANY = 8  # so many numbers of the same digits are looked back at


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two statements of one measure; `first` is the one to trust (the body's), `second` the one to mend."""

    first: Figure
    second: Figure


def find_repeats(column: Column) -> Iterator[Repeat]:
    """Yield statements that are of one measure of one named entity, each later one with the first.

    Three of as many values, or two in one sentence, are of things that are told apart elsewhere.
    """
    held = [s for s in statements(column.record) if not _hypothetical(column, s.figure)]
    of_one: dict[tuple[Hashable, str], list[Stated]] = defaultdict(list)
    for stated in held:
        if stated.entity is not None:
            of_one[thing_of(stated), stated.period].append(stated)
    for alike in of_one.values():
        first, *others = alike
        if len({s.figure.value for s in alike}) > 2 or _side_by_side(column, alike):
            continue
        for stated in others:
            if not _one_sentence(column, first.figure, stated.figure):
                yield Repeat(*_trusted(column, first.figure, stated.figure))


def _side_by_side(column: Column, alike: list[Stated]) -> bool:
    return any(
        a.figure.value != b.figure.value and _one_sentence(column, a.figure, b.figure)
        for a, b in pairwise(alike)
    )


def _clause(column: Column, place: int) -> tuple[int, int]:
    floor, ceiling = max(0, place - _LONGEST), min(place + _LONGEST, len(column.shape))
    start = max((m.end() for m in _CLAUSE.finditer(column.shape, floor, place)), default=floor)
    end = _CLAUSE.search(column.shape, place, ceiling)
    return start, end.start() if end else ceiling


def _period(column: Column, place: int) -> str | None:
    """Give the EDTF of the period nearest before a place in its sentence; None for none, or one not resolved."""
    start, _ = column.sentence(place)
    at = column.shape.rfind(PERIOD, start, place)
    return column.periods_at[at].edtf if at >= 0 else None


def find_slips(column: Column) -> Iterator[Repeat]:
    """Yield numbers with the same digits at two scales, both said of one thing: 月產能13萬片 and 月產能130萬片.

    The more digits they share, the fewer words they need to: of 1,331 right articles three or more stood at two
    scales in two, among no word alike.
    """
    alike: dict[Hashable, dict[Decimal, tuple[int, Figure]]] = defaultdict(dict)
    for place, figure in column.figures_at.items():
        if figure.value and figure.kind in _SCALED:
            digits = figure.value.normalize().as_tuple().digits
            others = alike[digits, figure.kind, figure.unit, figure.per]
            for other, first in others.values():
                power = power_between(first, figure)
                if power in _SCALES and (
                    _shared(column, other, place) >= _needed(len(digits), power)
                    or (len(digits) > 1 and _one_label(column, other, place))
                ):
                    yield Repeat(*_trusted(column, first, figure))
            others.setdefault(figure.value, (place, figure))


def _needed(digits: int, power: int) -> int:
    """Give how many words two numbers must share to be of one thing, of that many digits and so far apart."""
    if digits > 2:
        return 1
    if digits == 2:
        return 1 if power in _WRONG_UNIT else 3
    return 2 if power in _WRONG_UNIT else _NEVER


def _shared(column: Column, place: int, other: int) -> int:
    return len(words_near(column, place, CLAUSE) & words_near(column, other, CLAUSE))


def _one_label(column: Column, place: int, other: int) -> bool:
    """Tell whether the same three characters stand right before two numbers: 貨運量."""
    label = _LABEL.search(column.shape, max(0, place - 3), place)
    return label is not None and column.shape[max(0, other - 3) : other] == label[0]


def find_swapped(column: Column) -> Iterator[Repeat]:
    """Yield numbers of two sentences, of one thing, in one of which two digits changed places: 310宗 and 130宗.

    Of 1,331 right articles none had such a pair that shares a word, but for rates of change.
    """
    alike: dict[Hashable, list[tuple[int, Figure]]] = defaultdict(list)
    for place, figure in column.figures_at.items():
        if not figure.value or figure.kind == "rank":
            continue
        digits = figure.value.normalize().as_tuple()
        key = tuple(sorted(digits.digits)), digits.exponent, figure.kind, figure.unit, figure.per
        needed = 3 if figure.kind == "percent" else 1
        for other, first in alike[key][-_MANY:]:
            if (
                _swapped(first, figure)
                and not _one_sentence(column, first, figure)
                and _shared(column, other, place) >= needed
            ):
                yield Repeat(*_trusted(column, first, figure))
        alike[key].append((place, figure))


def _swapped(a: Figure, b: Figure) -> bool:
    """Tell whether two neighbouring digits changed places."""
    x, y = (figure.value.normalize().as_tuple().digits if figure.value else () for figure in (a, b))
    apart = [n for n, (p, q) in enumerate(zip(x, y, strict=False)) if p != q]
    return len(x) == len(y) and len(apart) == 2 and apart[1] == apart[0] + 1


def find_leaps(column: Column) -> Iterator[Repeat]:
    """Yield a number of one period and the next of another that is some ten thousand times as large: 12億元, 13萬元."""
    last: dict[Hashable, tuple[int, Figure]] = {}
    for place, figure in column.figures_at.items():
        if not figure.value or figure.value < 0 or figure.kind not in _SCALED:
            continue
        key = figure.kind, figure.unit, figure.per
        if key in last:
            before, first = last[key]
            told = _period(column, before), _period(column, place)
            if None not in told and told[0] != told[1] and _leaps(first, figure) and place - before < _NEAR:
                yield Repeat(first, figure)
        last[key] = place, figure


def _leaps(first: Figure, second: Figure) -> bool:
    ratio = abs(((first.value or Decimal(1)) / (second.value or Decimal(1))).log10())
    return any(abs(ratio - power) < Decimal("0.5") for power in _WRONG_UNIT) and first.value != second.value


def power_between(first: Figure, second: Figure) -> int | None:
    """Give by how many powers of ten two values differ, None where it is not by a power of ten."""
    if not first.value or not second.value or first.value * second.value < 0:
        return None
    power = abs(first.value.adjusted() - second.value.adjusted())
    large, small = sorted((abs(first.value), abs(second.value)), reverse=True)
    return power if small * Decimal(10) ** power == large else None


def _is_head(column: Column, figure: Figure) -> bool:
    block = column.block(figure.start)
    return block is not None and block.kind in _HEADS


def _one_sentence(column: Column, a: Figure, b: Figure) -> bool:
    return column.full_sentence(column.place_of(a.start)) == column.full_sentence(column.place_of(b.start))


def _hypothetical(column: Column, figure: Figure) -> bool:
    start, end = _clause(column, column.place_of(figure.start))
    return _NEGATED.search(column.shape[start:end]) is not None


def _trusted(column: Column, a: Figure, b: Figure) -> tuple[Figure, Figure]:
    """Put the body before headline and caption, else the earlier first."""
    return (b, a) if _is_head(column, a) and not _is_head(column, b) else (a, b)
