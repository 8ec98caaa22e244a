"""An index file opened: begun, brought up to this version, or only read where it cannot be written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path

from heshu.errors import StoreError
from heshu.index.rows import crc
from heshu.index.store import Index, writing
from heshu.index.trouble import again, damaged, store_error, takes_no_files
from heshu.index.versions import headline

APPLICATION_ID = 0x68657368  # "hesh"
VERSION = 2
"""The number of the last file in `steps/`; a new index goes through all of them, an older one through the rest."""

_HEADER = 100  # bytes that the shortest database has
_WAIT = 30.0  # seconds for another program's write to end


@contextmanager
def open_index(path: str | Path, *, create: bool = False) -> Iterator[Index]:
    """Open an index file to read; with `create`, to write too, and make it where it is absent.

    Any number of programs may read and write one index, or begin it, at once. Reading works where nothing can be
    written. Raises StoreError where the file is missing, damaged, no index of heshu's, of a newer heshu, in use
    for too long, or cannot be written, and where the disk is full.
    """
    path = Path(path)
    _look(path, create)
    try:
        with closing(_begun(path) if create else _opened(path)) as db:
            yield Index(path, db)
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # a fault of heshu's, not of the file
    except sqlite3.Error as error:
        raise store_error(error, path) from error


def _look(path: Path, create: bool) -> None:
    """Say what the file system alone can tell."""
    if not os.path.lexists(path):
        if not create:
            raise StoreError(
                f"沒有這個索引檔，請先收入檔案 {path}: no such index; `heshu ingest PATH --index {path}` makes it"
            )
        if not path.absolute().parent.is_dir():
            raise StoreError(
                f"沒有這個資料夾，請先建立 {path.parent}: no such folder for an index; make it first"
            )
    elif not path.is_file():
        raise StoreError(f"這不是檔案，不能用作索引 {path}: not a file; name another with --index")
    elif (size := path.stat().st_size) < _HEADER and (size or not create):
        raise StoreError(
            f"索引檔是空的或給截短了（{size} 位元組），{again(path)} is empty or cut short ({size} bytes)"
        )


def _begun(path: Path) -> sqlite3.Connection:
    """Connect to write."""
    db = _connect(path, "rwc")
    try:
        if _version(db, path) < VERSION:
            _bring_up(db, path)
        if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
            db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        db.close()
        raise
    return db


def _opened(path: Path) -> sqlite3.Connection:
    """Connect to read, without the log's help where its folder takes no files; an older index is brought up."""
    try:
        db = _reading(_connect(path, "rw"), path)
    except sqlite3.OperationalError as error:
        if not takes_no_files(error) or _has_log(path):
            raise
        db = _reading(_connect(path, "ro&immutable=1"), path)
    return db


def _reading(db: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        version = _version(db, path)
        if version == 0:
            raise StoreError(f"索引還未開始，{again(path)} holds nothing yet")
        if version < VERSION:
            _bring_up(db, path)
        db.execute("PRAGMA query_only = ON")
    except BaseException:
        db.close()
        raise
    return db


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode={mode}"
    db = sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None, check_same_thread=False)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA cell_size_check = ON")
    return db


def _has_log(path: Path) -> bool:
    """Tell whether a log lies beside the file, with what the file alone has not."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _version(db: sqlite3.Connection, path: Path) -> int:
    """Give the version of an open index, 0 where it is not begun. Raises StoreError where it is not heshu's."""
    with _one_moment(db):
        return _version_now(db, path)


@contextmanager
def _one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """See the file as it is at one moment, whatever other programs write to it meanwhile."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.rollback()


def _version_now(db: sqlite3.Connection, path: Path) -> int:
    try:
        tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except UnicodeError as error:  # SQLite quotes the damaged bytes
        raise damaged(path, error) from error
    application: int = db.execute("PRAGMA application_id").fetchone()[0]
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if not tables and not application and not version:
        return 0
    if application != APPLICATION_ID:
        raise StoreError(
            f"這不是核數的索引檔 {path}: a database, but not an index of heshu's; name another with --index"
        )
    if version > VERSION:
        raise StoreError(
            f"索引由較新的核數建立，請更新核數 {path}: version {version}, this heshu reads {VERSION}; update heshu"
        )
    if version < 1 or not tables:
        raise damaged(path, f"version {version}, {tables} tables")
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    if pages * size > path.stat().st_size and not _has_log(path):
        raise damaged(path, "cut short")
    return version


def _bring_up(db: sqlite3.Connection, path: Path) -> None:
    """Go through the steps that the file has not gone through, all or none."""
    db.create_function("headline", 1, headline)
    db.create_function("crc", 1, crc)
    with writing(db):
        for number in range(_version(db, path) + 1, VERSION + 1):  # another program may just have done it
            step = files("heshu.index").joinpath("steps", f"{number}.sql").read_text(encoding="utf-8")
            for statement in _statements(step):
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Cut a script at its statements' ends; `executescript` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
