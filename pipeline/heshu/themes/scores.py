"""How well themes are found: per theme, over all, and how honest the probabilities are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class ThemeScore:
    """One theme: how many texts have it, and precision, recall and F1 of saying so."""

    theme: str
    texts: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Report:
    """`top1`: the best theme is in the true set (texts that have one); `nothing`: texts of no theme that got none;
    `calibration`: expected error of the best theme's probability over ten bins; `calibration_all`: the same over
    every (text, theme); `confusions`: (true, said instead, texts), commonest first, `-` for none.
    """

    texts: int
    top1: float
    macro_f1: float
    micro_f1: float
    nothing: float | None
    calibration: float
    calibration_all: float
    threshold: float
    themes: tuple[ThemeScore, ...]
    confusions: tuple[tuple[str, str, int], ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the report as plain values, for metrics.json."""
        return asdict(self)


def report(themes: Sequence[str], probabilities: NDArray[Any], y: NDArray[Any], threshold: float) -> Report:
    """Score probabilities (a row a text, a column a theme) against the truth `y` (0 or 1)."""
    said: NDArray[np.bool_] = np.asarray(probabilities >= threshold)
    best = [int(k) for k in probabilities.argmax(1)]
    true: NDArray[np.bool_] = np.asarray(y > 0)
    has = np.asarray(true.any(1))
    right = np.asarray(true[np.arange(len(y)), best])
    hits = (said & true).sum(0)
    each = tuple(
        ThemeScore(
            theme, int(true[:, k].sum()), *_prf(int(hits[k]), int(said[:, k].sum()), int(true[:, k].sum()))
        )
        for k, theme in enumerate(themes)
    )
    wrong: Counter[tuple[str, str]] = Counter()
    for row in range(len(y)):
        instead = themes[best[row]] if said[row, best[row]] else "-"
        if has[row] and not right[row]:
            wrong.update((themes[k], instead) for k in np.flatnonzero(true[row]).tolist())
        elif not has[row] and instead != "-":
            wrong["-", instead] += 1
    return Report(
        texts=len(y),
        top1=_round(right[has].mean()) if has.any() else 0.0,
        macro_f1=_round(np.mean([score.f1 for score in each if score.texts])),
        micro_f1=_prf(int(hits.sum()), int(said.sum()), int(true.sum()))[2],
        nothing=_round((~said[~has].any(1)).mean()) if (~has).any() else None,
        calibration=_round(calibration_error(probabilities.max(1), right)),
        calibration_all=_round(calibration_error(probabilities.ravel(), true.ravel())),
        threshold=threshold,
        themes=each,
        confusions=tuple((*pair, count) for pair, count in wrong.most_common()),
    )


def calibration_error(probabilities: NDArray[Any], held: NDArray[Any], bins: int = 10) -> float:
    """Give the expected calibration error: by how much, on average, a probability misses how often it held."""
    at = np.minimum((probabilities * bins).astype(int), bins - 1)
    gaps = (
        (at == b).mean() * abs(probabilities[at == b].mean() - held[at == b].mean())
        for b in range(bins)
        if (at == b).any()
    )
    return float(sum(gaps))


def _prf(hits: int, said: int, true: int) -> tuple[float, float, float]:
    precision = hits / said if said else 0.0
    recall = hits / true if true else 0.0
    return _round(precision), _round(recall), _round(2 * hits / (said + true) if said + true else 0.0)


def _round(value: Any) -> float:
    return round(float(value), 4)


def best_threshold(probabilities: NDArray[Any], y: NDArray[Any]) -> float:
    """Give the probability from which on saying yes makes the best macro-F1."""
    grid = np.arange(0.2, 0.65, 0.05)
    return float(round(max(grid, key=lambda at: macro_f1(probabilities >= at, y)), 2))


def macro_f1(said: NDArray[Any], y: NDArray[Any]) -> float:
    """Give the mean over the columns of F1."""
    right = (said & (y > 0)).sum(0)
    return float(np.mean(2 * right / np.maximum(said.sum(0) + y.sum(0), 1)))
