"""Parts and multiples of a whole: 百分之三点二, 三分之二, 四分三, 1/3, ½, 半, 三比二, 3:2.

Runs before plain amounts at the same place: 三分之二 is no 三分, and 百分之五十五岁 is 55 per cent of 岁.
"""

import re
from decimal import Decimal

from heshu.figures import numerals
from heshu.figures.amounts import Amount, Misread, _negated, scaled
from heshu.figures.numerals import NUMERAL, Value
from heshu.figures.units import match_unit

_N = rf"(?:{NUMERAL})"
_SHARE = re.compile(
    rf"(?P<whole>[百佰]|[千仟]|万|[百千]万|百万万|千万|万万) ?[分份] ?之 ?(?P<n>[百佰](?!分)|{NUMERAL}|[几数][十百]?)"
)
_SHARE_START = re.compile(r"[百佰千仟万]+ {0,2}[分份] ?之")
_PERCENT_SPACED = re.compile(rf"[百佰] {{0,2}}分 {{0,2}}之 {{0,2}}(?P<n>{NUMERAL})")
_ALL = re.compile(r"百分(?:之)?[百佰](?!分)")
_OF = re.compile(
    rf"(?:(?P<whole>{NUMERAL}) {{0,2}}又 {{0,2}})?(?P<den>{NUMERAL}) {{0,2}}[分份] {{0,2}}之 {{0,2}}(?P<num>{NUMERAL})"
)
_HK_OF = re.compile(
    r"(?:(?P<whole>[一二两三四五六七八九十]+)又)?(?P<den>[二三四五六七八九十])[分份](?P<num>[一二三四五六七八九](?!十)|十一)(?![分个成之间家名]|月|年|点|十|百|千|万)"
)
_SLASH = re.compile(
    r"(?:(?P<whole>[0-9]{1,3}) )?(?P<num>[0-9]{1,4}) ?/ ?(?P<den>[0-9]{1,4})(?![0-9/.%]|年|月|学年)"
)
_MIXED_SLASH = re.compile(r"(?P<whole>[0-9]{1,3})又(?P<num>[0-9]{1,3})/(?P<den>[0-9]{1,3})")
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667", "⅛": "0.125", "⅕": "0.2"}
_HALF = re.compile(
    r"半(?P<rest>数(?!据|码|字|位)|成|价(?!值|钱)|年(?!度|报|结|薪)|个(?:多)?(?:月|小时|世纪|钟头|钟|季度|星期|交易日)?|日(?!本|元|圆)|天(?!吊|然)|小时|厘|倍|公升|加仑|升|公里|公斤|斤|吨|英里|里|打|磅|寸|吋|呎|亿|万|百万|百)?"
)
_HALF_WORDS = re.compile(
    r"(?:一大|一小|另|这|那|前|后|上|下|大|小|过|逾|近|超过|多|一|每|不足|不到|接近|达|约|少于|减|跌|升|未到|未足)$"
)
_RATIO = re.compile(
    r"(?P<a>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百]+) ?(?P<mark>[:：∶]|比|换|供|兑|送|对) ?(?P<b>[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百]+)(?![0-9]|[%倍成月年日时个次家间股元对折])"
)
_SIX_PLACES = Decimal("0.000001")
_SCORE_CONTEXT = re.compile(
    r"(?:胜|负|和|赢|输|击败|不敌|领先|落后|比分|赛|击退|憾负|险胜|大炒|言和|打成|以)[^。；，]{0,8}$"
)
_WHOLES = {"百": 1, "佰": 1, "千": Decimal("0.1"), "仟": Decimal("0.1"), "万": Decimal("0.01")}


def read_fraction(norm: str, at: int, floor: int) -> Amount | Misread | None:
    """Read a part of a whole whose first character is at `at`; None where none stands there."""
    first = norm[at]
    if first in _VULGAR:
        return Amount(
            at, at + 1, (at, at + 1), Value(Decimal(_VULGAR[first])), "ratio", "fraction", "ratio.fraction"
        )
    if first in "百佰千仟万" and (share := _hundredths(norm, at, floor)) is not None:
        return share
    if "0" <= first <= "9":
        return _slash(norm, at, floor) or _parts(norm, at, floor) or _ratio(norm, at)
    if first == "半":
        return None
    return _parts(norm, at, floor) or _ratio(norm, at)


def _hundredths(norm: str, at: int, floor: int) -> Amount | Misread | None:
    if (all_ := _ALL.match(norm, at)) is not None:
        return Amount(
            at, all_.end(), (at, all_.end()), Value(Decimal(100)), "percent", "percent", "share.hundredths"
        )
    share = _SHARE.match(norm, at) or _PERCENT_SPACED.match(norm, at)
    if share is None:
        return None
    whole = share.groupdict().get("whole", "百")
    text, end = share["n"], share.end("n")
    value = numerals.read_several(text[1:]) if text[0] in "几数" else numerals.read(text)
    start = at - 1 if norm[at - 1 : at] in ("负", "-") and at > floor else at
    if value is None:
        return Misread(start, end, "no number has this order of digits and units")
    each = _WHOLES.get(whole) or Decimal(100) / (numerals.parse(whole) or 1)
    if (
        norm[end : end + 1] in ("多", "几", "余")
        and value.value is not None
        and norm[end + 1 : end + 2] not in ("年", "个", "元", "数")
    ):
        more = numerals.read_more(text, "")
        value, end = (more, end + 1) if more is not None else (value, end)
    if norm[end : end + 1] in ("K", "k"):
        value, end = scaled(value, Decimal(1000)), end + 1
    value = scaled(value, Decimal(each))
    return Amount(start, end, (share.start("n"), end), _negated(value) if start < at else value, "percent", "percent", "share.hundredths", (at, share.start("n")))  # fmt: skip


def _parts(norm: str, at: int, floor: int) -> Amount | Misread | None:
    of = _OF.match(norm, at) or _HK_OF.match(norm, at)
    if of is None:
        return None
    return _fraction(norm, at, of, floor)


def _slash(norm: str, at: int, floor: int) -> Amount | Misread | None:
    of = _MIXED_SLASH.match(norm, at) or _SLASH.match(norm, at)
    if of is None or norm[at - 1 : at] in ("/", ".") or of["den"][0] == "0" or (of["num"][0] == "0"):
        return None
    if (
        (len(of["num"]) == 4
        and len(of["den"]) == 2)
        or (of["num"], of["den"]) in (("24", "7"), ("9", "11"), ("7", "24"))
    ):
        return None
    return _fraction(norm, at, of, floor)


def _fraction(norm: str, at: int, of: "re.Match[str]", floor: int) -> Amount | Misread | None:
    whole = numerals.parse(of["whole"]) if of["whole"] else Decimal(0)
    top, bottom = numerals.read(of["num"]), numerals.parse(of["den"])
    if whole is None or top is None or bottom is None:
        return Misread(at, of.end(), "one part of the fraction is no number")
    if bottom == 0:
        return Misread(at, of.end(), "nothing can be divided by nought")
    start = at - 1 if norm[at - 1 : at] == "负" and at > floor else at
    parts = (None if n is None else _divide(n, bottom) + whole for n in top[:3])
    value = Value(*parts, top.hedge)
    value = _negated(value) if start < at else value
    amount = Amount(start, of.end(), (at, of.end()), value, "ratio", "fraction", "ratio.fraction")
    unit = match_unit(norm, of.end())
    if (
        unit is not None
        and unit.unit.kind in ("volume", "length", "weight", "area", "duration", "energy")
        and value.value is not None
    ):
        amount.value, amount.kind, amount.code = (
            scaled(value, unit.unit.factor),
            unit.unit.kind,
            unit.unit.code,
        )
        amount.rule, amount.unit, amount.end = unit.unit.rule, (unit.start, unit.end), unit.end
    return amount


def _divide(top: Decimal, bottom: Decimal) -> Decimal:
    quotient = top / bottom
    short = quotient.quantize(_SIX_PLACES) if abs(quotient) < 10**12 else quotient
    return numerals.tidy(short if short * bottom == top or short else quotient)


def _ratio(norm: str, at: int) -> Amount | None:
    """3:2, 三比二, 2供1: the quotient, as a ratio; in a match, a score."""
    ratio = _RATIO.match(norm, at)
    if ratio is None:
        return None
    mark = ratio["mark"]
    if mark in ":：" and re.fullmatch(r"[0-2]?[0-9][:：][0-5][0-9]", ratio[0]):
        return None
    a, b = numerals.parse(ratio["a"]), numerals.parse(ratio["b"])
    if (
        a is None
        or b is None
        or (mark in "对兑送"
        and not (a < 100 and b < 100))
        or (mark == "对"
        and ratio[0] == "一对一")
    ):
        return None
    if (mark == "比" and norm[at - 1 : at] in ("年", "月", "较")) or (b == 0 and mark not in ":：比"):
        return None
    end = ratio.end()
    before = norm[max(0, at - 12) : at]
    if mark in ":：比" and _SCORE_CONTEXT.search(before):
        return Amount(at, end, (at, end), Value(None), "score", None, "score.match")
    if b == 0:
        return None
    return Amount(at, end, (at, end), Value(_divide(a, b)), "ratio", "ratio", "ratio.pair")


def read_half(norm: str, at: int, floor: int) -> Amount | None:
    """Read 半, 一半, 半数, 大半, 过半, 半成, 半年, 半个月 whose 半 is at `at`."""
    half = _HALF.match(norm, at)
    if half is None:
        return None
    rest, end = half["rest"] or "", half.end()
    before = norm[max(floor, at - 2) : at]
    value = Value(Decimal("0.5"))
    if rest in ("", "数", "价"):
        if rest == "" and norm[at - 1 : at] == "一" and before != "另一":
            start = at - 1
            if norm[at - 2 : at - 1] == "大" and at - 2 >= floor:
                return _half_amount(at - 2, end, Value(None, Decimal("0.5"), None, "more_than"))
            return _half_amount(start, end, value)
        if rest in ("数", "价"):
            return _half_amount(at, end, value)
        if (
            before.endswith("大")
            and not before.endswith(("最大", "更大", "巨大"))
            and norm[end : end + 1] not in ("天", "年", "岛", "身")
        ):
            return _half_amount(at - 1, end, Value(None, Decimal("0.5"), None, "more_than"))
        if before.endswith(("过", "逾", "近", "约", "超过", "不足", "不到")) and not before.endswith(
            ("经过", "不过", "通过", "最近")
        ):
            return _half_amount(at, end, value)
        if before.endswith(("减", "跌", "少", "腰斩")) and norm[end : end + 1] in (
            "",
            "，",
            "。",
            "、",
            "；",
            "至",
            "，",
            "）",
            "）",
            "征",
            "收",
        ):
            return _half_amount(at, end, value)
        return None
    if before.endswith(
        ("上", "下", "前", "后", "大", "这", "每", "中", "本", "头", "首", "次", "另")
    ) and rest in ("年", "日", "天"):
        return None
    unit_at = at + 1
    if rest.startswith("个"):
        inner = rest[1:].lstrip("多")
        if not inner:
            return None
        match = match_unit(norm, at + 1) if not rest.startswith("个多") else match_unit(norm, at + 3)
        if inner == "月":
            return Amount(at, end, (at, at + 1), value, "duration", "month", "duration.month", (unit_at, end))
        if match is None:
            return None
        return Amount(at, match.end, (at, at + 1), scaled(value, match.unit.factor), match.unit.kind, match.unit.code, match.unit.rule, (match.start, match.end))  # fmt: skip
    scale = {"亿": 10**8, "万": 10**4, "百万": 10**6, "百": 100}.get(rest)
    if scale is not None:
        if rest == "百":
            return Amount(at, end, (at, end), Value(Decimal(50)), "count", None, "count.bare")
        return None
    match = match_unit(norm, unit_at)
    if match is None:
        return None
    unit = match.unit
    return Amount(at, match.end, (at, at + 1), scaled(value, unit.factor), unit.kind, unit.code, unit.rule, (match.start, match.end))  # fmt: skip


def _half_amount(start: int, end: int, value: Value) -> Amount:
    return Amount(start, end, (start, end), value, "ratio", "fraction", "ratio.half")
