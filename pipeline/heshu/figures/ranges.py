"""Two amounts that are one figure: 50%至60%, 三至五成, 3-4厘, 八至九百亿, 4、5%, 10元至12元."""

import re
from dataclasses import replace
from decimal import Decimal

from heshu.figures import digits
from heshu.figures.amounts import read_amount
from heshu.figures.digits import DIGITS, Value, tidy
from heshu.figures.fractions import read_fraction, read_share
from heshu.figures.reading import Amount, Misread

_MARK = re.compile(
    r" ?(?:[（(]不?含[）)])?(?:--|—{1,2}|[-~至到–‑]|(?:或|以)?至) ?(?:大约|最多|高达|逾|约|近)? ?"
)
_BETWEEN = re.compile(r" ?[与和同跟] ?")
_WITHIN = re.compile(r" ?之?间(?!接|公司|店|酒|学|铺|银|餐|食|房)")
_LIST = re.compile(r"[、,](?=[0-9一二三四五六七八九十两])")
_CURRENCY_FIRST = re.compile(
    r"(?:US|HK|NT|A|S|C|RM|R)?\$|[¥€£￥₩]|(?:USD|HKD|RMB|CNY|港元|港币|人民币|美元) ?"
)
_STARTS = frozenset(
    "0123456789零一二三四五六七八九十百千两半廿卅壹贰叁肆伍陆柒捌玖拾负-.第$¥€£HUNRC￥港人美½¼"
)
_JOINTS = frozenset("（( -~至到–‑—或以与和同跟、,")
_SMALL_AND_LARGE = re.compile(r"(?:[十百千拾佰仟]{1,4}[万亿兆]{0,4}|[万亿兆]{1,4})\Z")
_LARGE = re.compile(r"[万亿兆]{1,4}\Z")
_SPREAD = re.compile(r"不等|之间|间(?!接|中|公司|店)|的?区间|范围")
_CHANGED = re.compile(r"(?:[加减升跌涨降增挫]|上调|下调|上升|下跌|回落|调高|调低)(?:了|约|近|逾|足)?\Z")
_FROM = ("由", "从", "自")


def join(norm: str, first: Amount, floor: int) -> Amount | None:
    """Give the range that begins with `first`; None where no second end follows."""
    if first.value.value is None or norm[first.end : first.end + 1] not in _JOINTS:
        return None
    mark = _MARK.match(norm, first.end)
    if mark is not None and norm[mark.end() : mark.end() + 1] in _STARTS:
        second = _second(norm, mark.end())
        if second is None:
            return None
        found = _closed(norm, first, second)
        return None if found is None or _is_change(norm, first, second, found, floor) else found
    if (mark := _BETWEEN.match(norm, first.end)) is not None and norm[mark.end() : mark.end() + 1] in _STARTS:
        second = _second(norm, mark.end())
        if second is not None and second.word in ("间", "") and norm[second.end - 1] == "间":
            second = _without_unit(second)  # 10000与20000间
        return (
            None
            if second is None or _WITHIN.match(norm, second.end) is None
            else _closed(norm, first, second)
        )
    if first.bare and (mark := _LIST.match(norm, first.end)) is not None:
        second = _second(norm, mark.end())
        return None if second is None else _neighbours(norm, first, second)
    return None


def _second(norm: str, start: int) -> Amount | None:
    at = start
    if (currency := _CURRENCY_FIRST.match(norm, at)) is not None:
        at = currency.end()
    elif norm[at] in "-负":
        at += 1
    if at >= len(norm):
        return None
    if norm[at] == "第" or norm[at] == "半":
        return None
    if norm.startswith("一半", at):
        return Amount(at, at + 2, (at, at + 2), Value(Decimal("0.5")), "ratio", "fraction", "ratio.fraction")
    found: Amount | Misread | None = read_share(norm, at, start) or read_fraction(norm, at, start)
    if found is None:
        found = read_amount(norm, at, start)
    return (
        found
        if isinstance(found, Amount) and found.value.value is not None and found.start == start
        else None
    )


def _without_unit(amount: Amount) -> Amount:
    end = amount.numeral[1]
    return replace(amount, end=end, unit=None, word="", code=None, rule="count.bare", article=False)


def _neighbours(norm: str, first: Amount, second: Amount) -> Amount | None:
    """两、三成 and 4、5% and 五十三、四万: neighbours, with the unit of the second."""
    a, b = first.value.value, digits.parse(norm[slice(*second.numeral)])
    if (
        (second.bare and norm[second.end - 1] not in "万亿")
        or a is None
        or b is None
        or second.value.value is None
    ):
        return None
    units = _SMALL_AND_LARGE.search(norm[slice(*second.numeral)])
    scale = digits.parse(units[0]) if units is not None else Decimal(1)
    if not scale or b % scale or b / scale > 9 or a < 1 or b / scale - a % 10 != 1:
        return None
    factor = second.factor
    low, high = a * scale * factor, (a - a % 10 + b / scale) * scale * factor
    numeral = (first.numeral[0], second.numeral[1])
    value = Value(None, tidy(low), tidy(high), "about")
    return replace(second, start=first.start, numeral=numeral, value=value, rule=f"{second.rule}.neighbours")


def _closed(norm: str, first: Amount, second: Amount) -> Amount | None:
    low, high = first.value.value, second.value.value
    assert low is not None and high is not None
    if first.bare:
        low = _shared(norm, low, first, second)
    elif (agreed := _agreed(first, second)) is None:
        return None
    else:
        second = agreed
    numeral = (first.numeral[0], second.numeral[1])
    value = Value(None, tidy(min(low, high)), tidy(max(low, high)))
    currency = first.currency or second.currency
    rule = f"{second.rule}.range"
    return replace(
        second, start=first.start, numeral=numeral, value=value, rule=rule, currency=currency, article=False
    )


def _agreed(first: Amount, second: Amount) -> Amount | None:
    """Give `second` in the terms of both ends; None where they are of two things."""
    if (first.kind, first.code, first.word) == (second.kind, second.code, second.word):
        return second
    if second.bare and (first.currency is not None or first.rule == "share.hundredths"):
        return replace(second, kind=first.kind, code=first.code, rule=first.rule, defaulted=first.defaulted)
    if first.kind == second.kind and first.kind not in ("count", "money") and first.code == second.code:
        return second
    if first.kind == second.kind == "money":
        if first.defaulted:
            return second
        if second.defaulted:
            return replace(second, code=first.code, defaulted=False)
        return second if first.code == second.code else None
    return None


def _shared(norm: str, low: Decimal, first: Amount, second: Amount) -> Decimal:
    """Give the first end in the unit and multiplier of the second: 八至九百亿 begins at 800亿, 三至五成 at 30."""
    a, b = norm[slice(*first.numeral)], norm[slice(*second.numeral)]
    high = second.value.value
    assert high is not None
    low *= second.factor
    if second.scale > 1 and first.scale == 1 and low * second.scale < high:
        return low * second.scale
    if _LARGE.search(a) is not None:
        return low
    pattern = _SMALL_AND_LARGE if len(a) == 1 and a in DIGITS else _LARGE
    for units in (pattern.search(b), _LARGE.search(b)):
        each = digits.parse(units[0]) if units is not None else None
        if units is not None and each and units[0] not in ("十", "拾") and low * each < high:
            return low * each
    return low


def _is_change(norm: str, first: Amount, second: Amount, found: Amount, floor: int) -> bool:
    """由4%至3% is a move between two figures, 加兩元至29元 a change and a level; 由3%至5%不等 is one range."""
    low, high = first.value.value, second.value.value
    assert low is not None and high is not None
    apart = first.kind not in ("percent", "ratio", "duration") and not first.bare and high >= 4 * low
    if apart and _CHANGED.search(norm, max(floor, first.start - 4), first.start) is not None:
        return True
    if first.start <= floor or not norm.startswith(_FROM, first.start - 1):
        return False
    if _SPREAD.match(norm, found.end) is not None and not norm.startswith("不等", found.end):
        return False
    return low > high
