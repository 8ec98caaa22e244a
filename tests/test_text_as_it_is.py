"""A string is a text as it is: no guess at its encoding, no character dropped, and it gets out by every way out."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path, PurePath
from typing import Any

import pytest

import heshu
from heshu.errors import OptionError, SourceError
from heshu.index import open_index, search
from heshu.model.record import Record
from heshu.service.page import analyse_page
from heshu.sheet import html, markdown
from heshu.sources import read_text

TEXTS = {
    "one Greek letter": "Ω",
    "one Cyrillic letter": "ѯ",
    "Greek prose": "Ο δείκτης αυξήθηκε κατά 3,5% το 2025.",
    "Cyrillic before a figure": "Индекс ѯ 樓市升1%。",
    "Thai": "ดัชนีเพิ่มขึ้น 3% เป็น 1,200 จุด",
    "kana": "東京の物価は3.2%上昇した。",
    "half-width kana": "ﾃｽﾄ 樓市升1%。",
    "what Latin-1 makes of UTF-8": "æ¨“å¸‚å‡1%ã€‚",
    "what Latin-1 makes of Big5": "¼Ó¥«¤É1%¡C",
    "a byte-order mark": "\ufeff樓市升1%。",
    "a byte-order mark turned round": "\ufffe樓市升1%。",
    "a byte-order mark in the middle": "樓市\ufeff升1%。",
    "what begins as a PDF": "%PDF-1.4 樓市升1%。",
    "what begins as a ZIP": "PK\x03\x04樓市升1%。",
    "what begins as RTF": "{\\rtf1 樓市升1%。}",
    "controls": "\x00\x01\x02樓市\x1b[31m升1%。\x07\x7f",
    "controls of Latin-1": "樓市\x80\x9f升1%。",
    "a non-character": "樓市\uffff升1%。\U0010ffff",
    "private use": "樓市\ue000升1%。\U000f0000",
    "the first half of a pair": "\ud83d樓市升1%。",
    "the second half of a pair": "樓市\ude00升1%。",
    "a half inside a figure": "由4,200\udc00宗升至5,040宗，按月升\ud800三成。",
    "a half in a name": "作者：陳\ud842文\n\n「陳\ud842文」表示，樓市升1%。",
    "nothing but halves": "\udfff\udfff\ud800",
    "an emoji and a rare character": "🏠𠮷野家樓市升1%。",
    "combining marks": "樓市升1̶%̶。e\u0301",
    "right to left": "\u202e樓市升1%\u202c。",
    "line ends of every kind": "樓市\r\n升1%。\r跌2%。\x85升3%。\u2028跌4%。\u2029升5%。\v\f",
}
PAIRED = "樓市\ud83d\ude00升1%。"


def everywhere(record: Record, source: str) -> None:
    """Hold every place of a record against the caller's own string."""
    for here, there, length in record.segments:
        assert record.text[here : here + length] == source[there : there + length]
    for found in (*record.figures, *record.periods, *record.entities, *record.claims):
        assert record.text[found.start : found.end] == found.text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_character_is_changed_or_lost(text: str) -> None:
    spread, records, _ = analyse_page(read_text(text))
    placed = [(there, there + length) for r in records for _, there, length in r.segments]
    placed += [(fragment.start, fragment.end) for fragment in spread.fragments]
    assert "".join("".join(text[a:b] for a, b in sorted(placed)).split()) == "".join(text.split())
    for record in records:
        everywhere(record, text)
        assert record.source.encoding is None


@pytest.mark.parametrize("name", [n for n, t in TEXTS.items() if "升1%" in t])
def test_the_figure_is_where_the_caller_has_it(name: str) -> None:
    text = TEXTS[name]
    places = [
        there + figure.start - here
        for record in heshu.analyse(text)
        for figure in record.figures
        for here, there, length in record.segments
        if figure.text == "1%" and here <= figure.start < here + length
    ]
    assert text.index("1%") in places


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u3000\t", "---\ndate: 2026-06-25\n---\n"])
def test_a_text_without_words_has_no_article(text: str) -> None:
    assert heshu.analyse(text) == []
    assert heshu.check(text) == []


def by_json(record: Record) -> str:
    line = record.model_dump_json(by_alias=True)
    assert json.loads(line.encode())["text"] == record.text
    assert Record.model_validate_json(line.encode()) == record
    assert Record.model_validate_json(record.model_dump_json(indent=1)) == record
    return line


WAYS_OUT: dict[str, Callable[[Record], str]] = {
    "json": by_json,
    "html": lambda record: html(heshu.check(record.text)),
    "markdown": lambda record: markdown(heshu.check(record.text)),
}


@pytest.mark.parametrize("way", WAYS_OUT)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_gets_out(text: str, way: str) -> None:
    for record in heshu.analyse(text):
        assert WAYS_OUT[way](record).encode("utf-8")


def test_two_halves_that_json_would_join_hold_their_places() -> None:
    (record,) = heshu.analyse(PAIRED)
    again = Record.model_validate_json(record.model_dump_json())
    assert (again.text, again.figures) == ("樓市\ufffd\ufffd升1%。", record.figures)


def test_it_is_found_again_in_an_index(tmp_path: Path) -> None:
    with open_index(tmp_path / "index.sqlite", create=True) as index:
        for text in TEXTS.values():
            for record in heshu.analyse(text):
                index.add(record)
                assert index.get(record.id) == type(record).model_validate_json(record.model_dump_json())
                assert index.add(record) == "unchanged"
        hits = search(index, "樓市", limit=100)
    assert len(hits) > 15
    assert all(hit.text[a:b] == "樓市" for hit in hits for a, b in hit.lit)


DAYS: list[Any] = [
    date(2026, 6, 25),
    datetime(2026, 6, 25, 23, 30, tzinfo=UTC),
    "2026-06-25",
    "20260625",
    "2026-06-25T23:30:00+08:00",
    "2026-W26-4",
]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_day_may_be_given_in_any_of_its_forms(day: Any, tmp_path: Path) -> None:
    path = tmp_path / "column.txt"
    path.write_text("樓市升1%。", encoding="utf-8")
    (record,) = heshu.analyse("樓市升1%。", published=day)
    (sheet,) = heshu.check(path, published=day)
    for source in (record.source, sheet.record.source, heshu.read(path, published=day).source):
        assert (source.published, source.published_from) == (date(2026, 6, 25), "argument")


@pytest.mark.parametrize("call", [heshu.analyse, heshu.check], ids=["analyse", "check"])
@pytest.mark.parametrize(
    ("page", "published", "error", "said"),
    [
        ("樓市升1%。", 20260625, TypeError, "2026-06-25"),
        ("樓市升1%。", (2026, 6, 25), TypeError, "datetime"),
        ("樓市升1%。", "25/6/2026", OptionError, "2026-06-25"),
        ("樓市升1%。", "", OptionError, "2026-06-25"),
        ("樓市升1%。".encode(), None, TypeError, "Path"),
        (None, None, TypeError, "str"),
        (["樓市升1%。"], None, TypeError, "list"),
        (Path("no-such-file.txt"), None, SourceError, "no-such-file"),
    ],
)
def test_what_cannot_be_taken_is_said_with_what_to_give(
    call: Callable[..., object], page: Any, published: Any, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        call(page, published=published)


def test_a_string_is_a_text_and_a_path_a_file(tmp_path: Path) -> None:
    path = tmp_path / "column.txt"
    path.write_bytes("二手註冊量由4,200宗升至5,040宗，按月升三成。".encode("big5hkscs"))
    (record,) = heshu.analyse(path)
    assert (record.source.uri, record.source.encoding) == (str(path), "big5hkscs")
    (named,) = heshu.analyse(str(path))
    assert named.text == str(path)
    assert [e.finding.rule for e in heshu.check(path)[0].problems] == ["arithmetic.growth"]
    assert heshu.analyse(PurePath(path))[0].text == record.text
