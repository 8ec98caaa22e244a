"""What an amount of money is paid for: 呎价15000元 is per square foot, 每桶22.84美元 per barrel, 1.2元/股 per share."""

import re
from typing import NamedTuple

from heshu.figures.patterns import one_of
from heshu.figures.units import lexicon

_WINDOW = 16
_PRICE_OF = re.compile(
    r"(?:(?P<foot>呎(?:价|租)|尺(?:价|租)|楼面地价|每呎地价)|每(?P<unit>@UNITS@))[^，。；：！？\n0-9]{0,12}$"
)
_SLASH = re.compile(r" ?(?:/|每) ?(?P<unit>@UNITS@)")
_UNITS = (
    "股", "手", "桶", "盎司", "安士", "吨", "公吨", "公斤", "千克", "克", "斤", "磅", "度电", "度", "千瓦时", "兆瓦时", "升", "公升", "加仑",
    "平方呎", "方呎", "呎", "平方尺", "平方米", "平米", "平方公里", "亩", "英亩", "公顷", "坪", "箱", "标箱", "标准箱", "柜", "个", "张", "件",
    "份", "只", "台", "部", "辆", "架", "间", "晚", "小时", "分钟", "单", "宗", "百万英热单位", "蒲式耳", "公里", "英里", "片", "吨公里", "伙",
    "位", "名", "剂", "支", "瓶", "颗", "枚", "粒", "基金单位", "单位", "位成员", "立方米", "TEU", "FEU",
)  # fmt: skip
_CODES = {"呎": "[sft_i]", "度电": "kW.h", "度": "kW.h", "小时": "hour", "分钟": "minute"}


class Per(NamedTuple):
    """The unit that a price is for, where it is printed; `code` None: as printed."""

    code: str | None
    start: int
    end: int


def per(norm: str, start: int, end: int, floor: int) -> Per | None:
    """Give what the money [start, end) is paid for, from right after it or from before it in its clause."""
    if (slash := _AFTER.match(norm, end)) is not None:
        return Per(_code(slash["unit"]), slash.start("unit"), slash.end())
    at = max(floor, start - _WINDOW)
    found = _BEFORE.search(norm, at, start)
    if found is None:
        return None
    if found["foot"]:
        return Per("[sft_i]", found.start("foot"), found.end("foot"))
    return Per(_code(found["unit"]), found.start("unit"), found.end("unit"))


def _code(unit: str) -> str | None:
    if unit in _CODES:
        return _CODES[unit]
    row = lexicon().units.get(unit)
    return row.code if row is not None and row.kind != "count" else None


_BEFORE = re.compile(_PRICE_OF.pattern.replace("@UNITS@", one_of(_UNITS)))
_AFTER = re.compile(_SLASH.pattern.replace("@UNITS@", one_of(_UNITS)))
