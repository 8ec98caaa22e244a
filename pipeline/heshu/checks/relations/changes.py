"""The changes that are stated of a pair of levels, and what each claims: growth, difference, multiple."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from heshu.checks.column import CHANGE, PERCENT, PERIOD, QUANTITY, SIGNS, TIMES, Column
from heshu.checks.cues import FALL, FILLER, FLAT, GAP, OF, RISE, TAIL, WHERE, one_of
from heshu.model.nouns import Direction, Figure, Period

_AFTER = re.compile(rf"(?P<gap>{GAP})(?:{RISE}|{FALL}|{FLAT})(?P<tail>{TAIL})(?P<change>{CHANGE})")
_ALSO = re.compile(
    rf"(?:[，,、]?(?:或|即系?|亦即|也即|相当于|相等于|折合|{FILLER}幅|幅度达?|刚好|正好|恰好|啱啱好)|[，,（])(?P<gap>{FILLER}{{0,3}})"
    rf"(?:{RISE}|{FALL})?(?P<tail>{TAIL})(?P<change>{CHANGE})"
)
_BEFORE = re.compile(
    rf"(?:{RISE}|{FALL})(?P<tail>{TAIL})(?P<change>{CHANGE})(?:{OF}?幅度)?[，,（]?(?:即|是|{FILLER}){{0,3}}$"
)
_THEN_AS_MUCH = one_of("原来 当时 当初 前者 原先 之前 当年 上年 上月 去年")
_TIMES_OF = re.compile(
    rf"(?P<gap>{GAP})(?:(?:为|是|达|达到|等于|相当于|等如)(?:{PERIOD}|{_THEN_AS_MUCH})?{OF}?)(?P<change>{TIMES})"
)
_CHAINED = re.compile(
    rf"[，,](?:亦|也|更|又|而|并)?(?:较|比)(?P<when>{WHERE}{{0,14}}?)(?P<first>[{QUANTITY[1:-1]}{PERCENT}]){FILLER}{{0,3}}(?:{RISE}|{FALL}){TAIL}(?P<change>{CHANGE})"
)
_FURTHER = re.compile(r"又|再过")  # 升至8600元，再過一周，又升1000元: a step of its own
_BASIS = re.compile(r"按年|同比|年比|按季|环比|按月|月比|按周|按日")
_MONTHS = {"按年": 12, "同比": 12, "年比": 12, "按季": 3, "按月": 1, "月比": 1}


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change between the levels; `of` is true for 增至三倍, 是去年的三倍: a ratio, not an increase."""

    figure: Figure
    direction: Direction
    of: bool = False


@dataclass(frozen=True, slots=True)
class FromTo:
    """Two levels of one thing; `verb` is where the text says that it went (升至, 回落至), at `verb_span`."""

    first: Figure
    second: Figure
    changes: tuple[Change, ...]
    verb: Direction | None = None
    verb_span: tuple[int, int] | None = None


Kind = Literal["growth", "difference", "multiple", "point"]


def kind_of(level: Figure, change: Change) -> Kind | None:
    """Tell what a stated change claims of a level; None for a change in some other unit."""
    stated = change.figure
    if stated.unit == "times":
        return "multiple"
    if level.unit == "percent":
        if stated.unit in ("percentage_point", "basis_point"):
            return "difference"
        return "point" if stated.unit == "percent" else None
    if stated.unit in ("percent", "fraction"):
        return "growth"
    bare = stated.kind in ("count", "index") and (
        stated.unit is None or (level.unit is None and level.kind == "count")
    )
    return "difference" if (stated.kind, stated.unit) == (level.kind, level.unit) or bare else None


def changes_after(
    column: Column, end: int, first: Figure, second: Figure, when: Period | None, then: Period | None
) -> Iterator[Change]:
    """Yield the changes that follow a pair ending at a place of the shape: 按月升840宗或兩成."""
    found = _AFTER.match(column.shape, end)
    if found is None:
        times = _TIMES_OF.match(column.shape, end)
        if times is not None:
            yield Change(column.figure(times.start("change")), "up", of=True)
        return
    if _FURTHER.search(found["gap"]) or not on_basis(column, found["gap"], when, then):
        return
    rising = (second.value or 0) >= (first.value or 0) if found["flat"] else found["rise"] is not None
    direction: Direction = "up" if rising else "down"
    yield Change(column.figure(found.start("change")), direction)
    also = _ALSO.match(column.shape, found.end())
    if also is not None and on_basis(column, also["gap"], when, then):
        yield Change(column.figure(also.start("change")), direction)


def change_before(column: Column, start: int) -> Iterator[Change]:
    """Yield the change that stands right before a pair: 收入增長25%，由4億元升至5億元."""
    found = _BEFORE.search(column.shape, max(0, start - 30), start)
    if found is None or found.end() != start:
        return
    if re.search(rf"[。；！？\n{SIGNS}]", found[0].replace(found["change"], "", 1)) is None:
        yield Change(column.figure(found.start("change")), "up" if found["rise"] else "down")


def chained(column: Column, last: Figure) -> Iterator[tuple[Figure, Change]]:
    """Yield further levels that the same one is compared with: …增加12.4%，較去年同月的25億元激增141%."""
    found = _CHAINED.match(column.shape, column.place_of(last.start) + 1)
    if found is not None:
        change = Change(column.figure(found.start("change")), "up" if found["rise"] else "down")
        yield column.figure(found.start("first")), change


def on_basis(column: Column, gap: str, when: Period | None, then: Period | None) -> bool:
    """Tell whether 按年, 按月 in the gap can mean the pair: a pair of months apart is not a year's change."""
    if re.search(r"累[计积]", gap):
        return when is None
    basis = _BASIS.search(gap)
    if basis is None:
        against = PERIOD in gap and ("较" in gap or "比" in gap)
        return not against or when is None
    months = _MONTHS.get(basis[0])
    apart = _apart(column, when, then)
    if months is None or apart is None:
        return when is None
    return apart == months


def _apart(column: Column, before: Period | None, after: Period | None) -> int | None:
    """How many months lie between two periods; one left out is that of publication."""
    if before is None or before.first is None:
        return None
    then = after.first if after is not None else None
    if then is None:
        if after is not None or column.published is None:
            return None
        then = column.published
        if before.last is not None and (before.last - before.first).days > 360:
            return 12 * (then.year - before.first.year)
    return (then.year - before.first.year) * 12 + then.month - before.first.month


def one_unit(first: Figure, second: Figure) -> bool:
    """Tell whether two figures are levels in one unit: 4,200宗 and 5,040宗; a bare number takes the unit after it."""
    per = first.per == second.per or None in (first.per, second.per)
    if first.kind == second.kind and first.unit == second.unit:
        return per
    bare = first.kind in ("count", "other") and first.unit is None
    return (
        bare
        and second.kind in ("count", "index")
        and second.unit is not None
        and "萬" not in second.text + first.text
    )
