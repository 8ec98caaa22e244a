"""Unit words that mean several things, settled by what stands around them: 点, 度, 呎, 厘, 分, 日, 节, 大, 期."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from heshu.figures.digits import Value
from heshu.figures.units import Unit


class Place(NamedTuple):
    """Where a unit stands: the clause before its numeral, the numeral, and the text from its end on."""

    norm: str
    start: int
    end: int
    numeral: str
    value: Value

    @property
    def before(self) -> str:
        """The 24 characters before the numeral, from the last full stop or line on."""
        window = self.norm[max(0, self.start - 24) : self.start]
        return re.split(r"[。！？\n]", window)[-1]

    @property
    def size(self) -> Decimal:
        """How much, whatever is known of it."""
        return self.value.value if self.value.value is not None else self.value.lower or Decimal(0)

    @property
    def arabic(self) -> bool:
        """Whether the numeral begins with an Arabic digit."""
        return self.numeral[:1] in tuple("0123456789.")

    def followed_by(self, *words: str) -> bool:
        """Say whether one of `words` stands right after the unit."""
        return self.norm.startswith(words, self.end)


_INDEX = re.compile(
    r"指|大市|期货|点位|股|低见|高见|收报|报|收市|高开|低开|全日|单日|夜期|升|跌|涨|挫|泻|失|守|破|关口|水平|牛熊"
)
_TIME_BEFORE = re.compile(r"(?:上午|下午|早上|晚上|凌晨|中午|傍晚|今早|今晚|昨晚|明早|[早晚午夜日号])\Z")
_POINTS = (
    "建议",
    "意见",
    "看法",
    "原因",
    "理由",
    "要求",
    "共识",
    "启示",
    "观察",
    "声明",
    "主张",
    "方向",
    "心得",
)
_STATED = ("提出", "提出了", "归纳", "总结", "归纳为", "以下", "如下", "建议", "讲")
_HEAT = re.compile(r"温|热|暑|冷|冻|寒|摄氏|华氏|发烧|水银|进水|结温")
_STEP = re.compile(
    r"(?:[加减](?:息|了)?|降息|上调|下调|调[高低升降]|[升跌降](?:了|足)?|上升|下跌|下降|高出?|低|相差|差距|扩阔|收窄|扩大|减少|增加)"
    r"(?:约|近|逾|多|最少|最多|共|合共|累计)?\Z"
)
_LONG_AFTER = (
    "柜",
    "货柜",
    "集装箱",
    "长",
    "高",
    "阔",
    "宽",
    "深",
    "标准",
    "巨轮",
    "外",
    "之外",
    "水深",
    "跑",
    "栏",
    "吊",
    "船",
)
_LONG_BEFORE = re.compile(r"(?:长|高|阔|宽|深|离地|相距|距离|直径|吃水|水位|身高)[^0-9，。；、]{0,3}\Z")
_SPEED = re.compile(r"(?:航速|时速|风速|船速|速度|车速|以)[^0-9，。；]{0,4}\Z")
_SPAN_BEFORE = re.compile(
    r"(?:连续?|连升|连跌|为期|历时|历|一连|停[场工业运]?|逾|近|约|超过|不足|至少|最少|最多|长达|共|足|花|需时?|要|延长|缩短|每?隔|短短|"
    r"未来|过去|开工|返工|上班|等|用|仅|只|延[迟误]|迟|晚|早|休[市息]?|放假|假期|工作|船期|航程|快|慢|多|少|差|由|到|至|留|满|跨|有|设|享|待|的|嘅|同样|每)"
    r"(?:了|咗|约|近|逾|多|足)?\Z"
)
_SPAN_AFTER = (
    "内",
    "之内",
    "时间",
    "以上",
    "以内",
    "游",
    "假",
    "等候",
    "冷静",
    "通知",
    "宽限",
    "套",
    "行程",
    "有效",
    "病假",
    "年假",
)
_TENOR = re.compile(
    r"远?期(?![满间限内租]|以[上下])|期?(?:港元|美元|人民币|美国|日本|德国|中国)?(?:国?债|[美德日]债|孳息|拆息|债息|票据|HIBOR|SOFR|利率掉期)"
)
_MONEY_AFTER = (*"，。、；！？）」 \n钱半的至到一二三四五六七八九两几起多", "左右", "以上", "以下")
_SECONDS = re.compile(r"[0-9]{1,2}(?:\.[0-9]+)?秒|[零一二三四五六七八九十]{1,3}秒")
_MARK_BEFORE = re.compile(r"[0-9一二三四五六七八九十两](?:至|到|-|~|、)\Z")
_PRICE = re.compile(r"[价费租$售卖由]")
_WEEKDAY = re.compile(r"[一二三四五六日末](?![個个十百千万人名間间家])")
_POINTS_BEFORE = re.compile(
    r"(?:得|获|考|满|评|分数|均|高|低|跌|升|扣|加|取|拿|差|及格|成绩|总分|收窄|相差|赢|输|以|为|有|攻入|贡献|轰入|砍下|落后|领先)"
    r"(?:了|咗|约|逾|近|出|到|至)?\Z"
)
_MATCH_POINTS = re.compile(r"(?:领先|落后|攻入|独取|轰入|砍下|连取|连得|净胜|相差|失掉)[^0-9，。；、]{0,4}\Z")


def _point(unit: Unit, at: Place) -> Unit | None:
    """26,250点 is an index level, 升12点 a change of one; 三点建议 a count; 下午三点 a time."""
    index = replace(unit, kind="index", code="point", rule="index.point")
    if at.followed_by("钟", "半钟", "正", "整", "三十分"):
        return None
    if abs(at.size) >= 60 or at.size != int(at.size):
        return index
    if at.followed_by(*_POINTS) or at.before.endswith(_STATED):
        return unit
    if _TIME_BEFORE.search(at.before) or not _INDEX.search(at.before):
        return None
    return index


def _degree(unit: Unit, at: Place) -> Unit | None:
    """气温8度 is a temperature, 用电400度 energy, 曾三度加息 a count, 转了180度 an angle."""
    if re.search(r"[角经纬][^，。；]{0,4}\Z", at.before):
        return replace(unit, kind="other", code="deg", rule="other.degree")
    if at.followed_by("电"):
        return replace(unit, kind="energy", code="kW.h", rule="energy.kilowatt_hour")
    if at.before.endswith(("华氏", "华氏 ")):
        return replace(unit, code="[degF]", rule="temperature.fahrenheit")
    if (
        unit.word != "度"
        or at.norm.startswith("零下", at.start)
        or at.before.endswith(("摄氏", "摄氏 ", "零下"))
        or _HEAT.search(at.before)
    ):
        return unit
    if re.search(r"电|充", at.before):
        return replace(unit, kind="energy", code="kW.h", rule="energy.kilowatt_hour")
    if not at.arabic and 2 <= at.size < 10:
        return replace(unit, kind="count", code=None, rule="count.measure_word")
    return replace(unit, kind="other", code="deg", rule="other.degree")


def _foot(unit: Unit, at: Place) -> Unit | None:
    """500呎单位 is an area; a 40呎 container and a depth of 30呎 are lengths."""
    if at.followed_by(*_LONG_AFTER) or _LONG_BEFORE.search(at.before):
        return unit
    return replace(unit, kind="area", code="[sft_i]", rule="area.square_foot")


def _rate(unit: Unit, at: Place) -> Unit | None:
    """按息3.5厘 is a rate in percent; 加息三厘 a step in percentage points."""
    step = _STEP.search(at.before)
    return replace(unit, code="percentage_point", rule="share.rate_step") if step else unit


def _knot(unit: Unit, at: Place) -> Unit | None:
    """航速16节 is a speed; 打了三节 a count."""
    if _SPEED.search(at.before):
        return unit
    return replace(unit, kind="count", code=None, rule="count.measure_word")


def _day(unit: Unit, at: Place) -> Unit | None:
    """5日 alone is a date; 停场40日, 连续5日, 5日内, 3.2日 and 五日利息 are durations."""
    if (
        at.size > 31
        or at.size != int(at.size)
        or at.followed_by(*_SPAN_AFTER)
        or _SPAN_BEFORE.search(at.before)
    ):
        return unit
    if at.before.endswith(("月", "号", "月第")) or at.followed_by("（", "("):
        return None
    return unit if _MARK_BEFORE.search(at.before) or (not at.arabic and at.size < 10) else None


def _year(unit: Unit, at: Place) -> Unit | None:
    """1997年 is a date, 10年 a duration, and the 十年 of 十年期美债 part of a name."""
    if _TENOR.match(at.norm, at.end):
        return None
    return None if 1000 <= at.size < 2200 and at.numeral.isdigit() else unit


def _month(unit: Unit, at: Place) -> Unit | None:
    """三个月 is a duration; in 三个月拆息 it names a rate."""
    return None if _TENOR.match(at.norm, at.end) else unit


def _great(unit: Unit, at: Place) -> Unit | None:
    """十大 and 百大 rank the top ten and hundred; 三大风险 counts three; 500亿大关 is a mark."""
    if at.followed_by("关") and not at.followed_by("关键", "关注", "关税", "关系"):
        return None
    if at.size in (10, 20, 50, 100) and not at.arabic:
        return replace(unit, kind="rank", code="", rule="rank.top")
    return unit


def _phase(unit: Unit, at: Place) -> Unit | None:
    """分12期 counts; 名城3期 is the third phase of an estate."""
    return (
        unit
        if re.search(r"[分共逾每足][^，。；]{0,2}\Z", at.before) or (not at.arabic and at.size > 1)
        else None
    )


def _score(unit: Unit, at: Place) -> Unit | None:
    """取得81.5分 is a score, and so is 领先九分; 十分 is an adverb, 5分 a time, 1分02秒 a length."""
    if _SECONDS.match(at.norm, at.end):
        return replace(unit, kind="duration", code="minute", rule="duration.minute")
    if at.numeral != "十" and _MATCH_POINTS.search(at.before):
        return unit
    if (at.arabic and (at.size != int(at.size) or _POINTS_BEFORE.search(at.before))) or at.before.endswith(
        "满"
    ):
        return unit
    return None


def _discount(unit: Unit, at: Place) -> Unit | None:
    """八折 is 80 per cent, 75折 and 五五折 are 75 and 55."""
    if at.size < 10:
        return unit
    return replace(unit, factor=Decimal(1)) if 10 < at.size < 100 else None


def _case(unit: Unit, at: Place) -> Unit | None:
    """20起投诉 counts; 售价8,599起 is where prices begin."""
    if at.end >= len(at.norm) or at.followed_by(*"，。、；）」 \n的"):
        return None if _PRICE.search(at.before[-8:]) or at.numeral.endswith("万") else unit
    return unit


def _room(unit: Unit, at: Place) -> Unit | None:
    """460房 counts rooms, 两房单位 those of a flat; 三房户 is a kind of flat."""
    return unit if at.arabic or at.size >= 10 or at.followed_by("单位") else None


def _distance(unit: Unit, at: Place) -> Unit | None:
    """时速100公里 and 每秒7米 are speeds."""
    if re.search(r"(?:时速|每小时)[^，。；0-9]{0,6}\Z", at.before):
        return replace(unit, kind="speed", code=f"{unit.code}/h", rule="speed.per_hour")
    if re.search(r"(?:秒速|每秒)[^，。；0-9]{0,4}\Z", at.before):
        return replace(unit, kind="speed", code=f"{unit.code}/s", rule="speed.per_second")
    return unit


def _piece(unit: Unit, at: Place) -> Unit | None:
    """38块 is money; 两块地 and 4,200块面板 are counts."""
    if at.followed_by(*_MONEY_AFTER) or at.end >= len(at.norm) or "0" <= at.norm[at.end] <= "9":
        return unit
    return replace(unit, kind="count", code=None, rule="count.measure_word")


def _century(unit: Unit, at: Place) -> Unit | None:
    """半世纪 is a duration, 二十世纪 a date."""
    return unit if at.numeral.startswith("半") else None


def _quarter(unit: Unit, at: Place) -> Unit | None:
    """连续五季度 is a duration, 三季度 the third quarter of a year."""
    return unit if at.size > 4 or re.search(r"连|共|逾|近|约|超过", at.before[-3:]) else None


def _span(unit: Unit, at: Place) -> Unit | None:
    """两天, 六周, 三季; 第三季 is a date, and so is the 周三 of 两个周三."""
    if at.before.endswith("第") or (unit.word == "周" and _WEEKDAY.match(at.norm, at.end)):
        return None
    return unit


_SETTLERS: dict[str, Callable[[Unit, Place], Unit | None]] = {
    "点": _point, "度": _degree, "°": _degree, "º": _degree, "呎": _foot, "厘": _rate, "折": _discount, "节": _knot,
    "日": _day, "周": _span, "季": _span, "季度": _quarter, "个月": _month, "世纪": _century, "年": _year, "期": _phase,
    "起": _case, "房": _room, "大": _great, "块": _piece, "分": _score, "米": _distance, "公里": _distance,
    "千米": _distance, "英里": _distance,
}  # fmt: skip


SETTLED = frozenset(_SETTLERS)
"""The unit words that mean several things."""


def settle(unit: Unit, place: Place) -> Unit | None:
    """Give the unit as it is meant here; None where the word is no unit after all."""
    settler = _SETTLERS.get(unit.word)
    return unit if settler is None else settler(unit, place)
