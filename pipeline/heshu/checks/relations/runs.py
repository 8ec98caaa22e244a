"""Runs: numbers in one unit set side by side, 400伙、350伙及200伙 or 港島升2.1%，九龍升1.8%，新界升1.5%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.checks.column import PERIOD, SIGNS, Column
from heshu.model.nouns import Figure

_JOIN = re.compile(r"[、，,；]|以及|及|和|与|加上?|另有|外加")
_LONGEST = 16
_BREAK = re.compile(
    r"包括|其中|当中|分别|合共|合计|总|共|即|平均|每|较|比|由|从|至|但|若|如|高于|低于|超|约占|相当|等于|折合|其后|之后|此后|之前|"
    r"平方|相差|差额|净|每月|每年|再|累计|已|成为|达到|为期|加起来|相加|加埋|合起来|均|全部|皆|俱|一律|全数|[，,]都"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Two or more numbers side by side; `start` and `end` are places of the shape, `labels` what stands before each."""

    start: int
    end: int
    figures: tuple[Figure, ...]
    labels: tuple[str, ...]
    closed: bool
    """The last is joined by 及, 和 or 以及: nothing more is to come."""


def runs(column: Column, start: int, end: int, *, strict: bool = False) -> Iterator[Run]:
    """Yield the runs of a stretch of the shape; with `strict`, only numbers with nothing but the join between them."""
    held: list[int] = []
    joins: list[str] = []
    for place in column.places_in(start, end):
        join = column.shape[held[-1] + 1 : place] if held else ""
        if held and _joined(column, held[-1], place, join, strict=strict):
            held.append(place)
            joins.append(join)
            continue
        if len(held) > 1:
            yield _run(column, held, joins, start)
        held, joins = [place], []
    if len(held) > 1:
        yield _run(column, held, joins, start)


def _joined(column: Column, last: int, place: int, join: str, *, strict: bool) -> bool:
    a, b = column.figure(last), column.figure(place)
    bare = a.unit is None and a.kind in ("count", "other") and "、" in join
    if not (bare or alike(a, b)):
        return False
    if (
        len(join) > _LONGEST
        or re.search(r"[。！？\n]", join)
        or _BREAK.search(join)
        or not _JOIN.search(join)
    ):
        return False
    if strict:
        return (
            re.fullmatch(
                rf"[^{SIGNS}，、]{{0,2}}(?:、|，|及|和|与|以及|，以及|、及)[^{SIGNS}，、]{{0,2}}", join
            )
            is not None
        )
    return (
        len(re.findall(r"[、，,；]", join)) <= 1
        or re.fullmatch(r"[^，]{0,16}，?(?:以及|及|和|与).*", join) is not None
    )


def alike(a: Figure, b: Figure) -> bool:
    """Tell whether two numbers can be added: one unit; shares in any print; 元 of a currency that is left out."""
    if {a.unit, b.unit} <= {"percent", "fraction"}:
        return True
    if a.kind == b.kind == "money" and "default" in (a.unit_from, b.unit_from):
        return a.per == b.per
    return (a.kind, a.unit, a.per) == (b.kind, b.unit, b.per)


def _run(column: Column, held: list[int], joins: list[str], floor: int) -> Run:
    first = column.shape[max(floor, held[0] - _LONGEST) : held[0]]
    labels = [re.split(rf"[，、；：。（{SIGNS}]", first)[-1], *(_JOIN.split(j)[-1] for j in joins)]
    closed = re.search(r"以及|及|和|与", joins[-1]) is not None
    return Run(held[0], held[-1] + 1, tuple(column.figure(p) for p in held), tuple(labels), closed)


def without_periods(text: str) -> str:
    """Give a stretch of shape without its period signs."""
    return text.replace(PERIOD, "")
