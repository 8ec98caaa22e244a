"""Results laid on a Doc, for spaCy users: spans of the same characters, with labels and the results' ids."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

import numpy
from numpy.typing import NDArray
from spacy.attrs import IDX, LENGTH
from spacy.tokens import Doc, Span, SpanGroup

from heshu.text.reading import reading

# As spaCy keeps them: unsigned.
_STARTS = {True: 1, False: 2**64 - 1, None: 0}


_MOST_MOVED = 20_000_000
"""spaCy moves every token at every cut. A text of some 250,000 characters and more keeps its words whole."""


class Identified(Protocol):
    """A result with its place and its id."""

    id: str
    start: int
    end: int


Result = TypeVar("Result", bound=Identified)


def _edges(doc: Doc) -> tuple[NDArray[numpy.intp], NDArray[numpy.intp]]:
    """Give where each token starts and where it ends, without the space after it."""
    table = doc.to_array([IDX, LENGTH]).astype("intp").reshape(-1, 2)
    return table[:, 0], table.sum(axis=1)


def spans_of(doc: Doc, found: Sequence[Result], label: Callable[[Result], str]) -> list[Span]:
    """Give the span of each result.

    A word of heshu's that a result begins or ends in is cut there. Where words are left whole, those of another
    tokenizer or of a very long text, the span widens.
    """
    if reading(doc).own:
        _cut(doc, (edge for x in found for edge in (x.start, x.end)))
    _, ends = _edges(doc)
    starts = ends.searchsorted([x.start for x in found], side="right").tolist()
    stops = (ends.searchsorted([x.end for x in found]) + 1).tolist()
    return [
        Span(doc, start, stop, label=label(x), span_id=x.id)
        for x, start, stop in zip(found, starts, stops, strict=True)
    ]


def _cut(doc: Doc, places: Iterable[int]) -> None:
    """Cut every token that a place lies inside of. The spans of the Doc, which spaCy leaves behind, are laid anew."""
    starts, ends = _edges(doc)
    inside: dict[int, set[int]] = {}
    for place in places:
        at = int(ends.searchsorted(place, side="right"))
        if at < len(doc) and starts[at] < place:
            inside.setdefault(at, set()).add(place - int(starts[at]))
    if not inside or len(inside) * len(doc) > _MOST_MOVED:
        return
    laid = [
        (key, group, [(s.start_char, s.end_char, s.label, s.kb_id, s.id) for s in group])
        for key, group in doc.spans.items()
    ]
    with doc.retokenize() as retokenizer:
        for at, cuts in inside.items():
            token = doc[at]
            pieces = [slice(a, b) for a, b in pairwise((0, *sorted(cuts), len(token)))]
            retokenizer.split(
                token,
                [token.text[piece] for piece in pieces],
                heads=[(token, 0)] * len(pieces),
                attrs={
                    "NORM": [doc.vocab.strings.add(token.norm_[piece]) for piece in pieces],
                    "SENT_START": [_STARTS[token.is_sent_start], *[_STARTS[False]] * len(cuts)],
                },
            )
    for key, group, spans in laid:
        again = [doc.char_span(a, b, label, kb, span_id=id_) for a, b, label, kb, id_ in spans]
        doc.spans[key] = SpanGroup(doc, name=group.name, attrs=group.attrs, spans=[s for s in again if s])
