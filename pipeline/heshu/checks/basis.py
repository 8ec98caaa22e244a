"""What a change is stated against (按年, 按季, 环比, 月增), and how far apart two periods stand, in months."""

import re
from dataclasses import dataclass
from typing import Literal

from heshu.checks.column import SIGNS, Column

Against = Literal["年", "季", "月", "previous"]
APART: dict[Against, int] = {"年": 12, "季": 3, "月": 1}
"""How many months before a period the one is that a basis word names; 環比 names the one right before, as long."""

# 今年增 and 連月升 are times; 按年率 and 按月供 are other words.
_SHORT = r"(?<![今去前每翌全逐历连当同首半上下数明后来本几多个周近\d])[年季月][增减升跌涨挫降]"
_WORD = re.compile(rf"按(?:年|季|月)(?![率利化供])|[年季月]比|同比|环比|{_SHORT}")
_TAIL = re.compile(rf"[^{SIGNS}，,。；;、！？\n]{{0,10}}")
_JOINED = re.compile(r"(?:按[年季月]|[年季月同环]比)[及和与、或]$")
_MONTH = re.compile(r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class Basis:
    """A basis word: where it stands in the shape of a column, and what it names."""

    start: int
    end: int
    against: Against


def basis_of(column: Column, place: int) -> Basis | None:
    """Give the basis word of the change at a place of the shape: the last in its clause, of it alone (no 分別)."""
    words = list(_WORD.finditer(column.shape, max(0, place - 16), place))
    if not words:
        return None
    word = words[-1]
    tail = column.shape[word.end() : place]
    if not _TAIL.fullmatch(tail) or "分别" in tail or _JOINED.search(column.shape[: word.start()][-4:]):
        return None
    sign = word[0][1] if word[0].startswith("按") else word[0][0]
    against: Against = (
        "年" if sign in "年同" else "季" if sign == "季" else "月" if sign == "月" else "previous"
    )
    return Basis(word.start(), word.end(), against)


def months_of(edtf: str) -> tuple[int, int] | None:
    """Give the first month (counted from year 0) of a period and its length in months; None for days and open ends."""
    first, _, last = edtf.partition("/")
    opening, closing = _MONTH.fullmatch(first), _MONTH.fullmatch(last or first)
    if opening is None or closing is None:
        return None
    start = int(opening["year"]) * 12 + int(opening["month"] or 1) - 1
    end = int(closing["year"]) * 12 + int(closing["month"] or 12)
    return (start, end - start) if end > start else None


def months_before(edtf: str, months: int) -> str | None:
    """Give the EDTF of the period so many months before one; None for days, and for a year not moved by years."""
    if months_of(edtf) is None:
        return None
    moved = []
    for part in edtf.split("/"):
        found = _MONTH.fullmatch(part)
        assert found is not None
        if found["month"] is None:
            if months % 12:
                return None
            moved.append(f"{int(found['year']) - months // 12:04}")
        else:
            year, month = divmod(int(found["year"]) * 12 + int(found["month"]) - 1 - months, 12)
            moved.append(f"{year:04}-{month + 1:02}")
    return "/".join(moved)
