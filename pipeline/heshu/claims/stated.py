"""The values a printed number may stand for: 3.2% is [3.15, 3.25), 將近三百萬 [270萬, 300萬), 逾千 [1000, 2000)."""

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext

from heshu.model.nouns import Figure
from heshu.model.quantity import ARITHMETIC
from heshu.text.fold import fold

_TENTH = Decimal("0.1")
_SCALE = re.compile(r"[百千万亿]|[a-zA-Z]")
_PLAIN = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stated:
    """A half-open stretch of values; None leaves a side open."""

    low: Decimal | None
    high: Decimal | None

    def meets(self, other: "Stated") -> bool:
        """Say whether some value lies in both."""
        return _below(self.low, other.high) and _below(other.low, self.high)


def stated(figure: Figure) -> Stated | None:
    """Give the values that a figure may stand for; None where it states none.

    約 reaches a tenth either way, 近 a tenth below; 逾 and 不足 reach to the next number of as many digits.
    """
    if figure.value is not None:
        with localcontext(ARITHMETIC):
            return _around(figure, figure.value)
    if figure.lower is None and figure.upper is None:
        return None
    return Stated(figure.lower, figure.upper)


def _around(figure: Figure, value: Decimal) -> Stated:
    size = abs(value)
    half = _place(figure.text, value) / 2
    if figure.hedge == "about":
        reach = max(half, size * _TENTH)
        return Stated(value - reach, value + reach)
    lead = Decimal(10) ** size.adjusted() if size else Decimal(1)
    if figure.hedge in ("more_than", "at_least"):
        return Stated(value, value + lead)
    if figure.hedge == "nearly":
        return Stated(value - size * _TENTH, value)
    if figure.hedge in ("less_than", "at_most"):
        return Stated(value - lead, value if figure.hedge == "less_than" else value + half)
    return Stated(value - half, value + half)


def _place(text: str, value: Decimal) -> Decimal:
    """Give the last printed place: the unit for small or plain numbers, else that of the last digit that is no zero."""
    digits = value.normalize().as_tuple()
    last = Decimal(1).scaleb(int(digits.exponent))
    norm = fold(text)
    if last > 1 and (abs(value) < 100 or (_PLAIN.search(norm) and not _SCALE.search(norm))):
        return Decimal(1)
    return last


def _below(low: Decimal | None, high: Decimal | None) -> bool:
    return low is None or high is None or low < high
