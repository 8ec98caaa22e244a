"""Numbers that print without a unit: 升至28000, 市盈率15.2, 访客达1.2万. Most bare digits are names and no figures."""

import re

from heshu.figures.amounts import Amount

_CLEAN_AFTER = re.compile(
    r"[，。、；：）)」』！？,;!?\s的之及和与或至到是为]|$|水平|关口|大关|关(?!于|税|系|注|联|键)|以上|以下|左右|上下|之间|倒退|回落|升|跌|附近|一线|边缘"
)
_VERB_BEFORE = re.compile(
    r"(?:升|跌|增|减|降|涨|报|达|至|到|为|是|录|见|破|穿|越|逾|近|约|只|仅|足|共|由|从|自|于|在|值|数|比率|比|率|系数|指数|倍|得|有|占|佔|加|少|多|高|低|收|挫|回|守|、|及|和|：|（|\()(?: |了|约|逾|近)?$"
)
_LATIN_BEFORE = re.compile(r"[A-Za-z][)）]? ?$")
_INDEX_BEFORE = re.compile(r"(?:指数|PMI|恒指|道指|纳指|沪综指|大市|期指)[^，。；\n0-9]{0,10}$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")


def accept_bare(norm: str, amount: Amount, floor: int) -> bool:
    """Say whether a number without unit is a figure; sets its kind where the words before it say it."""
    text = norm[slice(*amount.numeral)]
    if (
        text[-1:] in "万亿兆"
        and len(text) > 1
        and (text[0] in "0123456789." or len(text) > 2 or text[0] not in "十百千")
    ):
        return True
    if amount.currency is not None:
        return True
    if amount.value.hedge != "exact":
        return amount.value.lower is not None and amount.value.lower >= 10
    if text[0] not in "0123456789.":
        return False
    if _CLEAN_AFTER.match(norm, amount.end) is None or _LATIN_BEFORE.search(
        norm, max(0, amount.start - 3), amount.start
    ):
        return False
    if _YEAR.match(text) or _VERB_BEFORE.search(norm, max(floor, amount.start - 4), amount.start) is None:
        return False
    if _INDEX_BEFORE.search(norm, max(floor, amount.start - 20), amount.start) is not None:
        amount.kind, amount.code, amount.rule = "index", "point", "index.bare"
    elif len(text) < 3:
        return False
    else:
        amount.kind, amount.rule = "other", "other.bare"
    return True
