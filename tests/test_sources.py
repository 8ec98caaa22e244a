"""Files in, pages out: reading, expanding folders, and where a page's date comes from."""

import io
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from heshu.errors import SourceError
from heshu.sources import page, read, read_bytes
from heshu.sources.kinds import READERS

TEXT = "北角地舖空置率升至一成二，業主紛紛減租求客。\r\n"


def test_a_page_is_the_file_as_decoded(tmp_path: Path) -> None:
    data = TEXT.encode("big5hkscs")
    path = tmp_path / "page.txt"
    path.write_bytes(data)
    got = read(path, published=date(2026, 6, 25), outlet="維港早報")
    assert got.text == TEXT
    assert got.body == 0
    source = got.source
    assert (source.uri, source.media_type, source.encoding) == (str(path), "text/plain", "big5hkscs")
    assert source.sha256 == sha256(data).hexdigest()
    assert (source.published, source.published_from, source.outlet) == (
        date(2026, 6, 25),
        "argument",
        "維港早報",
    )
    assert read(str(path)) == read_bytes(data, str(path))


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "a.md", "a.text", "a", "樓市.縱橫談", "A12.25", ".txt"])
def test_names_of_plain_text(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXT.encode())
    assert read(tmp_path / name).text == TEXT


@pytest.mark.parametrize("name", ["a.docx", "a.PDF", "a.html", "a.tar.gz"])
def test_a_kind_without_a_reader_names_what_can_be_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(TEXT.encode())
    with pytest.raises(SourceError, match=r"不能讀取.*files cannot be read.*\.txt \.text \.md"):
        read(tmp_path / name)
    with pytest.raises(SourceError, match=f"{name}: "):
        read_bytes(TEXT.encode(), name)


def test_each_suffix_has_one_reader() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() for suffix in suffixes)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    got = read("-")
    assert (got.text, got.source.uri, got.source.encoding) == (TEXT, "-", "gb18030")
    with pytest.raises(SourceError, match=r"^標準輸入 standard input: .*the file is empty"):
        read_bytes(b"", "-")


def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match="沒有這個檔案 there is no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(SourceError, match="這是資料夾，不是檔案 this is a folder"):
        read(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read("x" * 5000)
    with pytest.raises(SourceError, match="cannot be read"):
        read("a\0b")

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "locked.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(SourceError, match="沒有讀取這個檔案的權限 no permission"):
        read(tmp_path / "locked.txt")


def test_a_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LIMIT", 1000)
    (tmp_path / "big.txt").write_bytes(b"a" * 1001)
    with pytest.raises(SourceError, match=r"big\.txt: 檔案超過 200 MB，請分拆 the file is larger"):
        read(tmp_path / "big.txt")
    (tmp_path / "big.txt").write_bytes(b"a" * 1000)
    assert len(read(tmp_path / "big.txt").text) == 1000


def test_a_file_name_that_is_not_unicode(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xa4\xa4.txt"
    with open(path, "wb") as file:  # noqa: PTH123  # the name is bytes
        file.write(TEXT.encode())
    got = read(os.fsdecode(path))
    assert got.text == TEXT
    assert got.source.uri.encode()


FRONT = "---\npublished: 2026-06-22\noutlet: 獅山週刊\nsection: 財經\n---\n"
LINE = "2026年6月23日 星期二\n"


@pytest.mark.parametrize(
    ("argument", "text", "uri", "published", "published_from"),
    [
        (date(2026, 6, 21), FRONT + LINE + TEXT, "2026-06-24.txt", date(2026, 6, 21), "argument"),
        (None, FRONT + LINE + TEXT, "2026-06-24.txt", date(2026, 6, 22), "metadata"),
        (None, LINE + TEXT, "2026-06-24.txt", date(2026, 6, 23), "text"),
        (None, TEXT, "in/2026-06-24.txt", date(2026, 6, 24), "file_name"),
        (None, TEXT, "-", None, None),
        (None, FRONT.replace("06-22", "02-30") + TEXT, "2026-06-24.txt", date(2026, 6, 24), "file_name"),
        (None, FRONT.replace("published", "date") + TEXT, "x", date(2026, 6, 22), "metadata"),
        (None, "---\npublished: 二〇二六年六月二十二日\n---\n" + TEXT, "x", date(2026, 6, 22), "metadata"),
    ],
)
def test_the_first_that_names_a_day_is_believed(
    argument: date | None, text: str, uri: str, published: date | None, published_from: str | None
) -> None:
    source = read_bytes(text.encode(), uri, published=argument).source
    assert (source.published, source.published_from) == (published, published_from)


def test_front_matter_gives_outlet_and_section_and_the_body_follows_it() -> None:
    got = read_bytes((FRONT + TEXT).encode("utf-8-sig"), "x")
    assert got.text == FRONT + TEXT
    assert got.text[got.body :] == TEXT
    assert (got.source.outlet, got.source.section) == ("獅山週刊", "財經")
    assert read_bytes((FRONT + TEXT).encode(), "x", outlet="維港早報").source.outlet == "維港早報"
    with pytest.raises(SourceError, match="nothing follows the front matter"):
        read_bytes(FRONT.encode(), "x")


def test_the_seed_page_is_read() -> None:
    path = Path(__file__).parents[2] / "shared/seed/page.txt"
    if not path.exists():
        pytest.skip("the seed page is not beside this checkout")
    got = read(path)
    assert got.source.encoding == "utf-8"
    assert got.text.encode() == path.read_bytes()
    assert got.source.published is None
