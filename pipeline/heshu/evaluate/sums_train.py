"""Train the scorer of sums (`checks.sums.scorer`) on the stock of right sentences, split by style.

First the linear weights, a family each; their scores over styles that they did not see teach the trees.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from heshu.checks.sums.families import FAMILIES
from heshu.checks.sums.features import BITS
from heshu.checks.sums.scorer import (
    COLUMNS,
    FIRST,
    LAYOUTS,
    VERSION,
    WIDEST,
    Scorer,
    Trees,
    best,
    buckets_of,
    dense,
    parts_of,
    rows_of,
)
from heshu.evaluate.sums_labels import Example

NEGATIVES = 7
FEWEST = 2500
FOLDS = 3
_C = 0.5


@dataclass(frozen=True, slots=True)
class Lessons:
    """Rows of buckets of the hypotheses that the linear step learns from: matrix, label, family, example."""

    rows: sparse.csr_matrix
    labels: NDArray[np.int64]
    families: NDArray[np.int64]
    examples: NDArray[np.int64]
    kept: dict[str, float]


def lessons(read: Sequence[Example], seed: int = 0) -> Lessons:
    """Lay out every hypothesis that is meant, and of each family some that are not."""
    draw = np.random.default_rng(seed)
    counts: dict[int, Counter[str]] = {0: Counter(), 1: Counter(), -1: Counter()}
    for example in read:
        for hypothesis, label in zip(example.found, example.labels.tolist(), strict=True):
            counts[label][hypothesis.family.name] += 1
    kept = {
        f.name: min(1.0, max(NEGATIVES * counts[1][f.name], FEWEST) / max(1, counts[0][f.name]))
        for f in FAMILIES
    }
    owners, columns, values, labels, families, whose = [], [], [], [], [], []
    size = 0
    order = {family.name: n for n, family in enumerate(FAMILIES)}
    for number, example in enumerate(read):
        some = [
            n
            for n, label in enumerate(example.labels.tolist())
            if label == 1 or (label == 0 and draw.random() < kept[example.found[n].family.name])
        ]
        if not some:
            continue
        rows = rows_of([example.found[n] for n in some])
        place = rows[:, 0] * COLUMNS + rows[:, 1]
        share = (1 / np.bincount(place)[place]).astype(np.float32)
        for which, buckets in buckets_of(example.printed, rows):
            column = rows[which, 1] - FIRST[rows[which, 1]]
            owners.append(np.repeat(rows[which, 0] + size, buckets.shape[1]).astype(np.int32))
            columns.append((buckets + (column << BITS)[:, None]).ravel().astype(np.int32))
            values.append(np.repeat(share[which], buckets.shape[1]))
        labels.append(example.labels[some])
        families += [order[example.found[n].family.name] for n in some]
        whose += [number] * len(some)
        size += len(some)
    matrix = sparse.csr_matrix(
        (np.concatenate(values), (np.concatenate(owners), np.concatenate(columns))),
        shape=(size, WIDEST << BITS),
    )
    return Lessons(matrix, np.concatenate(labels), np.array(families), np.array(whose), kept)


def fit_linear(learnt: Lessons, some: NDArray[np.bool_]) -> tuple[NDArray[np.float32], dict[str, float]]:
    """Learn the linear weights from the lessons of some examples (a mask over examples)."""
    weights, bias = np.zeros((1 << BITS, COLUMNS), np.float32), {}
    for number, family in enumerate(FAMILIES):
        mine = (learnt.families == number) & some[learnt.examples]
        labels = learnt.labels[mine]
        bias[family.name] = -9.0
        if labels.sum() < 2 or labels.all():
            continue
        matrix = learnt.rows[np.flatnonzero(mine)].tocsc()
        used = np.flatnonzero(np.diff(matrix.indptr) > 1)
        model = LogisticRegression(C=_C, max_iter=45, tol=1e-3).fit(matrix[:, used].tocsr(), labels)
        layout = LAYOUTS[family.name]
        full = np.zeros(WIDEST << BITS, np.float32)
        full[used] = model.coef_[0]
        weights[:, layout.first : layout.first + layout.columns] = full.reshape(WIDEST, -1)[
            : layout.columns
        ].T
        bias[family.name] = float(model.intercept_[0] + np.log(learnt.kept[family.name]))
    return weights, bias


@dataclass(frozen=True, slots=True)
class Seen:
    """What the trees see of the readings that the linear step keeps: rows, labels, and which reading each is."""

    rows: NDArray[np.float64]
    labels: NDArray[np.int64]
    which: list[tuple[int, int]]


def seen(
    read: Sequence[Example], numbers: Sequence[int], weights: NDArray[np.float32], bias: dict[str, float]
) -> Seen:
    """Score the hypotheses of some examples with linear weights and give what goes on to the trees."""
    rows, labels, which = [], [], []
    added = np.array([bias[family.name] for family in FAMILIES])
    order = {family.name: n for n, family in enumerate(FAMILIES)}
    for number in numbers:
        example = read[number]
        parts = parts_of(weights, example.printed, example.found)
        linear = parts.sum(1) + added[[order[h.family.name] for h in example.found]]
        kept = best(example.found, linear)
        if kept:
            rows.append(dense(example.printed, [example.found[n] for n in kept], parts[kept], linear[kept]))
            labels.append(example.labels[kept])
            which += [(number, n) for n in kept]
    return Seen(np.concatenate(rows), np.concatenate(labels), which)


def fit_trees(
    rows: NDArray[np.float64], labels: NDArray[np.int64], seed: int = 0
) -> HistGradientBoostingClassifier:
    """Learn the trees; readings that may be meant teach nothing."""
    sure = labels >= 0
    model = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.12, max_leaf_nodes=20, min_samples_leaf=15, l2_regularization=1.0,
        early_stopping=False, random_state=seed,
    )  # fmt: skip
    return model.fit(rows[sure], labels[sure])


def train(
    read: Sequence[Example], styles: Sequence[str], learnt: Lessons
) -> tuple[NDArray[np.float32], dict[str, float], HistGradientBoostingClassifier]:
    """Train both steps on the examples of some styles."""
    with threadpool_limits(1), catch_warnings():
        simplefilter("ignore", ConvergenceWarning)  # far enough: the trees correct the rest
        ordered = sorted(styles)
        whole = np.array([example.style in set(styles) for example in read])
        rows, labels = [], []
        for fold in range(FOLDS):
            out = set(ordered[fold::FOLDS])
            inside = np.array([example.style not in out for example in read]) & whole
            weights, bias = fit_linear(learnt, inside)
            part = seen(read, [n for n, e in enumerate(read) if e.style in out], weights, bias)
            rows.append(part.rows)
            labels.append(part.labels)
            print("fold", fold, flush=True)
        trees = fit_trees(np.concatenate(rows), np.concatenate(labels))
        return *fit_linear(learnt, whole), trees


def arrays_of(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """Give the trees of a trained model as the arrays of `checks.sums.scorer.Trees`."""
    nodes = [predictors[0].nodes for predictors in model._predictors]
    size = max(len(tree) for tree in nodes)
    shape = (len(nodes), size)
    feature, left, right = (np.zeros(shape, np.int16) for _ in range(3))
    threshold, value = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    for number, tree in enumerate(nodes):
        spots = np.arange(len(tree))
        leaf = tree["is_leaf"].astype(bool)
        count = len(tree)
        feature[number, :count] = np.where(leaf, 0, tree["feature_idx"])
        threshold[number, :count] = tree["num_threshold"]
        left[number, :count] = np.where(leaf, spots, tree["left"])
        right[number, :count] = np.where(leaf, spots, tree["right"])
        value[number, :count] = tree["value"]
    depth = max(int(tree["depth"].max()) for tree in nodes)
    return {
        "feature": feature, "threshold": threshold, "left": left, "right": right, "value": value,
        "depth": depth, "start": float(model._baseline_prediction[0, 0]),
    }  # fmt: skip


def scorer_of(
    weights: NDArray[np.float32],
    bias: dict[str, float],
    trees: HistGradientBoostingClassifier,
    limits: dict[str, float],
    titles: HistGradientBoostingClassifier,
    title_limits: tuple[float, float],
) -> Scorer:
    """Put a trained scorer together."""
    both = Trees(**arrays_of(trees)), Trees(**arrays_of(titles))
    return Scorer(weights, bias, both[0], limits, both[1], title_limits)


def save(folder: Path, scorer: Scorer) -> None:
    """Write the weights of a scorer: small ones are left out, the rest kept in half precision."""
    rows, columns = np.nonzero(np.abs(scorer.weights) > SMALLEST)
    trees = scorer.trees
    names = [family.name for family in FAMILIES]
    np.savez_compressed(
        folder / "weights.npz", version=VERSION, rows=rows.astype(np.uint16), columns=columns.astype(np.uint8),
        weights=scorer.weights[rows, columns].astype(np.float16), feature=trees.feature, threshold=trees.threshold,
        left=trees.left, right=trees.right, value=trees.value, depth=trees.depth, start=trees.start,
        bias=np.array([scorer.bias[n] for n in names]), limits=np.array([scorer.limits[n] for n in names]),
        title_limits=np.array(scorer.title_limits),
        **{f"title_{name}": getattr(scorer.titles, name) for name in Trees.__slots__},
    )  # fmt: skip


SMALLEST = 0.004
