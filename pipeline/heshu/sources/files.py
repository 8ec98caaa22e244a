"""Which files a command means: files as named, folders as what lies in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from heshu.errors import SourceError


def expand(paths: Iterable[str | Path]) -> Iterator[Path | Literal["-"]]:
    """Give each file in order; `-` stays (standard input), a folder gives all files in and under it, sorted.

    Hidden files and folders in a folder are left out, links to folders are not followed. A file of a kind
    that cannot be read is given too, as is a folder that cannot be opened: `read` says what is wrong, so that
    nothing is dropped in silence. Raises SourceError, before anything is read, for a path that is missing
    and for a folder without files.
    """
    found: list[Path | Literal["-"]] = []
    for path in paths:
        if str(path) == "-":
            found.append("-")
        elif not os.path.lexists(path):
            raise SourceError(f"{path}: there is no such file or folder 沒有這個檔案或資料夾")
        elif Path(path).is_dir():
            files = list(_under(Path(path)))
            if not files:
                raise SourceError(f"{path}: there is no file in this folder 資料夾裏沒有檔案")
            found += files
        else:
            found.append(Path(path))
    return iter(found)


def _under(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent, name) for name in sorted(files) if not name.startswith("."))
    yield from closed
