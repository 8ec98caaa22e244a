"""What made a sum look meant: the print that spoke most for it."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from heshu.checks.column import Column
from heshu.checks.sums.families import Hypothesis
from heshu.checks.sums.features import ALONE, BETWEEN, Print
from heshu.checks.sums.scorer import Scorer, buckets_of, rows_of

_LEAST = 0.05


def because(
    column: Column, printed: Print, hypothesis: Hypothesis, scorer: Scorer, most: int = 5
) -> list[str]:
    """Give the stretches of print, as printed, that add most to the linear score of a hypothesis, best first."""
    rows = rows_of([hypothesis])
    spoken: dict[tuple[int, int], float] = {}
    for (which, buckets), places in zip(buckets_of(printed, rows), (ALONE, BETWEEN), strict=True):
        added = scorer.weights[buckets, rows[which, 1][:, None]]
        for row, values in zip(rows[which], added, strict=True):
            for column_number in np.flatnonzero(values > _LEAST):
                place = places[column_number] if column_number < len(places) else None
                span = _span(printed, row, place, len(column.shape))
                if span is not None:
                    spoken[span] = max(spoken.get(span, 0.0), float(values[column_number]))
    return list(_parted(column, printed, spoken, most))


def _span(
    printed: Print, row: NDArray[np.int64], place: tuple[str, int, int] | None, length: int
) -> tuple[int, int] | None:
    """Give where in the shape a feature was read; None for one that is no print."""
    if place is None:
        return None
    edge, offset, size = place
    first, second = int(row[2]), int(row[3])
    low, high = (first, first) if second < 0 else (min(first, second), max(first, second))
    at = printed.terms[high if edge == "end" else low].place + offset
    return (at, at + size) if at >= 0 and at + size <= length else None


def _parted(column: Column, printed: Print, spoken: dict[tuple[int, int], float], most: int) -> Iterator[str]:
    taken: list[tuple[int, int]] = []
    said: set[str] = set()
    for (start, end), _ in sorted(spoken.items(), key=lambda item: (-item[1], item[0])):
        if len(said) == most:
            return
        if any(start < b and a < end for a, b in taken):
            continue
        text = column.record.text[slice(*column.span(start, end))].strip("，。；：、 \n")
        if len(text) > 1 and text not in said:
            taken.append((start, end))
            said.add(text)
            yield text
