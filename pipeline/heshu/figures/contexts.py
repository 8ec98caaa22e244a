"""Unit words that mean several things, settled by what stands around them: 点, 度, 呎, 厘, 分, 日, 节, 倍."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from heshu.figures.numerals import Value
from heshu.figures.units import Unit, UnitMatch

Settler = Callable[[str, UnitMatch, tuple[int, int], Value], Unit | None]

_INDEX = re.compile(
    r"(?:指|指数|恒指|道指|纳指|沪综|沪指|深成|大市|期指|股|点位|低见|高见|收报|报|收市|高开|低开|全日|单日|升|跌|涨|挫|泻|失|守|破|关|水平|夜期|牛熊)[^。；\n]*$"
)
_TIME_BEFORE = re.compile(r"(?:上午|下午|早上|晚上|凌晨|中午|傍晚|今晚|昨晚|明早|早|晚|午|夜|日|时间)$")
_HEAT = re.compile(r"(?:温|热|暑|冷|冻|寒|摄氏|华氏|体温|气|发烧|探热|水银|恒温)[^。；\n]*$")
_RATE_STEP = re.compile(
    r"(?:[加减降](?:息|了|多|约|近|逾)?|上调|下调|调高|调低|调升|调降|[升跌](?:了|约|近|逾|足)?|上升|下跌|下降|高出|高|低|相差|息差|差距|扩阔|收窄|收窄了|扩大|累[加减]|共[加减]|减少|增加|再[加减升跌])[^0-9，。；、]{0,4}$"
)
_LENGTH_AFTER = re.compile(r"(?:的)?(?:柜|货柜|集装箱|长|高|阔|宽|深|標|标准|巨轮|外|之外|距离|跑|栏)")
_LENGTH_BEFORE = re.compile(
    r"(?:长|高|阔|宽|深|水深|身高|楼高|离地|相距|距离|直径|吃水|升高|水位)[^0-9，。；、]{0,3}$"
)
_SPEED_BEFORE = re.compile(r"(?:航速|时速|风速|船速|速度|速|以)[^0-9，。；]{0,4}$")
_TIME_UNIT = Unit("日", "duration", "day", Decimal(1), "duration.day")
_WINDOW = 24
_NO_UNIT = ""


def settle(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """Give the unit as it is meant here; None where the word is no unit after all."""
    settler = _SETTLERS.get(match.unit.word)
    return match.unit if settler is None else settler(norm, match, numeral, value)


def _before(norm: str, at: int) -> str:
    start = max(0, at - _WINDOW)
    return norm[start:at]


def _size(value: Value) -> Decimal:
    return value.value if value.value is not None else value.lower or Decimal(0)


def _point(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """26,250点 is an index level, 升12点 a change of one; 三点建议 a count; 下午三点 a time."""
    unit = match.unit
    index = replace(unit, kind="index", code="point", rule="index.point")
    size = _size(value)
    if norm.startswith(("钟", "半钟", "正", "三十分", "整"), match.end):
        return None
    before = _before(norm, numeral[0])
    if abs(size) >= 60 or size != int(size):
        return index
    if _TIME_BEFORE.search(before):
        return None
    if _INDEX.search(before) and not norm.startswith(
        ("建议", "意见", "看法", "原因", "理由", "要求"), match.end
    ):
        return index
    return (
        unit
        if norm.startswith(
            ("建议", "意见", "看法", "原因", "理由", "要求", "共识", "启示", "观察"), match.end
        )
        else None
    )


def _degree(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """氣溫8度, 摄氏8度 are temperatures; 用电400度 energy; 曾三度加息 a count; 180度 an angle."""
    unit = match.unit
    before = _before(norm, numeral[0])
    if before.endswith(("华氏", "华氏 ")):
        return replace(unit, code="[degF]")
    if before.endswith(("摄氏", "摄氏 ")):
        return unit
    if re.search(r"电[^。；，\n]{0,8}$", before) and unit.word == "度":
        return replace(unit, kind="energy", code="kW.h", rule="energy.kilowatt_hour")
    if _HEAT.search(before) or unit.word in ("°", "º"):
        return unit
    if norm[numeral[0]] in "0123456789":
        return replace(unit, kind="other", code="deg", rule="other.degree")
    if 2 <= _size(value) < 10:
        return replace(unit, kind="count", code=None, rule="count.measure_word")
    return replace(unit, kind="other", code="deg", rule="other.degree")


def _foot(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """500呎单位 is an area; a 40呎 container and a reef 30呎 deep are lengths."""
    square = replace(match.unit, kind="area", code="[sft_i]", rule="area.square_foot")
    if match.unit.word != "呎" or _LENGTH_AFTER.match(norm, match.end):
        return match.unit
    return match.unit if _LENGTH_BEFORE.search(_before(norm, numeral[0])) else square


def _rate(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """按息3.5厘 is a rate in percent; 加息三厘 a step in percentage points."""
    if _RATE_STEP.search(_before(norm, numeral[0])):
        return replace(match.unit, code="percentage_point", rule="share.rate_step")
    return match.unit


def _knot(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    if _SPEED_BEFORE.search(_before(norm, numeral[0])):
        return match.unit
    return replace(match.unit, kind="count", code=None, rule="count.measure_word")


def _day(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """5日 alone is a date; 停场40日, 连续5日, 5日内 and 近九日 are durations."""
    if _size(value) > 31 or norm.startswith(
        ("内", "之内", "时间", "以上", "以内", "游", "期", "假"), match.end
    ):
        return match.unit
    before = _before(norm, numeral[0])
    if re.search(
        r"(?:连续|连升|连跌|连|为期|历时|历|一连|停场|停|逾|近|约|超过|不足|至少|最少|最多|长达|共|足|花|需时|需|要|延长|缩短|达|每隔|隔|短短|首|前|后|未来|过去|等|用|仅|只|延迟|延误|迟|晚|早|隔离|休市|放假|休|工作|船期|航程|快|慢|多)(?:了|约|近|逾|多|足)?$",
        before,
    ):
        return match.unit
    if norm[numeral[0]] not in "0123456789" and norm[match.end : match.end + 1] in (
        "，",
        "。",
        "即",
        "、",
        "",
        "的",
    ):
        return (
            match.unit
            if value.value is not None and value.value < 10 and not before.endswith(("月", "号"))
            else None
        )
    return None


def _year(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """1997年 is a date, 10年 a duration."""
    size = _size(value)
    if value.value is not None and 1000 <= size < 2200 and norm[numeral[0] : numeral[1]].isdigit():
        return None
    return match.unit


def _great(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """十大 and 百大 rank the top ten and hundred; 三大风险 counts three."""
    if value.value in (10, 20, 50, 100) and norm[numeral[0]] not in "0123456789":
        return replace(match.unit, kind="rank", code=_NO_UNIT, rule="rank.top")
    return match.unit


def _phase(norm: str, match: UnitMatch, numeral: tuple[int, int], value: Value) -> Unit | None:
    """分12期 counts; 名城3期 is the third phase of an estate."""
    return match.unit if re.search(r"(?:分|共|逾|每)[^，。；]{0,2}$", _before(norm, numeral[0])) else None


_SETTLERS: dict[str, Settler] = {
    "点": _point, "度": _degree, "°": _degree, "º": _degree, "呎": _foot, "厘": _rate, "节": _knot, "日": _day, "年": _year,
    "大": _great, "期": _phase,
}  # fmt: skip
