"""From one level to another of one thing.

由4,200宗升至5,040宗，按月升兩成 · 37,200宗，較去年同期的31,000宗增加兩成 · 較上月的2,100宗升三成至2,730宗 ·
2018年曾達4,852億元，去年僅3,830億元，仍低兩成一
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from heshu.checks.column import CHANGE, PERCENT, PERIOD, QUANTITY, TIME, Column
from heshu.checks.cues import DOWN, FALL, FILLER, FLAT, NEAR, OF, RISE, STEADY, TAIL, TO, UP, WHERE
from heshu.checks.relations.changes import (
    Change,
    FromTo,
    chained,
    change_before,
    changes_after,
    on_basis,
    one_unit,
)
from heshu.checks.relations.linked import find_deals, find_linked
from heshu.model.nouns import Direction

LEVEL = f"[{QUANTITY[1:-1]}{PERCENT}]"
_STATE = f"(?!{TIME}){LEVEL}"
_PAIR = re.compile(
    rf"(?:由|从|自(?={PERIOD}))(?P<when>{WHERE}{{0,18}}?)(?P<first>{LEVEL})(?:{OF}?水平|{OF}?高位|{OF}?低位)?[，,]?"
    rf"(?P<moved>{WHERE}{{0,8}}?(?:(?P<up>{UP})|(?P<down>{DOWN})|{STEADY}){TO})(?P<then>{WHERE}{{0,10}}?)(?P<second>{LEVEL})"
)
_AGAINST = re.compile(
    rf"(?P<second>{_STATE})(?:{OF}?水平|{NEAR}{{1,4}}(?=[，,]))?(?:[，,]?{FILLER}{{0,3}}(?:较|比|对比)|[，,]?(?:与|同|跟|和))(?P<when>{WHERE}{{0,16}}?)"
    rf"(?P<first>{_STATE})(?:{NEAR}{{0,3}}?(?:相比|比较|比))?"
)
_ON_TO = re.compile(
    rf"(?:较|比|由|从)(?P<when>{WHERE}{{0,12}}?)(?P<first>{LEVEL})[，,]?(?P<cue>{FILLER}{{0,4}}(?:{RISE}|{FALL}){TAIL})(?P<change>{CHANGE})"
    rf"[，,]?(?:至|到|达){NEAR}{{0,3}}?(?P<second>{LEVEL})"
)
_TWO_TIMES = re.compile(rf"(?P<first>{_STATE})(?P<between>(?:{WHERE}|[，,；;]){{1,26}}?)(?P<second>{_STATE})")
_APART = re.compile(
    rf"(?P<first>{_STATE})(?P<between>(?:{NEAR}|[，,]){{1,16}}?)(?P<second>{_STATE})[，,]{NEAR}{{0,6}}?{FLAT}{TAIL}(?P<change>{CHANGE})"
)
_LEFT = re.compile(
    rf"(?P<whole>{_STATE}){WHERE}{{0,8}}[，,；](?:而|再|若)?(?:其中)?(?:已经?)?"
    rf"(?:扣除|减去|扣减|撇除|除去|扣起|用去|用掉|用了|已用|用|花掉|花了|付了|裁走|裁减|裁掉|裁|卖出|售出){NEAR}{{0,16}}?(?P<taken>{_STATE})"
    rf"{NEAR}{{0,4}}[，,]?{NEAR}{{0,4}}?(?:剩下|剩余|剩|余下|尚余|仍余|只余|净得|净|得返|仅得|得){NEAR}{{0,6}}?(?P<left>{_STATE})"
)
_IN = r"收入|出口|移入|流入|出生|入职|请了|新聘|新开"
_OUT = r"开支|支出|进口|入口|移出|流出|死亡|离职|结业|关闭"
_BALANCE = re.compile(
    rf"(?:(?P<income>{_IN})|{_OUT}){NEAR}{{0,6}}(?P<a>{_STATE}){NEAR}{{0,3}}[，,；](?:而|同期)?{NEAR}{{0,6}}?"
    rf"(?(income)(?:{_OUT})|(?:{_IN})){NEAR}{{0,6}}(?P<b>{_STATE}){NEAR}{{0,3}}[，,；]"
    rf"{NEAR}{{0,12}}?(?:缺口|赤字|盈余|逆差|顺差|差额|入超|出超|净流[入出]|净移[入出]|净[增减]|自然[增减]){NEAR}{{0,6}}(?P<balance>{_STATE})"
)
_THEN = re.compile(
    rf"{PERIOD}|而家|现在|现时|目前|如今|至今|到今|得返|只剩|只余|最新|高峰|原预算|原本|原先|前值|旧年|对上|去年|上月|上周|昨日|当年"
)
_ELSEWHERE = re.compile(
    r"其中|当中|占|平均|另|至于|反观|每|合共|共|预[计期料测]|目标|扣除|以及|及|、|分别|之间|折合|即"
)
_MOVED_THERE = re.compile(r"(?:[增升涨跌减降加多少超]|回落|下滑)[了咗加长少]?$")
_INFERRED = re.compile(
    rf"(?:比对于?|对比|相比起?|比起|相对于?)(?P<when>{WHERE}{{0,20}}?)(?P<first>{LEVEL})(?:{OF}?水平)?[，,]"
    rf"(?:换言之|换句话说|即是?|亦即|由此计算|意味着)[，,]?{WHERE}{{0,18}}?(?:{RISE}|{FALL}){TAIL}(?P<change>{CHANGE})"
)


def find_from_to(column: Column) -> Iterator[FromTo]:
    """Yield every pair of levels, each once; a pair that no word ties is one only with a change that it explains.

    Words first, links second: a pair without a change takes that which links find, and no change is judged twice.
    """
    found: dict[frozenset[int], FromTo] = {}
    for relation in (
        *_tied(column),
        *_against(column),
        *_inferred(column),
        *_two_times(column),
        *_apart(column),
        *_left(column),
        *_balance(column),
    ):
        found.setdefault(_key(relation), relation)
    told = {change.figure.start for relation in found.values() for change in relation.changes}
    for relation in (*find_deals(column), *find_linked(column)):
        fresh = tuple(c for c in relation.changes if c.figure.start not in told)
        known = found.get(_key(relation))
        if fresh and (known is None or not known.changes):
            told.update(c.figure.start for c in fresh)
            found[_key(relation)] = replace(known or relation, changes=fresh)
    yield from found.values()


def _key(relation: FromTo) -> frozenset[int]:
    return frozenset((relation.first.start, relation.second.start))


def _tied(column: Column) -> Iterator[FromTo]:
    for match in _PAIR.finditer(column.shape):
        first, second = column.of(match, "first", "second")
        if not one_unit(first, second):
            continue
        verb: Direction | None = "up" if match["up"] else "down" if match["down"] else None
        when, then = column.period(match, "when"), column.period(match, "then")
        found = [
            *changes_after(column, match.end(), first, second, when, then),
            *change_before(column, match.start()),
        ]
        span = column.span(*match.span("moved")) if verb else None
        yield FromTo(first, second, tuple(found), verb, span)
    for match in _ON_TO.finditer(column.shape):
        first, second = column.of(match, "first", "second")
        if one_unit(first, second) and on_basis(column, match["cue"], column.period(match, "when"), None):
            yield FromTo(
                first,
                second,
                (Change(column.figure(match.start("change")), "up" if match["rise"] else "down"),),
            )


def _against(column: Column) -> Iterator[FromTo]:
    for match in _overlapping(_AGAINST, column.shape):
        first, second = column.of(match, "first", "second")
        if not one_unit(first, second) or _MOVED_THERE.search(match["when"]):
            continue
        found = tuple(changes_after(column, match.end(), first, second, column.period(match, "when"), None))
        if found:
            yield FromTo(first, second, found)
            for base, change in chained(column, found[-1].figure):
                if one_unit(base, second):
                    yield FromTo(base, second, (change,))


def _inferred(column: Column) -> Iterator[FromTo]:
    """…5000宗以上…比對於去年平均3500宗，換言之較去年同期激增四成: worked from the number before, as the writer says."""
    for match in _INFERRED.finditer(column.shape):
        first, change = column.of(match, "first", "change")
        start, _ = column.sentence(match.start())
        before = [f for f in column.figures_in(start, match.start()) if one_unit(first, f)]
        if before:
            yield FromTo(first, before[-1], (Change(change, "up" if match["rise"] else "down"),))


def _two_times(column: Column) -> Iterator[FromTo]:
    """Two levels at two times, then a change: the change's direction tells which level it is worked from."""
    for match in _overlapping(_TWO_TIMES, column.shape):
        a, b = column.of(match, "first", "second")
        between = match["between"]
        if (
            not one_unit(a, b)
            or not _THEN.search(between)
            or _ELSEWHERE.search(between)
            or a.value is None
            or b.value is None
        ):
            continue
        if (a.direction or b.direction) and a.unit != "percent":
            continue  # 凍飲再加3元 is no level
        if _MOVED_THERE.search(between) and not (b.unit == "percent" and b.direction == a.direction):
            continue
        found = tuple(changes_after(column, match.end(), a, b, None, None))
        if (
            not found
            or a.value == b.value
            or any(c.figure.unit == "percent" and a.unit == "percent" and not _dated(between) for c in found)
        ):
            continue
        rising = found[0].direction == "up"
        first, second = sorted((a, b), key=lambda f: f.value or 0, reverse=not rising)
        yield FromTo(first, second, found)


def _dated(between: str) -> bool:
    """Two rates side by side are of one thing only where the second has nothing but a date before it."""
    return (
        re.fullmatch(
            rf"{NEAR}{{0,3}}[，,；;]?(?:而|则)?{PERIOD}(?:则|为|是|系|有|只有|只得|得){{0,2}}", between
        )
        is not None
    )


def _apart(column: Column) -> Iterator[FromTo]:
    for match in _overlapping(_APART, column.shape):
        a, b, change = column.of(match, "first", "second", "change")
        if (
            one_unit(a, b)
            and a.value is not None
            and b.value is not None
            and a.value != b.value
            and not re.search("其中|占", match["between"])
        ):
            first, second = sorted((a, b), key=lambda f: f.value or 0)
            if change.kind == second.kind or change.unit in ("percentage_point", "basis_point"):
                yield FromTo(first, second, (Change(change, "up"),))


def _left(column: Column) -> Iterator[FromTo]:
    """毛收入1.6億元，扣除開支9,000萬元，剩下7,000萬元."""
    for match in _overlapping(_LEFT, column.shape):
        whole, taken, left = column.of(match, "whole", "taken", "left")
        if one_unit(whole, taken) and one_unit(whole, left):
            yield FromTo(taken, whole, (Change(left, "up"),))


def _balance(column: Column) -> Iterator[FromTo]:
    """政府收入6,610億元，開支7,890億元，缺口是1,280億元 · 移入7.2萬人，移出5.1萬人，淨流入2.1萬人."""
    for match in _BALANCE.finditer(column.shape):
        a, b, balance = column.of(match, "a", "b", "balance")
        if one_unit(a, b) and one_unit(a, balance) and a.value and b.value and a.value != b.value:
            small, large = sorted((a, b), key=lambda f: f.value or 0)
            yield FromTo(small, large, (Change(balance, "up"),))


def _overlapping(pattern: "re.Pattern[str]", text: str) -> Iterator["re.Match[str]"]:
    at = 0
    while match := pattern.search(text, at):
        yield match
        at = match.start() + 1
