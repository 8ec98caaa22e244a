"""When a figure is for: a period near it in its line, or that of the figure before, or the one linked before that.

A period after 較 belongs to the figure that it stands with (較去年同期的64宗), not to the change that follows.
"""

import numpy

from heshu.links.frame import BEFORE, BEFORE_THAT, ENTITIES, NONE, PERIODS, ROW, Codes, Flags, Frame, Pick

_LEFT = slice(PERIODS, ENTITIES)
PERIOD_COLUMNS = (*range(PERIODS, ENTITIES), BEFORE, BEFORE_THAT, NONE)
PERIOD_FEATURES = (
    ("column", "scope", "periods"),
    ("column", "scope", "figures"),
    ("before", "scope", "periods", "figures"),
    ("column", "first", "last", "length"),
    ("lead", "figures", "way", "scope"),
    ("late", "lead", "figures", "way"),
    ("marked", "figures", "way", "scope", "column"),
    ("column", "late", "way", "previous"),
    ("column", "late", "dated", "gap_scope"),
    ("column", "gap_first", "previous", "gap_length"),
    ("column", "like", "way", "gap_scope"),
    ("column", "dated", "letter"),
    ("column", "dated", "like", "gap_scope"),
    ("column", "dated", "previous"),
    ("column", "dated", "next"),
    ("column", "dated", "earlier", "letter"),
)


def periods_there(frame: Frame) -> Flags:
    """Fill the rows of periods, and say which candidates there are."""
    days = period_days(frame)
    if len(days):
        number = frame.numbers[:, _LEFT]
        day = days[number] * (frame.there[:, _LEFT] & (frame.table[ROW["scope"], :, _LEFT] < 2))
        frame.table[ROW["late"], :, _LEFT] = (day > 0) * (1 + (day < day.max(axis=1, keepdims=True)))
        marked = numpy.array(["同" in period.text for period in frame.found.periods])
        frame.table[ROW["marked"], :, _LEFT] = marked[number]
    return frame.there[:, PERIOD_COLUMNS]


def period_days(frame: Frame) -> Codes:
    """Give the month in which each period begins, counted from the year 0; 0 is unknown."""
    return numpy.array([_month(period.edtf or "") for period in frame.found.periods], dtype="intp")


def _month(edtf: str) -> int:
    year, month = edtf[:4], edtf[5:7]
    if not year.isdecimal():
        return 0
    return int(year) * 12 + (int(month) if month.isdecimal() and edtf[4] == "-" else 1)


def follow_periods(frame: Frame, pick: Pick) -> list[int]:
    """Give the index of each figure's period, or -1. Two are carried: the last linked, and the one before it."""
    chosen = []
    current = before = -1
    for k, row in enumerate(frame.numbers[:, _LEFT].tolist()):
        row += (current, before)
        column = pick(k, row)
        period = row[column] if column >= 0 else -1
        if period >= 0 and period != current:
            current, before = period, current
        chosen.append(period)
    return chosen
