"""Days of the Chinese calendar and the solar terms, by `lunar_python` (MIT), which is loaded when first needed."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int, *, leap: bool = False) -> date | None:
    """Give the date of the `day`th of the `month`th Chinese month of the Chinese year that begins in `year`.

    The thirtieth of a short month is taken as its last day (年三十). None where the year has no such month.
    """
    from lunar_python import Lunar

    for d in (day, day - 1) if day == 30 else (day,):
        try:
            found = Lunar.fromYmd(year, -month if leap else month, d).getSolar()
        except Exception:  # the library raises bare Exception for a month or day that is not
            continue
        return date(found.getYear(), found.getMonth(), found.getDay())
    return None


@lru_cache(maxsize=1024)
def solar_term(year: int, name: str) -> date | None:
    """Give the day of the solar term `name` (清明, 冬至, Simplified) in `year`."""
    from lunar_python import Lunar

    for start in (year, year - 1, year + 1):
        table = Lunar.fromYmd(start, 6, 1).getJieQiTable()
        if (found := table.get(name)) is not None and found.getYear() == year:
            return date(year, found.getMonth(), found.getDay())
    return None


def lunar_month(year: int, month: int, *, leap: bool = False) -> tuple[date, date] | None:
    """Give the first and last day of a Chinese month, or None where the year has no such month."""
    first, last = lunar_day(year, month, 1, leap=leap), lunar_day(year, month, 30, leap=leap)
    return None if first is None or last is None else (first, last)
