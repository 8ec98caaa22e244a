"""Numbers that print without a unit: 升至28000, 市盈率15.2, 访客达1.2万, 月租由28万减到21万.

Most bare digits are names and no figures: a bare number counts where a verb leads to it and the clause goes on
after it, or where its own 万 or 亿 says that it is an amount.
"""

import re

from heshu.figures.reading import Amount
from heshu.figures.units import match_unit

_CLEAN_AFTER = re.compile(
    r"[，。、；：）)」』！？,;!?\s的之及和与或至到是为]|\Z|水平|关口|大关|关(?![于税系注联键])|以上|以下|左右|上下|之间"
    r"|倒退|回落|回升|上升|上调|下[跌降调]|升|跌|增|减|降|挫|附近|边缘|比(?=[0-9一])"
)
_VERB_BEFORE = re.compile(
    r"(?:升|跌|增|减|降|涨|上|望|试|报|达|至|到|为|是|录|见|破|穿|越|逾|近|约|只|仅|足|共|由|从|自|于|在|值|数|率|比|得|有|占|佔|加|少|多|高|低|收|挫|价|报|显示|"
    r"回|守|的|、|及|和|：|（|\()(?: |了|约|逾|近)?\Z"
)
_LATIN_BEFORE = re.compile(r"[A-Za-z][)）]? ?\Z")
_INDEX_BEFORE = re.compile(r"(?:指数|PMI|恒指|道指|纳指|沪综指|大市|期指)[^，。；\n]{0,10}\Z")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\Z")
_MONEY = (
    "价|租|本|借|资|款|费|金|钱|银|售|卖|赚|蚀|盈|盈利|收入|成交额|估值|市值|套现|斥|涉|造价|首期|贷|值|使|花|洗|支出|开支|薪|酬|"
    "税|债|每呎|每方呎|每尺|每股|资产|手头|现金|攞|拎|掏|身家|俾|畀|夹|袋走|蚊|元|存入|罚|捐|拨|赔|派|票房|月入|供|付|减价|加价|转手|慳|省下|"
    "人工|供楼|月收|水电|学费|赔偿|补偿|收费|资金|补贴|津贴|资助|涉款|造价|成本|薪金|身价|补习|埋单|洗咗|使咗"
)
_MONEY_BEFORE = re.compile(
    rf"(?:{_MONEY})(?:了|咗|走|足|近|约|逾|返|到|至|达|由|从|为|是|减到|升到|加到|跌到|增至|减至|共|破|突破|得返|只|只有|出|要|需|须|有){{0,6}}\Z"
)
_EACH = frozenset("平月年日呎尺套人股个吨件次桶辆")
_SIGNED = re.compile(r"[-~–—]")
_LARGE = re.compile(r"[万亿]")
_MONEY_AFTER = (
    "易手",
    "成交",
    "沽出",
    "售出",
    "出售",
    "购入",
    "买入",
    "买楼",
    "买铺",
    "落槌",
    "收购",
    "套现",
    "转让",
    "生意",
    "身家",
    "资金",
    "港纸",
)
_PRICE_BEFORE = re.compile(
    r"(?:[呎尺][价租]|月租|租金|月薪|人工|学费|每月|售价|叫价|月供|月费|年费|入场费)(?:约|近|逾|至|到|由|从|减至|加至|升至|跌至|达|为|是|只|只需|仅|要|需){0,8}\Z"
)
_MEASURED = re.compile(
    r"(?:[A-Z]{2}|指数|率|值|系数|度数|人数|读数)(?:只有|达|为|是|仅|约|逾|高达|录得|维持|[升跌降回]?[升落]?至){1,6}\Z"
)  # BMI只有21
_LISTED = re.compile(r"(?:[、及和与或] ?[0-9][0-9,]*(?:\.[0-9]+)?(?![0-9]))+")
_LISTED_KINDS = ("money", "percent", "area", "length", "weight", "volume", "energy", "power", "temperature")
_WORDED = re.compile(r"[0-9一二两三四五六七八九十百千]+[百千万亿]")


def accept_bare(norm: str, amount: Amount, floor: int) -> bool:
    """Say whether a number without unit is a figure; sets its kind where the words before it say it."""
    text = norm[slice(*amount.numeral)]
    before = norm[max(floor, amount.start - 6) : amount.start]
    arabic = text[0] in "0123456789.-负"
    if norm.startswith(_MONEY_AFTER, amount.end):
        _set_money(amount, "价")
    if text[-1] in "万亿兆" and (arabic or len(text) > 1) and text.strip("万亿兆"):
        _set_money(amount, before)
        return (
            arabic
            or amount.kind == "money"
            or text[0] not in "百千"
            or bool(before.endswith(("达", "逾", "近")))
        )
    if (
        norm.startswith(("/", " /"), amount.end)
        and norm[amount.end : amount.end + 3].strip(" /")[:1] in _EACH
    ):
        _set_money(amount, "价")  # 3万/平米
    if amount.value.value is None:
        return _accept_range(norm, amount, text, before)
    if _WORDED.match(text):
        _set_money(amount, before)
        if not arabic and _LARGE.search(text) and len(text) > 1:  # 三万二, 两万八千六
            return True
    if amount.kind == "money":
        return True
    if text.isdigit() and len(text) >= 8:  # a telephone number, a serial number
        return False
    index = _INDEX_BEFORE.search(norm, max(0, amount.start - 24), amount.start) is not None
    if norm.startswith("大寿", amount.end) and 10 <= (amount.value.value or 0) <= 120:
        amount.kind, amount.code, amount.rule = "other", "歲", "other.age"
        return True
    if arabic and _is_listed(norm, amount):
        amount.kind, amount.rule = "other", "other.bare"
        return True
    if not arabic and not (index and "万" in text):
        return False
    if _CLEAN_AFTER.match(norm, amount.end) is None or _LATIN_BEFORE.search(before):
        return False
    if _YEAR.match(text) or (
        _VERB_BEFORE.search(before) is None and not before.endswith(("每月", "月租", "月薪"))
    ):
        return False
    if index:
        amount.kind, amount.code, amount.rule = "index", "point", "index.bare"
        return True
    if _PRICE_BEFORE.search(norm, max(floor, amount.start - 10), amount.start) and amount.value.value >= 100:
        _set_money(amount, "价")
    else:
        amount.kind, amount.rule = "other", "other.bare"
    return len(text) >= 3 or _MEASURED.search(norm, max(floor, amount.start - 12), amount.start) is not None


def _is_listed(norm: str, amount: Amount) -> bool:
    """58、62及71元: a number of a list whose unit is said once, at the end."""
    listed = _LISTED.match(norm, amount.end)
    if listed is None or _LATIN_BEFORE.search(norm, max(0, amount.start - 3), amount.start):
        return False
    unit = match_unit(norm, listed.end())
    return unit is not None and unit.unit.kind in _LISTED_KINDS


def _accept_range(norm: str, amount: Amount, text: str, before: str) -> bool:
    """A bare 75-80 is a figure where a verb leads to it; 021-63804448, 800-820 and 25-28 of a match are none."""
    lower = amount.value.lower
    _set_money(amount, before)
    if amount.kind == "money":
        return True
    if lower is None or abs(lower) < 10:
        return False
    if not text.isascii() or not _SIGNED.search(text):
        return True
    return (
        text[0] != "0"
        and _CLEAN_AFTER.match(norm, amount.end) is not None
        and _VERB_BEFORE.search(before) is not None
        and (amount.value.upper or 0) < 10_000_000
    )


def _set_money(amount: Amount, before: str) -> None:
    if _MONEY_BEFORE.search(before):
        amount.kind, amount.rule, amount.defaulted = "money", "money.unsaid", True
