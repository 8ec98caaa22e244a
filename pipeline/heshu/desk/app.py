"""The desk as an application: pages for people, the same under `/api` as JSON, and a word for whatever goes wrong."""

from collections.abc import Iterable
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from heshu import __version__
from heshu.desk import api, routes
from heshu.desk.answers import Json, answer, status_of
from heshu.desk.desk import Desk
from heshu.desk.guard import Guard
from heshu.errors import HeshuError


def make_app(desk: Desk, hosts: Iterable[str] = ()) -> Guard:
    """Give the ASGI application of a desk; it answers under the names of this machine and of `hosts`."""
    app = FastAPI(
        title="heshu 核數", version=__version__, docs_url=None, redoc_url=None, default_response_class=Json
    )
    routes.add(app, desk)
    api.add(app, desk)
    _say_what_goes_wrong(app)
    return Guard(app, hosts)


def _say_what_goes_wrong(app: FastAPI) -> None:
    @app.exception_handler(HeshuError)
    def known(request: Request, error: HeshuError) -> Response:
        return _answer(request, status_of(error), str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        bare = error.detail == HTTPStatus(error.status_code).phrase
        said = _answer(request, error.status_code, None if bare else error.detail)
        said.headers.update(error.headers or {})
        return said

    @app.exception_handler(RequestValidationError)
    def misused(request: Request, error: RequestValidationError) -> Response:
        faults = error.errors()
        if request.url.path.startswith("/api/"):
            return Json({"detail": jsonable_encoder(faults)}, 422)
        where = "；".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in faults)
        return _answer(request, 422, f"參數不對 a parameter cannot be used: {where}")

    @app.exception_handler(Exception)
    def failed(request: Request, _: Exception) -> Response:
        return _answer(request, 500)


def _answer(request: Request, status: int, line: str | None = None) -> Response:
    return answer(request.url.path, request.headers.get("accept", ""), status, line)
