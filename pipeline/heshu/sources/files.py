"""Which files a command means: files as named, folders as what lies in them."""

import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from heshu.errors import SourceError

File = Path | Literal["-"]

# What offices, editors and systems leave beside files: ~$sheet.docx, ~WRL0001.tmp, notes.txt~, #notes.txt#.
_LEFT_BEHIND = re.compile(
    r"~\$.*|~.*\.tmp|.*~|#.*#|(eh)?thumbs\.db|desktop\.ini|icon\r|__macosx|@eadir|\$recycle\.bin|"
    r"system volume information|lost\+found",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Found:
    """The files that paths mean, in order (`-` is standard input), and how many things in folders were passed over."""

    files: list[File]
    passed_over: int = 0


def expand(paths: Iterable[str | Path]) -> Found:
    """Find each file in order; the string `-` stays (standard input), a folder gives all files in and under it, sorted.

    Passed over in a folder, and counted: hidden files and folders, links to folders, what offices and systems leave
    behind (~$sheet.docx, Thumbs.db), and what is no file (pipes, sockets, devices). A file of a kind that cannot be
    read is given, as is a folder that cannot be opened: `read` says what is wrong, so that nothing is dropped in
    silence. Raises SourceError, before anything is read, for a path that is missing and for a folder without files.
    """
    found = Found([])
    for path in paths:
        if path == "-":
            found.files.append("-")
        elif not os.path.lexists(path):
            raise SourceError(f"{path}: 沒有這個檔案或資料夾 there is no such file or folder")
        elif Path(path).is_dir():
            _look_into(Path(path), found)
        else:
            found.files.append(Path(path))
    return found


def _look_into(folder: Path, found: Found) -> None:
    closed: list[Path] = []
    files: list[Path] = []
    before = found.passed_over
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        inside = sorted(name for name in folders if not _passed_over(Path(parent, name)))
        kept = [path for name in sorted(names) if not _passed_over(path := Path(parent, name))]
        found.passed_over += len(folders) + len(names) - len(inside) - len(kept)
        folders[:] = inside
        files += kept
    if not files and not closed:
        passed = found.passed_over - before
        told = f"；略過{passed}個 {passed} passed over" if passed else ""
        raise SourceError(f"{folder}: 資料夾裏沒有可讀的檔案 there is no file to read in this folder{told}")
    found.files += files + closed


def _passed_over(path: Path) -> bool:
    if path.name.startswith(".") or _LEFT_BEHIND.fullmatch(path.name):
        return True
    try:
        state = path.stat()
    except OSError:
        return False  # a link to nothing: `read` tells
    hidden = getattr(state, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_HIDDEN  # Windows has them
    if stat.S_ISDIR(state.st_mode):
        return bool(hidden) or path.is_symlink()
    return bool(hidden) or not stat.S_ISREG(state.st_mode)
