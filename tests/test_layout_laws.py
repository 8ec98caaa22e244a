"""What holds of every layout, whatever the text: nothing lost, nothing altered, nothing raises, time is linear."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.layout import split
from heshu.model.page import Page, Source, Spread
from pace import growth

SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
SOURCE = Source("page.txt", "", "text/plain", "utf-8")
LINES = (
    "經濟觀察台",
    "樓價回穩 買家重臨",
    "碼頭觀潮　施可立",
    "麥穎心",
    "文：何某",
    "（作者為海灣物流學會會長）",
    "【作者簡介】",
    "▲海濱長廊周末人頭湧湧",
    "圖：新盤示範單位",
    "每月成交宗數（宗）",
    "1月　2,310　-3%",
    "資料來源：土地註冊處",
    "下轉A12版",
    "A12 財經 2026年3月2日 星期一",
    "一、賣地收入",
    "「二八現象」",
    "問：分多少段？",
    "葵青貨櫃碼頭去年處理的標準箱較前年少了百分之四，但業界都說工人的加班時數不減反增。",
    "　　大船少來幾次，卻次次滿載，閘口的等候時間平均不足",
    "八小時，只夠走一兩個景點。",
    "至今完工的只有1,4",
    "00個車位，佔目標不足一成。",
    "，故此業主普遍惜售。",
    "……",
    "\ufeff",
    "\x00",
    "\u200b",
    "",
    "　",
    "\t ",
)
ENDS = ("\n", "\n\n", "\r\n", "\r", "\n\n\n", "\u2028", "\f")

mixed_pages = st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(ENDS)), max_size=40).map(
    lambda pairs: "".join(line + end for line, end in pairs)
)
pages = st.one_of(
    mixed_pages,
    st.text(max_size=200),
    st.text(alphabet="樓，。（）「」：A1 　\n\r▲作者為陳大文文", max_size=200),
    st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=30)), max_size=20).map("\n".join),
)


def read(text: str, body: int = 0) -> Spread:
    return split(Page(SOURCE, text, body))


@given(pages, st.integers(0, 20))
def test_every_character_is_in_one_place(text: str, body: int) -> None:
    body = min(body, len(text))
    spread = read(text, body)
    covered = [0] * len(text)
    for article in spread.articles:
        for _, start, length in article.segments:
            for at in range(start, start + length):
                covered[at] += 1
    for fragment in spread.fragments:
        for at in range(fragment.start, fragment.end):
            covered[at] += 1
    assert not any(covered[:body])
    for at in range(body, len(text)):
        assert covered[at] <= 1
        assert covered[at] == 1 or text[at].isspace()


@given(pages)
def test_segments_map_every_block_to_the_source(text: str) -> None:
    for article in read(text).articles:
        mapped = set()
        last = 0
        for start, source, length in article.segments:
            assert length > 0
            assert start >= last
            assert article.text[start : start + length] == text[source : source + length]
            mapped.update(range(start, start + length))
            last = start + length
        assert mapped == {at for block in article.blocks for at in range(block.start, block.end)}


@given(pages)
def test_blocks_lie_one_a_line(text: str) -> None:
    for article in read(text).articles:
        printed = [article.text[block.start : block.end] for block in article.blocks]
        assert printed
        assert "\n".join(printed) == article.text
        assert all(block == block.strip() != "" for block in printed)
        kinds = [block.kind for block in article.blocks]
        head = [kind for kind in kinds if kind in ("title", "standfirst", "byline")]
        assert kinds[: len(head)] == sorted(head, key=("title", "standfirst", "byline").index)
        assert "fragment" not in kinds


@given(pages)
def test_fields_are_printed_text(text: str) -> None:
    for article in read(text).articles:
        for field in (article.column, *(author.name for author in article.authors)):
            assert field is None or field in article.text
        assert all(author.name or author.affiliation for author in article.authors)


@given(pages)
def test_fragments_are_source_spans_in_order(text: str) -> None:
    fragments = read(text).fragments
    assert all(f.kind == "fragment" and f.start < f.end for f in fragments)
    assert [f.start for f in fragments] == sorted(f.start for f in fragments)


@pytest.mark.parametrize(
    "text", ["", "\n", "\x00", "\ud800", "陳", "a" * 5000, "（" * 3000 + "\n" + "陳大文 " * 3000]
)
def test_odd_texts_do_not_raise(text: str) -> None:
    read(text)


SENTENCE = (
    "葵青貨櫃碼頭去年處理的標準箱較前年少了百分之四，但業界都說工人的加班時數不減反增，原因是船期併疊。"
)
WRAPPED = "\n".join((SENTENCE * 3)[at : at + 21] for at in range(0, 3 * len(SENTENCE), 21))


@pytest.mark.parametrize("paragraph", [SENTENCE * 3, WRAPPED], ids=["paragraphs", "wrapped"])
def test_time_is_linear(paragraph: str) -> None:
    article = (
        "貨櫃少了 碼頭為何更忙\n\n碼頭觀潮　施可立\n\n"
        + f"{paragraph}\n\n" * 12
        + "（作者為物流學會會長）\n\n"
    )
    assert growth(lambda articles: read(article * articles), 100, 4) < 8


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not in the repository")
def test_seed_page() -> None:
    text = SEED.read_text(encoding="utf-8")
    spread = read(text)
    first, second, third = spread.articles
    kinds = [[block.kind for block in article.blocks] for article in spread.articles]
    captions = [
        [
            (b.kind, article.text[b.start : b.start + 4])
            for b in article.blocks
            if b.kind in ("caption", "chart_title")
        ]
        for article in spread.articles
    ]
    assert [article.title[:4] if article.title else None for article in spread.articles] == [
        "AI產業",
        "優化港市",
        "樓市信心",
    ]
    assert [article.column for article in spread.articles] == ["淵淵遠略", None, "樓語縱橫"]
    assert [article.section for article in spread.articles] == ["經濟觀察家"] * 3
    assert [
        [(author.name, author.affiliation) for author in article.authors] for article in spread.articles
    ] == [
        [(None, "外資投資基金董事總經理")],
        [("高文宏", "香港立法會議員"), ("李惟宏", "香港立法會議員")],
        [("楊永健", "世紀21星鑄總經理")],
    ]
    assert (first.standfirst or "").startswith("本文基於長鑫科技")
    assert second.standfirst is third.standfirst is None
    assert captions == [[], [("caption", "▲香港應")], [("chart_title", "本港新盤")]]
    assert [row.count("subhead") for row in kinds] == [2, 1, 1]
    assert [row.count("paragraph") for row in kinds] == [20, 12, 5]
    for article, seam in (
        (first, "設備管制影"),
        (first, "全球存儲芯"),
        (second, "間，包括日"),
        (third, "宗以上的成"),
    ):
        assert seam in article.text
    assert [text[f.start : f.start + 5] for f in spread.fragments] == ["局，推動全", "經濟觀察家"]
