"""The words around a number, as pairs of characters: what two numbers of one thing share."""

import re

from heshu.checks.column import SIGNS, Column

CLAUSE = re.compile(r"[，,。；;！？：:\n　 「」（）、]")
SENTENCE = re.compile(r"[。！？\n]")
_BARE = re.compile(rf"[{SIGNS}\W\d]")
_FARTHEST = 60


def words_near(column: Column, place: int, stop: re.Pattern[str]) -> frozenset[str]:
    """Give the pairs of characters around a place of the shape, from one stop to the next, and single ones."""
    shape = column.shape
    before = shape[max(0, place - _FARTHEST) : place]
    cut = max((m.end() for m in stop.finditer(before)), default=0)
    after = shape[place + 1 : place + _FARTHEST]
    end = stop.search(after)
    text = before[cut:] + " " + after[: end.start() if end else len(after)]
    found: set[str] = set()
    for part in _BARE.split(text):
        found.update(part[i : i + 2] for i in range(len(part) - 1))
        if len(part) == 1:
            found.add(part)
    return frozenset(found)
