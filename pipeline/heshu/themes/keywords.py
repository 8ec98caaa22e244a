"""What marks an article against the background: TF-IDF of its words and names, names kept whole."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import log

from heshu.model.nouns import Keyword
from heshu.themes.background import background
from heshu.themes.evidence import parts, words

_MOST = 10
_PHRASE_TIMES = 3
_PHRASE_SHARE = 0.6
_TITLE_TIMES = 2
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿两半]")


def keywords(
    text: str, norm: str, title_end: int = 0, names: Iterable[tuple[int, int]] = ()
) -> list[Keyword]:
    """Give at most ten terms as printed, best first; a score is the term's part of all they score together.

    `names` are spans to be kept whole (entities). Two words that stand together three times, and seldom apart,
    are kept whole too. A term that stands once, outside the title, is no keyword unless nothing stands twice.
    """
    spans = _units(norm, sorted(names))
    counts: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for start, end in spans:
        word = norm[start:end]
        counts[word] += _TITLE_TIMES if start < title_end else 1
        first.setdefault(word, (start, end))
    usual = background()
    repeated = {word for word, count in counts.items() if count > 1} or set(counts)
    plain = {word for word, _ in words(norm)}
    scores = {
        word: (1 + log(counts[word])) * (usual.rarity(word) if word in plain else _rarity(usual.rarity, word))
        for word in repeated
    }
    best = sorted(scores, key=lambda word: (-scores[word], first[word]))[:_MOST]
    whole = sum(scores[word] for word in best) or 1.0
    return [Keyword(text[first[word][0] : first[word][1]], round(scores[word] / whole, 3)) for word in best]


def _rarity(rarity: Callable[[str], float], word: str) -> float:
    """Give how rare a unit is; a name that the background lacks is as rare as its commonest word allows, and a bit."""
    inner = parts(word)
    if len(inner) < 2:
        return rarity(word)
    return max(min(rarity(part) for part in inner) + 1.0, min(rarity(word), 8.0))


def _units(norm: str, names: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the spans that can be keywords: names, repeated phrases, and the words outside both."""
    named = {at for a, b in names for at in range(a, b)}
    inside = [
        (start, start + len(word))
        for word, start in words(norm)
        if _noun_like(word) and start not in named and start + len(word) - 1 not in named
    ]
    singles = Counter(norm[a:b] for a, b in inside)
    pairs = Counter(norm[a:d] for (a, b), (c, d) in pairwise(inside) if b == c and d - a <= 8)
    units = [span for span in names if span[1] - span[0] > 1]
    at = 0
    while at < len(inside):
        a, b = inside[at]
        if at + 1 < len(inside) and inside[at + 1][0] == b:
            end = inside[at + 1][1]
            together = pairs[norm[a:end]]
            if together >= _PHRASE_TIMES and together >= _PHRASE_SHARE * min(
                singles[norm[a:b]], singles[norm[b:end]]
            ):
                units.append((a, end))
                at += 2
                continue
        units.append((a, b))
        at += 1
    return sorted(units)


def _noun_like(word: str) -> bool:
    return word.isalnum() and not word.isdecimal() and (len(word) > 2 or _NUMERAL.search(word) is None)
