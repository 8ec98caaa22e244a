"""A whole and its parts: sums, shares, shares that make a whole, averages.

合共950伙，包括400伙、350伙及200伙 · 共12000宗，其中3000宗，即四分之一 · 六成、三成，其餘一成 ·
四季合共1200億元，平均每季300億元
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from heshu.checks.column import COUNT, PART, PERCENT, PERIOD, QUANTITY, TIME, Column
from heshu.checks.cues import NEAR, OF
from heshu.checks.relations.runs import Run, alike, runs
from heshu.model.nouns import Figure, Period
from heshu.text.fold import fold

_TOTAL = (
    r"(?:合共|合计|总共|共计|一共|总计|总数|总额|总值|总量|总[^，。]{1,3}|加起来|相加|加埋|总和|合起来|共有|共涉|共录得|共录|共售出"
    r"|(?<!公)共(?!同|享|用|识|振|赢|和))"
)
_TOTAL_BEFORE = re.compile(rf"{_TOTAL}{NEAR}{{0,12}}$")
_LISTED = re.compile(
    rf"^{NEAR}{{0,12}}(?:[，,]?(?:当中|其中)?(?:包括|包含|涵盖|分别[是为有涉]?|即是?|计有|由)|[：:—（(]{{1,2}}|(?:包括|分别[是为有]))"
    rf"{NEAR}{{0,14}}$"
)
_EXHAUSTIVE = re.compile(r"分别|即|计有|由")
_IN_PART = re.compile(r"其中|当中")
_TOTAL_AFTER = re.compile(
    rf"^(?P<label>{NEAR}{{0,8}}?)[，,；：—]{{0,2}}(?P<cue>(?:{NEAR}|{PERIOD}){{0,8}}?{_TOTAL}{NEAR}{{0,10}})$"
)
_SO_MANY = re.compile(r"([两三四五])(?:者|项|笔|个)")
_MANY = {"两": 2, "三": 3, "四": 4, "五": 5}
_AND_MORE = re.compile(
    r"但|却|连同|加上|另有|另外|计及|包括|等|扣除|减去|不计|撇除|预计|每|平均|比|还多|高于|超|多增|累计|上半年|下半年|去年|今年以来"
)

_SHARE_OF = re.compile(
    rf"(?P<part>{QUANTITY}){NEAR}{{0,8}}[，,]?(?:{NEAR}|{PERIOD}){{0,4}}(?:占|仅及|只及|仅相当于|相当于|等于|完成)(?:{NEAR}|{PERIOD}){{0,8}}?"
    rf"(?P<whole>{QUANTITY}){NEAR}{{0,8}}?{OF}(?:约)?(?P<share>[{PERCENT}{PART}])"
)
_OUT_OF = re.compile(
    rf"(?P<part>{QUANTITY})(?P<gap>{NEAR}{{0,14}}[，,（(]?(?:大约|约|亦|也|已|更|只|仅|就|便|正|所){{0,2}}"
    rf"(?P<cue>即系?是?|占|相当于|等于|相等于|刚好|正好|恰好|差不多|比例[为达]?|占比|比率[为达]?)(?:整体|全部|总数|总额|总量|全数|当中|其中)?(?:约|是|为|有|成)?)"
    rf"(?P<share>[{PERCENT}{PART}])(?!{OF})"
)
_OF_ANOTHER = re.compile(r"占|[^，,（(所]$")
_SAID_PART = re.compile(r"其中|当中|之中|里面|中，|占|入面")
_RETURNED = re.compile(
    rf"(?P<whole>{QUANTITY}){NEAR}{{0,8}}[，,]{NEAR}{{0,6}}(?P<part>{QUANTITY}){NEAR}{{0,5}}[，,]"
    rf"(?:回应|回收|完成|成功|入伙|售出|通过|合格|命中|中签|出席|参与|上座)率{NEAR}{{0,3}}(?P<share>[{PERCENT}{PART}])"
)
_SHARE_FIRST = re.compile(
    rf"占(?:约|了)?(?P<share>[{PERCENT}{PART}])[，,（(](?:即系?|亦即|约|大约|有|共)(?P<part>{QUANTITY})"
)
_NAMED = re.compile(
    rf"(?P<part>{QUANTITY}){NEAR}{{0,6}}[，,（]?{NEAR}{{0,3}}(?:占|相当于|等于)(?P<name>[总整全]?{NEAR}{{2,8}}?)(?:{OF}|约|达|比例|比重|为|逾|近){{0,2}}(?P<share>[{PERCENT}{PART}])"
)
_REST = re.compile(r"(?:其余|余下|剩余|剩下|其他|其它|余数)[^，。]{0,8}$")
_SHARED = re.compile(r"占|分别|比例|比重|各")
_AVERAGE = re.compile(rf"平均(?P<each>每(?:一|个)?(?P<unit>个?{NEAR}{{1,12}}?))(?P<average>{QUANTITY})")


@dataclass(frozen=True, slots=True)
class Total:
    """A stated total and the numbers that it is said to be the sum of; `whole` false where more may be left unsaid."""

    total: Figure
    parts: tuple[Figure, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Share:
    """A part, the wholes that it may be of (nearest first), and the share stated; not `sure` where of another."""

    part: Figure
    wholes: tuple[Figure, ...]
    share: Figure
    sure: bool = True


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


def find_totals(column: Column) -> Iterator[Total]:
    """Yield totals before or after a run of parts, in the same sentence."""
    for start, end in _sentences(column):
        for run in runs(column, start, end):
            if run.figures[0].kind in ("percent", "ratio", "rank", "index"):
                continue
            yield from _total_of(column, run, start, end)


def _total_of(column: Column, run: Run, start: int, end: int) -> Iterator[Total]:
    places = [p for p in range(start, end) if p in column.figures_at]
    before = [p for p in places if p < run.start]
    after = [p for p in places if p >= run.end]
    if before and alike(column.figure(before[-1]), run.figures[-1]):
        link = column.shape[before[-1] + 1 : run.start]
        cue = _TOTAL_BEFORE.search(column.shape[start : before[-1]])
        tail = column.shape[run.end : run.end + 8].split("，")[0].split("。")[0]
        exhaustive = _EXHAUSTIVE.search(link) is not None
        listed = _LISTED.match(link) and not _IN_PART.search(link) and "等" not in tail and "除" not in link
        if listed and (cue or exhaustive or (run.closed and len(run.figures) > 2)):
            yield Total(column.figure(before[-1]), run.figures, exhaustive or run.closed)
    if after and alike(column.figure(after[0]), run.figures[-1]):
        link = column.shape[run.end : after[0]]
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


def find_shares(column: Column) -> Iterator[Share]:
    """Yield every part with its share, and the wholes before it in the sentence or the one before."""
    for match in _SHARE_OF.finditer(column.shape):
        part, whole, share = column.of(match, "part", "whole", "share")
        if _same(part, whole) and share.direction is None:
            yield Share(part, (whole,), share)
    for pattern in (_OUT_OF, _SHARE_FIRST):
        for match in pattern.finditer(column.shape):
            part, share = column.of(match, "part", "share")
            start, _ = column.full_sentence(match.start())
            wholes = [
                w for w in column.figures_in(start, match.start()) if _same(w, part) and _larger(w, part)
            ]
            said = pattern is _SHARE_FIRST or _SAID_PART.search(
                column.shape[max(start, match.start() - 16) : match.start("share")]
            )
            of_another = (
                pattern is _OUT_OF and _OF_ANOTHER.search(match["gap"].removesuffix(match["cue"])) is not None
            )
            if share.direction is None and part.direction is None and wholes and not of_another:
                yield Share(part, tuple(reversed(wholes)), share, bool(said))
    for match in _RETURNED.finditer(column.shape):
        whole, part, share = column.of(match, "whole", "part", "share")
        if _same(part, whole) and _larger(whole, part):
            yield Share(part, (whole,), share)
    for match in _NAMED.finditer(column.shape):
        part, share = column.of(match, "part", "share")
        floor = column.line(match.start())[0]
        if match["name"][:1] not in "总整全" and re.search(OF, match[0][-6:]) is None:
            continue
        name = column.shape.find(match["name"], floor, match.start())
        after = re.search(QUANTITY, column.shape[name : match.start()]) if name >= 0 else None
        if after is None or share.direction is not None or after.start() > 24:
            continue
        whole = column.figure(name + after.start())
        if _same(whole, part) and _larger(whole, part):
            yield Share(part, (whole,), share)


def find_breakdowns(column: Column) -> Iterator[Breakdown]:
    """Yield runs of shares that end in 其餘, or that 佔 or 分別 says to be shares of one thing."""
    for start, end in _sentences(column):
        for run in runs(column, start, end):
            if run.figures[0].unit not in ("percent", "fraction") or all(f.direction for f in run.figures):
                continue
            rest = _REST.search(run.labels[-1]) is not None
            before = column.shape[max(start, run.start - 12) : run.end]
            first = not any(
                p in column.figures_at and column.figure(p).unit in ("percent", "fraction")
                for p in range(start, run.start)
            )
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
            for p in range(before, end)
            if p in column.figures_at
            and p != match.start("average")
            and _same(column.figure(p), average)
            and _TOTAL_BEFORE.search(column.shape[max(before, p - 16) : p])
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


def _sentences(column: Column) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r"[。！？\n]", column.shape):
        if match.start() > at:
            yield at, match.start()
        at = match.end()
    if at < len(column.shape):
        yield at, len(column.shape)
