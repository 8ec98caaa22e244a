"""One record from one article's Doc."""

from dataclasses import replace
from hashlib import sha256

from spacy.tokens import Doc

from heshu.model.page import Article, Source
from heshu.model.record import Record
from heshu.text.reading import reading


def article_id(text: str) -> str:
    """Give the stable id of an article text: the same characters, the same id."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def make_record(doc: Doc, article: Article, source: Source) -> Record:
    """Make the record of `article`, read as `doc`, printed in `source`. Findings are added by the checks."""
    found = reading(doc)
    return Record(
        id=article_id(article.text),
        source=replace(source, section=article.section or source.section),
        title=article.title,
        column=article.column,
        standfirst=article.standfirst,
        authors=list(article.authors),
        text=article.text,
        segments=list(article.segments),
        blocks=list(article.blocks),
        themes=found.themes,
        keywords=found.keywords,
        entities=found.entities,
        periods=found.periods,
        figures=found.figures,
        claims=found.claims,
    )
