"""Results laid on `doc.spans`, for spaCy users."""

from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Doc


class Identified(Protocol):
    """A result with its place and its id."""

    id: str
    start: int
    end: int


def lay_spans(doc: Doc, key: str, found: Iterable[Identified], label: str = "") -> None:
    """Lay `found` on `doc.spans[key]`, each span's id the result's; spans widen to whole tokens."""
    spans = (doc.char_span(x.start, x.end, label=label, span_id=x.id, alignment_mode="expand") for x in found)
    doc.spans[key] = [span for span in spans if span is not None]
