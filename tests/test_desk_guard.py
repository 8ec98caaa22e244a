"""The desk under attack, over a real socket: names, origins, sizes, parameters, and one asker against another."""

import asyncio
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest
from fastapi import HTTPException

from conftest import WRONG, served
from heshu.desk import make_app
from heshu.desk.checks import Checks
from heshu.desk.desk import Desk

COLUMN = Path(__file__).parents[1] / "corpus/columns/2025-05-21-grade-a-office.txt"
LONG = "\n\n".join([COLUMN.read_text(encoding="utf-8")] * 150)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def raw(desk: str, request: bytes) -> bytes:
    """Send bytes as they are; give the whole answer."""
    where = urlsplit(desk)
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        line.sendall(request)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(65536), b""))


def port_of(desk: str) -> str:
    return str(urlsplit(desk).port)


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "LOCALHOST",
        "localhost.",
        "desk.example",
        "DESK.example.",
        "localhost:1",
    ],
)
def test_its_own_names_are_answered(desk: str, name: str) -> None:
    assert httpx.get(desk, headers={"Host": name}).status_code == 200
    assert httpx.get(
        desk, headers={"Host": f"{name}:{port_of(desk)}" if name[-2:] != ":1" else name}
    ).is_success


@pytest.mark.parametrize(
    "name",
    [
        "evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil.example", "evil.localhost",
        "localhost@evil.example", "localhost:80@evil.example", "127.0.0.1:80:80", "localhost evil.example", "0.0.0.0",
        "[::2]", "[::1", "::1", "2130706433", "127.1", "0x7f.0.0.1", "localhost#", "localhost/", "localhost\\", "。",
        "desk.example.evil.example", "xdesk.example", ":8000", ".", "localhost..", "",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/api/articles/0", "/search?words=x", "/style/desk.css"])
def test_another_name_reads_nothing(desk: str, name: str, path: str) -> None:
    answer = raw(desk, f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert "樓市".encode() not in answer


def test_who_gives_no_name_or_two_reads_nothing(desk: str) -> None:
    for head in ("HTTP/1.0\r\n", "HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n"):
        assert b" 400 " in raw(desk, f"GET / {head}Connection: close\r\n\r\n".encode())[:20]


def test_a_name_that_is_refused_is_told_how_it_is_allowed(desk: str) -> None:
    answer = httpx.get(desk, headers={"Host": "news.example", **PAGE})
    assert "--allow-host news.example" in answer.text
    assert "<script" not in httpx.get(desk, headers={"Host": "<script>", **PAGE}).text


@pytest.mark.parametrize("path", ["/check", "/api/check"])
@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://127.0.0.1"},
        {"Origin": ""},
        {"Origin": "file://"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "anything"},
        {"Origin": "OURS", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_page_elsewhere_cannot_post(desk: str, path: str, sent: dict[str, str]) -> None:
    sent = {name: value.replace("OURS", desk) for name, value in sent.items()}
    answer = httpx.post(desk + path, content="text=x", headers=FORM | sent)
    assert answer.status_code == 403


def test_text_that_a_form_elsewhere_could_send_is_no_json(desk: str) -> None:
    answer = httpx.post(
        f"{desk}/api/check", content='{"text": "升1%。"}', headers={"Content-Type": "text/plain"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "sent", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "OURS"}]
)
def test_its_own_pages_and_programs_can_post(desk: str, sent: dict[str, str]) -> None:
    sent = {name: value.replace("OURS", desk) for name, value in sent.items()}
    assert httpx.post(f"{desk}/check", data={"text": WRONG}, headers=sent, timeout=60).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200), ("GET", "/style/sheet.css", 200), ("GET", "/openapi.json", 200), ("GET", "/nowhere", 404),
        ("GET", "/check", 405), ("DELETE", "/", 405), ("PUT", "/api/check", 405), ("TRACE", "/", 405),
        ("OPTIONS", "/api/check", 405), ("BREW", "/", 405), ("GET", "/search", 400), ("GET", "/style/other.css", 422),
        ("GET", "/articles/none", 404), ("GET", "/style/..%2f..%2fapp.css", 404), ("GET", "//evil.example/", 404),
        ("GET", "/articles/%00", 404), ("GET", "/articles/%ff%fe", 404), ("GET", f"/articles/{'a' * 5000}", 404),
        ("GET", "/search/", 307),
    ],
)  # fmt: skip
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_every_answer_is_sealed_and_in_the_askers_tongue(
    desk: str, method: str, path: str, status: int, accept: str
) -> None:
    answer = httpx.request(method, desk + path, headers={"Accept": accept})
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "server" not in answer.headers
    if status >= 400:
        kind = answer.headers["Content-Type"].split(";")[0]
        assert kind == ("application/json" if path.startswith("/api/") else accept)
        said = answer.json()["detail"] if kind == "application/json" else answer.text
        assert any("一" <= c <= "鿿" for c in said)


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": -1}, {"limit": 0}, {"limit": 2**62}, {"limit": 10**30}, {"limit": "x"}, {"limit": "1e3"},
        {"words": "長" * 201}, {"author": "長" * 101}, {"theme": "x" * 101}, {"since": "2026-02-30"},
        {"until": "9" * 50}, {"words": "一 " * 40}, {"words": "長" * 61}, {"words": ""}, {"words": "\0"},
    ],
)  # fmt: skip
def test_every_parameter_has_bounds(desk: str, asked: dict[str, object]) -> None:
    answer = httpx.get(f"{desk}/api/search", params={"words": "註冊量"} | asked)
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]
    page = httpx.get(f"{desk}/search", params={"words": "註冊量"} | asked, headers=PAGE)
    assert page.status_code in (200, 400, 422)
    assert "註冊量" in page.text or "detail" not in page.text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"text": 5}', "application/json"),
        (b'{"text": "x", "published": "2026-99-99"}', "application/json"),
        (b'{"text": "x", "outlet": "' + b"x" * 101 + b'"}', "application/json"),
        (b'{"text": "\xff"}', "application/json"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "application/json"),
        (b"text=x", "application/x-www-form-urlencoded"),
        (b"x", "multipart/form-data"),
    ],
)
def test_what_is_no_request_is_refused_in_words(desk: str, content: bytes, kind: str) -> None:
    answer = httpx.post(f"{desk}/api/check", content=content, headers={"Content-Type": kind})
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": {"text": ""}}, 400),
        ({"data": {}}, 400),
        ({"data": {"text": "x", "published": "2026-02-30"}}, 400),
        ({"data": {"text": "x", "outlet": "長" * 101}}, 400),
        ({"files": {"text": ("a.txt", b"x")}}, 400),
        ({"files": [("file", ("a.txt", b"x")), ("file", ("b.txt", b"x"))]}, 400),
        ({"files": {"file": ("a.txt", b"")}}, 400),
        ({"files": {"file": ("a.exe", b"MZ")}}, 400),
        ({"files": {f"f{n}": (None, b"x") for n in range(50)}}, 400),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data; boundary=y"}}, 400),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, 400),
        ({"files": {"file": ("../../etc/2026-03-02.txt", WRONG.encode())}}, 200),
        ({"files": {"file": ("C:\\\\desk\\\\2026-03-02.txt", WRONG.encode())}}, 200),
        ({"files": {"file": ("-", WRONG.encode())}}, 200),
        ({"files": {"file": ("長" * 400 + ".txt", WRONG.encode())}}, 200),
        ({"data": {"text": WRONG + "\n" * 1_200_000}}, 200),
    ],
)
def test_forms_of_every_kind(desk: str, sent: dict[str, object], status: int) -> None:
    answer = httpx.post(f"{desk}/check", timeout=120, **sent)  # type: ignore[arg-type]
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("text/html")


def test_more_than_it_takes_is_refused_with_a_page(desk: str) -> None:
    too_much = b"x" * 21_000_000
    for path, kind in (("/check", "text/html"), ("/api/check", "application/json")):
        announced = httpx.post(desk + path, content=too_much, headers=FORM, timeout=60)
        piecemeal = httpx.post(
            desk + path, content=iter([too_much[:10_000_000]] * 3), headers=FORM, timeout=60
        )
        for answer in (announced, piecemeal):
            assert answer.status_code == 413
            assert answer.headers["Content-Type"].startswith(kind)
            assert "20 MB" in answer.text


def test_a_body_that_never_comes_holds_up_nobody(desk: str) -> None:
    where = urlsplit(desk)
    head = f"POST /check HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Length: 1000\r\nContent-Type: text/plain\r\n\r\nx"
    lines = [socket.create_connection((where.hostname, where.port)) for _ in range(60)]
    for line in lines:
        line.sendall(head.encode())
    assert httpx.get(desk, timeout=30).status_code == 200
    assert httpx.post(f"{desk}/check", data={"text": WRONG}, timeout=60).status_code == 200
    for line in lines:
        line.close()


def test_one_long_text_holds_up_no_other(desk: str) -> None:
    column = (Path(__file__).parents[1] / "corpus/columns/2025-05-21-grade-a-office.txt").read_text(
        encoding="utf-8"
    )
    long = "\n\n".join([column] * 150)
    assert len(long) > 100_000
    first: list[str] = []

    def post(text: str, name: str) -> int:
        status = httpx.post(f"{desk}/check", data={"text": text}, timeout=600).status_code
        first.append(name)
        return status

    with ThreadPoolExecutor() as pool:
        slow = pool.submit(post, LONG, "long")
        quick = [pool.submit(post, WRONG, "short") for _ in range(3)]
        assert [done.result() for done in quick] == [200] * 3
        assert httpx.get(f"{desk}/search", params={"words": "註冊量"}).status_code == 200
        assert first == ["short"] * 3
        assert slow.result() in (200, 422)


def test_who_comes_when_too_many_wait_is_asked_to_come_again() -> None:
    checks = Checks(queue=1)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(checks.check, WRONG, "a.txt", None, None, None)
        time.sleep(0.5)  # its process needs seconds to load
        with pytest.raises(HTTPException) as told:
            checks.check(WRONG, "b.txt", None, None, None)
        assert (told.value.status_code, told.value.headers) == (503, {"Retry-After": "20"})
        assert len(first.result().sheets) == 1
    assert len(checks.check(WRONG, "b.txt", None, None, None).sheets) == 1
    checks.stop()


def serve(*options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "heshu.cli", "serve", *options], capture_output=True, text=True
    )


def test_a_port_in_use_is_told_before_any_address(desk: str, index: Path) -> None:
    done = serve("--index", str(index), "--port", port_of(desk))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "--port" in line
    assert "http://" not in line


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1", "a..b", "x" * 300])
def test_a_host_that_is_none_of_ours_is_told(index: Path, host: str) -> None:
    done = serve("--index", str(index), "--host", host)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "--host" in line


def test_an_index_that_cannot_be_used_is_told_before_any_address(tmp_path: Path) -> None:
    bad = tmp_path / "index.sqlite"
    bad.write_text("不是索引" * 100, encoding="utf-8")
    for path in (bad, tmp_path / "none.sqlite"):
        done = serve("--index", str(path))
        assert (done.returncode, "http://" in done.stderr) == (2, False)


@pytest.mark.parametrize(
    ("host", "warns"), [("127.0.0.1", False), ("0.0.0.0", True), ("::1", False), ("localhost", False)]
)
def test_a_door_that_others_may_reach_is_warned_of(index: Path, host: str, warns: bool) -> None:
    with served("--index", str(index), "--host", host, at=host) as (address, lines, _):
        assert httpx.get(address).status_code == 200
        assert httpx.get(address, headers={"Host": "evil.example"}).status_code == 400
    assert any("--allow-host" in line for line in lines) is warns
    assert address in lines[-1]


def test_the_index_may_come_later_and_may_break(tmp_path: Path, index: Path) -> None:
    own = tmp_path / "index.sqlite"
    with served(HESHU_INDEX=str(own)) as (address, _, _):
        assert "字詞" not in httpx.get(address).text
        early = httpx.get(f"{address}/search?words=x", headers=PAGE)
        assert (early.status_code, "heshu ingest" in early.text) == (404, True)
        shutil.copy(index, own)
        assert "字詞" in httpx.get(address).text
        assert len(httpx.get(f"{address}/api/search?words=註冊量").json()) == 1
        own.write_bytes(own.read_bytes()[:5000])
        for path in ("/search?words=註冊量", "/api/search?words=註冊量", "/articles/1"):
            broken = httpx.get(address + path)
            assert (broken.status_code, "heshu ingest" in broken.text) == (503, True)


def test_it_stops_when_it_is_told_to_whatever_it_is_checking() -> None:
    with served() as (address, said, server), ThreadPoolExecutor() as pool:
        asked = [
            pool.submit(httpx.post, f"{address}/check", data={"text": LONG}, timeout=600) for _ in range(2)
        ]
        while not any(child.cpu_percent(0.2) > 10 for child in psutil.Process(server.pid).children()):
            pass
        time.sleep(2)
        children = psutil.Process(server.pid).children()
        server.send_signal(signal.SIGINT)
        assert [done.result().status_code for done in asked] == [503] * 2
        server.wait(timeout=60)
        assert not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children)
    assert "Traceback" not in "".join(said)


def test_a_fault_of_its_own_is_a_page_without_a_word_of_its_inside() -> None:
    guard = make_app(Desk(None))

    def breaks() -> None:
        raise RuntimeError("the inside")

    guard.app.add_api_route("/breaks", breaks)  # type: ignore[attr-defined]
    transport = httpx.ASGITransport(guard, raise_app_exceptions=False)  # type: ignore[arg-type]

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            return await client.get("/breaks", headers=PAGE)

    with ThreadPoolExecutor(1) as pool:  # the browser of other tests has a loop running in this thread
        answer = pool.submit(lambda: asyncio.run(ask())).result()
    assert answer.status_code == 500
    assert "the inside" not in answer.text
    assert "核數本身出錯" in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
