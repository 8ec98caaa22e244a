"""Train the aligner of titles (`checks.sums.titles`) on the titled passages of the stock."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from heshu.checks.column import draw
from heshu.checks.sums.scorer import Floats
from heshu.checks.sums.terms import Term, terms
from heshu.checks.sums.titles import agree, features, pairs_of
from heshu.evaluate.checks import record_of
from heshu.evaluate.stock import Passage, read_stock
from heshu.evaluate.sums_labels import OUTLETS, PRINTED, blocks_of
from heshu.evaluate.title_swaps import Titled

REAL = 3.0
"""What a pair of a real article weighs beside one of the stock."""

Lesson = tuple[Floats, int, float]


def fit_titles(
    folder: Path, held_out: Sequence[str], articles: Iterable[Titled] = ()
) -> HistGradientBoostingClassifier:
    """Learn which number of a body a head's number repeats: pairs that `same` marks, against all others.

    A pair that agrees in value without a mark may be the same thing, and teaches nothing. Of a real article, whose
    title is right, the agreeing number that shares most words is taken to be meant.
    """
    passages = (p for p in read_stock(folder) if p.style not in held_out and len(p.blocks) > 1)
    learnt = [lesson for passage in passages for lesson in _of_stock(passage)]
    learnt += [lesson for article in articles for lesson in _of_article(article)]
    rows, labels, weights = zip(*learnt, strict=True)
    model = HistGradientBoostingClassifier(
        max_iter=90, learning_rate=0.08, max_leaf_nodes=10, min_samples_leaf=25, l2_regularization=2.0,
        early_stopping=False, random_state=0,
    )  # fmt: skip
    return model.fit(np.array(rows), np.array(labels), sample_weight=np.array(weights))


def _of_stock(passage: Passage) -> Iterator[Lesson]:
    column = draw(record_of(blocks_of(passage), PRINTED, OUTLETS.get(passage.style)))
    found = terms(column)
    pairs = pairs_of(found)
    same = _marked(passage, found)
    for row, (head, body) in zip(features(column, found, pairs), pairs, strict=True):
        meant = (head, body) in same
        if meant or not agree(found[head], found[body]):
            yield row, int(meant), 1.0


def _of_article(article: Titled) -> Iterator[Lesson]:
    column = draw(record_of(list(article.blocks), article.published, article.outlet))
    found = terms(column)
    pairs = pairs_of(found)
    rows = features(column, found, pairs)
    for head in sorted({h for h, _ in pairs}):
        mine = [n for n, (h, _) in enumerate(pairs) if h == head]
        same = [n for n in mine if agree(found[head], found[pairs[n][1]])]
        if same:
            yield rows[max(same, key=lambda n: (rows[n][2], rows[n][0]))], 1, REAL
            yield from ((rows[n], 0, REAL) for n in mine if n not in same)


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
