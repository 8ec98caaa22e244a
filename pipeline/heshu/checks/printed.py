"""What a printed number stands for: 42% is [41.5, 42.5), 四成 [35, 45), 約 widens, 逾 opens a side.

`rounded` is the set under ordinary rounding; `cut_off` the set where places were cut off (42.9% printed as 42%).
"""

import re
from decimal import Decimal

from heshu.checks.sets import INFINITY, Interval
from heshu.model.nouns import Figure
from heshu.text.fold import fold

_ARABIC = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_CHINESE = re.compile(r"[零〇一二三四五六七八九两十百千廿卅]")
_SCALED = re.compile(r"[百千萬万億亿]")
_POINT = re.compile(r"[点][零〇一二三四五六七八九]+")
_TENTHS = re.compile(r"[成厘](?P<tail>半|[零〇一二三四五六七八九\d]+)?")
_NEARLY = Decimal("0.1")
_FRACTION = Decimal("0.1")
_NOT_NEXT = Decimal("0.999999")
"""How much of a place may have been cut off: 20% is not 一成 cut off, for its first digit would be lost."""


def step(figure: Figure) -> Decimal:
    """Give the size of the last printed place: 1 for 4,200宗, 1000000 for 3.5億, 10 for 四成, 5 for 四成半.

    A round number in words is as exact as its last word (一萬二千: 1000); one in digits is exact to the unit,
    but to its last digit that is no zero where a hedge says that it is rounded (約4000宗: 1000).
    """
    if figure.value is None:
        return _bounds_step(figure)
    norm = fold(figure.text).replace("个百分", "")
    if figure.unit == "percent" and (tenths := _TENTHS.search(norm)) is not None:
        tail = tenths["tail"]
        if "成" in tenths[0]:
            return Decimal(10) if not tail else Decimal(5) if tail == "半" else Decimal(1)
        if tail:
            return Decimal("0.5") if tail == "半" else Decimal(10) ** -len(tail)
    numbers = _ARABIC.findall(norm)
    if len(numbers) == 1 and not _CHINESE.search(norm):
        mantissa = Decimal(numbers[0].replace(",", ""))
        decimals = len(numbers[0].partition(".")[2])
        scale = abs(figure.value) / mantissa if mantissa else Decimal(1)
        place = scale / Decimal(10) ** decimals
        return max(place, _last_place(figure.value)) if figure.hedge != "exact" and not decimals else place
    if spelt := _POINT.search(norm):
        return _last_place(figure.value, Decimal(10) ** (1 - len(spelt[0])))
    if figure.kind == "percent" or abs(figure.value) < 100:
        return min(_last_place(figure.value), Decimal(1))
    return _last_place(figure.value)


def fine_step(figure: Figure) -> Decimal:
    """Give the step of a number that others are worked from.

    A count in full is exact; one digit (2萬, 3%) is taken to be exact to two or so.
    """
    place = step(figure)
    if figure.kind == "count" and figure.hedge == "exact" and not _SCALED.search(figure.text):
        return Decimal(0)
    if not figure.value or figure.hedge != "exact" or "成" in figure.text:
        return place
    if len(figure.value.normalize().as_tuple().digits) > 1:
        return place
    return min(place, Decimal(10) ** (abs(figure.value).adjusted() - 1), abs(figure.value) / 40)


def _bounds_step(figure: Figure) -> Decimal:
    known = [_last_place(b) for b in (figure.lower, figure.upper) if b]
    if figure.unit == "percent" and "成" in figure.text:
        return Decimal(1)
    return min(known, default=Decimal(1))


def _last_place(value: Decimal, smallest: Decimal = Decimal(0)) -> Decimal:
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return max(Decimal(10) ** int(exponent), smallest)


def rounded(figure: Figure, place: Decimal | None = None) -> Interval | None:
    """Give the values that `figure` may stand for, or None where it states none; `place` overrides its step."""
    return _set(figure, place, cut=False)


def cut_off(figure: Figure, place: Decimal | None = None) -> Interval | None:
    """Give the values that `figure` may stand for where its further places were cut off."""
    return _set(figure, place, cut=True)


def _set(figure: Figure, place: Decimal | None, *, cut: bool) -> Interval | None:
    place = step(figure) if place is None else place
    half = place / 2
    value = figure.value
    if value is None:
        return _between(figure, half)
    if figure.unit == "fraction":
        slack = abs(value) * _FRACTION * (Decimal("1.5") if figure.hedge == "about" else 1)
        low, high = value - slack, value + slack
    else:
        low, high = value - half, value + half
        if cut:
            most = place * _NOT_NEXT
            low, high = (value, value + most) if value >= 0 else (value - most, value)
    if place == 0 and figure.hedge == "exact":
        return Interval(value, value)
    if figure.hedge == "about" and figure.unit != "fraction":
        slack = half + _about(value)
        return Interval(value - slack, value + slack)
    if figure.hedge in ("at_least", "more_than"):
        return Interval(value, INFINITY)
    if figure.hedge in ("at_most", "less_than"):
        return Interval(-INFINITY, value)
    if figure.hedge == "nearly":
        return Interval(value - max(half, abs(value) * _NEARLY), value)
    return Interval(low, high, open=figure.unit != "fraction" and value >= 0)


def _about(value: Decimal) -> Decimal:
    """How far 約 reaches beyond the printed places: a tenth for one digit, a twentieth for two, else a hundredth."""
    digits = len(value.normalize().as_tuple().digits)
    return abs(value) * (
        Decimal("0.1") if digits == 1 else Decimal("0.05") if digits == 2 else Decimal("0.01")
    )


def _between(figure: Figure, half: Decimal) -> Interval | None:
    if figure.lower is None and figure.upper is None:
        return None
    low = -INFINITY if figure.lower is None else figure.lower - (half if figure.hedge != "more_than" else 0)
    high = INFINITY if figure.upper is None else figure.upper + (half if figure.hedge != "more_than" else 0)
    return Interval(min(low, high), max(low, high))


def middle(figure: Figure) -> Decimal | None:
    """Give the number that a sum is written out with: the value, or the middle of both bounds."""
    if figure.value is not None:
        return figure.value
    if figure.lower is not None and figure.upper is not None:
        return (figure.lower + figure.upper) / 2
    return None
