"""`doc._.heshu`, everything heshu knows of an article beside its tokens, and what spaCy users see of it.

`doc._.published` and `doc._.outlet` may be set before the stages run. A span on `doc.spans` or `doc.ents` has the id of
the result that it was laid for, and gives that at `span._.figure`, `._.period`, `._.entity` or `._.claim`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from srsly import msgpack_decoders, msgpack_encoders

from heshu.model.day import Day, day_of
from heshu.model.nouns import Claim, Entity, Figure, Keyword, Period, Theme
from heshu.model.page import Block
from heshu.text import carry
from heshu.text.fold import fold
from heshu.text.overlap import Spanned
from heshu.text.sentences import sentences


class Numbers(NamedTuple):
    """What was found before the words were cut: mentions of periods, and the figures outside them."""

    mentions: Sequence[Spanned]
    figures: list[Figure]


class Words(NamedTuple):
    """The words that heshu cut, an array place each: their norms' keys in the vocabulary, and where they stand."""

    norms: "NDArray[numpy.uint64]"
    starts: "NDArray[numpy.intp]"
    ends: "NDArray[numpy.intp]"


@dataclass(slots=True)
class Reading:
    """What has been read so far. Each stage fills its own list and reads those of the stages before it.

    `own` is whether the Doc's tokens are heshu's words, `stages` are those that have run. What is made from the text
    alone does not travel with the Doc (`text.carry`): `words` and `numbers` are None where that is to be done again.
    """

    text: str
    own: bool = True
    published: date | None = None
    outlet: str | None = None
    blocks: Sequence[Block] = ()
    stages: list[str] = field(default_factory=list)
    periods: list[Period] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    norm: str = field(init=False)
    sentences: list[tuple[int, int]] = field(init=False)
    words: Words | None = field(init=False)
    numbers: Numbers | None = field(init=False)

    def __post_init__(self) -> None:
        """Fold the text and find its sentences."""
        self.norm = fold(self.text)
        self.sentences = sentences(self.norm)
        self.words = self.numbers = None

    @property
    def mentions(self) -> Sequence[Spanned]:
        """Where periods are spoken of, as far as anybody has looked."""
        return self.numbers.mentions if self.numbers else ()


def reading(doc: Doc) -> Reading:
    """Give the reading of a Doc; one of another tokenizer gets a new one, with nothing in it but the text."""
    found = _known(doc)
    if found is None:
        found = doc._.heshu = Reading(doc.text, own=False)
    return found


def _known(doc: Doc) -> Reading | None:
    """Give the reading that a Doc has; None for a part of a Doc, which spaCy lets have that of the whole."""
    found: Reading | None = doc._.heshu
    length = doc[-1].idx + len(doc[-1].text_with_ws) if len(doc) else 0
    return found if found is not None and len(found.text) == length else None


def _published(doc: Doc) -> date | None:
    found = _known(doc)
    return found.published if found else None


def _publish(doc: Doc, day: Day | None) -> None:
    reading(doc).published = day_of(day)


def _outlet(doc: Doc) -> str | None:
    found = _known(doc)
    return found.outlet if found else None


def _name_outlet(doc: Doc, outlet: str | None) -> None:
    if not (outlet is None or isinstance(outlet, str)):
        raise TypeError(f"an outlet is given by its name (a str), not as {type(outlet).__name__}")
    reading(doc).outlet = outlet


def _result(where: str, span: Span) -> Any:
    """Give the result of the list `where` that a span was laid for, by its id: `f12` is the twelfth figure."""
    found, number = _known(span.doc), span.id_[1:]
    if found is None or not number.isdecimal():
        return None
    results = getattr(found, where)[int(number) - 1 : int(number)]
    return results[0] if results and results[0].id == span.id_ else None


if not Doc.has_extension("heshu"):
    # Where heshu is installed, entry points do this for who opens a DocBin with spaCy alone.
    msgpack_encoders.register("heshu.Reading", func=carry.encode)
    msgpack_decoders.register("heshu.Reading", func=carry.decode)
    Doc.set_extension("heshu", default=None)
    Doc.set_extension("published", getter=_published, setter=_publish)
    Doc.set_extension("outlet", getter=_outlet, setter=_name_outlet)
    for _name, _where in (
        ("figure", "figures"),
        ("period", "periods"),
        ("entity", "entities"),
        ("claim", "claims"),
    ):
        Span.set_extension(_name, getter=partial(_result, _where))
