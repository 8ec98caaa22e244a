"""By-lines, author notes and names: who wrote it, in which column, and what he is."""

import pytest

from heshu.layout.bylines import read_byline, read_dateline
from heshu.layout.furniture import is_furniture, section_in
from heshu.layout.names import name_score
from heshu.layout.notes import read_note
from heshu.layout.words import surname_rows, word_rows
from heshu.text.fold import fold


@pytest.mark.parametrize(
    ("line", "column", "authors"),
    [
        ("碼頭觀潮　施可立", "碼頭觀潮", [("施可立", None)]),
        ("施可立　碼頭觀潮", "碼頭觀潮", [("施可立", None)]),
        ("[施可立 碼頭觀潮]", "碼頭觀潮", [("施可立", None)]),
        ("利率隨筆 - 周顯", "利率隨筆", [("周顯", None)]),
        ("街坊日記　肥榮", "街坊日記", [("肥榮", None)]),
        ("貿易風球／蔡孟文", "貿易風球", [("蔡孟文", None)]),
        ("文／洪立田（電網內外）", "電網內外", [("洪立田", None)]),
        ("高思敏 李惟安", None, [("高思敏", None), ("李惟安", None)]),
        ("梁可為、戴思源", None, [("梁可為", None), ("戴思源", None)]),
        ("歐陽可風", None, [("歐陽可風", None)]),
        ("陳大文博士", None, [("陳大文", None)]),
        ("文：何某", None, [("何某", None)]),
        ("文：何某　圖：李某", None, [("何某", None)]),
        ("撰文：渾水", None, [("渾水", None)]),
        ("本報記者 李小明", None, [("李小明", None)]),
        ("維港日報記者李小明 北京報道", None, [("李小明", None)]),
        ("李小明／文", None, [("李小明", None)]),
        ("By Peter Chan", None, [("Peter Chan", None)]),
        ("Michael Wong and Alice Ho", None, [("Michael Wong", None), ("Alice Ho", None)]),
        ("陳大文　港灣大學教授", None, [("陳大文", "港灣大學教授")]),
        ("測量師行住宅部主管 陳永安", None, [("陳永安", "測量師行住宅部主管")]),
        ("保障問答室　主持：蔣樂民", "保障問答室", [("蔣樂民", None)]),
    ],
)
def test_bylines(line: str, column: str | None, authors: list[tuple[str, str | None]]) -> None:
    byline = read_byline(line, fold(line))
    assert byline is not None
    assert byline.column == column
    assert [(author.name, author.affiliation) for author in byline.authors] == authors


@pytest.mark.parametrize(
    "line",
    ["遲買更貴 買家加快入市", "高位整固", "何去何從", "金價展望", "馬不停蹄", "周報分析", "欄名：匯市縱橫"],
)
def test_no_bylines(line: str) -> None:
    assert read_byline(line, fold(line)) is None


@pytest.mark.parametrize(
    ("paragraph", "names"),
    [
        ("【維港日報訊】（記者　潘家樂）政府昨日公布新方案。", ["潘家樂"]),
        ("維港日報訊（記者 潘家樂、甘志恒）政府昨日公布新方案。", ["潘家樂", "甘志恒"]),
        ("【維港日報專訊】政府昨日公布新方案，記者潘家樂報道。", []),
    ],
)
def test_datelines(paragraph: str, names: list[str]) -> None:
    assert [author.name for author in read_dateline(paragraph, fold(paragraph))] == names


@pytest.mark.parametrize(
    ("note", "authors"),
    [
        ("（作者為海灣物流學會會長）", [(None, "海灣物流學會會長")]),
        ("（作者是銀行業顧問，本文純屬個人意見）", [(None, "銀行業顧問")]),
        ("（筆者為證監會持牌人，並未持有上述股份）", [(None, "證監會持牌人")]),
        ("（作者為測量師、立法會議員）", [(None, "測量師、立法會議員")]),
        ("（作者陳大文為港灣大學教授）", [("陳大文", "港灣大學教授")]),
        ("【作者簡介】霍念慈，城市設計師，曾參與五個項目。", [("霍念慈", "城市設計師")]),
        (
            "（作者梁敬安為理財公司總裁，溫嘉兒為理財公司分析員）",
            [("梁敬安", "理財公司總裁"), ("溫嘉兒", "理財公司分析員")],
        ),
        ("（作者分別為綠色聯盟主席及環保工程師）", [(None, "綠色聯盟主席"), (None, "環保工程師")]),
        ("（作者分別為港灣大學副教授及研究員）", [(None, "港灣大學副教授"), (None, "港灣大學研究員")]),
        ("（作者為註冊工程師，現職翔天飛機工程公司）", [(None, "翔天飛機工程公司")]),
        ("（以上純屬個人意見，並不代表任何機構立場）", []),
        ("（作者為維港證券策略師 鍾家明）", [("鍾家明", "維港證券策略師")]),
        ("（本網發表的文章若提出批評，絕無意圖）", []),
        ("利益申報：筆者持有上述股份", []),
    ],
)
def test_notes(note: str, authors: list[tuple[str | None, str]]) -> None:
    assert [(author.name, author.affiliation) for author in read_note(note, fold(note))] == authors


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("A12　財經觀察　2026年3月2日　星期一", "財經觀察"),
        ("2026年3月2日 星期一", None),
        ("樓市 21", None),
        ("今年3月樓價升3%", None),
    ],
)
def test_sections_on_page_lines(line: str, section: str | None) -> None:
    assert section_in(fold(line)) == (fold(section) if section else None)


@pytest.mark.parametrize(
    "line",
    [
        "A12",
        "第三版",
        "2026年3月2日 星期一",
        "2026-03-02 10:32",
        "下轉A12版",
        "（上接B1版）",
        "— 3 —",
        "＊＊＊",
        "責任編輯：周某",
        "www.example.com",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(fold(line))


@pytest.mark.parametrize(
    "line", ["今年3月樓價升3%", "下半年料續旺", "A股轉強", "2026年樓市展望", "廣告收入跌三成"]
)
def test_no_furniture(line: str) -> None:
    assert not is_furniture(fold(line))


@pytest.mark.parametrize("row", surname_rows(), ids=lambda row: row.example)
def test_surname_rows_show_a_name(row) -> None:  # type: ignore[no-untyped-def]
    assert fold(row.example).startswith(tuple(row.surnames))
    assert name_score(fold(row.example)) >= 1


@pytest.mark.parametrize("row", word_rows(), ids=lambda row: row.name)
def test_word_rows_show_a_word(row) -> None:  # type: ignore[no-untyped-def]
    assert any(word in fold(row.example) for word in row.words)
