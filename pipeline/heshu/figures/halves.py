"""Halves: 一半, 半数, 过半, 大半, 半成, 半年, 半个月, 半公升, 打对折; 个半钟 and 年半, one and a half of them.

Most 半 are words (半导体, 半山).
"""

import re
from decimal import Decimal

from heshu.figures.contexts import Place, settle
from heshu.figures.digits import Value, scaled
from heshu.figures.reading import Amount
from heshu.figures.units import Unit, UnitMatch, match_unit
from heshu.model.nouns import FigureKind

_HALF = Decimal("0.5")
_BOUND_BEFORE = ("过", "逾", "近", "约", "超过", "不足", "不到", "接近")
_NOT_BOUND = ("经过", "不过", "通过", "最近", "超过一")
_NOT_LARGE = ("最大", "更大", "巨大", "扩大", "很大")
_NOT_LARGE_AFTER = ("天", "年", "岛", "身", "夜", "辈")
_OTHER_BEFORE = frozenset("上下前后大这每中本头首次另夜")  # 上半年, 下半个月 are dates
_MEASURED = frozenset(
    ("percent", "duration", "money", "length", "weight", "area", "volume", "energy", "power", "ratio", "data")
)
_NOT_UNITS = frozenset("节度分点番岁期日天厘磅")
_DAY_AFTER = ("内", "之内", "以内", "时间", "假", "游", "，", "。", "后")
_DOUBLE_BEFORE = "逾近过超"
_COUNTED_BEFORE = tuple("0123456789零〇一二三四五六七八九十百千万亿两几半数每多余成整个")
_ONE: dict[str, tuple[FigureKind, str | None, str]] = {
    "个": ("count", None, "count.measure_word"), "分": ("duration", "minute", "duration.minute"),
    "年": ("duration", "year", "duration.year"), "斤": ("weight", None, "weight.catty"),
    "磅": ("weight", "[lb_av]", "weight.pound"), "蚊": ("money", None, "money.suffix"),
}  # fmt: skip
_ONE_OF: dict[str, tuple[FigureKind, str | None, str]] = {
    "钟": ("duration", "hour", "duration.hour"), "钟头": ("duration", "hour", "duration.hour"),
    "小时": ("duration", "hour", "duration.hour"), "月": ("duration", "month", "duration.month"),
    "星期": ("duration", "week", "duration.week"), "礼拜": ("duration", "week", "duration.week"),
}  # fmt: skip
_ONE_AFTER = {
    "个": re.compile(r"小时|钟头?|月|星期|礼拜"),
    "分": re.compile(r"钟"),
    "年": re.compile(r"(?![年数途官导山月日])"),
    "斤": re.compile(r"(?=[，。、；的嘅重]|\Z)"),
    "磅": re.compile(r"(?=[，。、；的嘅重]|\Z)"),
    "蚊": re.compile(r""),
}
_SPENT = re.compile(r"(?:[约近逾足花用了咗共需等满过为长时期隔]|短短|不到|不足|超过|多达)\Z")
_DISCOUNT = re.compile(r"(?:打|以|是|近|低至|按|[，。\n]|^)\Z")


def read_half(norm: str, at: int, floor: int) -> Amount | None:
    """Read the half whose 半 is at `at`."""
    before = norm[max(floor, at - 2) : at]
    if norm.startswith("数", at + 1) and not norm.startswith(("据", "码", "字", "位"), at + 2):
        return _fraction(at, at + 2)
    if (more := _one_and_half(norm, at, floor)) is not None:
        return more
    measured = _measured(norm, at, before)
    if measured is not None:
        return measured
    if before.endswith("一") and before != "另一":
        if norm.startswith(("时半", "知半", "年", "个"), at + 1):
            return None
        large = norm.startswith("一大", at - 2) or norm[max(floor, at - 2) : at - 1] == "大"
        return _most(at - 2, at + 1) if large and at - 2 >= floor else _fraction(at - 1, at + 1)
    if before.endswith("大") and before not in _NOT_LARGE and not norm.startswith(_NOT_LARGE_AFTER, at + 1):
        return _most(at - 1, at + 1)
    if before.endswith(_BOUND_BEFORE) and before not in _NOT_BOUND:
        return _fraction(at, at + 1)
    return None


def read_half_price(norm: str, at: int) -> Amount | None:
    """Read 对折 at `at`: half the price."""
    if not norm.startswith("对折", at) or (_DISCOUNT.search(norm, max(0, at - 2), at) is None and at):
        return None
    return Amount(at, at + 2, (at, at + 2), Value(Decimal(50)), "percent", "percent", "share.discount")


def read_double(norm: str, at: int, floor: int) -> Amount | None:
    """Read the 倍 of 逾倍 or 近倍 at `at`: once as much again."""
    if at <= floor or norm[at - 1] not in _DOUBLE_BEFORE or norm.startswith(("数", "率"), at + 1):
        return None
    return Amount(at, at + 1, (at, at + 1), Value(Decimal(1)), "ratio", "times", "ratio.times", (at, at + 1))


def _one_and_half(norm: str, at: int, floor: int) -> Amount | None:
    """个半小时, 分半钟, 年半, 斤半: the one before the unit goes unsaid."""
    unit = norm[at - 1 : at]
    if at <= floor or unit not in _ONE or norm[at - 2 : at - 1] in _COUNTED_BEFORE:
        return None
    rest = _ONE_AFTER[unit].match(norm, at + 1)
    if rest is None or (unit == "年" and _SPENT.search(norm, max(floor, at - 4), at - 1) is None):
        return None
    kind, code, rule = _ONE_OF[rest[0]] if unit == "个" else _ONE[unit]
    amount = Amount(at - 1, rest.end(), (at, at + 1), Value(Decimal("1.5")), kind, code, rule)
    amount.unit = (at - 1, at) if not rest[0] else rest.span()
    amount.defaulted = kind == "money"
    return amount


def _measured(norm: str, at: int, before: str) -> Amount | None:
    """半成, 半年, 半个月, 半公升, 半个百分点: half of a unit."""
    if norm.startswith("百", at + 1) and norm[at + 2 : at + 3] not in ("分", "货"):
        return Amount(at, at + 2, (at, at + 2), Value(Decimal(50)))
    counted = norm.startswith("个", at + 1)
    if counted and norm.startswith("月", at + 2):
        unit = (at + 1, at + 3)
        return Amount(at, at + 3, (at, at + 1), Value(_HALF), "duration", "month", "duration.month", unit)
    match = match_unit(norm, at + 1) or (match_unit(norm, at + 2) if counted else None)
    if (
        match is None
        or match.unit.kind not in _MEASURED
        or (before[-1:] in _OTHER_BEFORE and match.unit.kind == "duration")
    ):
        return None
    if match.unit.word in _NOT_UNITS and not _is_meant(norm, match):
        return None
    unit = (match.start, match.end)
    meant: Unit | None = match.unit
    if match.unit.word in ("厘", "年"):
        meant = settle(match.unit, Place(norm, at, match.end, "半", Value(_HALF)))
    if meant is None:  # 半年期拆息
        return None
    value = scaled(Value(_HALF), meant.factor)
    amount = Amount(at, match.end, (at, at + 1), value, meant.kind, meant.code, meant.rule, unit)
    amount.defaulted = meant.kind == "money" and meant.code is None
    return amount


def _is_meant(norm: str, match: UnitMatch) -> bool:
    """半天 and 半日 are durations before 内 or 时间; 半厘 is half a per cent."""
    return match.unit.word == "厘" or (
        match.unit.word in ("天", "日") and norm.startswith(_DAY_AFTER, match.end)
    )


def _fraction(start: int, end: int) -> Amount:
    return Amount(start, end, (start, end), Value(_HALF), "ratio", "fraction", "ratio.half")


def _most(start: int, end: int) -> Amount:
    value = Value(None, _HALF, None, "more_than")
    return Amount(start, end, (start, end), value, "ratio", "fraction", "ratio.half")
