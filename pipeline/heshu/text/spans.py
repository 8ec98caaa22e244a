"""Results laid on `doc.spans`, for spaCy users."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Doc, Span

from heshu.text.reading import reading


class Identified(Protocol):
    """A result with its place and its id."""

    id: str
    start: int
    end: int


def lay_spans(doc: Doc, key: str, found: Iterable[Identified], label: str = "") -> None:
    """Lay `found` on `doc.spans[key]`, each span's id the result's; spans widen to whole tokens."""
    ends = reading(doc).ends
    doc.spans[key] = [
        Span(doc, bisect_right(ends, x.start), bisect_left(ends, x.end) + 1, label=label, span_id=x.id)
        for x in found
    ]
