"""The words and surnames that the layout goes by, read once from the TOML files beside this one."""

from dataclasses import dataclass
from functools import lru_cache

from heshu.lexicon import Norm, load_rows


@dataclass(frozen=True, slots=True)
class WordRow:
    """A named list of words; `example` has one of them in place."""

    name: str
    words: tuple[Norm, ...]
    example: str


@dataclass(frozen=True, slots=True)
class SurnameRow:
    """Surnames of one kind (`likely`, `word`, `double`); `example` is a name with one of them."""

    kind: str
    surnames: tuple[Norm, ...]
    example: str


@lru_cache(maxsize=1)
def word_rows() -> tuple[WordRow, ...]:
    """Give every word list."""
    return load_rows("heshu.layout", "words.toml", WordRow)


@lru_cache(maxsize=1)
def surname_rows() -> tuple[SurnameRow, ...]:
    """Give every list of surnames."""
    return load_rows("heshu.layout", "surnames.toml", SurnameRow)


@lru_cache(maxsize=16)
def words(name: str) -> tuple[str, ...]:
    """Give the words of one list, folded."""
    return tuple(word for row in word_rows() if row.name == name for word in row.words)


@lru_cache(maxsize=4)
def surnames(kind: str) -> frozenset[str]:
    """Give the surnames of one kind, folded."""
    return frozenset(name for row in surname_rows() if row.kind == kind for name in row.surnames)
