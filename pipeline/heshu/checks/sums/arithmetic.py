"""Whether a hypothesis holds: its sum over the sets of values behind the print, in floats, for thousands at once.

What becomes a finding is worked again in decimals (`sums.told`); this tells which readings need that.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf, log2

from heshu.checks.column import PERCENT, PERIOD
from heshu.checks.printed import cut_off, rounded
from heshu.checks.sums.families import Hypothesis
from heshu.checks.sums.terms import MOST, Term

Values = Sequence[float]
USD_HKD = (7.75, 7.85)


@dataclass(frozen=True, slots=True)
class Outcome:
    """`holds` where the printed numbers can agree; `worked` is what they give, `said` the stated, in one unit.

    `chance` is how often a number that nobody means so would agree: much for 兩成 or 逾百, little for 19.97%.
    """

    holds: bool
    worked: float
    said: float
    chance: float = 0.03

    @property
    def ratio(self) -> float:
        """How many times what is worked the stated value is; 0 where one of them is not positive."""
        return self.said / self.worked if self.worked > 0 and self.said > 0 else 0.0


def _over(a: float, b: float) -> float:
    return a / b if b else MOST


def _compound(v: Values) -> float:
    if v[0] <= 0 or v[1] <= 0 or not 0 < v[2] < 200 or v[1] / v[0] > 1e6:
        return MOST
    return float((v[1] / v[0]) ** (1 / v[2]) - 1)


_WORK: dict[str, Callable[[Values], float]] = {
    "growth": lambda v: _over(v[1] - v[0], v[0]),
    "difference": lambda v: v[1] - v[0],
    "points": lambda v: v[1] - v[0],
    "multiple": lambda v: _over(v[1], v[0]),
    "share": lambda v: _over(v[0], v[1]),
    "sum": sum,
    "each": lambda v: _over(v[0], v[1]),
    "total": lambda v: v[0] * v[1],
    "unit_price": lambda v: _over(v[0], v[1]),
    "yield": lambda v: _over(v[0], v[1]),
    "compound": _compound,
    "span": lambda v: abs(v[1] - v[0]),
    "part": lambda v: v[0],
}


def outcome(hypothesis: Hypothesis, found: Sequence[Term]) -> Outcome:
    """Work a hypothesis."""
    name = hypothesis.family.name
    stated = found[hypothesis.terms[hypothesis.stated]]
    operands = [found[place] for place in hypothesis.operands]
    if name == "part":
        part, whole = stated, operands[0]
        return Outcome(part.low <= whole.high, whole.value, part.value)
    if name == "currency":
        return _currency(operands[0], stated)
    if name == "span":
        return _span(operands, stated)
    if name == "breakdown":
        return _breakdown([*operands, stated])
    if name == "each" and operands[1].sign == PERIOD:
        return _each_of_stretch(operands, stated)
    sets, said, factor = _stated(stated, operands, name)
    best: Outcome | None = None
    loose = any(t.high - t.low == inf for t in operands)
    for way in _ways(name, operands, stated):
        values = [t.value for t in operands]
        worked = way(values) * factor
        holds = any(low <= worked < high or worked == high == low for low, high in sets)
        if not holds:
            corners = (
                [way(corner) * factor for corner in product(*((t.low, t.high) for t in operands))]
                if len(operands) <= 4
                else [way([t.low for t in operands]) * factor, way([t.high for t in operands]) * factor]
            )
            known = [c for c in corners if c == c and abs(c) < inf]
            low, high = sets[0]
            holds = bool(known) and min(known) < high and low <= max(known)
        if best is None or holds:
            best = Outcome(holds, worked, said, _OPEN if loose else _chance(*sets[0], said))
        if holds:
            break
    assert best is not None
    return best


_OPEN = 0.6
"""How often a sum agrees that has 逾 or 不足 in it."""


def _chance(low: float, high: float, said: float) -> float:
    if high - low == inf:
        return _OPEN
    return min(0.3, max(0.004, 0.4 * (high - low) / abs(said))) if said else 0.3


def _breakdown(shares: Sequence[Term]) -> Outcome:
    """Shares in tenths make ten or do not; of percentages each may be off by half its last place."""
    slack = sum(
        0.0 if "成" in share.noun.text and share.figure.hedge == "exact" else (share.high - share.low) / 2
        for share in shares
    )
    made = sum(share.value for share in shares)
    last = shares[-1].value
    return Outcome(abs(made - 100) <= slack + 1e-9, 100 - (made - last), last, 0.1)


def _ways(name: str, operands: Sequence[Term], stated: Term) -> list[Callable[[Values], float]]:
    """Give what a sum may mean: a change with its direction, a rent by month or by year, a ratio or points."""
    figure = stated.figure
    if "番" in figure.text and name in ("growth", "multiple"):
        return [lambda v: log2(v[1]) - log2(v[0]) if v[0] > 0 and v[1] > 0 else MOST]
    if name == "close":
        sign = -1 if _down(operands[1], stated) else 1
        return [lambda v: _over(v[1], v[0] - sign * v[1]), lambda v: _over(v[1], v[0])]
    if name in ("growth", "difference", "points"):
        up = operands[1].value >= operands[0].value
        sign = (1 if up else -1) if figure.direction is None else 1 if figure.direction == "up" else -1
        work = _WORK[name]
        ways: list[Callable[[Values], float]] = [lambda v: sign * work(v)]
        if name == "points":
            ways.append(lambda v: sign * _over(v[1] - v[0], v[0]) * 100)
        return ways
    if name == "yield":
        return [_WORK[name], lambda v: 12 * _over(v[0], v[1])]
    return [_WORK[name]]


def _down(move: Term, stated: Term) -> bool:
    return "down" in (move.figure.direction, stated.figure.direction)


def _stated(
    term: Term, operands: Sequence[Term], name: str
) -> tuple[list[tuple[float, float]], float, float]:
    """Give the sets that a stated number may stand for (rounded, cut off), its value, and the factor on the worked."""
    figure = term.figure
    sets = [found for found in (rounded(figure), cut_off(figure)) if found is not None]
    bounds = [(float(s.low), float(s.high) if s.open else float(s.high) * (1 + 1e-12)) for s in sets]
    said, factor = term.value, 1.0
    if (figure.unit == "percent" and name not in ("points", "breakdown", "sum", "each", "total")) or (
        figure.unit == "basis_point" and operands[0].sign == PERCENT
    ):
        factor = 100.0
    return bounds, said, factor


STRETCHES = {"day": 1.0, "week": 7.0, "month": 30.4375, "quarter": 91.3125, "year": 365.25}
"""Days in what an average may be taken over."""


def _each_of_stretch(operands: Sequence[Term], stated: Term) -> Outcome:
    """An average over a period is by the day, week, month, quarter or year: the one that fits, else the nearest."""
    low, high = stated.low, stated.high
    best = Outcome(False, 0.0, stated.value)
    for days in STRETCHES.values():
        number = round(operands[1].days / days)
        if number < 2:
            continue
        worked = operands[0].value / number
        holds = operands[0].low / number <= high and low <= operands[0].high / number
        if holds or abs(worked - stated.value) < abs(best.worked - stated.value):
            best = Outcome(holds, worked, stated.value)
        if holds:
            break
    return best if best.worked else Outcome(True, 0.0, 0.0, 1.0)


def _currency(first: Term, second: Term) -> Outcome:
    units = (first.figure.unit, second.figure.unit)
    if units == ("USD", "HKD"):
        low, high = USD_HKD
    elif units == ("HKD", "USD"):
        low, high = 1 / USD_HKD[1], 1 / USD_HKD[0]
    else:
        return Outcome(True, 0.0, 0.0, 1.0)
    holds = first.low * low <= second.high and second.low <= first.high * high
    return Outcome(holds, first.value * (low + high) / 2, second.value)


_LENGTHS = {"year": 12.0, "歲": 12.0, "周年": 12.0, "週年": 12.0, "quarter": 3.0, "month": 1.0}


def _span(dates: Sequence[Term], stated: Term) -> Outcome:
    each = _LENGTHS.get(stated.figure.unit or "")
    if each is None:
        return Outcome(True, 0.0, 0.0, 1.0)
    worked = abs(dates[1].value - dates[0].value) / each
    low, high = stated.low, stated.high
    return Outcome(low - 1.01 <= worked <= high + 1.01, worked, stated.value, 0.2)
