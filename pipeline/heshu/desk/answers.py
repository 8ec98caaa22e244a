"""What the desk says when something cannot be done: a page for a browser, JSON for a program, in both languages."""

from typing import Any

from fastapi.responses import HTMLResponse, JSONResponse, Response

from heshu.desk import pages
from heshu.errors import HeshuError, LexiconError, LimitError, ModelError, StoreError, WorkerError
from heshu.model.written import to_json

_STATUS = {StoreError: 503, LimitError: 422, WorkerError: 500, LexiconError: 500, ModelError: 500}
_LINES = {
    403: "不能這樣做 that may not be done",
    404: "沒有這一頁 there is no such page",
    405: "這一頁不能這樣使用 this page is not used that way",
    413: "超過 20 MB，請分拆 more than 20 MB: split it",
    500: "核數本身出錯，請把文稿和時間告知維護者 a fault of heshu's own; tell its maintainers what you sent and when",
    503: "正忙，請稍後再試 busy; try again shortly",
}


class Json(JSONResponse):
    """JSON that can be sent whatever the text."""

    def render(self, content: Any) -> bytes:
        """Write the content, lone surrogates too."""
        return to_json(content).encode("utf-8")


def status_of(error: HeshuError) -> int:
    """Give the HTTP status of a known error."""
    return next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 400)


def answer(path: str, accept: str, status: int, line: str | None = None) -> Response:
    """Give the answer that something cannot be done; `accept` is what the asker says it can read."""
    line = line or _LINES.get(status, f"不能處理 cannot be done ({status})")
    if path.startswith("/api/") or ("application/json" in accept and "text/html" not in accept):
        return Json({"detail": line}, status)
    return HTMLResponse(pages.said(line), status)
