"""What in a text can speak for a theme: words of a table, found on the norm, each counted by its place.

What stands first says what a column is about, so an occurrence counts less the further it is from the start of
the body, and never less than a fixed part; the title counts double.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

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


def place(start: int, title_end: int) -> float:
    """Give how much a word at `start` counts."""
    title = start < title_end
    into = start if title else start - title_end
    return (_TITLE if title else 1.0) * (_NEVER_LESS + (1 - _NEVER_LESS) / (1 + _FADING * into))


@lru_cache(maxsize=1)
def _cut() -> Cut:
    return segmenter()


@lru_cache(maxsize=1)
def cut(norm: str) -> tuple[str, ...]:
    """Cut a norm into its words; together they are the norm. The text in hand is cut once for all that ask."""
    return tuple(_cut()(norm))


@lru_cache(maxsize=1)
def words(norm: str) -> tuple[tuple[str, int], ...]:
    """Give each word of two characters or more that is no number, with its start."""
    pieces = cut(norm)
    starts = accumulate(map(len, pieces), initial=0)
    return tuple(
        [
            (word, start)
            for word, start in zip(pieces, starts, strict=False)
            if len(word) > 1 and not word.isspace() and not word[0].isdigit()
        ]
    )


def parts(name: str) -> list[str]:
    """Cut a name into its words of two characters or more."""
    return [word for word in _cut()(name) if len(word) > 1]


def terms(sample: Sample, characters: bool = False) -> list[str]:
    """Give what the linear part reads: words, those of the title twice; with `characters`, them and their pairs too."""
    pieces = list(cut(sample.norm))
    found = pieces + title_words(pieces, sample.title_end)
    found = [word for word in found if len(word) > 1 and not word.isspace() and not word[0].isdigit()]
    if characters:
        norm = sample.norm
        found += [f"_{char}" for char in norm]
        found += [f"_{pair}" for pair in map("".join, pairwise(norm))]
    return found


def title_words(pieces: Sequence[str], title_end: int) -> list[str]:
    """Give the leading pieces that begin in the title."""
    at = 0
    for number, piece in enumerate(pieces):
        if at >= title_end:
            return list(pieces[:number])
        at += len(piece)
    return list(pieces) if title_end else []


class Finder:
    """Finds the entries of a table in a text, longest first; a class because the automaton is built once."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Build the automaton over `entries` (folded words)."""
        known = list(entries)
        self._automaton = AhoCorasick(known, matchkind=MatchKind.LeftmostLongest)
        self._single = [len(entry) == 1 for entry in known]
        self._latin = [_latin(entry[0]) or _latin(entry[-1]) for entry in known]
        self._anywhere = [
            not (single or latin) for single, latin in zip(self._single, self._latin, strict=True)
        ]

    def hits(self, norm: str, pieces: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield (entry, start, end) in text order; Latin entries and single characters only as whole words."""
        alone: set[int] | None = None
        for entry, start, end in self._automaton.find_matches_as_indexes(norm):
            if self._anywhere[entry]:
                yield entry, start, end
                continue
            if self._single[entry]:
                alone = _alone(pieces) if alone is None else alone
                if start not in alone:
                    continue
            elif self._latin[entry] and not _stands_free(norm, start, end):
                continue
            yield entry, start, end


def _alone(pieces: Sequence[str]) -> set[int]:
    """Give the starts of the words of one character."""
    at = 0
    starts = set()
    for piece in pieces:
        if len(piece) == 1:
            starts.add(at)
        at += len(piece)
    return starts


def _stands_free(norm: str, start: int, end: int) -> bool:
    """Say whether no Latin letter continues the match on a side where it has one itself."""
    left = start and _latin(norm[start]) and _latin(norm[start - 1])
    right = end < len(norm) and _latin(norm[end - 1]) and _latin(norm[end])
    return not (left or right)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
