"""Encodings: what is read, exactly, and what is refused, with which words."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heshu.errors import SourceError
from heshu.sources.decode import decode
from pace import growth

PROSE = (
    "北角地舖空置率升至一成二，業主紛紛減租求客。\r\n"
    "本月首三周，二手住宅成交約2,650宗，較上月同期減少一成。\n"
    "財政司司長預期，今年經濟增長介乎2%至3%，與去年相若。\n"
)
CANTONESE = [
    "嗰啲街坊話而家冚唔到個窿，咁點算呢？",
    "佢哋嘅租金升咗三成，真係頂唔順。",
    "嘥咗咁多錢，仲未搞掂條數。",
    "啲人喺度排晒隊買嘢，冇人理個價貴咗幾多。",
    "個市咁淡，地產經紀都瞓晒覺。",
    "𨋢入面貼住張告示，話下個月加管理費一成。",
    "阿婆慳埋慳埋，一個月淨係得返八百蚊㗎咋。",
]
SIMPLIFIED = [
    "本季度新房成交面积同比下降百分之八。",
    "央行下调存款准备金率0.5个百分点，释放长期资金约1万亿元。",
]
HEADLINES = ["樓市信心未回復", "加息機會僅三成", "租金連升五個月", "渡輪加價一成二"]

# Hong Kong print: common characters of the kind that a page holds, with figures, Latin words and signs.
LETTERS = (
    "的是在有人上年三成一二五十百千萬億元宗伙樓市價租金息率港股經濟業主"
    "買家較去今月日升跌逾約料預期佔比例投資市民政府"
)
SIGNS = "，。、；：「」『』（）—…％０１２３ABCabc0123456789 \n%.,$"
hong_kong_text = st.builds(
    "".join,
    st.tuples(
        st.sampled_from([PROSE, *CANTONESE]),
        st.text(st.sampled_from(LETTERS + SIGNS), max_size=300),
    ),
)


@given(hong_kong_text, st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "gb18030"]))
@settings(max_examples=150, deadline=None)
def test_what_is_decoded_is_what_was_written(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == (text, encoding)


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1).filter(str.strip))
@example("﻿樓市")
@example("Bush hid the facts")
@example("Le café coûte plus cher")
@settings(max_examples=150, deadline=None)
def test_utf8_is_never_taken_for_another_encoding(text: str) -> None:
    if any("\u0180" <= c < "\u0800" for c in text) or text.startswith("\ufeff"):
        return  # a few letters such as Ԫ may be 元 in GB18030; a mark at the start is dropped
    try:
        assert decode(text.encode(), "x") == (text, "utf-8")
    except SourceError as error:
        assert "garbled" in str(error)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [PROSE, "樓", "Up 3%", "一\r二\r\n三\n"])
def test_a_byte_order_mark_settles_it_and_is_dropped(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == (text, encoding)


def test_a_big_endian_mark() -> None:
    assert decode(b"\xfe\xff" + PROSE.encode("utf-16-be"), "x") == (PROSE, "utf-16")


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [*CANTONESE, PROSE, *HEADLINES])
def test_hong_kong_print_in_every_encoding(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert decode(data, "x") == (text, encoding)
    assert data.decode(encoding) == text


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("text", SIMPLIFIED)
def test_mainland_print(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == (text, "gb18030" if encoding == "gbk" else encoding)


def test_the_euro_sign_of_windows_big5() -> None:
    text = "歐元區通脹回落，一杯咖啡賣€3.5，較去年貴一成。"
    assert decode(text.encode("cp950"), "x") == (text, "cp950")


def test_ascii_and_ascii_in_utf16() -> None:
    assert decode(b"Hang Seng up 3%\n", "x") == ("Hang Seng up 3%\n", "utf-8")
    assert decode("Hang Seng up 3%\n".encode("utf-16-le"), "x") == ("Hang Seng up 3%\n", "utf-16-le")


def test_the_chinese_comes_after_a_long_english_head() -> None:
    text = "All figures are for the first half.\n" * 4000 + PROSE
    for encoding in ("utf-8", "big5hkscs", "gb18030"):
        assert decode(text.encode(encoding), "x") == (text, encoding)


def test_a_sample_that_misled_does_not_settle_the_file() -> None:
    """The sample is Big5-HKSCS; the euro sign far behind it is only in Windows' Big5."""
    text = PROSE * 2000 + "一杯咖啡賣€3.5。"
    assert decode(text.encode("cp950"), "x") == (text, "cp950")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "檔案是空的 the file is empty"),
        (b"\xef\xbb\xbf", "only white space"),
        ("　 \r\n\t".encode(), "檔案只有空白 there is only white space in the file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture, not text"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a Word, Excel or ZIP file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "這是PDF 檔案"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
        (b"{\\rtf1\\ansi text}", "RTF"),
        (bytes(range(256)), "not text"),
        (b"\x00" * 100, "not text"),
        (b"abc\x00def", "not text"),
        (b"\x1f\x8b\x08\x00" + bytes(range(7, 250)), "not text"),
        ("日本銀行".encode("iso2022_jp"), "not text"),
        (PROSE.encode("utf-32-le"), "not text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "page.txt")
    assert str(caught.value).startswith("page.txt: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("日本銀行は金利を据え置くことを決定しました。", "cp932"),
        ("日本銀行は金利を据え置くことを決定しました。", "euc_jp"),
        ("한국은행은 기준금리를 동결하기로 결정했다고 밝혔다.", "cp949"),
        ("Цены на жильё выросли за год на треть.", "cp1251"),
        ("Größere Änderungen für Käufer", "cp1252"),
    ],
)
def test_a_foreign_encoding_is_not_read_as_chinese(text: str, encoding: str) -> None:
    with pytest.raises(SourceError, match=r"tried UTF-8, Big5-HKSCS, GB18030, UTF-16.*save it as UTF-8"):
        decode(text.encode(encoding), "x")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (PROSE.encode()[:-5] + b"\xe4\n", "UTF-8, but damaged"),
        (PROSE.encode()[1:], "UTF-8, but damaged at byte 1 (line 1)"),
        ((PROSE * 9).encode("big5hkscs") + b"\xff" + PROSE.encode("big5hkscs"), "Big5-HKSCS, but damaged"),
        (CANTONESE[3].encode("big5hkscs")[:-1], "Big5-HKSCS, but damaged"),
        (PROSE.encode("utf-16")[:-1], "UTF-16, but damaged"),
        (PROSE.encode("utf-8-sig")[:-6], "UTF-8, but damaged"),
    ],
)
def test_damage_is_named_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "x")
    assert words in str(caught.value)


@pytest.mark.parametrize(("first", "second"), [("big5hkscs", "gb18030"), ("gb18030", "big5hkscs")])
def test_a_file_glued_from_two_encodings_is_refused(first: str, second: str) -> None:
    with pytest.raises(SourceError, match=r"mixes encodings|damaged|cannot tell"):
        decode((PROSE * 400).encode(first) + (PROSE * 400).encode(second), "x")


@pytest.mark.parametrize(
    "garbled",
    [
        PROSE.encode().decode("latin-1"),
        PROSE.encode().decode("cp1252", "ignore"),
        PROSE.encode("big5hkscs").decode("latin-1"),
        PROSE.encode().decode("gb18030", "ignore"),
        PROSE.encode("gb18030").decode("big5hkscs", "ignore"),
    ],
)
def test_text_that_was_garbled_earlier_is_refused(garbled: str) -> None:
    with pytest.raises(SourceError, match="garbled before it came here"):
        decode(garbled.encode(), "x")


@pytest.mark.parametrize(
    "text",
    [
        "一" + "—" * 40,
        "目錄 ………………………… 3",
        "· · · · · · · · ·",
        "気象庁の価格は三割上昇した。",
        "第一頁\f第二頁",
        "甲\v乙",
    ],
)
def test_unusual_print_is_not_refused(text: str) -> None:
    assert decode(text.encode(), "x") == (text, "utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs"])
def test_a_large_file_is_decoded_in_time_that_grows_with_it(encoding: str) -> None:
    piece = PROSE.encode(encoding)
    data = piece * (3_000_000 // len(piece))
    text, found = decode(data, "x")
    assert (text, found) == (data.decode(encoding), encoding)
    assert growth(lambda copies: decode(data * copies, "x"), 1, 4) < 8


def test_what_chardet_names_may_be_no_likely_text() -> None:
    data = bytes.fromhex("a975b7cba9753f3fa1a2d0b3a2b8a2b6a2b6e2b2a2b1a2afa2b7a2afa6403134d0ca343035313625")
    text, encoding = decode(data, "a.txt")
    assert text.encode(encoding) == data
