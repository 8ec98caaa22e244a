"""Which files a command means, and what in a folder is none: pipes, sockets, devices, what is hidden or left behind."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from heshu.errors import SourceError
from heshu.sources import expand, read

TEXT = "北角地舖空置率升至一成二，業主紛紛減租求客。\n"


def heshu(*args: object, stdin: str = "", cwd: Path) -> "subprocess.CompletedProcess[str]":
    """Run the command; a read that waits for ever ends the test, not the run."""
    command = [sys.executable, "-m", "heshu.cli", *map(str, args)]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=cwd, timeout=120)


def text(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT, encoding="utf-8")


def folder_with_text(path: Path) -> None:
    text(path / "inside.txt")


def open_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # an address may have 108 bytes
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def pipe_behind_a_link(path: Path) -> None:
    os.mkfifo(path.parent / ".real")
    path.symlink_to(".real")


PASSED_OVER: list[tuple[str, Callable[[Path], None], int]] = [
    ("queue", os.mkfifo, 1),
    ("queue.txt", os.mkfifo, 1),
    ("desk.sock", open_socket, 1),
    ("nothing.txt", link_to(os.devnull), 1),
    ("never-ends", link_to("/dev/zero"), 1),
    ("far.txt", pipe_behind_a_link, 2),
    ("elsewhere", link_to("/"), 1),
    (".DS_Store", text, 1),
    (".~lock.column.odt#", text, 1),
    (".git", folder_with_text, 1),
    ("~$column.docx", text, 1),
    ("~$專欄.txt", text, 1),
    ("~WRL0001.tmp", text, 1),
    ("Thumbs.db", text, 1),
    ("ehthumbs.db", text, 1),
    ("Desktop.ini", text, 1),
    ("Icon\r", text, 1),
    ("column.txt~", text, 1),
    ("#column.txt#", text, 1),
    ("__MACOSX", folder_with_text, 1),
    ("$RECYCLE.BIN", folder_with_text, 1),
    ("@eaDir", folder_with_text, 1),
]
KEPT = ["column.txt", "a~b.txt", "#1.txt", "thumbs.db.txt", "樓市.縱橫談", "$5.txt", "desktop.txt", "~.txt"]


@pytest.mark.parametrize(("name", "make", "count"), PASSED_OVER, ids=[repr(row[0]) for row in PASSED_OVER])
def test_what_is_no_page_is_passed_over_and_counted(
    tmp_path: Path, name: str, make: Callable[[Path], None], count: int
) -> None:
    make(tmp_path / name)
    with pytest.raises(SourceError, match=f"資料夾裏沒有可讀的檔案.*略過{count}個 {count} passed over"):
        expand([tmp_path])
    text(tmp_path / "deep/page.txt")
    found = expand([tmp_path])
    assert (found.files, found.passed_over) == ([tmp_path / "deep/page.txt"], count)


@pytest.mark.parametrize("name", KEPT)
def test_what_only_looks_left_behind_is_read(tmp_path: Path, name: str) -> None:
    text(tmp_path / name)
    found = expand([tmp_path])
    assert (found.files, found.passed_over) == ([tmp_path / name], 0)
    assert read(tmp_path / name).text == TEXT


def test_a_folder_gives_its_files_sorted(tmp_path: Path) -> None:
    for name in ["b.txt", "a.md", "sub/c.txt", "sub/photo.jpg", ".hidden.txt", ".git/d.txt", "sub/deep/e"]:
        text(tmp_path / name)
    found = expand(["-", tmp_path, tmp_path / "b.txt"])
    names = ["a.md", "b.txt", "sub/c.txt", "sub/photo.jpg", "sub/deep/e", "b.txt"]
    assert found.files == ["-", *(tmp_path / name for name in names)]
    assert found.passed_over == 2
    with pytest.raises(SourceError, match=r"photo\.jpg: .*\.jpg files cannot be read"):
        read(tmp_path / "sub/photo.jpg")


def test_what_is_named_is_read_though_it_is_hidden(tmp_path: Path) -> None:
    text(tmp_path / ".desk/.page.txt")
    text(tmp_path / ".desk/page.txt")
    assert expand([tmp_path / ".desk/.page.txt", tmp_path / ".desk"]).files == [
        tmp_path / ".desk/.page.txt",
        tmp_path / ".desk/page.txt",
    ]


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"沒有可讀的檔案 there is no file to read in this folder$"):
        expand([tmp_path])
    text(tmp_path / "a.txt")
    with pytest.raises(SourceError, match="沒有這個檔案或資料夾 there is no such file or folder"):
        expand([tmp_path, tmp_path / "missing"])


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may open any folder")
def test_a_folder_that_cannot_be_opened_is_given_to_read(tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0)
    assert expand([tmp_path]).files == [locked]
    with pytest.raises(SourceError, match="a folder"):
        read(locked)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (os.mkfifo, "這是管道，不是檔案；.* this is a pipe"),
        (open_socket, "這是通訊端，不是檔案；.* this is a socket"),
        (link_to("/dev/zero"), "這是裝置，不是檔案；.* this is a device"),
    ],
)
def test_what_is_no_file_is_refused_by_name(tmp_path: Path, make: Callable[[Path], None], said: str) -> None:
    make(tmp_path / "odd.txt")
    with pytest.raises(SourceError, match=said):
        read(tmp_path / "odd.txt")


def test_a_folder_with_a_pipe_in_it_comes_to_an_end(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    text(folder / "2026-03-02-column.txt")
    os.mkfifo(folder / "queue.txt")
    text(folder / "Thumbs.db")
    index = tmp_path / "index.sqlite"
    for args in (["analyse", folder], ["check", folder], ["ingest", folder, "--index", index]):
        done = heshu(*args, cwd=tmp_path)
        assert done.returncode == 0
        assert (
            done.stderr
            == "heshu: 略過2個隱藏檔、暫存檔或裝置 2 passed over (hidden files, lock files, devices)\n"
        )


@pytest.mark.parametrize("name", ["queue", os.devnull])
def test_a_pipe_or_device_by_name_is_one_line(tmp_path: Path, name: str) -> None:
    os.mkfifo(tmp_path / "queue")
    done = heshu("analyse", name, cwd=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"heshu: {name}: 這是")


def test_only_a_bare_dash_is_standard_input(tmp_path: Path) -> None:
    text(tmp_path / "-")
    for name in ("./-", tmp_path / "-"):
        done = heshu("analyse", name, stdin="標準輸入的版面，成交升兩成。", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        assert "一成二" in done.stdout
    assert "兩成" in heshu("analyse", "-", stdin="標準輸入的版面，成交升兩成。", cwd=tmp_path).stdout
    done = heshu("themes", "explain", "./-", stdin="", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_standard_input_that_is_closed_is_one_line(tmp_path: Path) -> None:
    command = f"exec {sys.executable} -m heshu.cli analyse - <&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("heshu: 標準輸入 standard input: ")
