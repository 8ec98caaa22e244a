"""Names and the numbers given to them respectively; lists held to a bound; the most and the least of a list.

港島、九龍及新界分別升2.1%、1.8%及1.5% · 2,100宗及2,730宗，均超越2000宗 · 以港島最多
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from heshu.checks.column import ANY, COUNT, FARTHEST, PERIOD, SIGNS, Column
from heshu.checks.cues import NEAR
from heshu.checks.relations.listings import ways_to_count
from heshu.checks.relations.runs import Run, runs
from heshu.model.nouns import Entity, Figure
from heshu.text.overlap import Placed

_FARTHEST = 20  # characters from a run to the bound that all of it is held to
_TITLED = re.compile(r"等|董事|监事|股东|高管|经理|总裁|主席|先生|女士|一致行动|集团|公司[^、]{1,4}、")
_RESPECTIVELY = re.compile("分别|依次|顺次")
_COUNTED_NAMES = re.compile(rf"{COUNT}[^{SIGNS}、，,。和及与]{{0,4}}(?={PERIOD}?$)")
_JOINED = re.compile(r"以及|[及和与、的]")
_ALL = re.compile(rf"^[）)]?[，,]?{NEAR}{{0,6}}?(?:均|都|全部|皆|俱|一律|全数|双双){NEAR}{{0,6}}$")
_HIGHER = ("高于", "多于", "超过", "超出", "高过", "逾", "大于")
_ALL_FIRST = re.compile(
    rf"(?:均|都|全部|皆|俱|一律|全数|悉数){NEAR}{{0,6}}?(?P<cue>高于|多于|超过|超出|高过|逾|大于|低于|少于|不及|不足|小于)?(?P<bound>{ANY}){NEAR}{{0,6}}[：:，,]"
)
_COMPARED = re.compile(
    rf"(?P<a>{ANY})[，,]?(?:明显|略|稍|仍|已|远|大幅|亦|也|并)?(?P<cue>高于|多于|超过|超出|低于|少于|不及|逊于|逊)(?P<when>(?:{NEAR}|{PERIOD}){{0,12}}?)(?P<b>{ANY})"
)
_BEST = re.compile(
    rf"(?P<before>{ANY})?(?:[，,]?{NEAR}{{0,8}}?)(?P<most>最高|最低|最多|最少|最大|最小|新高|新低)(?:[，,]?(?:达到?|为|是|报|录得|有|只有|仅)?(?P<after>{ANY}))?"
)
_RANGING = re.compile(r"介乎|介于|徘徊于|在$|[一-鿿]间$")
_BEFORE_IT = re.compile(rf"(?:较|比|高于|低于|多于|少于)(?:{PERIOD}|{NEAR}){{0,6}}$")
_MOST = re.compile(
    rf"(?:以|当中|其中以?|又以|而以)(?P<name>{NEAR}{{0,10}}?)(?:的?(?:升幅|跌幅|增幅|成交|数目|占比|比例|表现)?)(?:为|是)?(?P<value>{ANY})?(?:为|是)?最(?P<most>高|大|多|快|低|小|少|慢)"
)


@dataclass(frozen=True, slots=True)
class Respective:
    """Names and the figures that 分別 gives them; `numbers` are the ways to count the names."""

    names: tuple[int, int]
    shown: str
    numbers: frozenset[int]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Bounded:
    """Figures that are said to lie above or below another."""

    figures: tuple[Figure, ...]
    bound: Figure
    above: bool


@dataclass(frozen=True, slots=True)
class Most:
    """One of several listed values that is said to be the most or the least; `place` is its place in the run."""

    figures: tuple[Figure, ...]
    place: int
    highest: bool
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outdone:
    """A number said to be the highest or the lowest, and another with its `limit` on that side."""

    best: Figure
    value: Decimal
    other: Figure
    limit: Decimal
    highest: bool
    span: tuple[int, int]


def find_respective(column: Column) -> Iterator[Respective]:
    """Yield lists of names, or a count of them, with the run of figures after 分別 or 依次."""
    entities = Placed(column.record.entities)
    for match in _RESPECTIVELY.finditer(column.shape):
        start, end = column.sentence(match.start())
        clause = re.split(r"[，,；：:]", column.shape[start : match.start()])[-1]
        run: Run | None = next(iter(runs(column, match.end(), end, strict=True)), None)
        if run is None or run.start - match.end() > 10 or _TITLED.search(clause):
            continue
        tail = column.shape[run.end : run.end + 1]
        if tail in ("、", "及", "和", "与") or re.search(r"[，、]", column.shape[match.end() : run.start]):
            continue
        masked = _masked(column, entities, clause, match.start() - len(clause))
        numbers = _names(column, clause, masked, match.start() - len(clause), len(run.figures))
        if numbers:
            names = column.span(match.start() - len(clause), match.start())
            yield Respective(names, clause, numbers, run.figures)


def _names(column: Column, clause: str, masked: str, place: int, found: int) -> frozenset[int]:
    """Give the ways to count the names of a clause; none where it may name things twice over (兩地的租金和樓價)."""
    counted = _COUNTED_NAMES.search(clause)
    bare = clause[: counted.start()] if counted and "、" in clause[: counted.start()] else clause
    if counted and bare is clause:
        figure = column.figure(place + counted.start())
        several = figure.value is not None and figure.hedge == "exact" and 2 <= figure.value <= 6
        if not several or re.search(f"[{SIGNS}]", clause.replace(counted[0][0], "", 1).replace(PERIOD, "")):
            return frozenset()
        number = int(figure.value or 0)
        whole = clause.lstrip(PERIOD).startswith(counted[0][0]) and not _JOINED.search(clause)
        return frozenset({number}) if whole and found % number else frozenset({found} if whole else ())
    if re.search(rf"[{SIGNS.replace(PERIOD, '')}]", bare.replace(PERIOD, "")):
        return frozenset()
    names = bare.rstrip(PERIOD)
    if "、" in names:
        return ways_to_count(names) | ways_to_count(masked[: len(names)])
    numbers = ways_to_count(masked[: len(names)])
    if numbers != {1, 2} or found < 2 or (found > 2 and found % 2 == 0) or re.search("两|各|双", names):
        return frozenset()
    return frozenset({2})


def _masked(column: Column, entities: Placed[Entity], clause: str, place: int) -> str:
    """Blank what stands inside the names of entities in a clause at a place of the shape: 和 in them joins nothing."""
    out = list(clause)
    for entity in entities.meeting(*column.span(place, place + len(clause))):
        for at in range(column.place_of(entity.start) + 1, column.place_of(entity.end - 1)):
            if place <= at < place + len(out):
                out[at - place] = "〇"
    return "".join(out)


def find_bounded(column: Column) -> Iterator[Bounded]:
    """Yield runs that 均, 都 or 全部 holds to a bound, and figures that are said to be above or below another."""
    for at, end in pairwise((-1, *column.line_ends, len(column.shape))):
        for run in runs(column, at + 1, end):
            place = next(iter(column.places_in(run.end, min(end, run.end + _FARTHEST))), None)
            if place is None or (above := _above(column.figure(place))) is None:
                continue
            link = column.shape[run.end : place]
            if (
                _ALL.match(link)
                and column.figure(place).unit == run.figures[0].unit
                and column.shape.find("除", max(at + 1, run.start - FARTHEST), run.end) < 0
            ):
                yield Bounded(run.figures, column.figure(place), above)
    yield from _bounds_first(column)
    for match in _COMPARED.finditer(column.shape):
        a, b = column.of(match, "a", "b")
        signed = any(f.value is None or f.value < 0 for f in (a, b))
        start, _ = column.sentence(match.start())
        listed = "，" in match[0] and any(f.unit == a.unit for f in column.figures_in(start, match.start()))
        if (
            a.kind == b.kind
            and a.unit == b.unit
            and not signed
            and not listed
            and a.hedge == "exact"
            and b.direction in (None, a.direction)
            and a.kind != "duration"
        ):
            yield Bounded((a,), b, match["cue"] in ("高于", "多于", "超过", "超出"))


def _bounds_first(column: Column) -> Iterator[Bounded]:
    """三校全部高於六成：甲校72%，乙校65%: the bound, then the list that it holds for to the end of the sentence."""
    for match in _ALL_FIRST.finditer(column.shape):
        bound = column.figure(match.start("bound"))
        above = _above(bound)
        if above is None and match["cue"]:
            above = match["cue"] in _HIGHER
        _, end = column.sentence(match.end())
        run = next(iter(runs(column, match.end(), end)), None)
        if above is None or run is None or run.start - match.end() > 8 or bound.unit != run.figures[0].unit:
            continue
        rest = column.shape[run.end : end]
        if not re.search(f"[{SIGNS}]", rest) and len(rest) <= 6 and all(0 < len(n) <= 8 for n in run.labels):
            yield Bounded(run.figures, bound, above)


def _above(figure: Figure) -> bool | None:
    if figure.hedge in ("more_than", "at_least"):
        return True
    return False if figure.hedge in ("less_than", "at_most") else None


def find_outdone(column: Column) -> Iterator[Outdone]:
    """Yield a number said to be the highest or lowest with a range or an earlier number beside it."""
    for match in _BEST.finditer(column.shape):
        start, end = column.full_sentence(match.start())
        highest = match["most"] in ("最高", "最多", "最大", "新高")
        if not (match["after"] or match["before"]):
            continue
        place = match.start("after") if match["after"] else match.start("before")
        best = column.figure(place)
        if best.value is None or best.hedge != "exact":
            continue
        for at in (p for p in column.places_in(start, end) if p != place):
            other = column.figure(at)
            link = column.shape[max(start, at - 8) : at]
            if other.kind != best.kind or other.unit != best.unit or other.direction is not None:
                continue
            limit = other.upper if highest else other.lower
            if other.value is not None:
                limit = other.value if match["most"][0] == "新" and _BEFORE_IT.search(link) else None
            elif not _RANGING.search(link):
                continue
            if limit is not None:
                yield Outdone(best, best.value, other, limit, highest, column.span(*match.span("most")))


def find_most(column: Column) -> Iterator[Most]:
    """Yield lists of named values followed by 以…最高 with one of the names, or one of the values."""
    for match in _MOST.finditer(column.shape):
        start, _ = column.sentence(match.start())
        candidates = [run for run in runs(column, start, match.start() + 1) if run.end <= match.start() + 1]
        if not candidates or match.start() - candidates[-1].end > 4:
            continue
        run = candidates[-1]
        highest = match["most"] in "高大多快"
        place = _named(column, run, match, start)
        if place is not None and not any(f.value is None or f.hedge != "exact" for f in run.figures):
            yield Most(run.figures, place, highest, column.span(*match.span()))


def _named(column: Column, run: Run, match: "re.Match[str]", start: int) -> int | None:
    name = match["name"].removesuffix("的").removesuffix("为")
    if match["value"] and column.figure(match.start("value")).unit == run.figures[0].unit:
        values = [f.value for f in run.figures]
        value = column.figure(match.start("value")).value
        if values.count(value) == 1:
            return values.index(value)
    labels = list(run.labels)
    if clause := re.search(r"([^，。；：]{0,80})分别[^，。]{0,6}$", column.shape[start : run.start]):
        labels = [part for part in re.split(r"、|以及|及|和|与", clause[1]) if part]
    if len(labels) != len(run.figures):
        return None
    found = [i for i, label in enumerate(labels) if name and (label.startswith(name) or label == name)]
    return found[0] if len(found) == 1 else None
