"""The day in a file's name: 2026-06-25-樓市.txt, 20260625_樓市.txt, A12_2026_06_25.txt."""

import re
from datetime import date
from pathlib import PurePath

from heshu.text.fold import fold

_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sign>[-_.年]?)(?P<month>\d\d?)(?:(?P=sign)|月)(?P<day>\d\d?)日?(?!\d)",
    re.ASCII,
)


def date_in_name(uri: str) -> date | None:
    """Give the one day that the last part of a path names; None where it names none, several, or no real one."""
    days = {_day(match) for match in _DAY.finditer(fold(PurePath(uri).stem))}
    return days.pop() if len(days) == 1 else None


def _day(match: re.Match[str]) -> date | None:
    if not match["sign"] and len(match[0].rstrip("日")) != 8:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
