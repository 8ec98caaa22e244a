"""Where an encoding has not every character: nothing raises, what it has is kept, data stays whole."""

import html
import json
import os
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from heshu.cli.output import substitute

FILE = Path(__file__).parents[1] / "pipeline/heshu/cli/substitutes.toml"
# − and ÷ in the sums, ② and € and ½ and é in the print, 〇 in the date, 㗎 and 啲 of Hong Kong, 亿 of the mainland.
COLUMN = (
    "二〇二六年樓市「回暖」㗎\n\n樓市漫談 何可樂\n\n二手註冊量由4,200宗升至5,040宗，按月升三成；"
    "有啲人話②用咗€3½億買Café。\n\n"
    "銷售額由2.5億元增至3亿元，升兩成。\n"
)
ENCODINGS = (
    "cp950",
    "big5hkscs",
    "cp936",
    "gb18030",
    "shift_jis",
    "euc_kr",
    "ascii",
    "latin-1",
    "cp1252",
    "cp437",
)
CHINESE = ("cp950", "big5hkscs", "cp936", "gb18030")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Give an index of the column: its record is shown without the pipeline, so quickly, in every encoding."""
    path = tmp_path_factory.mktemp("index") / "index.sqlite"
    assert heshu("utf-8", "ingest", "-", "--index", str(path)).returncode == 0
    return str(path)


def shown(encoding: str, index: str, *args: str) -> "subprocess.CompletedProcess[bytes]":
    (found,) = {
        hit["article"]
        for hit in json.loads(heshu("utf-8", "search", "註冊量", "--index", index, "--format", "json").stdout)
    }
    return heshu(encoding, "show", found, "--index", index, *args)


@cache
def heshu(encoding: str, *args: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the command on the column, once for all tests."""
    return subprocess.run(
        [sys.executable, "-m", "heshu.cli", *args],
        input=COLUMN.encode(),
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )


@pytest.mark.parametrize(
    ("char", "encoding", "shown"),
    [
        ("−", "cp950", "-"),
        ("−", "cp936", "-"),
        ("≈", "cp950", "≒"),
        ("≈", "latin-1", "~"),
        ("✓", "cp950", "對"),
        ("✓", "cp936", "對"),
        ("✓", "ascii", "right"),
        ("✗", "latin-1", "wrong"),
        ("→", "ascii", "->"),
        ("½", "cp950", "1/2"),
        ("²", "cp936", "^2"),
        ("②", "cp950", "(2)"),
        ("㎡", "latin-1", "m2"),
        ("％", "ascii", "%"),
        ("　", "ascii", " "),
        ("—", "ascii", "-"),
        ("\u2011", "cp950", "-"),
        ("…", "latin-1", "..."),
        ("「", "latin-1", '"'),
        ("【", "ascii", "["),
        ("é", "ascii", "e"),
        ("·", "cp950", "‧"),
        ("‧", "cp936", "·"),
        ("•", "ascii", "-"),
        ("〇", "cp950", "○"),
        ("£", "cp950", "￡"),
        ("€", "ascii", "EUR "),
        ("\u200b", "cp950", ""),
        ("★", "ascii", "*"),
        ("亿", "cp950", None),
        ("中", "latin-1", None),
        ("\udc80", "utf-8", None),
    ],
)
def test_a_character_has_a_substitute(char: str, encoding: str, shown: str | None) -> None:
    assert substitute(char, encoding) == shown


def test_every_substitute_ends_in_one_that_any_encoding_has() -> None:
    for char, candidates in tomllib.loads(FILE.read_text(encoding="utf-8")).items():
        assert candidates[-1].isascii(), char


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_record_is_printed_in_any_encoding(encoding: str, index: str) -> None:
    done = shown(encoding, index)
    assert done.returncode == 0
    assert "(5040 - 4200) / 4200 = 20%" in done.stdout.decode(encoding).replace("−", "-").replace("÷", "/")


@pytest.mark.parametrize("encoding", CHINESE)
def test_no_chinese_is_lost_that_the_encoding_has(encoding: str, index: str) -> None:
    whole, done = (shown(e, index) for e in ("utf-8", encoding))
    printed = [c for c in whole.stdout.decode() if "\u3400" <= c <= "\u9fff"]
    said = done.stdout.decode(encoding)
    assert [c for c in said if "\u3400" <= c <= "\u9fff"] == [c for c in printed if has(encoding, c)]
    lost = {c for c in printed if not has(encoding, c)}
    assert bool(lost) == (encoding in ("cp950", "cp936"))
    assert all(f"<U+{ord(c):04X}>" in said for c in lost)
    assert (f" {len(lost)} characters are not in" in done.stderr.decode(encoding)) == bool(lost)


def has(encoding: str, char: str) -> bool:
    return char.encode(encoding, "ignore") != b""


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_is_whole_in_any_encoding(encoding: str, format: str, index: str) -> None:
    done, whole = (shown(e, index, "--format", format).stdout for e in (encoding, "utf-8"))
    assert "㗎" in whole.decode()
    assert json.loads(done.decode()) == json.loads(whole)


@pytest.mark.parametrize("encoding", ["cp950", "ascii"])
def test_html_is_whole_in_any_encoding(encoding: str) -> None:
    done, whole = (heshu(e, "check", "-", "--format", "html").stdout for e in (encoding, "utf-8"))
    assert html.unescape(done.decode("ascii")) == html.unescape(whole.decode())


@pytest.mark.parametrize("encoding", ["cp950", "ascii"])
@pytest.mark.parametrize(
    "args",
    [
        ("rules",),
        ("schema",),
        ("--help",),
        ("themes", "list"),
        ("themes", "explain", "-"),
        ("analyse", "-", "--explain"),
        ("check", "-"),
        ("check", "-", "--format", "markdown"),
        ("analyse", "沒有這個檔案㗎−.txt"),
    ],
    ids=" ".join,
)
def test_no_command_raises(encoding: str, args: tuple[str, ...]) -> None:
    done = heshu(encoding, *args)
    assert b"Traceback" not in done.stderr
    assert (done.stdout or done.stderr).decode(encoding)


def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "heshu.cli", "rules"], stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("heshu: ")


@pytest.mark.parametrize("tail", ["| head -1", ">&-"])
def test_a_reader_that_went_away_is_no_error(tail: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m heshu.cli rules {tail}"], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
