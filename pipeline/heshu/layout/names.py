"""How like a person's name a few characters are: 陳大文, 歐陽可風, 陳方安生, Peter Chan.

Scores: 2 and more is surely a name, 1 and more may stand as one in a by-line's place, below 0 is none.
All functions take the norm.
"""

import re

import rjieba

from heshu.layout.words import surnames, words

_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_LATIN_WORD = r"(?:[A-Z][A-Za-z]{0,20}(?:['’\-]?[A-Za-z]{1,20})|[A-Z]\.)"
_LATIN_NAME = re.compile(
    rf"(?:(?:Dr|Prof|Mr|Ms|Mrs|Sir)\.?\s{{1,9}})?{_LATIN_WORD}(?:\s{{1,9}}{_LATIN_WORD}){{1,3}}"
)
_LATIN_PLACES = frozenset(
    {"Hong Kong", "New York", "United States", "United Kingdom", "Wall Street", "Greater Bay Area"}
)
_BOTH = re.compile(r"([\u3400-\u9fff]{2,4})\s{0,9}[（(]?([A-Z][A-Za-z.'’\- ]{1,30})[)）]?")


def name_score(norm: str) -> float:
    """Score one person's name, without honorific."""
    if both := _BOTH.fullmatch(norm):
        return han_score(both[1]) + 0.5
    if _HAN_NAME.fullmatch(norm):
        return han_score(norm)
    if _LATIN_NAME.fullmatch(norm) and norm not in _LATIN_PLACES:
        return 2.0
    return -2.0


def han_score(norm: str) -> float:
    """Score two to four Chinese characters: surname, length, characters that no given name has, dictionary words."""
    score = _surname_score(norm)
    if any(character in words("not_in_names") for character in norm[1:]):
        score -= 2
    if norm.endswith(words("column_end")):
        score -= 1
    if is_word(norm):
        score -= 2
    return score


def is_word(norm: str) -> bool:
    """Whether the dictionary has it as one word that is no person's name."""
    tagged = rjieba.tag(norm, False)
    return len(tagged) == 1 and tagged[0][1] != "nr"


def strip_honorific(norm: str) -> int:
    """Give the length of a name without the honorific after it: 陳大文博士 gives 3."""
    for word in words("honorific"):
        if norm.endswith(word) and len(norm) - len(word) >= 2:
            return len(norm[: -len(word)].rstrip())
    return len(norm)


def _surname_score(norm: str) -> float:
    likely, word = surnames("likely"), surnames("word")
    if norm[:2] in surnames("double"):
        return 2.5 if 3 <= len(norm) <= 4 else 0.0
    first = 1.0 if norm[0] in likely else 0.7 if norm[0] in word else -1.5
    if norm[0] in word and len(norm) == 3 and is_word(norm[:2]):
        first -= 1.2
    if len(norm) == 3:
        return first + 1.3
    if len(norm) == 2:
        return first
    married = norm[0] in likely and (norm[1] in likely or norm[1] in word)
    return 0.6 if married else -1.5
