"""A file, or bytes from anywhere, → Page."""

import os
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from heshu.errors import SourceError
from heshu.model.page import Page, PublishedFrom, Source
from heshu.sources.dateline import find_dateline
from heshu.sources.file_name import date_in_name
from heshu.sources.kinds import reader_for
from heshu.sources.reading import Reading

LIMIT = 200_000_000
"""Bytes in the largest file that is read."""
_LIMIT = f"{LIMIT // 1_000_000} MB"


def read(path: str | Path, *, published: date | None = None, outlet: str | None = None) -> Page:
    """Read a file, or standard input where the path is `-`. Raises SourceError, naming the file and the cure."""
    if str(path) == "-":
        return read_bytes(sys.stdin.buffer.read(LIMIT + 1), "-", published=published, outlet=outlet)
    uri = os.fsencode(path).decode("utf-8", "replace")
    reader_for(uri, uri)
    try:
        with Path(path).open("rb") as file:
            data = file.read(LIMIT + 1)
    except FileNotFoundError:
        raise SourceError(f"{uri}: there is no such file 沒有這個檔案") from None
    except IsADirectoryError:
        raise SourceError(f"{uri}: this is a folder, not a file 這是資料夾，不是檔案") from None
    except PermissionError:
        raise SourceError(f"{uri}: no permission to read this file 沒有讀取這個檔案的權限") from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{uri}: the file cannot be read ({error}) 無法讀取檔案") from error
    return read_bytes(data, uri, published=published, outlet=outlet)


def read_bytes(data: bytes, uri: str, *, published: date | None = None, outlet: str | None = None) -> Page:
    """Read bytes that came from `uri` (`-` is standard input). Raises SourceError, naming the uri and the cure.

    When it was published is settled by the first that says so: the argument, what the file says about itself
    (front matter), a dateline in the text, the file's name. What is printed goes before the name, so that a
    page keeps its date however the file is saved, renamed or piped.
    """
    name = "standard input 標準輸入" if uri == "-" else uri
    reader = reader_for(uri, name)
    if len(data) > LIMIT:
        raise SourceError(f"{name}: the file is larger than {_LIMIT}; split it 檔案超過 {_LIMIT}，請分拆")
    reading = reader.read(data, name)
    day, day_from = _published(reading, uri, published)
    source = Source(
        uri=uri,
        sha256=sha256(data).hexdigest(),
        media_type=reader.media_type,
        encoding=reading.encoding,
        outlet=outlet or reading.outlet,
        section=reading.section,
        published=day,
        published_from=day_from,
    )
    return Page(source, reading.text, reading.body)


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
