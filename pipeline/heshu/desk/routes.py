"""The pages: paste or upload and see the sheet, search, read an article with its numbers lit."""

from importlib.resources import files
from pathlib import PureWindowsPath
from typing import Annotated, Literal

from fastapi import FastAPI, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as Uploaded

from heshu.desk import pages
from heshu.desk.desk import PASTED, Desk
from heshu.desk.guard import MOST_BYTES
from heshu.errors import OptionError
from heshu.model.day import day_of
from heshu.sheet import html

Words = Annotated[str, Query(max_length=200)]
Short = Annotated[str, Query(max_length=100)]
Day = Annotated[str, Query(max_length=40)]

_MOST = 100
_STYLES = {"desk": ("heshu.desk", "style/desk.css"), "sheet": ("heshu.sheet", "sheet.css")}


def add(app: FastAPI, desk: Desk) -> None:
    """Add the pages to an application."""

    @app.get("/", response_class=HTMLResponse, include_in_schema=False)
    def home() -> str:
        return pages.home(indexed=desk.index is not None)

    @app.get("/style/{name}.css", include_in_schema=False)
    def style(name: Literal["desk", "sheet"]) -> Response:
        package, path = _STYLES[name]
        return Response((files(package) / path).read_bytes(), media_type="text/css")

    @app.post("/check", response_class=HTMLResponse, include_in_schema=False)
    async def check(request: Request) -> str:
        async with request.form(max_files=1, max_fields=8, max_part_size=MOST_BYTES) as form:
            name, data = await _text_or_file(form)
            published, outlet = day_of(_field(form, "published") or None), _field(form, "outlet")
        done = await run_in_threadpool(desk.check, data, name, published, outlet)
        return html(done.sheets, stylesheet="/style/sheet.css", failures=[f.reason for f in done.failures])

    @app.get("/search", response_class=HTMLResponse, include_in_schema=False)
    def find(
        words: Words = "", since: Day = "", until: Day = "", theme: Short = "", author: Short = ""
    ) -> str:
        hits = desk.find(
            words,
            since=day_of(since or None),
            until=day_of(until or None),
            theme=theme or None,
            author=author or None,
        )
        asked = {"words": words, "since": since, "until": until, "theme": theme, "author": author}
        return pages.found(asked, hits)

    @app.get("/articles/{article}", response_class=HTMLResponse, include_in_schema=False)
    def article(article: str) -> str:
        return pages.article(desk.article(article))


async def _text_or_file(form: FormData) -> tuple[str, bytes | str]:
    """Give what was uploaded with its name, else what was pasted."""
    file = form.get("file")
    if isinstance(file, Uploaded) and file.filename:
        name = "".join(filter(str.isprintable, PureWindowsPath(file.filename).name))[-_MOST:]
        return name if name.strip("-") else PASTED, await file.read()
    text = form.get("text", "")
    if not isinstance(text, str):
        raise OptionError("text: 請貼上文字 paste text")
    return PASTED, text


def _field(form: FormData, name: str) -> str:
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > _MOST:
        raise OptionError(f"{name}: 最多 {_MOST} 字 {_MOST} characters at most")
    return value
