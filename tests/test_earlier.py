"""A column held against earlier ones in an index: against what others state, never against its own versions."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import heshu
from heshu.errors import StoreError
from heshu.index import open_index
from heshu.service.check import check
from heshu.service.library import Ingested, ingest

TITLE = "勞工市場回穩\n\n勞工筆記 陳小明\n\n"
DRAFT = (
    TITLE + "統計處公布，2026年4月青年失業率為3.2%，較上月微跌。業界料下半年職位空缺增加，工資有上升空間。\n"
)
MENDED = DRAFT.replace("3.2%", "3.4%")
LATER = "求職者的六月\n\n街角經濟 何可樂\n\n畢業生湧入市場。2026年4月青年失業率為3.4%，比三月好。\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def take(path: Path, index: Path) -> None:
    assert all(isinstance(result, Ingested) for result in ingest([path], index))


def told(column: str | Path, index: Path, published: str | None = None) -> list[str | None]:
    """Give what the index is said to state instead."""
    return [
        finding.expected
        for sheet in check(column, index=index, published=published)
        for finding in sheet.record.findings
        if finding.sources and finding.status == "inconsistent"
    ]


def test_another_column_is_held_against_the_mended_number_alone(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "2026-05-20-a.txt"
    path.write_text(DRAFT, encoding="utf-8")
    take(path, index)
    assert told(LATER, index) == ["3.2"]
    path.write_text(MENDED, encoding="utf-8")
    take(path, index)
    assert told(LATER, index) == []
    assert told(LATER.replace("3.4%", "3.2%"), index) == ["3.4"]


@pytest.mark.parametrize("published", ["2026-05-20", None])
def test_a_mended_column_is_not_held_against_its_own_draft(
    index: Path, tmp_path: Path, published: str | None
) -> None:
    path = tmp_path / "2026-05-20-a.txt"
    path.write_text(DRAFT, encoding="utf-8")
    take(path, index)
    assert told(MENDED, index, published) == []
    assert told(MENDED, index, "2026-05-27") == ["3.2"]


def test_a_mended_file_is_not_held_against_what_it_was(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(DRAFT, encoding="utf-8")
    take(path, index)
    path.write_text(MENDED.replace("勞工市場回穩", "青年就業見底"), encoding="utf-8")
    assert told(path, index) == []


def test_what_nobody_noted_is_read_from_the_record(index: Path) -> None:
    with open_index(index, create=True) as store:
        for record in heshu.analyse(DRAFT, published="2026-05-20"):
            store.add(record)
    assert told(LATER, index) == ["3.2"]


def test_what_another_heshu_noted_otherwise_is_told(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "2026-05-20-a.txt"
    path.write_text(DRAFT, encoding="utf-8")
    take(path, index)
    for line in ("{}", "{", "null", '{"measure": 5}'):
        with closing(sqlite3.connect(index)) as db, db:
            db.execute("UPDATE statement SET line = ?", (line,))
        with pytest.raises(StoreError, match="ingest the files again"):
            told(LATER, index)


def test_a_bad_index_is_told_though_nothing_is_stated(index: Path) -> None:
    index.write_bytes(b"x" * 5000)
    with pytest.raises(StoreError):
        check("沒有數字。", index=index)
