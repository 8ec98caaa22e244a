"""Levels and changes of one measure, by their links: no words need stand between them that we know.

訂單由8,000張掉到5,600張，掉了三成 · 修訂後赤字只有670億元，原先估計870億元，收窄兩成三 ·
業主以945萬元沽出單位，2017年買入價780萬元，賬面賺165萬元，即兩成一
"""

import re
from collections.abc import Iterator, Sequence

from heshu.checks.column import COUNT, LEVEL, MONEY, OTHER, PERCENT, PERIOD, SIGNS, TIME, Column
from heshu.checks.cues import one_of
from heshu.checks.relations.changes import Change, FromTo, kind_of, on_basis, one_unit
from heshu.model.nouns import Direction, Figure, Period

_LEVELS = f"{MONEY}{COUNT}{LEVEL}{OTHER}{PERCENT}"
_FARTHEST = 30
_THEN = re.compile(
    rf"{PERIOD}|{TIME}前|[升增涨跌降减落抽掉滑挫缩扩插弹飙加泻穿炒推拉调收][^，。{SIGNS}]{{0,3}}[至到成返]|较|比|对上|原[本先来有估订定预]|起初|最初|当初|"
    r"如今|现[在时报价]|目前|而家|最[后终新]|之?后|修订|改为|变成|回到|结果"
)
_ELSEWHERE = re.compile(
    r"其中|当中|占|平均(?!每)|另|至于|反观|各|合共|目标|扣除|以及|分别|之间|折合|即|若|如果|假设|上限|下限|最多|最少|、|港币|相当于"
)
_NOT_OURS = re.compile(
    r"又|再|其中|当中|占|目标|预[计期测料]|[可将]望|料|若|如果|假设|会再|将|以及|至于|反观|另|利用率|首|折让|溢价|楼价|市场|同业|大市|股|同期|年均|复合|分别|因为|由于|令|使|带动|受|毛利"
)
_CUED = re.compile(
    one_of(
        "超支 扩充 相差 尚差 还差 差 蒸发 弹 弹幅 蚀 悭 省 走 裁减 裁 砍 多 少 贵 平 缩水 缩 扩阔 扩大 拉阔 收窄 掉 "
        "增幅 升幅 跌幅 降幅 减幅 涨幅 加幅 抽高 少付 多付 多用 少用 多派 少派 增 减 升 跌"
    )
    + r"[了咗达逾近约有足多得]{0,4}$"
)
_SOLD = re.compile(r"^[^，。；]{0,6}?(?:沽|售出|卖出|易手|成交|转手|放盘|套现|出售|承接)|^[^，。；]{0,2}卖")
_SOLD_BEFORE = re.compile(r"(?:沽出价?|售出价?|卖出价?|成交价|沽|卖得?|套现|以)(?:约|逾|近|为|达)?$")
_BOUGHT = re.compile(r"^[^，。；]{0,6}?(?:买入|购入|入手|买|购|入市|承接)")
_BOUGHT_BEFORE = re.compile(
    r"(?:买入价|购入价|入货价|买价|购入|买入|买|购|入市价?|成本价?|斥资?)[^，。；]{0,2}(?:约|逾|近|为|达|是)?$"
)
_COST = re.compile(r"[费税佣][^，。]{0,3}$")
_GAIN = re.compile(
    rf"(?:赚|获利|升值|增值|高|多收|升)[^，。；{SIGNS}]{{0,3}}$|(?P<fall>蚀|亏|贬值|缩水|少收|低|跌|损)[^，。；{SIGNS}]{{0,3}}$"
)
_SAME_GAIN = re.compile(
    rf"^[^。；{SIGNS}]{{0,3}}?[，,（]?(?:即|或|幅度|升幅|跌幅|约|回报|相当于|赚幅|蚀幅|亏幅)[^，。；{SIGNS}]{{0,4}}$"
)


def find_linked(column: Column) -> Iterator[FromTo]:
    """Yield two levels of one measure at two times, with the changes of that measure right after them."""
    for start, end in column.sentences():
        for place in column.places_in(start, end):
            pair = _pair(column, column.places_in(max(start, place - 2 * _FARTHEST - 2), place), place)
            if pair is not None:
                yield pair


def _pair(column: Column, before: Sequence[int], place: int) -> FromTo | None:
    change = column.figure(place)
    if change.value is None:
        return None
    levels = [p for p in before if column.shape[p] in _LEVELS and _is_level(column.figure(p))]
    levels = [p for p in levels if one_unit(column.figure(p), column.figure(levels[-1]))]
    same = [p for p in levels if _measure(column.figure(p)) == _measure(change)]
    if len(same) < 2 or same[-1] != levels[-1] or same[-2] != levels[-2]:
        return None
    a, b = column.figure(same[-2]), column.figure(same[-1])
    if not one_unit(a, b) or not a.value or not b.value or a.value == b.value:
        return None
    between, gap = column.shape[same[-2] + 1 : same[-1]], column.shape[same[-1] + 1 : place]
    if change.measure is None and not re.search(r"[至到]", between):
        return None
    direction = _direction(change, a, b, gap)
    if direction is None or kind_of(b, Change(change, direction)) is None:
        return None
    if len(between) > _FARTHEST or not _THEN.search(between) or _ELSEWHERE.search(between):
        return None
    if len(gap) > _FARTHEST or _NOT_OURS.search(gap) or re.search(r"[；;]", gap):
        return None
    when, then = _period(column, a), _period(column, b)
    if not on_basis(column, gap.replace(TIME, ""), when, then):
        return None
    low, high = sorted((a, b), key=lambda f: f.value or 0)
    first, second = (low, high) if direction == "up" else (high, low)
    return FromTo(first, second, (Change(change, direction),))


def _is_level(figure: Figure) -> bool:
    """Tell whether a figure may be a level: it goes no way, or is a rate by name (通脹率1.4%)."""
    named = figure.measure.text if figure.measure is not None else ""
    return figure.direction is None or (named.endswith("率") and "增" not in named)


def _measure(figure: Figure) -> int | None:
    return None if figure.measure is None else figure.measure.start


def _direction(change: Figure, a: Figure, b: Figure, gap: str) -> Direction | None:
    """Give the way that a change goes: as it says, or from the first to the second where a cue says no way."""
    if change.direction is not None:
        return change.direction
    if change.unit == "times" or not _CUED.search(gap):
        return None
    return "up" if (b.value or 0) > (a.value or 0) else "down"


def _period(column: Column, figure: Figure) -> Period | None:
    return next((p for p in column.record.periods if p.id == figure.period), None) if figure.period else None


def find_deals(column: Column) -> Iterator[FromTo]:
    """Yield what something was bought and sold for, with the gain or loss on it: where a sentence tells of one deal."""
    for start, end in column.sentences():
        places = [p for p in range(start, end) if column.shape[p] == MONEY]
        if len(places) < 2:
            continue
        bought = [p for p in places if _is_bought(column, p, start)]
        sold = [p for p in places if p not in bought and _is_sold(column, p, start)]
        costs = any(_COST.search(column.shape[max(start, p - 6) : p]) for p in places)
        if len(bought) != 1 or len(sold) != 1 or costs:
            continue
        first, second = column.figure(bought[0]), column.figure(sold[0])
        found = tuple(_gains(column, max(bought[0], sold[0]), end))
        if first.value and second.value and one_unit(first, second) and found:
            yield FromTo(first, second, found)


def _is_bought(column: Column, place: int, start: int) -> bool:
    before, after = _around(column, place, start)
    return _BOUGHT_BEFORE.search(before) is not None or _BOUGHT.match(after) is not None


def _is_sold(column: Column, place: int, start: int) -> bool:
    before, after = _around(column, place, start)
    return _SOLD.match(after) is not None or (
        _SOLD_BEFORE.search(before) is not None and "以" not in before[-1:]
    )


def _around(column: Column, place: int, start: int) -> tuple[str, str]:
    clause = re.split(rf"[，,；{SIGNS}]", column.shape[max(start, place - 12) : place])[-1]
    return clause, column.shape[place + 1 : place + 12]


def _gains(column: Column, last: int, end: int) -> Iterator[Change]:
    held: Direction | None = None
    at = last
    for place in column.places_in(last + 1, end):
        if column.shape[place] == TIME:
            continue
        gap = column.shape[at + 1 : place]
        told = _GAIN.search(gap)
        if told is None and (held is None or not _SAME_GAIN.match(gap)):
            return
        if len(gap) > _FARTHEST or _NOT_OURS.search(gap):
            return
        held = held if told is None else "down" if told["fall"] else "up"
        if held is not None:
            yield Change(column.figure(place), held)
        at = place
