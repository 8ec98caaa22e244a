"""What marks an article against the background: TF-IDF of its words and names, names kept whole."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import pairwise
from math import log

from heshu.model.nouns import Keyword
from heshu.themes.background import background
from heshu.themes.evidence import parts, words

_MOST = 10
_PHRASE_TIMES = 3
_PHRASE_SHARE = 0.6
_PHRASE_LONGEST = 8
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿两半]")


def keywords(
    text: str, norm: str, title_end: int = 0, names: Iterable[tuple[int, int]] = ()
) -> list[Keyword]:
    """Give at most ten terms as printed, best first; a score is the term's part of all they score together.

    `names` are spans to be kept whole (entities). Two words that stand together three times, and seldom apart,
    are kept whole too. A term that stands once, outside the title, is no keyword unless nothing stands twice.
    """
    spans = _units(norm, sorted(names))
    found = [norm[start:end] for start, end in spans]
    counts = Counter(found)
    counts.update(found[: bisect_left(spans, (title_end,))])  # a word of the title counts twice
    first = dict(zip(reversed(found), reversed(spans), strict=True))
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
    inside = [(word, start, start + len(word)) for word, start in words(norm) if _noun_like(word)]
    if names:
        named = {at for a, b in names for at in range(a, b)}
        inside = [unit for unit in inside if unit[1] not in named and unit[2] - 1 not in named]
    singles = Counter([word for word, _, _ in inside])
    often = [word for word, count in singles.items() if count >= _PHRASE_TIMES]
    joined = _joined(inside, singles, frozenset(often)) if len(often) > 1 else {}
    units = [span for span in names if span[1] - span[0] > 1]
    after = 0
    for _, start, end in inside:
        if start >= after:
            after = joined.get(start, end)
            units.append((start, after))
    return sorted(units)


def _joined(
    inside: list[tuple[str, int, int]], singles: Counter[str], often: frozenset[str]
) -> dict[int, int]:
    """Give where each phrase starts and ends: two words side by side that stand together often, and seldom apart."""
    beside = [
        (one, other, start, end)
        for (one, start, middle), (other, begin, end) in pairwise(inside)
        if middle == begin and one in often and other in often and end - start <= _PHRASE_LONGEST
    ]
    pairs = Counter([(one, other) for one, other, _, _ in beside])
    return {
        start: end
        for one, other, start, end in beside
        if (together := pairs[one, other]) >= _PHRASE_TIMES
        and together >= _PHRASE_SHARE * min(singles[one], singles[other])
    }


@lru_cache(maxsize=1 << 16)
def _noun_like(word: str) -> bool:
    return word.isalnum() and not word.isdecimal() and (len(word) > 2 or _NUMERAL.search(word) is None)
