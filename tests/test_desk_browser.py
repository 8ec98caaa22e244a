"""The desk against a hostile page, in chromium: names that lead here, forms from elsewhere, frames, scripts."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from conftest import WRONG

EVIL = """<!DOCTYPE html><meta charset="utf-8"><title>elsewhere</title>
<form id="form" method="post" action="{desk}/check"><input name="text" value="1%"></form>
<form id="file" method="post" action="{desk}/check" enctype="multipart/form-data"><input name="text" value="1%"></form>
<form id="plain" method="post" action="{desk}/api/check" enctype="text/plain">
<input name='{{"text":"' value='"}}'></form>
<iframe src="{desk}/"></iframe>
"""


@pytest.fixture(scope="module")
def elsewhere(desk: str) -> Iterator[str]:
    """Give the address of a hostile page, on another port of this machine."""

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(EVIL.format(desk=desk).encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def under(name: str, desk: str) -> str:
    return f"http://{name}:{urlsplit(desk).port}"


def test_a_name_that_leads_here_reads_nothing(page: Page, desk: str) -> None:
    answer = page.goto(under("evil.example", desk))
    assert answer is not None
    assert answer.status == 400
    expect(page.locator("body")).to_contain_text("--allow-host evil.example")
    expect(page.locator("textarea")).to_have_count(0)


def test_a_name_that_is_allowed_checks_and_searches(page: Page, desk: str) -> None:
    page.goto(under("desk.example", desk))
    page.get_by_label("貼上文字").fill(WRONG)
    page.get_by_role("button", name="核對").click()
    expect(page.locator(".problem")).to_have_count(1)


@pytest.mark.parametrize("form", ["form", "file", "plain"])
@pytest.mark.parametrize("name", ["127.0.0.1", "evil.example"])
def test_a_form_sent_from_elsewhere_is_refused(
    page: Page, elsewhere: str, desk: str, form: str, name: str
) -> None:
    page.goto(elsewhere.replace("127.0.0.1", name))
    with page.expect_navigation() as gone:
        page.evaluate("form => document.getElementById(form).submit()", form)
    answer = gone.value
    assert answer is not None
    assert answer.url.startswith(desk)
    assert answer.status == 403


def test_a_page_elsewhere_shows_nothing_in_a_frame_and_reads_nothing(
    page: Page, elsewhere: str, desk: str
) -> None:
    page.goto(elsewhere)
    assert page.frames[1].url.startswith("chrome-error:")
    for mode in ("cors", "no-cors"):
        read = "([url, mode]) => fetch(url, {mode}).then(a => a.text()).then(t => t.length, e => -1)"
        assert page.evaluate(read, [f"{desk}/api/search?words=註冊量", mode]) <= 0


def test_no_page_of_ours_breaks_its_own_rules(page: Page, desk: str) -> None:
    said: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            said.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(desk)
    expect(page.get_by_role("button", name="核對")).to_have_css("background-color", "rgb(17, 17, 17)")
    page.get_by_label("字詞").fill("註冊量")
    page.get_by_role("button", name="搜尋").click()
    page.get_by_role("link", name="樓市回暖").click()
    expect(page.locator("mark.wrong").first).to_be_visible()
    page.goto(f"{desk}/nowhere")
    expect(page.locator("body")).to_contain_text("沒有這一頁")
    page.goto(desk)
    page.get_by_label("貼上文字").fill(WRONG)
    page.get_by_role("button", name="核對").click()
    expect(page.locator(".problem")).to_have_css("border-left-width", "4px")
    assert said == []


@pytest.mark.parametrize(
    "evil",
    [
        "<script>document.title='taken'</script>",
        "<img src=x onerror=\"document.title='taken'\">",
        "<style>*{display:none}</style>",
    ],
)
def test_markup_in_a_text_is_text(page: Page, evil: str) -> None:
    page.get_by_label("貼上文字").fill(WRONG.replace("樓市回暖", f"樓市回暖{evil}") + evil)
    page.get_by_role("button", name="核對").click()
    expect(page.locator(".problem")).to_have_count(1)
    expect(page.locator("h1")).to_contain_text(evil)
    assert page.title() == "核數清單"


def test_a_script_that_got_in_would_not_run(page: Page, desk: str) -> None:
    page.goto(desk)
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s)"
    )
    assert page.evaluate("window.ran") is None


def test_an_upload_that_is_too_large_gets_a_page(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes("樓".encode() * 7_000_000)
    page.get_by_label("或選檔案").set_input_files(path)
    page.get_by_role("button", name="核對").click()
    expect(page.locator("body")).to_contain_text("20 MB")
