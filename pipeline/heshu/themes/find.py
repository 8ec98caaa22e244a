"""Themes of a text, best first, with the printed words that carried each."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
    best = [int(c) for c in (-chances).argsort(kind="stable")[:_MOST] if chances[c] >= weights.threshold]
    starts = _starts(weights, evidence, norm) if best else {}
    return [
        Theme(
            weights.themes[column],
            round(float(chances[column]), 3),
            _carriers(contributions(weights, evidence, column, text, starts)),
        )
        for column in best
    ]


def _carriers(spoke: list[tuple[str, float]]) -> list[str]:
    """Keep the words that weigh at least a part of the weightiest: the ones that carried the decision."""
    return [term for term, added in spoke[:_MOST_TERMS] if added >= _CARRIES * spoke[0][1]]


def _starts(weights: Weights, evidence: Evidence, norm: str) -> dict[str, int]:
    """Give where each word that can speak stands first."""
    votes = {weights.vote_words[row]: start for row, (start, _) in evidence.printed.items()}
    return dict(reversed(words(norm))) | votes


def contributions(
    weights: Weights, evidence: Evidence, column: int, text: str, starts: dict[str, int]
) -> list[tuple[str, float]]:
    """Give each printed word that spoke for a theme with what it added to the log-odds, largest first.

    The share and the strength of the votes are divided among their words by the votes that each cast.
    """
    share, strength, slope, _ = weights.curve
    votes = weights.votes[list(evidence.counts), column]
    pull = {}
    if votes.any():
        cast = np.log1p(np.fromiter(evidence.counts.values(), float)) * votes
        worth = share * float(evidence.share[column]) + strength * float(evidence.strength[column])
        parts = (worth / cast.sum() * cast).tolist()
        pull = {
            weights.vote_words[row]: part for row, part in zip(evidence.counts, parts, strict=True) if part
        }
    steps = slope * np.fromiter(evidence.tfidf.values(), float) * weights.slopes[list(evidence.tfidf), column]
    for row, step in zip(evidence.tfidf, steps.tolist(), strict=True):
        word = weights.slope_words[row]
        if step > 0 or word in pull:
            pull[word] = pull.get(word, 0.0) + step
    spoken: dict[str, float] = {}
    for word, added in pull.items():
        if added > 0 and (start := starts.get(word)) is not None:
            spoken.setdefault(text[start : start + len(word)], added)
    return sorted(spoken.items(), key=lambda item: (-item[1], item[0]))


def explain(text: str, norm: str, title_end: int = 0, model: str = DEFAULT, most: int = 5) -> Iterator[Why]:
    """Yield the likeliest themes, whether they hold or not, with every word that spoke for them."""
    weights = load_weights(model)
    evidence = weigh(weights, Sample(norm, title_end))
    starts = _starts(weights, evidence, norm)
    for column in (-evidence.probabilities).argsort(kind="stable")[:most]:
        chance = float(evidence.probabilities[column])
        yield Why(
            theme=weights.themes[column],
            score=round(chance, 3),
            holds=chance >= weights.threshold,
            share=round(float(evidence.share[column]), 3),
            terms=tuple(contributions(weights, evidence, int(column), text, starts)),
        )
