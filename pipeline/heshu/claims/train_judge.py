"""Training of the judge: the evidence on labelled clauses in, a Judge out.

Each answer is a logistic regression of its own. In whose words a clause stands comes first, for it is evidence on the
other answers: there every article has it from a judge that has not seen the article.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack

from heshu.claims.evidence import Evidence, Table
from heshu.claims.find import Case
from heshu.claims.grams import Known
from heshu.claims.judge import ANSWERS, LEARNT, MODES, Judge

FOLDS = 5
_SEEN = 2  # a run is known when it stands in so many clauses
_MARGIN = 0.5  # the log-odds that nobody speaks, all else equal: words are not laid into mouths on a guess
_MODAL = 0.3  # advice and hypotheses are seldom, and held from this probability on
_STEPS = np.arange(0.1, 0.66, 0.05)
Truth = NDArray[np.bool_]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article's case, which of its clauses are labelled (`rows`), their true answers, and which are spoken.

    `before` says of each row whether the clause before it is conditional, normative and spoken, each in its sentence
    and in the one before.
    """

    case: Case
    rows: NDArray[np.intp]
    answers: Truth
    spoken: Truth
    before: Truth


def truth(types: Sequence[str], modality: str, *, checkable: bool) -> list[bool]:
    """Give the answers of ANSWERS that a label holds."""
    return [*(name in types for name in LEARNT), *(modality == mode for mode in MODES), checkable]


class Training:
    """Labelled articles as sparse tables; fits judges, each without one fold of articles."""

    def __init__(self, lessons: Sequence[Lesson], strength: float) -> None:
        """Take the articles; `strength` is scikit-learn's C."""
        self.lessons, self.strength = lessons, strength
        self.fold = np.repeat(np.arange(len(lessons)) % FOLDS, [len(lesson.rows) for lesson in lessons])
        self.answers: Truth = np.vstack([lesson.answers for lesson in lessons])
        self.spoken: Truth = np.concatenate([lesson.spoken for lesson in lessons])
        seen = [_owned(lesson.case.evidence) for lesson in lessons]
        once = np.concatenate([np.unique(pairs, axis=1)[0] for pairs in seen])
        keys, counts = np.unique(once, return_counts=True)
        self.known = Known(keys[counts >= _SEEN])
        self.runs = vstack([self._runs(lesson) for lesson in lessons]).tocsr()
        self.before = csr_matrix(np.vstack([lesson.before for lesson in lessons]).astype(np.float32))
        ruled = self._signs()
        self._floors = {fold: self._floor(ruled, fold) for fold in (*range(FOLDS), -1)}
        for fold, lesson in self._held():
            floor = self._floors[fold]
            lesson.case.hear(floor.spoken(lesson.case.evidence, floor.lent(lesson.case.evidence)))
        self.signs = self._signs()

    def judge(self, without: int = -1) -> Judge:
        """Fit on all articles but those of a fold; yes begins at even odds."""
        rows = self.fold != without
        table = hstack([self.signs, self.runs]).tocsr()[rows]
        floor = self._floors[without]
        models = []
        for number, name in enumerate(ANSWERS):
            place = 2 * MODES.index(name) if name in MODES else None
            more = [table] if place is None else [table, self.before[rows][:, place : place + 2]]
            models.append(self._fitted(hstack(more).tocsr(), self.answers[rows, number]))
        size = table.shape[1]
        weights = np.stack([model.coef_[0][:size] for model in models], axis=1)
        onward = [models[ANSWERS.index(name)].coef_[0][size:] for name in MODES]
        bias = np.array([model.intercept_[0] for model in models])
        own = self.signs.shape[1]
        return Judge(
            columns=_float(np.hstack([weights[:own], floor.columns])),
            known=self.known,
            runs=_float(np.hstack([weights[own:], floor.runs])),
            bias=_float(np.concatenate([bias, floor.bias])),
            onward=_float(np.vstack([*onward, floor.onward])),
        )

    def thresholds(self, judges: Sequence[Judge]) -> Numbers:
        """Give the probability from which each answer is yes: for types the best F1 over all folds."""
        odds = np.vstack(
            [
                judges[fold].odds(lesson.case.evidence, judges[fold].lent(lesson.case.evidence))[lesson.rows]
                for fold, lesson in self._held()
            ]
        )
        likely = 1 / (1 + np.exp(-odds.astype(np.float64)))
        found = np.array([_MODAL if name in MODES else 0.5 for name in ANSWERS])
        for number in range(len(LEARNT)):
            scores = [_f1(likely[:, number] > step, self.answers[:, number]) for step in _STEPS]
            found[number] = _STEPS[int(np.argmax(scores))]
        return found

    def _held(self) -> Iterator[tuple[int, Lesson]]:
        return ((number % FOLDS, lesson) for number, lesson in enumerate(self.lessons))

    def _floor(self, signs: Any, without: int) -> Judge:
        """Fit in whose words a clause stands, as a judge of nothing else."""
        rows = self.fold != without
        table = hstack([signs, self.runs, self.before[:, -2:]]).tocsr()
        model = self._fitted(table[rows], self.spoken[rows])
        weights, own = model.coef_[0], signs.shape[1]
        return Judge(
            columns=_float(weights[:own, None]),
            known=self.known,
            runs=_float(weights[own:-2, None]),
            bias=_float(model.intercept_ - _MARGIN),
            onward=_float(weights[None, -2:]),
        )

    def _signs(self) -> Any:
        return vstack(
            [csr_matrix(lesson.case.evidence.table()[lesson.rows]) for lesson in self.lessons]
        ).tocsr()

    def _runs(self, lesson: Lesson) -> Any:
        evidence = lesson.case.evidence
        owners, rows = self.known.rows(evidence.keys, evidence.owners)
        ones = np.ones(len(rows), np.float32)
        return csr_matrix((ones, (owners, rows)), shape=(len(evidence.own), len(self.known.keys)))[
            lesson.rows
        ]

    def _fitted(self, table: Any, answers: Truth) -> Any:
        from sklearn.linear_model import LogisticRegression

        return LogisticRegression(C=self.strength, max_iter=300, solver="liblinear").fit(table, answers)


def _owned(evidence: Evidence) -> NDArray[np.uint64]:
    return np.stack([evidence.keys, evidence.owners.astype(np.uint64)])


def moved(judge: Judge, thresholds: Numbers) -> Judge:
    """Give a judge whose answers are yes from other probabilities on than even odds."""
    shift = np.append(np.log(thresholds / (1 - thresholds)), 0.0)
    return replace(judge, bias=_float(judge.bias - shift))


def _float(weights: Numbers) -> Table:
    return weights.astype(np.float32)


def _f1(found: Truth, true: Truth) -> float:
    right = int((found & true).sum())
    return 2 * right / (int(found.sum()) + int(true.sum())) if right else 0.0
