"""Themes of a text, best first, with the printed words that carried each."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log1p

from heshu.model.nouns import Theme
from heshu.themes.evidence import Sample, words
from heshu.themes.model import DEFAULT, load_weights
from heshu.themes.weights import Evidence, Weights, weigh

_MOST = 4
_MOST_TERMS = 6
_CARRIES = 0.1


@dataclass(frozen=True, slots=True)
class Why:
    """What spoke for one theme: its probability, its share of the votes, and (word, log-odds it added), best first."""

    theme: str
    score: float
    holds: bool
    share: float
    terms: tuple[tuple[str, float], ...]


def find(text: str, norm: str, title_end: int = 0, model: str = DEFAULT) -> list[Theme]:
    """Give at most four themes whose probability reaches the model's threshold; none, where it is about none.

    Words in the first `title_end` characters count double; `model` may be the folder of a desk's own.
    Raises ModelError where the model is missing.
    """
    weights = load_weights(model)
    evidence = weigh(weights, Sample(norm, title_end))
    chances = evidence.probabilities
    printed = _printed(weights, evidence, norm)
    best = [int(column) for column in (-chances).argsort(kind="stable")[:_MOST]]
    return [
        Theme(
            weights.themes[column],
            round(float(chances[column]), 3),
            _carriers(contributions(weights, evidence, column, text, printed)),
        )
        for column in best
        if chances[column] >= weights.threshold
    ]


def _carriers(spoke: list[tuple[str, float]]) -> list[str]:
    """Keep the words that weigh at least a part of the weightiest: the ones that carried the decision."""
    return [term for term, added in spoke[:_MOST_TERMS] if added >= _CARRIES * spoke[0][1]]


def _printed(weights: Weights, evidence: Evidence, norm: str) -> dict[str, tuple[int, int]]:
    """Give where each word that can speak stands first."""
    printed = {weights.vote_words[row]: span for row, span in evidence.printed.items()}
    for word, start in words(norm):
        if word not in printed:
            printed[word] = (start, start + len(word))
    return printed


def contributions(
    weights: Weights, evidence: Evidence, column: int, text: str, printed: dict[str, tuple[int, int]]
) -> list[tuple[str, float]]:
    """Give each printed word that spoke for a theme with what it added to the log-odds, largest first.

    The share and the strength of the votes are divided among their words by the votes that each cast.
    """
    share, strength, slope, _ = weights.curve
    pull: dict[str, float] = {}
    cast = {
        weights.vote_words[row]: log1p(count) * float(weights.votes[row, column])
        for row, count in evidence.counts.items()
    }
    if whole := sum(cast.values()):
        worth = share * float(evidence.share[column]) + strength * float(evidence.strength[column])
        pull = {word: worth * votes / whole for word, votes in cast.items() if votes}
    for row, value in evidence.tfidf.items():
        word = weights.slope_words[row]
        pull[word] = pull.get(word, 0.0) + slope * value * float(weights.slopes[row, column])
    spoken: dict[str, float] = {}
    for word, added in pull.items():
        if added > 0 and word in printed:
            start, end = printed[word]
            spoken.setdefault(text[start:end], added)
    return sorted(spoken.items(), key=lambda item: (-item[1], item[0]))


def explain(text: str, norm: str, title_end: int = 0, model: str = DEFAULT, most: int = 5) -> Iterator[Why]:
    """Yield the likeliest themes, whether they hold or not, with every word that spoke for them."""
    weights = load_weights(model)
    evidence = weigh(weights, Sample(norm, title_end))
    printed = _printed(weights, evidence, norm)
    for column in (-evidence.probabilities).argsort(kind="stable")[:most]:
        chance = float(evidence.probabilities[column])
        yield Why(
            theme=weights.themes[column],
            score=round(chance, 3),
            holds=chance >= weights.threshold,
            share=round(float(evidence.share[column]), 3),
            terms=tuple(contributions(weights, evidence, int(column), text, printed)),
        )
