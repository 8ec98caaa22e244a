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

from heshu.checks.column import PERIOD, SIGNS, Column
from heshu.checks.history import Stated, statements, thing_of
from heshu.model.nouns import Figure

_HEADS = ("title", "standfirst", "subhead", "caption", "chart_title")
_CLAUSE = re.compile(r"[，,。；;！？：:\n　「」]")
_NEGATED = re.compile(
    r"预[期测料计]|目标|料|或|若|如果|假设|可望|有望|将|上限|下限|最[高低]|原|本来|市场估|估"
)
_SCALES = (1, 2, 3, 4, 8)
_LABEL = 3
_LONGEST = 200  # characters of a clause on either side of a number
_MANY = 200  # so many numbers are told apart by more than words


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two statements of one measure; `first` is the one to trust (the body's), `second` the one to mend."""

    first: Figure
    second: Figure
    label: str


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
                yield Repeat(*_trusted(column, first.figure, stated.figure), stated.measure)


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
    """Yield numbers with the same digits at two scales, both said of one thing: 月產能13萬片 and 月產能130萬片."""
    alike: dict[Hashable, dict[Decimal, tuple[int, Figure]]] = defaultdict(dict)
    for place, figure in column.figures_at.items():
        if figure.value and figure.kind in (
            "money",
            "count",
            "area",
            "energy",
            "power",
            "weight",
            "data",
            "volume",
        ):
            digits = figure.value.normalize().as_tuple().digits
            label = _label_before(column, place)[-_LABEL:]
            if len(digits) < 2 or len(label) < _LABEL:
                continue
            others = alike[digits, figure.kind, figure.unit, figure.per, label]
            for other, first in others.values():
                if power_between(first, figure) in _SCALES and (said := _common_label(column, other, place)):
                    yield Repeat(*_trusted(column, first, figure), said)
            others.setdefault(figure.value, (place, figure))


def power_between(first: Figure, second: Figure) -> int | None:
    """Give by how many powers of ten two values differ, None where it is not by a power of ten."""
    if not first.value or not second.value or first.value * second.value < 0:
        return None
    power = abs(first.value.adjusted() - second.value.adjusted())
    large, small = sorted((abs(first.value), abs(second.value)), reverse=True)
    return power if small * Decimal(10) ** power == large else None


def _common_label(column: Column, place: int, other: int) -> str:
    """Give the words that stand right before both numbers, three characters or more, verbs left out."""
    a, b = (_label_before(column, p) for p in (place, other))
    size = 0
    while size < min(len(a), len(b)) and a[-1 - size] == b[-1 - size]:
        size += 1
    label = a[len(a) - size :]
    if size < _LABEL or (
        _period(column, place) not in (None, _period(column, other)) and _period(column, other) is not None
    ):
        return ""
    return label


def _label_before(column: Column, place: int) -> str:
    before = re.split(rf"[，,。；;！？：:\n　{SIGNS}]", column.shape[max(0, place - 24) : place])[-1]
    return re.sub(r"(?:已|约|逾|高达|达到?|录得|有|为|是|至|共|合共|升|增|了|近|只|仅|的){1,8}$", "", before)


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
