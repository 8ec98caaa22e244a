"""A figure with the parts that it was read from, so that "why is this 40?" has an answer."""

from dataclasses import dataclass
from typing import Literal

from heshu.model.nouns import Figure

Role = Literal["numeral", "unit", "currency", "hedge", "direction", "per"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reading; `start` and `end` are in the article text. Hedges and directions may lie outside."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
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
