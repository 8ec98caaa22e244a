"""One record as rows: the article, its themes, its sentences with their words, and where it stood."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

from heshu.index.versions import authors_of, headline
from heshu.model.written import writable

if TYPE_CHECKING:
    from heshu.model.record import Record

Statements = Sequence[tuple[str, str]]
"""What an article states: what it is of, and a line that the checks can read."""

_WORD = re.compile(r"\w")
_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
_COLUMNS = (
    "id", "title", "column_name", "authors", "outlet", "section", "published", "uri", "record", "headline", "path",
    "analysis", "crc",
)  # fmt: skip
_PUT = (
    f"INSERT INTO article ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    f"ON CONFLICT DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)


def put(
    db: sqlite3.Connection, record: "Record", path: str, analysis: str
) -> Literal["added", "updated", "unchanged"]:
    """Store a record that was read at `path`; the same again changes nothing.

    Of an article in several files one record is kept: the latest heshu's, of those the earliest printed, of those
    the first that came.
    """
    line = record.model_dump_json(by_alias=True)
    day = record.source.published.isoformat() if record.source.published else None
    known = db.execute(
        "SELECT record, path, analysis, published FROM article WHERE id = ?", (record.id,)
    ).fetchone()
    kept, kept_path, kept_analysis, kept_day = known or (None,) * 4
    outcome: Literal["added", "updated", "unchanged"] = "unchanged"
    if not known or path == kept_path or analysis != kept_analysis or (day or "9") < (kept_day or "9"):
        outcome = "added" if not known else "unchanged" if kept == line else "updated"
        if (kept, kept_path, kept_analysis) != (line, path, analysis):
            _insert(db, record, line, day, path, analysis)
    db.execute(
        "INSERT INTO place VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256",
        (record.id, path, record.source.sha256),
    )
    return outcome


def _insert(
    db: sqlite3.Connection, record: "Record", line: str, day: str | None, path: str, analysis: str
) -> None:
    source = record.source
    row = (
        record.id, record.title, record.column, authors_of(record), source.outlet, source.section, day, source.uri,
        line, headline(record.title), path, analysis, crc(line),
    )  # fmt: skip
    db.execute(_PUT, [writable(value) if isinstance(value, str) else value for value in row])
    db.execute(
        "DELETE FROM lookup WHERE rowid IN (SELECT rowid FROM sentence WHERE article = ?)", (record.id,)
    )
    db.execute("DELETE FROM sentence WHERE article = ?", (record.id,))
    db.execute("DELETE FROM theme WHERE article = ?", (record.id,))
    db.executemany(
        "INSERT INTO theme VALUES (?, ?, ?)", [(record.id, t.theme, t.score) for t in record.themes]
    )
    for row, words, tails in _sentences(record):
        rowid = db.execute("INSERT INTO sentence VALUES (NULL, ?, ?, ?, ?, ?, ?)", row).lastrowid
        db.execute("INSERT INTO lookup (rowid, words, tails) VALUES (?, ?, ?)", (rowid, words, tails))


def note(db: sqlite3.Connection, article: str, statements: Statements) -> None:
    """Note what an article states, in place of what was noted before."""
    db.execute("DELETE FROM statement WHERE article = ?", (article,))
    db.executemany(
        "INSERT INTO statement VALUES (?, ?, ?)", [(article, writable(of), line) for of, line in statements]
    )
    db.execute("UPDATE article SET noted = 1 WHERE id = ?", (article,))


def crc(line: str) -> int:
    """Give the checksum of a stored record."""
    return crc32(line.encode("utf-8", "surrogatepass"))


def whole(line: str, known: int) -> str:
    """Give a stored record back, as JSON. Raises sqlite3's DatabaseError where it is not what was stored."""
    if crc(line) != known:
        raise sqlite3.DatabaseError("a record is not what was stored")
    return line


def text_of(line: str, known: int) -> str:
    """Give the text of a stored record; SQLite's own reader of JSON would cut it at NUL."""
    text: str = json.loads(whole(line, known))["text"]
    return text


def without_commas(norm: str) -> str:
    """Take the thousands commas out, so that 5,040 and 5040 are one word."""
    return _COMMA.sub("", norm)


def _sentences(record: "Record") -> Iterator[tuple[tuple[Any, ...], str, str]]:
    from heshu.text.fold import fold
    from heshu.text.segment import segmenter
    from heshu.text.sentences import sentences

    cut = segmenter()
    norm = fold(record.text)
    for start, end in sentences(norm):
        claim = max(
            (c for c in record.claims if c.start < end and start < c.end), key=lambda c: c.score, default=None
        )
        words = [w for w in cut(without_commas(norm[start:end])) if _WORD.search(w)]
        tails = [w[i:] for w in words if len(w) > 2 and not w.isascii() for i in range(1, len(w) - 1)]
        row = (record.id, start, end, norm[start:end], claim and claim.id, claim.score if claim else 0.0)
        yield row, " ".join(words), " ".join(tails)
