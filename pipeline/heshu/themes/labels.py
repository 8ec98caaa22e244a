"""Labelled texts as CSV: the columns `themes` (ids, by spaces; none for "none of these"), `title` and `text`.

A desk's corrections have the same columns (others, such as `id`, are passed over), so that they are training
rows as they stand. The same text twice: the later row holds.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from heshu.errors import LexiconError
from heshu.given import given_text, parse_rows
from heshu.text.fold import fold
from heshu.themes.evidence import Sample


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and the themes that a person gave it."""

    themes: tuple[str, ...]
    title: str
    text: str

    def sample(self) -> Sample:
        """Give what the classifier reads."""
        whole = f"{self.title}\n{self.text}" if self.title else self.text
        return Sample(fold(whole), len(self.title))


def parse_labels(text: str, where: str) -> list[Labelled]:
    """Read labelled texts; `where` names the file in errors. Raises LexiconError for a missing column or text."""
    rows = []
    for line, row in parse_rows(text.removeprefix("\ufeff"), where, "themes", "text"):
        if not row["text"].strip():
            raise LexiconError(f"{where} line {line}: 沒有文字 the text is empty")
        rows.append(
            Labelled(tuple(row["themes"].split()), (row.get("title") or "").strip(), row["text"].strip())
        )
    if not rows:
        raise LexiconError(f"{where}: 沒有標註 there is no labelled text in it")
    return rows


def read_labels(path: Path) -> list[Labelled]:
    """Read a file of labelled texts. Raises LexiconError where it cannot be read, or holds none."""
    return parse_labels(given_text(path), str(path))


def merge(rows: Iterable[Labelled]) -> list[Labelled]:
    """Keep one row a text, the later one."""
    return list({(row.title, row.text): row for row in rows}.values())


def to_csv(rows: Iterable[Labelled]) -> str:
    """Give labelled texts as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["themes", "title", "text"])
    writer.writerows([" ".join(row.themes), row.title, row.text] for row in rows)
    return out.getvalue()
