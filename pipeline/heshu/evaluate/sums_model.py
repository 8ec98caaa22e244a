"""`heshu train checks`: the whole recipe of a folder's config.toml, and its scores over styles it never saw."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from heshu.checks.sums.families import FAMILIES
from heshu.checks.sums.scorer import Scorer
from heshu.evaluate.sums_labels import Example, examples
from heshu.evaluate.sums_real import real_examples
from heshu.evaluate.sums_titles import fit_titles
from heshu.evaluate.sums_train import lessons, save, scorer_of, train
from heshu.evaluate.title_swaps import Titled, of_gold, of_public


def train_checks(folder: Path, corpus: Path, data: Path | None) -> dict[str, dict[str, float]]:
    """Train by `folder`/config.toml; write weights.npz and metrics.json there, and give the metrics."""
    recipe = tomllib.loads((folder / "config.toml").read_text(encoding="utf-8"))
    stock, held_out = corpus.parent / recipe["stock"], recipe["held_out"]
    read = examples(stock) + (real_examples(data) if data is not None else [])
    styles = sorted({example.style for example in read} - set(held_out))
    weights, bias, trees = train(read, styles, lessons(read))
    titles = fit_titles(
        stock, held_out, [*of_gold(corpus, "train"), *(_even(data) if data is not None else ())]
    )
    limits = recipe["titles"]["absent"], recipe["titles"]["swapped"]
    scorer = scorer_of(weights, bias, trees, recipe["limits"], titles, limits)
    save(folder, scorer)
    metrics = {"held out styles": _scores([e for e in read if e.style in held_out], scorer)}
    (folder / "metrics.json").write_text(
        json.dumps(metrics, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return metrics


def _even(data: Path) -> Iterator[Titled]:
    """Give the titled public articles that teach; the other half is for alarms and swaps."""
    return (article for article in of_public(data) if not crc32(article.place.encode()) % 2)


def _scores(read: Sequence[Example], scorer: Scorer) -> dict[str, float]:
    """Give, a family each, the part of the meant sums that come first for their stated number, and their count."""
    meant: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for example in read:
        best: dict[int, tuple[float, frozenset[int]]] = {}
        for hypothesis, likely in scorer.likely(example.printed, example.found):
            stated = hypothesis.terms[hypothesis.stated]
            best[stated] = max(
                best.get(stated, (0.0, frozenset())),
                (likely, frozenset(hypothesis.terms)),
                key=lambda b: b[0],
            )
        for number in np.flatnonzero(example.labels == 1):
            hypothesis = example.found[number]
            name = hypothesis.family.name
            meant[name] += 1
            _, terms = best.get(hypothesis.terms[hypothesis.stated], (0.0, frozenset[int]()))
            first[name] += terms == frozenset(hypothesis.terms)
    return {
        key: value
        for family in FAMILIES
        if (count := meant[family.name])
        for key, value in (
            (family.name, round(first[family.name] / count, 4)),
            (f"{family.name} meant", count),
        )
    }
