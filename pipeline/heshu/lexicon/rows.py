"""Typed rows from a TOML lexicon; what rules match on is folded here, once.

A row type is a frozen dataclass. Fields annotated `Norm` or `tuple[Norm, ...]` are folded; the others stay
as written. Every row type has an `example`, a sentence that shows the row; the tests run it.
"""

import tomllib
from dataclasses import MISSING, fields
from importlib.resources import files
from typing import Any, NewType, TypeVar, get_type_hints

from heshu.errors import LexiconError
from heshu.text.fold import fold

Norm = NewType("Norm", str)
Row = TypeVar("Row")


def load_rows(package: str, name: str, row: type[Row]) -> tuple[Row, ...]:
    """Read every `[[row]]` of the lexicon `name` in `package` (such as `heshu.figures`, `units.toml`).

    Raises LexiconError, naming the file and the row, where a field is missing, unknown or of another type.
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return parse_rows(text, row, where=f"{package}/{name}")


def parse_rows(text: str, row: type[Row], *, where: str) -> tuple[Row, ...]:
    """Read every `[[row]]` of a lexicon's text; `where` names it in errors."""
    try:
        tables = tomllib.loads(text).get("row", [])
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{where}: 不是 TOML not valid TOML: {error}") from error
    return tuple(_row(table, row, f"{where} row {number}") for number, table in enumerate(tables, 1))


def _row(table: dict[str, Any], row: type[Row], where: str) -> Row:
    hints = get_type_hints(row)
    known = {f.name: f for f in fields(row)}  # type: ignore[arg-type]  # a dataclass, by contract
    if unknown := sorted(table.keys() - known.keys()):
        raise LexiconError(
            f"{where}: 沒有這個欄位 unknown field {', '.join(unknown)}; known are {', '.join(known)}"
        )
    for name, f in known.items():
        if name not in table and f.default is MISSING and f.default_factory is MISSING:
            raise LexiconError(f"{where}: 欠缺欄位 the field {name} is missing")
    return row(
        **{name: _value(value, hints[name], f"{where}, field {name}") for name, value in table.items()}
    )


def _value(value: Any, hint: Any, where: str) -> Any:
    if hint is Norm:
        _require(isinstance(value, str), where, "a string")
        return fold(value)
    if hint == tuple[Norm, ...]:
        _require(
            isinstance(value, list) and all(isinstance(v, str) for v in value), where, "a list of strings"
        )
        return tuple(fold(v) for v in value)
    if hint == tuple[str, ...]:
        _require(
            isinstance(value, list) and all(isinstance(v, str) for v in value), where, "a list of strings"
        )
        return tuple(value)
    if isinstance(hint, type):
        _require(isinstance(value, hint), where, hint.__name__)
    return value


def _require(held: bool, where: str, wanted: str) -> None:
    if not held:
        raise LexiconError(f"{where}: 值的種類不對 it should be {wanted}")
