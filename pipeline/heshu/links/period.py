"""When a figure is for: a period near it in its line, or that of the figure before, or the one linked before that.

A period after 較 belongs to the figure that it stands with (較去年同期的64宗), not to the change that follows.
"""

from functools import lru_cache

import numpy

from heshu.links.frame import PERIODS, ROW, Codes, Frame, Pick

PERIOD_FEATURES = (
    ("column", "before", "letter"),
    ("column", "changed", "previous"),
    ("column", "commas", "late"),
    ("column", "des", "next2"),
    ("column", "verbs", "more"),
    ("column", "like", "list"),
    ("dated", "before", "more"),
    ("dated", "lead", "changed"),
    ("dated", "late", "next"),
)
_NEAR = slice(PERIODS.start, PERIODS.start + 5)
_CARRIED, _EARLIER = 5, 6


def mark_periods(frame: Frame, days: Codes) -> None:
    """Say of every period whether it is the latest of its sentence, by its days (see `period_days`)."""
    if len(days):
        near = frame.there[_NEAR] & (frame.table[_NEAR, :, ROW["scope"]] < 2)
        day = days[frame.numbers[_NEAR]] * near
        frame.table[_NEAR, :, ROW["late"]] = (day > 0) * (1 + (day < day.max(axis=0)))


def period_days(frame: Frame) -> Codes:
    """Give the month in which each period begins, counted from the year 0; 0 is unknown."""
    return numpy.array([_month(period.edtf or "") for period in frame.found.periods], dtype="intp")


@lru_cache(maxsize=4096)
def _month(edtf: str) -> int:
    year, month = edtf[:4], edtf[5:7]
    if not year.isdecimal():
        return 0
    return int(year) * 12 + (int(month) if month.isdecimal() and edtf[4] == "-" else 1)


def follow_periods(frame: Frame, pick: Pick) -> list[int]:
    """Give the index of each figure's period, or -1. Two are carried: the last linked, and the one before it."""
    chosen = []
    current = before = -1
    for k, row in enumerate(frame.numbers[PERIODS].T.tolist()):
        row[_CARRIED], row[_EARLIER] = current, before
        column = pick(k, row)
        period = row[column] if column >= 0 else -1
        if period >= 0 and period != current:
            current, before = period, current
        chosen.append(period)
    return chosen
