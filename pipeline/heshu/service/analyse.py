"""Text or files in, records out: a text in the caller's process, files in a worker that loads the pipeline."""

from collections.abc import Iterable, Iterator
from functools import partial
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from heshu.batch import Workers
from heshu.errors import ArticleError
from heshu.model.day import Day, day_of
from heshu.model.page import Page, Spread
from heshu.model.record import Record
from heshu.service.failure import Failure
from heshu.service.files import each_file
from heshu.sources import read, read_text

_FIRST = "港交所表示，2026年6月25日成交由4,200宗升至5,040宗，按月升兩成。"


class Analysed(NamedTuple):
    """A page laid out, the records of its articles, and a failure for each article that has none."""

    spread: Spread
    records: list[Record]
    failures: list[Failure]


def analyse(
    text_or_path: str | PathLike[str], *, published: Day | None = None, outlet: str | None = None
) -> list[Record]:
    """Give a record for each article of a page: a `str` is its text, taken as it is; a `Path` names its file.

    Raises SourceError for a file that cannot be read, TypeError for what is neither; a text never raises (ArticleError
    is a fault of heshu's own).
    """
    from heshu.service.page import analyse_page

    done = analyse_page(page_of(text_or_path, published=published, outlet=outlet))
    raise_first(done.failures)
    return done.records


def analyse_paths(
    paths: Iterable[str | Path],
    *,
    published: Day | None = None,
    outlet: str | None = None,
    themes: str = "themes",
    limit: float | None = None,
    workers: Workers | None = None,
) -> Iterator[Analysed | Failure]:
    """Analyse every file, one at a time, in a worker; a bad file or article is a Failure and the others go on.

    `limit` is in seconds of CPU a file; by default 60 a megabyte, and 20 at least. `workers`, made with
    `prepare=load`, serve many runs.
    """
    work = partial(_analyse_file, published=day_of(published), outlet=outlet, themes=themes)
    yield from each_file(paths, work, partial(load, themes), limit, workers)


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


def raise_first(failures: list[Failure]) -> None:
    """Raise an ArticleError for the first failure, if there is any."""
    for failure in failures:
        error = ArticleError(failure.reason)
        error.add_note(failure.trace)
        raise error


def load(themes: str = "themes") -> None:
    """Load the pipeline and all that it loads when first used: in a worker, before its first task."""
    from heshu.service.page import analyse_page

    analyse_page(read_text(_FIRST), themes)


def _analyse_file(
    path: str | Path, data: bytes | None, *, published: Day | None, outlet: str | None, themes: str
) -> Analysed | Failure:
    from heshu.service.page import analyse_file

    return analyse_file(path, data, published=published, outlet=outlet, themes=themes)
