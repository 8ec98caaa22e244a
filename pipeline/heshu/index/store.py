"""Records kept in one SQLite file (WAL), idempotent by article id."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from heshu.errors import StoreError
from heshu.model.written import to_json, writable

if TYPE_CHECKING:
    from heshu.model.page import Spread
    from heshu.model.record import Record

APPLICATION_ID = 0x68657368  # "hesh"
VERSION = 1
_WORD = re.compile(r"\w")
_COMMA = re.compile(r"(?<=\d),(?=\d{3})")


@dataclass(frozen=True, slots=True)
class Index:
    """An open index file."""

    path: Path
    db: sqlite3.Connection

    def add(self, record: "Record") -> Literal["added", "unchanged", "updated"]:
        """Store a record with its sentences and words; the same record again changes nothing."""
        line = record.model_dump_json(by_alias=True)
        known = self.db.execute("SELECT record FROM article WHERE id = ?", (record.id,)).fetchone()
        if known and known[0] == line:
            return "unchanged"
        with self.db:
            self.remove(record.id)
            self._insert(record, line)
        return "updated" if known else "added"

    def add_page(self, spread: "Spread") -> None:
        """Keep a page's fragments, so that nothing read is lost."""
        text, source = spread.page.text, spread.page.source
        fragments = [
            {"start": b.start, "end": b.end, "text": text[b.start : b.end]} for b in spread.fragments
        ]
        with self.db:
            self.db.execute(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?)",
                (source.sha256, source.uri, to_json(fragments)),
            )

    def remove(self, article: str) -> None:
        """Forget an article and all that was stored with it; an unknown id is no error."""
        self.db.execute(
            "DELETE FROM lookup WHERE rowid IN (SELECT rowid FROM sentence WHERE article = ?)", (article,)
        )
        self.db.execute("DELETE FROM article WHERE id = ?", (article,))

    def get(self, article: str) -> dict[str, Any] | None:
        """Give the record of an id, or of an unmistakable beginning of one. Raises StoreError where several fit."""
        rows = self.db.execute(
            "SELECT id, record FROM article WHERE substr(id, 1, ?) = ? LIMIT 2",
            (len(article), writable(article)),
        ).fetchall()
        if len(rows) > 1:
            raise StoreError(f"several articles begin with {article}: give more of the id")
        record: dict[str, Any] | None = json.loads(rows[0][1]) if rows and article else None
        return record

    def records(self) -> Iterator[str]:
        """Yield every record as JSON, by date and id."""
        for (line,) in self.db.execute("SELECT record FROM article ORDER BY published, id"):
            yield line

    def counts(self) -> dict[str, int]:
        """Give how many articles, sentences, claims and pages are stored."""
        queries = {
            "articles": "SELECT count(*) FROM article",
            "sentences": "SELECT count(*) FROM sentence",
            "claims": "SELECT count(claim) FROM sentence",
            "pages": "SELECT count(*) FROM page",
        }
        return {name: self.db.execute(query).fetchone()[0] for name, query in queries.items()}

    def _insert(self, record: "Record", line: str) -> None:
        source = record.source
        row = (
            record.id,
            record.title,
            record.column,
            "\n".join(a.name for a in record.authors if a.name),
            source.outlet,
            source.section,
            source.published.isoformat() if source.published else None,
            source.uri,
            line,
        )
        self.db.execute(
            "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [text and writable(text) for text in row],
        )
        self.db.executemany(
            "INSERT INTO theme VALUES (?, ?, ?)", [(record.id, t.theme, t.score) for t in record.themes]
        )
        for row, words, tails in _sentences(record):
            rowid = self.db.execute("INSERT INTO sentence VALUES (NULL, ?, ?, ?, ?, ?, ?)", row).lastrowid
            self.db.execute(
                "INSERT INTO lookup (rowid, words, tails) VALUES (?, ?, ?)", (rowid, words, tails)
            )


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


@contextmanager
def open_index(path: str | Path, *, create: bool = False) -> Iterator[Index]:
    """Open an index file; with `create`, make it where it is absent.

    Raises StoreError where it is missing, is no index of heshu's, is of another version or cannot be written.
    """
    path = Path(path)
    if not create and not path.is_file():
        raise StoreError(f"{path}: no such index; `heshu ingest PATH --index {path}` makes it 沒有這個索引檔")
    try:
        db = sqlite3.connect(path, timeout=30)
        try:
            _prepare(db, path)
            yield Index(path, db)
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: cannot be used as an index ({error}) 無法用作索引檔") from error


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    db.execute("PRAGMA foreign_keys = ON")
    empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    application = db.execute("PRAGMA application_id").fetchone()[0]
    if empty and application == 0:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(files("heshu.index").joinpath("schema.sql").read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")
        return
    if application != APPLICATION_ID:
        raise StoreError(f"{path}: a database, but not an index of heshu's 這不是核數的索引檔")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise StoreError(
            f"{path}: index version {version}, this heshu reads {VERSION}; ingest the files again"
        )
