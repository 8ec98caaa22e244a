"""What each step does to the stretch that the steps before it left: 2026年 then 第三季 then 末.

Conventions: a quarter is the calendar's; 年初, 年中 and 年底 are January~, June~ and December~;
月初 and 月中 are the month~ and 月底 its last day; a fiscal year runs April to March and a school year
September to August; 首5个月 are the first five months; 夏 is June to August, 冬 December to February.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from heshu.periods.holidays import festival_days
from heshu.periods.lunar import lunar_month
from heshu.periods.mention import Step
from heshu.periods.stretch import MONTHS, Stretch, add, add_months, floor, unit_at

_DAYPARTS = {
    "凌晨": (0, 5), "半夜": (0, 5), "清晨": (5, 8), "清早": (5, 8), "中午": (11, 14), "午间": (11, 14),
    "正午": (12, 13), "傍晚": (17, 19), "黄昏": (17, 19), "深夜": (22, 24), "午夜": (23, 24),
    **dict.fromkeys(("早上", "早晨", "早间", "朝早", "早", "晨", "上午", "上昼"), (6, 12)),
    **dict.fromkeys(("午", "下午", "午后", "晏昼", "下昼"), (12, 18)),
    **dict.fromkeys(("晚上", "晚间", "夜晚", "晚", "夜", "夜间", "夜里"), (18, 24)),
}  # fmt: skip
_LATE = frozenset(
    [
        "下午",
        "午后",
        "晏昼",
        "下昼",
        "夜晚",
        "傍晚",
        "黄昏",
        "晚上",
        "晚间",
        "晚",
        "夜",
        "夜间",
        "夜里",
        "深夜",
        "午夜",
        "午",
    ]
)
_EARLY = frozenset(["凌晨", "半夜"])
_TENDAYS = {"上旬": (1, 11), "中旬": (11, 21), "下旬": (21, 0)}


def narrow(within: Stretch, step: Step) -> Stretch | None:
    """Apply one step inside `within`; None where there is no such part (2月30日, a fifth quarter)."""
    base = within.start
    if base is None:
        return None
    try:
        return _narrow(within, base, step)
    except (ValueError, OverflowError):
        return None


def _narrow(within: Stretch, base: datetime, step: Step) -> Stretch | None:
    match step.op:
        case "month" | "quarter" | "half":
            size = MONTHS[step.op]
            start = add_months(_first_month(within, base), (step.n - 1) * size)
            end = add_months(start, size * ((step.m or step.n) - step.n + 1))
            return Stretch(start, end, step.op, within.about) if step.n * size <= 12 else None
        case "day":
            start = floor(base, "month").replace(day=step.n)
            return Stretch(start, start.replace(day=step.m or step.n) + timedelta(days=1), "day")
        case "half_week":
            monday = floor(base, "week")
            low, high = ((0, 3), (3, 7))[step.n - 1]
            return Stretch(monday + timedelta(days=low), monday + timedelta(days=high), "day")
        case "weekday":
            monday = floor(base, "week")
            last = monday + timedelta(days=step.m or step.n)
            return Stretch(monday + timedelta(days=step.n - 1), last, "day")
        case "same_day" | "same_span":
            return within
        case "beyond" if within.end is not None:
            return Stretch(within.end, within.end + timedelta(days=step.n), "day")
        case "dated":
            return _dated(base, step.n, step.m)
        case "all":
            return unit_at(base, step.unit or ("fiscal" if within.grain == "fiscal" else "year"))
        case "half_month":
            month = unit_at(base, "month")
            middle = floor(base, "month").replace(day=16)
            return Stretch(month.start, middle, "day") if step.n == 1 else Stretch(middle, month.end, "day")
        case "season":
            return _season(base.year, step.n)
        case "holiday":
            return _days(festival_days(step.name, base.year))
        case "lunar_month":
            found = lunar_month(base.year, step.n, leap=bool(step.m))
            return _days(found)
        case "lunar_day":
            return _lunar_days(base, step, within.end)
        case "first" | "last" | "nth":
            return _count(within, base, step)
        case "nth_weekday":
            return _nth_weekday(within, base, step)
        case "part":
            return _part(within, base, step.name)
        case "middle":
            return _part(within, base, "中")
        case "daypart" | "clock" | "hours" if (
            within.grain == "day" and within.end is not None and within.end - base > timedelta(days=1)
        ):
            return None
        case "daypart":
            low, high = _DAYPARTS[step.name]
            day = floor(base, "day")
            return Stretch(day + timedelta(hours=low), day + timedelta(hours=high), "day", label=step.name)
        case "clock":
            return _clock(within, base, step)
        case "hours":
            opens = _clock(within, base, Step("clock", step.n // 60, unit="hour"))
            closes = _clock(within, base, Step("clock", step.m // 60, step.m % 60, unit="minute"))
            return Stretch(opens.start, closes.start, "minute")
        case "decade":
            return decades(base.year // 100 * 100 + step.n, step.m - step.n if step.m else 0)
    return None


def _first_month(within: Stretch, base: datetime) -> datetime:
    """Months and calendar quarters are counted from January; the first quarter of a fiscal year begins with it."""
    return base if within.grain == "fiscal" else floor(base, "year")


def _days(found: tuple[date, date] | None) -> Stretch | None:
    if found is None:
        return None
    first, last = (datetime(d.year, d.month, d.day) for d in found)
    return Stretch(first, last + timedelta(days=1), "day")


def _lunar_days(month: datetime, step: Step, end: datetime | None) -> Stretch | None:
    """Give the nth to the mth day of the Chinese month that begins at `month`."""
    first = month + timedelta(days=step.n - 1)
    after = month + timedelta(days=step.m or step.n)
    return Stretch(first, after, "day") if end is not None and after <= end else None


def _dated(base: datetime, month: int, day: int) -> Stretch:
    """周五（19日）: the date in brackets decides which Friday, the nearest such date to it."""
    if month:
        starts = [datetime(base.year + k, month, 1) for k in (-1, 0, 1)]
    else:
        starts = [add_months(floor(base, "month"), k) for k in (-1, 0, 1)]
    dates = [start.replace(day=day) for start in starts if day <= monthrange(start.year, start.month)[1]]
    nearest = min(dates, key=lambda date: abs(date - base))
    return Stretch(nearest, nearest + timedelta(days=1), "day")


def decades(first: int, more: int) -> Stretch:
    """Give the decade that begins in the year `first`, and those up to `more` years later."""
    start = datetime(max(1, first), 1, 1)
    return (
        unit_at(start, "decade") if not more else Stretch(start, add(start, more // 10 + 1, "decade"), "year")
    )


def _season(year: int, n: int) -> Stretch:
    start = datetime(year, 3 * n, 1)
    return Stretch(start, add_months(start, 3), "month")


def _count(within: Stretch, base: datetime, step: Step) -> Stretch | None:
    """首5个月, 最后两个月, 第二周: counted from either end of `within`.

    A week is the month's in which it begins, and, as ISO 8601 has it, the year's in which its Thursday falls.
    """
    if within.end is None:
        return None
    if step.unit == "week" and within.grain in ("month", "quarter", "half") and step.op != "nth":
        days = Step(step.op, 7 * step.n, unit="day")
        return _count(within, base, days)
    if step.unit == "week" and within.grain != "week":
        first = floor(base + timedelta(days=6 if within.grain == "month" else 3), "week")
        start = first + timedelta(weeks=step.n - 1 if step.op == "nth" else 0)
        if step.op == "last":
            start = floor(within.end - timedelta(days=1), "week") - timedelta(weeks=step.n - 1)
        return Stretch(start, start + timedelta(weeks=1 if step.op == "nth" else step.n), "week")
    if step.op == "last":
        found = Stretch(add(within.end, -step.n, step.unit), within.end, step.unit)
    elif step.op == "first":
        found = Stretch(base, add(base, step.n, step.unit), step.unit)
    else:
        found = Stretch(add(base, step.n - 1, step.unit), add(base, step.n, step.unit), step.unit)
    inside = found.start and found.end and base <= found.start and found.end <= within.end
    return found if inside else None


def _nth_weekday(within: Stretch, base: datetime, step: Step) -> Stretch | None:
    if within.end is None:
        return None
    if step.n < 0:
        last = within.end - timedelta(days=1)
        day = last - timedelta(days=(last.isoweekday() - step.m) % 7)
    else:
        day = base + timedelta(days=(step.m - base.isoweekday()) % 7 + 7 * (step.n - 1))
    return Stretch(day, day + timedelta(days=1), "day") if base <= day < within.end else None


def _part(within: Stretch, base: datetime, name: str) -> Stretch | None:
    end = within.end
    if end is None:
        return None
    if name in ("上半", "下半"):
        middle = add_months(base, 600)
        return Stretch(base, middle, "year") if name == "上半" else Stretch(middle, end, "year")
    if name in _TENDAYS:
        month = floor(base, "month")
        first, after = _TENDAYS[name]
        stop = add_months(month, 1) if not after else month.replace(day=after)
        return Stretch(month.replace(day=first), stop, "day")
    last = end - timedelta(days=1)
    late = name[0] in "末后晚"
    early = name[0] in "初前早"
    match within.grain:
        case "month":
            return Stretch(last, end, "day") if late else Stretch(base, end, "month", about=True)
        case "week":
            if late:
                return Stretch(base + timedelta(days=5), end, "day")
            start = base + timedelta(days=0 if early else 2)
            return Stretch(start, start + timedelta(days=1), "day", about=True)
        case "quarter" | "half":
            offset = 0 if early else MONTHS[within.grain] - 1 if late else MONTHS[within.grain] // 2
            return Stretch(add_months(base, offset), add_months(base, offset + 1), "month", about=True)
        case "decade" | "century":
            years = MONTHS[within.grain] // 12
            third = 3 if years == 10 else 20
            offset = 12 * (0 if early else years - third if late else (years - third) // 2)
            return Stretch(
                add_months(base, offset), add_months(base, offset + 12 * third), "year", about=True
            )
    start = floor(base, "month") if early else add_months(end, -1) if late else add_months(base, 5)
    return Stretch(start, add_months(start, 1), "month", about=True)


def _clock(within: Stretch, base: datetime, step: Step) -> Stretch:
    hour, part = step.n, within.label
    day = floor(base, "day")
    if part in _LATE and hour < 12 and not (hour < 5 and part in ("深夜", "午夜", "夜里", "半夜")):
        hour += 12
    elif part in _EARLY and hour == 12:
        hour = 0
    elif part in ("晚上", "晚间", "夜晚", "晚", "夜", "深夜", "午夜", "夜里") and hour == 12:
        hour = 24
    elif part in ("中午", "正午", "午间") and hour < 4:
        hour += 12
    start = day + timedelta(hours=hour, minutes=step.m)
    return Stretch(start, add(start, 1, step.unit), step.unit)
