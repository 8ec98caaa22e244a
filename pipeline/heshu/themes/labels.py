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
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if missing := {"themes", "text"} - set(reader.fieldnames or ()):
        raise LexiconError(
            f"{where}: 欠缺欄位 no column {', '.join(sorted(missing))}; needed are themes,text"
        )
    rows = []
    for row in reader:
        if not (row["text"] or "").strip():
            raise LexiconError(f"{where} line {reader.line_num}: 沒有文字 the text is empty")
        rows.append(
            Labelled(
                tuple((row["themes"] or "").split()), (row.get("title") or "").strip(), row["text"].strip()
            )
        )
    return rows


def read_labels(path: Path) -> list[Labelled]:
    """Read a file of labelled texts. Raises LexiconError where it cannot be read."""
    try:
        return parse_labels(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"{path}: 讀不到，須為 UTF-8 的 CSV cannot be read as UTF-8 CSV: {error}"
        ) from error


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
