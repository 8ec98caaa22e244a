"""What many tests share: no index of whoever runs them, no deadlines, a running desk, and a browser."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

os.environ["HESHU_INDEX"] = str(Path(tempfile.gettempdir(), "heshu-tests-have-none", "index.sqlite"))
settings.register_profile(
    "heshu", deadline=None
)  # a deadline is by the wall clock, and a machine may be busy
settings.load_profile("heshu")
CHROMIUM = shutil.which("chromium")
WRONG = "樓市回暖\n\n二手註冊量由4,200宗升至5,040宗，按月升三成。"


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an index of one column."""
    folder = tmp_path_factory.mktemp("desk")
    column, index = folder / "2026-06-25-column.txt", folder / "index.sqlite"
    column.write_text(WRONG + "<b>粗</b>", encoding="utf-8")
    ingest = [sys.executable, "-m", "heshu.cli", "ingest", column, "--index", index]
    subprocess.run(ingest, check=True, capture_output=True)
    return index


@pytest.fixture(scope="session")
def desk(index: Path) -> Iterator[str]:
    """Give the address of a running desk over an index of one column; it answers to desk.example too."""
    with served("--index", str(index), "--allow-host", "Desk.Example") as (address, _, _):
        yield address


@contextmanager
def served(
    *options: str, at: str = "127.0.0.1", script: "Path | None" = None, **environ: str
) -> Iterator[tuple[str, list[str], "subprocess.Popen[bytes]"]]:
    """Run `heshu serve` on a free port; give its address once it answers, what it said (at the end), and itself.

    `script` may run heshu in its own way."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    heshu = ["-m", "heshu.cli"] if script is None else [str(script)]
    command = [sys.executable, *heshu, "serve", "--port", str(port), *options]
    host = {"::1": "[::1]", "0.0.0.0": "127.0.0.1"}.get(at, "127.0.0.1")
    address = f"http://{host}:{port}"
    said: list[str] = []
    with tempfile.TemporaryFile() as told:
        server = subprocess.Popen(command, stderr=told, env=os.environ | environ)
        try:
            _wait_for(address, server)
            yield address, said, server
        finally:
            server.terminate()
            server.wait(timeout=60)
            told.seek(0)
            said += told.read().decode().splitlines()


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    import httpx

    for _ in range(600):
        try:
            httpx.get(address)
        except httpx.TransportError:
            assert server.poll() is None, "the server ended"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server never answered")


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Give Debian's chromium; evil.example leads it to this machine."""
    if CHROMIUM is None and not os.environ.get("CI"):
        pytest.skip("no chromium; `make test` installs it where apt-get may")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        led = "--host-resolver-rules=MAP evil.example 127.0.0.1, MAP desk.example 127.0.0.1"
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", led])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: "Browser", desk: str) -> "Iterator[Page]":
    """Give the desk's first page, opened."""
    shown = browser.new_page()
    shown.goto(desk)
    yield shown
    shown.close()
