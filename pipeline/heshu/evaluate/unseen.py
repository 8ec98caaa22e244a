"""Twins by writers who saw neither the rules nor their cases: the same text right and wrong, the editor's own eyes."""

from collections import defaultdict
from datetime import date
from pathlib import Path

from heshu.evaluate.checks import Tally, blocks_of, flagged, over, record_of
from heshu.given import given_files, given_toml
from heshu.model.record import Record

PRINTED = date(2026, 11, 30)
"""The day that every twin is dated."""


def score_unseen(folder: Path) -> dict[str, Tally]:
    """Read the twins of a folder of TOML; tally by the writer's name of the family, or the kind of case.

    A wrong text is caught by a finding on the characters that differ; any finding on a right one is a false alarm.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for path in given_files(folder, "*.toml"):
        read = given_toml(path)
        for twin in (*read.get("twin", ()), *read.get("case", ())):
            tally = tallies[twin.get("family") or twin["kind"]]
            right, wrong = twin.get("right"), twin.get("wrong")
            if right:
                tally.false_alarms += bool(flagged(_read(right)))
            if wrong:
                record = _read(wrong)
                tally.planted += 1
                start, end = differing(record.text, _read(right).text) if right else (0, len(record.text))
                tally.caught += any(over(finding, start, end) for finding in flagged(record))
    return dict(tallies)


def differing(text: str, other: str) -> tuple[int, int]:
    """Give the span of a text in which it is not another; a character wide where it only lacks some."""
    start = _same(text, other)
    end = len(text) - _same(text[start:][::-1], other[start:][::-1])
    return (start, end) if start < end else (max(0, start - 1), start + 1)


def _same(text: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    pairs = zip(text, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(text), len(other)))


def _read(text: str) -> Record:
    return record_of(blocks_of(text), PRINTED)
