"""Themes by their seed words: each counts by its weight and, less and less, by how often it stands there."""

from functools import lru_cache
from math import exp, log

from ahocorasick_rs import AhoCorasick, MatchKind

from heshu.model.nouns import Theme
from heshu.themes.taxonomy import seeds

_AT_LEAST = 0.15
_MOST = 3
_MOST_TERMS = 5
_SCALE = 12.0


@lru_cache(maxsize=1)
def _automaton() -> tuple[AhoCorasick, list[str]]:
    words = list(seeds())
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


def find(text: str, norm: str, title_end: int = 0) -> list[Theme]:
    """Give at most three themes, best first, with the printed words that spoke for each.

    Words in the first `title_end` characters count three times. No seed word, no theme.
    """
    automaton, words = _automaton()
    counts: dict[int, float] = {}
    printed: dict[int, str] = {}
    for index, start, end in automaton.find_matches_as_indexes(norm):
        counts[index] = counts.get(index, 0.0) + (3.0 if start < title_end else 1.0)
        printed.setdefault(index, text[start:end])
    votes: dict[str, list[tuple[float, str]]] = {}
    for index, count in counts.items():
        for theme, weight in seeds()[words[index]]:
            votes.setdefault(theme, []).append((weight * (1 + log(count)), printed[index]))
    totals = {theme: sum(vote for vote, _ in cast) for theme, cast in votes.items()}
    if not totals:
        return []
    length = 1 + len(norm) / 1000
    scores = {theme: 1 - exp(-total / (_SCALE * length)) for theme, total in totals.items()}
    whole = sum(scores.values())
    best = sorted(scores, key=lambda theme: (-scores[theme], theme))[:_MOST]
    return [
        Theme(theme, round(share, 3), [word for _, word in sorted(votes[theme], reverse=True)[:_MOST_TERMS]])
        for theme in best
        if (share := scores[theme] * scores[theme] / max(whole, scores[theme])) >= _AT_LEAST / 3
    ]
