"""Reference tables: a CSV of periods and values, and a TOML beside it that says what they are of.

`unemployment.toml` has `measure`, `unit` and `source`, and may have `aliases`, `geography`, `geography_aliases`, `per`
(a rate: units for one of `per`) and `change` (growth, signed). `unemployment.csv` has the columns `period` (EDTF),
`value` and, if known, `released`. Two rows of one period are a first release and its revision.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from heshu.errors import LexiconError
from heshu.given import given_files, given_rows, given_toml
from heshu.model.quantity import is_held
from heshu.text.fold import fold


@dataclass(frozen=True, slots=True)
class Row:
    """One value of a period, as released on a day (or on a day that is not known)."""

    period: str
    value: Decimal
    released: date | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One measure of one place. `names` and `places` are folded; a `change` table holds growth, signed."""

    id: str
    measure: str
    names: tuple[str, ...]
    unit: str
    source: str
    rows: tuple[Row, ...]
    geography: str | None = None
    places: tuple[str, ...] = ()
    per: str | None = None
    change: bool = False

    def of(self, period: str) -> tuple[Row, ...]:
        """Give the rows of a period, the first release first."""
        found = [row for row in self.rows if row.period == period]
        return tuple(sorted(found, key=lambda row: row.released or date.min))


def read_tables(folder: str | Path) -> tuple[Table, ...]:
    """Read every TOML of a folder with its CSV, by name. Raises LexiconError, naming the file, for a bad one."""
    return tuple(_table(path) for path in given_files(Path(folder), "*.toml"))


def _table(path: Path) -> Table:
    head = given_toml(path)
    try:
        measure, unit, source = (str(head[name]) for name in ("measure", "unit", "source"))
    except KeyError as error:
        raise LexiconError(f"{path}: 欠缺欄位 the field {error.args[0]} is missing") from error
    places = [head["geography"], *head.get("geography_aliases", [])] if head.get("geography") else []
    return Table(
        id=path.stem,
        measure=measure,
        names=tuple(
            sorted({fold(name) for name in (measure, *head.get("aliases", []))}, key=len, reverse=True)
        ),
        unit=unit,
        source=source,
        rows=_rows(path.with_suffix(".csv")),
        geography=head.get("geography"),
        places=tuple(fold(place) for place in places),
        per=head.get("per"),
        change=bool(head.get("change", False)),
    )


def _rows(path: Path) -> tuple[Row, ...]:
    rows = []
    for number, line in given_rows(path, "period", "value"):
        try:
            released = line.get("released")
            rows.append(
                Row(
                    line["period"].strip(),
                    _value(line["value"]),
                    date.fromisoformat(released) if released else None,
                )
            )
        except (InvalidOperation, ValueError) as error:
            raise LexiconError(
                f"{path} line {number}: 值不對 period, value or released is not as it should be"
            ) from error
    return tuple(rows)


def _value(text: str) -> Decimal:
    value = Decimal(text.strip())
    if not is_held(value):
        raise ValueError(f"{text}: 超出範圍 out of range")
    return value
