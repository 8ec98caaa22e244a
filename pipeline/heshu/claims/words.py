"""The lexicons of claims as tables that scan: which words stand where in the norm.

Each lexicon is one automaton; at every place the longest word wins, and a row's guards (what may or may not
stand right before and after) settle whether it counts there.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from ahocorasick_rs import AhoCorasick, MatchKind

from heshu.lexicon import Norm, load_rows


class Guarded(Protocol):
    """A lexicon row: words of one meaning, and what must not stand beside them."""

    @property
    def words(self) -> tuple[Norm, ...]: ...  # noqa: D102  # the protocol's docstring says it
    @property
    def only_before(self) -> tuple[Norm, ...]: ...  # noqa: D102
    @property
    def never_before(self) -> tuple[Norm, ...]: ...  # noqa: D102
    @property
    def never_after(self) -> tuple[Norm, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that show a claim type, or how surely it is said; `figure` needs a figure in the clause, `bare` none."""

    words: tuple[Norm, ...]
    example: Norm
    types: tuple[str, ...] = ()
    modality: str = ""
    figure: bool = False
    bare: bool = False
    only_before: tuple[Norm, ...] = ()
    never_before: tuple[Norm, ...] = ()
    never_after: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """Words that hand the floor over; `direct` ones need no comma after them."""

    words: tuple[Norm, ...]
    example: Norm
    kind: str
    direct: bool = False
    only_before: tuple[Norm, ...] = ()
    never_before: tuple[Norm, ...] = ()
    never_after: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who may speak without a name; `author` is the columnist."""

    words: tuple[Norm, ...]
    example: Norm
    author: bool = False
    only_before: tuple[Norm, ...] = ()
    never_before: tuple[Norm, ...] = ()
    never_after: tuple[Norm, ...] = ()


@dataclass(frozen=True, slots=True)
class Join:
    """Words that tie a stretch between commas to its neighbour; see joins.toml for the roles."""

    words: tuple[Norm, ...]
    example: Norm
    role: str
    only_before: tuple[Norm, ...] = ()
    never_before: tuple[Norm, ...] = ()
    never_after: tuple[Norm, ...] = ()


Hit = tuple[int, int, Guarded]
"""Where a word stands, and its row."""


@dataclass(frozen=True, slots=True)
class Table:
    """One lexicon, ready to scan; several rows may share a word, and each is judged by its own guards."""

    automaton: AhoCorasick
    rows: tuple[tuple[Guarded, ...], ...]

    def scan(self, norm: str) -> list[Hit]:
        """Give every word of the lexicon in `norm` that its guards let stand, in text order."""
        found: list[Hit] = []
        at = 0
        matches = self.automaton.find_matches_as_indexes(norm, overlapping=True)
        for start, reach, number in sorted([(start, -end, number) for number, start, end in matches]):
            if start < at:
                continue
            end = -reach
            for row in self.rows[number]:
                if stands(row, norm, start, end):
                    found.append((start, end, row))
                    at = end
                    break
        return found


def stands(row: Guarded, norm: str, start: int, end: int) -> bool:
    """Say whether a row's guards let its word stand at `norm[start:end]`."""
    if row.only_before and not norm.startswith(row.only_before, end):
        return False
    if row.never_before and norm.startswith(row.never_before, end):
        return False
    return not (row.never_after and norm.endswith(row.never_after, 0, start))


def table(*lexicons: tuple[Guarded, ...]) -> Table:
    """Make one table of several lexicons' rows; earlier rows are asked first where words are the same."""
    by_word: dict[str, list[Guarded]] = {}
    for row in (row for rows in lexicons for row in rows):
        for word in row.words:
            by_word.setdefault(word, []).append(row)
    automaton = AhoCorasick(list(by_word), matchkind=MatchKind.Standard)
    return Table(automaton, tuple(tuple(rows) for rows in by_word.values()))


@lru_cache(maxsize=1)
def cues() -> Table:
    """Give the cues of claim types and modality, masked by not_cues.toml."""
    return table(load_rows("heshu.claims", "cues.toml", Cue), load_rows("heshu.claims", "not_cues.toml", Cue))


@lru_cache(maxsize=1)
def speech() -> Table:
    """Give the words that hand the floor over."""
    return table(load_rows("heshu.claims", "speech.toml", Speech))


@lru_cache(maxsize=1)
def voices() -> Table:
    """Give the unnamed voices and the author's."""
    return table(load_rows("heshu.claims", "voices.toml", Voice))


@dataclass(frozen=True, slots=True)
class Joins:
    """joins.toml by role."""

    whole: frozenset[str]
    closing: tuple[str, ...]
    speech: tuple[str, ...]
    opening: "re.Pattern[str]"
    restates: "re.Pattern[str]"
    comment: "re.Pattern[str]"


@lru_cache(maxsize=1)
def joins() -> Joins:
    """Read joins.toml, once."""
    rows = load_rows("heshu.claims", "joins.toml", Join)
    of = {row.role: row for row in rows}
    said = load_rows("heshu.claims", "speech.toml", Speech)
    return Joins(
        whole=frozenset(of["whole"].words),
        closing=of["closing"].words,
        speech=tuple(word for row in said if row.kind != "hearsay" for word in row.words),
        opening=_starts(of["opening"]),
        restates=_starts(of["restates"]),
        comment=_starts(of["comment"]),
    )


def _starts(row: Join) -> "re.Pattern[str]":
    longest_first = sorted(row.words, key=len, reverse=True)
    words = "|".join(map(re.escape, longest_first))
    never = f"(?!{'|'.join(map(re.escape, row.never_before))})" if row.never_before else ""
    return re.compile(f"(?:{words}){never}")
