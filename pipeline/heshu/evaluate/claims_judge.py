"""The judge of claims: its training on the gold of train and dev and on written passages, measured across articles."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from spacy.language import Language

from heshu import language
from heshu.claims.find import examine, find
from heshu.claims.judge import ANSWERS, MODES, Judge, save
from heshu.claims.train_judge import FOLDS, Lesson, Training, moved, truth
from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.claims_labels import Labelled, paired, read_claims
from heshu.evaluate.claims_scores import Scores
from heshu.evaluate.claims_written import read_written
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading

STRENGTH = 0.5
_PUBLISHED = date(2026, 6, 1)  # the clock of passages that were written for the purpose
Taught = tuple[Reading, list[Labelled], bool]
"""A reading without claims, its labels, and whether it is a gold article."""


def train_judge(corpus: Path, folder: Path) -> dict[str, dict[str, float]]:
    """Train, write `judge.npz` to `folder`, and give the scores on texts by judges that never saw them."""
    nlp = language.load()
    with nlp.select_pipes(disable="heshu_claims"):
        taught = [*gold(nlp, corpus), *written(nlp, corpus)]
    judge, across = train(taught)
    folder.mkdir(parents=True, exist_ok=True)
    save(judge, folder / "judge.npz")
    return score(taught, across)


def train(taught: Sequence[Taught]) -> tuple[Judge, list[Judge]]:
    """Give the judge trained on everything, and for each reading one that was trained without it."""
    training = Training([_lesson(found, labels) for found, labels, _ in taught], STRENGTH)
    folds = [training.judge(fold) for fold in range(FOLDS)]
    limits = training.thresholds(folds)
    folds = [moved(judge, limits) for judge in folds]
    return moved(training.judge(), limits), [folds[number % FOLDS] for number in range(len(taught))]


def score(taught: Sequence[Taught], judges: Sequence[Judge]) -> dict[str, dict[str, float]]:
    """Score the claims that each judge finds in its reading; gold articles and written passages apart."""
    found = {}
    for name, printed in (("gold", True), ("written", False)):
        scores = Scores()
        for (text, labels, of_gold), judge in zip(taught, judges, strict=True):
            if of_gold == printed:
                scores.count(text.text, labels, find(text, judge))
        found[name] = scores.all()
    return found


def gold(nlp: Language, corpus: Path) -> Iterator[Taught]:
    """Yield the gold articles of train and dev."""
    for split in ("train", "dev"):
        for article, found in read_gold_articles(nlp, corpus, split):
            yield found, read_claims(corpus, article), True


def written(nlp: Language, corpus: Path) -> Iterator[Taught]:
    """Yield the written passages."""
    for text, labels in read_written(corpus):
        article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
        yield reading(language.read(nlp, article, published=_PUBLISHED)), labels, False


def _lesson(found: Reading, labels: Sequence[Labelled]) -> Lesson:
    case = examine(found)
    if case is None:
        raise ValueError(f"no clause in {found.text[:20]!r}")
    held = [(label, unit) for label, unit in paired(found.text, list(labels), case.units) if unit]
    number = {unit.start: at for at, unit in enumerate(case.units)}
    rows = [number[unit.start] for _, unit in held]
    states = np.zeros((len(case.units), 3), np.bool_)
    states[:, -1] = [scope is not None for scope in case.ruled]
    for row, (label, _) in zip(rows, held, strict=True):
        states[row] = (*(label.modality == mode for mode in MODES), label.speaker is not None)
    before = np.zeros((len(case.units), 3, 2), np.bool_)
    before[1:, :, 0] = states[:-1] & case.evidence.same[:, None]
    before[1:, :, 1] = states[:-1] & ~case.evidence.same[:, None]
    return Lesson(
        case,
        np.array(rows, np.intp),
        np.array(
            [truth(label.types, label.modality, checkable=label.checkable) for label, _ in held], np.bool_
        ).reshape(-1, len(ANSWERS)),
        states[rows, -1],
        before.reshape(-1, 6)[rows],
    )
