"""An amount and what stands around it made into a figure: hedges, direction, what a price is for.

What the words mean is read by `hedges`, `directions` and `rates`; here it is decided what goes into the span.
"""

from heshu.figures import directions, hedges
from heshu.figures.amounts import take_currency
from heshu.figures.rates import carried, per
from heshu.figures.reading import Amount, Part
from heshu.model.nouns import OUT_OF_RANGE, Direction, Figure, Hedge
from heshu.model.quantity import is_held


def assemble(
    text: str,
    norm: str,
    amount: Amount,
    floor: int,
    ceiling: int,
    previous: Figure | None,
    parts: list[tuple[Part, ...]] | None = None,
) -> Figure:
    """Give the figure of an amount between `floor` and `ceiling`; add its parts to `parts`, if they are asked for."""
    cues: list[Part] = []
    start, end, hedge = _hedge(norm, amount, floor, ceiling, cues)
    value, lower, upper, hedge = hedges.apply(amount.value, hedge)
    if hedge == "more_than" and amount.rule == "ratio.half":
        value = None
    rule = amount.rule
    if not (is_held(value) and is_held(lower) and is_held(upper)):
        value, lower, upper, rule = None, None, None, rule + OUT_OF_RANGE
    way = _direction(norm, amount, start, end, floor, previous, cues)
    unit, price = amount.code, None
    if amount.kind == "money":
        unit = "HKD" if unit is None else unit
        each = per(norm, start, end, floor)
        if each is not None:
            cues.append(Part("per", each.start, each.end))
            price = each.code or text[each.start : each.end]
        else:
            price = carried(norm, start, unit, previous)
    elif unit is None and amount.unit is not None:
        unit = text[slice(*amount.unit)]
    figure = Figure(
        start, end, text[start:end], amount.kind, value, unit or None, lower, upper, hedge, way,
        per=price,
        unit_from="default" if amount.kind == "money" and amount.code is None else "print",
        rule=rule,
    )  # fmt: skip
    if parts is not None:
        parts.append(_parts(amount, cues))
    return figure


def _parts(amount: Amount, cues: list[Part]) -> tuple[Part, ...]:
    own = [Part("numeral", *amount.numeral), *cues]
    if amount.currency is not None:
        own.append(Part("currency", *amount.currency))
    if amount.unit is not None:
        own.append(Part("unit", *amount.unit))
    return tuple(sorted(own, key=lambda part: part.start))


def _hedge(norm: str, amount: Amount, floor: int, ceiling: int, parts: list[Part]) -> tuple[int, int, Hedge]:
    """Give the span with its hedges, and what they mean together: the narrower word wins over 约."""
    start, end = amount.start, amount.end
    cues: list[hedges.Cue] = []
    while (cue := hedges.before(norm, amount, start, floor)) is not None:
        start = cue.start
        cues.append(cue)
    if cues and (amount.kind == "money" or amount.bare) and amount.currency is None:
        start = _currency_before_hedge(norm, amount, start, floor)
    if (tail := hedges.after(norm, end)) is not None and tail.end <= ceiling:
        end = tail.end
        cues.append(tail)
    if not cues and (around := hedges.around(norm, amount, start, end, floor)) is not None:
        cues.append(around)
        if amount.defaulted:
            _currency_before_hedge(norm, amount, around.start, floor)
    parts.extend(Part("hedge", cue.start, cue.end) for cue in cues)
    narrow = [cue.hedge for cue in cues if cue.hedge not in ("about", "exact")]
    return start, end, narrow[0] if narrow else cues[0].hedge if cues else "exact"


def _currency_before_hedge(norm: str, amount: Amount, start: int, floor: int) -> int:
    """Take in the currency of 人民币约5亿元, 折合人民币约为15亿元; give where the span then begins."""
    mark = Amount(start, start, (start, start), amount.value)
    take_currency(norm, mark, floor)
    if mark.currency is None:
        return start
    amount.kind, amount.rule, amount.currency = "money", "money.prefix", mark.currency
    amount.code, amount.defaulted = mark.code or amount.code, False
    return mark.start


def _direction(
    norm: str, amount: Amount, start: int, end: int, floor: int, previous: Figure | None, parts: list[Part]
) -> Direction | None:
    if amount.rule == "ratio.double":
        return "up"
    cue = directions.before(norm, amount, start, floor) or directions.after(norm, amount, end)
    if cue is None:
        return directions.inherited(norm, amount, start, end, previous)
    parts.append(Part("direction", cue.start, cue.end))
    return cue.direction
