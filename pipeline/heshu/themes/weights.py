"""A trained model as plain arrays, applied directly: no scikit-learn at analysis time.

Two tables give every theme its evidence in a text. *Votes* are words found anywhere in it (seed words, and words
that the labelled texts taught), counted by place; *slopes* are a linear classifier's weights on TF-IDF. One
logistic curve over (share of the votes, strength of the votes, slope) turns the evidence into a probability.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, log1p, sqrt

import numpy as np
from numpy.typing import NDArray

from heshu.themes.evidence import Finder, Sample, cut, place, terms, title_words

Floats = NDArray[np.float32]
CALM = 2.0  # votes that are nobody's, so that one stray word is no landslide


@dataclass(frozen=True)
class Weights:
    """`votes` has a row for each vote word and `slopes` for each slope word; columns are `themes`.

    `rarity` is the inverse document frequency of each slope
    word; `curve` is (share, strength, slope, constant); a theme holds from `threshold` on.
    """

    themes: tuple[str, ...]
    vote_words: tuple[str, ...]
    votes: Floats
    slope_words: tuple[str, ...]
    slopes: Floats
    rarity: Floats
    offsets: Floats
    characters: bool
    curve: tuple[float, float, float, float]
    threshold: float

    @cached_property
    def finder(self) -> Finder:
        """Finds the vote words."""
        return Finder(self.vote_words)

    @cached_property
    def slope_rows(self) -> dict[str, int]:
        """Give the row of each slope word."""
        return {word: row for row, word in enumerate(self.slope_words)}

    @cached_property
    def rarity_list(self) -> list[float]:
        """Give `rarity` as plain floats, quicker one by one."""
        rarity: list[float] = self.rarity.tolist()
        return rarity


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text says: the place-weighted count of each vote word's row, where each stands first, TF-IDF of each slope
    word's row, and for every theme its share, strength, slope and probability.
    """

    counts: dict[int, float]
    printed: dict[int, tuple[int, int]]
    tfidf: dict[int, float]
    share: Floats
    strength: Floats
    slope: Floats
    probabilities: Floats


def weigh(weights: Weights, sample: Sample) -> Evidence:
    """Give the evidence in one text."""
    pieces = cut(sample.norm)
    counts, printed = count_votes(weights.finder, sample, pieces)
    share, strength = tally(weights.votes, counts)
    tfidf = tf_idf(weights, sample, pieces)
    slope = weights.offsets
    if tfidf:
        slope = slope + np.array(list(tfidf.values()), np.float32) @ weights.slopes[list(tfidf)]
    a, b, c, constant = weights.curve
    probabilities = 1 / (1 + np.exp(-(a * share + b * strength + c * slope + constant)))
    return Evidence(counts, printed, tfidf, share, strength, slope, probabilities)


def count_votes(
    finder: Finder, sample: Sample, pieces: Sequence[str]
) -> tuple[dict[int, float], dict[int, tuple[int, int]]]:
    """Count each entry by place, and give where each stands first; `pieces` is the text cut."""
    counts: dict[int, float] = {}
    printed: dict[int, tuple[int, int]] = {}
    for entry, start, end in finder.hits(sample.norm, pieces):
        if entry in counts:
            counts[entry] += place(start, sample.title_end)
        else:
            counts[entry] = place(start, sample.title_end)
            printed[entry] = (start, end)
    return counts, printed


def tally(votes: Floats, counts: dict[int, float]) -> tuple[Floats, Floats]:
    """Give every theme's share of the votes cast, and their strength (a logarithm)."""
    if not counts:
        nothing = np.zeros(votes.shape[1], np.float32)
        return nothing, nothing
    cast = np.array([log1p(count) for count in counts.values()], np.float32) @ votes[list(counts)]
    return cast / (cast.sum() + CALM), np.log1p(cast)


def tf_idf(weights: Weights, sample: Sample, pieces: Sequence[str]) -> dict[int, float]:
    """Give the TF-IDF of each slope word's row that the text has, length 1 over them."""
    if weights.characters:
        counts = Counter(terms(sample, characters=True))
    else:
        counts = Counter(pieces)
        counts.update(title_words(pieces, sample.title_end))
    rows, rarity = weights.slope_rows, weights.rarity_list
    values = {
        row: (1 + log(count)) * rarity[row]
        for word, count in counts.items()
        if (row := rows.get(word)) is not None
    }
    length = sqrt(sum(value * value for value in values.values())) or 1.0
    return {row: value / length for row, value in values.items()}
