"""The recogniser's labels: begin, inside, end and single for each type, and which may follow which."""

from collections.abc import Iterable

import numpy

from heshu.entities.characters import Array

TYPES = ("PER", "ORG", "LOC")
COUNT = 1 + 4 * len(TYPES)


def _opens(label: int) -> bool:
    return label > 0 and (label - 1) % 4 in (0, 1)


def _goes_on(label: int) -> bool:
    return label > 0 and (label - 1) % 4 in (1, 2)


def _may_follow(past: int, label: int) -> bool:
    if _opens(past) or _goes_on(label):
        return _opens(past) and _goes_on(label) and (past - 1) // 4 == (label - 1) // 4
    return True


ALLOWED = numpy.array([[_may_follow(a, b) for b in range(COUNT)] for a in range(COUNT)])
MAY_START = numpy.array([not _goes_on(label) for label in range(COUNT)])
MAY_END = numpy.array([not _opens(label) for label in range(COUNT)])


def encode(length: int, spans: Iterable[tuple[int, int, str]]) -> Array:
    """Give the labels of a sentence with these (start, end, type) names."""
    labels = numpy.zeros(length, dtype=numpy.int64)
    for start, end, name in spans:
        begin = 1 + 4 * TYPES.index(name)
        if end - start == 1:
            labels[start] = begin + 3
        else:
            labels[start] = begin
            labels[start + 1 : end - 1] = begin + 1
            labels[end - 1] = begin + 2
    return labels


def decode(labels: Array) -> list[tuple[int, int, str]]:
    """Give the (start, end, type) names of a run of labels."""
    spans = []
    start = -1
    for at in numpy.flatnonzero(labels).tolist():
        part, kind = (int(labels[at]) - 1) % 4, TYPES[(int(labels[at]) - 1) // 4]
        if part == 3:
            spans.append((at, at + 1, kind))
        elif part == 0:
            start = at
        elif part == 2 and start >= 0:
            spans.append((start, at + 1, kind))
            start = -1
    return spans
