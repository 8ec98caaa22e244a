"""The command line as a user meets it: exit codes, plain output when piped, and ugly input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from heshu.model.record import Record

CORPUS = Path(__file__).parents[1] / "corpus"
COLUMN = (
    "樓市回暖\n\n樓市漫談 何可樂\n\n二手註冊量由4,200宗升至5,040宗，按月升兩成。\n\n（作者為樓市分析員）\n"
)


def heshu(*args: object, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "heshu.cli", *map(str, args)], input=stdin, capture_output=True, text=True
    )


def test_jsonl_is_one_valid_record_a_line() -> None:
    done = heshu("analyse", "-", "--format", "jsonl", "--published", "2026-03-02", stdin=COLUMN)
    assert done.returncode == 0
    (line,) = done.stdout.splitlines()
    record = Record.model_validate_json(line)
    assert (record.title, record.column) == ("樓市回暖", "樓市漫談")
    assert [author.name for author in record.authors] == ["何可樂"]
    assert record.source.published_from == "argument"
    assert "4,200宗" in [figure.text for figure in record.figures]
    assert ("arithmetic.growth", "consistent") in [(f.rule, f.status) for f in record.findings]


def test_the_same_bytes_give_the_same_bytes() -> None:
    path = next((CORPUS / "pages").glob("*.txt"))
    once, again = (heshu("analyse", path, "--format", "jsonl").stdout for _ in range(2))
    assert once == again
    assert len(once.splitlines()) >= 3


def test_json_is_one_list() -> None:
    done = heshu("analyse", "-", "--format", "json", stdin=COLUMN)
    assert [record["schema"] for record in json.loads(done.stdout)] == ["heshu/1"]


def test_the_table_is_plain_when_piped() -> None:
    done = heshu("analyse", "-", stdin=COLUMN)
    assert "\x1b" not in done.stdout
    assert "樓市回暖" in done.stdout
    assert "5,040宗" in done.stdout


def test_ingest_search_and_show(tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    column = tmp_path / "2026-03-02-column.txt"
    column.write_text(COLUMN, encoding="utf-8")
    assert "1 篇新增 added" in heshu("ingest", column, "--index", index).stdout
    assert "1 篇不變 unchanged" in heshu("ingest", column, "--index", index).stdout
    found = heshu("search", "注册量", "--index", index)
    assert found.returncode == 0
    assert "二手〔註冊量〕由4,200宗" in found.stdout
    (hit,) = json.loads(heshu("search", "註冊量", "--index", index, "--format", "json").stdout)
    shown = heshu("show", hit["article"][:8], "--index", index)
    assert "何可樂，樓市分析員" in shown.stdout
    assert "2026-03-02（file_name）" in shown.stdout


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("search", "註冊量", "--index", "none.sqlite"), 2, "heshu ingest"),
        (("analyse", "-", "--published", "2026-02-30"), 2, "2026-06-25"),
        (("analyse", "no-such-file.txt"), 2, "no-such-file.txt"),
        (("analyse",), 2, "Missing argument"),
    ],
)
def test_bad_options_are_explained(tmp_path: Path, args: tuple[str, ...], code: int, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "heshu.cli", *args], capture_output=True, text=True, input=COLUMN, cwd=tmp_path
    )
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_found_is_exit_code_one(tmp_path: Path) -> None:
    index = tmp_path / "index.sqlite"
    heshu("ingest", "-", "--index", index, stdin=COLUMN)
    done = heshu("search", "存儲芯片", "--index", index)
    assert (done.returncode, done.stdout) == (1, "")
    assert "找不到" in done.stderr


UGLY = {
    "empty.txt": b"",
    "blank.txt": b" \n\n\t\n",
    "picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "binary.txt": bytes(range(256)) * 40,
    "half.txt": "樓市回暖，成交量上升。".encode()[:-2] + b"\xff\xfe\xff",
}


@pytest.mark.parametrize("name", UGLY)
def test_an_ugly_file_gets_one_clear_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(UGLY[name])
    done = heshu("analyse", path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("heshu: ")
    assert name in line


def test_one_bad_file_in_twenty_leaves_the_others_done(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    for number in range(19):
        (folder / f"2026-03-{number + 1:02}-column.txt").write_text(COLUMN.replace("4,200", f"4,{number}00"))
    (folder / "broken.txt").symlink_to(folder / "gone.txt")
    index = tmp_path / "index.sqlite"
    done = heshu("ingest", folder, "--index", index)
    assert done.returncode == 1
    assert "19 篇新增 added" in done.stdout
    (line,) = done.stderr.splitlines()
    assert "broken.txt" in line


def test_a_long_text_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "\n\n".join(f"第{n}段記下成交{n}宗，銀碼約{n}億元。" for n in range(1000, 21000)), encoding="utf-8"
    )
    done = heshu("analyse", path, "--format", "jsonl")
    assert done.returncode == 0
    texts = [
        figure.text
        for line in done.stdout.splitlines()
        for figure in Record.model_validate_json(line).figures
    ]
    assert {"1000宗", "約1000億元", "20999宗", "約20999億元"} <= set(texts)
