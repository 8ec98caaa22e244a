"""Two amounts that are one figure: 50%至60%, 三至五成, 3-4厘, 八至九百亿, 4、5%, 10元至12元."""

import re
from dataclasses import replace
from decimal import Decimal

from heshu.figures import numerals
from heshu.figures.amounts import Amount, Misread, read_amount, scaled
from heshu.figures.fractions import read_fraction
from heshu.figures.numerals import DIGITS, Value

_MARK = re.compile(
    r" ?(?:--|—{1,2}|[-~至到–‑])(?: ?(?:约|近|逾|大约|最多|高达))? ?(?=[0-9零一二三四五六七八九十百千两半廿卅壹贰叁肆伍陆柒捌玖拾几负$¥€£HUN第\-.百])"
)
_LIST = re.compile(r"[、,](?=[0-9一二三四五六七八九十两])")
_BIG = re.compile(r"[百千]?[万亿兆]+$|[十百千]+[万亿兆]*$")
_LARGE_TAIL = re.compile(r"[万亿兆]+$")
_SPREAD = re.compile(r"不等|之间|间(?!接|中|公司|店)|的?区间|范围|以内")


def join(norm: str, first: Amount, floor: int) -> Amount | Misread | None:
    """Give the range that begins with `first`, or None where no second end follows."""
    loose = False
    mark = _MARK.match(norm, first.end)
    if mark is None:
        mark = _LIST.match(norm, first.end)
        loose = True
        if mark is None or first.unit is not None or first.rule != "count.bare":
            return None
    at = mark.end()
    while norm[at : at + 1] in ("$", "¥", "€", "£", "H", "K", "U", "S", "N", "T", "负", "-"):
        at += 1
        if at - mark.end() > 4:
            return None
    second: Amount | Misread | None = read_fraction(norm, at, first.end)
    if isinstance(second, Misread) or second is None or second.rule == "ratio.pair":
        second = read_amount(norm, at, mark.end() if not loose else first.end)
    if not isinstance(second, Amount) or second.value.value is None or first.value.value is None:
        return None
    if loose:
        return _loose(norm, first, second)
    return _closed(norm, first, second)


def _loose(norm: str, first: Amount, second: Amount) -> Amount | None:
    """两、三成 and 4、5%: neighbours, with the unit of the second."""
    if second.unit is None and second.rule == "count.bare":
        return None
    a, b = numerals.parse(norm[slice(*first.numeral)]), numerals.read(norm[slice(*second.numeral)])
    if a is None or b is None or b.value is None or not 0 < a < 10:
        return None
    large = _BIG.search(norm[slice(*second.numeral)])
    scale = numerals.parse(large[0]) if large is not None else Decimal(1)
    if scale is None or b.value != (a + 1) * scale:
        return None
    low = _in_unit(a * scale, b.value, second)
    return replace(second, start=first.start, numeral=(first.numeral[0], second.numeral[1]), value=Value(None, low, second.value.value, "about"), rule=second.rule + ".neighbours")  # fmt: skip


def _closed(norm: str, first: Amount, second: Amount) -> Amount | None:
    if (
        first.unit is not None or first.currency is not None or first.kind in ("percent", "ratio")
    ) and first.rule != "count.bare":
        same = (first.kind, first.code, first.word if first.kind == "count" else "") == (second.kind, second.code, second.word if second.kind == "count" else "")  # fmt: skip
        if (
            not same
            and second.rule == "count.bare"
            and first.kind == "percent"
            and first.rule == "share.hundredths"
        ):
            second = replace(second, kind=first.kind, code=first.code, rule=first.rule)
        elif not same and first.currency is not None and second.kind == "money" and second.defaulted:
            second = replace(second, code=first.code, defaulted=first.defaulted)
        elif not same and first.currency is not None and second.rule == "count.bare":
            second = replace(second, kind=first.kind, code=first.code, rule=first.rule, currency=first.currency, defaulted=first.defaulted)  # fmt: skip
        elif not same and first.kind == "money" and second.kind == "money" and first.defaulted:
            first = replace(first, code=second.code, defaulted=second.defaulted)
        elif not same:
            return None
        low = first.value.value
    else:
        low = _shared(norm, first, second)
    if low is None or second.value.value is None:
        return None
    high = second.value.value
    rule = second.rule + ".range"
    low, high = min(low, high), max(low, high)
    return replace(second, start=first.start, numeral=(first.numeral[0], second.numeral[1]), value=Value(None, low, high), rule=rule, currency=first.currency or second.currency, article=False)  # fmt: skip


def _shared(norm: str, first: Amount, second: Amount) -> Decimal | None:
    """Give the first end in the second's unit: 八至九百亿 is 800亿 to 900亿, 5,000至6,000元 has one 元."""
    if first.value.value is None:
        return None
    a, b = norm[slice(*first.numeral)], norm[slice(*second.numeral)]
    low, high = first.value.value, numerals.parse(b)
    if high is None:
        read = numerals.read(b)
        high = read.value if read is not None else None
    if high is None:
        return _in_unit(low, Decimal(1), second)
    own = _LARGE_TAIL.search(a)
    tail = _LARGE_TAIL.search(b)
    if own is None and tail is not None:
        whole = _BIG.search(b)
        if (
            len(a) == 1
            and a in DIGITS
            and whole is not None
            and (each := numerals.parse(whole[0]))
            and low * each < high
        ) or ((each := numerals.parse(tail[0])) and low * each < high):
            low *= each
    elif (
        own is None
        and len(a) == 1
        and a in DIGITS
        and (whole := _BIG.search(b)) is not None
        and whole[0] not in ("十", "拾")
    ):
        each = numerals.parse(whole[0])
        if each and low * each < high:
            low *= each
    return _in_unit(low, high, second)


def _in_unit(low: Decimal, high: Decimal, second: Amount) -> Decimal:
    """Turn a bare `low` into the unit of `second`, whose own numeral is `high`: 三至五成 begins at 30."""
    del high
    return low * second_factor(second)


def second_factor(amount: Amount) -> Decimal:
    """How much one of an amount's unit is in its code: 10 for 成."""
    from heshu.figures.units import lexicon

    unit = lexicon().units.get(amount.word)
    return unit.factor if unit is not None else Decimal(1)


def spread(norm: str, end: int) -> bool:
    """Say whether what follows makes 由3%至5% a range of one thing: 不等, 之间."""
    return _SPREAD.match(norm, end) is not None


__all__ = ["join", "scaled", "spread"]
