"""Who wrote an article, and in which running column: its by-lines and author notes taken together."""

from collections.abc import Sequence

from heshu.layout.articles import Item
from heshu.layout.bylines import read_byline, read_column, read_dateline
from heshu.layout.notes import is_note_heading, read_note
from heshu.model.page import Author


def credit(items: Sequence[Item]) -> tuple[tuple[Author, ...], str | None]:
    """Give the authors with their affiliations, and the column's name."""
    authors: list[Author] = []
    column: str | None = None
    for item in items:
        strip = item.strip
        if item.label in ("column", "column_first"):
            column = column or read_column(strip.text, strip.norm)
        elif item.label in ("byline", "byline_first", "signature"):
            read = read_byline(strip.text, strip.norm)
            known = {author.name for author in authors}
            said = read.authors if read else (Author(strip.text),)
            authors += [author for author in said if author.name not in known]
            column = column or (read.column if read else None)
        elif item.label in ("affiliation", "affiliation_first"):
            authors = _with_role(authors, strip.text)
    if not authors:
        authors = _reporters(items)
    return _with_notes(authors, _notes(items)), column


def _reporters(items: Sequence[Item]) -> list[Author]:
    """Give the reporters that the first paragraph begins with: 【維港日報訊】（記者　潘家樂）."""
    first = next((item.strip for item in items if item.kind == "paragraph"), None)
    return list(read_dateline(first.text, first.norm)) if first else []


def _with_role(authors: list[Author], role: str) -> list[Author]:
    if not authors:
        return [Author(None, role)]
    last = authors[-1]
    return [*authors[:-1], Author(last.name, f"{last.affiliation}、{role}" if last.affiliation else role)]


def _notes(items: Sequence[Item]) -> list[Author]:
    return [
        author
        for item in items
        if item.kind == "author_note" and not is_note_heading(item.strip.norm)
        for author in read_note(item.strip.text, item.strip.norm)
    ]


def _with_notes(authors: list[Author], said: list[Author]) -> tuple[Author, ...]:
    """Lay what the notes say over the by-line's authors.

    A note that names its author speaks of him alone; one that names nobody speaks of every author, or
    of each in turn where it says as many things as there are authors.
    """
    if not authors:
        return tuple(said)
    named = {author.name: author.affiliation for author in said if author.name}
    unnamed = [author.affiliation for author in said if not author.name]
    if len(authors) == 1 and len(named) == 1 and not unnamed:
        return (Author(authors[0].name, authors[0].affiliation or next(iter(named.values()))),)
    if len(unnamed) == len(authors):
        shared: Sequence[str | None] = unnamed
    else:
        shared = [unnamed[0] if unnamed else None] * len(authors)
    credited = [
        Author(author.name, named.get(author.name or "") or author.affiliation or role)
        for author, role in zip(authors, shared, strict=True)
    ]
    return tuple(credited)
