"""What earlier articles stated: figures that say what they measure and for when, to hold later ones against."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from heshu.model.nouns import Figure, Phrase
from heshu.model.record import Record
from heshu.text.fold import fold
from heshu.text.overlap import Cover

_NEAR = 8
_APART = re.compile(r"[\d，,。；;：:、！？\n（）其中占]")
_CLAUSE = re.compile(r"[，,。；;：:、！？\n（）「」▲　 ]")
_OF_SOMEBODY = re.compile(
    r"收入|利润|溢利|盈利|纯利|亏损|营业额|市值|股价|价$|租$|售价|面积|造价|员工|资金|投资|门市|分店|销售|派息|股息|负债"
)
_INTRODUCTION = re.compile(
    r"^.*(?:显示|指出|公布|表示|指|料|按|据|反映)|[的之嘅在于和与及]|本港|整体|今|目前|当前|数据"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated figure of an article.

    `measure` is folded, with what qualifies it; `period` is EDTF; `entity` is the name of whose it is.
    """

    article: str
    title: str | None
    published: date | None
    authors: tuple[str, ...]
    figure: Figure
    measure: str
    period: str
    entity: str | None

    @property
    def source(self) -> str:
        """Name the article for a finding's `sources`: date, title, id."""
        return " · ".join(str(part) for part in (self.published, self.title, self.article) if part)


def statements(record: Record) -> Iterator[Stated]:
    """Yield the figures of a record whose measure stands right before them, for a resolved period.

    What stands before the measure in its clause is part of it: 青年失業率 is not 失業率.
    """
    norm = fold(record.text)
    periods = {p.id: p for p in record.periods}
    names = {e.id: e.name for e in record.entities}
    taken = Cover(len(norm), (*record.periods, *record.entities))
    for figure in record.figures:
        period = periods.get(figure.period or "")
        measure = figure.measure
        if measure is None or period is None or period.edtf is None or figure.kind in ("duration", "rank"):
            continue
        if figure.is_out_of_range:
            continue
        between = norm[measure.end : figure.start]
        clause = _clause_start(norm, measure.start)
        if (
            measure.end > figure.start
            or len(between) > _NEAR
            or _APART.search(between)
            or "占" in norm[clause : figure.start]
        ):
            continue
        yield Stated(
            record.id,
            record.title,
            record.source.published,
            tuple(author.name for author in record.authors if author.name),
            figure,
            _qualified(norm, measure, clause, taken),
            period.edtf,
            names.get(figure.entity or ""),
        )


def _clause_start(norm: str, place: int) -> int:
    return max(
        (m.end() for m in _CLAUSE.finditer(norm, max(0, place - 60), place)), default=max(0, place - 60)
    )


def _qualified(norm: str, measure: Phrase, start: int, taken: Cover) -> str:
    """Give a measure with what qualifies it in its clause, without times and the names of places and bodies."""
    head = "".join(norm[i] for i in range(start, measure.start) if not taken.meets(i, i + 1))
    return _INTRODUCTION.sub("", head) + fold(measure.text)


def by_thing(statements: Iterable[Stated]) -> dict[Hashable, list[Stated]]:
    """Give the statements of each one thing, by what `thing_of` gives for it, in the order that they come in."""
    found: dict[Hashable, list[Stated]] = defaultdict(list)
    for stated in statements:
        found[thing_of(stated)].append(stated)
    found.pop(None, None)
    return found


def thing_of(stated: Stated) -> Hashable:
    """Give what a statement is of: one measure of one entity, in one unit; periods aside. None where it may be any.

    Without an entity the measure must say enough by itself: four characters, and nothing that every company has.
    """
    figure = stated.figure
    if stated.entity is None and (len(stated.measure) < 4 or _OF_SOMEBODY.search(stated.measure)):
        return None
    base = None if figure.base is None else figure.base.text
    return stated.measure, stated.entity, figure.kind, figure.unit, figure.per, figure.direction, base
