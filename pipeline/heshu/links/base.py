"""What a change is compared with.

A period before it in its sentence (較〔去年同期〕, 由〔去年底〕), a phrase in its clause (〔按月〕), the noun that
a 較 leads to (較〔原預算〕), or the base of the figure before. Only a change, a multiple or a fraction has a base.
"""

import numpy

from heshu.links.frame import BASES, PERIODS, ROW, Codes, Flags, Frame, Pick
from heshu.links.kinds import LETTERS
from heshu.links.outline import HEADS

BASE_FEATURES = (
    ("column", "commas", "order"),
    ("column", "late", "earlier"),
    ("column", "order", "gap_length"),
    ("before", "scope"),
    ("after", "near"),
    ("way", "head", "order"),
    ("way", "scope", "dated"),
)
_NEAR = slice(PERIODS.start, PERIODS.start + 4)
_AGAINST, _PHRASE, _AFTER, _CARRIED, _EARLIER = 0, 1, 6, 7, 8
_CHANGES = numpy.array([letter in "tf" for letter in LETTERS])


def mark_bases(frame: Frame, days: Codes, periods: list[int]) -> Flags:
    """Say of every period how it stands to that of each figure (an index, or -1); give what may be a base."""
    sides, there = frame.sides, frame.there[BASES].copy()
    if len(days):
        number = frame.numbers[_NEAR]
        mine = numpy.array(periods)
        day, own = days[number], days[mine]
        order = (2 + numpy.sign(day - own)) * ((day > 0) & (own > 0) & (mine >= 0))
        frame.table[_NEAR, :, ROW["order"]] = numpy.where(number == mine, 4, order)
    may = (
        (sides[:, ROW["way"]] > 0)
        | (sides[:, ROW["previous"]] == HEADS.index("C"))
        | _CHANGES[sides[:, ROW["letter"]].astype("intp")]
    )
    there[:-1] &= may
    there[_PHRASE + 1 : _AFTER] &= frame.table[_NEAR, :, ROW["scope"]] < 2
    there[[_AFTER, _EARLIER]] = False
    there[_CARRIED] &= sides[:, ROW["gap_scope"]] < 3
    return there


def follow_bases(frame: Frame, pick: Pick) -> list[int]:
    """Give each figure's base, or -1: 3n for period n, 3n + 1 for a phrase that starts at n, 3n + 2 for a noun there.

    Only that of the figure right before is carried.
    """
    numbers = frame.numbers[BASES]
    kinds = numpy.where(numbers < 0, -1, numbers * 3)
    kinds[_AGAINST] += 2 * (numbers[_AGAINST] >= 0)
    kinds[_PHRASE] += numbers[_PHRASE] >= 0
    chosen = []
    current = -1
    for k, row in enumerate(kinds.T.tolist()):
        row[_CARRIED] = current
        column = pick(k, row)
        current = row[column] if column >= 0 else -1
        chosen.append(current)
    return chosen
