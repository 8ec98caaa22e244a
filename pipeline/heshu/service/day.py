"""A date as a user writes it, at the command line or in a form."""

from datetime import date

from heshu.errors import OptionError


def day_of(text: str | None) -> date | None:
    """Read a date option. Raises OptionError where it is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise OptionError(f"{text}: 不是日期，請寫成 2026-06-25 not a date; write it as 2026-06-25") from None
