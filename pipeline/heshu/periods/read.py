"""What the steps of one mention amount to, given a clock and what was said before.

An unsaid year, month or week is filled from the sentence's context, or else by the candidate nearest to the
clock, where the future counts as twice as far: a column looks back unless it says otherwise.
"""

from datetime import datetime

from heshu.model.nouns import PeriodAnchor
from heshu.periods.anchor import Clock, anchored, moved
from heshu.periods.holidays import festival_choices
from heshu.periods.mention import Step, Steps, Unit
from heshu.periods.narrow import narrow
from heshu.periods.stretch import Stretch, add, floor, unit_at

# What an opening step leaves unsaid.
_UNSAID: dict[str, Unit] = {
    "month": "year", "quarter": "year", "half": "year", "season": "year", "holiday": "year", "lunar_month": "year",
    "first": "year", "all": "year", "day": "month", "weekday": "week", "clock": "day", "hours": "day",
    "daypart": "day", "half_month": "month", "half_week": "week", "nth_weekday": "month",
}  # fmt: skip

_REFERRING = frozenset(("that", "that_shift", "that_year", "these"))


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


def refers(steps: Steps) -> bool:
    """Say whether the steps need an earlier period: 同期, 翌年, 2019年同期, 这三个月."""
    return any(step.op in _REFERRING or step.name == "preceding" for step in steps)


def _read_said(steps: Steps, clock: Clock) -> tuple[Stretch, PeriodAnchor] | None:
    if steps[0].op == "fiscal_of" and len(steps) > 1:  # a quarter of accounts that begin nobody knows when
        return None
    opening = anchored(steps[0], clock)
    if opening is None:
        return None
    stretch = _follow(opening[0], steps[1:], clock)
    anchor = "previous" if any(step.op == "that_year" for step in steps) else opening[1]
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
        elif step.op == "anniversary":
            stretch = (
                None
                if clock.now is None or stretch.start is None
                else _in_year(clock.now, stretch.start.year)
            )
        elif step.op == "rest":
            stretch = None if clock.now is None else Stretch(floor(clock.now, "day"), stretch.end, "day")
        else:
            stretch = narrow(stretch, step)
    return stretch


def _in_year(day: datetime, year: int) -> Stretch | None:
    """去年今日: the day of publication, in another year; None for 29 February in a common year."""
    return unit_at(day.replace(year=year), "day")


def _moved_to_year(year: Stretch, previous: Stretch | None) -> Stretch | None:
    if previous is None or previous.start is None or year.start is None:
        return None
    return moved(previous, 12 * (year.start.year - previous.start.year))


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
        found += [(_cost(stretch, today, lean, k, steps[0]), stretch) for stretch in read_here]
        reached += bool(read_here)
        if reached == 3:
            break
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _choices(steps: Steps) -> list[Steps]:
    if steps[0].op != "holiday":
        return [steps]
    return [(Step("holiday", name=name), *steps[1:]) for name in festival_choices(steps[0].name)]


def _cost(stretch: Stretch, today: datetime, lean: str, k: int, head: Step) -> float:
    """Say how far `stretch` is from `today`, the `k`th unit from now, for one who leans `lean`.

    Counted months (首十一个月) are as far as their last day, whose figures are told; a month behind, too.
    """
    assert stretch.start is not None and stretch.end is not None  # unsaid steps give whole parts
    since_end = (stretch.end - today).days - 1
    if head.op == "first" and lean != "context":
        return abs(since_end)
    if stretch.start <= today < stretch.end:
        return 0
    ahead = (floor(stretch.start, "day") - today).days
    if head.op == "month" and ahead < 0 and lean in ("near", "behind"):
        ahead = since_end
    match lean:
        case "context":
            return abs(ahead) * (1 if k == 0 else 3 if k > 0 else 5)
        case "ahead":
            return ahead if ahead > 0 else -4 * ahead
        case "soon":
            return ahead if ahead > 0 else -2 * ahead
        case "behind":
            return 6 * ahead if ahead > 0 else -ahead
        case "past":
            return -ahead if ahead < 0 else 1e6 + ahead
        case "future":
            return ahead if ahead >= 0 else 1e6 - ahead
    return -ahead if ahead < 0 else ahead * (5 if k > 0 else 1.8 if head.op == "holiday" else 2)
