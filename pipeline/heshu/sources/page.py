"""A file, or bytes from anywhere, → Page."""

import os
import stat
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from heshu.errors import SourceError
from heshu.model.day import Day, day_of
from heshu.model.page import Page, PublishedFrom, Source
from heshu.sources.dateline import find_dateline
from heshu.sources.file_name import date_in_name
from heshu.sources.kinds import reader_for
from heshu.sources.plain import read_string
from heshu.sources.reading import Reading

LIMIT = 200_000_000
"""Bytes in the largest file that is read."""
STANDARD_INPUT = "標準輸入 standard input"
_LIMIT = f"{LIMIT // 1_000_000} MB"


def read(path: str | Path, *, published: Day | None = None, outlet: str | None = None) -> Page:
    """Read a file, or standard input where the path is the string `-`: `./-` and `Path("-")` are a file.

    Raises SourceError, naming the file and the cure; what is no file (a pipe, a device) is refused, never waited for.
    """
    if path == "-":
        return read_bytes(standard_input(), "-", published=published, outlet=outlet)
    uri = uri_of(path)
    reader_for(uri, uri)
    try:
        mode = Path(path).stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise _no_file(uri, mode)
        with Path(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise SourceError(f"{uri}: 沒有這個檔案 there is no such file") from None
    except IsADirectoryError:
        raise SourceError(f"{uri}: 這是資料夾，不是檔案 this is a folder, not a file") from None
    except PermissionError:
        raise SourceError(f"{uri}: 沒有讀取這個檔案的權限 no permission to read this file") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{uri}: 無法讀取檔案 the file cannot be read ({error})") from error
    return read_bytes(data, uri, published=published, outlet=outlet)


def uri_of(path: str | Path) -> str:
    """Give a path as records write it: what is no UTF-8 in it is replaced, and a file called `-` is `./-`."""
    uri = os.fsencode(path).decode("utf-8", "replace")
    return "./-" if uri == "-" else uri


def read_bytes(data: bytes, uri: str, *, published: Day | None = None, outlet: str | None = None) -> Page:
    """Read bytes that came from `uri` (`-` is standard input). Raises SourceError, naming the uri and the cure.

    When it was published is settled by the first that says so: the argument, what the file says about itself
    (front matter), a dateline in the text, the file's name. What is printed goes before the name, so that a
    page keeps its date however the file is saved, renamed or piped.
    """
    name = STANDARD_INPUT if uri == "-" else uri
    reader = reader_for(uri, name)
    if len(data) > LIMIT:
        raise SourceError(f"{name}: 檔案超過 {_LIMIT}，請分拆 the file is larger than {_LIMIT}; split it")
    return _page(reader.read(data, name), data, uri, reader.media_type, day_of(published), outlet)


def read_text(text: str, *, published: Day | None = None, outlet: str | None = None) -> Page:
    """Take a text as it is, character for character; it may be empty. What it says about itself is read as in a file.

    Raises TypeError for what is no string.
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}; a file is read where its Path is given")
    data = text.encode("utf-8", "surrogatepass")
    return _page(read_string(text), data, "-", "text/plain", day_of(published), outlet)


def _page(
    reading: Reading, data: bytes, uri: str, media_type: str, published: date | None, outlet: str | None
) -> Page:
    day, day_from = _published(reading, uri, published)
    source = Source(
        uri=uri,
        sha256=sha256(data).hexdigest(),
        media_type=media_type,
        encoding=reading.encoding,
        outlet=outlet or reading.outlet,
        section=reading.section,
        published=day,
        published_from=day_from,
    )
    return Page(source, reading.text, reading.body)


def standard_input() -> bytes:
    """Read all of standard input, up to the limit. Raises SourceError where it is closed or cannot be read."""
    if sys.stdin is None:
        raise SourceError(f"{STANDARD_INPUT}: 已關閉 it is closed")
    try:
        return sys.stdin.buffer.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise SourceError(f"{STANDARD_INPUT}: 無法讀取 it cannot be read ({error})") from error


def _no_file(uri: str, mode: int) -> SourceError:
    if stat.S_ISFIFO(mode):
        what, what_en = "管道", "a pipe"
    elif stat.S_ISSOCK(mode):
        what, what_en = "通訊端", "a socket"
    else:
        what, what_en = "裝置", "a device"
    return SourceError(
        f"{uri}: 這是{what}，不是檔案；請由標準輸入讀取（-） this is {what_en}, not a file; read it from standard "
        "input (-)"
    )


def _published(reading: Reading, uri: str, argument: date | None) -> tuple[date | None, PublishedFrom | None]:
    if argument:
        return argument, "argument"
    if reading.published:
        return reading.published, "metadata"
    if day := find_dateline(reading.text, reading.body):
        return day, "text"
    if day := date_in_name(uri):
        return day, "file_name"
    return None, None
