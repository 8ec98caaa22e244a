"""The values that a printed number stands for: 42% is [41.5, 42.5), 四成 is [35, 45), 約 widens, 逾 opens a side."""

import re
from dataclasses import dataclass
from decimal import Decimal

from heshu.model.nouns import Figure

INFINITY = Decimal("Infinity")
_ABOUT = Decimal("0.1")
_SCALES = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8, "千": 10**3, "百": 10**2, "十": 10}
_ARABIC = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?\s*(?P<scale>[十百千万亿萬億]*)")


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed set of values from `low` to `high`; either may be infinite."""

    low: Decimal
    high: Decimal

    def meets(self, other: "Interval") -> bool:
        """Tell whether the two sets share a value."""
        return self.low <= other.high and other.low <= self.high


def step(figure: Figure) -> Decimal:
    """Give the size of the last printed place of a figure: 1 for 4,200, 1000 for 3.5萬, 10 for 四成."""
    if figure.kind == "percent" and "成" in figure.text:
        return Decimal(1) if re.search(r"成[半一二三四五六七八九\d]", figure.text) else Decimal(10)
    match = _ARABIC.search(figure.text)
    if match is None:
        return _round_step(figure.value)
    scale = Decimal(1)
    for sign in match["scale"]:
        scale *= _SCALES[sign]
    return scale / Decimal(10) ** len(match["decimals"] or "")


def _round_step(value: Decimal | None) -> Decimal:
    """A number in words is as exact as its last word: 一萬二千 is given to the thousand."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** max(int(exponent), 0) if isinstance(exponent, int) else Decimal(1)


def interval(figure: Figure) -> Interval | None:
    """Give the values that `figure` may stand for, or None where it states none."""
    if figure.value is None:
        if figure.lower is None and figure.upper is None:
            return None
        return Interval(
            -INFINITY if figure.lower is None else figure.lower,
            INFINITY if figure.upper is None else figure.upper,
        )
    half = step(figure) / 2
    low, high = figure.value - half, figure.value + half
    if figure.hedge == "about":
        slack = abs(figure.value) * _ABOUT
        low, high = min(low, figure.value - slack), max(high, figure.value + slack)
    if figure.hedge in ("at_least", "more_than"):
        high = INFINITY
    if figure.hedge in ("at_most", "less_than"):
        low = -INFINITY
    if figure.hedge == "nearly":
        low = figure.value - max(half, abs(figure.value) * _ABOUT)
    return Interval(low, high)
