"""What stands after a numeral and says of what it is: one table of units, measure words and currencies."""

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from heshu.figures.patterns import lengths_by_first
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import FigureKind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A row of `units.toml`."""

    names: tuple[Norm, ...]
    kind: str
    unit: str
    rule: str
    example: str
    factor: str = "1"
    unless: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureWordRow:
    """A row of `measure_words.toml`."""

    word: Norm
    example: str
    after: str = "any"
    unless: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class CurrencyRow:
    """A row of `money.toml`."""

    code: str
    suffixes: tuple[Norm, ...]
    prefixes: tuple[Norm, ...]
    example: str
    factor: str = "1"


@dataclass(frozen=True, slots=True)
class Unit:
    """What a word after a numeral means. `code` None: the unit is what is printed (宗), or unsaid (元)."""

    word: str
    kind: FigureKind
    code: str | None
    factor: Decimal
    rule: str
    many: bool = False
    """Only after Arabic digits or a number of ten and more."""
    unless: tuple[str, ...] = ()
    """What follows where the word is another one: 三成员."""


class UnitMatch(NamedTuple):
    """A unit where it stands in a norm."""

    unit: Unit
    start: int
    end: int


class Lexicon(NamedTuple):
    """The units by name, how long those of a first character are, and the currency marks before a number."""

    units: dict[str, Unit]
    lengths: dict[str, tuple[int, ...]]
    prefixes: dict[str, str]
    prefix_lengths: dict[str, int]


def match_unit(norm: str, at: int) -> UnitMatch | None:
    """Give the longest unit that stands at `at`, or after a few spaces there (odd print)."""
    start = at
    while start < at + 4 and norm[start : start + 1] == " ":
        start += 1
    unit = longest(norm, start)
    if unit is None:
        return None
    end = start + len(unit.word)
    if unit.unless and norm.startswith(unit.unless, end):
        return None
    last = norm[end - 1]
    if last.isascii() and last.isalpha() and norm[end : end + 1].isascii() and norm[end : end + 1].isalnum():
        return None
    return UnitMatch(unit, start, end)


def longest(norm: str, start: int) -> Unit | None:
    """Give the longest unit whose name stands at `start`, whatever follows it."""
    table = lexicon()
    for length in table.lengths.get(norm[start : start + 1], ()):
        if (unit := table.units.get(norm[start : start + length])) is not None:
            return unit
    return None


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the three lexicons, once."""
    units: dict[str, Unit] = {}
    for word in load_rows("heshu.figures", "measure_words.toml", MeasureWordRow):
        units[word.word] = Unit(
            word.word, "count", None, Decimal(1), "count.measure_word", word.after == "many", word.unless
        )
    for row in load_rows("heshu.figures", "units.toml", UnitRow):
        for name in row.names:
            kind = cast(FigureKind, row.kind)
            units[name] = Unit(name, kind, row.unit or None, Decimal(row.factor), row.rule, False, row.unless)
    prefixes: dict[str, str] = {}
    for currency in load_rows("heshu.figures", "money.toml", CurrencyRow):
        for name in currency.suffixes:
            factor = Decimal(currency.factor)
            rule = "money.suffix" if factor == 1 else "money.cents"
            units[name] = Unit(name, "money", currency.code or None, factor, rule)
        prefixes.update(dict.fromkeys(currency.prefixes, currency.code))
    lengths: dict[str, int] = {}
    for prefix in prefixes:
        lengths[prefix[-1]] = max(lengths.get(prefix[-1], 0), len(prefix))
    return Lexicon(units, lengths_by_first(units), prefixes, lengths)
