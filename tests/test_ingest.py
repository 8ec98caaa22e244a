"""Files into an index, again and again: places kept, nothing known read again, what was mended superseding."""

import os
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest

from heshu.batch import Workers
from heshu.index import Version, open_index, search
from heshu.model.record import Record
from heshu.service import library
from heshu.service.analyse import load
from heshu.service.library import Ingested, ingest

BODY = (
    "土地註冊處數字顯示，上月二手註冊量由4,200宗升至5,040宗，按月升兩成。業界認為息口見頂，買家入市步伐加快，"
    "料全年成交可達六萬宗。\n\n"
    "另一邊廂，商廈空置率回落至13.5%，中環甲級寫字樓租金連升三個月，惟業主叫價仍較高峰期低四成。\n"
)
COLUMN = "樓市回暖 二手交投轉旺\n\n樓市漫談 何可樂\n\n" + BODY
MENDED = COLUMN.replace("5,040", "5,140")
OTHER = "電費加價 市民叫苦\n\n民生筆記 陳小明\n\n中電公布，明年電費加幅為2.6%，平均每戶每月多付12元。\n"


WORKERS = Workers(prepare=load)  # its process ends with this one


class Desk:
    """A folder of files and an index of them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index = folder / "files", folder / "index.sqlite"
        self.folder.mkdir()

    def write(self, name: str, text: str, modified: float | None = None) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if modified is not None:
            os.utime(path, (modified, modified))
        return path

    def take(self, *names: str, **options: str) -> dict[str, int]:
        """Ingest the files of these names, or all; count what became of their articles."""
        paths = [self.folder / name for name in names] or sorted(
            p for p in self.folder.rglob("*") if p.is_file()
        )
        total: Counter[str] = Counter()
        for result in ingest(paths, self.index, workers=WORKERS, **options):  # type: ignore[arg-type]
            assert isinstance(result, Ingested)
            total += result.articles
        return dict(total)

    def current(self) -> list[Record]:
        with open_index(self.index) as index:
            return list(index.records())

    def found(self, words: str) -> list[str]:
        with open_index(self.index) as index:
            return [hit.text for hit in search(index, words)]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the files that are really analysed."""
    seen: list[str] = []
    really = Workers.within

    def noting(workers, seconds, work, path, *rest):
        seen.append(Path(path).name)
        return really(workers, seconds, work, path, *rest)

    monkeypatch.setattr(Workers, "within", noting)
    return seen


def test_a_second_run_reads_nothing_and_writes_nothing(desk: Desk, analysed: list[str]) -> None:
    desk.write("2026-03-02-a.txt", COLUMN)
    desk.write("2026-03-03-b.txt", OTHER)
    assert desk.take() == {"added": 2}
    before = desk.index.read_bytes()
    analysed.clear()
    assert desk.take() == {"unchanged": 2}
    assert analysed == []
    assert desk.index.read_bytes() == before


def test_the_same_article_in_many_files_keeps_its_places(desk: Desk, analysed: list[str]) -> None:
    names = ["2026-03-04-c.txt", "2026-03-02-a.txt", "2026-03-03-b.txt"]
    for name in names:
        desk.write(name, COLUMN)
    assert desk.take(*names) == {"added": 1, "updated": 1, "unchanged": 1}
    (record,) = desk.current()
    assert str(record.source.published) == "2026-03-02"
    with open_index(desk.index) as index:
        assert index.places(record.id) == sorted(str(desk.folder.resolve() / name) for name in names)
    before = desk.index.read_bytes()
    analysed.clear()
    assert desk.take(*reversed(names)) == {"unchanged": 3}
    assert (analysed, desk.index.read_bytes()) == ([], before)


def test_a_file_that_was_moved_is_known_by_its_bytes(desk: Desk, analysed: list[str]) -> None:
    path = desk.write("2026-03-02-a.txt", COLUMN)
    desk.take()
    analysed.clear()
    (desk.folder / "archive").mkdir()
    moved = path.rename(desk.folder / "archive" / path.name)
    assert desk.take() == {"unchanged": 1}
    assert analysed == []
    with open_index(desk.index) as index:
        assert str(moved.resolve()) in index.places(desk.current()[0].id)


def test_a_new_name_may_say_a_new_date(desk: Desk) -> None:
    path = desk.write("a.txt", COLUMN)
    desk.take()
    path.rename(desk.folder / "2026-03-02-a.txt")
    assert desk.take() == {"updated": 1}
    assert str(desk.current()[0].source.published) == "2026-03-02"


@pytest.mark.parametrize("options", [{"published": "2026-03-09"}, {"outlet": "維港早報"}])
def test_other_options_read_it_again(desk: Desk, options: dict[str, str]) -> None:
    desk.write("2026-03-02-a.txt", COLUMN)
    desk.take()
    assert desk.take(**options) == {"updated": 1}
    assert desk.take(**options) == {"unchanged": 1}


def test_another_heshu_reads_it_again(
    desk: Desk, analysed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("2026-03-02-a.txt", COLUMN)
    desk.write("2026-03-03-b.txt", COLUMN)
    desk.take()
    analysed.clear()
    monkeypatch.setattr(library, "fingerprint", lambda: "another")
    assert desk.take() == {"unchanged": 2}
    assert analysed == ["2026-03-02-a.txt", "2026-03-03-b.txt"]
    assert str(desk.current()[0].source.published) == "2026-03-02"
    analysed.clear()
    assert desk.take() == {"unchanged": 2}
    assert analysed == []


def test_every_file_of_heshu_counts_in_its_fingerprint(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from heshu import resources

    package = tmp_path / "pipeline" / "heshu"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    prints = set()
    for path in (package / "rule.py", package / "cues.toml", tmp_path / "models" / "links" / "weights.json"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("1")
        prints.add(resources.fingerprint.__wrapped__())
        path.write_text("2")
        prints.add(resources.fingerprint.__wrapped__())
    (package / "rule.pyc").write_text("1")
    assert resources.fingerprint.__wrapped__() in prints
    assert len(prints) == 6


def test_a_mended_file_takes_the_place_of_its_draft(desk: Desk) -> None:
    path = desk.write("column.txt", COLUMN)
    desk.take()
    (draft,) = desk.current()
    path.write_text(MENDED, encoding="utf-8")
    assert desk.take() == {"corrected": 1}
    (record,) = desk.current()
    assert [("5,140" in text, "5,040" in text) for text in desk.found("註冊量")] == [(True, False)]
    with open_index(desk.index) as index:
        assert index.get(draft.id) == draft
        assert index.get(record.id) == record.model_copy(update={"supersedes": draft.id})
        assert [version.id for version in index.older(record.id)] == [draft.id]
        assert index.newest(draft.id) == Version(record.id, record.title, None)
        assert index.counts()["older"] == 1


MORNING = (
    "即市快訊\n\n恒生指數早段升120點，報25,120點，主板成交1,234億元。國企指數升45點。騰訊升1.2%，報512元。\n"
)
AFTERNOON = (
    "即市快訊\n\n恒生指數午後跌86點，報24,914點，主板成交2,087億元。國企指數跌33點。騰訊跌0.6%，報503元。\n"
)
Step = tuple[str, str, float | None]
"""A file's name, its text, and when it was modified."""

LONGER = (
    COLUMN + "\n" + "\n\n".join(f"第{n}段補充分析，講及利率、供應和需求{n}方面的變化。" for n in range(12))
)
HEADED = COLUMN.replace("樓市回暖 二手交投轉旺", "二手註冊量5,040宗 樓市回暖")


@pytest.mark.parametrize(
    ("steps", "stand"),
    [
        pytest.param([("a.txt", COLUMN, None), ("a.txt", LONGER, None)], [LONGER], id="a draft that grew"),
        pytest.param(
            [("a.txt", LONGER, None), ("a.txt", COLUMN, None)], [COLUMN], id="a column that was cut"
        ),
        pytest.param(
            [("a.txt", COLUMN, None), ("a.txt", MENDED, None), ("a.txt", COLUMN, None)],
            [COLUMN],
            id="taken back",
        ),
        pytest.param(
            [("a.txt", text, None) for text in (COLUMN, MENDED, LONGER, COLUMN, MENDED)],
            [MENDED],
            id="to and fro",
        ),
        pytest.param(
            [("today.txt", COLUMN, None), ("today.txt", OTHER, None)],
            [COLUMN, OTHER],
            id="a name used for another",
        ),
        pytest.param(
            [("2026-03-02-a.txt", COLUMN, None), ("2026-03-02-b.txt", MENDED, None)],
            [MENDED],
            id="in another file",
        ),
        pytest.param(
            [("2026-03-02-a (1).txt", MENDED, 2e9), ("2026-03-02-a.txt", COLUMN, 1e9)],
            [MENDED],
            id="the later file is the newer, in whatever order they are read",
        ),
        pytest.param(
            [
                ("2026-03-02-a.txt", HEADED, None),
                ("2026-03-02-b.txt", HEADED.replace("5,040", "5,140"), None),
            ],
            [HEADED.replace("5,040", "5,140")],
            id="the number in its title mended",
        ),
        pytest.param(
            [("2026-03-02-a.txt", COLUMN, None), ("2026-03-03-a.txt", MENDED, None)],
            [COLUMN, MENDED],
            id="another day",
        ),
        pytest.param(
            [("a.txt", COLUMN, None), ("b.txt", MENDED, None)], [COLUMN, MENDED], id="days not known"
        ),
        pytest.param(
            [
                ("2026-03-02-a.txt", COLUMN, None),
                ("2026-03-02-b.txt", MENDED.replace("何可樂", "李大文"), None),
            ],
            [COLUMN, MENDED.replace("何可樂", "李大文")],
            id="another author",
        ),
        pytest.param(
            [
                ("2026-03-02-a.txt", COLUMN, None),
                (
                    "2026-03-02-b.txt",
                    COLUMN.replace(BODY, "息口走勢未明，市民宜量力而為，切勿高追。\n"),
                    None,
                ),
            ],
            [COLUMN, COLUMN.replace(BODY, "息口走勢未明，市民宜量力而為，切勿高追。\n")],
            id="one title, two texts",
        ),
        pytest.param(
            [
                ("2026-03-02-a.txt", COLUMN, None),
                ("2026-03-02-b.txt", COLUMN, None),
                ("2026-03-02-a.txt", MENDED, None),
            ],
            [MENDED],
            id="a draft in two files, mended in one",
        ),
        pytest.param(
            [("2026-03-02-10h.txt", MORNING, None), ("2026-03-02-16h.txt", AFTERNOON, None)],
            [MORNING, AFTERNOON],
            id="two bulletins of one title and day",
        ),
    ],
)
def test_which_versions_stand(desk: Desk, steps: list[Step], stand: list[str]) -> None:
    for name, text, modified in steps:
        desk.write(name, text, modified)
        desk.take(name)
    wanted = {"".join(text.split()) for text in stand}
    assert {"".join(record.text.split()) for record in desk.current()} == wanted
    assert desk.take() == {"unchanged": len({name for name, _, _ in steps})}
    assert {"".join(record.text.split()) for record in desk.current()} == wanted


def test_an_index_of_the_first_version_is_brought_up_and_its_files_are_read_once_more(
    desk: Desk, tmp_path: Path
) -> None:
    desk.write("2026-03-02-a.txt", COLUMN)
    desk.take()
    old = tmp_path / "old.sqlite"
    _as_first_version(desk.index, old)
    shutil.copy(old, desk.index)
    assert desk.found("註冊量")
    with open_index(desk.index) as index:
        (record,) = index.records()
        assert index.places(record.id) == [str(desk.folder.resolve() / "2026-03-02-a.txt")]
    assert desk.take() == {"unchanged": 1}
    desk.write("2026-03-02-a.txt", MENDED)
    assert desk.take() == {"corrected": 1}


def _as_first_version(path: Path, old: Path) -> None:
    """Write what the first version would hold of an index of this one."""
    step = files("heshu.index").joinpath("steps", "1.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(old, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.executescript(step)
        db.execute("ATTACH ? AS new", (str(path),))
        columns = "id, title, column_name, authors, outlet, section, published, uri, record"
        db.execute(f"INSERT INTO article SELECT {columns} FROM new.article")
        for table in ("theme", "sentence", "page"):
            db.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
        db.execute("INSERT INTO lookup (rowid, words, tails) SELECT rowid, words, tails FROM new.lookup")
        db.execute("DETACH new")
        db.execute(f"PRAGMA application_id = {0x68657368}")
        db.execute("PRAGMA user_version = 1")
