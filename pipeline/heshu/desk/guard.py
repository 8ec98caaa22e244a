"""What stands before every route: who is asked for, who asks, how much is sent, and what a browser may do with answers.

A page elsewhere can have a name of its own point at this machine (DNS rebinding) and then read what the desk answers,
or have a browser send it a form. So only known names are answered, and only the desk's own pages may post.
"""

import re
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from fastapi import HTTPException

from heshu.desk.answers import answer

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset(("localhost", "127.0.0.1", "[::1]"))
MOST_BYTES = 20_000_000
"""Bytes that one request may send."""

_DRAINED = 10 * MOST_BYTES
"""A browser shows an answer only after it has sent all: so much of a body that is too large is taken and dropped."""
_SAFE = ("GET", "HEAD", "OPTIONS")
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:@/\\?#\[\]]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_HEADERS = tuple(
    (name.encode(), value.encode())
    for name, value in {
        "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",  # not no-referrer: a browser would then hide the origin of our own forms
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }.items()
)


def name_of(host: str) -> str | None:
    """Give the name in a Host header, in one form; None for what is none."""
    match = _HOST.fullmatch(host)
    return match["name"].lower().removesuffix(".") or None if match else None


class Guard:
    """An ASGI application around the desk's that answers for `hosts` alone, besides this machine's own names."""

    def __init__(self, app: App, hosts: Iterable[str] = ()) -> None:
        self.app = app
        written = (f"[{host}]" if host.count(":") > 1 and host[0] != "[" else host for host in hosts)
        self.hosts = LOOPBACK | {name for host in written if (name := name_of(host))}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what may not pass, and put the headers on every answer."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if refused := self._refused(scope["method"], headers):
            await answer(scope["path"], headers.get("accept", ""), *refused)(scope, receive, sealed)
        elif _length(headers) > MOST_BYTES:
            await _drain(receive)
            await answer(scope["path"], headers.get("accept", ""), 413)(scope, receive, sealed)
        else:
            await self.app(scope, _bounded(receive), sealed)

    def _refused(self, method: str, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "")
        name = name_of(host)
        if name not in self.hosts:
            return 400, (
                f"這裏不叫「{name or '?'}」；要用此名，請以 --allow-host 列明 this desk is not called that; "
                f"to use it, start with --allow-host {name or '?'}"
            )
        if method in _SAFE:
            return None
        site, origin = headers.get("sec-fetch-site", "none"), headers.get("origin")
        ours = origin is None or urlsplit(origin).netloc.lower() == host.lower()
        if site not in ("same-origin", "none") or not ours:
            return 403, "只接受本頁送出的表格 only this desk's own pages may send that"
        return None


def _length(headers: dict[str, str]) -> int:
    """Give the announced length of a body, 0 where none is; the server has seen to it that it is a number."""
    return int(headers.get("content-length", "0")[:20])


async def _drain(receive: Receive) -> None:
    left = _DRAINED
    while left > 0:
        message = await receive()
        left -= len(message.get("body", b""))
        if not message.get("more_body"):
            break


def _bounded(receive: Receive) -> Receive:
    """Count what comes without its length announced; raises HTTPException where it is too much."""
    left = MOST_BYTES

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise HTTPException(413)
        return message

    return counted
