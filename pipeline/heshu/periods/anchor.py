"""Opening steps that say where they stand: outright (2026年), from publication (去年), from before (翌年)."""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from heshu.model.nouns import PeriodAnchor
from heshu.periods.mention import Step, Unit
from heshu.periods.narrow import decades, narrow
from heshu.periods.stretch import Stretch, add, add_months, floor, unit_at

Lean = Literal["near", "ahead", "soon", "behind", "past", "future", "current"]

_CLOCKED = frozenset(("hour", "minute", "second"))
_LATEST_YEAR = 2035  # of two digits, where nobody says when the text was printed


class Clock(NamedTuple):
    """What unsaid things are read against.

    `now` is the moment of publication; `previous` the last period of the text, for 同期 and 翌年; `context`
    the period whose year, month or day the sentence is still in; `fiscal` is true where the text has counted
    in fiscal years, for 明年度; `hourless` is true where `now` is a date whose hour nobody knows.
    """

    now: datetime | None
    lean: Lean = "near"
    previous: Stretch | None = None
    context: Stretch | None = None
    fiscal: bool = False
    hourless: bool = False


def anchored(head: Step, clock: Clock) -> tuple[Stretch, PeriodAnchor] | None:
    """Give the stretch of an opening step that leaves nothing unsaid, and what anchored it."""
    match head.op:
        case "year" | "year2" | "fiscal" | "school" | "century":
            return _said(head, clock.now), "explicit"
        case "fiscal_of" if head.n:
            return unit_at(datetime(head.n, 1, 1), "year"), "explicit"
        case "decade":
            return _decade(head, clock.now), "explicit"
        case "that" | "that_shift" | "that_year":
            chained = _chained(head, clock.previous)
            return (chained, "previous") if chained else None
        case "before" if clock.context is not None:
            earlier = _before(head, clock.context)
            return (earlier, "previous") if earlier else None
        case "shift" if head.name == "preceding" and clock.previous and clock.previous.grain == "fiscal":
            return moved(clock.previous, -12), "previous"
        case "these" if (previous := _as_long(head, clock.previous)) is not None:
            return previous, "previous"
        case "these":
            head = head._replace(op="past")
    if clock.now is None:
        return None
    found = _relative(head, clock.now, clock)
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
            century = (latest - n) // 100 * 100
            return Stretch(datetime(n + century, 1, 1), datetime((head.m or n) + century + 1, 1, 1), "year")
    if n <= 0:
        return Stretch(None, None, "year", label=f"{n:05d}" if n else "0000")
    return Stretch(datetime(n, 1, 1), datetime((head.m or n) + 1, 1, 1), "year")


def _decade(head: Step, now: datetime | None) -> Stretch:
    """八十年代 is the last such decade that had begun; without a clock, that of the twentieth century."""
    n = head.n
    if n < 100:
        n += 1900 if now is None or 2000 + n > now.year else 2000
    return decades(n, head.m % 100 - n % 100 if head.m else 0)


def _as_long(head: Step, previous: Stretch | None) -> Stretch | None:
    """Give the period before where it is exactly so long: 去年7月至今年6月 … 这十二个月."""
    if previous is None or previous.start is None or previous.end is None:
        return None
    return previous if add(previous.start, head.n, head.unit) == previous.end else None


def _relative(head: Step, now: datetime, clock: Clock) -> Stretch | None:
    today = floor(now, "day")
    match head.op:
        case "shift" | "ago" | "later" if clock.hourless and head.unit in _CLOCKED:
            return None
        case "shift" if head.name == "school":
            first = now.year + head.n - (now.month < 9)
            return Stretch(datetime(first, 9, 1), datetime(first + 1, 9, 1), "fiscal")
        case "shift":
            unit: Unit = "fiscal" if clock.fiscal and head.name in ("annual", "preceding") else head.unit
            return unit_at(add(floor(now, unit), head.n, unit), unit, max(1, head.m))
        case "past" if head.unit == "fiscal":
            end = floor(now, "fiscal")
            return Stretch(add(end, -head.n, "fiscal"), end, "fiscal")
        case "coming" if head.unit == "fiscal":
            start = add(floor(now, "fiscal"), 1, "fiscal")
            return Stretch(start, add(start, head.n, "fiscal"), "fiscal")
        case "past" | "coming" if clock.hourless and head.unit in _CLOCKED:
            start, end = sorted((now, add(now, head.n if head.op == "coming" else -head.n, head.unit)))
            return Stretch(floor(start, "day"), floor(end, "day") + timedelta(days=1), "day")
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
            return _relative(Step("past", head.n, unit=head.unit, name=head.name), now, clock)
        case "ago" | "later":
            there = add(now, -head.n if head.op == "ago" else head.n, head.unit)
            at = unit_at(there, head.unit)
            return Stretch(at.start, at.end, at.grain, head.name == "about")
    return None


def _before(head: Step, context: Stretch) -> Stretch | None:
    """之前五年, 前两个月: whole units that end where `context` begins, or the unit that it lies in."""
    if context.start is None or context.end is None:
        return None
    if head.unit == "month" and context.grain == "month" and context.start.month == head.n:
        return narrow(unit_at(context.start, "year"), Step("first", head.n, unit="month"))  # 5月 … 前5个月
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
            if head.name == "near" and add(previous.start, 1, head.unit or "day") < (
                previous.end or previous.start
            ):
                return previous
            return unit_at(last, head.unit) if head.unit else previous
        case "that_shift":
            return unit_at(add(floor(last, head.unit), head.n, head.unit), head.unit)
        case "that_year":
            return moved(previous, 12 * head.n)
    return None


def moved(stretch: Stretch, months: int) -> Stretch:
    """Move a stretch by months; one that ends with a month still does."""
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
