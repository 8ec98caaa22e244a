"""Names and the numbers given to them respectively; lists held to a bound; the most and the least of a list.

港島、九龍及新界分別升2.1%、1.8%及1.5% · 2,100宗及2,730宗，均超越2000宗 · 以港島最多
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from heshu.checks.column import ANY, FARTHEST, PERIOD, SIGNS, Column
from heshu.checks.cues import NEAR
from heshu.checks.relations.listings import ways_to_count
from heshu.checks.relations.runs import Run, runs
from heshu.model.nouns import Figure

_FARTHEST = 20  # characters from a run to the bound that all of it is held to
_TITLED = re.compile(r"等|董事|监事|股东|高管|经理|总裁|主席|先生|女士|一致行动|集团|公司[^、]{1,4}、")
_ALL = re.compile(rf"^[）)]?[，,]?{NEAR}{{0,6}}?(?:均|都|全部|皆|俱|一律|全数|双双){NEAR}{{0,6}}$")
_COMPARED = re.compile(
    rf"(?P<a>{ANY})[，,]?(?:明显|略|稍|仍|已|远|大幅|亦|也|并)?(?P<cue>高于|多于|超过|超出|低于|少于|不及|逊于|逊)(?P<when>(?:{NEAR}|{PERIOD}){{0,12}}?)(?P<b>{ANY})"
)
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


def find_respective(column: Column) -> Iterator[Respective]:
    """Yield lists of names joined by 、 with the run of figures after 分別."""
    for match in re.finditer("分别", column.shape):
        start, end = column.sentence(match.start())
        clause = re.split(r"[，,；：:]", column.shape[start : match.start()])[-1]
        run: Run | None = next(iter(runs(column, match.end(), end, strict=True)), None)
        if (
            run is None
            or run.start - match.end() > 10
            or "、"
            not in column.norm[column.starts[match.start() - len(clause)] : column.starts[match.start()]]
        ):
            continue
        if re.search(rf"[{SIGNS.replace(PERIOD, '')}]", clause.replace(PERIOD, "")) or _TITLED.search(clause):
            continue
        tail = column.shape[run.end : run.end + 1]
        if tail in ("、", "及", "和", "与") or re.search(r"[，、]", column.shape[match.end() : run.start]):
            continue
        names = column.span(match.start() - len(clause), match.start())
        yield Respective(names, clause, ways_to_count(column.norm[slice(*names)]), run.figures)


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


def _above(figure: Figure) -> bool | None:
    if figure.hedge in ("more_than", "at_least"):
        return True
    return False if figure.hedge in ("less_than", "at_most") else None


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
