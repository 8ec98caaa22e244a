"""From nothing, or from what is wrong: one line in both languages, exit code 2, no mark and no traceback."""

import re
import sys
from pathlib import Path

import pytest

from heshu.cli import main

LOCKED = Path("/proc/self/fdinfo")
"""Where even a superuser makes nothing."""
COLUMN = "樓市回暖\n\n二手註冊量由4,200宗升至5,040宗，按月升三成。\n"
# `bare` is an empty folder, `file` a file, `page.txt` a column, `locked` a folder where nothing can be made.
CASES = """
evaluate figures
evaluate figures --split test
evaluate figures --corpus bare
evaluate figures --corpus file
evaluate entities
evaluate themes
evaluate themes bare
evaluate themes page.txt
evaluate themes --model bare
evaluate themes --model nosuch
evaluate claims
evaluate claims --corpus bare
evaluate checks
evaluate checks --twins bare
evaluate alarms
evaluate alarms bare --verdicts page.txt
evaluate suites
evaluate suites bare
evaluate suites file
train themes --labels nosuch.csv --out new
train themes --labels page.txt --out new
train themes --labels bare --out new
train themes --labels page.txt --out locked/new
train themes --labels page.txt --out file/new
train links new
train links locked/new
train claims new
train claims file
train entities new --data bare
train entities bare --data bare
check page.txt --reference bare
check page.txt --reference nosuch
check page.txt --reference page.txt
check page.txt --dismissals nosuch.csv
check page.txt --dismissals bare
check page.txt --dismissals page.txt
check page.txt --index nosuch.sqlite
check bare
check nosuch.txt
dismiss page.txt --key nosuch --reason 試
analyse page.txt --themes nosuch
analyse page.txt --themes bare
analyse page.txt --themes ./page.txt
themes explain nosuch.txt
themes explain bare
themes explain page.txt --model nosuch
search 註冊量 --index bare
search 註冊量 --index page.txt
show abc --index nosuch.sqlite
ingest page.txt --index bare
ingest page.txt --index locked/index.sqlite
ingest page.txt --index file/index.sqlite
""".strip().splitlines()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "bare").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "page.txt").write_text(COLUMN, encoding="utf-8")
    (tmp_path / "locked").symlink_to(LOCKED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, line: str) -> int:
    monkeypatch.setattr(sys, "argv", ["heshu", *line.split()])
    with pytest.raises(SystemExit) as left:
        main()
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.skipif(not LOCKED.is_dir(), reason="no /proc, in which nothing can be made")
@pytest.mark.parametrize("line", CASES)
def test_nothing_gives_one_line(
    desk: Path, line: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(desk.rglob("*"))
    code = run(monkeypatch, line)
    out, err = capsys.readouterr()
    assert (code, out) == (2, ""), err
    (said,) = err.splitlines()
    assert re.match(r"heshu: .*[\u4e00-\u9fff]", said), said
    assert re.search(r"[A-Za-z]+ [a-z]+", said), said
    assert sorted(desk.rglob("*")) == before


def test_an_unknown_theme_is_told_and_a_known_one_finds_nothing(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "ingest page.txt --index index.sqlite") == 0
    assert run(monkeypatch, "search 註冊量 --index index.sqlite --theme property") == 0
    assert run(monkeypatch, "search 註冊量 --index index.sqlite --theme fx") == 1
    capsys.readouterr()
    assert run(monkeypatch, "search 註冊量 --index index.sqlite --theme proprety") == 2
    assert "heshu themes list" in capsys.readouterr().err


def test_a_dismissal_that_cannot_be_written_leaves_the_file_as_it_was(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "check page.txt") == 1
    (key,) = re.findall(r"\[arithmetic\.growth\] (\w{8})", capsys.readouterr().out)
    args = f"dismiss page.txt --key {key} --reason 按年 --dismissals"
    assert run(monkeypatch, f"{args} file/kept.csv") == 2
    assert run(monkeypatch, f"{args} locked/kept.csv") == 2
    for said in capsys.readouterr().err.splitlines():
        assert "不能寫入 cannot be written" in said or "讀不到 cannot be read" in said
    assert run(monkeypatch, f"{args} kept.csv") == 0
    whole = (desk / "kept.csv").read_bytes()
    (desk / "kept.csv.new").mkdir()
    assert run(monkeypatch, f"{args} kept.csv") == 2
    assert (desk / "kept.csv").read_bytes() == whole
