"""The index of whoever names none: by HESHU_INDEX, else in the data folder, begun by the first ingest."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

DRAFT = (
    "樓市回暖\n\n樓市漫談 何可樂\n\n2026年4月青年失業率為3.2%。二手註冊量由4,200宗升至5,040宗，按月升兩成。\n"
)
LATER = "勞工市場 失業率\n\n勞工筆記 陳小明\n\n2026年4月青年失業率為3.4%，市場普遍認為情況穩定。\n"


class User:
    """Somebody with a home of their own, and no index yet."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.own = home / ".local" / "share" / "heshu" / "index.sqlite"
        home.mkdir()
        (home / "2026-05-20-a.txt").write_text(DRAFT, encoding="utf-8")
        (home / "2026-06-25-b.txt").write_text(LATER, encoding="utf-8")

    def heshu(self, *args: str, **environ: str) -> "subprocess.CompletedProcess[str]":
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("HESHU", "XDG"))}
        return subprocess.run(
            [sys.executable, "-m", "heshu.cli", *args],
            cwd=self.home,
            env=kept | {"HOME": str(self.home)} | environ,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def user(tmp_path_factory: pytest.TempPathFactory) -> User:
    return User(tmp_path_factory.mktemp("user") / "home")


@pytest.mark.skipif(sys.platform != "linux", reason="where a user's data lie differs; platformdirs knows")
def test_nothing_needs_to_be_named(user: User) -> None:
    before = user.heshu("search", "註冊量")
    assert (before.returncode, before.stdout) == (2, "")
    assert str(user.own) in before.stderr
    assert "heshu ingest" in before.stderr
    assert "3.2%" not in user.heshu("check", "2026-06-25-b.txt").stdout

    taken = user.heshu("ingest", "2026-05-20-a.txt")
    assert "1 篇新增" in taken.stdout
    assert str(user.own) in taken.stderr
    assert user.own.is_file()

    found = user.heshu("search", "註冊量")
    assert "〔註冊量〕" in found.stdout
    assert str(user.own) in found.stderr

    checked = user.heshu("check", "2026-06-25-b.txt")
    assert "「3.4%」" in checked.stdout
    assert "3.2%" in checked.stdout
    assert str(user.own) in checked.stderr
    alone = user.heshu("check", "2026-06-25-b.txt", "--no-index")
    assert "3.2%" not in alone.stdout
    assert alone.stderr == ""


def test_the_environment_goes_before_the_data_folder(user: User) -> None:
    elsewhere = user.home / "desk.sqlite"
    taken = user.heshu("ingest", "2026-06-25-b.txt", HESHU_INDEX=str(elsewhere))
    assert elsewhere.is_file()
    assert str(elsewhere) in taken.stderr
    named = user.heshu("ingest", "2026-06-25-b.txt", "--index", "other.sqlite", HESHU_INDEX=str(elsewhere))
    assert (user.home / "other.sqlite").is_file()
    assert named.stderr == ""


def test_a_data_folder_that_cannot_be_made_is_told(user: User) -> None:
    (user.home / "file").touch()
    done = user.heshu("ingest", "2026-06-25-b.txt", XDG_DATA_HOME=str(user.home / "file"))
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "HESHU_INDEX" in line


def test_show_tells_of_the_versions_and_the_files(user: User) -> None:
    index = ("--index", "versions.sqlite")
    column = user.home / "2026-05-20-c.txt"

    def shown(article: str) -> str:
        return " ".join(user.heshu("show", article, *index).stdout.split())

    def stand() -> dict[str, str]:
        (hit,) = json.loads(user.heshu("search", "註冊量", *index, "--format", "json").stdout)
        return {"id": hit["article"], "text": hit["text"], "shown": shown(hit["article"])}

    column.write_text(DRAFT, encoding="utf-8")
    assert "1 篇新增" in user.heshu("ingest", column.name, *index).stdout
    draft = stand()
    assert str(column) in draft["shown"]
    column.write_text(DRAFT.replace("5,040", "5,140"), encoding="utf-8")
    assert "1 篇取代舊稿 corrected" in user.heshu("ingest", column.name, *index).stdout
    mended = stand()
    assert "5,140宗" in mended["text"]
    assert f"取代舊稿 supersedes {draft['id']}" in mended["shown"]
    assert f"已由新稿取代 superseded by {mended['id']}" in shown(draft["id"])
    record = json.loads(user.heshu("show", mended["id"], *index, "--format", "json").stdout)
    assert record["supersedes"] == draft["id"]
    jsonschema.validate(record, json.loads(user.heshu("schema").stdout))
