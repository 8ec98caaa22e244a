"""Themes against hand-labelled texts that training never saw, against plain baselines, and on public topic sets."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heshu.text.fold import fold
from heshu.themes.evidence import Finder, Sample, terms
from heshu.themes.labels import Labelled, read_labels
from heshu.themes.model import DEFAULT, load_weights
from heshu.themes.scores import Report, best_threshold, macro_f1, report
from heshu.themes.taxonomy import seeds, taxonomy
from heshu.themes.train import truth
from heshu.themes.weights import count_votes, tally, weigh


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Macro-F1 on a public set of texts with one label each."""

    name: str
    texts: int
    macro_f1: float


def evaluate_model(test: Path, model: str = DEFAULT) -> Report:
    """Score a model as it is used (weights applied directly) on the labelled texts of a file."""
    weights = load_weights(model)
    texts = read_labels(test)
    probabilities = np.array([weigh(weights, text.sample()).probabilities for text in texts])
    return report(weights.themes, probabilities, truth(texts, weights.themes, test.name), weights.threshold)


def evaluate_baselines(train: Path, test: Path) -> dict[str, Report]:
    """Score seed voting and TF-IDF with a linear SVM alone, each with its best threshold on the training texts.

    Their scores are no probabilities, so their calibration says nothing.
    """
    themes = [row.id for row in taxonomy()]
    known, unseen = read_labels(train), read_labels(test)
    y, truth_unseen = truth(known, themes, train.name), truth(unseen, themes, test.name)
    return {
        "seed voting": _report(themes, y, truth_unseen, vote_by_seeds(known), vote_by_seeds(unseen)),
        "TF-IDF + linear": _report(themes, y, truth_unseen, *tf_idf_linear(known, y, unseen)),
    }


def vote_by_seeds(texts: Sequence[Labelled]) -> NDArray[Any]:
    """Give each theme's share of the plain seed votes: a row a text, a column a theme."""
    column = {row.id: k for k, row in enumerate(taxonomy())}
    table = seeds()
    votes = np.zeros((len(table), len(column)), np.float32)
    for row, cast in enumerate(table.values()):
        for theme, weight in cast:
            votes[row, column[theme]] = weight
    finder = Finder(table)
    out = np.zeros((len(texts), len(column)))
    for row, text in enumerate(texts):
        counts, _ = count_votes(finder, text.sample())
        out[row] = tally(votes, {entry: float(round(1 + count)) for entry, count in counts.items()})[0]
    return out


def tf_idf_linear(
    known: Sequence[Labelled], y: NDArray[Any], unseen: Sequence[Labelled]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give a plain TF-IDF + linear SVM's decisions, squeezed into 0 to 1, for known (fold by fold) and unseen texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.model_selection import cross_val_predict
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    plain = make_pipeline(
        TfidfVectorizer(analyzer=terms, sublinear_tf=True), OneVsRestClassifier(LinearSVC(random_state=0))
    )
    samples = [text.sample() for text in known]
    blind = cross_val_predict(plain, samples, y, cv=5, method="decision_function")
    decided = plain.fit(samples, y).decision_function([text.sample() for text in unseen])
    return 1 / (1 + np.exp(-blind)), 1 / (1 + np.exp(-decided))


def evaluate_topics(folder: Path, split: str = "dev") -> TopicScore:
    """Train on `train.jsonl.gz` of a public topic set through the same classifier, and score another split."""
    from heshu.themes.estimator import ThemeClassifier

    samples, labels = _read_topics(folder / "train.jsonl.gz")
    unseen, true = _read_topics(folder / f"{split}.jsonl.gz")
    names = sorted(set(labels))
    y = np.array([[label == name for name in names] for label in labels], np.int8)
    classifier = ThemeClassifier(taught_alone=0.0, characters=True, ratio=True, folds=3).fit(samples, y)
    best = classifier.predict_proba(unseen).argmax(1)
    said = np.eye(len(names), dtype=bool)[best]
    held = np.array([[label == name for name in names] for label in true])
    return TopicScore(folder.name, len(unseen), round(macro_f1(said, held), 4))


def _read_topics(path: Path) -> tuple[list[Sample], list[str]]:
    samples = []
    labels = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            title = row.get("title") or ""
            samples.append(Sample(fold(f"{title}\n{row['text']}" if title else row["text"]), len(title)))
            labels.append(row["label"])
    return samples, labels


def _report(
    themes: list[str], y: NDArray[Any], unseen: NDArray[Any], blind: NDArray[Any], decided: NDArray[Any]
) -> Report:
    return report(themes, decided, unseen, best_threshold(blind, y))
