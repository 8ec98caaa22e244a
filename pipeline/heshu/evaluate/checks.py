"""Planted errors: how many are caught, and what is flagged where nothing was planted."""

from datetime import date
from functools import lru_cache

from spacy.language import Language

from heshu import language
from heshu.checks import check
from heshu.model.page import Article, Block, BlockKind, Source
from heshu.model.record import Record
from heshu.record import make_record


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return language.load()


def record_of(
    blocks: list[tuple[BlockKind, str]], published: date | None = None, outlet: str | None = None
) -> Record:
    """Analyse blocks of article text as one article, without laying out a page, and check it."""
    article = article_of(blocks)
    source = Source("-", "", "text/plain", "utf-8", outlet=outlet, published=published)
    doc = language.read(_pipeline(), article, published=published, outlet=outlet)
    record = make_record(doc, article, source)
    record.findings = check(record)
    return record


def article_of(blocks: list[tuple[BlockKind, str]]) -> Article:
    """Make an article of blocks in reading order; segments map the text to itself."""
    spans, at = [], 0
    for kind, text in blocks:
        spans.append(Block(kind, at, at + len(text)))
        at += len(text) + 1
    text = "\n".join(text for _, text in blocks)
    title = next((text for kind, text in blocks if kind == "title"), None)
    return Article(text, ((0, 0, len(text)),), tuple(spans), title=title)


def blocks_of(text: str) -> list[tuple[BlockKind, str]]:
    """Read blocks from an example: parted by /, one that begins with ▲ a caption, with ＃ a title."""
    kinds: dict[str, BlockKind] = {"▲": "caption", "＃": "title"}
    return [(kinds.get(part[:1], "paragraph"), part.removeprefix("＃")) for part in text.split("/")]
