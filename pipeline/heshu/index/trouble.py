"""What SQLite says went wrong, said to a user: what happened to the index file and what to do about it."""

import shutil
import sqlite3
from pathlib import Path

from heshu.errors import StoreError

_FULL_BELOW = 1 << 20
"""Free bytes under which a failed write is the disk's: SQLite says so itself only for the database, not for its log."""


def again(path: Path) -> str:
    """Give the cure of every damage, in both languages."""
    return f"請移走或刪去它，再以 heshu ingest 重新收入 move it away and ingest the files again: {path}"


def damaged(path: Path, detail: object) -> StoreError:
    """Give the error of a file that was an index and is none any more."""
    return StoreError(f"索引檔已損壞，{again(path)} is damaged ({detail})")


def store_error(error: sqlite3.Error, path: Path) -> StoreError:
    """Give the StoreError for what SQLite raised."""
    kind = _kind(error)
    if kind == "SQLITE_NOTADB":
        return StoreError(
            f"這不是核數的索引檔 {path}: cannot be used, it is not an index of heshu's ({error})"
        )
    if kind == "SQLITE_FULL" or (kind in ("SQLITE_IOERR", "SQLITE_CANTOPEN") and _is_full(path)):
        return StoreError(
            f"磁碟已滿，請騰出空間再試，已收入的不受影響 {path}: the disk is full; free some space and run it again, "
            "what was stored before is kept"
        )
    if kind in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return StoreError(
            f"索引正由另一程式使用，請稍後再試 {path}: in use by another program; try again later"
        )
    if kind in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN"):
        return StoreError(
            f"索引所在不可寫入，或無權開啟，請連同 -wal 檔複製到可寫的資料夾 {path}: cannot be opened or written "
            "there; copy it, with the -wal file beside it, to a folder of your own, or name another with --index"
        )
    if kind == "SQLITE_IOERR":
        return StoreError(
            f"讀寫索引檔失敗，請檢查磁碟 {path}: the disk failed ({error}); look after it, then try again"
        )
    return damaged(path, error)


def takes_no_files(error: sqlite3.Error) -> bool:
    """Tell whether SQLite could not lay down the files that it keeps beside an index while it is open."""
    return _kind(error) in ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL")


def _kind(error: sqlite3.Error) -> str:
    """Give SQLite's primary code; empty for what Python's driver raises by itself."""
    return "_".join(getattr(error, "sqlite_errorname", "").split("_")[:2])


def _is_full(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _FULL_BELOW
    except OSError:
        return False
