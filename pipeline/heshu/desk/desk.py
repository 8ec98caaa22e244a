"""What the desk can do, however it is asked: check a text, find sentences, fetch an article."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import HTTPException

from heshu.desk.checks import Checks
from heshu.index import Hit, Index, Version, open_index, search
from heshu.model.record import Record
from heshu.service.check import Checked

PASTED = "pasted.txt"


@dataclass(frozen=True, slots=True)
class Kept:
    """An article of the index: its record, the files that it stood in, and its other versions."""

    record: Record
    places: list[str]
    older: list[Version]
    newest: Version | None


class Desk:
    """One index, which may not be there yet, and processes for checking."""

    def __init__(self, index: Path | None) -> None:
        self._index = index
        self.checks = Checks()

    @property
    def index(self) -> Path | None:
        """The index, once it is there."""
        return self._index if self._index and self._index.exists() else None

    def check(self, data: bytes | str, name: str, published: date | None, outlet: str | None) -> Checked:
        """Give the sheets of a text, or of a file called `name`, held against what the index has."""
        return self.checks.check(data, name, self.index, published, outlet or None)

    def find(
        self,
        words: str,
        *,
        since: date | None,
        until: date | None,
        theme: str | None,
        author: str | None,
        limit: int = 20,
    ) -> list[Hit]:
        """Find sentences by words in either script, best first."""
        with self._store() as store:
            return search(store, words, since=since, until=until, theme=theme, author=author, limit=limit)

    def article(self, article: str) -> Kept:
        """Give an article by its id, or an unmistakable beginning of it. Raises HTTPException where there is none."""
        with self._store() as store:
            record = store.get(article)
            if record is None:
                raise HTTPException(404, f"索引內沒有 {article} no article {article} in the index")
            id = record.id
            return Kept(record, store.places(id), store.older(id), store.newest(id))

    @contextmanager
    def _store(self) -> Iterator[Index]:
        if self.index is None:
            raise HTTPException(
                404, "還沒有索引，請先以 heshu ingest 收入檔案 no index yet: `heshu ingest` begins one"
            )
        with open_index(self.index) as store:
            yield store
