"""One page analysed, in whatever process. An article that breaks something is a Failure, and the others stand."""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from spacy.language import Language

from heshu import language
from heshu.checks import check
from heshu.errors import HeshuError, SourceError
from heshu.layout import split
from heshu.model.day import Day
from heshu.model.page import Article, Page, Segment, Source
from heshu.model.record import Record
from heshu.record import make_record
from heshu.service.analyse import Analysed
from heshu.service.failure import Failure, own_fault
from heshu.sources import read, read_bytes

_LINE_END = re.compile(r"\r\n|\r|\n")


@lru_cache(maxsize=2)
def pipeline(themes: str = "themes") -> Language:
    """Give the pipeline with a theme model, loaded once."""
    return language.load(themes=themes)


def analyse_page(page: Page, themes: str = "themes") -> Analysed:
    """Lay a page out and give its records, checked."""
    nlp = pipeline(themes)
    done = Analysed(split(page), [], [])
    for article in done.spread.articles:
        try:
            done.records.append(_record(nlp, article, page.source))
        except HeshuError:
            raise
        except Exception as error:
            done.failures.append(
                own_fault(page.source.uri, place_of(page, article.title, article.segments), error)
            )
    return done


def analyse_file(
    path: str | Path,
    data: bytes | None = None,
    *,
    published: Day | None = None,
    outlet: str | None = None,
    themes: str = "themes",
) -> Analysed | Failure:
    """Read a file, or the `data` that came from it, and analyse it; what cannot be read is a Failure."""
    try:
        if data is None:
            page = read(path, published=published, outlet=outlet)
        else:
            page = read_bytes(data, str(path), published=published, outlet=outlet)
        return analyse_page(page, themes)
    except SourceError as error:
        return Failure(str(path), str(error))
    except HeshuError:
        raise
    except Exception as error:
        return own_fault(str(path), ("整個檔案", "the whole file"), error)


def place_of(page: Page, title: str | None, segments: Sequence[Segment]) -> tuple[str, str]:
    """Name an article of a page, in Chinese and in English: the line that it begins at, and its title."""
    line = len(_LINE_END.findall(page.text, 0, segments[0][1])) + 1
    named = f"「{' '.join(title.split())}」" if title else ""
    return f"第{line}行起的文章{named}", f"the article at line {line}"


def _record(nlp: Language, article: Article, source: Source) -> Record:
    doc = language.read(nlp, article, published=source.published, outlet=source.outlet)
    record = make_record(doc, article, source)
    record.findings = check(record)
    return record
