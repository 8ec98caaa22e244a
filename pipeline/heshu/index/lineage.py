"""Versions in the index: which article took the place of which, decided when a file brings a new one."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from heshu.index.rows import text_of
from heshu.index.versions import HALF, MOST, authors_of, headline, in_common

if TYPE_CHECKING:
    from heshu.model.record import Record

_LATER = """
    WITH RECURSIVE later (id) AS (
        SELECT superseded_by FROM article WHERE id = :id
        UNION SELECT a.superseded_by FROM article a JOIN later ON a.id = later.id
    ) SELECT id FROM later WHERE id IS NOT NULL
"""
_OLDER = """
    WITH RECURSIVE older (id) AS (
        SELECT id FROM article WHERE superseded_by = :id
        UNION SELECT a.id FROM article a JOIN older ON a.superseded_by = older.id
    ) SELECT id FROM older
"""
_SAME_COLUMN = """
    SELECT a.id, a.record, a.crc, max(f.modified)
    FROM article a LEFT JOIN place p ON p.article = a.id
        LEFT JOIN file f ON f.path = p.path AND f.sha256 = p.sha256
    WHERE a.headline = :headline AND a.authors = :authors AND a.id <> :id AND a.superseded_by IS NULL
        AND (a.published = :published OR (:or_undated AND (a.published IS NULL OR :published IS NULL)))
    GROUP BY a.id
"""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier or a later version of an article."""

    id: str
    title: str | None
    published: str | None


def place_of(uri: str) -> str:
    """Give where a file is, from the root, however it was named; `-` is standard input."""
    return uri if uri == "-" else str(Path(uri).resolve())


def standing_at(db: sqlite3.Connection, path: str) -> dict[str, str]:
    """Give the text of every current article of a file as it was last read, by id."""
    rows = db.execute(
        """
        SELECT a.id, a.record, a.crc
        FROM place p JOIN file f ON f.path = p.path AND f.sha256 = p.sha256 JOIN article a ON a.id = p.article
        WHERE p.path = ? AND a.superseded_by IS NULL
        """,
        (path,),
    )
    return {id: text_of(line, crc) for id, line, crc in rows}


def take_place(
    db: sqlite3.Connection,
    now: dict[str, str],
    before: dict[str, str],
    added: dict[str, "Record"],
    modified: float | None = None,
) -> set[str]:
    """Settle what the articles of one file take the place of; give the ids of those that do.

    `now` and `before` are the texts by id that stand at the file and that stood there until now; `added` are new to
    the index; the file was `modified` at that time. A draft in another file, changed after this one, is the newer
    version and takes the place of ours.
    """
    gone = {id: text for id, text in before.items() if id not in now}
    took: set[str] = set()
    for article, text in now.items():
        if article in before:
            continue
        shared = {id: in_common(text, draft)[1] for id, draft in gone.items()}
        draft = max(shared, key=lambda id: shared[id], default=None)
        if draft is not None and shared[draft] >= HALF:
            gone.pop(draft)
            supersede(db, draft, article)
            took.add(article)
            continue
        for other, changed in _same_column(db, added[article]) if article in added else ():
            if other in now:
                continue
            if modified is not None and changed is not None and changed > modified:
                supersede(db, article, other)
                took.discard(article)
                break
            supersede(db, other, article)
            took.add(article)
    return took


def supersede(db: sqlite3.Connection, old: str, new: str) -> None:
    """Let `new` take the place of `old`; where it was itself superseded by way of `old`, it is current again."""
    if (old,) in db.execute(_LATER, {"id": new}).fetchall():
        db.execute("UPDATE article SET superseded_by = NULL WHERE id = ?", (new,))
    db.execute("UPDATE article SET superseded_by = ? WHERE id = ?", (new, old))


def versions_of(db: sqlite3.Connection, record: "Record") -> set[str]:
    """Give the current articles that are versions of a record, in the index itself or not.

    They stand in the same file, or are the same column by the same author; of the dates one may be unknown.
    """
    before = standing_at(db, place_of(record.source.uri)).items()
    found = {id for id, text in before if in_common(record.text, text)[1] >= HALF}
    return (found | {id for id, _ in _same_column(db, record, or_undated=True)}) - {record.id}


def older(db: sqlite3.Connection, article: str) -> list[Version]:
    """Give the versions that an article took the place of, the last one first."""
    return [_version(db, id) for (id,) in db.execute(_OLDER, {"id": article})]


def newest(db: sqlite3.Connection, article: str) -> Version | None:
    """Give the current version of a superseded article."""
    later = db.execute(_LATER, {"id": article}).fetchall()
    return _version(db, later[-1][0]) if later else None


def _version(db: sqlite3.Connection, article: str) -> Version:
    return Version(
        *db.execute("SELECT id, title, published FROM article WHERE id = ?", (article,)).fetchone()
    )


def _same_column(
    db: sqlite3.Connection, record: "Record", *, or_undated: bool = False
) -> list[tuple[str, float | None]]:
    """Give the current articles with a record's headline, authors and date, and most of its text, with their age."""
    day = record.source.published
    asked = {
        "headline": headline(record.title),
        "authors": authors_of(record),
        "id": record.id,
        "published": day.isoformat() if day else None,
        "or_undated": or_undated,
    }
    return [
        (id, changed)
        for id, line, crc, changed in db.execute(_SAME_COLUMN, asked).fetchall()
        if in_common(record.text, text_of(line, crc))[0] >= MOST
    ]
