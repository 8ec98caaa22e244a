"""Every number of a text, with its unit, hedge, bounds and direction.

Works on folded characters before any word is cut: jieba cuts 百分之五十五歲 in the wrong place. One scan stops
at each character that can begin a number; what stands there is read by `fractions`, `amounts` and `ranges`,
or skipped by `names`; `hedges`, `directions` and `rates` then read what stands around it.
"""

import re
from collections.abc import Iterator, Sequence

from heshu.figures import directions, hedges, names, ranges
from heshu.figures.amounts import Amount, Misread, read_amount
from heshu.figures.bare import accept_bare
from heshu.figures.fractions import read_fraction, read_half
from heshu.figures.numerals import NUMERAL
from heshu.figures.ranks import read_rank
from heshu.figures.rates import per
from heshu.figures.reading import Part, Reading, Unread
from heshu.model.nouns import Direction, Figure, Hedge

_ANCHOR = re.compile("[0-9零〇一二三四五六七八九十百千万亿两几数半廿卅卌壹贰叁柒捌玖佰仟参伍陆肆拾½¼¾⅓⅔对第]")
_NUMERAL = re.compile(NUMERAL)
_FORMAL = re.compile(r"[参伍陆肆拾](?=[壹贰叁肆伍陆柒捌玖拾佰仟萬万亿元圆角分]|点[零壹贰叁肆伍陆柒捌玖])")
_UNBOUND = frozenset("百千万亿兆佰仟")
_LINKS = re.compile(r"[、，]?(?:及|和|与|以及|或|至|又|再)?(?:分别)?[（(]?(?:或|即|约|按年)?")
_CHANGE_KINDS = frozenset(("percent", "money", "count", "index", "ratio", "area", "length", "weight", "volume", "energy", "power", "data", "temperature", "speed"))  # fmt: skip


def find(text: str, norm: str, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Give every figure of `text` in text order; `norm` is its fold, `taken` the spans of periods."""
    return [item.figure for item in read(text, norm, taken) if isinstance(item, Reading)]


def read(text: str, norm: str, taken: Sequence[tuple[int, int]] = ()) -> list[Reading | Unread]:
    """Give every figure with its parts, and what looks like a number but could not be read."""
    return list(_scan(text, norm, sorted(taken)))


def _scan(text: str, norm: str, taken: Sequence[tuple[int, int]]) -> Iterator[Reading | Unread]:
    position = floor = 0
    spans = iter(taken)
    span = next(spans, None)
    previous: Reading | None = None
    while (anchor := _ANCHOR.search(norm, position)) is not None:
        at = anchor.start()
        while span is not None and span[1] <= at:
            span = next(spans, None)
        if span is not None and span[0] <= at:
            position = floor = span[1]
            continue
        found = _at(norm, at, floor)
        if isinstance(found, int):
            position = found
            continue
        if isinstance(found, Misread):
            if span is None or found.end <= span[0]:
                yield Unread(found.start, found.end, text[found.start : found.end], found.reason)
            position = floor = found.end
            continue
        if span is not None and found.end > span[0] and found.start < span[1]:
            position = max(at + 1, min(found.end, span[0]))
            continue
        reading = _assemble(text, norm, found, floor, span[0] if span is not None else len(norm), previous)
        yield reading
        previous = reading
        position = floor = max(reading.figure.end, at + 1)


def _at(norm: str, at: int, floor: int) -> Amount | Misread | int:
    """Give what stands at an anchor, or where to go on if that is no figure."""
    first = norm[at]
    if first == "第":
        return read_rank(norm, at)
    if first == "半":
        if (stop := names.skip(norm, at, at + 1, floor)) is not None:
            return stop
        return read_half(norm, at, floor) or at + 1
    if first == "对":
        return _half_price(norm, at)
    if first in "参伍陆肆拾" and _FORMAL.match(norm, at) is None:
        return at + 1
    if first in "百佰千仟万" and (share := read_fraction(norm, at, floor)) is not None:
        return share
    digits = "0" <= first <= "9"
    run = _NUMERAL.match(norm, at)
    end = run.end() if run is not None else at + 1
    if (stop := names.skip(norm, at, end, floor)) is not None:
        return stop
    if digits and names.is_code(norm, at, end):
        return names.code_end(norm, end)
    if (stop := names.date_end(norm, at, end)) is not None:
        return stop
    found = read_fraction(norm, at, floor) or read_amount(norm, at, floor)
    if found is None:
        return max(at + 1, end)
    if isinstance(found, Misread):
        return found
    joined = ranges.join(norm, found, floor)
    if isinstance(joined, Amount):
        return joined
    if found.article and found.kind in ("count", "duration"):
        return found if _hedged(norm, found, floor) else found.end
    if found.unit is None and found.rule == "count.bare" and not accept_bare(norm, found, floor):
        return names.code_end(norm, end) if digits else max(end, at + 1)
    if first in _UNBOUND and len(norm[slice(*found.numeral)]) == 1 and not _hedged(norm, found, floor):
        return end
    return found


def _hedged(norm: str, amount: Amount, floor: int) -> bool:
    return (
        hedges.before(norm, amount.start, floor, is_round=_is_round(norm, amount)) is not None
        or hedges.after(norm, amount.end) is not None
        or amount.value.hedge != "exact"
    )


def _is_round(norm: str, amount: Amount) -> bool:
    return norm[amount.numeral[0]] in "百千万亿半十佰仟"


def _half_price(norm: str, at: int) -> Amount | int:
    if norm.startswith("对折", at) and norm[at - 1 : at] in ("打", "以", "是", "近", "，", ""):
        from decimal import Decimal

        from heshu.figures.numerals import Value

        return Amount(at, at + 2, (at, at + 2), Value(Decimal(50)), "percent", "percent", "share.discount")
    return at + 1


def _assemble(
    text: str, norm: str, amount: Amount, floor: int, ceiling: int, previous: Reading | None
) -> Reading:
    parts: list[Part] = []
    start, end = amount.start, amount.end
    hedge: Hedge = "exact"
    if amount.currency is not None:
        parts.append(Part("currency", *amount.currency))
    while (cue := hedges.before(norm, start, floor, is_round=_is_round(norm, amount))) is not None:
        start = cue.start
        hedge = cue.hedge if hedge in ("exact", "about") else hedge
        parts.append(Part("hedge", cue.start, cue.end))
    if (amount.currency is None and amount.kind == "money") or (amount.kind == "count" and amount.unit is None):
        start = _currency_before_hedge(norm, amount, start, floor, parts)
    parts.append(Part("numeral", *amount.numeral))
    if amount.unit is not None:
        parts.append(Part("unit", *amount.unit))
    if (tail := hedges.after(norm, end)) is not None and tail.end <= ceiling:
        end = tail.end
        hedge = tail.hedge if hedge in ("exact", "about") else hedge
        parts.append(Part("hedge", tail.start, tail.end))
    if hedge == "exact" and (said := hedges.verb(norm, start, floor)) is not None:
        hedge = said.hedge
        parts.append(Part("hedge", said.start, said.end))
    value, lower, upper, hedge = hedges.apply(amount.value, hedge)
    if amount.rule == "ratio.half" and hedge == "more_than":
        value = None
    way = _direction(norm, amount, start, end, floor, previous, parts)
    each = per(norm, amount, start, end, floor) if amount.kind == "money" else None
    if each is not None:
        parts.append(Part("per", each.start, each.end))
        if each.start == end:
            end = each.end
    unit = amount.code
    if unit is None and amount.unit is not None and amount.kind != "money":
        unit = text[slice(*amount.unit)].strip()
    if amount.kind == "money" and amount.defaulted:
        unit = "HKD"
    unit = unit or None
    figure = Figure(
        start, end, text[start:end], amount.kind, value, unit, lower, upper, hedge, way,
        per=None if each is None else each.code if each.code is not None else text[each.start + each.offset : each.end],
        unit_from="default" if amount.kind == "money" and amount.defaulted else "print",
        rule=amount.rule,
    )  # fmt: skip
    return Reading(figure, tuple(sorted(parts, key=lambda part: part.start)))


def _currency_before_hedge(norm: str, amount: Amount, start: int, floor: int, parts: list[Part]) -> int:
    """人民币约5亿元: the currency stands before the hedge."""
    if start == amount.start:
        return start
    mark = Amount(start, start, (start, start), amount.value)
    from heshu.figures.amounts import _take_currency

    _take_currency(norm, mark, floor)
    if mark.currency is None:
        return start
    parts.append(Part("currency", *mark.currency))
    amount.kind, amount.rule = "money", "money.prefix"
    if mark.code is not None:
        amount.code, amount.defaulted = mark.code, False
    return mark.start


def _direction(
    norm: str, amount: Amount, start: int, end: int, floor: int, previous: Reading | None, parts: list[Part]
) -> Direction | None:
    if amount.kind not in _CHANGE_KINDS or (amount.code == "fraction" and amount.rule == "ratio.pair"):
        return None
    cue = directions.before(norm, start, floor) or directions.after(norm, end)
    if cue is not None:
        parts.append(Part("direction", cue.start, cue.end))
        return cue.direction
    if previous is not None and previous.figure.direction is not None:
        gap = norm[previous.figure.end : start]
        if (
            len(gap) <= 6
            and _LINKS.fullmatch(gap)
            and gap not in ("至",)
            and previous.figure.kind in ("percent", "index", "money", "count")
        ):
            return previous.figure.direction
    return None
