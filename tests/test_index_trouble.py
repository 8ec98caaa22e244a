"""An index in trouble, on real files and disks: a StoreError that says the cure, or the right answer."""

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from heshu import analyse
from heshu.errors import StoreError
from heshu.index import open as opening
from heshu.index import open_index, search
from heshu.model.record import Record

TEXT = "樓市回暖 二手交投轉旺\n\n樓市漫談 何可樂\n\n土地註冊處數字顯示，二手註冊量錄得{n}宗，按月升兩成。\n"


@pytest.fixture(scope="module")
def record() -> Record:
    return analyse(TEXT.format(n="5,040"))[0]


@pytest.fixture(scope="module")
def whole(record: Record, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the bytes of an index of one article."""
    path = tmp_path_factory.mktemp("whole") / "index.sqlite"
    with open_index(path, create=True) as index:
        index.add(record)
    return path.read_bytes()


@pytest.fixture
def path(whole: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "index.sqlite"
    path.write_bytes(whole)
    return path


def use(path: Path) -> tuple[int, list[Record], Record | None]:
    """Do all that a reader does."""
    with open_index(path) as index:
        records = list(index.records())
        index.counts()
        return len(search(index, "註冊量")), records, index.get(records[0].id) if records else None


def refused(path: Path, cure: str = "heshu ingest") -> None:
    with pytest.raises(StoreError, match=cure) as told:
        use(path)
    assert str(path) in str(told.value)
    assert "\n" not in str(told.value)


def test_an_index_of_no_bytes_is_told_and_begun_again(path: Path, record: Record) -> None:
    path.write_bytes(b"")
    refused(path)
    with open_index(path, create=True) as index:
        assert index.add(record) == "added"
    assert use(path)[0] == 1


def test_wherever_it_is_cut_it_is_told(path: Path, whole: bytes) -> None:
    for length in [1, 15, 16, 99, 100, 101, 511, 512, *range(4095, len(whole), 4096), len(whole) - 1]:
        path.write_bytes(whole[:length])
        refused(path, "heshu ingest|not an index")


@pytest.mark.parametrize("filling", [b"\x00", b"\xff", b"\xb8", "宗".encode()])
def test_whichever_page_is_damaged_it_is_told_or_does_no_harm(
    path: Path, whole: bytes, record: Record, filling: bytes
) -> None:
    told = 0
    for start in range(100, len(whole), 2048):
        spoilt = whole[:start] + (filling * 2048)[:2048] + whole[start + 2048 :]
        path.write_bytes(spoilt[: len(whole)])
        try:
            _, records, got = use(path)
        except StoreError as error:
            told += 1
            assert str(path) in str(error)
        else:
            assert (records, got) == ([record], record)
    assert told > len(whole) / 2048 / 4


def test_bytes_damaged_here_and_there_are_told_or_do_no_harm(
    path: Path, whole: bytes, record: Record
) -> None:
    chance = random.Random(7)
    for _ in range(150):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        path.write_bytes(bytes(spoilt))
        try:
            _, records, _ = use(path)
        except StoreError:
            continue
        assert records in ([record], [])


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE article SET record = '{'",
        "UPDATE article SET record = json_set(record, '$.text', 'other')",
        "UPDATE article SET record = json_remove(record, '$.blocks')",
        "UPDATE article SET record = CAST(x'ffff' AS TEXT)",
        "UPDATE article SET record = 'null'",
        "DROP TABLE lookup",
        "DROP TABLE sentence",
        "PRAGMA user_version = 0",
    ],
)
def test_rows_that_are_not_what_was_stored_are_told(path: Path, spoil: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(spoil)
    db.close()
    refused(path)


@pytest.mark.parametrize(
    ("spoil", "cure"),
    [
        ("PRAGMA user_version = 99", "update heshu"),
        ("PRAGMA application_id = 1", "--index"),
    ],
)
def test_what_another_program_or_a_newer_heshu_made_is_left_alone(path: Path, spoil: str, cure: str) -> None:
    with sqlite3.connect(path) as db:
        db.execute(spoil)
    db.close()
    before = path.read_bytes()
    refused(path, cure)
    with pytest.raises(StoreError, match=cure), open_index(path, create=True):
        pass
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to(path.parent / "gone"),
        lambda path: path.symlink_to("/dev/zero"),
    ],
    ids=["folder", "pipe", "link to nothing", "device"],
)
def test_what_is_no_file_is_never_waited_for(tmp_path: Path, make: Callable[[Path], object]) -> None:
    path = tmp_path / "index.sqlite"
    make(path)
    for create in (False, True):
        with pytest.raises(StoreError, match="--index"), open_index(path, create=create):
            pass


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreError, match="make it first"),
        open_index(tmp_path / "no" / "i.sqlite", create=True),
    ):
        pass


@pytest.mark.parametrize("name", ["a b.sqlite", "a?mode=memory", "a#b%20c", "索引 🏠.sqlite", "-", "a'b\"c"])
def test_any_name_will_do(tmp_path: Path, record: Record, name: str) -> None:
    with open_index(tmp_path / name, create=True) as index:
        index.add(record)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert use(tmp_path / name)[1] == [record]


def test_an_index_that_somebody_writes_is_read_meanwhile_and_not_written(
    path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_WAIT", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert use(path)[1] == [record]
    with pytest.raises(StoreError, match="try again later"), open_index(path, create=True) as index:
        index.add(record.model_copy(update={"title": "改"}))
    other.close()


def _begin(path: Path, line: str, go: str) -> None:
    while not Path(go).exists():
        pass
    with open_index(path, create=True) as index:
        index.add(Record.model_validate_json(line))


def test_many_begin_one_index_at_once(tmp_path: Path) -> None:
    fresh = multiprocessing.get_context("spawn")
    records = [analyse(TEXT.format(n=n))[0] for n in ("5,040", "5,040", "6,110", "7,300")]
    path, go = tmp_path / "index.sqlite", tmp_path / "go"
    lines = [record.model_dump_json(by_alias=True) for record in records]
    started = [fresh.Process(target=_begin, args=(path, line, str(go))) for line in lines]
    for process in started:
        process.start()
    go.touch()
    for process in started:
        process.join()
    assert [process.exitcode for process in started] == [0] * 4
    with open_index(path) as index:
        assert index.counts()["articles"] == 3


def _write_for_ever(path: Path, line: str) -> None:
    record = Record.model_validate_json(line)
    with open_index(path, create=True) as index:
        while True:
            for title in ("樓市回暖", "樓市再回暖"):
                index.add(record.model_copy(update={"title": title}))


def test_one_that_is_killed_while_it_writes_leaves_a_whole_index(path: Path, record: Record) -> None:
    fresh = multiprocessing.get_context("spawn")
    for wait in (0.2, 0.3):
        writer = fresh.Process(target=_write_for_ever, args=(path, record.model_dump_json(by_alias=True)))
        writer.start()
        writer.join(2 + wait)
        assert writer.is_alive()
        os.kill(writer.pid or 0, signal.SIGKILL)
        writer.join()
        (kept,) = use(path)[1]
        assert kept.model_copy(update={"title": record.title}) == record


def on_a_disk(mount: str, folder: Path, code: str) -> list[str]:
    """Run Python on index.sqlite of a folder after a mount in a name space of its own; give the lines it prints."""
    can = subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0
    if not can:
        pytest.skip("no right to mount a disk here")
    done = subprocess.run(
        [
            "unshare",
            "--mount",
            "sh",
            "-ec",
            f'{mount}; exec "$1" -c "$2" "$0"/index.sqlite',
            folder,
            sys.executable,
            code,
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


READ_ONLY = 'mount --bind "$0" "$0"; mount -o remount,bind,ro "$0"'
IMPORTS = """
import sys
from pathlib import Path
from heshu.errors import StoreError
from heshu.index import open_index, search
from heshu.model.record import Record
path = Path(sys.argv[1])
def attempt(create, work):
    try:
        with open_index(path, create=create) as index: work(index)
    except StoreError as error: print(error)
read = lambda index: print(len(search(index, "註冊量")), index.counts()["articles"])
"""


def test_it_is_read_where_nothing_can_be_written(path: Path) -> None:
    code = IMPORTS + "attempt(False, read); attempt(True, read)"
    found, told = on_a_disk(READ_ONLY, path.parent, code)
    assert found == "1 1"
    assert "不可寫入" in told
    assert "--index" in told
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_older_index_that_cannot_be_brought_up_there_says_so(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(files("heshu.index").joinpath("steps", "1.sql").read_text(encoding="utf-8"))
        db.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 1")
    (told,) = on_a_disk(READ_ONLY, path.parent, IMPORTS + "attempt(False, read)")
    assert "不可寫入" in told
    assert "copy it" in told


def test_what_a_log_still_holds_is_not_passed_over_in_a_read_only_place(path: Path, record: Record) -> None:
    """A copy that was taken while somebody wrote: the log without its memory of where it is."""
    later = analyse(TEXT.format(n="6,110"))[0]
    copy = path.parent / "copy"
    copy.mkdir()
    with open_index(path, create=True) as index:
        index.add(later)
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", copy / f"index.sqlite{suffix}")
    (told,) = on_a_disk(READ_ONLY, copy, IMPORTS + "attempt(False, read)")
    assert "copy it" in told
    assert {r.id for r in use(copy / "index.sqlite")[1]} == {record.id, later.id}


FULL = """
import json
line = Path(sys.argv[1]).with_name("record.json").read_text()
def fill(index):
    for n in range(10000):
        record = Record.model_validate_json(line.replace("5,040", f"{n},040"))
        index.add(record.model_copy(update={"id": f"{n:016x}"}))
attempt(True, fill)
attempt(True, fill)
attempt(False, lambda index: print(index.counts()["articles"] > 0, len(list(index.records())) > 0))
with open_index(path) as index: print(*index.db.execute("PRAGMA integrity_check").fetchone())
"""


@pytest.mark.parametrize("size", ["400k", "1m", "3m"])
def test_a_full_disk_is_said_to_be_full_and_what_was_stored_is_kept(
    path: Path, record: Record, size: str
) -> None:
    path.with_name("record.json").write_text(record.model_dump_json(by_alias=True), encoding="utf-8")
    disk = (
        f'cp "$0"/record.json /tmp/$$; mount -t tmpfs -o size={size} disk "$0"; mv /tmp/$$ "$0"/record.json'
    )
    full, again, read, sound = on_a_disk(disk, path.parent, IMPORTS + FULL)
    for told in (full, again):
        assert "磁碟已滿" in told
        assert "disk is full" in told
    assert (read, sound) == ("True True", "ok")


def test_a_disk_that_is_full_from_the_start(path: Path) -> None:
    disk = 'mount -t tmpfs -o size=64k disk "$0"; head -c 64k /dev/zero > "$0"/else'
    (told,) = on_a_disk(disk, path.parent, IMPORTS + "attempt(True, read)")
    assert "磁碟已滿" in told
