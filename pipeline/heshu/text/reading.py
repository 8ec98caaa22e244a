"""The one Doc extension: `doc._.heshu`, everything heshu knows of an article beside its tokens."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from spacy.tokens import Doc

from heshu.model.nouns import Claim, Entity, Figure, Keyword, Period, Theme
from heshu.model.page import Block


class Spanned(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def start(self) -> int: ...  # noqa: D102  # the protocol's docstring says it
    @property
    def end(self) -> int: ...  # noqa: D102


@dataclass(slots=True)
class Reading:
    """What has been read so far. Each stage fills its own list and reads those of the stages before it."""

    text: str
    norm: str
    sentences: list[tuple[int, int]]
    ends: list[int] = field(default_factory=list)  # where each token ends, without the space after it
    published: date | None = None
    outlet: str | None = None
    blocks: Sequence[Block] = ()
    mentions: Sequence[Spanned] = ()
    periods: list[Period] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    keywords: list[Keyword] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def reading(doc: Doc) -> Reading:
    """Give the reading of a Doc made by heshu's tokenizer."""
    found: Reading = doc._.heshu
    return found


if not Doc.has_extension("heshu"):
    Doc.set_extension("heshu", default=None)
