"""The numbers and dates of an article as terms of possible sums, each with what it is and where it stands."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from heshu.checks.column import (
    COUNT,
    LEVEL,
    MONEY,
    OTHER,
    PART,
    PERCENT,
    PERIOD,
    POINT,
    RANK,
    TIME,
    TIMES,
    Column,
    is_prose,
)
from heshu.checks.printed import fine_step, middle, rounded
from heshu.checks.sets import Interval
from heshu.model.nouns import Figure, Period
from heshu.text.fold import fold

HEADS = ("title", "standfirst", "subhead", "caption", "chart_title")
_STOPS = re.compile(r"[。！？\n]")
_CLAUSES = re.compile(r"[，。；！？：（）\n]")
_LIST = re.compile(r"^(?:、|及|和|与|同|以及|，)$")
_PEOPLE = frozenset("人名位口员")
_VAGUE = frozenset((None, "個", "个", "項", "项"))
MOST = 10.0**24
"""A number beyond it is no figure of any newspaper: it takes part in no sum."""


@dataclass(slots=True)
class Term:
    """One number or date. `low` and `high` are the values behind the print, `value` the number as printed.

    `sort` is the class of things that can be added or compared; `run` and `turn` place it in a list (5元和8元).
    A date's value is its month, counted from year 0; `days` is how many days it covers.
    """

    place: int
    start: int
    end: int
    sign: str
    noun: Figure | Period
    sort: str
    value: float
    low: float
    high: float
    sentence: int
    clause: int
    block: int
    head: bool
    prose: bool
    run: int = -1
    turn: int = 0
    measure: str = ""
    days: int = 0

    @property
    def figure(self) -> Figure:
        """Give the figure; a date has none."""
        assert isinstance(self.noun, Figure)
        return self.noun


def terms(column: Column) -> list[Term]:
    """Give the numbers that have one value, and the dated periods, in text order."""
    shape = column.shape
    stops = [m.start() for m in _STOPS.finditer(shape)]
    clauses = [m.start() for m in _CLAUSES.finditer(shape)]
    blocks = column.record.blocks
    starts = [block.start for block in blocks]
    found: list[Term] = []
    for place in sorted((*column.figures_at, *column.periods_at)):
        noun = column.figures_at.get(place) or column.periods_at[place]
        values = _values(noun)
        if values is None:
            continue
        block = bisect_right(starts, noun.start) - 1
        kind = blocks[block].kind if block >= 0 else "paragraph"
        term = Term(
            place, noun.start, noun.end, shape[place], noun, _sort(noun), *values,
            bisect_right(stops, place), bisect_right(clauses, place), block, kind in HEADS,
            is_prose(blocks[block] if block >= 0 else None),
        )  # fmt: skip
        if isinstance(noun, Figure) and noun.measure is not None:
            term.measure = fold(noun.measure.text)
        if isinstance(noun, Period) and noun.first is not None and noun.last is not None:
            term.days = (noun.last - noun.first).days + 1
        if term.prose:
            found.append(term)
    _list_up(column, found)
    return found


def _values(noun: Figure | Period) -> tuple[float, float, float] | None:
    if isinstance(noun, Period):
        if noun.first is None:
            return None
        at = noun.first.year * 12.0 + noun.first.month - 1 + (noun.first.day - 1) / 31
        return at, at, at
    value = middle(noun)
    if value is None or abs(value) >= Decimal(10) ** 24:
        return None
    found: Interval | None = rounded(noun, fine_step(noun))
    if found is None:
        return None
    return float(value), float(found.low), float(found.high)


def _sort(noun: Figure | Period) -> str:
    if isinstance(noun, Period):
        return "period"
    if noun.kind == "count" and (unit := fold(noun.unit or "")):
        return "people" if unit[-1] in _PEOPLE and unit != "人次" else unit
    return f"{noun.kind} {noun.unit or ''}{'/' + noun.per if noun.per else ''}"


def alike(a: Term, b: Term) -> bool:
    """Tell whether two terms are amounts of one sort, that can be added, compared and divided into a share."""
    if a.sort == b.sort:
        return True
    if a.sign == COUNT and b.sign == COUNT:
        return a.figure.unit in _VAGUE or b.figure.unit in _VAGUE
    if {a.sign, b.sign} <= {COUNT, LEVEL, OTHER}:
        return None in (a.figure.unit, b.figure.unit)
    if a.sign == b.sign == MONEY:
        x, y = a.figure, b.figure
        return (x.unit == y.unit or "default" in (x.unit_from, y.unit_from)) and (
            x.per == y.per or None in (x.per, y.per)
        )
    return False


def same_unit(a: Figure, b: Figure) -> bool:
    """Tell whether two figures are in one unit, or one of them in none."""
    return a.kind == b.kind and (a.unit == b.unit or None in (a.unit, b.unit)) and a.per == b.per


def is_amount(term: Term) -> bool:
    """Tell whether a term is an amount: no rate, rank, length of time or date."""
    return term.sign not in (PERCENT, POINT, TIMES, PART, RANK, PERIOD, TIME)


def _list_up(column: Column, found: list[Term]) -> None:
    """Number the members of lists of one sign: 5元和8元, 升2.1%、1.8%及1.5%."""
    run = 0
    for before, term in pairwise(found):
        between = column.shape[before.place + 1 : term.place]
        if term.sign == before.sign and term.block == before.block and _LIST.match(between):
            if before.run < 0:
                run += 1
                before.run, before.turn = run, 0
            term.run, term.turn = before.run, before.turn + 1
