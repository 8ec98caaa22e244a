"""What earlier articles stated: figures that say what they measure and for when, to hold later ones against."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from heshu.model.nouns import Figure
from heshu.model.record import Record
from heshu.text.fold import fold


@dataclass(frozen=True, slots=True)
class Stated:
    """One stated figure of an article; `measure` is folded, `period` is EDTF, `entity` the name of whose it is."""

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
    """Yield the figures of a record that state a measure for a resolved period."""
    periods = {p.id: p for p in record.periods}
    names = {e.id: e.name for e in record.entities}
    for figure in record.figures:
        period = periods.get(figure.period or "")
        if (
            figure.measure is None
            or period is None
            or period.edtf is None
            or figure.kind in ("duration", "rank")
        ):
            continue
        yield Stated(
            record.id,
            record.title,
            record.source.published,
            tuple(author.name for author in record.authors if author.name),
            figure,
            fold(figure.measure.text),
            period.edtf,
            names.get(figure.entity or ""),
        )


def same_thing(a: Stated, b: Stated) -> bool:
    """Tell whether two statements are of one measure of one entity, in one unit; periods aside.

    Without an entity the measure must say enough by itself: four characters (失業率 of where?).
    """
    x, y = a.figure, b.figure
    if a.measure != b.measure or a.entity != b.entity or (a.entity is None and len(a.measure) < 4):
        return False
    return (x.kind, x.unit, x.per, x.direction) == (y.kind, y.unit, y.per, y.direction) and _base(x) == _base(
        y
    )


def _base(figure: Figure) -> str | None:
    return None if figure.base is None else figure.base.text
