"""Text or files in, records out."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from os import PathLike
from pathlib import Path

from spacy.language import Language

from heshu import language
from heshu.checks import check
from heshu.errors import SourceError
from heshu.layout import split
from heshu.model.day import Day
from heshu.model.page import Page, Spread
from heshu.model.record import Record
from heshu.record import make_record
from heshu.service.failure import Failure
from heshu.sources import read, read_text


@lru_cache(maxsize=2)
def pipeline(themes: str = "themes") -> Language:
    """Give the pipeline with a theme model, loaded once."""
    return language.load(themes=themes)


def analyse(
    text_or_path: str | PathLike[str], *, published: Day | None = None, outlet: str | None = None
) -> list[Record]:
    """Give a record for each article of a page: a `str` is its text, taken as it is; a `Path` names its file.

    Raises SourceError for a file that cannot be read, TypeError for what is neither; a text never raises.
    """
    return analyse_page(page_of(text_or_path, published=published, outlet=outlet))[1]


def page_of(
    text_or_path: str | PathLike[str], *, published: Day | None = None, outlet: str | None = None
) -> Page:
    """Give the page of a text, or read it from a path; see `analyse`."""
    if isinstance(text_or_path, str):
        return read_text(text_or_path, published=published, outlet=outlet)
    if isinstance(text_or_path, PathLike):
        return read(Path(text_or_path), published=published, outlet=outlet)
    given = type(text_or_path).__name__
    raise TypeError(f"a page is given as its text (a str) or as the Path of its file, not as {given}")


def analyse_page(page: Page, themes: str = "themes") -> tuple[Spread, list[Record]]:
    """Lay a page out and give its records, checked."""
    spread = split(page)
    source = page.source
    records = []
    for article in spread.articles:
        doc = language.read(pipeline(themes), article, published=source.published, outlet=source.outlet)
        record = make_record(doc, article, source)
        record.findings = check(record)
        records.append(record)
    return spread, records


def analyse_paths(
    paths: Iterable[str | Path],
    *,
    published: Day | None = None,
    outlet: str | None = None,
    themes: str = "themes",
) -> Iterator[tuple[Spread, list[Record]] | Failure]:
    """Analyse every file, one at a time; a bad one is a Failure and the others go on."""
    for path in paths:
        try:
            page = read(path, published=published, outlet=outlet)
        except SourceError as error:
            yield Failure(str(path), str(error))
        else:
            yield analyse_page(page, themes)
