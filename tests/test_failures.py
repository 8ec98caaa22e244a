"""What goes wrong in one article or file is told in one line, and everything beside it is done.

heshu is run with two rules more: one breaks on an article that says 壞, one never comes back from 永遠. The worker
imports the same script, so that the rules are there too.
"""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from conftest import served
from heshu.model.record import Record

WITH_BAD_RULES = """
import re
import heshu.checks.run as run

def breaks(related):
    if "壞" in related.column.record.text:
        raise ZeroDivisionError("nought")
    return ()

def never_ends(related):
    if "永遠" in related.column.record.text:
        re.match("(?:a+)+b", "a" * 60)
    return ()

run.RULES = (*run.RULES, breaks, never_ends)
from heshu.cli import main

if __name__ == "__main__":
    main()
"""
BODY = "二手註冊量由4,200宗升至5,040宗，按月升三成。代理表示，{}買家入市步伐加快，料下月成交再升。"
ARTICLE = f"{{}}\n\n樓市漫談 {{}}\n\n{BODY}\n{BODY}\n\n（作者為樓市分析員）\n\n"


def article(title: str, author: str, says: str = "") -> str:
    return ARTICLE.format(title, author, says, says)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("script") / "heshu_with_bad_rules.py"
    path.write_text(WITH_BAD_RULES, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk = tmp_path / "desk"
    desk.mkdir()
    three = (
        article("樓市回暖", "何可樂") + article("股市轉弱", "陳大文", "壞") + article("匯市波動", "李小明")
    )
    (desk / "a.txt").write_text(three, encoding="utf-8")
    (desk / "b.txt").write_text(article("金市造好", "張三豐", "永遠"), encoding="utf-8")
    (desk / "c.txt").write_text(article("油市下滑", "黃大仙"), encoding="utf-8")
    return desk


def heshu(script: Path, *args: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, script, *map(str, args)], capture_output=True, text=True)


def told(done: "subprocess.CompletedProcess[str]") -> None:
    """Hold the two lines on standard error: where, what, and the cure."""
    broken, overrun = done.stderr.splitlines()
    for part in ("a.txt", "第10行", "股市轉弱", "ZeroDivisionError", "line 10", "--debug"):
        assert part in broken
    for part in ("b.txt", "2 秒", "--limit"):
        assert part in overrun
    assert done.returncode == 1


def test_analyse_gives_the_other_records(script: Path, folder: Path) -> None:
    done = heshu(script, "analyse", folder, "--format", "jsonl", "--limit", "2")
    told(done)
    records = [Record.model_validate_json(line) for line in done.stdout.splitlines()]
    assert [r.title for r in records] == ["樓市回暖", "匯市波動", "油市下滑"]


@pytest.mark.parametrize("format", ["html"])
def test_check_gives_the_other_sheets(script: Path, folder: Path, format: str) -> None:
    done = heshu(script, "check", folder, "--format", format, "--limit", "2")
    told(done)
    assert [title in done.stdout for title in ("樓市回暖", "股市轉弱", "匯市波動", "金市造好", "油市下滑")] == [
        True, False, True, False, True,
    ]  # fmt: skip


def test_ingest_keeps_the_other_records(script: Path, folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    done = heshu(script, "ingest", folder, "--index", index, "--limit", "2")
    told(done)
    assert "3 篇新增 added" in done.stdout
    hits = json.loads(heshu(script, "search", "註冊量", "--index", index, "--format", "json").stdout)
    assert {hit["title"] for hit in hits} == {"樓市回暖", "匯市波動", "油市下滑"}
    again = heshu(script, "ingest", folder / "a.txt", folder / "c.txt", "--index", index)
    assert "股市轉弱" in again.stderr
    assert "3 篇不變 unchanged" in again.stdout


def test_debug_shows_what_broke(script: Path, folder: Path) -> None:
    done = heshu(script, "analyse", folder / "a.txt", "--debug")
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr
    assert "in breaks" in done.stderr
    assert done.stdout.index("樓市回暖") < done.stdout.index("匯市波動")


def test_standard_input_has_its_limit_too(script: Path) -> None:
    done = subprocess.run(
        [sys.executable, script, "check", "-", "--limit", "1.5"],
        input=article("金市造好", "張三豐", "永遠"), capture_output=True, text=True,
    )  # fmt: skip
    (line,) = done.stderr.splitlines()
    assert "標準輸入" in line
    assert "1.5 秒" in line
    assert done.returncode == 1


@pytest.mark.parametrize("limit", ["0", "-1", "nan", "x"])
def test_a_limit_that_is_none_is_refused(script: Path, folder: Path, limit: str) -> None:
    done = heshu(script, "check", folder / "c.txt", "--limit", limit)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_serve_gives_the_other_articles(script: Path, folder: Path) -> None:
    text = (folder / "a.txt").read_text(encoding="utf-8")
    with served(script=script) as (address, _, _):
        answer = httpx.post(f"{address}/api/check", json={"text": text}, timeout=120)
        page = httpx.post(f"{address}/check", data={"text": text}, timeout=120)
    assert answer.status_code == 500
    assert "股市轉弱" in answer.json()["detail"]
    assert [record["title"] for record in answer.json()["records"]] == ["樓市回暖", "匯市波動"]
    assert page.status_code == 200
    assert "第10行起的文章「股市轉弱」：核數本身出錯" in page.text
    assert page.text.index("樓市回暖") < page.text.index("匯市波動")
    assert "Traceback" not in page.text + answer.text
