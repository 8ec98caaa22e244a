"""Stated values against reference tables."""

import re
from collections.abc import Iterator

from heshu.checks.column import PERIOD, Column
from heshu.checks.printed import cut_off, rounded
from heshu.checks.related import Related
from heshu.checks.saying import plain, rewrite, word_finding
from heshu.checks.tables import Row, Table
from heshu.model.nouns import Figure, Finding

_ELSEWHERE = re.compile(
    r"美国|内地|中国|全国|日本|欧[元洲盟]|英国|德国|法国|澳门|台湾|新加坡|全球|印度|韩国|加拿大|澳洲|广东|深圳|上海|北京|香港|本港"
)
_INTRODUCES = re.compile(rf"(?:{PERIOD}|[的之嘅：:　 「]|显示|公布|指|宣布|最新|整体|令|使|录得|份|度)$")
_NO_LEVEL = re.compile(
    r"[升跌增减降加]了?约?$|差距|相差|预[测期料计]|料|目标|会|将|若|如果|或$|年轻|青年|季节性调整前|扣除|剔除|基本|核心"
)


def value(related: Related) -> Iterator[Finding]:
    """`reference.value`: a stated value is that of the table, where measure, unit and period meet.
    數字與參考表相符。

    Right: 2026年第一季失業率為3.8%。
        Unemployment was 3.8% in the first quarter of 2026.
    Wrong: 2026年第一季失業率為4.8%。
        Unemployment was 4.8% in the first quarter of 2026 (the table has 3.8%).
    """
    column = related.column
    for place, figure in column.figures_at.items():
        named = [
            (table, at)
            for table in related.tables
            if (at := _named(column, place, figure, table)) is not None
        ]
        if named:
            table, at = min(named, key=lambda found: (-found[1], -len(found[0].names[0])))
            finding = _judge(column, place, figure, table, at)
            if finding is not None:
                yield finding


def _named(column: Column, place: int, figure: Figure, table: Table) -> int | None:
    """Give where the clause before a figure names the measure of a table, or None; the place must be the table's."""
    if (
        figure.unit != table.unit
        or figure.per != table.per
        or figure.value is None
        or (figure.direction is not None) != table.change
    ):
        return None
    if re.match(r"[、及和与至]", column.shape[place + 1 : place + 2]):
        return None  # the first of several values
    start, _ = column.sentence(place)
    clause = max(column.shape.rfind(mark, start, place) for mark in "，,、（") + 1
    clause = max(clause, start)
    before = column.shape[clause:place]
    ends = [
        before.rfind(name) + len(name)
        for name in table.names
        if name in before and stands_alone(before[: before.rfind(name)], table)
    ]
    if not ends or place - clause - max(ends) > 10:
        return None
    at = clause + max(ends)
    measure = figure.measure
    if measure is not None and not measure.start < column.starts[at - 1] + 1 <= measure.end:
        return None  # the figure is of something else
    between = column.shape[at:place]
    sentence = column.shape[start:place]
    if (
        not is_of_place(sentence, table)
        or (_NO_LEVEL.search(between) and not table.change)
        or column.places_in(at, place)
    ):
        return None
    return at


def is_of_place(sentence: str, table: Table) -> bool:
    """Tell whether a sentence may be of the place of a table: it names that place, or no other."""
    others = any(place not in table.places for place in _ELSEWHERE.findall(sentence))
    return not others or any(place in sentence for place in table.places)


def stands_alone(head: str, table: Table) -> bool:
    """Refuse 青年失業率 for 失業率: before a measure's name may stand a time, a place, or what introduces it."""
    return not head or _INTRODUCES.search(head) is not None or head.endswith(table.places)


def _judge(column: Column, place: int, figure: Figure, table: Table, at: int) -> Finding | None:
    period = next((p.edtf for p in column.record.periods if p.id and p.id == figure.period), None) or _period(
        column, place
    )
    rows = table.of(period) if period else ()
    if not rows:
        why = f"{table.measure}沒有{period}的數字" if period else "時期未能確定"
        return _finding(
            column,
            figure,
            table,
            "unverifiable",
            why,
            f"{table.id} has no row for {period}" if period else "no period",
            None,
        )
    known = [
        row
        for row in rows
        if row.released is None or column.published is None or row.released <= column.published
    ]
    if not known:
        why = f"{table.measure}（{period}）在{rows[0].released}才公布"
        return _finding(
            column, figure, table, "unverifiable", why, f"released only on {rows[0].released}", None
        )
    now, last = known[-1], rows[-1]
    if _agrees(figure, now, table):
        revised = "" if last.value == now.value else f"；其後修訂為{plain(last.value)}"
        why = f"與參考表相符：{table.measure}（{period}）為{plain(now.value)}{revised}"
        why_en = f"agrees with the table: {plain(now.value)}" + (
            "" if not revised else f", revised since to {plain(last.value)}"
        )
        return _finding(column, figure, table, "consistent", why, why_en, now)
    earlier = next((row for row in known[:-1] if _agrees(figure, row, table)), None)
    if earlier is not None:
        why = f"是{earlier.released}公布的數字，已修訂為{plain(now.value)}"
        return _finding(
            column, figure, table, "inconsistent", why, f"was revised to {plain(now.value)}", now, old=True
        )
    why = f"與參考表不符：{table.measure}（{period}）為{plain(now.value)}"
    return _finding(column, figure, table, "inconsistent", why, f"the table has {plain(now.value)}", now)


def _period(column: Column, place: int) -> str | None:
    start, _ = column.sentence(place)
    at = column.shape.rfind(PERIOD, start, place)
    return column.periods_at[at].edtf if at >= 0 else None


def _agrees(figure: Figure, row: Row, table: Table) -> bool:
    stated = row.value
    if table.change and figure.direction == "down":
        stated = -stated
    sets = (rounded(figure), cut_off(figure))
    return any(s is not None and stated in s for s in sets)


def _finding(
    column: Column,
    figure: Figure,
    table: Table,
    status: str,
    why: str,
    why_en: str,
    row: Row | None,
    *,
    old: bool = False,
) -> Finding:
    source = (
        f"{table.source} · {table.id}"
        + (f" · {row.period}" if row else "")
        + (f" · {row.released}" if row and row.released else "")
    )
    return word_finding(
        "reference.value",
        "consistent"
        if status == "consistent"
        else "inconsistent"
        if status == "inconsistent"
        else "unverifiable",
        [(figure.start, figure.end)],
        f"「{figure.text}」{why}",
        f"{figure.text}: {why_en}",
        severity="warning" if old else "error",
        stated=None if figure.value is None else plain(figure.value),
        expected=(rewrite(figure, abs(row.value)) or plain(row.value)) if row else None,
        suggestion=rewrite(figure, abs(row.value)) if row else None,
        sources=[source],
    )
