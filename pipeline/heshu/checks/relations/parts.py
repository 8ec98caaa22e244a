"""Shares that make a whole, and averages.

六成、三成，其餘一成 · 四季合共1200億元，平均每季300億元
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from heshu.checks.column import COUNT, PERIOD, QUANTITY, TIME, Column
from heshu.checks.cues import NEAR, TOTAL_BEFORE
from heshu.checks.relations.runs import runs
from heshu.model.nouns import Figure, Period
from heshu.text.fold import fold

_REST = re.compile(r"(?:其余|余下|剩余|剩下|其他|其它|余数)[^，。]{0,8}$")
_SHARED = re.compile(r"占|分别|比例|比重|各")
_AVERAGE = re.compile(rf"平均(?P<each>每(?:一|个)?(?P<unit>个?{NEAR}{{1,12}}?))(?P<average>{QUANTITY})")


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Shares of one whole; `rest` where the last is said to be all the rest."""

    shares: tuple[Figure, ...]
    rest: bool


@dataclass(frozen=True, slots=True)
class Average:
    """Totals over counts of things or the months of a period, and the average stated; `sure` with one reading."""

    average: Figure
    totals: tuple[Figure, ...]
    counts: tuple[Figure | tuple[Period, Decimal], ...]
    unit: str
    sure: bool


def find_breakdowns(column: Column) -> Iterator[Breakdown]:
    """Yield runs of shares that end in 其餘, or that 佔 or 分別 says to be shares of one thing."""
    for start, end in column.sentences():
        for run in runs(column, start, end):
            if run.figures[0].unit not in ("percent", "fraction") or all(f.direction for f in run.figures):
                continue
            rest = _REST.search(run.labels[-1]) is not None
            before = column.shape[max(start, run.start - 12) : run.end]
            first = not any(f.unit in ("percent", "fraction") for f in column.figures_in(start, run.start))
            if not rest and any(f.direction for f in run.figures):
                continue
            if (rest or _SHARED.search(before)) and first and len(run.figures) > 1:
                yield Breakdown(run.figures, rest)


_DURATIONS = {
    "季": "quarter",
    "月": "month",
    "年": "year",
    "日": "day",
    "天": "day",
    "周": "week",
    "个月": "month",
}


def find_averages(column: Column) -> Iterator[Average]:
    """Yield every 平均每… with the totals and counts that it may be worked from."""
    for match in _AVERAGE.finditer(column.shape):
        average = column.figure(match.start("average"))
        unit = match["unit"].removeprefix("个") or match["unit"]
        start, end = column.sentence(match.start())
        before = column.line(match.start())[0]
        totals = [
            column.figure(p)
            for p in column.places_in(before, end)
            if p != match.start("average")
            and _same(column.figure(p), average)
            and TOTAL_BEFORE.search(column.shape[max(before, p - 16) : p])
        ]
        near, counts = _counts(column, start, end, unit), _counts(column, before, start, unit)
        if totals and (near or counts):
            sure = len(totals) == 1 and len(near or counts) == 1
            yield Average(average, tuple(totals), tuple(near + counts), unit, sure)


def _counts(column: Column, start: int, end: int, unit: str) -> list[Figure | tuple[Period, Decimal]]:
    found: list[Figure | tuple[Period, Decimal]] = []
    for place in range(start, end):
        sign = column.shape[place]
        if sign in (COUNT, TIME) and (figure := column.figure(place)).value:
            word = fold(figure.unit or "")
            if (word and unit.startswith(word)) or figure.unit == _DURATIONS.get(unit[:1]):
                found.append(figure)
        elif sign == PERIOD and unit[:1] in ("月", "季"):
            months = _months(column.periods_at[place])
            if months and months > 1 and (unit[0] == "月" or months % 3 == 0):
                found.append((column.periods_at[place], months if unit[0] == "月" else months / 3))
    return found


def _months(period: Period) -> Decimal | None:
    if period.first is None or period.last is None:
        return None
    return Decimal((period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1)


def _same(a: Figure, b: Figure) -> bool:
    return a.kind == b.kind and a.unit == b.unit


def _larger(whole: Figure, part: Figure) -> bool:
    return whole.value is not None and part.value is not None and whole.value > part.value
