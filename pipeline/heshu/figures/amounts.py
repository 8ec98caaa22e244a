"""One amount where it stands: a numeral, its sign, its unit, and what is said after the unit.

约4000宗 is read from 4000: the unit 宗 to its right, then what stands to its left (a currency mark; hedges
are `figures.hedges`). Two amounts joined by a mark are `figures.ranges`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from heshu.figures import numerals
from heshu.figures.contexts import settle
from heshu.figures.numerals import ARABIC, DIGITS, NUMERAL, Value
from heshu.figures.units import Unit, lexicon, match_unit
from heshu.model.nouns import FigureKind

Extent = tuple[int, int]


@dataclass(slots=True)
class Amount:
    """A number and what it is of. `start` and `end` take in the unit and a currency mark, not hedges.

    `value` is in the unit's own terms (三成 is 30, 半 of a year is 0.5); `unit` None is a bare number.
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
    currency: Extent | None = None
    defaulted: bool = False
    article: bool = False
    """一 before a measure word: 一间, 一个."""


@dataclass(frozen=True, slots=True)
class Misread:
    """What looks like a number and has no value: 三百五百."""

    start: int
    end: int
    reason: str


_NUMERAL = re.compile(NUMERAL)
_MORE = re.compile(
    r" ?(?P<more>[多余]|几(?!乎|何|率|时)|来(?=[万亿]?(?:个|名|岁|年|天|家|间|人|块|元|位|分钟|小时|公里|宗|次|只|万|亿)))"
    r"(?!元化|边|方|数|样|媒体|国|哥|伦多|额|下|款|地|生|波)(?P<scale>[百千]?[万亿兆]+)?"
)
_SEVERAL = re.compile(
    r"(?P<many>[几数])(?P<scale>十|百|千|万|亿|十万|百万|千万|百亿|十亿|千亿|万亿)(?!分)(?P<tail>[万亿]*)"
)
_TENS_SEVERAL = re.compile(r"(?P<ten>[十廿卅百千])(?P<many>[几数])(?P<scale>[万亿]*)")
_HALF = re.compile(r"半(?!年度|年报|导|岛|山|数|价|天吊|官|自|径)")
_LATIN_SCALE = re.compile(
    r" ?(?P<word>(?i:trillion|billion|million|thousand|tn|bn|mn|mln|k)(?![A-Za-z])|[KMBT](?![A-Za-z])|m(?![A-Za-z²2]))"
)
_SCALES = {
    "trillion": 12,
    "tn": 12,
    "t": 12,
    "billion": 9,
    "bn": 9,
    "b": 9,
    "million": 6,
    "mn": 6,
    "mln": 6,
    "m": 6,
}
_THOUSANDS = {"thousand": 3, "k": 3}
_ONE_DIGIT = re.compile(rf"[{DIGITS}]+(?![十百千万亿兆至到点分个個元成年月日倍])")
_DIGIT_TAIL = re.compile(
    r"(?:[一二三四五六七八九][0-9零〇五二七一三四六八九]?|[1-9])(?![十百千万亿兆至到点分个元成年月日倍家间名人宗项大0-9%.])"
)
_CENTS = re.compile(
    rf"(?P<n>{ARABIC}|[{DIGITS}十]+)(?P<unit>角|毛|毫子|毫|分(?!钟|之|别)|仙|美分|美仙|便士|日本銭|钱(?!包|财))"
)
_CENT_VALUE = {
    "分": Decimal("0.01"),
    "仙": Decimal("0.01"),
    "美分": Decimal("0.01"),
    "美仙": Decimal("0.01"),
    "便士": Decimal("0.01"),
    "日本銭": Decimal("0.01"),
    "钱": Decimal("0.01"),
}


def read_amount(norm: str, at: int, floor: int) -> Amount | Misread | None:
    """Read the amount whose numeral begins at `at`; `floor` is where the figure before it ended."""
    numeral = _read_numeral(norm, at)
    if numeral is None or isinstance(numeral, Misread):
        return numeral
    value, end = numeral
    start = at
    negative = _sign(norm, at, floor)
    if negative:
        start, value = negative, _negated(value)
    amount = Amount(start, end, (start, end), value)
    _take_currency(norm, amount, floor)
    _take_unit(norm, amount, at)
    return amount


def _read_numeral(norm: str, at: int) -> tuple[Value, int] | Misread | None:
    first = norm[at]
    if first in "几数":
        several = _SEVERAL.match(norm, at)
        if several is None:
            return None
        value = numerals.read_several(several["scale"] + several["tail"])
        return None if value is None else (value, several.end())
    if (tens := _TENS_SEVERAL.match(norm, at)) and (value := numerals.read_more(tens["ten"], tens["scale"])):
        return value, tens.end()
    run = _NUMERAL.match(norm, at)
    if run is None:
        return None
    text, end = run[0], run.end()
    if (more := _MORE.match(norm, end)) and _may_have_more(text):
        value = numerals.read_more(text, more["scale"] or "")
        if value is not None:
            return value, more.end()
    value = numerals.read(text)
    if value is None:
        return Misread(at, end, "no number has this order of digits and units")
    return value, end


def _may_have_more(text: str) -> bool:
    """三多 is no number; 三十多, 30多 and 3亿多 are."""
    return text[-1] in "十拾廿卅卌百佰千仟万亿兆0123456789" and (len(text) > 1 or text in "十百千廿卅")


def _sign(norm: str, at: int, floor: int) -> int:
    """Give where a sign before `at` begins; 0 for none. A hyphen after a letter or digit is no sign."""
    before = at - 1 if norm[at - 1 : at] != " " else at - 2
    if before < floor or before < 0:
        return 0
    if norm[before] == "负":
        return (
            before if norm[before - 1 : before] not in ("胜", "亏", "自", "肩", "担", "抱", "欺", "辜") else 0
        )
    if norm[before] == "-" and not (
        norm[before - 1 : before].isascii() and norm[before - 1 : before].isalnum()
    ):
        return (
            before
            if norm[before - 1 : before] not in ("-", "—", "%", ")", "）", "元", "年", "月", "日")
            else 0
        )
    return 0


def _negated(value: Value) -> Value:
    if value.value is not None:
        return value._replace(value=-value.value)
    upper = None if value.lower is None else -value.lower
    return value._replace(lower=None if value.upper is None else -value.upper, upper=upper)


def scaled(value: Value, factor: Decimal) -> Value:
    """Multiply every part of a value."""
    if factor == 1:
        return value
    return Value(*(None if n is None else numerals.tidy(n * factor) for n in value[:3]), value.hedge)


def _take_currency(norm: str, amount: Amount, floor: int) -> None:
    """Take in a currency mark or name right before the number: HK$12,000, 新台币1019.43亿元."""
    table, lengths = lexicon().prefixes, lexicon().prefix_lengths
    end = amount.start - 1 if norm[amount.start - 1 : amount.start] == " " else amount.start
    longest = lengths.get(norm[end - 1 : end], 0)
    for length in range(min(longest, end - floor), 0, -1):
        mark = norm[end - length : end]
        if (code := table.get(mark)) is None:
            continue
        if mark[0].isascii() and mark[0].isalpha() and norm[end - length - 1 : end - length].isascii():
            if norm[end - length - 1 : end - length].isalpha():
                continue
        amount.start, amount.currency = end - length, (end - length, end)
        amount.kind, amount.rule = "money", "money.prefix"
        amount.code, amount.defaulted = code or None, not code
        return


def _take_unit(norm: str, amount: Amount, at: int) -> None:
    if norm[at].isascii() and (latin := _LATIN_SCALE.match(norm, amount.end)):
        word = latin["word"].lower()
        found = match_unit(norm, latin.end())
        money = amount.currency is not None or (found is not None and found.unit.kind == "money")
        if money or (len(word) > 1 and word not in ("mn", "bn", "tn")):
            power = _SCALES.get(word) or _THOUSANDS[word]
            amount.value = scaled(amount.value, Decimal(10**power))
            amount.end = latin.end()
            amount.numeral = (amount.numeral[0], amount.end)
    match = match_unit(norm, amount.end)
    if match is None and norm[amount.end : amount.end + 1] == "个":
        match = match_unit(norm, amount.end + 1)
    if match is None:
        return
    unit: Unit | None = match.unit
    if amount.currency is not None and unit is not None and unit.kind != "money":
        return
    unit = settle(norm, match, amount.numeral, amount.value)
    if unit is None:
        return
    if unit.many and not _is_many(norm, at, amount.value):
        return
    if amount.currency is not None:
        amount.end = match.end
        amount.unit = (match.start, match.end)
        amount.value = scaled(amount.value, unit.factor)
        if unit.code is not None and amount.code is None:
            amount.code, amount.defaulted = unit.code, False
        _take_tail(norm, amount, unit)
        return
    amount.kind, amount.code, amount.rule = unit.kind, unit.code, unit.rule
    amount.unit, amount.end, amount.word = (match.start, match.end), match.end, unit.word
    amount.value = scaled(amount.value, unit.factor)
    amount.defaulted = unit.kind == "money" and unit.code is None
    amount.article = norm[at : match.start] == "一"
    _take_tail(norm, amount, unit)


def _is_many(norm: str, at: int, value: Value) -> bool:
    return norm[at] in "0123456789" or (value.value or value.lower or 0) >= 10


def _take_tail(norm: str, amount: Amount, unit: Unit) -> None:
    """Take in what is said after the unit: 三成半, 三成四, 三厘七五, 五元三毛, 三年半, 四成几, 一年多."""
    end, after = amount.end, norm[amount.end : amount.end + 1]
    value = amount.value
    if (
        after == "半"
        and norm[end + 1 : end + 2] not in ("年", "导", "岛", "山", "数", "价", "官")
        and value.value is not None
    ):
        if unit.kind in ("count", "index") and unit.word not in ("个",):
            return
        amount.value = value._replace(value=value.value + unit.factor / 2)
        amount.end = end + 1
        if unit.word == "个":
            _half_then_unit(norm, amount)
        return
    if (
        after in ("多", "几", "余", "来")
        and value.value is not None
        and unit.kind in ("percent", "duration", "ratio", "money", "count", "length", "weight")
    ):
        _tail_more(norm, amount, unit)
        return
    if unit.rule in ("share.tenths", "share.rate", "share.discount"):
        _tail_digits(norm, amount, unit)
    elif unit.kind == "money":
        _tail_cents(norm, amount)
    elif unit.kind in ("duration", "weight", "length"):
        _tail_compound(norm, amount, unit)


def _half_then_unit(norm: str, amount: Amount) -> None:
    """两个半月, 三个半小时, 五个半球场: the unit is what follows the half."""
    match = match_unit(norm, amount.end)
    if norm[amount.end : amount.end + 1] == "月":
        amount.kind, amount.code, amount.rule, amount.word = "duration", "month", "duration.month", "个月"
        amount.unit, amount.end = (amount.end, amount.end + 1), amount.end + 1
    elif match is not None and match.unit.kind == "duration":
        amount.kind, amount.code, amount.rule, amount.word = (
            "duration",
            match.unit.code,
            match.unit.rule,
            match.unit.word,
        )
        amount.value = scaled(amount.value, match.unit.factor)
        amount.unit, amount.end = (match.start, match.end), match.end


def _tail_more(norm: str, amount: Amount, unit: Unit) -> None:
    assert amount.value.value is not None
    end, after = amount.end, norm[amount.end]
    following = norm[end + 1 : end + 2]
    if unit.word == "个" and after in "多几":  # 一个多月, 两个多小时
        match = match_unit(norm, end + 1)
        if following == "月":
            amount.kind, amount.code, amount.rule = "duration", "month", "duration.month"
            amount.unit, amount.end = (end + 1, end + 2), end + 2
        elif match is not None and match.unit.kind in ("duration", "ratio", "percent"):
            amount.kind, amount.code, amount.rule = match.unit.kind, match.unit.code, match.unit.rule
            amount.unit, amount.end = (match.start, match.end), match.end
        else:
            return
    elif unit.kind == "count" or (after == "几" and following in "乎何率") or (after == "来" and True) or following in (
        "少",
        "数",
        "元",
        "样",
        "边",
        "国",
        "年",
        "月",
        "次",
        "名",
        "个",
        "家",
        "款",
        "额",
        "下",
        "项",
    ):
        return
    else:
        amount.end = end + 1
    amount.article = False
    low = amount.value.value
    amount.value = Value(None, low, low + unit.factor, "more_than")


def _tail_digits(norm: str, amount: Amount, unit: Unit) -> None:
    tail = _DIGIT_TAIL.match(norm, amount.end)
    if tail is None or amount.value.value is None:
        return
    digits = "".join(
        str("零一二三四五六七八九".find(c) if c in "零一二三四五六七八九" else c)
        for c in tail[0].replace("〇", "零")
    )
    amount.value = amount.value._replace(value=amount.value.value + unit.factor * Decimal(f"0.{digits}"))
    amount.end = tail.end()


def _tail_cents(norm: str, amount: Amount) -> None:
    if amount.value.value is None:
        return
    total = amount.value.value
    end = amount.end
    while cents := _CENTS.match(norm, end):
        count = numerals.parse(cents["n"])
        if count is None:
            break
        total += count * _CENT_VALUE.get(cents["unit"], Decimal("0.1"))
        end = cents.end()
    if (
        end == amount.end
        and norm[end - 1 : end] in "块蚊"
        and (digit := _ONE_DIGIT.match(norm, end))
        and len(digit[0]) == 1
    ):
        count = numerals.parse(digit[0])
        if count:
            total += count / 10
            end = digit.end()
    if (
        end == amount.end
        and norm[end - 1 : end] in "毛毫"
        and (digit := _ONE_DIGIT.match(norm, end))
        and len(digit[0]) == 1
    ):
        count = numerals.parse(digit[0])
        if count:
            total += count / 100
            end = digit.end()
    if end > amount.end:
        amount.value, amount.end = amount.value._replace(value=total), end


_LOWER = {
    ("year", "month"): 12, ("hour", "minute"): 60, ("minute", "second"): 60, ("斤", "兩"): None, ("week", "day"): 7,
    ("[ft_i]", "[in_i]"): 12, ("kg", "g"): 1000, ("day", "hour"): 24,
}  # fmt: skip


def _tail_compound(norm: str, amount: Amount, unit: Unit) -> None:
    """两年零三个月 is 27 month, 1小时30分 is 90 minute."""
    at = amount.end + 1 if norm[amount.end : amount.end + 1] in ("零", "又") else amount.end
    run = _NUMERAL.match(norm, at)
    if run is None or amount.value.value is None:
        return
    match = match_unit(norm, run.end())
    code, stop = (match.unit.code, match.end) if match is not None else (None, 0)
    if unit.code == "hour" and norm[run.end() : run.end() + 1] == "分":
        code, stop = "minute", run.end() + (2 if norm[run.end() + 1 : run.end() + 2] == "钟" else 1)
    if code is None or (times := _LOWER.get((unit.code or "", code))) is None:
        return
    lower = numerals.read(run[0])
    if (
        lower is None
        or lower.value is None
        or lower.value >= times
        or amount.value.value != int(amount.value.value)
    ):
        return
    amount.value = amount.value._replace(value=amount.value.value * times + lower.value)
    amount.code, amount.end, amount.article = code, stop, False
