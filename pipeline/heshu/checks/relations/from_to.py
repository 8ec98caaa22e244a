"""From one level to another, with the change that is worked from them.

由4,200宗升至5,040宗，按月升兩成 · 37,200宗，較去年同期的31,000宗增加兩成 · 較上月的2,100宗升三成至2,730宗 · 加息25點子，由5厘加至5.25厘
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from heshu.checks.column import CHANGE, PERCENT, PERIOD, QUANTITY, SIGNS, TIMES, Column
from heshu.checks.cues import DOWN, FALL, FILLER, GAP, NEAR, RISE, STEADY, TAIL, TO, UP
from heshu.model.nouns import Direction, Figure, Period

_LEVEL = f"[{QUANTITY[1:-1]}{PERCENT}]"
_WHERE = rf"(?:{NEAR}|{PERIOD})"
_PAIR = re.compile(
    rf"(?:由|从|自(?={PERIOD}))(?P<when>{_WHERE}{{0,18}}?)(?P<first>{_LEVEL})(?:的?水平|的?高位|的?低位)?[，,]?(?P<moved>{_WHERE}{{0,8}}?"
    rf"(?:(?P<up>{UP})|(?P<down>{DOWN})|{STEADY}){TO})(?P<then>{_WHERE}{{0,10}}?)(?P<second>{_LEVEL})"
)
_AGAINST = re.compile(
    rf"(?P<second>{_LEVEL})(?:的?水平)?(?:[，,]{FILLER}{{0,3}}(?:较|比|对比)|[，,]?(?:与|同|跟|和))(?P<when>{_WHERE}{{0,12}}?)"
    rf"(?P<first>{_LEVEL})(?:相比|比较|比)?"
)
_SAME_TIME = re.compile(
    rf"(?P<second>{_LEVEL})[，,；](?P<when>(?:而|，)?{PERIOD})(?:只得|只有|仅有|仅为|则为|仅|只|则|为|是|系|录得|有){{1,2}}(?P<first>{_LEVEL})"
)
_ONE_THEN_OTHER = re.compile(
    rf"(?P<when>{PERIOD})(?P<label>{NEAR}{{0,8}})(?P<first>{_LEVEL})[，,；](?P<then>{PERIOD})(?P<again>{NEAR}{{0,8}})(?P<second>{_LEVEL})"
)
_ON_TO = re.compile(
    rf"(?:较|比|由|从)(?P<when>{_WHERE}{{0,12}}?)(?P<first>{_LEVEL})[，,]?(?P<cue>{FILLER}{{0,4}}(?:{RISE}|{FALL}){TAIL})(?P<change>{CHANGE})"
    rf"[，,]?(?:至|到|达){NEAR}{{0,3}}?(?P<second>{_LEVEL})"
)
_CHANGE_AFTER = re.compile(rf"(?P<gap>{GAP})(?:{RISE}|{FALL})(?P<tail>{TAIL})(?P<change>{CHANGE})")
_ALSO = re.compile(
    rf"(?:[，,、]?(?:或|即|亦即|也即|相当于|折合|{FILLER}幅)|[，,（])(?P<gap>{FILLER}{{0,3}})(?:{RISE}|{FALL})?(?P<tail>{TAIL})(?P<change>{CHANGE})"
)
_CHANGE_BEFORE = re.compile(
    rf"(?:{RISE}|{FALL})(?P<tail>{TAIL})(?P<change>{CHANGE})(?:的?幅度)?[，,（]?(?:即|是|{FILLER}){{0,3}}$"
)
_TIMES_OF = re.compile(
    rf"(?P<gap>{GAP})(?:(?:为|是|达|达到|等于|相当于|等如)(?:{PERIOD}|原来|当时|当初|前者|原先|之前|当年|上年|上月|去年)?的?)(?P<change>{TIMES})"
)
_MOVES = re.compile(r"[增升涨跌减降加多少超高低]|回落|下滑")
_INFERRED = re.compile(
    rf"(?:比对于?|对比|相比起?|比起|相对于?)(?P<when>{_WHERE}{{0,20}}?)(?P<first>{_LEVEL})(?:的?水平)?[，,](?:换言之|换句话说|即是?|亦即|由此计算|意味着)[，,]?"
    rf"{_WHERE}{{0,18}}?(?:{RISE}|{FALL}){TAIL}(?P<change>{CHANGE})"
)
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


def find_from_to(column: Column) -> Iterator[FromTo]:
    """Yield every pair of levels, in text order of the patterns, each pair once."""
    seen: set[frozenset[int]] = set()
    for match in _PAIR.finditer(column.shape):
        yield from _once(column, match, seen, after=True)
    for match in _ON_TO.finditer(column.shape):
        yield from _once(column, match, seen, after=False)
    yield from _inferred(column, seen)
    for pattern in (_AGAINST, _SAME_TIME, _ONE_THEN_OTHER):
        at = 0
        while match := pattern.search(column.shape, at):
            at = match.start() + 1
            yield from _once(column, match, seen, after=True, stated=True)


def _once(
    column: Column, match: "re.Match[str]", seen: set[frozenset[int]], *, after: bool, stated: bool = False
) -> Iterator[FromTo]:
    first, second = column.of(match, "first", "second")
    pair = frozenset((first.start, second.start))
    if pair in seen or not same_measure_unit(first, second):
        return
    groups = match.groupdict()
    if match.re is _AGAINST and _MOVES.search(match["when"]):
        return
    if "again" in groups and not _later(column.period(match, "then"), column.period(match, "when")):
        return
    if (
        groups.get("label") is not None
        and groups["label"] != groups["again"]
        and groups["again"] not in ("则", "为", "是", "")
    ):
        return
    verb: Direction | None = "up" if groups.get("up") else "down" if groups.get("down") else None
    changes = list(_changes(column, match, after=after))
    if stated and not changes:
        return
    seen.add(pair)
    span = column.span(*match.span("moved")) if verb else None
    yield FromTo(first, second, tuple(changes), verb, span)


def _later(second: Period | None, first: Period | None) -> bool:
    if first is None or second is None or first.first is None or second.first is None:
        return False
    return second.first > first.first


def _inferred(column: Column, seen: set[frozenset[int]]) -> Iterator[FromTo]:
    """…5000宗以上…比對於去年平均3500宗，換言之較去年同期激增四成: worked from the number before, as the writer says."""
    for match in _INFERRED.finditer(column.shape):
        first, change = column.of(match, "first", "change")
        start, _ = column.sentence(match.start())
        before = [
            f
            for f in column.figures_in(start, match.start())
            if same_measure_unit(first, f) and f.per == first.per
        ]
        if before and frozenset((first.start, before[-1].start)) not in seen:
            yield FromTo(first, before[-1], (Change(change, "up" if match["rise"] else "down"),))


def same_measure_unit(first: Figure, second: Figure) -> bool:
    """Tell whether two figures are levels in one unit: 4,200宗 and 5,040宗; a bare number takes the unit after it."""
    if (
        first.kind == second.kind
        and first.unit == second.unit
        and (first.per == second.per or None in (first.per, second.per))
    ):
        return True
    bare = first.kind in ("count", "other") and first.unit is None
    return (
        bare
        and second.kind in ("count", "index")
        and second.unit is not None
        and "萬" not in second.text + first.text
    )


def _changes(column: Column, match: "re.Match[str]", *, after: bool) -> Iterator[Change]:
    first, second = column.of(match, "first", "second")
    if not after:
        if _on_basis(column, match, match["cue"]):
            yield Change(column.figure(match.start("change")), "up" if match["rise"] else "down")
        return
    end = match.end()
    found = _CHANGE_AFTER.match(column.shape, end)
    if found and _on_basis(column, match, found["gap"]) and _follows(column, first, second, found):
        direction: Direction = "up" if found["rise"] else "down"
        yield Change(column.figure(found.start("change")), direction)
        also = _ALSO.match(column.shape, found.end())
        if also and _on_basis(column, match, also["gap"]):
            yield Change(column.figure(also.start("change")), direction)
    elif found is None and (times := _TIMES_OF.match(column.shape, end)):
        yield Change(column.figure(times.start("change")), "up", of=True)
    if "up" in match.groupdict():
        start = max(0, match.start() - 30)
        before = _CHANGE_BEFORE.search(column.shape, start, match.start())
        if (
            before
            and before.end() == match.start()
            and not re.search(rf"[。；！？\n{SIGNS}]", before[0][:-1].replace(before["change"], "", 1))
        ):
            yield Change(column.figure(before.start("change")), "up" if before["rise"] else "down")


def _follows(column: Column, first: Figure, second: Figure, found: "re.Match[str]") -> bool:
    """Refuse a change that is itself a level of something new: 升至5,040宗，升至 … is caught by the pattern's TAIL."""
    change = column.figure(found.start("change"))
    return change.start > second.end - 1 and change is not first


def _on_basis(column: Column, match: "re.Match[str]", gap: str) -> bool:
    """Tell whether 按年, 按月 in the gap can mean the pair: a pair of months apart is not a year's change."""
    basis = _BASIS.search(gap)
    if basis is None:
        return PERIOD not in gap.rstrip("的之") or _same_words(column, match, gap)
    months = _MONTHS.get(basis[0])
    apart = _apart(
        column,
        column.period(match, "when"),
        column.period(match, "then") if "then" in match.groupdict() else None,
    )
    if months is None or apart is None:
        return column.period(match, "when") is None
    return apart == months


def _same_words(column: Column, match: "re.Match[str]", gap: str) -> bool:
    """A change 較去年同期 after a pair without dates, or of the same base, is worked from the pair."""
    return column.period(match, "when") is None or ("较" not in gap and "比" not in gap)


def _apart(column: Column, before: Period | None, after: Period | None) -> int | None:
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


Kind = Literal["growth", "difference", "multiple", "point"]


def kind_of(relation: FromTo, change: Change) -> Kind | None:
    """Tell what a stated change claims of the pair; None for a change in some other unit."""
    level, stated = relation.second, change.figure
    if stated.unit == "times":
        return "multiple"
    if level.unit == "percent":
        if stated.unit in ("percentage_point", "basis_point"):
            return "difference"
        return "point" if stated.unit == "percent" else None
    if stated.unit in ("percent", "fraction"):
        return "growth"
    if (
        (stated.kind == level.kind
        and stated.unit == level.unit)
        or (stated.kind in ("count", "index")
        and stated.unit is None)
    ):
        return "difference"
    return None
