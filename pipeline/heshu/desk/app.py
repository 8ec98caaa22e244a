"""The routes: pages for people, and the same under `/api` as JSON."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

import uvicorn
from fastapi import FastAPI, File, Form, HTTPException, Request, UploadFile
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, Field

from heshu import __version__
from heshu.desk import pages
from heshu.errors import HeshuError
from heshu.index import Hit, open_index, search
from heshu.model.record import Record
from heshu.model.written import to_json
from heshu.service.check import check_bytes
from heshu.service.day import day_of
from heshu.sheet import html

MOST_BYTES = 20_000_000
PASTED = "pasted.txt"


class Text(BaseModel):
    """What `/api/check` reads: a page's text, when it was published, and by which newspaper."""

    text: str = Field(
        json_schema_extra={"maxLength": MOST_BYTES}
    )  # held by the desk: pydantic refuses surrogates
    published: date | None = None
    outlet: str | None = None


class _Json(JSONResponse):
    """JSON that can be sent whatever the text."""

    def render(self, content: Any) -> bytes:
        return to_json(content).encode("utf-8")


class _Desk:
    """One index, and one reader at a time: the pipeline is quick and not made for threads."""

    def __init__(self, index: Path | None) -> None:
        self.index = index if index and index.exists() else None
        self.reading = Lock()

    def check(self, data: bytes | str, name: str, published: date | None, outlet: str | None) -> list[Any]:
        if len(data) > MOST_BYTES:
            raise HTTPException(413, f"超過 {MOST_BYTES // 10**6} MB，請分拆 larger than that: split it")
        with self.reading:
            return check_bytes(
                data, name, index=self.index, published=published, outlet=outlet or None
            ).sheets

    def find(self, words: str, **narrow: Any) -> list[Hit]:
        with self._store() as store:
            return search(store, words, **narrow)

    def record(self, article: str) -> Record:
        with self._store() as store:
            record: Record | None = store.get(article)
        if record is None:
            raise HTTPException(404, f"索引內沒有 {article} no article {article} in the index")
        return record

    @contextmanager
    def _store(self) -> Iterator[Any]:
        if self.index is None:
            raise HTTPException(
                404, "沒有索引，以 heshu serve --index 檔案 開啟 no index: start with --index FILE"
            )
        with open_index(self.index) as store:
            yield store


def make_app(index: Path | None = None) -> FastAPI:
    """Give the ASGI application over an index file (none: only checking)."""
    app = FastAPI(
        title="heshu 核數", version=__version__, docs_url=None, redoc_url=None, default_response_class=_Json
    )
    desk = _Desk(index)
    _pages(app, desk)
    _api(app, desk)

    @app.exception_handler(HeshuError)
    def known(request: Request, error: HeshuError) -> Response:
        return _said(request, 400, str(error))

    @app.exception_handler(RequestValidationError)
    def unreadable(request: Request, error: RequestValidationError) -> Response:
        return _Json({"detail": jsonable_encoder(error.errors())}, 422)

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _said(request, error.status_code, str(error.detail))

    return app


def serve(index: Path | None, host: str, port: int) -> None:
    """Serve until stopped."""
    uvicorn.run(make_app(index), host=host, port=port, log_level="warning")


def _pages(app: FastAPI, desk: _Desk) -> None:
    @app.get("/", response_class=HTMLResponse)
    def home() -> str:
        return pages.home(indexed=desk.index is not None)

    @app.post("/check", response_class=HTMLResponse)
    def check(
        text: Annotated[str, Form()] = "",
        file: Annotated[UploadFile | None, File()] = None,
        published: Annotated[str, Form()] = "",
        outlet: Annotated[str, Form()] = "",
    ) -> str:
        data: bytes | str = text
        name = PASTED
        if file is not None and file.filename:
            name, data = Path(file.filename).name, file.file.read(MOST_BYTES + 1)
        return html(desk.check(data, name, day_of(published or None), outlet))

    @app.get("/search", response_class=HTMLResponse)
    def find(words: str = "", since: str = "", until: str = "", theme: str = "", author: str = "") -> str:
        asked = {"words": words, "since": since, "until": until, "theme": theme, "author": author}
        hits = desk.find(
            words,
            since=day_of(since or None),
            until=day_of(until or None),
            theme=theme or None,
            author=author or None,
        )
        return pages.found(asked, hits)

    @app.get("/articles/{article}", response_class=HTMLResponse)
    def article(article: str) -> str:
        return pages.article(desk.record(article))


def _api(app: FastAPI, desk: _Desk) -> None:
    @app.post("/api/check")
    def check(text: Text) -> list[Record]:
        """Give a record for every article of a page's text, its findings in it."""
        sheets = desk.check(text.text, PASTED, text.published, text.outlet)
        return [sheet.record for sheet in sheets]

    @app.get("/api/search")
    def find(
        words: str,
        since: date | None = None,
        until: date | None = None,
        theme: str | None = None,
        author: str | None = None,
        limit: int = 20,
    ) -> list[dict[str, Any]]:
        """Find sentences by words in either script, best first."""
        hits = desk.find(words, since=since, until=until, theme=theme, author=author, limit=limit)
        return [asdict(hit) for hit in hits]

    @app.get("/api/articles/{article}")
    def article(article: str) -> Record:
        """Give one article's record by its id, or an unmistakable beginning of it."""
        return desk.record(article)


def _said(request: Request, status: int, line: str) -> Response:
    if request.url.path.startswith("/api/"):
        return _Json({"detail": line}, status)
    return HTMLResponse(pages.said(line), status)
