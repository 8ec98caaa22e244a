"""What a change is compared with.

A period before it in its sentence (較〔去年同期〕, 由〔去年底〕), a phrase in its clause (〔按月〕), the noun that
a 較 leads to (較〔原預算〕), or the base of the figure before. Only a change, a multiple or a fraction has a base.
"""

import numpy

from heshu.links.frame import AGAINST, BEFORE, NONE, PERIODS, PHRASE, ROW, Flags, Frame, Pick
from heshu.links.kinds import LETTERS
from heshu.links.outline import HEADS
from heshu.links.period import period_days

_THEM = slice(PERIODS, PERIODS + 4)
BASE_COLUMNS = (*range(PERIODS, PERIODS + 4), AGAINST, PHRASE, BEFORE, NONE)
BASE_FEATURES = (
    ("column", "lead", "way", "previous"),
    ("column", "marked", "letter", "way"),
    ("lead", "figures", "order"),
    ("column", "first", "last", "length"),
    ("order", "figures", "way", "column"),
    ("order", "scope", "marked"),
    ("column", "like", "gap_scope"),
    ("column", "letter", "way"),
    ("column", "way", "previous"),
)
_CHANGES = numpy.array([letter in "tf" for letter in LETTERS])


def bases_there(frame: Frame, periods: list[int]) -> Flags:
    """Fill the rows of bases, given each figure's period (an index, or -1); say which candidates there are."""
    table = frame.table
    days = period_days(frame)
    if len(days):
        number = frame.numbers[:, _THEM]
        mine = numpy.array(periods)[:, None]
        day, own = days[number], days[mine]
        order = (2 + numpy.sign(day - own)) * ((day > 0) & (own > 0) & (mine >= 0))
        table[ROW["order"], :, _THEM] = numpy.where(number == mine, 4, order)
    row = table[:, :, NONE]
    may = (
        (row[ROW["way"]] > 0)
        | (row[ROW["previous"]] == HEADS.index("C"))
        | _CHANGES[row[ROW["letter"]].astype("intp")]
    )
    there = frame.there[:, BASE_COLUMNS]
    there[:, :-1] &= may[:, None]
    there[:, :4] &= table[ROW["scope"], :, _THEM] < 2
    there[:, -2] &= row[ROW["gap_scope"]] < 3
    return there


def follow_bases(frame: Frame, pick: Pick) -> list[int]:
    """Give each figure's base, or -1: 3n for period n, 3n + 1 for a phrase that starts at n, 3n + 2 for a noun there.

    Only that of the figure right before is carried.
    """
    numbers = frame.numbers[:, BASE_COLUMNS[:-2]]
    rows = numpy.where(numbers < 0, -1, numbers * 3 + (0, 0, 0, 0, 2, 1)).tolist()
    chosen = []
    current = -1
    for k, row in enumerate(rows):
        row.append(current)
        column = pick(k, row)
        current = row[column] if column >= 0 else -1
        chosen.append(current)
    return chosen
