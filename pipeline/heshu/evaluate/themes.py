"""Themes against hand-labelled texts that training never saw, against plain baselines, and on public topic sets."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heshu.given import given_lines
from heshu.text.fold import fold
from heshu.themes.evidence import Finder, Sample, cut, terms
from heshu.themes.labels import Labelled, read_labels
from heshu.themes.model import DEFAULT, load_weights
from heshu.themes.scores import Report, best_threshold, macro_f1, report
from heshu.themes.taxonomy import seeds, taxonomy
from heshu.themes.train import fit, truth
from heshu.themes.weights import count_votes, tally, weigh

TOPICS = ("sogouc", "cnews_mini")
"""The public sets of texts with one topic each."""


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Macro-F1 on a public set of texts with one label each."""

    name: str
    texts: int
    macro_f1: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Texts a second by scikit-learn and directly, how many times as fast, and whether the labels agreed."""

    by_sklearn: float
    direct: float
    times: float
    same: bool


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
        sample = text.sample()
        counts, _ = count_votes(finder, sample, cut(sample.norm))
        out[row] = tally(votes, {entry: float(round(1 + count)) for entry, count in counts.items()})[0]
    return out


def tf_idf_linear(
    known: Sequence[Labelled], y: NDArray[Any], unseen: Sequence[Labelled]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Give a plain TF-IDF + linear SVM's decisions, squeezed into 0 to 1, for known (fold by fold) and unseen texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.model_selection import KFold, cross_val_predict
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    plain = make_pipeline(
        TfidfVectorizer(analyzer=terms, sublinear_tf=True), OneVsRestClassifier(LinearSVC(random_state=0))
    )
    samples = [text.sample() for text in known]
    blind = cross_val_predict(
        plain, samples, y, cv=KFold(5, shuffle=True, random_state=0), method="decision_function"
    )
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


def add_test_scores(folder: Path, train: Path, test: Path) -> None:
    """Write a model's scores on unseen texts, and the baselines' beside them, into its metrics.json."""
    file = folder / "metrics.json"
    metrics = json.loads(file.read_text(encoding="utf-8"))
    metrics["test"] = evaluate_model(test, str(folder)).as_dict()
    metrics["baselines_on_test"] = {
        name: {
            "top1": score.top1,
            "macro_f1": score.macro_f1,
            "micro_f1": score.micro_f1,
            "calibration": score.calibration,
        }
        for name, score in evaluate_baselines(train, test).items()
    }
    file.write_text(json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measure_speed(texts: Sequence[str], train: Path) -> Speed:
    """Time scikit-learn's `predict([x])` and the weights applied directly, in turn, one text at a time.

    Both come from the same fit on the labelled texts of `train`; `same` says whether every label agreed.
    """
    themes = [row.id for row in taxonomy()]
    known = read_labels(train)
    classifier = fit(known, truth(known, themes, train.name), taxonomy())
    weights = classifier.weights(themes)
    samples = [Sample(fold(text)) for text in texts]
    rounds = []
    for _ in range(3):
        begun = perf_counter()
        slow = [classifier.predict([sample])[0] for sample in samples]
        between = perf_counter()
        fast = [weigh(weights, sample).probabilities >= weights.threshold for sample in samples]
        rounds.append((between - begun, perf_counter() - between))
    by_sklearn, direct = (float(np.median([pair[k] for pair in rounds])) for k in (0, 1))
    same = bool(np.array_equal(np.array(slow) > 0, np.array(fast)))
    return Speed(len(samples) / by_sklearn, len(samples) / direct, by_sklearn / direct, same)


def _read_topics(path: Path) -> tuple[list[Sample], list[str]]:
    samples = []
    labels = []
    for row in given_lines(path, "text", "label"):
        title = row.get("title") or ""
        samples.append(Sample(fold(f"{title}\n{row['text']}" if title else row["text"]), len(title)))
        labels.append(row["label"])
    return samples, labels


def _report(
    themes: list[str], y: NDArray[Any], unseen: NDArray[Any], blind: NDArray[Any], decided: NDArray[Any]
) -> Report:
    return report(themes, decided, unseen, best_threshold(blind, y))
