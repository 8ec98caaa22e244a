"""What the print of a number is worth: 12,500, 一万二千, 3亿5千万, 1.2万亿, 十点五, 三五百, 二〇二六.

A digit means the same in every width and script: folding has made ５ into 5, 萬 into 万 and 參 into 参, and `_PLAIN`
makes 叁 into 三, 廿 into 二十, 两 into 二. Where the prints stand in a text is `figures.numerals`.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

LONGEST = 40
"""Characters in the longest numeral that is given a value: ten to the 16th in formal characters has 36."""
BEYOND = Decimal(10) ** 40
"""Stands for every larger number, and for longer digits: a figure of it is out of range, whatever its unit."""

_PLAIN = str.maketrans(
    {
        **dict(zip("壹贰貮弍叁参肆伍陆柒捌玖两俩幺", "一二二二三三四五六七八九二二一", strict=True)),
        **dict(zip("〇○拾佰仟", "零零十百千", strict=True)),
        **{"廿": "二十", "卅": "三十", "卌": "四十"},
        **dict.fromkeys(" ,，", ""),
    }
)
_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}

DIGITS = "零〇○一二三四五六七八九两壹贰貮弍叁参肆伍陆柒捌玖俩幺"
TENS = "十拾廿卅卌"
SMALL = "百佰千仟"
LARGE = "万亿兆"

_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+|[零一二三四五六七八九]|[十百千万亿兆]")
_LOOSE = re.compile(r"([一二三四五六七八])([二三四五六七八九])")
_DIGIT_STRING = re.compile(r"[零一二三四五六七八九]{2,}")
_SPELT = re.compile(r"([^点]*)点([零一二三四五六七八九]+|[0-9]+)([百千]?[万亿兆]*)")

Bound = Literal["exact", "about", "more_than"]


class Value(NamedTuple):
    """What a numeral means: one value, or bounds where the words leave it open (三五百, 十几, 数十)."""

    value: Decimal | None
    lower: Decimal | None = None
    upper: Decimal | None = None
    hedge: Bound = "exact"


def parse(norm: str) -> Decimal | None:
    """Give the exact value of one whole numeral, sign and all; None for what is not one."""
    negative = norm[:1] in ("-", "负")
    value = _exact(norm[1:].lstrip() if negative else norm)
    return -value if negative and value is not None else value


@lru_cache(maxsize=1 << 16)
def read(norm: str) -> Value | None:
    """Give the meaning of one unsigned numeral, loose ones too: 三五百 is 300 to 500; None if it has none."""
    plain = norm.translate(_PLAIN)
    if (bounds := _neighbours(plain)) is not None:
        return Value(None, *bounds, "about")
    value = _exact(norm)
    return None if value is None else Value(value)


@lru_cache(maxsize=1 << 14)
def read_more(norm: str, multiplier: str) -> Value | None:
    """Give the bounds of 三百多 (`norm` 三百), 两百七十几万 (with the `multiplier` 万): up to the next step."""
    base = _exact(norm)
    if base is None or base == 0 or len(multiplier) > LONGEST:
        return None
    scale = _scale(multiplier.translate(_PLAIN))
    step = _step(norm.translate(_PLAIN), base)
    return Value(None, tidy(base * scale), tidy((base + step) * scale), "more_than")


@lru_cache(maxsize=1 << 12)
def read_and_several(norm: str, rest: str) -> Value | None:
    """Give the bounds of 一亿几千万 (`norm` 一亿, `rest` 千万): up to ten of the rest more."""
    base, one = _exact(norm), _exact(rest)
    if base is None or one is None or base % (10 * one):
        return None
    return Value(None, base, base + 10 * one, "more_than")


@lru_cache(maxsize=1 << 10)
def read_several(multiplier: str) -> Value | None:
    """Give the bounds of 数十, 几百万 from what stands after 数 or 几: at least two of them, about."""
    one = _exact(multiplier)
    return None if one is None else Value(None, 2 * one, None, "about")


def scaled(value: Value, factor: Decimal) -> Value:
    """Multiply every part of a value."""
    if factor == 1:
        return value
    number, lower, upper = (
        None if n is None else tidy(n * factor) for n in (value.value, value.lower, value.upper)
    )
    return Value(number, lower, upper, value.hedge)


def _exact(norm: str) -> Decimal | None:
    plain = norm.translate(_PLAIN)
    if not plain:
        return None
    if plain.isascii():
        return _digits(plain) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+", plain) else None
    if _DIGIT_STRING.fullmatch(plain):
        return _digits("".join(str(_DIGIT[c]) for c in plain))
    if len(plain) > LONGEST:
        return None
    if spelt := _SPELT.fullmatch(plain):
        whole = _exact(spelt[1])
        digits = "".join(str(_DIGIT.get(c, c)) for c in spelt[2])
        if whole is None or whole != int(whole):
            return None
        value = Decimal(f"{int(whole)}.{digits}")
        return tidy(value * _scale(spelt[3])) if spelt[3] else value
    return _sections(plain)


def _digits(plain: str) -> Decimal:
    return Decimal(plain) if len(plain) <= LONGEST else BEYOND


def _sections(plain: str) -> Decimal | None:
    """Add up 三千五百万 and the like; None for an order that no number has (三百五百)."""
    total = section = Decimal(0)
    pending: Decimal | None = None
    single = False
    last = 0  # the unit just passed, 0 after a zero or at the start
    small, large = 10**4, 10**13
    position = 0
    for token in _TOKEN.finditer(plain):
        if token.start() != position:
            return None
        position = token.end()
        text = token[0]
        if text == "零":
            if pending is not None:
                return None
            last = 0
        elif (digit := _DIGIT.get(text)) is not None or text[0] in ".0123456789":
            if pending is not None:
                return None
            pending, single = Decimal(text if digit is None else digit), len(text) == 1
        elif (unit := _SMALL.get(text)) is not None:
            if unit >= small and not (pending is not None and pending != int(pending)):
                return None
            section += (1 if pending is None else pending) * unit
            pending, last, small = None, unit, unit
        else:
            unit = _LARGE[text]
            section += pending or 0
            if section == 0 and total == 0:
                section = Decimal(1) if position == 1 else section
            if unit < large or section == total == 0:
                total += section * unit
            elif unit > large:
                total = (total + section) * unit
            elif section == 0 and pending is None:
                total *= unit
            else:
                return None
            if total == 0 and section == 0 and plain[0] != "零":
                return None
            section, pending, last, small, large = Decimal(0), None, unit, 10**4, unit
    if position != len(plain):
        return None
    if pending is not None:
        spoken = single and last >= 100 and pending > 0  # 一万二 is 12,000, 一万零二 and 1万02 are not
        section += pending * last // 10 if spoken else pending
    elif last == 0 and plain != "零" and plain[-1] == "零":
        return None
    return tidy(total + section)


def tidy(value: Decimal) -> Decimal:
    """Drop the empty decimals that a multiplication leaves: 1.20万 is 12000, not 12000.00; cap what is `BEYOND`."""
    if abs(value) > BEYOND:
        return BEYOND.copy_sign(value)
    return Decimal(int(value)) if value == int(value) else value.normalize()


def _neighbours(plain: str) -> tuple[Decimal, Decimal] | None:
    """Give the two ends of 七八, 三五百, 四十五六万, 一万六七; None where two digits stand for nothing loose."""
    pairs = list(_LOOSE.finditer(plain))
    if len(pairs) != 1 or len(plain) > LONGEST:
        return None
    a, b = pairs[0].start(), pairs[0].end()
    gap = _DIGIT[plain[b - 1]] - _DIGIT[plain[a]]
    if not (gap == 1 or plain[a:b] == "三五") or plain[a - 1 : a] in _DIGIT or plain[b : b + 1] in _DIGIT:
        return None
    if "点" in plain:
        return None
    low, high = _exact(plain[: a + 1] + plain[b:]), _exact(plain[:a] + plain[b - 1 :])
    return None if low is None or high is None else (low, high)


def _scale(units: str) -> int:
    scale = 1
    for unit in units:
        scale *= _SMALL.get(unit) or _LARGE[unit]
    return scale


def _step(plain: str, base: Decimal) -> Decimal:
    """How far it is to the next step from `base`: 100 for 三百, 万 for 二十万, 0.1亿 for 1.2亿."""
    body = plain.rstrip("万亿兆")
    scale = _scale(plain[len(body) :])
    if scale > 1:
        decimals = len(body.partition(".")[2] or body.partition("点")[2])
        return Decimal(scale).scaleb(-decimals)
    exponent = base.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))
