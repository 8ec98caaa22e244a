"""Bare lengths of time (三年半, 8天20小時) against the duration cases of public suites: our figures of kind duration.

Compared exactly, in months and seconds apart, so that 兩年零三個月 is 27 months and 四個星期 is 28 days.

- Lengths side by side (一年又一個月21天) are one length for the suites and a sum of figures for us.
- A string that is wholly a length has 分 for minutes (分半: 90 seconds) and 月 for months; elsewhere those are
  scores and dates.
- 多: 17個多月 is 17 months in JioNLP and 17 to 18 for us; a working day is a day.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from heshu.evaluate.suites_dates_values import Case
from heshu.figures.find import find
from heshu.model.nouns import Figure
from heshu.text.fold import fold

Length = tuple[Decimal, Decimal]  # months, seconds

_NONE = (Decimal(0), Decimal(0))
_MONTHS = {"year": 12, "quarter": 3, "month": 1}
_SECONDS = {"week": 604800, "day": 86400, "hour": 3600, "minute": 60, "second": 1}
_ISO = re.compile(r"([\d.]{1,20})([YMWDHS])")
_LETTERS = {"Y": "year", "W": "week", "D": "day", "H": "hour", "S": "second"}
_JOIN = re.compile(r"[又零余多]?")
_MINUTES = re.compile(r"(?<=[\d一二三四五六七八九十半])分(?![钟之])")
_MINUTE_AND_HALF = re.compile(r"\A分半\Z")
_MONTH = re.compile(r"(?<!个)(?<!多) ?月")


def is_length(text: str, item: Case) -> bool:
    """Say whether our figures read the length that `item` expects in `text`: where it stands, and how long."""
    norm = fold(text)
    if item["start"] == 0 and item["end"] == len(text):
        norm = _MINUTE_AND_HALF.sub("分半钟", _MONTH.sub("个月", _MINUTES.sub("分钟", norm)))
        span = (0, len(norm))
    else:
        span = (item["start"], item["end"])
    near = [run for run in _runs(norm) if run[0].start < span[1] and span[0] < run[-1].end]
    if item["type"] == "duration" and span != (0, len(norm)):
        near = [run for run in near if run[0].start <= span[0] and span[1] <= run[-1].end]
    options = item.get("alternatives") or [item]
    return any(_agrees(option, run) for run in near for option in options)


def _runs(norm: str) -> Iterator[list[Figure]]:
    """Give lengths that stand side by side together."""
    lengths = [figure for figure in find(norm, norm) if figure.kind == "duration"]
    if not lengths:
        return
    run = lengths[:1]
    for before, figure in pairwise(lengths):
        if not _JOIN.fullmatch(norm, before.end, figure.start):
            yield run
            run = []
        run.append(figure)
    yield run


def _agrees(option: Case, run: list[Figure]) -> bool:
    low = _sum(run, "lower")
    high = _sum(run, "upper")
    value, lower, upper = (option.get(name) and iso(option[name]) for name in ("value", "lower", "upper"))
    if value:
        return value == low
    return (not lower or lower == low) and (not upper or upper == high)


def _sum(run: list[Figure], bound: str) -> Length:
    months, seconds = _NONE
    for figure in run:
        number = figure.value if figure.value is not None else getattr(figure, bound)
        if number is None:
            return (Decimal(-1), Decimal(-1))
        months += number * _MONTHS.get(figure.unit or "", 0)
        seconds += number * _SECONDS.get(figure.unit or "", 0)
    return months, seconds


def iso(text: str) -> Length:
    """Read an ISO 8601 duration, decimals allowed; JioNLP's working days too: P1Y3M, PT90M, 15 workday."""
    if working := re.fullmatch(r"(\d+) workday", text):
        return Decimal(0), Decimal(working[1]) * 86400
    months, seconds = _NONE
    day, _, clock = text.removeprefix("P").partition("T")
    for part, minutes in ((day, False), (clock, True)):
        for number, letter in _ISO.findall(part):
            unit = _LETTERS.get(letter, "minute" if minutes else "month")
            months += Decimal(number) * _MONTHS.get(unit, 0)
            seconds += Decimal(number) * _SECONDS.get(unit, 0)
    return months, seconds
