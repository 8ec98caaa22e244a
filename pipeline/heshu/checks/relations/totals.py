"""Totals and the numbers that they are said to be the sum of.

合共950伙，包括400伙、350伙及200伙 · 首期三百萬，印花稅四十萬，合共三百四十萬 ·
目標44萬個，公營30.8萬個，其餘13.2萬個屬私營
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from heshu.checks.column import COUNT, PERIOD, SIGNS, TIME, Column
from heshu.checks.cues import NEAR, TOTAL, TOTAL_BEFORE
from heshu.checks.relations.runs import Run, alike, runs
from heshu.model.nouns import Figure

_LISTED = re.compile(
    rf"^{NEAR}{{0,12}}(?:[，,]?(?:当中|其中)?(?:包括|包含|涵盖|分别[是为有涉]?|即是?|计有|由)|[：:—（(]{{1,2}}|(?:包括|分别[是为有]))"
    rf"{NEAR}{{0,14}}$"
)
_EXHAUSTIVE = re.compile(r"分别|即|计有|由")
_IN_PART = re.compile(r"其中|当中")
_TOTAL_AFTER = re.compile(
    rf"^(?P<label>{NEAR}{{0,8}}?)[，,；：—]{{0,2}}(?P<cue>(?:{NEAR}|{PERIOD}){{0,8}}?{TOTAL}{NEAR}{{0,10}})$"
)
_SO_MANY = re.compile(r"([两三四五])(?:者|项|笔|个)")
_MANY = {"两": 2, "三": 3, "四": 4, "五": 5}
_AND_MORE = re.compile(
    r"但|却|连同|加上|另有|另外|计及|包括|等|扣除|减去|不计|撇除|预计|每|平均|比|还多|高于|超|多增|累计|上半年|下半年|去年|今年以来"
)


_OF_MANY = re.compile(rf"^(?P<label>[^，。]{{0,3}}[，,；]?)(?P<many>[{COUNT}{TIME}])(?={NEAR}{{0,4}}{TOTAL})")
_THE_REST = re.compile(r"(?:其余|余下|剩余|剩下)[^，。；\d]{0,8}$")
_OTHER_THING = re.compile(r"另|平均|每|较|比|去年|上年|反观|若|如果|约有|升|跌|增|减|扣除|翌年|其后|再")
_BOTH = re.compile(r"[两二]者(?:合计|合共|相加|加起来|共|总和)(?:约|为|是|达|有|逾|近)*$")
_HALVES = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("男", "女"),
        ("公营|资助", "私营|私人|私楼"),
        ("一手", "二手"),
        ("本地", "海外|外地|非本地"),
        ("利息", "非利息"),
        ("境内", "境外"),
        ("全职", "兼职"),
        ("住宅", "非住宅"),
        ("长者|成人", "小童|儿童"),
        ("自住", "出租|收租"),
    )
)
_AMONG = re.compile(rf"{NEAR}{{0,8}}?(?:之中|当中|里面|入面)")
_SAID_WHOLE = re.compile(rf"(?:总|全[部团体]|共|合计|目标){NEAR}{{0,6}}$")


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total and the numbers that it is said to be the sum of; `whole` false where more may be left unsaid."""

    total: Figure
    parts: tuple[Figure, ...]
    whole: bool


def find_totals(column: Column) -> Iterator[Total]:
    """Yield totals before or after a run of parts, in the same sentence."""
    for start, end in column.sentences():
        for run in runs(column, start, end):
            if run.figures[0].kind in ("percent", "ratio", "rank", "index"):
                continue
            yield from _total_of(column, run, start, end)
            yield from _halves(run)
        yield from _with_the_rest(column, start, end)
        yield from _both(column, start, end)


def _total_of(column: Column, run: Run, start: int, end: int) -> Iterator[Total]:
    places = column.places_in(start, end)
    before = [p for p in places if p < run.start]
    after = [p for p in places if p >= run.end]
    if before and alike(column.figure(before[-1]), run.figures[-1]):
        link = column.shape[before[-1] + 1 : run.start]
        cue = TOTAL_BEFORE.search(column.shape[start : before[-1]])
        tail = column.shape[run.end : run.end + 8].split("，")[0].split("。")[0]
        exhaustive = _EXHAUSTIVE.search(link) is not None
        listed = _LISTED.match(link) and not _IN_PART.search(link) and "等" not in tail and "除" not in link
        if listed and (cue or exhaustive or (run.closed and len(run.figures) > 2)):
            yield Total(column.figure(before[-1]), run.figures, exhaustive or run.closed)
    many = _OF_MANY.match(column.shape[run.end : end])
    if many and len(after) > 1 and after[0] == run.end + many.start("many"):
        counted = column.figure(after[0])
        if counted.kind == "duration" or counted.value == len(run.figures):
            after = after[1:]  # 三區合共, 十年合共
    if after and alike(column.figure(after[0]), run.figures[-1]):
        link = column.shape[run.end : after[0]]
        if many:
            link = link.replace(many["many"], "", 1)
        found = _TOTAL_AFTER.match(link)
        if (
            found
            and link[0] != "、"
            and not _AND_MORE.search(link)
            and not _AND_MORE.search(column.shape[max(start, run.start - 8) : run.start])
        ):
            yield from _of_so_many(column.figure(after[0]), run.figures, link)


def _of_so_many(stated: Figure, parts: tuple[Figure, ...], link: str) -> Iterator[Total]:
    """兩者合計 after three numbers is the sum of some two of them: only where it is one is it known which."""
    said = _SO_MANY.search(link)
    many = _MANY[said[1]] if said else len(parts)
    if many == len(parts):
        yield Total(stated, parts, True)
        return
    for some in combinations(parts, many):
        if sum(p.value or 0 for p in some) == stated.value:
            yield Total(stated, some, True)
            return


def _halves(run: Run) -> Iterator[Total]:
    """總人口750萬人，男性340萬人，女性410萬人: two halves that are the whole, after it."""
    if len(run.figures) != 3 or not _SAID_WHOLE.search(run.labels[0]):
        return
    one, other = run.labels[1:]
    if any(
        (a.search(one) and b.search(other)) or (b.search(one) and a.search(other)) for a, b in _HALVES
    ) and not any(_OTHER_THING.search(label) for label in run.labels):
        yield Total(run.figures[0], run.figures[1:], True)


def _with_the_rest(column: Column, start: int, end: int) -> Iterator[Total]:
    """A whole, some parts, and the rest of it, all of one unit in one sentence."""
    places = column.places_in(start, end)
    for at, place in enumerate(places):
        rest = column.figure(place)
        if rest.kind not in ("money", "count", "area") or not _THE_REST.search(
            column.shape[max(start, place - 12) : place]
        ):
            continue
        same = [
            p for p in places[:at] if alike(column.figure(p), rest) and column.figure(p).direction is None
        ]
        if (
            len(same) < 2
            or "、" in column.shape[same[0] : same[1]]
            or _OTHER_THING.search(column.shape[same[0] : place])
        ):
            continue
        whole, parts = column.figure(same[0]), (*(column.figure(p) for p in same[1:]), rest)
        said = _SAID_WHOLE.search(column.shape[max(start, same[0] - 12) : same[0]])
        said = said or _AMONG.match(column.shape[same[0] + 1 : place])
        if said or _is_largest(whole, parts):
            yield Total(whole, parts, True)
        return


def _both(column: Column, start: int, end: int) -> Iterator[Total]:
    """抵減額31.9億元；設備120億元，抵減額6億元，兩者合計: of the two numbers with one label."""
    places = column.places_in(start, end)
    for at, place in enumerate(places):
        total = column.figure(place)
        if not at or not _BOTH.search(column.shape[max(start, place - 10) : place]):
            continue
        before = [p for p in places[:at] if alike(column.figure(p), total)]
        label = _label(column, before[-1]) if before else ""
        same = [column.figure(p) for p in before if _label(column, p) == label]
        if label and len(same) == 2:
            yield Total(total, tuple(same), True)


def _label(column: Column, place: int) -> str:
    """Give the last two characters before a number in its clause; none for fewer."""
    words = re.split(rf"[，、；：。（{SIGNS}]", column.shape[max(0, place - 8) : place])[-1]
    return words[-2:] if len(words) > 1 else ""


def _is_largest(whole: Figure, parts: Sequence[Figure]) -> bool:
    return whole.value is not None and all(p.value is not None and p.value < whole.value for p in parts)
