"""Data files of the caller's: gold, labels, tables, suites. Each is read whole or refused in one line with the cure.

Every function raises LexiconError, naming the file, for one that is missing, locked, damaged or not in UTF-8, as a CSV
that a spreadsheet saved in Big5 is not.
"""

import csv
import gzip
import io
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from heshu.errors import LexiconError


def given_files(folder: Path, pattern: str) -> list[Path]:
    """Give the files of a folder that fit a pattern, by name; there is at least one."""
    found = sorted(folder.glob(pattern)) if folder.is_dir() else []
    if not found:
        raise LexiconError(
            f"{folder}: 這裏沒有 {pattern}，請指明資料夾 there is no {pattern} here; name the right folder"
        )
    return found


def given_text(path: Path) -> str:
    """Give a file's text, without its byte-order mark."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"{path}: 不是 UTF-8，請另存為 UTF-8 not UTF-8; save it as UTF-8 ({error})"
        ) from error
    except FileNotFoundError:
        raise LexiconError(f"{path}: 沒有這個檔案 there is no such file") from None
    except (OSError, ValueError) as error:
        raise LexiconError(f"{path}: 讀不到 cannot be read ({error})") from error


def given_toml(path: Path) -> dict[str, Any]:
    """Give a TOML file's table."""
    try:
        return tomllib.loads(given_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: 不是 TOML not valid TOML: {error}") from error


def given_rows(path: Path, *columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a CSV with its line; every column asked for is there, and holds a string."""
    yield from parse_rows(given_text(path), str(path), *columns)


def parse_rows(text: str, where: str, *columns: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a CSV's text with its line; `where` names it in errors."""
    reader = csv.DictReader(io.StringIO(text))
    if missing := [name for name in columns if name not in (reader.fieldnames or ())]:
        raise LexiconError(
            f"{where}: 欠缺欄位 no column {', '.join(missing)}; needed are {','.join(columns)}"
        )
    try:
        for row in reader:
            if any(row[name] is None for name in columns):
                raise LexiconError(f"{where} line {reader.line_num}: 欄數不對 columns are missing")
            yield reader.line_num, row
    except csv.Error as error:
        raise LexiconError(f"{where} line {reader.line_num}: 不是 CSV not CSV ({error})") from error


def given_lines(path: Path, *fields: str) -> Iterator[dict[str, Any]]:
    """Yield each object of a file of JSON lines (`.gz`: packed); every field asked for is there."""
    number = 0
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                row = json.loads(line)
                if not isinstance(row, dict) or (missing := [name for name in fields if name not in row]):
                    what = ", ".join(missing) if isinstance(row, dict) else "{}"
                    raise LexiconError(f"{path} line {number}: 欠缺 missing: {what}")
                yield row
    except FileNotFoundError:
        raise LexiconError(f"{path}: 沒有這個檔案 there is no such file") from None
    except (OSError, EOFError, ValueError) as error:
        raise LexiconError(f"{path} line {number}: 讀不到 cannot be read as JSON lines ({error})") from error
