"""What the steps of one mention amount to, given a clock and what was said before.

An unsaid year, month or week is filled from the sentence's context, or else by the candidate nearest to the
clock, where the future counts as twice as far: a column looks back unless it says otherwise.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from heshu.model.nouns import PeriodAnchor
from heshu.periods.holidays import festival_choices
from heshu.periods.mention import Step, Steps, Unit
from heshu.periods.narrow import narrow
from heshu.periods.stretch import Stretch, add, add_months, floor, unit_at

Lean = Literal["near", "ahead", "past", "future", "current"]

# What an opening step leaves unsaid.
_UNSAID: dict[str, Unit] = {
    "month": "year", "quarter": "year", "half": "year", "season": "year", "holiday": "year", "lunar_month": "year",
    "first": "year", "all": "year", "day": "month", "weekday": "week", "clock": "day", "hours": "day",
    "daypart": "day",
}  # fmt: skip
_CLOCKED = frozenset(("hour", "minute", "second"))
_LATEST_YEAR = 2035  # of two digits, where nobody says when the text was printed


@dataclass(frozen=True, slots=True)
class Clock:
    """What unsaid things are read against.

    `now` is the moment of publication; `previous` the last period of the text, for 同期 and 翌年; `context`
    the period whose year, month or day the sentence is still in; `fiscal` is true where the text has counted
    in fiscal years, for 明年度.
    """

    now: datetime | None
    lean: Lean = "near"
    previous: Stretch | None = None
    context: Stretch | None = None
    fiscal: bool = False


def read(steps: Steps, clock: Clock) -> tuple[Stretch, PeriodAnchor] | None:
    """Give the stretch that the steps amount to and what anchored it, or None: nothing is guessed."""
    try:
        unsaid = _UNSAID.get(steps[0].op)
        if unsaid is None:
            return _read_said(steps, clock)
        return _read_unsaid(steps, unsaid, clock)
    except (ValueError, OverflowError):
        return None


def is_unsaid(steps: Steps) -> bool:
    """Say whether the steps leave the year, the month, the week or the day unsaid."""
    return steps[0].op in _UNSAID


def _read_said(steps: Steps, clock: Clock) -> tuple[Stretch, PeriodAnchor] | None:
    anchored = _anchored(steps[0], clock)
    if anchored is None:
        return None
    stretch = _follow(anchored[0], steps[1:], clock)
    anchor = "previous" if any(step.op == "that_year" for step in steps) else anchored[1]
    return (stretch, anchor) if stretch else None


def _read_unsaid(steps: Steps, unsaid: Unit, clock: Clock) -> tuple[Stretch, PeriodAnchor] | None:
    context = clock.context
    if context is not None and context.start is not None:
        whole = context.grain == unsaid or (
            unsaid == "year" and context.grain in ("fiscal", "half", "quarter")
        )
        if whole:
            stretch = _follow(Stretch(context.start, context.end, unsaid), steps, clock)
        else:
            stretch = _nearest(steps, unsaid, context.start, "context", clock)
        return (stretch, "previous") if stretch else None
    if clock.now is None:
        return None
    stretch = _nearest(steps, unsaid, clock.now, clock.lean, clock)
    return (stretch, "published") if stretch else None


def _follow(stretch: Stretch | None, steps: Steps, clock: Clock) -> Stretch | None:
    for step in steps:
        if stretch is None:
            return None
        if step.op == "that_year":
            stretch = _moved_to_year(stretch, clock.previous)
        elif step.op == "rest":
            stretch = None if clock.now is None else Stretch(floor(clock.now, "day"), stretch.end, "day")
        else:
            stretch = narrow(stretch, step)
    return stretch


def _moved_to_year(year: Stretch, previous: Stretch | None) -> Stretch | None:
    if previous is None or previous.start is None or year.start is None:
        return None
    return _moved(previous, 12 * (year.start.year - previous.start.year))


def _moved(stretch: Stretch, months: int) -> Stretch:
    start = stretch.start and add_months(stretch.start, months)
    end = stretch.end
    if end is not None:
        by_month = end == floor(end, "month")
        end = (
            add_months(end, months)
            if by_month
            else add_months(end - timedelta(days=1), months) + timedelta(days=1)
        )
    return Stretch(start, end, stretch.grain, stretch.about)


def _nearest(steps: Steps, unsaid: Unit, around: datetime, lean: str, clock: Clock) -> Stretch | None:
    """Try the unit `around` is in and its neighbours, further off only for what few years have (2月29日)."""
    today = floor(around, "day")
    found: list[tuple[float, Stretch]] = []
    reached = 0
    for k in (0, -1, 1, -2, 2, -3, 3, -4, 4):
        base = unit_at(add(floor(around, unsaid), k, unsaid), unsaid)
        read_here = [s for choice in _choices(steps) if (s := _follow(base, choice, clock)) and s.start]
        if read_here and lean == "current":
            return read_here[0]
        found += [(_cost(stretch, today, lean, k), stretch) for stretch in read_here]
        reached += bool(read_here)
        if reached == 3:
            break
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _choices(steps: Steps) -> list[Steps]:
    if steps[0].op != "holiday":
        return [steps]
    return [(Step("holiday", name=name), *steps[1:]) for name in festival_choices(steps[0].name)]


def _cost(stretch: Stretch, today: datetime, lean: str, k: int) -> float:
    """Say how far `stretch` is from `today`, the `k`th unit from now, for one who leans `lean`."""
    assert stretch.start is not None and stretch.end is not None  # unsaid steps give whole parts
    if stretch.start <= today < stretch.end:
        return 0
    ahead = (floor(stretch.start, "day") - today).days
    match lean:
        case "context":
            return abs(ahead) * (1 if k == 0 else 3 if k > 0 else 5)
        case "ahead":
            return ahead if ahead > 0 else -4 * ahead
        case "past":
            return -ahead if ahead < 0 else 1e6 + ahead
        case "future":
            return ahead if ahead >= 0 else 1e6 - ahead
    return -ahead if ahead < 0 else ahead * (4 if k > 0 else 2)


def _anchored(head: Step, clock: Clock) -> tuple[Stretch, PeriodAnchor] | None:
    match head.op:
        case "year" | "year2" | "fiscal" | "school" | "century":
            return _said(head, clock.now), "explicit"
        case "decade":
            return _decade(head.n, clock.now), "explicit"
        case "that" | "that_shift" | "that_year" | "next":
            chained = _chained(head, clock.previous)
            return (chained, "previous") if chained else None
        case "before" if clock.context is not None:
            earlier = _before(head, clock.context)
            return (earlier, "previous") if earlier else None
    if clock.now is None:
        return None
    found = _relative(head, clock.now, clock.fiscal)
    return (found, "published") if found else None


def _said(head: Step, now: datetime | None) -> Stretch:
    n = head.n
    match head.op:
        case "century":
            return unit_at(datetime(max(1, (n - 1) * 100), 1, 1), "century")
        case "fiscal":
            return Stretch(datetime(n, 4, 1), datetime((head.m or n) + 1, 4, 1), "fiscal")
        case "school":
            return Stretch(datetime(n, 9, 1), datetime((head.m or n) + 1, 9, 1), "fiscal")
        case "year2":
            latest = _LATEST_YEAR if now is None else now.year + 11
            n += (latest - n) // 100 * 100
    if n <= 0:
        return Stretch(None, None, "year", label=f"{n:05d}" if n else "0000")
    return Stretch(datetime(n, 1, 1), datetime((head.m or n) + 1, 1, 1), "year")


def _decade(n: int, now: datetime | None) -> Stretch:
    """八十年代 is the last such decade that had begun; without a clock, that of the twentieth century."""
    if n < 100:
        n += 1900 if now is None or 2000 + n > now.year else 2000
    return unit_at(datetime(n, 1, 1), "decade")


def _relative(head: Step, now: datetime, fiscal: bool) -> Stretch | None:
    today = floor(now, "day")
    match head.op:
        case "shift":
            unit: Unit = "fiscal" if fiscal and head.name == "annual" else head.unit
            return unit_at(add(floor(now, unit), head.n, unit), unit)
        case "past" | "coming":
            clocked = head.unit in _CLOCKED
            start, end = (now, now) if clocked else (today, today + timedelta(days=1))
            grain: Unit = head.unit if clocked else "day"
            if head.op == "past":
                return Stretch(add(start, -head.n, head.unit), end, grain, head.name == "about")
            return Stretch(start, add(end, head.n, head.unit), grain, head.name == "about")
        case "before" if head.unit in ("month", "quarter"):
            year = unit_at(now, "year")
            return narrow(year, Step("first", head.n, unit=head.unit))
        case "before":
            return _relative(Step("past", head.n, unit=head.unit, name=head.name), now, fiscal)
        case "ago" | "later":
            there = add(now, -head.n if head.op == "ago" else head.n, head.unit)
            at = unit_at(there, head.unit)
            return Stretch(at.start, at.end, at.grain, head.name == "about")
    return None


def _before(head: Step, context: Stretch) -> Stretch | None:
    """之前五年, 前两个月: whole units that end where `context` begins, or the unit that it lies in."""
    if context.start is None or context.end is None:
        return None
    longer = add(context.start, 1, head.unit) <= context.end
    end = context.start if longer else floor(context.start, head.unit)
    return Stretch(add(end, -head.n, head.unit), end, _grain(end, head.unit))


def _grain(edge: datetime, unit: Unit) -> Unit:
    """Say how finely to write units that begin at `edge`: years from April in months, months from the 19th in days."""
    if floor(edge, unit) == edge:
        return unit
    return "month" if floor(edge, "month") == edge else "day"


def _chained(head: Step, previous: Stretch | None) -> Stretch | None:
    if previous is None or previous.start is None:
        return None
    last = previous.start if previous.end is None else previous.end - timedelta(seconds=1)
    match head.op:
        case "that":
            return unit_at(last, head.unit) if head.unit else previous
        case "that_shift":
            return unit_at(add(floor(last, head.unit), head.n, head.unit), head.unit)
        case "that_year":
            return _moved(previous, 12 * head.n)
        case "next" if previous.end is not None:
            return Stretch(
                previous.end, add(previous.end, head.n, head.unit), _grain(previous.end, head.unit)
            )
    return None
