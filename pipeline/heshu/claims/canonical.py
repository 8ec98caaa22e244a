"""The canonical form of a quantitative claim: what was measured, of whom, when, how much, against what.

Two columns may word a claim differently; their canonical forms can be laid side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from heshu.claims.stated import Stated, stated
from heshu.model.nouns import Claim, Direction, Entity, Figure, Period
from heshu.text.fold import fold

Thing = TypeVar("Thing", Figure, Entity, Period)


class Analysed(Protocol):
    """What an article was read as: a reading, or a record."""

    @property
    def text(self) -> str: ...  # noqa: D102  # the protocol's docstring says it
    @property
    def figures(self) -> list[Figure]: ...  # noqa: D102
    @property
    def entities(self) -> list[Entity]: ...  # noqa: D102
    @property
    def periods(self) -> list[Period]: ...  # noqa: D102
    @property
    def claims(self) -> list[Claim]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Canonical:
    """One number of a claim: measure and base folded, `entity` a canonical name, `period` EDTF; null where unknown."""

    measure: str | None
    entity: str | None
    period: str | None
    values: Stated | None
    unit: str | None
    direction: Direction | None
    base: str | None
    per: str | None

    @property
    def frame(self) -> tuple[str | None, ...]:
        """Give everything but the values: what two claims must share to be about the same number."""
        return (self.measure, self.entity, self.period, self.unit, self.direction, self.base, self.per)


def canonical(article: Analysed, claim: Claim) -> tuple[Canonical, ...]:
    """Give the canonical form of a claim, a part for each figure; empty where it holds none."""
    return tuple(_part(article, claim, figure) for figure in _named(article.figures, claim.figures))


def _part(article: Analysed, claim: Claim, figure: Figure) -> Canonical:
    measure = figure.measure or claim.subject
    entities = _named(article.entities, [figure.entity] if figure.entity else claim.entities)
    periods = _named(article.periods, [figure.period] if figure.period else claim.periods)
    return Canonical(
        measure=fold(measure.text) if measure else None,
        entity=entities[0].name if len({entity.name for entity in entities}) == 1 else None,
        period=periods[0].edtf if len({period.edtf for period in periods}) == 1 else None,
        values=stated(figure),
        unit=figure.unit,
        direction=figure.direction,
        base=fold(figure.base.text) if figure.base else None,
        per=figure.per,
    )


def _named(things: Sequence[Thing], ids: Sequence[str]) -> list[Thing]:
    wanted = set(ids)
    return [thing for thing in things if thing.id in wanted]
