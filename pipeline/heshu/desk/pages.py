"""What the desk shows: templates filled in, every character of a text escaped, its numbers lit."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined

from heshu.desk.desk import Kept
from heshu.index import Hit
from heshu.model.nouns import Figure, Span
from heshu.model.record import Record
from heshu.model.written import writable
from heshu.sheet.view import make_sheet


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an article: its figure, if it is one, and whether a finding stands against it."""

    text: str
    figure: Figure | None = None
    wrong: bool = False


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("heshu.desk"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def home(*, indexed: bool) -> str:
    """Give the first page; without an index there is nothing to search."""
    return _filled("home.html", indexed=indexed)


def found(asked: dict[str, str], hits: list[Hit]) -> str:
    """Give the sentences found, their words lit, each leading to its article."""
    rows = [(hit, list(_lit(hit.text, hit.lit))) for hit in hits]
    return _filled("search.html", asked=asked, rows=rows)


def article(kept: Kept) -> str:
    """Give one article: its text with every figure lit, what stands against it, its files and other versions."""
    record = kept.record
    sheet = make_sheet(record)
    blocks = [(block.kind, list(_pieces(record, block.start, block.end))) for block in record.blocks]
    return _filled("article.html", record=record, blocks=blocks, sheet=sheet, kept=kept)


def said(line: str) -> str:
    """Give a page with one line: what went wrong and what to do."""
    return _filled("said.html", line=line)


def _filled(template: str, **values: object) -> str:
    return writable(_templates().get_template(template).render(**values))


def _lit(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    marks = sorted({0, len(text), *(at for span in spans for at in span)})
    for start, end in pairwise(marks):
        yield text[start:end], any(a <= start and end <= b for a, b in spans)


def _pieces(record: Record, start: int, end: int) -> Iterator[Piece]:
    wrong = [s for f in record.findings if f.status == "inconsistent" for s in f.spans]
    figures = [f for f in record.figures if start <= f.start and f.end <= end]
    lit: list[Span | Figure] = [*wrong, *figures]
    edges = [at for span in lit for at in (span.start, span.end)]
    marks = sorted({start, end, *(at for at in edges if start < at < end)})
    for a, b in pairwise(marks):
        figure = next((f for f in figures if f.start <= a and b <= f.end), None)
        yield Piece(record.text[a:b], figure, any(s.start <= a and b <= s.end for s in wrong))
