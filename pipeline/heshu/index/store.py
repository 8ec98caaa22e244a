"""Records kept in one SQLite file (WAL): an article once, however many files hold it, and every version of it."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from heshu.errors import StoreError
from heshu.index import lineage
from heshu.index.lineage import Version
from heshu.index.rows import Statements, note, put, text_of, whole
from heshu.model.written import to_json, writable

if TYPE_CHECKING:
    from heshu.model.page import Spread
    from heshu.model.record import Record

Outcome = Literal["added", "corrected", "updated", "unchanged"]
"""What became of an article; `corrected` is added, or current again, in the place of an earlier version."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as read: its absolute path, the digest of its bytes, and of the heshu and the options that read them.

    Standard input is `-`, and never the same file. `modified` are seconds since 1970, null where nobody says.
    """

    path: str
    sha256: str
    reading: str
    modified: float | None = None


@dataclass(frozen=True, slots=True)
class Index:
    """An open index file."""

    path: Path
    db: sqlite3.Connection

    def add(self, record: "Record") -> Outcome:
        """Store one record that came from no file; the same record again changes nothing."""
        with writing(self.db):
            return self._put([record], record.source.uri, "", {}, None)[0]

    def add_file(
        self,
        file: File,
        spread: "Spread",
        records: Sequence["Record"],
        stated: Sequence[Statements],
        analysis: str,
    ) -> list[Outcome]:
        """Store a page's records, and its fragments, so that nothing read is lost; all of it or nothing.

        `stated` is what each record states; `analysis` says which heshu made them. What stood at the file and was
        mended is superseded.
        """
        with writing(self.db):
            before = lineage.standing_at(self.db, file.path)
            outcomes = self._put(records, file.path, analysis, before, file.modified)
            for record, statements in zip(records, stated, strict=True):
                note(self.db, record.id, statements)
            self._keep_fragments(spread)
            self._keep(file)
        return outcomes

    def seen(self, file: File) -> int | None:
        """Give how many articles a file holds whose bytes were read before, in the same way; None where they were not.

        Nothing needs to be analysed then. Where it was another file, what it held is noted for this one.
        """
        known = self.db.execute(
            "SELECT path FROM file WHERE sha256 = ? AND reading = ? ORDER BY path = ? DESC LIMIT 1",
            (file.sha256, file.reading, file.path),
        ).fetchone()
        if known is None:
            return None
        if known[0] != file.path:
            with writing(self.db):
                before = lineage.standing_at(self.db, file.path)
                self.db.execute(
                    "INSERT OR REPLACE INTO place SELECT article, ?, sha256 FROM place WHERE path = ? AND sha256 = ?",
                    (file.path, known[0], file.sha256),
                )
                self._keep(file)
                lineage.take_place(self.db, lineage.standing_at(self.db, file.path), before, {})
        held = "SELECT count(*) FROM place WHERE path = ? AND sha256 = ?"
        count: int = self.db.execute(held, (file.path, file.sha256)).fetchone()[0]
        return count

    def get(self, article: str) -> "Record | None":
        """Give the record of an id, or of an unmistakable beginning of one, with what it `supersedes`.

        Raises StoreError where several fit.
        """
        from heshu.model.record import Record

        rows = self.db.execute(
            "SELECT record, crc FROM article WHERE substr(id, 1, ?) = ? LIMIT 2",
            (len(article), writable(article)),
        ).fetchall()
        if len(rows) > 1:
            raise StoreError(
                f"不只一篇，請多輸入幾位 several articles begin with {article}: give more of the id"
            )
        if not rows or not article:
            return None
        record = Record.model_validate_json(whole(*rows[0]))
        before = self.older(record.id)
        return record.model_copy(update={"supersedes": before[0].id}) if before else record

    def records(self) -> Iterator["Record"]:
        """Yield the record of every article that no other supersedes, by date and id."""
        return self._records("superseded_by IS NULL")

    def stated(self, measures: Iterable[str]) -> Iterator[str]:
        """Yield what current articles state of some measures, as lines that were noted, by date and id."""
        marks = to_json([writable(measure) for measure in measures])
        query = """
            SELECT s.line FROM statement s JOIN article a ON a.id = s.article
            WHERE s.measure IN (SELECT value FROM json_each(?)) AND a.superseded_by IS NULL
            ORDER BY a.published, a.id, s.rowid
        """
        for (line,) in self.db.execute(query, (marks,)):
            yield line

    def records_not_noted(self) -> Iterator["Record"]:
        """Yield the current records of which nobody has noted what they state."""
        return self._records("superseded_by IS NULL AND noted = 0")

    def text(self, article: str) -> str:
        """Give the text of a stored article."""
        row = self.db.execute("SELECT record, crc FROM article WHERE id = ?", (article,)).fetchone()
        return text_of(*row)

    def places(self, article: str) -> list[str]:
        """Give every file that an article was read from, in order."""
        query = "SELECT path FROM place WHERE article = ? ORDER BY path"
        return [path for (path,) in self.db.execute(query, (article,))]

    def older(self, article: str) -> list[Version]:
        """Give the versions that an article took the place of, the last one first."""
        return lineage.older(self.db, article)

    def newest(self, article: str) -> Version | None:
        """Give the version that a superseded article gave way to."""
        return lineage.newest(self.db, article)

    def versions_of(self, record: "Record") -> set[str]:
        """Give the ids of current articles that are versions of a record, stored itself or not."""
        return lineage.versions_of(self.db, record)

    def counts(self) -> dict[str, int]:
        """Give how many articles, older versions among them, sentences, claims and pages are stored."""
        queries = {
            "articles": "SELECT count(*) FROM article",
            "older": "SELECT count(superseded_by) FROM article",
            "sentences": "SELECT count(*) FROM sentence",
            "claims": "SELECT count(claim) FROM sentence",
            "pages": "SELECT count(*) FROM page",
        }
        return {name: self.db.execute(query).fetchone()[0] for name, query in queries.items()}

    def _records(self, where: str) -> Iterator["Record"]:
        from heshu.model.record import Record

        query = f"SELECT record, crc FROM article WHERE {where} ORDER BY published, id"
        for row in self.db.execute(query):
            yield Record.model_validate_json(whole(*row))

    def _put(
        self,
        records: Sequence["Record"],
        path: str,
        analysis: str,
        before: dict[str, str],
        modified: float | None,
    ) -> list[Outcome]:
        outcomes: list[Outcome] = [put(self.db, record, path, analysis) for record in records]
        added = {r.id: r for r, outcome in zip(records, outcomes, strict=True) if outcome == "added"}
        now = {record.id: record.text for record in records}
        took = lineage.take_place(self.db, now, before, added, modified)
        return ["corrected" if r.id in took else o for r, o in zip(records, outcomes, strict=True)]

    def _keep(self, file: File) -> None:
        if file.path == "-":
            return
        row = (file.path, file.sha256, file.reading, file.modified)
        self.db.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)", row)

    def _keep_fragments(self, spread: "Spread") -> None:
        text, source = spread.page.text, spread.page.source
        fragments = [
            {"start": b.start, "end": b.end, "text": text[b.start : b.end]} for b in spread.fragments
        ]
        row = (source.sha256, writable(source.uri), to_json(fragments))
        self.db.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", row)


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[None]:
    """Hold the index for writing: all that is written is kept, or none of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite itself may have ended it, where the disk is full
            db.rollback()
        raise
