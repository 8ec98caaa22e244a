"""Train the aligner of titles (`checks.sums.titles`) on the titled passages of the stock."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from heshu.checks.column import draw
from heshu.checks.sums.terms import Term, terms
from heshu.checks.sums.titles import agree, features, pairs_of
from heshu.evaluate.checks import record_of
from heshu.evaluate.stock import Passage, read_stock
from heshu.evaluate.sums_labels import OUTLETS, PRINTED, blocks_of


def fit_titles(folder: Path, held_out: Sequence[str]) -> HistGradientBoostingClassifier:
    """Learn which number of a body a head's number repeats: pairs that `same` marks, against all others.

    A pair that agrees in value without a mark may be the same thing, and teaches nothing.
    """
    rows, labels = [], []
    for passage in read_stock(folder):
        if passage.style in held_out or len(passage.blocks) < 2:
            continue
        column = draw(record_of(blocks_of(passage), PRINTED, OUTLETS.get(passage.style)))
        found = terms(column)
        pairs = pairs_of(found)
        if not pairs:
            continue
        same = _marked(passage, found)
        for row, (head, body) in zip(features(column, found, pairs), pairs, strict=True):
            meant = (head, body) in same
            if meant or not agree(found[head], found[body]):
                rows.append(row)
                labels.append(int(meant))
    model = HistGradientBoostingClassifier(
        max_iter=80, learning_rate=0.1, max_leaf_nodes=12, min_samples_leaf=20, l2_regularization=1.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(np.array(rows), np.array(labels))


def _marked(passage: Passage, found: Sequence[Term]) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for meant in passage.sums:
        if meant.name == "same":
            a, b = (
                next((n for n, t in enumerate(found) if t.start < span[1] and span[0] < t.end), -1)
                for span in meant.operands[:2]
            )
            pairs |= {(a, b), (b, a)}
    return pairs
