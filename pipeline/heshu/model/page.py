"""A page as read, and the articles that layout finds on it. Offsets are code points, end exclusive."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from heshu.model.noun import Noun

BlockKind = Literal[
    "title",
    "standfirst",
    "byline",
    "subhead",
    "paragraph",
    "caption",
    "chart_title",
    "author_note",
    "fragment",
]
PublishedFrom = Literal["argument", "metadata", "text", "file_name"]

Segment = tuple[int, int, int]
"""`(text_start, source_start, length)`: `text[a:a+n] == source[b:b+n]`."""


@dataclass(frozen=True, slots=True)
class Source(Noun):
    """Where a text came from, and when it was published (and who says so)."""

    uri: str
    sha256: str
    media_type: str
    encoding: str | None
    outlet: str | None = None
    section: str | None = None
    published: date | None = None
    published_from: PublishedFrom | None = None


@dataclass(frozen=True, slots=True)
class Page(Noun):
    """One file as decoded. `text` is unchanged; the body starts at `body` (after any front matter)."""

    source: Source
    text: str
    body: int = 0


@dataclass(frozen=True, slots=True)
class Block(Noun):
    """A stretch of one kind: of article text in an article, of source text in a page's fragments."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Author(Noun):
    """A by-line's name and the affiliation of an author note; either may be unknown, not both."""

    name: str | None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Article(Noun):
    """One article in reading order: title, standfirst, by-line, then the body as printed.

    `text` is the blocks joined by newlines; `segments` map every character of every block to the
    source text.
    """

    text: str
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]
    title: str | None = None
    column: str | None = None
    standfirst: str | None = None
    authors: tuple[Author, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Spread(Noun):
    """A page laid out: its articles, and the `fragment` blocks (spans of source text) left over."""

    page: Page
    articles: tuple[Article, ...]
    fragments: tuple[Block, ...]
