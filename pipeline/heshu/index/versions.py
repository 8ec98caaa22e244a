"""When one article is a corrected version of another: the same column, with most of its text the same.

Of 1,596 pairs of different columns none had more than 0.10 in common; with a third of a column's sentences replaced,
half of 40 columns kept 0.72 and more of the longer text, all of them 0.57 and more of it.
"""

import re
from collections import Counter
from typing import TYPE_CHECKING

from heshu.text.fold import fold

if TYPE_CHECKING:
    from heshu.model.record import Record

MOST = 0.7
"""Share of the longer text that two versions in different files have in common, at least."""
HALF = 0.5
"""Share of the shorter text that two versions of one file have in common, at least: a draft may grow or be cut."""

_NUMERALS = re.compile(r"[\W\d_〇零一二两三四五六七八九十百千万亿半廿卅成]+")


def headline(title: str | None) -> str | None:
    """Give what a title keeps when a number in it is mended: its folded words; None where it has none."""
    return _NUMERALS.sub("", fold(title)) or None if title else None


def authors_of(record: "Record") -> str:
    """Give the names of the by-line, a line each."""
    return "\n".join(author.name for author in record.authors if author.name)


def in_common(text: str, other: str) -> tuple[float, float]:
    """Give how much of the longer and of the shorter text stands in the other too: shares from 0 to 1."""
    a, b = _threes(text), _threes(other)
    both, (short, long) = (a & b).total(), sorted((a.total(), b.total()))
    return (both / long, both / short) if short else (0.0, 0.0)


def _threes(text: str) -> "Counter[str]":
    """Count the runs of three characters, spaces aside; a shorter text is one run."""
    norm = "".join(fold(text).split())
    return Counter(norm[i : i + 3] for i in range(max(1, len(norm) - 2)) if norm)
