"""What a figure measures.

A noun near it in its sentence (or a verb close before it), a noun that it counts (23宗〔成交〕), or what the figure
before measured, carried over clauses.
"""

from heshu.links.frame import MEASURES, ROW, Frame, Pick

MEASURE_FEATURES = (
    ("column",),
    ("column", "before", "gap_scope"),
    ("column", "near", "nth"),
    ("head", "letter"),
    ("head", "size"),
    ("head", "figures"),
    ("after", "length"),
    ("way", "before2"),
    ("suits", "scope", "way"),
    ("suits", "length", "way"),
    ("suits", "after", "like"),
    ("suits", "before2", "after"),
    ("suits", "commas", "dated"),
    ("suits", "single", "next"),
)
_CARRIED = 6


def follow_measures(frame: Frame, pick: Pick) -> tuple[list[int], list[bool]]:
    """Give the place in the outline that each figure measures (or -1), and whether it was carried.

    A figure that measures nothing does not stop what is carried; a line's end does.
    """
    numbers = frame.numbers[MEASURES].T.tolist()
    breaks = (frame.sides[:, ROW["gap_scope"]] > 2).tolist()
    measures, carried = [], []
    current = -1
    for k, row in enumerate(numbers):
        if breaks[k]:
            current = -1
        row[_CARRIED] = current
        column = pick(k, row)
        measure = row[column] if column >= 0 else -1
        if measure >= 0:
            current = measure
        measures.append(measure)
        carried.append(column == _CARRIED)
    return measures, carried
