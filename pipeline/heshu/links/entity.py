"""Whose figure it is: an entity near it in its line, or that of the figure before.

An entity inside the noun that the figure measures (中環空置率) is its own.
"""

import numpy

from heshu.links.frame import ENTITIES, LABELS, ROW, Frame, Pick

ENTITY_FEATURES = (
    ("column", "scope", "figures"),
    ("column", "label", "inside"),
    ("column", "inside", "scope"),
    ("column", "inside", "measured"),
    ("column", "before", "after", "scope"),
    ("column", "again", "gap_scope"),
    ("column", "again", "named", "gap_scope"),
    ("column", "named", "letter"),
    ("column", "named", "measured"),
    ("column", "named", "previous"),
    ("after", "previous", "length", "scope"),
    ("label", "letter", "scope"),
)
_NEAR = slice(ENTITIES.start, ENTITIES.start + 4)
_CARRIED = 4


def mark_entities(frame: Frame, measures: list[int], carried: list[bool]) -> None:
    """Say of every entity how it stands to each figure's measure (a place, or -1)."""
    measure = numpy.array(measures)
    known = measure >= 0
    labels = numpy.array([LABELS.index(entity.label) for entity in frame.found.entities])
    number = frame.numbers[_NEAR]
    frame.table[_NEAR, :, ROW["label"]] = labels[number]
    frame.table[_NEAR, :, ROW["inside"]] = (2 + numpy.sign(frame.outline.names[number] - measure)) * known
    frame.sides[:, ROW["measured"]] = known * (1 + frame.outline.heads[measure])
    frame.sides[:, ROW["again"]] = known * (1 + numpy.array(carried))


def follow_entities(frame: Frame, pick: Pick) -> list[int]:
    """Give the index of each figure's entity, or -1."""
    chosen = []
    current = -1
    for k, row in enumerate(frame.numbers[ENTITIES].T.tolist()):
        row[_CARRIED] = current
        column = pick(k, row)
        entity = row[column] if column >= 0 else -1
        if entity >= 0:
            current = entity
        chosen.append(entity)
    return chosen
