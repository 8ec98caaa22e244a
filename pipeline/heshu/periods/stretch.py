"""A stretch of time, and the calendar arithmetic on it. Ends are exclusive here; the record's are inclusive."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import NamedTuple

from heshu.periods.mention import Unit

MONTHS: dict[str, int] = {
    "quarter": 3,
    "half": 6,
    "year": 12,
    "fiscal": 12,
    "decade": 120,
    "century": 1200,
    "month": 1,
}
_SECONDS = {"week": 604_800, "day": 86_400, "hour": 3600, "minute": 60, "second": 1}


class Stretch(NamedTuple):
    """From `start` up to `end`; either may be open. `grain` is how finely the print speaks.

    `about` marks an approximate stretch (2021年中). `label` names a part of the day, for the hour that follows it,
    or gives an EDTF year that a date cannot hold (-0201).
    """

    start: datetime | None
    end: datetime | None
    grain: Unit
    about: bool = False
    label: str = ""


def add_months(moment: datetime, n: int) -> datetime:
    """Move `moment` by `n` months, to the last day of the month where the day does not exist there."""
    year, month = divmod(moment.year * 12 + moment.month - 1 + n, 12)
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def add(moment: datetime, n: int, unit: str) -> datetime:
    """Move `moment` by `n` units. Raises OverflowError or ValueError outside the years 1 to 9999."""
    if unit in MONTHS:
        return add_months(moment, n * MONTHS[unit])
    return moment + timedelta(seconds=n * _SECONDS[unit])


def floor(moment: datetime, unit: str) -> datetime:
    """Give the beginning of the unit that `moment` is in: weeks begin on Monday, fiscal years in April."""
    day = datetime(moment.year, moment.month, moment.day)
    match unit:
        case "century":
            return day.replace(year=max(1, day.year // 100 * 100), month=1, day=1)
        case "decade":
            return day.replace(year=max(1, day.year // 10 * 10), month=1, day=1)
        case "year":
            return day.replace(month=1, day=1)
        case "fiscal":
            return day.replace(year=day.year - (day.month < 4), month=4, day=1)
        case "half":
            return day.replace(month=1 if day.month <= 6 else 7, day=1)
        case "quarter":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "month":
            return day.replace(day=1)
        case "week":
            return day - timedelta(days=day.weekday())
        case "hour":
            return moment.replace(minute=0, second=0, microsecond=0)
        case "minute":
            return moment.replace(second=0, microsecond=0)
        case "second":
            return moment.replace(microsecond=0)
    return day


def unit_at(moment: datetime, unit: Unit, n: int = 1) -> Stretch:
    """Give the `n` whole units that begin with the one `moment` is in."""
    start = floor(moment, unit)
    return Stretch(start, add(start, n, unit), unit)
