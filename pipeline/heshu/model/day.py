"""A day as callers give it: a date, a moment, or either in ISO 8601."""

from datetime import date, datetime

from heshu.errors import OptionError

Day = date | datetime | str


def day_of(given: Day | None) -> date | None:
    """Give the day, None for None; a moment is of the day that it names, whatever its zone.

    Raises OptionError for a string that is no day, TypeError for what is neither.
    """
    if given is None:
        return None
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    if not isinstance(given, str):
        raise TypeError(
            f"a day is a date, a datetime or a string such as 2026-06-25, not {type(given).__name__}"
        )
    try:
        return datetime.fromisoformat(given).date()
    except ValueError:
        raise OptionError(
            f"{given}: 不是日期，請寫成 2026-06-25 not a date; write it as 2026-06-25"
        ) from None
