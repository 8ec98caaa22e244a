"""The desk over a real socket, and in a real browser: Debian's chromium, driven by Playwright."""

import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from conftest import WRONG

RIGHT = "樓市回暖\n\n二手註冊量由4,200宗升至5,040宗，按月升兩成。"
JSON = {"Content-Type": "application/json"}


def test_the_api_gives_records_with_their_findings(desk: str) -> None:
    answer = httpx.post(f"{desk}/api/check", json={"text": WRONG, "published": "2026-06-25"}, timeout=60)
    (record,) = answer.json()
    assert record["schema"] == "heshu/1"
    (wrong,) = [f for f in record["findings"] if f["status"] == "inconsistent"]
    assert (wrong["rule"], wrong["expected"]) == ("arithmetic.growth", "20%")


def test_the_api_searches_in_either_script_and_gives_the_article(desk: str) -> None:
    (hit,) = httpx.get(f"{desk}/api/search", params={"words": "注册量"}).json()
    record = httpx.get(f"{desk}/api/articles/{hit['article'][:6]}").json()
    assert record["text"][hit["start"] : hit["end"]] == hit["text"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/articles/none", 404),
        ("/api/search?words=，", 400),
        ("/api/search", 422),
        ("/api/search?words=x&since=1", 422),
    ],
)
def test_what_cannot_be_done_is_said(desk: str, path: str, status: int) -> None:
    answer = httpx.get(desk + path)
    assert answer.status_code == status
    assert answer.json()["detail"]


@pytest.mark.parametrize(
    "text", ["Ω升1%。", "\ufeff樓市升1%。", "\ud83d樓市升1%。", "樓市\x00\x1b升1%。", "%PDF-1.4 升1%。"]
)
def test_a_text_is_taken_as_it_is(desk: str, text: str) -> None:
    answer = httpx.post(f"{desk}/api/check", content=json.dumps({"text": text}), headers=JSON)
    (record,) = answer.json()
    assert record["text"] == text
    assert [f["start"] for f in record["figures"]] == [text.index("1%")]
    page = httpx.post(f"{desk}/check", data={"text": text.replace("\ud83d", "\ufffd")})
    assert page.status_code == 200


def test_a_text_that_no_encoding_has_is_refused_in_words_too(desk: str) -> None:
    answer = httpx.post(
        f"{desk}/api/check", content=json.dumps({"text": RIGHT, "published": "\ud83d"}), headers=JSON
    )
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["input"] == "\ud83d"


def test_a_binary_file_is_refused_in_words(desk: str) -> None:
    answer = httpx.post(f"{desk}/check", files={"file": ("a.txt", bytes(range(256)) * 8)})
    assert answer.status_code == 400
    assert "這不是文字檔" in answer.text


def test_an_editor_pastes_a_column_and_sees_the_sum(page: Page) -> None:
    page.get_by_label("貼上文字").fill(WRONG)
    page.get_by_role("button", name="核對").click()
    expect(page.locator(".problem")).to_have_count(1)
    expect(page.locator(".problem")).to_contain_text("(5040 − 4200) ÷ 4200 = 20%")
    expect(page.locator(".problem mark").last).to_have_text("三成")


def test_a_column_that_adds_up_has_no_problem(page: Page, tmp_path: Path) -> None:
    path = tmp_path / "2026-06-25-right.txt"
    path.write_text(RIGHT, encoding="big5hkscs")
    page.get_by_label("或選檔案").set_input_files(path)
    page.get_by_role("button", name="核對").click()
    expect(page.locator("body")).to_contain_text("沒有發現問題")
    expect(page.locator(".problem")).to_have_count(0)


def test_the_sheet_prints_on_one_page_of_a4(page: Page) -> None:
    page.get_by_label("貼上文字").fill(WRONG)
    page.get_by_role("button", name="核對").click()
    expect(page.locator(".problem")).to_have_count(1)
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed


def test_a_researcher_finds_a_sentence_and_opens_its_article(page: Page) -> None:
    page.get_by_label("字詞").fill("注册量")
    page.get_by_role("button", name="搜尋").click()
    expect(page.locator("mark.hit")).to_have_text("註冊量")
    page.get_by_role("link", name="樓市回暖").click()
    expect(page.locator("h1")).to_have_text("樓市回暖")
    expect(page.locator("mark.wrong")).to_contain_text(["4,200宗", "5,040宗", "三成"])
    expect(page.locator("p.paragraph")).to_contain_text("<b>粗</b>")


def test_nothing_found_is_said(page: Page) -> None:
    page.get_by_label("字詞").fill("飛船")
    page.get_by_role("button", name="搜尋").click()
    expect(page.locator("body")).to_contain_text("找不到符合的句子")
