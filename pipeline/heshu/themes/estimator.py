"""The classifier that learns the weights, by scikit-learn's conventions; needed in training only."""

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import log
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC
from sklearn.utils.validation import check_is_fitted

from heshu.themes.background import background
from heshu.themes.evidence import Finder, Sample, cut, terms, words
from heshu.themes.ratio import RatioSVC
from heshu.themes.scores import best_threshold
from heshu.themes.weights import Floats, Weights, count_votes, tally

_SMOOTH = 1.5
_MANY_SEEDS = 20
_SURE = 4
_TAUGHT_MOST = 4.0


class ThemeClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Multi-label, with calibrated probabilities; `y` is a 0/1 matrix, one column a theme.

    `seeds` gives each folded seed word's weights by column; `taught` is how much a vote learned from the labelled
    texts counts against a seed where a theme has many of those, `taught_alone` where it has none; `penalty` is the
    linear part's C; `characters` lets it read characters and pairs of them beside words, `ratio` adds log-count
    ratios (both help on whole articles with one label each). Calibration and threshold come from predictions on
    `folds` that the parts did not see, unless a `curve` and a `threshold` are given.
    """

    def __init__(
        self,
        seeds: dict[str, list[tuple[int, float]]] | None = None,
        taught: float = 0.3,
        taught_alone: float = 1.0,
        penalty: float = 1.0,
        characters: bool = False,
        ratio: bool = False,
        folds: int = 5,
        curve: tuple[float, float, float, float] | None = None,
        threshold: float | None = None,
        random_state: int = 0,
    ) -> None:
        self.seeds = seeds
        self.taught = taught
        self.taught_alone = taught_alone
        self.penalty = penalty
        self.characters = characters
        self.ratio = ratio
        self.folds = folds
        self.curve = curve
        self.threshold = threshold
        self.random_state = random_state

    def fit(self, X: Sequence[Sample], y: NDArray[Any]) -> Self:  # noqa: N803  # scikit-learn's names
        """Learn from the samples."""
        y = np.asarray(y, np.int8)
        blind = np.zeros((len(X), y.shape[1], 3))
        folds = KFold(min(self.folds, len(X)), shuffle=True, random_state=self.random_state)
        for kept, left in folds.split(X):
            part = self._learn([X[i] for i in kept], y[kept])
            blind[left] = _evidence(part, [X[i] for i in left])
        curve = LogisticRegression(C=100.0, max_iter=500).fit(blind.reshape(-1, 3), y.ravel())
        if self.curve:
            curve.coef_, curve.intercept_ = np.array([self.curve[:3]]), np.array([self.curve[3]])
        self.classes_ = np.arange(y.shape[1])
        self.curve_ = curve
        self.part_ = self._learn(X, y)
        self.blind_ = curve.predict_proba(blind.reshape(-1, 3))[:, 1].reshape(y.shape)
        self.threshold_ = self.threshold or best_threshold(self.blind_, y)
        return self

    def predict_proba(self, X: Sequence[Sample]) -> Floats:  # noqa: N803
        """Give each theme's probability, a row a sample."""
        check_is_fitted(self)
        chances: Floats = self.curve_.predict_proba(_evidence(self.part_, X).reshape(-1, 3))[:, 1]
        return chances.reshape(len(X), -1)

    def predict(self, X: Sequence[Sample]) -> NDArray[np.int8]:  # noqa: N803
        """Give the themes that hold, 0 or 1, a row a sample."""
        return (self.predict_proba(X) >= self.threshold_).astype(np.int8)

    def weights(self, themes: Sequence[str]) -> Weights:
        """Give what was learned as plain arrays."""
        check_is_fitted(self)
        part = self.part_
        slopes, offsets = _straight(part.linear, len(part.vectorizer.idf_), len(themes))
        share, strength, slope = (float(value) for value in self.curve_.coef_[0])
        return Weights(
            themes=tuple(themes),
            vote_words=part.vote_words,
            votes=part.votes,
            slope_words=tuple(part.vectorizer.get_feature_names_out()),
            slopes=slopes,
            rarity=part.vectorizer.idf_.astype(np.float32),
            offsets=offsets,
            characters=self.characters,
            curve=(share, strength, slope, float(self.curve_.intercept_[0])),
            threshold=self.threshold_,
        )

    def _learn(self, samples: Sequence[Sample], y: NDArray[Any]) -> "_Part":
        votes = {word: dict(cast) for word, cast in (self.seeds or {}).items()}
        seeded = Counter(column for cast in votes.values() for column in cast)
        fall = self.taught_alone - self.taught
        trust = [
            self.taught_alone - fall * min(1.0, seeded[column] / _MANY_SEEDS) for column in range(y.shape[1])
        ]
        for word, column, weight in taught_votes(samples, y) if any(trust) else ():
            if trust[column] and word not in (self.seeds or {}):
                votes.setdefault(word, {})[column] = weight * trust[column]
        table = np.zeros((len(votes), y.shape[1]), np.float32)
        for row, cast_by in enumerate(votes.values()):
            for column, weight in cast_by.items():
                table[row, column] = weight
        vectorizer = TfidfVectorizer(
            analyzer=partial(terms, characters=self.characters), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        kind = RatioSVC if self.ratio else LinearSVC
        linear = OneVsRestClassifier(kind(C=self.penalty, random_state=self.random_state))
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Label not")  # a new theme may have no text in a fold
            linear.fit(vectorizer.fit_transform(samples), y)
        vote_words = tuple(votes)
        return _Part(vote_words, Finder(vote_words), table, vectorizer, linear)


@dataclass(frozen=True)
class _Part:
    """What one fit learned: the votes, and the linear classifier."""

    vote_words: tuple[str, ...]
    finder: Finder
    votes: Floats
    vectorizer: TfidfVectorizer
    linear: OneVsRestClassifier


def _evidence(part: _Part, samples: Sequence[Sample]) -> NDArray[np.float64]:
    """Give share, strength and slope: a row a sample, a column a theme."""
    slope = part.linear.decision_function(part.vectorizer.transform(samples))
    out = np.zeros((len(samples), part.votes.shape[1], 3))
    out[:, :, 2] = slope.reshape(len(samples), -1)
    for row, sample in enumerate(samples):
        counts, _ = count_votes(part.finder, sample, cut(sample.norm))
        out[row, :, 0], out[row, :, 1] = tally(part.votes, counts)
    return out


def _straight(linear: OneVsRestClassifier, words: int, themes: int) -> tuple[Floats, Floats]:
    """Give the linear part as (slopes, offsets); a theme without examples has only zeros."""
    slopes = np.zeros((words, themes), np.float32)
    offsets = np.zeros(themes, np.float32)
    for column, each in enumerate(linear.estimators_):
        if hasattr(each, "coef_"):
            slopes[:, column], offsets[column] = each.coef_[0], each.intercept_[0]
    return slopes, offsets


def taught_votes(samples: Sequence[Sample], y: NDArray[Any]) -> list[tuple[str, int, float]]:
    """Give (word, column, weight) for words of a theme's texts that stand seldom elsewhere.

    The weight is the logarithm of how much likelier the word is in the theme's texts than in the others and in
    the background, at most as much as a strong seed, and less of it where only one to three texts have the word.
    """
    usual = background()
    sets = [{word for word, _ in words(sample.norm)} for sample in samples]
    everywhere = Counter(word for each in sets for word in each)
    taught = []
    for column in range(y.shape[1]):
        own = np.flatnonzero(y[:, column])
        here = Counter(word for row in own for word in sets[row])
        for word, count in sorted(here.items()):
            elsewhere = (everywhere[word] - count + 0.5) / (len(sets) - len(own) + 1)
            common = (usual.counts.get(word, 0) + 1) / (usual.texts + 1)
            odds = log(count / (len(own) + _SMOOTH) / max(elsewhere, common))
            if odds > 1:
                taught.append((word, column, min(_TAUGHT_MOST, odds) * min(1.0, count / _SURE)))
    return taught
