"""Boosted trees applied as arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted trees as arrays, `(tree, node)`; a leaf points at itself."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int16]
    right: NDArray[np.int16]
    value: NDArray[np.float32]
    depth: int
    start: float

    def raw(self, rows: Floats) -> Floats:
        """Give the log-odds of each row."""
        number = np.arange(len(self.feature))
        at = np.zeros((len(rows), len(number)), np.int64)
        each = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            feature = self.feature[number, at]
            goes_left = rows[each, feature] <= self.threshold[number, at]
            at = np.where(goes_left, self.left[number, at], self.right[number, at])
        summed: Floats = self.value[number, at].sum(1, dtype=np.float64) + self.start
        return summed
