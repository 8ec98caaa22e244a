"""The same as JSON, with the record contract's own names; described in /openapi.json."""

from dataclasses import asdict
from datetime import date
from typing import Annotated, Any

from fastapi import FastAPI, Query, Response
from pydantic import BaseModel, Field

from heshu.desk.answers import Json
from heshu.desk.desk import PASTED, Desk
from heshu.desk.guard import MOST_BYTES
from heshu.index.search import MOST_HITS
from heshu.model.record import Record

Short = Annotated[str | None, Query(max_length=100)]


class Text(BaseModel):
    """What `/api/check` reads: a page's text, when it was published, and by which newspaper."""

    text: str = Field(
        json_schema_extra={"maxLength": MOST_BYTES}
    )  # the guard holds it: pydantic refuses surrogates
    published: date | None = None
    outlet: str | None = Field(None, max_length=100)


def add(app: FastAPI, desk: Desk) -> None:
    """Add the routes under `/api` to an application."""

    @app.post("/api/check", response_model=list[Record])
    def check(text: Text) -> list[Record] | Response:
        """Give a record for every article of a page's text, its findings in it.

        Where heshu itself broke on an article: 500, with the `detail` of it and the `records` of the others.
        """
        done = desk.check(text.text, PASTED, text.published, text.outlet)
        records = [sheet.record for sheet in done.sheets]
        if not done.failures:
            return records
        kept = [record.model_dump(mode="json", by_alias=True) for record in records]
        return Json({"detail": "\n".join(f.reason for f in done.failures), "records": kept}, 500)

    @app.get("/api/search")
    def find(
        words: Annotated[str, Query(max_length=200)],
        since: date | None = None,
        until: date | None = None,
        theme: Short = None,
        author: Short = None,
        limit: Annotated[int, Query(ge=1, le=MOST_HITS)] = 20,
    ) -> list[dict[str, Any]]:
        """Find sentences by words in either script, best first."""
        hits = desk.find(words, since=since, until=until, theme=theme, author=author, limit=limit)
        return [asdict(hit) for hit in hits]

    @app.get("/api/articles/{article}")
    def article(article: str) -> Record:
        """Give one article's record by its id, or an unmistakable beginning of it."""
        return desk.article(article).record
