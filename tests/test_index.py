"""The index on a real SQLite file: idempotent, searched in either script, and plain about what it cannot open."""

import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from heshu import analyse
from heshu.errors import OptionError, StoreError
from heshu.index import open_index, search
from heshu.model.record import Record

TEXT = """樓市回暖 二手交投轉旺

樓市漫談 何可樂

土地註冊處數字顯示，上月二手註冊量錄得5,040宗，按月升兩成。中電控股早前公布電費加幅為2.6%。

業界認為，AI 產業帶動商廈租務，甲級寫字樓空置率回落至13.5%。

（作者為樓市分析員）
"""


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return analyse(TEXT, published=date(2026, 3, 2))


@pytest.fixture
def index(tmp_path: Path, records: list[Record]):
    with open_index(tmp_path / "index.sqlite", create=True) as opened:
        for record in records:
            opened.add(record)
        yield opened


@pytest.mark.parametrize(
    ("words", "lit"),
    [
        ("註冊量", ["註冊量"]),
        ("注册量", ["註冊量"]),
        ("二手註冊量", ["二手註冊量"]),
        ("冊量", ["冊量"]),
        ("控股", ["控股"]),
        ("中電", ["中電"]),
        ("AI產業", ["AI 產業"]),
        ("ai", ["AI"]),
        ("5,040", ["5,040"]),
        ("空置率 租務", ["租務", "空置率"]),
        ("13.5%", ["13.5%"]),
    ],
)
def test_words_are_found_in_either_script_and_lit(index, words: str, lit: list[str]) -> None:
    hits = search(index, words)
    assert len(hits) == 1
    assert [hits[0].text[a:b] for a, b in hits[0].lit] == lit


@pytest.mark.parametrize("words", ["存儲芯片", "註冊 芯片", "量錄得宗"])
def test_what_is_not_there_is_not_found(index, words: str) -> None:
    assert search(index, words) == []


@pytest.mark.parametrize("words", ["", "  ", "，。", "長" * 61])
def test_nothing_to_search_for_is_said(index, words: str) -> None:
    with pytest.raises(OptionError):
        search(index, words)


@pytest.mark.parametrize(
    "words", ['"', "a AND", "註冊量*", "NEAR(", "words:註冊量", "';--", "註冊量 OR 芯片"]
)
def test_query_syntax_is_only_words(index, words: str) -> None:
    try:
        search(index, words)
    except OptionError as error:
        assert "nothing to search for" in str(error)


def test_filters_narrow(index) -> None:
    assert search(index, "註冊量", since=date(2026, 3, 2), until=date(2026, 3, 2), author="何可樂")
    assert not search(index, "註冊量", since=date(2026, 3, 3))
    assert not search(index, "註冊量", until=date(2026, 3, 1))
    assert not search(index, "註冊量", author="陳大文")
    assert not search(index, "註冊量", theme="aviation")


def test_the_same_record_twice_changes_nothing(index, records: list[Record]) -> None:
    before = index.counts()
    assert [index.add(record) for record in records] == ["unchanged"] * len(records)
    assert index.counts() == before


def test_a_changed_record_replaces_the_old_one(index, records: list[Record]) -> None:
    before = index.counts()
    moved = records[0].model_copy(update={"source": replace(records[0].source, published=date(2026, 4, 1))})
    assert index.add(moved) == "updated"
    assert index.counts() == before
    assert [hit.published for hit in search(index, "註冊量")] == ["2026-04-01"]


def test_a_record_comes_back_as_it_went_in(index, records: list[Record]) -> None:
    stored = index.get(records[0].id[:6])
    assert stored == records[0]
    assert index.get("ffff" * 4) is None
    assert index.get("") is None


def test_what_is_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="heshu ingest"), open_index(tmp_path / "none.sqlite"):
        pass
    text = tmp_path / "text.sqlite"
    text.write_text("不是資料庫" * 500)
    with pytest.raises(StoreError, match="cannot be used"), open_index(text, create=True):
        pass
    foreign = tmp_path / "foreign.sqlite"
    db = sqlite3.connect(foreign)
    db.execute("CREATE TABLE theirs (x)")
    db.close()
    with pytest.raises(StoreError, match="not an index"), open_index(foreign, create=True):
        pass
