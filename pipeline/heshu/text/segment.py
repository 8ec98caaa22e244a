"""Word segmentation of folded text: two engines of one algorithm behind one function type.

`rjieba` (Rust) does the daily work; pure-Python `jieba`, an order of magnitude slower, is the reference that
the tests hold it against. Both get the domain words of `words.toml` in the same way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from heshu.errors import OptionError
from heshu.lexicon import Norm, load_rows

Cut = Callable[[str], list[str]]
"""Cuts folded text into words; their concatenation is the text."""

Engine = Literal["rjieba", "jieba"]


@dataclass(frozen=True, slots=True)
class DomainWord:
    """A word to be kept whole; `freq` is its weight in the dictionary (higher binds more)."""

    word: Norm
    example: Norm
    freq: int = 2000


@lru_cache(maxsize=1)
def domain_words() -> tuple[DomainWord, ...]:
    """Read `words.toml`, once."""
    return load_rows("heshu.text", "words.toml", DomainWord)


@lru_cache(maxsize=2)
def segmenter(engine: Engine = "rjieba") -> Cut:
    """Give the cut function of `engine`, loaded once. Raises OptionError for another name."""
    if engine == "rjieba":
        return _rust()
    if engine == "jieba":
        return _reference()
    raise OptionError(f"{engine}: 沒有這個分詞器 no such segmentation engine: use rjieba or jieba")


def is_word(norm: str) -> bool:
    """Tell whether the dictionary has a word, folded; the cut function also joins characters that it has not."""
    return bool(_dictionary().has_word(norm))


@lru_cache(maxsize=1 << 12)
def is_name(norm: str) -> bool:
    """Tell whether the dictionary has a word, folded, as the name of a person or place: 马里, 弗里茨."""
    tagged = _dictionary().tag(norm)
    return len(tagged) == 1 and tagged[0][1].startswith(("nr", "ns"))


def _rust() -> Cut:
    cut: Cut = _dictionary().cut
    return cut


@lru_cache(maxsize=1)
def _dictionary() -> Any:  # rjieba.Jieba: the package has no types
    import rjieba

    dictionary = rjieba.Jieba()
    for word in domain_words():
        dictionary.add_word(word.word, word.freq, "n")
    return dictionary


def _reference() -> Cut:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    dictionary = jieba.Tokenizer()
    for word in domain_words():
        dictionary.add_word(word.word, word.freq, "n")
    cut: Cut = dictionary.lcut
    return cut
