"""Training of the links: logistic regression over each figure's candidates and linking to none of them.

Conditional on the figure: the candidates share one probability, as in a softmax. Learned from the train split alone,
read twice, with the gold's own figures, periods and entities and with those that we find; strength and margins are
chosen on the dev split.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from heshu import language
from heshu.evaluate.links import Case, found_cases, gold_cases, is_right, score_cases, score_parts
from heshu.links.frame import Codes, Flags, Frame, Pick
from heshu.links.link import by_weights, find_links
from heshu.links.weights import LINKS, Chooser, Numbering, fingerprint

_STRENGTHS = (4.0, 8.0)
_MARGINS = tuple(step / 4 for step in range(-16, 5))
_SMALLEST = 0.01
_FOLDS = 6
_AIMS = {"measure": 0.80, "period": 0.86}
"""How many of the stated links should be right on dev, a point above what is promised where that can be had."""
_GIVE = 0.006
"""How much less than the best counts as the best, where an aim is out of reach."""


@dataclass(frozen=True, slots=True)
class Example:
    """One figure: the feature numbers of its candidates, a row each, that of none last, and which of them are right."""

    numbers: Codes
    right: list[bool]


def train_links(corpus: Path, out: Path) -> dict[str, dict[str, float]]:
    """Train on `corpus`; write `weights.json`, `config.toml` and `metrics.json` into `out`; give the metrics.

    The metrics are of train and dev, by the gold's figures and by ours, and of both as held-out articles of six
    trainings (`held_out`). The test split is not looked at.
    """
    nlp = language.load()
    cases = {
        f"{split}_{name}": read(nlp, corpus, split)
        for split in ("train", "dev")
        for name, read in (("gold", gold_cases), ("found", found_cases))
    }
    examples = collect([*cases["train_gold"], *cases["train_found"]])
    known: dict[str, Chooser] = {}
    weights: dict[str, dict[str, float]] = {}
    strengths: dict[str, float] = {}
    for link in LINKS:
        tried = []
        for strength in _STRENGTHS:
            learned = fit(examples[link], strength)
            goodness, margin = _tune(cases["dev_found"], known, link, learned)
            tried.append((goodness, strength, margin, learned))
        _, strengths[link], margin, weights[link] = max(tried, key=lambda one: one[0])
        known[link] = Chooser(link, weights[link], margin)
    config = f'fingerprint = "{fingerprint()}"\n\n' + "\n".join(
        f"[{link}]\nstrength = {strengths[link]}\nmargin = {known[link].margin}\n" for link in LINKS
    )
    metrics = {name: score_cases(read, known)[0] for name, read in cases.items()}
    metrics["held_out"] = cross_validate(
        [*cases["train_gold"], *cases["dev_gold"]],
        [*cases["train_found"], *cases["dev_found"]],
        known,
        strengths,
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "weights.json").write_text(json.dumps(weights, separators=(",\n", ":")) + "\n", encoding="utf-8")
    (out / "config.toml").write_text(config, encoding="utf-8")
    (out / "metrics.json").write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
    return metrics


def cross_validate(
    gold: list[Case], found: list[Case], known: dict[str, Chooser], strengths: dict[str, float]
) -> dict[str, float]:
    """Give the scores of articles held out of training, with the margins of `known`; both lists are of one order."""
    parts = []
    for fold in range(_FOLDS):
        held = range(fold, len(found), _FOLDS)
        kept = [case for at in range(len(found)) if at not in held for case in (gold[at], found[at])]
        examples = collect(kept)
        trained = {
            link: Chooser(link, fit(examples[link], strengths[link]), known[link].margin) for link in LINKS
        }
        parts.append(([found[at] for at in held], trained))
    return score_parts(parts)[0]


def collect(cases: list[Case]) -> dict[str, list[Example]]:
    """Give the examples of every link, each figure linked as the gold says, so that what is carried is right.

    A figure whose link is none of its candidates teaches nothing.
    """
    examples: dict[str, list[Example]] = {link: [] for link in LINKS}
    for case in cases:

        def teacher(link: str, frame: Frame, there: Flags, case: Case = case) -> Pick:
            numbers = Numbering(link).numbers(frame)

            def pick(k: int, candidates: list[int]) -> int:
                mark = case.marks[k]
                if mark is None:
                    return -1
                live = [i for i, one in enumerate(candidates) if one >= 0 and there[i, k]]
                right = [is_right(case, link, k, candidates[i]) for i in live]
                if any(right) or link not in mark.fields:
                    taken = numbers[[*live, -1], k]
                    examples[link].append(Example(taken, [*right, not any(right)]))
                return live[right.index(True)] if any(right) else -1

            return pick

        find_links(case.frame, teacher)
    return examples


def fit(examples: list[Example], strength: float) -> dict[str, float]:
    """Give the weight of each feature number, those near zero left out; `strength` is that of the L2 penalty."""
    columns = numpy.concatenate([example.numbers.ravel() for example in examples])
    names, columns = numpy.unique(columns, return_inverse=True)
    width = examples[0].numbers.shape[1]
    figure = numpy.repeat(numpy.arange(len(examples)), [len(example.right) for example in examples])
    right = numpy.array([one for example in examples for one in example.right], dtype=float)
    rows = numpy.arange(0, len(columns) + 1, width)
    seen = csr_matrix((numpy.ones(len(columns)), columns, rows), shape=(len(right), len(names)))

    def loss(weights: NDArray[numpy.float64]) -> tuple[float, NDArray[numpy.float64]]:
        scores = seen @ weights
        top = numpy.full(len(examples), -numpy.inf)
        numpy.maximum.at(top, figure, scores)
        odds = numpy.exp(scores - top[figure])
        whole = numpy.bincount(figure, odds)
        good = numpy.bincount(figure, odds * right)
        slope = seen.T @ (odds / whole[figure] - odds * right / good[figure]) + strength * weights
        return float(-numpy.log(good / whole).sum() + strength / 2 * weights @ weights), slope

    learned = minimize(loss, numpy.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {
        str(int(name)): round(float(weight), 3)
        for name, weight in zip(names, learned, strict=True)
        if abs(weight) > _SMALLEST
    }


def _tune(
    cases: list[Case], known: dict[str, Chooser], link: str, weights: dict[str, float]
) -> tuple[tuple[float, float], float]:
    """Give how good a link's weights are with the best margin, and that margin.

    Where a link has an aim, the best is the highest margin that still reaches it, or comes near the best right; and
    then the more figures without the link are given none, the better. Elsewhere F1 decides.
    """
    chooser = Chooser(link, weights, 0.0)
    tried = []
    for margin in _MARGINS:
        chooser.margin = margin
        hits, given, wanted, none_right, none_wanted = _count(cases, known | {link: chooser}, link)
        right, null = hits / wanted, none_right / none_wanted
        tried.append((right, null, 2 * hits / (given + wanted), margin))
    aim = _AIMS.get(link)
    if aim is None:
        _, _, f1, margin = max(tried, key=lambda one: one[2])
        return (f1, 0.0), margin
    floor = min(aim, max(right for right, *_ in tried) - _GIVE)
    right, null, _, margin = max((one for one in tried if one[0] >= floor), key=lambda one: one[3])
    return (min(right, aim), null), margin


def _count(cases: list[Case], known: dict[str, Chooser], link: str) -> tuple[int, int, int, int, int]:
    """Count a link's hits, given, wanted; and where none is wanted, none given and all."""
    hits = given = wanted = none_right = none_wanted = 0
    for case in cases:
        chosen = getattr(find_links(case.frame, by_weights(known)), link)
        for k, (mark, candidate) in enumerate(zip(case.marks, chosen, strict=True)):
            if mark is None:
                continue
            given += candidate >= 0
            hits += is_right(case, link, k, candidate)
            stated = link in mark.fields
            wanted += stated
            none_wanted += not stated
            none_right += not stated and candidate < 0
    return hits, given, wanted, none_right, none_wanted
