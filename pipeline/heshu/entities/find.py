"""Entities by dictionary: every alias in one Aho-Corasick pass over the norm.

Latin aliases match whole words only.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from heshu.model.nouns import Entity, EntityLabel
from heshu.text.fold import fold

_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Names:
    """The automaton over all folded aliases, with the label and name that each stands for."""

    automaton: AhoCorasick
    meanings: list[tuple[EntityLabel, str]]


@lru_cache(maxsize=1)
def names() -> Names:
    """Read the dictionary, once."""
    aliases: list[str] = []
    meanings: list[tuple[EntityLabel, str]] = []
    with files("heshu.entities").joinpath("dictionary.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for alias in (row["name"], *filter(None, row["aliases"].split("|"))):
                aliases.append(fold(alias))
                meanings.append((row["label"], row["name"]))  # type: ignore[arg-type]  # a test checks the labels
    return Names(AhoCorasick(aliases, matchkind=MatchKind.LeftmostLongest), meanings)


def find(text: str, norm: str) -> list[Entity]:
    """Give the dictionary's entities in text order, non-overlapping, longest first."""
    known = names()
    found = []
    for index, start, end in known.automaton.find_matches_as_indexes(norm):
        if not _whole(norm, start, end):
            continue
        label, name = known.meanings[index]
        found.append(Entity(start, end, text[start:end], label, name))
    return found


def _whole(norm: str, start: int, end: int) -> bool:
    """Refuse a Latin alias inside a longer Latin word (SFC in SFCA)."""
    before = start > 0 and _LATIN.match(norm[start - 1]) and _LATIN.match(norm[start])
    after = end < len(norm) and _LATIN.match(norm[end]) and _LATIN.match(norm[end - 1])
    return not (before or after)
