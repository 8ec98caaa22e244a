"""Stated changes against two rows of a reference table: a period's, and that of the one it is compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from heshu.checks.basis import APART, Basis, basis_of, months_before, months_of
from heshu.checks.column import ANY, PERIOD, Column
from heshu.checks.cues import DOWN, FILLER, UP
from heshu.checks.printed import cut_off, rounded
from heshu.checks.related import Related
from heshu.checks.rules.reference import is_of_place, stands_alone
from heshu.checks.saying import amount, expected_of, plain, rewrite, word_finding
from heshu.checks.sets import Interval, exactly
from heshu.checks.tables import Row, Table
from heshu.model.nouns import Figure, Finding, FindingStatus

_BETWEEN = re.compile(
    rf"(?:{FILLER}|{UP}|{DOWN}|{ANY}|{PERIOD}|持平|至|到|由|与|同比|环比|[年季月]比?|[，、,（）()])*+"
)
_COMPARES = re.compile(r"(?:较|比|与|跟|和|对比|相比|由|从|自)$")
_POINTS = ("percentage_point", "basis_point")
_ONE = exactly(Decimal(1))


@dataclass(frozen=True, slots=True)
class _Two:
    """Two rows that a change is between, and what it is by them as printed and over the sets behind the print."""

    before: Row
    after: Row
    worked: Decimal
    over: Interval


def change(related: Related) -> Iterator[Finding]:
    """`reference.change`: a change by month, quarter or year is that between two rows of the table.
    按月、按季、按年的升跌與參考表兩期數字相符。

    Right: 2026年5月二手註冊量按月升兩成。
        Second-hand registrations rose by 20% on the month in May 2026.
    Wrong: 2026年5月二手註冊量按月升四成。
        Second-hand registrations rose by 40% on the month in May 2026 (by the table, 20%).
    """
    column = related.column
    for place, figure in column.figures_at.items():
        word = basis_of(column, place) if figure.direction is not None else None
        if word is None:
            continue
        named = [
            (at, t) for t in related.tables if (at := _named(column, place, word, figure, t)) is not None
        ]
        if named:
            _, table = max(named, key=lambda found: (found[0], len(found[1].names[0])))
            yield _judge(column, place, figure, word, table)


def _named(column: Column, place: int, word: Basis, figure: Figure, table: Table) -> int | None:
    """Give where a table's measure is named before a change in its sentence with no other subject between, or None."""
    if table.change or not _is_change_of(figure, table):
        return None
    start, _ = column.sentence(place)
    before = column.shape[start : word.start]
    ends = [
        at + len(name)
        for name in table.names
        if (at := before.rfind(name)) >= 0 and stands_alone(_clause(before[:at]), table)
    ]
    if not ends:
        return None
    at = start + max(ends)
    measure = figure.measure
    if measure is not None and not measure.start < column.starts[at - 1] + 1 <= measure.end:
        return None
    between, sentence = column.shape[at : word.start], column.shape[start:place]
    return at if _BETWEEN.fullmatch(between) and is_of_place(sentence, table) else None


def _clause(text: str) -> str:
    return re.split(r"[，,、（]", text)[-1]


def _is_change_of(figure: Figure, table: Table) -> bool:
    """A rate changes by points; anything else by a percentage. A percentage of a rate may be either, and is left."""
    return figure.unit in _POINTS if table.unit == "percent" else figure.unit == "percent"


def _judge(column: Column, place: int, figure: Figure, word: Basis, table: Table) -> Finding:
    period = _period(column, place, figure)
    base = None if period is None else _base(period, word)
    if period is None or base is None:
        return _unknown(figure, table, "時期未能確定", "no period")
    for wanted in (period, base):
        if not table.of(wanted):
            return _unknown(
                figure, table, f"{table.measure}沒有{wanted}的數字", f"{table.id} has no row for {wanted}"
            )
        if not _known(column, table, wanted):
            on = table.of(wanted)[0].released
            why = f"{table.measure}（{wanted}）在{on}才公布"
            return _unknown(figure, table, why, f"{wanted} was released only on {on}")
    afters, befores = _known(column, table, period), _known(column, table, base)
    ways = [_between(b, a, figure, table) for a, b in product(reversed(afters), reversed(befores))]
    statuses = [_status(figure, two) for two in ways]
    now = ways[0]
    if statuses[0] != "inconsistent":
        last = _between(table.of(base)[-1], table.of(period)[-1], figure, table)
        revised = (
            None if (last.before.value, last.after.value) == (now.before.value, now.after.value) else last
        )
        return _told(figure, table, now, statuses[0], revised=revised)
    old = next((two for two, status in zip(ways, statuses, strict=True) if status != "inconsistent"), None)
    return _told(figure, table, now, "inconsistent", old=old)


def _period(column: Column, place: int, figure: Figure) -> str | None:
    """Give the EDTF of the period that a change is of: the nearest one before it that it is not compared with.

    Where the link of the figure says another, it is not sure.
    """
    start, _ = column.sentence(place)
    linked = next((p.edtf for p in column.record.periods if p.id and p.id == figure.period), None)
    at = place
    while (at := column.shape.rfind(PERIOD, start, at)) >= 0:
        if not _COMPARES.search(column.shape[start:at]):
            found = column.periods_at[at].edtf
            return found if linked is None or linked == found else None
    return linked


def _base(period: str, word: Basis) -> str | None:
    months = months_of(period)
    if months is None:
        return None
    return months_before(period, months[1] if word.against == "previous" else APART[word.against])


def _known(column: Column, table: Table, period: str) -> list[Row]:
    """Give the rows of a period that were out when the article was printed, the first release first."""
    day = column.published
    return [row for row in table.of(period) if row.released is None or day is None or row.released <= day]


def _between(before: Row, after: Row, figure: Figure, table: Table) -> _Two:
    """Work a change between two rows, with the sign that the stated one has."""
    sign = -1 if figure.direction == "down" else 1
    factor = Decimal(sign * (100 if figure.unit in ("percent", "basis_point") else 1))

    def work(a: Interval, b: Interval) -> Interval:
        return (b - a if figure.unit in _POINTS else b / a - _ONE).scaled(factor)

    over = work(_printed(before.value), _printed(after.value))
    if figure.unit == "percent" and not before.value:
        return _Two(before, after, Decimal("NaN"), over)
    return _Two(before, after, work(exactly(before.value), exactly(after.value)).low, over)


def _printed(value: Decimal) -> Interval:
    """Give the values that a table may have rounded to the places it gives."""
    half = Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2
    return Interval(value - half, value + half, open=True)


def _status(figure: Figure, two: _Two) -> FindingStatus:
    stated, cut = rounded(figure), cut_off(figure)
    if stated is None or cut is None or two.worked.is_nan() or two.worked in stated:
        return "consistent"
    if two.over.meets(stated):
        return "by_rounding"
    return "by_truncation" if two.over.meets(cut) else "inconsistent"


_SAID: dict[FindingStatus, tuple[str, str]] = {
    "consistent": ("與參考表相符", "agrees with the table"),
    "by_rounding": ("在參考表四捨五入的誤差之內", "agrees with the table within rounding"),
    "by_truncation": ("與參考表相比，是捨去尾數而非四捨五入", "agrees with the table, cut, not rounded"),
    "inconsistent": ("與參考表不符", "the table differs"),
}


def _told(
    figure: Figure,
    table: Table,
    two: _Two,
    status: FindingStatus,
    *,
    revised: _Two | None = None,
    old: _Two | None = None,
) -> Finding:
    wanted = expected_of(figure, two.worked)
    working = _working(figure, two, wanted)
    why, why_en = _SAID[status]
    if old is not None:
        why, why_en = "按先前公布的數字無誤，其後已修訂", "was right by the first release, revised since"
    later = later_en = ""
    if revised is not None:
        later = f"；其後修訂，變為{_working(figure, revised, expected_of(figure, revised.worked))}"
        later_en = "; revised since"
    periods = f"{two.before.period}至{two.after.period}"
    return word_finding(
        "reference.change",
        status,
        [(figure.start, figure.end)],
        f"「{figure.text}」{why}：{table.measure}（{periods}）{working}{later}",
        f"{figure.text}: {why_en}: {working}{later_en}",
        severity="warning" if old is not None else "error",
        stated=None if figure.value is None else plain(figure.value),
        expected=plain(wanted),
        working=working,
        suggestion=rewrite(figure, wanted) if wanted > 0 else None,
        sources=[_source(table, row) for row in (two.before, two.after)],
    )


def _working(figure: Figure, two: _Two, wanted: Decimal) -> str:
    """Write a change out; a fall is written as the fall that it is."""
    a, b = (
        (two.before.value, two.after.value)
        if figure.direction == "up"
        else (two.after.value, two.before.value)
    )
    mark = "=" if wanted == two.worked else "≈"
    if figure.unit in _POINTS:
        unit = "個百分點" if figure.unit == "percentage_point" else "點子"
        return f"{plain(b)}% − {plain(a)}% {mark} {plain(wanted)}{unit}"
    return f"({amount(b)} − {amount(a)}) ÷ {amount(two.before.value)} {mark} {plain(wanted)}%"


def _unknown(figure: Figure, table: Table, why: str, why_en: str) -> Finding:
    return word_finding(
        "reference.change",
        "unverifiable",
        [(figure.start, figure.end)],
        f"「{figure.text}」{why}",
        f"{figure.text}: {why_en}",
        stated=None if figure.value is None else plain(figure.value),
        sources=[f"{table.source} · {table.id}"],
    )


def _source(table: Table, row: Row) -> str:
    return " · ".join(str(part) for part in (table.source, table.id, row.period, row.released) if part)
