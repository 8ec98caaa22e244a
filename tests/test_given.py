"""Data files of the caller's: each is read whole, or refused in one line that names it and the cure."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heshu.checks.dismissals import read_dismissals
from heshu.checks.tables import read_tables
from heshu.errors import HeshuError, LexiconError
from heshu.evaluate.alarms import read_verdicts
from heshu.evaluate.claims_pairs import number_only_pairs
from heshu.evaluate.claims_written import read_written
from heshu.evaluate.gold import load_gold
from heshu.given import given_files, given_lines, given_rows, given_text, given_toml
from heshu.themes.labels import read_labels
from heshu.themes.taxonomy import read_taxonomy_text

BIG5 = "主題,文字\n樓市,成交回升\n".encode("big5")


def test_what_is_whole_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('\ufeffkey,text\r\n1,"兩\r\n行"\r\n2,三\r\n', encoding="utf-8")
    assert list(given_rows(tmp_path / "a.csv", "text")) == [
        (3, {"key": "1", "text": "兩\n行"}),
        (4, {"key": "2", "text": "三"}),
    ]
    (tmp_path / "a.toml").write_text('\ufeffname = "樓市"\n', encoding="utf-8")
    assert given_toml(tmp_path / "a.toml") == {"name": "樓市"}
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write('{"text": "一"}\n{"text": "二"}\n')
    assert [row["text"] for row in given_lines(tmp_path / "a.jsonl.gz", "text")] == ["一", "二"]
    assert [path.name for path in given_files(tmp_path, "*.toml")] == ["a.toml"]


READERS: dict[str, Callable[[Path], object]] = {
    "text": given_text,
    "toml": given_toml,
    "rows": lambda path: list(given_rows(path, "key")),
    "lines": lambda path: list(given_lines(path, "text")),
    "labels": read_labels,
    "taxonomy": read_taxonomy_text,
    "verdicts": read_verdicts,
}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("bad", ["missing", "folder", "Big5", "below a file", "NUL in the name"])
def test_a_bad_file_is_named(tmp_path: Path, reader: str, bad: str) -> None:
    path = tmp_path / "given"
    if bad == "folder":
        path.mkdir()
    elif bad != "missing":
        path.write_bytes(BIG5)
    name = {"below a file": "given/deep", "NUL in the name": "gi\0ven"}.get(bad, "given")
    with pytest.raises(LexiconError, match=r"gi\0?ven") as raised:
        READERS[reader](tmp_path / name)
    assert "\n" not in str(raised.value)


def _all(found: Iterator[object]) -> list[object]:
    return list(found)


@pytest.mark.parametrize(
    ("name", "content", "read", "said"),
    [
        ("gold/a.toml", "", lambda at: _all(load_gold(at)), "a.toml: 不是標註檔"),
        ("gold/a.toml", "block = 3\nfile = 'x'\n", lambda at: _all(load_gold(at)), "a.toml: 不是標註檔"),
        ("gold/a.toml", "a =\n", lambda at: _all(load_gold(at)), "a.toml: 不是 TOML"),
        (
            "gold/a.toml",
            "file = 'x'\npublished = '二月卅日'\nblock = [{kind = 'title', text = '樓市'}]\n",
            lambda at: _all(load_gold(at)),
            "a.toml: 不是標註檔",
        ),
        ("gold/notes.txt", "樓市", lambda at: _all(load_gold(at)), r"這裏沒有 \*\.toml"),
        ("claims/written.txt", "[zz]樓市回暖。\n", lambda at: _all(read_written(at)), r"written.txt:1"),
        ("t.toml", "measure = '樓價'\n", read_tables, "unit"),
        ("t.toml", "measure = '樓價'\nunit = '元'\nsource = '我'\n", read_tables, r"t\.csv: 沒有這個檔案"),
        ("tables.csv", "period,value\n2026,3\n", read_tables, r"這裏沒有 \*\.toml"),
        ("d.csv", "key,rule\na,b\n", lambda at: read_dismissals(at / "d.csv"), "no column quote"),
        (
            "d.csv",
            "key,rule,quote,reason,when,who\na,b,c,d,昨天,\n",
            lambda at: read_dismissals(at / "d.csv"),
            "line 2: .*擱置紀錄",
        ),
        ("d.csv", "key,rule,quote,reason,when,who\na,b\n", lambda at: read_dismissals(at / "d.csv"), "line 2"),
        ("l.csv", "", lambda at: read_labels(at / "l.csv"), "no column themes, text"),
        ("l.csv", "themes,text\n", lambda at: read_labels(at / "l.csv"), "沒有標註"),
        ("l.csv", "themes,text\nfx,\n", lambda at: read_labels(at / "l.csv"), "line 2: 沒有文字"),
        ("v.csv", "set,split\n", lambda at: read_verdicts(at / "v.csv"), "no column line"),
        (
            "v.csv",
            "set,split,line,start,end,rule,verdict\na,b,一,2,3,r,right\n",
            lambda at: read_verdicts(at / "v.csv"),
            "line 2: 不是數字",
        ),
        ("p.jsonl.gz", "not packed", lambda at: _all(number_only_pairs(at)), r"p\.jsonl\.gz line 0: 讀不到"),
        ("p.jsonl", '{"text": ', lambda at: _all(given_lines(at / "p.jsonl")), "line 1: 讀不到"),
        ("p.jsonl", "[1]\n", lambda at: _all(given_lines(at / "p.jsonl")), "line 1: 欠缺"),
        ("p.jsonl", '{"a": 1}\n', lambda at: _all(given_lines(at / "p.jsonl", "text")), "line 1: 欠缺 missing: text"),
        ("p.jsonl.txt", "", lambda at: _all(number_only_pairs(at)), r"這裏沒有 \*\.jsonl\.gz"),
    ],
)  # fmt: skip
def test_a_bad_content_is_told(
    tmp_path: Path, name: str, content: str, read: Callable[[Path], object], said: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    with pytest.raises(HeshuError, match=said):
        read(tmp_path)


def test_a_split_without_an_article_is_no_full_mark(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/a.toml").write_text(
        "file = 'x'\nblock = [{kind = 'title', text = '樓市'}]\n", encoding="utf-8"
    )
    (split,) = {gold.split for gold in load_gold(tmp_path)}
    for other in {"train", "dev", "test"} - {split}:
        with pytest.raises(LexiconError, match=f"沒有屬於 {other} 的文章"):
            list(load_gold(tmp_path, other))  # type: ignore[arg-type]  # a Literal, by the set
