"""What a figure is, in one letter, and which nouns it goes with: 宗 counts cases, 呎價 is money per unit."""

from dataclasses import dataclass
from functools import lru_cache

import numpy
from numpy.typing import NDArray

from heshu.lexicon import Norm, load_rows
from heshu.links.outline import HEADS, HeadRow
from heshu.text.fold import fold

_KINDS = {
    "money": "$", "percent": "%", "index": "i", "ratio": "t", "duration": "d", "area": "a", "length": "w",
    "weight": "w", "volume": "w", "energy": "w", "power": "w", "data": "w", "temperature": "w", "speed": "w",
    "rank": "R", "score": "s", "other": "y", "count": "k",
}  # fmt: skip
LETTERS = "^$/%bpfitdawRsykcohgvxl"
"""`^` no figure, `$` money, `/` money per unit, `%` percent, `b` a change in percent, `p` points, `f` fractions, `t`
times, `k` a count; those of `units.toml`."""
SUITS = "0+~-zneV"
"""How a noun goes with a figure: `+` fits, `~` the figure may be a share or a change of it, `-` does not; `z` a change
itself (升幅), `n` any noun, `e` a name, `V` a verb, `0` no noun."""
_CHANGING = "%bptf"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """Units that count one kind of noun; `letter` stands for them in `fits`."""

    letter: str
    units: tuple[Norm, ...]
    example: Norm


@lru_cache(maxsize=1)
def units() -> dict[str, str]:
    """Read `units.toml`: the letter of each folded unit."""
    rows = load_rows("heshu.links", "units.toml", UnitRow)
    return {unit: row.letter for row in rows for unit in row.units}


@lru_cache(maxsize=4096)
def kind_of(kind: str, unit: str | None, per: bool, changes: bool) -> int:
    """Say what a figure is, as a place in `LETTERS`."""
    letter = units().get(fold(unit)) if unit and kind in ("count", "percent", "ratio") else None
    if letter is None:
        letter = "/" if per else "b" if kind == "percent" and changes else _KINDS[kind]
    return LETTERS.index(letter)


@lru_cache(maxsize=1)
def fits() -> NDArray[numpy.intp]:
    """Say for each of `LETTERS`, and each of `HEADS`, how they go together, as a place in `SUITS`."""
    table = numpy.zeros((len(LETTERS), len(HEADS)), dtype="intp")
    for head in "neV":
        table[:, HEADS.index(head)] = SUITS.index(head)
    for row in load_rows("heshu.links", "heads.toml", HeadRow):
        for place, letter in enumerate(LETTERS):
            suit = (
                "+" if letter in row.fits else "z" if row.head == "z" else "~" if letter in _CHANGING else "-"
            )
            table[place, HEADS.index(row.head)] = SUITS.index(suit)
    return table
