"""What an amount is paid for: 呎价15000元 is per square foot, 每桶22.84美元 per barrel, 1.2元/股 per share.

A price goes on in the unit of the price before it: 呎租由145元跌至82元. Amounts per year and month are totals of
a time, not prices, and carry nothing.
"""

import re
from typing import NamedTuple

from heshu.figures.patterns import one_of
from heshu.figures.units import lexicon
from heshu.model.nouns import Figure

_WINDOW = 16
_UNITS = (
    "股", "手", "桶", "盎司", "安士", "两", "両", "吨", "公吨", "公斤", "千克", "克", "斤", "磅", "度电",
    "度", "千瓦时", "兆瓦时", "升", "公升", "加仑", "平方呎", "方呎", "呎", "平方尺", "平方米", "平米",
    "平方公里", "亩", "英亩", "公顷", "坪", "箱", "标箱", "标准箱", "柜", "张", "件", "份", "只", "台",
    "部", "辆", "架", "间", "晚", "小时", "分钟", "单", "宗", "百万英热单位", "蒲式耳", "公里", "英里",
    "片", "吨公里", "伙", "位", "剂", "支", "瓶", "颗", "枚", "粒", "基金单位", "单位", "立方米", "TEU",
    "FEU", "人次", "人", "美元", "百日圆", "百日元", "日圆", "英镑", "欧元", "澳元", "人民币", "港元",
    "百港元",
)  # fmt: skip
_CODES = {"呎": "[sft_i]", "度": "kW.h", "小时": "hour", "分钟": "minute", "两": None, "両": None}
_AFTER = re.compile(rf" ?(?:/|每) ?(?P<unit>{one_of(_UNITS)})(?![0-9])")
_BEFORE = re.compile(
    rf"(?:(?P<foot>[呎尺][价租]|楼面地价)|每(?P<unit>{one_of(_UNITS)}))(?![份])[^，。；：！？\n0-9]{{0,12}}\Z"
)
_SIGNS = frozenset("每呎尺楼")
_SLASHES = frozenset(" /每")
_GOES_ON = re.compile(
    r"(?:[，、]?[^。；！？\n]{0,14})?(?:[至到返]|较|比|低见|高见|只叫|报|卖|得返|收在)[^。；！？，\n]{0,8}"
)


class Per(NamedTuple):
    """The unit that a price is for, where it is printed; `code` None: as printed."""

    code: str | None
    start: int
    end: int


def per(norm: str, start: int, end: int, floor: int) -> Per | None:
    """Give what the money [start, end) is paid for, from right after it or from before it in its clause."""
    if norm[end : end + 1] in _SLASHES and (slash := _AFTER.match(norm, end)) is not None:
        return Per(_code(slash["unit"]), *slash.span("unit"))
    at = max(floor, start - _WINDOW)
    if _SIGNS.isdisjoint(norm[at:start]):
        return None
    found = _BEFORE.search(norm, at, start)
    if found is None:
        return None
    if found["foot"]:
        return Per("[sft_i]", *found.span("foot"))
    return Per(_code(found["unit"]), *found.span("unit"))


def carried(norm: str, start: int, unit: str, previous: Figure | None) -> str | None:
    """Give the `per` of the price before, where this one goes on with it: 由145元跌至82元."""
    if previous is None or previous.per is None or previous.unit != unit:
        return None
    return previous.per if _GOES_ON.fullmatch(norm, previous.end, start) else None


def _code(unit: str) -> str | None:
    if unit in _CODES:
        return _CODES[unit]
    row = lexicon().units.get(unit)
    return row.code if row is not None and row.kind not in ("count", "money") else None
