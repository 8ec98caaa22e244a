"""Places in an order: 第三, 第10位, 第一大, 第十至第十五. 十大 is a unit's (`contexts`)."""

import re

from heshu.figures import digits
from heshu.figures.digits import Value
from heshu.figures.numerals import NUMERAL
from heshu.figures.reading import Amount

_RANK = re.compile(rf"第 ?(?P<n>{NUMERAL})")
_SECOND = re.compile(rf"(?:至|到|和|与|-)第(?P<n>{NUMERAL})")
_SUPERLATIVE = re.compile(r"[大高低长多快强](?!学|家|中|道|级|等|型|湾|期|度|速)")
# Parts of names, dates, lists and texts, which are numbered but not ranked.
_NOT_RANKS = (
    "百货", "波", "所", "子", "季", "者", "方", "产业", "线", "手", "时间", "步", "阶段", "章", "条", "节",
    "款", "页", "期", "届", "轮", "课", "回", "集", "卷", "项", "点", "天", "日", "周", "年", "月", "代",
    "次", "个", "间", "宗", "家", "座", "桶", "世界", "支柱", "街", "财", "学期", "号", "类", "组", "批",
    "部", "份", "场", "局", "师", "军", "人称", "夫人", "版", "性", "层", "跑道", "站", "机场", "附属",
    "上市", "任", "增长曲线", "曲线", "城", "中学", "国际", "印象", "眼", "感", "太平", "视角", "种", "件",
    "套", "笔", "幅", "栋", "道", "关", "级", "档", "桩", "起", "例", "名是", "段", "把", "把手", "炮",
    "枪", "杯", "支箭", "支", "只", "滴", "胎", "针", "剂", "排", "行", "列", "格", "盘", "房", "室", "屋",
    "村", "区", "工厂", "车站", "句", "中级", "人民", "分院", "监狱", "医院", "小学", "分局",
)  # fmt: skip
_OPENING = "，。；：\n「（"
_LISTING = ("，", "、", "：", ":", ".")


def read_rank(norm: str, at: int) -> Amount | int:
    """Read the rank whose 第 is at `at`; where to go on if there is none."""
    found = _RANK.match(norm, at)
    if found is None:
        return at + 1
    start, end = found.span("n")
    value = digits.parse(found["n"])
    if value is None:
        return end
    if (second := _SECOND.match(norm, end)) is not None and (last := digits.parse(second["n"])) is not None:
        bounds = Value(None, min(value, last), max(value, last))
        return Amount(at, second.end(), (start, second.end()), bounds, "rank", "", "rank.range")
    opens = at == 0 or norm[at - 1] in _OPENING
    if norm.startswith(_NOT_RANKS, end) or (opens and norm.startswith(_LISTING, end)):
        return end
    if (superlative := _SUPERLATIVE.match(norm, end)) is not None:
        return Amount(at, superlative.end(), (start, end), Value(value), "rank", "", "rank.superlative")
    if norm.startswith(("位", "名"), end):
        return Amount(at, end + 1, (start, end), Value(value), "rank", "", "rank.ordinal")
    return Amount(at, end, (start, end), Value(value), "rank", "", "rank.ordinal")
