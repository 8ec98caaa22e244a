"""A linear classifier for few and many texts alike: a plain SVM and one on log-count ratios, added.

Scaling each feature by how much likelier it is in one class than in the other, before a linear SVM (Wang and
Manning, 2012), helps where texts are few and words many; the plain SVM helps where they are not. Both are
linear, so their sum is one row of weights.
"""

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.svm import LinearSVC


class RatioSVC(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Binary (`y` is 0 or 1); `C` is the penalty of both halves."""

    def __init__(self, C: float = 1.0, random_state: int = 0) -> None:  # noqa: N803  # scikit-learn's names
        self.C = C
        self.random_state = random_state

    def fit(self, X: Any, y: NDArray[Any]) -> Self:  # noqa: N803
        """Learn both halves; each counts by the spread of its decisions."""
        self.classes_ = np.array([0, 1])
        own = np.asarray(y) > 0
        present = X.sign()
        here = np.asarray(present[own].sum(0)).ravel() + 1
        there = np.asarray(present[~own].sum(0)).ravel() + 1
        ratio = np.log((here / here.sum()) / (there / there.sum()))
        self.coef_ = np.zeros((1, X.shape[1]))
        self.intercept_ = np.zeros(1)
        for scale in (np.ones_like(ratio), ratio):
            half = LinearSVC(C=self.C, random_state=self.random_state)
            half.fit(X.multiply(scale).tocsr(), y)
            weights = half.coef_[0] * scale
            spread = float(np.std(X @ weights)) or 1.0
            self.coef_[0] += weights / spread
            self.intercept_ += half.intercept_ / spread
        return self

    def decision_function(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """Give the signed distance, above 0 for yes."""
        out: NDArray[np.float64] = X @ self.coef_[0] + self.intercept_[0]
        return out

    def predict(self, X: Any) -> NDArray[np.int8]:  # noqa: N803
        """Give 1 for yes."""
        return (self.decision_function(X) > 0).astype(np.int8)
