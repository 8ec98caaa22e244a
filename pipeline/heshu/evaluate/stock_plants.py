"""Planted errors in styles that training never saw: the held-out passages of the stock, one error a sum."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from heshu.evaluate.checks import Tally, record_of
from heshu.evaluate.planting import FACTORS, Plant, changed
from heshu.evaluate.stock import Meant, Passage, read_stock
from heshu.evaluate.sums_labels import OUTLETS, PRINTED, blocks_of
from heshu.model.nouns import Finding
from heshu.model.record import Record

_PLANTED = frozenset(
    [
        "growth",
        "difference",
        "close",
        "multiple",
        "share",
        "sum",
        "average",
        "product",
        "unit_price",
        "yield",
        "compound",
        "currency",
    ]
)


def score_stock(stock: Path, styles: Sequence[str], most: int | None = None) -> dict[str, Tally]:
    """Plant an error in the stated number of every sum of some styles; tally by the name of the sum.

    An inconsistent finding on a right passage is a false alarm of `alarms`; `planted` counts these passages there.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    factors = cycle(FACTORS)
    chosen = (passage for passage in read_stock(stock) if passage.style in styles)
    for passage in islice(chosen, most):
        record = _read(passage)
        right = tallies["alarms"]
        right.planted += 1
        right.false_alarms += bool(_flagged(record))
        for meant in passage.sums:
            plant = next(_plants(record, meant, next(factors)), None)
            if plant is None:
                continue
            wrong = _read(Passage(passage.style, plant.into(passage.text), ()))
            tally = tallies[meant.name]
            tally.planted += 1
            shift = len(plant.print) - (plant.end - plant.start)
            tally.caught += any(
                span.start < plant.end + shift and plant.start < span.end
                for f in _flagged(wrong)
                for span in f.spans
            )
    return dict(tallies)


def _read(passage: Passage) -> Record:
    return record_of(blocks_of(passage), PRINTED, OUTLETS.get(passage.style))


def _flagged(record: Record) -> list[Finding]:
    return [finding for finding in record.findings if finding.status == "inconsistent"]


def _plants(record: Record, meant: Meant, factor: object) -> Iterator[Plant]:
    if meant.name not in _PLANTED:
        return
    start, end = meant.stated or meant.operands[-1]
    for figure in record.figures:
        if figure.start < end and start < figure.end:
            yield from changed(meant.name, figure, factor)  # type: ignore[arg-type]  # a Decimal, of FACTORS
