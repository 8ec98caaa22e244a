"""Where a finding stands (path:line:column), what colours tell apart, and how far a run is: on a real terminal."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

import heshu
from heshu.sheet import html, markdown

HEAD = "樓市回暖\n\n樓市漫談 何可樂\n\n"
WRONG = "二手註冊量由4,200宗升至5,040宗，按月升三成。"
RIGHT = "成交額由2億元升至3億元，按月升五成。"
HESHU = [sys.executable, "-m", "heshu.cli"]


def on_a_terminal(*args: str, cwd: Path, **more: str) -> str:
    """Run the command with a pseudo-terminal as standard output and error; give all that it wrote there."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    running = subprocess.Popen(
        [*HESHU, *args], stdout=theirs, stderr=theirs, cwd=cwd, env={**env, "TERM": "xterm-256color", **more}
    )
    os.close(theirs)
    written = bytearray()
    try:
        while piece := os.read(ours, 4096):
            written += piece
    except OSError:  # Linux ends a terminal so
        pass
    finally:
        os.close(ours)
        running.wait()
    return written.decode()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "page.txt").write_text(f"{HEAD}{WRONG}\n\n{RIGHT}\n\n二手註冊量量回升。\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "big5hkscs", "utf-16"])
def test_every_finding_has_its_line_and_column(tmp_path: Path, end: str, encoding: str) -> None:
    page = f"{HEAD}　　{WRONG}\n\n{RIGHT}\n"
    path = tmp_path / "column.txt"
    path.write_bytes(page.replace("\n", end).encode(encoding))
    (sheet,) = heshu.check(path)
    entries = (*sheet.problems, *sheet.others)
    assert len(entries) >= 2
    for entry in entries:
        assert entry.place is not None
        assert entry.place.path == str(path)
        quote = sheet.record.text[entry.finding.start : entry.finding.end]
        assert page.split("\n")[entry.place.line - 1][entry.place.column - 1 :].startswith(quote)


def test_a_paragraph_that_the_page_broke_is_found_on_its_own_line(tmp_path: Path) -> None:
    body = "上月全港二手住宅註冊量錄得可觀增長，業界人士普遍認為旺市將至，" * 3 + WRONG
    wrapped = "\n".join(body[at : at + 20] for at in range(0, len(body), 20))
    path = tmp_path / "page.txt"
    path.write_text(f"{HEAD}{wrapped}\n\n（作者為樓市分析員）\n", encoding="utf-8")
    (sheet,) = heshu.check(path)
    (entry,) = sheet.problems
    assert entry.place is not None
    assert entry.place.line > 5
    line = path.read_text(encoding="utf-8").split("\n")[entry.place.line - 1]
    assert line[entry.place.column - 1] == sheet.record.text[entry.finding.start]


def test_json_has_the_line_and_column(desk: Path) -> None:
    done = subprocess.run([*HESHU, "check", "page.txt", "--format", "json"], capture_output=True, cwd=desk)
    (record,) = json.loads(done.stdout)
    lines = (desk / "page.txt").read_text(encoding="utf-8").split("\n")
    for finding in record["findings"]:
        quote = record["text"][finding["start"] : finding["end"]]
        assert lines[finding["line"] - 1][finding["column"] - 1 :].startswith(quote)


def test_the_place_begins_the_line_as_compilers_print_it(desk: Path) -> None:
    done = subprocess.run(
        [*HESHU, "check", "page.txt", "-"], input=RIGHT.encode(), capture_output=True, cwd=desk
    )
    lines = done.stdout.decode().splitlines()
    (error,) = [line for line in lines if "arithmetic.growth" in line and "Error" in line]
    assert re.fullmatch(r"page\.txt:5:\d+: 錯誤 Error\t.* \[arithmetic\.growth\] [0-9a-f]{8}", error)
    assert " is printed, but " in lines[lines.index(error) + 1]
    assert any(re.match(r"page\.txt:7:\d+: 相符 Agrees\t", line) for line in lines)
    assert any(re.match(r"-:1:\d+: 相符 Agrees\t", line) for line in lines)


def test_the_sheets_to_send_name_the_line(desk: Path) -> None:
    sheets = heshu.check(desk / "page.txt")
    assert "/page.txt:5:" in markdown(sheets)
    assert "第5行第" in html(sheets)


def test_colours_tell_an_error_from_an_agreement(desk: Path) -> None:
    said = on_a_terminal("check", "page.txt", cwd=desk)
    (error,) = re.findall(r"\x1b\[([\d;]+)m錯誤 Error", said)
    (warning,) = re.findall(r"\x1b\[([\d;]+)m留意 Warning", said)
    agreements = set(re.findall(r"\x1b\[([\d;]+)m相符 Agrees", said)) - {"36"}
    assert ("31" in error, "33" in warning, agreements) == (True, True, {"32"})
    assert re.search(r"\x1b\[[\d;]+m三成", said)
    assert "〔" not in said


@pytest.mark.parametrize("plain", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_without_colour_marks_tell(desk: Path, plain: dict[str, str]) -> None:
    said = on_a_terminal("check", "page.txt", cwd=desk, **plain)
    assert not re.search(r"\x1b\[[\d;]*3\dm", said)
    assert "〔三成〕" in said


@pytest.mark.parametrize("command", ["check", "analyse", "ingest"])
def test_a_terminal_sees_which_file_is_read(desk: Path, tmp_path: Path, command: str) -> None:
    more = ["--index", str(tmp_path / "index.sqlite")] if command == "ingest" else []
    said = on_a_terminal(command, "page.txt", "page.txt", *more, cwd=desk)
    assert "\r讀取 Reading 1/2 page.txt" in said
    assert "\r讀取 Reading 2/2 page.txt" in said
    for line in said.split("\n"):  # what was shown is wiped before anything else is said
        shown = line.rstrip("\r").split("\r")[-1]
        assert "讀取" not in shown


def test_a_pipe_sees_no_progress(desk: Path) -> None:
    done = subprocess.run([*HESHU, "analyse", "page.txt"], capture_output=True, cwd=desk)
    assert done.stderr == b""
    assert b"\x1b" not in done.stdout
