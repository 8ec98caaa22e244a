"""The dictionary: `names/*.csv`, every alias in one Aho-Corasick pass over the norm.

A row is `name,label,aliases,context,code`: `aliases` always mean the name; those of `context` are also ordinary
words or somebody else's name (中電, 大和, 統一), so they count only beside evidence. `code` is a stock code.
Latin aliases match whole words only.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

from ahocorasick_rs import AhoCorasick, MatchKind

from heshu.errors import LexiconError
from heshu.model.nouns import EntityLabel
from heshu.text.fold import fold

TABLES = (
    "institutions", "companies_hk", "companies_tw", "places_hk", "places_china", "places_world",
    "indices", "laws", "products", "events", "people",
)  # fmt: skip

_LATIN = re.compile(r"[A-Za-z0-9]")
_COLUMNS = ["name", "label", "aliases", "context", "code"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing: its canonical name, label and stock code (empty without), and the table it stands in."""

    name: str
    label: EntityLabel
    code: str
    table: str


@dataclass(frozen=True, slots=True)
class Known:
    """A dictionary name in a text; `unsure` needs context before it counts."""

    start: int
    end: int
    entry: Entry
    unsure: bool


@dataclass(frozen=True, slots=True)
class Names:
    """The automaton over all folded aliases, what each means, and the entries by alias and by code."""

    automaton: AhoCorasick
    meanings: list[tuple[Entry, bool]]
    by_alias: dict[str, Entry]
    by_code: dict[str, Entry]


@lru_cache(maxsize=1)
def names() -> Names:
    """Read the tables, once. Raises LexiconError for an unknown label or column, or an alias that two rows claim."""
    meanings: dict[str, tuple[Entry, bool]] = {}
    by_code: dict[str, Entry] = {}
    for table in TABLES:
        for number, row in _rows(table):
            entry = Entry(row["name"], cast(EntityLabel, row["label"]), row["code"], table)
            unsure = [fold(alias) for alias in row["context"].split("|") if alias]
            sure = [fold(alias) for alias in (row["name"], *row["aliases"].split("|")) if alias]
            for alias in dict.fromkeys((*unsure, *sure)):
                if alias.isdecimal():
                    raise LexiconError(
                        f"names/{table}.csv line {number}: {alias} 是數字 is a number, not a name"
                    )
                if alias in meanings and meanings[alias][0] is not entry:
                    raise LexiconError(
                        f"names/{table}.csv line {number}: {alias} 重複 is claimed by two rows"
                    )
                meanings[alias] = (entry, alias in unsure)
            if entry.code:
                by_code.setdefault(entry.code, entry)
    automaton = AhoCorasick(list(meanings), matchkind=MatchKind.LeftmostLongest)
    by_alias = {alias: entry for alias, (entry, _) in meanings.items()}
    return Names(automaton, list(meanings.values()), by_alias, by_code)


def _rows(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    with files("heshu.entities").joinpath(f"names/{table}.csv").open(encoding="utf-8") as lines:
        reader = csv.DictReader(lines)
        if reader.fieldnames != _COLUMNS:
            raise LexiconError(f"names/{table}.csv: 欄位不對 the columns should be {','.join(_COLUMNS)}")
        for number, row in enumerate(reader, 2):
            if row["label"] not in get_args(EntityLabel):
                raise LexiconError(
                    f"names/{table}.csv line {number}: 沒有這個標籤 unknown label {row['label']}"
                )
            yield number, row


def matches(norm: str) -> list[Known]:
    """Give every dictionary name in `norm`, in order, leftmost longest."""
    known = names()
    found = []
    for index, start, end in known.automaton.find_matches_as_indexes(norm):
        if whole(norm, start, end):
            entry, unsure = known.meanings[index]
            found.append(Known(start, end, entry, unsure))
    return found


def entry_of(alias: str) -> Entry | None:
    """Give the entry that a printed name stands for, or None."""
    return names().by_alias.get(fold(alias))


def entry_of_code(code: str) -> Entry | None:
    """Give the listed company of a code: 388, 0388, 0388.HK, 2330.TW. A bare number is a Hong Kong code."""
    digits, _, market = code.partition(".")
    if not market:
        return names().by_code.get(f"{digits.lstrip('0').zfill(4)}.HK")
    if market == "HK":
        return names().by_code.get(f"{digits.lstrip('0').zfill(4)}.HK")
    return names().by_code.get(f"{digits}.{market}")


def whole(norm: str, start: int, end: int) -> bool:
    """Refuse a Latin name inside a longer Latin word (SFC in SFCA)."""
    before = start > 0 and _LATIN.match(norm[start - 1]) and _LATIN.match(norm[start])
    after = end < len(norm) and _LATIN.match(norm[end]) and _LATIN.match(norm[end - 1])
    return not (before or after)
