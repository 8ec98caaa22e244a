"""What in a text can speak for a theme: words of a table, found on the norm, each counted by its place.

What stands first says what a column is about, so an occurrence counts less the further it is from the start of
the body, and never less than a fixed part; the title counts double.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, MatchKind

from heshu.text.segment import Cut, segmenter

_NEVER_LESS = 0.2
_FADING = 0.08  # halved about 12 characters after the start, as in a headline's length
_TITLE = 2.0


@dataclass(frozen=True, slots=True)
class Sample:
    """A text to be filed: its norm, and where its title ends (0 for none)."""

    norm: str
    title_end: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence: which entry, from where to where, and for how much it counts."""

    entry: int
    start: int
    end: int
    place: float


def place(start: int, title_end: int) -> float:
    """Give how much a word at `start` counts."""
    title = start < title_end
    into = start if title else start - title_end
    return (_TITLE if title else 1.0) * (_NEVER_LESS + (1 - _NEVER_LESS) / (1 + _FADING * into))


@lru_cache(maxsize=1)
def _cut() -> Cut:
    return segmenter()


def words(norm: str) -> Iterator[tuple[str, int]]:
    """Yield each word of two characters or more that is no number, with its start."""
    at = 0
    for word in _cut()(norm):
        if len(word) > 1 and not word.isspace() and not word[0].isdigit():
            yield word, at
        at += len(word)


def terms(sample: Sample, characters: bool = False) -> list[str]:
    """Give what the linear part reads: the words, those of the title twice; with `characters`, them and pairs."""
    found = []
    for word, start in words(sample.norm):
        found.append(word)
        if start < sample.title_end:
            found.append(word)
    if characters:
        norm = sample.norm
        found += [f"_{char}" for char in norm]
        found += [f"_{pair}" for pair in map("".join, pairwise(norm))]
    return found


class Finder:
    """Finds the entries of a table in a text, longest first; kept as a class because the automaton is built once."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Build the automaton over `entries` (folded words)."""
        self._entries = list(entries)
        self._automaton = AhoCorasick(self._entries, matchkind=MatchKind.LeftmostLongest)

    def hits(self, sample: Sample) -> list[Hit]:
        """Give the occurrences in text order; Latin entries and single characters only as whole words."""
        norm = sample.norm
        alone: set[tuple[int, int]] | None = None
        found = []
        for entry, start, end in self._automaton.find_matches_as_indexes(norm):
            if end - start == 1:
                alone = _single(norm) if alone is None else alone
                if (start, end) not in alone:
                    continue
            elif not _stands_free(norm, start, end):
                continue
            found.append(Hit(entry, start, end, place(start, sample.title_end)))
        return found


def _single(norm: str) -> set[tuple[int, int]]:
    at = 0
    spans = set()
    for word in _cut()(norm):
        if len(word) == 1:
            spans.add((at, at + 1))
        at += len(word)
    return spans


def _stands_free(norm: str, start: int, end: int) -> bool:
    """Say whether no Latin letter continues the match on a side where it has one itself."""
    left = start and _latin(norm[start]) and _latin(norm[start - 1])
    right = end < len(norm) and _latin(norm[end - 1]) and _latin(norm[end])
    return not (left or right)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
