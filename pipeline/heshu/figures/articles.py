"""When 一 before a unit is a number (租约一年, 一倍, 一吨) and when it is an article (一间, 一个, 有一天)."""

import re

from heshu.figures.reading import Amount

# 每一年, 这一年, 一年一度, 有一天: a certain one, or every one.
_CERTAIN_BEFORE = re.compile(r"[每这那同上下某有另第头新哪该任何首近于键难彩]\Z")
_CERTAIN_AFTER = re.compile(r"一度|又一|复一|到晚|比一|前(?!后)|来|左右逢源|半载|之计|之初|伊始|一[个次]")
# 一吨近60元, 一年3,600元: each, not one.
_EACH_AFTER = re.compile(
    r"(?:约|近|逾|超过|大约|不足|唔使|不到|至少|最少|最多|要|卖|收|租金|人工|供){0,6}"
    r"(?:US|HK|NT|[$¥€£]){0,3}[0-9一二三四五六七八九十百千万两][0-9,.一二三四五六七八九十百千万亿两]{0,30}[几多余]?(?:元|蚊|块|美|港|人民币|英镑|欧|日圆)"
)
# 每四人就有一人, 两架新车就有一架: one of so many.
_OF_MANY = re.compile(
    r"(?:[0-9]|[二三四五六七八九十百千万两])(?P<unit>[^，。；、.0-9]{1,3}?)[^，。；！？\n]{0,6}(?:就|便|即|之?中|当中|，)?(?:有|争|占)\Z"
)
_PERSONS = frozenset("人名位个")
_LONG = ("year", "quarter", "month", "week", "hour", "minute")
_DAY_BEFORE = re.compile(
    r"(?:[多少早迟晚隔留僅仅只差足需用等耗花长达过缩延]|每隔|相隔|提前|推迟|前后|[停封休罢][^，。；0-9]{1,2})\Z"
)
_PRICED = ("duration", "length", "area", "weight", "volume", "energy")
_DAY_AFTER = ("内", "后", "之内", "时间", "之后", "以上", "以内")
_LOOSE_MONEY = ("块", "毛", "毫", "毫子", "角", "圆", "仙", "分钱")


def is_article(norm: str, amount: Amount) -> bool:
    """Say whether the 一 of `amount` (which has a unit) is an article. Hedges are for the caller to look at."""
    if not amount.article:
        return False
    if amount.kind in ("count", "score", "index", "rank"):
        many = _OF_MANY.search(norm, max(0, amount.start - 14), amount.start)
        if many is None:
            return True
        kinds = {amount.word[0], many["unit"][0]}
        return len(kinds) > 1 and not kinds <= _PERSONS
    if amount.kind == "money":
        return amount.word in _LOOSE_MONEY
    before = norm[max(0, amount.start - 3) : amount.start]
    if amount.kind in _PRICED and _EACH_AFTER.match(norm, amount.end):
        return True
    if amount.kind == "duration":
        if _CERTAIN_BEFORE.search(before) or _CERTAIN_AFTER.match(norm, amount.end):
            return True
        if amount.code in _LONG:
            return False
        return not (_DAY_BEFORE.search(before) or norm.startswith(_DAY_AFTER, amount.end))
    if amount.kind in ("percent", "ratio"):
        return False
    return "每" in before or _CERTAIN_BEFORE.search(before) is not None
