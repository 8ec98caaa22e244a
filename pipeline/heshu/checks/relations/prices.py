"""Prices: a price and an area, a rent and its return, one sum in two currencies, a closing level and its change.

500方呎，750萬元，呎價15000元 · 600萬元購入，月租2萬元，回報4厘 · 10億美元（約78億港元） · 收報26,250點，升250點或0.96%
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.checks.column import AREA, CHANGE, MONEY, PERCENT, PERIOD, QUANTITY, Column
from heshu.checks.cues import FALL, FILLER, NEAR, RISE, TAIL
from heshu.model.nouns import Direction, Figure

_UNIT_PRICE = re.compile(
    rf"(?:呎价|尺价|每(?:方|平方)?[呎尺米]|每平米|平方[呎尺米])(?:租金?|叫价|成交价|售价)?{NEAR}{{0,6}}$"
)
_PRICED = re.compile(
    rf"(?:以|作价|售价|成交价|叫价|楼价|总价|价钱|价格|斥资?|斥|耗资|涉资|卖价|开价|买入价|购入价|月租|租金|每月|获)(?:约|为|达|是|逾|近)?{NEAR}{{0,3}}$"
)
_SOLD = re.compile(r"^(?:的?价钱?)?(?:沽|售|卖|成交|易手|购|买|承接|租出|承租|入市|连租约|转手|批出|租予)")
_PROFIT = re.compile(
    rf"(?:赚|获利|升值|蚀|亏|减价?|减|加价?|降价?|平均|差|首期|按揭|贷款|每月供|印花税){NEAR}{{0,4}}$"
)
_RENT = re.compile(rf"(?:月租金?|每月租金|租金每月|月收租|每月租|租金|月收|收租){NEAR}{{0,4}}$")
_YIELD = re.compile(rf"(?:回报率?|收益率|租金回报|息率|回报){NEAR}{{0,8}}$")
_GROSS = re.compile(r"建筑面积|建筑楼面|建面|净回报|扣除|税后|连车位|地积比")
_SWAP = re.compile(
    rf"(?P<first>{MONEY})(?:[，,]?[（(]?(?:折合|相当于|等于|约合|合|即|折算|约折合|换算){{1,2}}(?:约|大约)?|[（(](?:约|大约|即|折合)*)(?P<second>{MONEY})"
)
_UNNAMED_RISE, _UNNAMED_FALL = RISE.replace("?P<rise>", "?:"), FALL.replace("?P<fall>", "?:")
_CHANGED = re.compile(
    rf"(?P<level>{QUANTITY})[，,]?(?:{FILLER}){{0,3}}(?:{RISE}|{FALL})(?P<tail>{TAIL})(?P<first>{CHANGE})"
    rf"(?:[，,、（(]|或|即|亦即|相当于|，或|，即|幅度){{1,2}}(?:{FILLER}幅?|{_UNNAMED_RISE}|{_UNNAMED_FALL}){{0,2}}"
    rf"{TAIL}(?P<second>{CHANGE})"
)
_FROM = re.compile(rf"(?:由|从|较|比|与|自)(?:{NEAR}|{PERIOD}){{0,12}}$")


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price, an area and the price of one unit of it."""

    price: Figure
    area: Figure
    unit_price: Figure


@dataclass(frozen=True, slots=True)
class Yield:
    """A monthly rent, the prices that it may be a return on, and the yield stated; `sure` with one reading."""

    prices: tuple[Figure, ...]
    rent: Figure
    stated: Figure
    sure: bool


@dataclass(frozen=True, slots=True)
class Swap:
    """One sum stated in two currencies."""

    first: Figure
    second: Figure


@dataclass(frozen=True, slots=True)
class Changed:
    """A level with its change in its own unit and in percent; `base` where the level may be what it changed from."""

    level: Figure
    change: Figure
    percent: Figure
    direction: Direction
    base: bool


def find_unit_prices(column: Column) -> Iterator[UnitPrice]:
    """Yield a unit price with the one price and the one area of its sentence."""
    for place in _places(column, MONEY):
        stated = column.figure(place)
        start, end = column.sentence(place)
        if not _is_unit_price(column, place) or _GROSS.search(column.shape[start:end]):
            continue
        metric = (
            stated.per == "m2"
            or re.search(r"[米]", column.shape[max(0, place - 8) : place] + stated.text) is not None
        )
        areas = [
            f
            for p in column.places_in(start, end)
            if column.shape[p] == AREA and (f := column.figure(p)).unit == ("m2" if metric else "[sft_i]")
        ]
        prices = [
            found
            for p in column.places_in(start, end)
            if (found := _price(column, p, start)) is not None and found.unit == stated.unit
        ]
        others = [
            p
            for p in column.places_in(start, end)
            if column.shape[p] == MONEY and p != place and _is_unit_price(column, p)
        ]
        if len(areas) == 1 and len(prices) == 1 and not others:
            yield UnitPrice(prices[0], areas[0], stated)


def _is_unit_price(column: Column, place: int) -> bool:
    figure = column.figure(place)
    return (
        figure.per in ("[sft_i]", "m2")
        or _UNIT_PRICE.search(column.shape[max(0, place - 14) : place]) is not None
    )


def _price(column: Column, place: int, floor: int) -> Figure | None:
    if column.shape[place] != MONEY or _is_unit_price(column, place):
        return None
    before, after = column.shape[max(floor, place - 14) : place], column.shape[place + 1 : place + 8]
    if _PROFIT.search(before) or not (_PRICED.search(before) or _SOLD.search(after)):
        return None
    return column.figure(place)


def find_yields(column: Column) -> Iterator[Yield]:
    """Yield a stated return with the rent and the prices of its sentence, or of the sentences before in its block."""
    for place in _places(column, PERCENT):
        stated = column.figure(place)
        start, end = column.sentence(place)
        if stated.unit != "percent" or not _YIELD.search(column.shape[max(start, place - 16) : place]):
            continue
        if _GROSS.search(column.shape[start:end]):
            continue
        floor = column.line(place)[0]
        rents = [
            p
            for p in range(floor, end)
            if column.shape[p] == MONEY and _RENT.search(column.shape[max(floor, p - 10) : p])
        ]
        if len(rents) != 1:
            continue
        rent = column.figure(rents[0])
        prices = [
            f
            for p in range(floor, end)
            if p != rents[0] and (f := _capital(column, p, floor, rent)) is not None
        ]
        yields = [
            p
            for p in range(floor, end)
            if column.shape[p] == PERCENT and _YIELD.search(column.shape[max(floor, p - 16) : p])
        ]
        if prices:
            yield Yield(tuple(prices), rent, stated, len(prices) == 1 and len(yields) == 1)


def _capital(column: Column, place: int, floor: int, rent: Figure) -> Figure | None:
    if column.shape[place] != MONEY or _is_unit_price(column, place):
        return None
    figure = column.figure(place)
    if (
        figure.unit != rent.unit
        or figure.value is None
        or rent.value is None
        or figure.value < 50 * rent.value
    ):
        return None
    return None if _PROFIT.search(column.shape[max(floor, place - 10) : place]) else figure


def find_swaps(column: Column) -> Iterator[Swap]:
    """Yield sums that are given again in another currency."""
    for match in _SWAP.finditer(column.shape):
        first, second = column.of(match, "first", "second")
        if first.unit != second.unit:
            yield Swap(first, second)


def find_changed(column: Column) -> Iterator[Changed]:
    """Yield levels whose change is given both in their unit and in percent."""
    for match in _CHANGED.finditer(column.shape):
        level, first, second = column.of(match, "level", "first", "second")
        change, percent = (first, second) if second.unit == "percent" else (second, first)
        if percent.unit != "percent" or change.kind == "percent" or level.kind == "percent":
            continue
        if change.unit not in (level.unit, None) and not (change.unit == "point" and level.unit is None):
            continue
        if level.kind == "duration" or (
            re.search(r"按年|同比|按月|按季|环比", match[0][1:])
            and "按" in match[0][match.end("first") - match.start() :]
        ):
            continue
        base = _FROM.search(column.shape[max(0, match.start() - 20) : match.start()]) is not None
        start, _ = column.sentence(match.start())
        base = base or any(f.unit == level.unit for f in column.figures_in(start, match.start()))
        yield Changed(level, change, percent, "up" if match["rise"] else "down", base)


def _places(column: Column, sign: str) -> list[int]:
    return [match.start() for match in re.finditer(sign, column.shape)]
