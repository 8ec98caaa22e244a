"""What a figure measures.

A noun near it in its sentence (or a verb close before it), a noun that it counts (23宗〔成交〕), or what the figure
before measured, carried over clauses.
"""

from heshu.links.frame import BEFORE, NONE, PERIODS, ROW, Flags, Frame, Pick

MEASURE_COLUMNS = (*range(PERIODS), BEFORE, NONE)
MEASURE_FEATURES = (
    ("column", "scope", "length", "suits"),
    ("column", "suits", "previous"),
    ("column", "suits", "next"),
    ("head", "single", "column"),
    ("head", "letter"),
    ("column", "letter", "like"),
    ("column", "letter"),
)


def measures_there(frame: Frame) -> Flags:
    """Say which candidates there are; nothing is carried over a line's end."""
    there = frame.there[:, MEASURE_COLUMNS]
    there[:, -2] &= frame.table[ROW["gap_scope"], :, BEFORE] < 3
    return there


def follow_measures(frame: Frame, pick: Pick) -> tuple[list[int], list[bool]]:
    """Give the place in the outline that each figure measures (or -1), and whether it was carried.

    A figure that measures nothing does not stop what is carried; a line's end does.
    """
    rows = frame.numbers[:, :PERIODS].tolist()
    scopes = frame.table[ROW["gap_scope"], :, BEFORE].tolist()
    measures, carried = [], []
    current = -1
    for k, row in enumerate(rows):
        if scopes[k] > 2:
            current = -1
        row.append(current)
        column = pick(k, row)
        measure = row[column] if column >= 0 else -1
        if measure >= 0:
            current = measure
        measures.append(measure)
        carried.append(column == PERIODS)
    return measures, carried
