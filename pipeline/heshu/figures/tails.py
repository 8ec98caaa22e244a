"""What is said after the unit: 三成半, 三成四, 三厘七五, 五元三毛, 三年半, 两个半月, 四成几, 一年多, 1小时30分."""

import re
from decimal import Decimal

from heshu.figures import digits
from heshu.figures.digits import DIGITS, Value, scaled
from heshu.figures.numerals import ARABIC, NUMERAL, short
from heshu.figures.reading import Amount
from heshu.figures.units import Unit, match_unit

_NUMERAL = re.compile(NUMERAL)
_NOT_HALF = ("年度", "年报", "导", "岛", "山", "数", "价", "官", "年内", "年后", "年前")
_NO_HALF_KINDS = ("index", "rank", "score")
_HALF_ENDS = re.compile(r"[，。、；！？）」\s的嘅]|\Z")  # 一碗半, 三注半
_DIGIT_TAIL = re.compile(
    r"(?:[一二三四五六七八九](?:[零〇五二七一三四六八九](?:五|[零〇一二三四六七八九](?=[，。、；）」\s至]|\Z))?)?|[1-9])"
    r"(?![十百千万亿兆至到点分个成年月日倍家间名宗项大步次般度直零〇一二三四五六七八九0-9%.、])"
)
_COIN = re.compile(
    rf"(?P<n>{short(ARABIC)}|[{DIGITS}十]{{1,12}})(?P<coin>角|毛|毫子|毫|分(?!钟|之|别)|仙|美分|美仙|便士|日本銭|钱(?!包|财))(?:钱(?!包|财))?"
)
_CENTS = ("分", "仙", "美分", "美仙", "便士", "日本銭", "钱")
_SPOKEN = {
    "块": Decimal("0.1"),
    "蚊": Decimal("0.1"),
    "毛": Decimal("0.01"),
    "毫": Decimal("0.01"),
    "角": Decimal("0.01"),
}
_SPOKEN_CENTS = re.compile(
    rf"(?:[{DIGITS}]|[1-9])(?=[，。、；！？）」\s]|\Z|钱|左右|以上|以下|一[個个斤磅碗])"
)
_HUNDREDTHS = re.compile(r"[0-9]{2}(?![0-9:.秒分])")  # 51秒37
_MORE_KINDS = ("percent", "duration", "ratio", "money", "length", "weight", "temperature", "other")
_NOT_MORE_AFTER = re.compile(
    r"[零一二三四五六七八九十百千两半几0-9]|少|数|元化|样|边|国|年|月|次|名|个|家|款|额|下|项|乎|何|率|付|交|赚|缴|收到"
)
_LOWER = {
    ("year", "month"): 12, ("hour", "minute"): 60, ("minute", "second"): 60, ("week", "day"): 7, ("day", "hour"): 24,
    ("[ft_i]", "[in_i]"): 12, ("kg", "g"): 1000,
}  # fmt: skip
_TAELS = {"斤": Decimal("0.1"), "市斤": Decimal("0.1")}


def take_tail(norm: str, amount: Amount, unit: Unit) -> None:
    """Widen `amount` by what belongs to it after its unit, and change its value."""
    after = norm[amount.end : amount.end + 1]
    if after == "半" and amount.value.value is not None:
        _take_half(norm, amount, unit)
    elif after in ("多", "几", "余") and amount.value.value is not None:
        _take_more(norm, amount, unit)
    elif unit.rule in ("share.tenths", "share.rate", "share.rate_step", "share.discount", "ratio.times"):
        _take_digits(norm, amount, unit)
    elif unit.kind == "money":
        take_coins(norm, amount)
    elif unit.kind in ("duration", "weight", "length"):
        _take_lower(norm, amount, unit)
        if amount.code == "second" and (places := _HUNDREDTHS.match(norm, amount.end)) is not None:
            _take_hundredths(amount, places)


def _take_half(norm: str, amount: Amount, unit: Unit) -> None:
    if norm.startswith(_NOT_HALF, amount.end + 1) or unit.kind in _NO_HALF_KINDS:
        return
    if unit.kind == "count" and unit.word != "个" and _HALF_ENDS.match(norm, amount.end + 1) is None:
        return
    assert amount.value.value is not None
    amount.value = amount.value._replace(value=digits.tidy(amount.value.value + unit.factor / 2))
    amount.article = False
    amount.end += 1
    if unit.word == "个":
        _take_counted(norm, amount)


def _take_counted(norm: str, amount: Amount) -> bool:
    """两个半月, 三个半小时, 一个多月: the unit is what follows 半 or 多."""
    if norm[amount.end : amount.end + 1] == "月":
        amount.kind, amount.code, amount.rule, amount.word = "duration", "month", "duration.month", "个月"
        amount.unit, amount.end = (amount.end, amount.end + 1), amount.end + 1
        return True
    match = match_unit(norm, amount.end)
    if match is None or match.unit.kind not in ("duration", "percent", "ratio"):
        return False
    amount.kind, amount.code, amount.rule, amount.word = (
        match.unit.kind,
        match.unit.code,
        match.unit.rule,
        match.unit.word,
    )
    amount.value = scaled(amount.value, match.unit.factor)
    amount.unit, amount.end = (match.start, match.end), match.end
    return True


def _take_more(norm: str, amount: Amount, unit: Unit) -> None:
    end, low = amount.end, amount.value.value
    assert low is not None
    step = unit.factor
    if unit.word == "个":
        amount.end += 1
        if not _take_counted(norm, amount):
            amount.end = end
            return
    elif unit.kind not in _MORE_KINDS or _NOT_MORE_AFTER.match(norm, end + 1):
        return
    else:
        amount.end += 1
    amount.article = False
    amount.value = Value(None, low, low + step, "more_than")


def _take_hundredths(amount: Amount, places: "re.Match[str]") -> None:
    whole = amount.value.value
    if whole is not None and whole == int(whole):
        amount.value = amount.value._replace(value=whole + Decimal(f"0.{places[0]}"))
        amount.end = places.end()


def _take_digits(norm: str, amount: Amount, unit: Unit) -> None:
    """三成四 is 34, 三厘七五 is 3.75; 负0.1厘一步步 has no tail."""
    tail = _DIGIT_TAIL.match(norm, amount.end)
    value = amount.value.value
    if tail is None or value is None or (value / unit.factor) % 1 != 0:
        return
    places = "".join(str(digits.parse(c)) for c in tail[0])
    amount.value = amount.value._replace(value=value + unit.factor * Decimal(f"0.{places}"))
    amount.end = tail.end()


def take_coins(norm: str, amount: Amount) -> None:
    """Take in 三毛 of 五元三毛, 1角1分, the 三 of 十块三 and the 五 of 两毛五; 半 after 港币三个."""
    total, end = amount.value.value, amount.end
    if total is None:
        return
    while (coin := _COIN.match(norm, end + norm.startswith(("又", "零"), end))) is not None:
        count = digits.parse(coin["n"])
        if count is None:
            break
        total += count * Decimal("0.01" if coin["coin"] in _CENTS else "0.1")
        end = coin.end()
    worth = _SPOKEN.get(norm[end - 1])
    spoken = _SPOKEN_CENTS.match(norm, end) if worth is not None else None
    if worth is not None and spoken is not None and (count := digits.parse(spoken[0])):
        total, end = total + count * worth, end + 1
    elif amount.unit is None and norm.startswith("半", end):
        total, end = total + Decimal("0.5"), end + 1
    if end > amount.end:
        amount.value, amount.end, amount.article = amount.value._replace(value=total), end, False
    if norm.startswith(("整", "正"), end) and norm[end + 1 : end + 2] in (
        "",
        "，",
        "。",
        "、",
        "）",
        ")",
        "；",
    ):
        amount.end = end + 1


def _take_lower(norm: str, amount: Amount, unit: Unit) -> None:
    """两年零三个月 is 27 months, 1小时30分 90 minutes, 2小时11分58秒 7918 seconds, 3斤5两 3.5 catties."""
    at = amount.end + norm.startswith(("零", "又"), amount.end)
    run = _NUMERAL.match(norm, at)
    whole = amount.value.value
    if run is None or whole is None:
        return
    match = match_unit(norm, run.end())
    lower = digits.parse(run[0])
    if lower is None:
        return
    if unit.word in _TAELS and match is not None and match.unit.word == "两":
        amount.value, amount.end = amount.value._replace(value=whole + lower * _TAELS[unit.word]), match.end
        return
    code, end = (match.unit.code or "", match.end) if match is not None else ("", 0)
    if amount.code == "hour" and code != "minute" and norm.startswith("分", run.end()):
        code, end = "minute", run.end() + 1
    times = _LOWER.get((amount.code or "", code))
    if times is None or lower >= times or whole != int(whole):
        return
    amount.value = amount.value._replace(value=whole * times + lower)
    amount.code, amount.end, amount.article = code, end, False
    if code == "minute":
        _take_lower(norm, amount, unit)
