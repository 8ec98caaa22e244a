"""What reading gives: amounts on the way, then figures with the parts that they were made of."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from heshu.figures.digits import Value
from heshu.model.nouns import Figure, FigureKind

Extent = tuple[int, int]
Role = Literal["numeral", "unit", "currency", "hedge", "direction", "per"]


@dataclass(slots=True)
class Amount:
    """A number and what it is of, before hedges. `start` and `end` take in the unit and a currency mark.

    `value` is in the unit's own terms (三成 is 30, 半 of a year is 0.5); `code` None is the printed unit, "" no
    unit; `scale` is what a Latin letter or word multiplies by (k, bn); `defaulted` is a bare 元; `article` is 一
    alone before a unit (一间).
    """

    start: int
    end: int
    numeral: Extent
    value: Value
    kind: FigureKind = "count"
    code: str | None = None
    rule: str = "count.bare"
    unit: Extent | None = None
    word: str = ""
    factor: Decimal = Decimal(1)
    scale: Decimal = Decimal(1)
    currency: Extent | None = None
    defaulted: bool = False
    article: bool = False

    @property
    def bare(self) -> bool:
        """Whether no unit and no currency mark stands with the number."""
        return self.unit is None and self.currency is None and self.rule.startswith("count.bare")


@dataclass(frozen=True, slots=True)
class Misread:
    """What looks like a number and has no value: 三百五百."""

    start: int
    end: int
    reason: str


class Part(NamedTuple):
    """One part of a reading; `start` and `end` are in the article text. Hedges and directions may lie outside."""

    role: Role
    start: int
    end: int


class Reading(NamedTuple):
    """A figure and its parts, in text order."""

    figure: Figure
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """What looks like a number and has no value, with the reason; no figure, but never silent."""

    start: int
    end: int
    text: str
    reason: str
    rule: str = "unread.numeral"
