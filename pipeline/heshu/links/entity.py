"""Whose figure it is: an entity near it in its line, or that of the figure before.

An entity inside the noun that the figure measures (中環空置率) is its own.
"""

import numpy

from heshu.links.frame import AGAINST, BEFORE, ENTITIES, LABELS, NONE, ROW, Flags, Frame, Pick

_THEM = slice(ENTITIES, AGAINST)
ENTITY_COLUMNS = (*range(ENTITIES, AGAINST), BEFORE, NONE)
ENTITY_FEATURES = (
    ("column", "scope", "figures"),
    ("column", "label", "inside"),
    ("label", "letter", "scope"),
    ("column", "inside", "measured"),
    ("column", "inside", "scope"),
    ("column", "before", "first", "scope"),
    ("first", "last", "length", "scope"),
    ("column", "again", "gap_scope"),
    ("column", "again", "named", "gap_scope"),
    ("column", "named", "letter"),
    ("column", "named", "measured"),
    ("column", "named", "previous"),
    ("column", "gap_first", "previous", "gap_length"),
)


def entities_there(frame: Frame, measures: list[int], carried: list[bool]) -> Flags:
    """Fill the rows of entities, given each figure's measure (a place, or -1); say which candidates there are."""
    table = frame.table
    measure = numpy.array(measures)
    known = measure >= 0
    if frame.found.entities:
        labels = numpy.array([LABELS.index(entity.label) for entity in frame.found.entities])
        number = frame.numbers[:, _THEM]
        table[ROW["label"], :, _THEM] = labels[number]
        side = 2 + numpy.sign(frame.outline.names[number] - measure[:, None])
        table[ROW["inside"], :, _THEM] = side * known[:, None]
    table[ROW["measured"]] = (known * (1 + frame.outline.heads[measure]))[:, None]
    table[ROW["again"]] = (known * (1 + numpy.array(carried)))[:, None]
    return frame.there[:, ENTITY_COLUMNS]


def follow_entities(frame: Frame, pick: Pick) -> list[int]:
    """Give the index of each figure's entity, or -1."""
    chosen = []
    current = -1
    for k, row in enumerate(frame.numbers[:, _THEM].tolist()):
        row.append(current)
        column = pick(k, row)
        entity = row[column] if column >= 0 else -1
        if entity >= 0:
            current = entity
        chosen.append(entity)
    return chosen
