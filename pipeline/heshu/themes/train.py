"""Train a theme model: from our labelled texts, or from a desk's laid over those of a model that exists."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from heshu.errors import LexiconError
from heshu.themes.estimator import ThemeClassifier
from heshu.themes.labels import Labelled, merge, parse_labels, read_labels, to_csv
from heshu.themes.model import DEFAULT, labels_text, load_weights, own_taxonomy_text, save_weights
from heshu.themes.scores import Report, report
from heshu.themes.taxonomy import Taxonomy, extend, parse_taxonomy, read_taxonomy_text, seeds, taxonomy
from heshu.themes.weights import Weights

_ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Trained:
    """A model and its cross-validated report; `few` are themes with too few labelled texts to be trusted."""

    folder: Path
    texts: int
    report: Report
    few: tuple[str, ...]


def train(
    labels: Path, *, taxonomy_file: Path | None = None, out: Path, base: str | None = DEFAULT
) -> Trained:
    """Learn from `labels` and from what the `base` model learned from (None: from `labels` only); write to `out`.

    `taxonomy_file` adds or replaces themes. The folder holds all that the next training needs, so `base` may be a
    desk's own folder and its corrections `labels`. Raises LexiconError for a theme that is not in the list, or
    ModelError where there is no base.
    """
    known = parse_labels(labels_text(base), "the base model's labels") if base else []
    own_text = own_taxonomy_text(base) if base else ""
    if taxonomy_file:
        added = read_taxonomy_text(taxonomy_file)
        own_text = own_text if added in own_text else f"{own_text}\n{added}".lstrip()
    rows = extend(taxonomy(), parse_taxonomy(own_text, "taxonomy.toml"))
    texts = merge([*known, *read_labels(labels)])
    themes = [row.id for row in rows]
    y = truth(texts, themes, labels.name)
    classifier = fit(texts, y, rows, load_weights(base) if base else None)
    scored = report(themes, classifier.blind_, y, classifier.threshold_)
    save_weights(classifier.weights(themes), out)
    (out / "labels.csv").write_text(to_csv(texts), encoding="utf-8")
    if own_text:
        (out / "taxonomy.toml").write_text(own_text, encoding="utf-8")
    metrics = {"cross_validation": scored.as_dict()}
    (out / "metrics.json").write_text(
        json.dumps(metrics, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    few = tuple(score.theme for score in scored.themes if score.texts < _ENOUGH)
    return Trained(out, len(texts), scored, few)


def fit(
    texts: Sequence[Labelled], y: NDArray[Any], rows: Taxonomy, base: Weights | None = None
) -> ThemeClassifier:
    """Fit the classifier with the taxonomy's seeds.

    With a `base`, its calibration and threshold stay: a desk's few texts must not move the themes they are not about.
    """
    column = {row.id: k for k, row in enumerate(rows)}
    table = {word: [(column[theme], weight) for theme, weight in cast] for word, cast in seeds(rows).items()}
    classifier = ThemeClassifier(
        table, curve=base.curve if base else None, threshold=base.threshold if base else None
    )
    return classifier.fit([text.sample() for text in texts], y)


def truth(texts: Sequence[Labelled], themes: Sequence[str], where: str) -> NDArray[np.int8]:
    """Give the 0/1 matrix of the texts' themes. Raises LexiconError for one that is not in the list."""
    column = {theme: k for k, theme in enumerate(themes)}
    y = np.zeros((len(texts), len(themes)), np.int8)
    for row, text in enumerate(texts):
        for theme in text.themes:
            if theme not in column:
                raise LexiconError(
                    f"{where}: 沒有這個主題 no theme {theme!r} ({text.text[:20]}…); add it with --taxonomy"
                )
            y[row, column[theme]] = 1
    return y
