"""Train the scorer of sums on the stock of right passages and on real text, split by style, and set its limits.

Three networks, each over two thirds of the styles, read the third that they did not see: what they find meant in real
text and holds is taught to the last one, and what they would call wrong in right text sets the limits.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from heshu.checks.sums.arithmetic import outcome
from heshu.checks.sums.families import FAMILIES
from heshu.checks.sums.hypotheses import lay_out
from heshu.checks.sums.judge import likely_wrong, suspects
from heshu.checks.sums.network import Network
from heshu.checks.sums.scorer import LEAST, VERSION, Scorer, chances_of
from heshu.checks.sums.trees import Trees
from heshu.evaluate.sums_labels import Example
from heshu.evaluate.sums_net import fill_in, fit, lesson
from heshu.evaluate.sums_real import known_codes, rows_of

FOLDS, EPOCHS, STEPS = 3, 13, 7000
SURE, BY_CHANCE = 0.5, 0.03
"""A sum of a real text is taught as meant that is so likely, holds, and holds by chance so seldom."""
FALSE = 0.025
"""What part of right passages may be called wrong; the stock is fuller of traps than print is."""
LOWEST, HIGHEST = 0.3, 0.99
Frame = tuple[str, bytes]


def train(
    read: Sequence[Example], held_out: Sequence[str], texts: Sequence[str]
) -> tuple[Network, dict[str, float]]:
    """Give the network, trained on all styles but those held out, and its limits."""
    own = ["".join(map(chr, example.printed.codes.tolist())) for example in read]
    codes = known_codes(read, texts)
    begun = fill_in(codes, rows_of([*texts, *own], codes), STEPS)
    seen = [example for example in read if example.style not in held_out]
    styles = sorted({example.style for example in seen})
    draw = np.random.default_rng(0)
    taught: list[Example] = []
    suspected: dict[str, dict[Frame, float]] = defaultdict(lambda: defaultdict(float))
    for fold in range(FOLDS):
        out = set(styles[fold::FOLDS])
        inside = [lesson(example, codes, draw) for example in seen if example.style not in out]
        network = fit(inside, codes, begun, EPOCHS).network()
        for example in (example for example in seen if example.style in out):
            chances = _chances(network, example)
            for name, likely in _suspected(example, chances):
                worst = suspected[name]
                worst[_frame(example)] = max(worst[_frame(example)], likely)
            taught.append(_with_own_finds(example, chances))
    limits = _limits(suspected, _meant(seen), len({_frame(example) for example in seen}))
    return fit([lesson(example, codes, draw) for example in taught], codes, begun, EPOCHS).network(), limits


def _chances(network: Network, example: Example) -> NDArray[np.float64]:
    laid = lay_out(example.found, len(example.printed.terms))
    return chances_of(network.scores(example.printed, laid), laid)


def _suspected(example: Example, chances: NDArray[np.float64]) -> Iterator[tuple[str, float]]:
    """Yield the family and likelihood of what would be called wrong in a right passage, were there no limits."""
    some = np.flatnonzero(chances > LEAST)
    likely = [(example.found[n], float(chances[n])) for n in some]
    for judged in suspects(example.printed.terms, likely):
        yield judged.hypothesis.family.name, likely_wrong(judged)


def _with_own_finds(example: Example, chances: NDArray[np.float64]) -> Example:
    """Give a real text with the sums that were found in it marked as meant."""
    if not example.style.startswith("real"):
        return example
    labels = example.labels.copy()
    for number in np.flatnonzero((chances >= SURE) & (labels < 0)):
        found = outcome(example.found[number], example.printed.terms)
        if found.holds and found.chance <= BY_CHANCE:
            labels[number] = 1
    return replace(example, labels=labels)


def _meant(read: Sequence[Example]) -> Counter[str]:
    return Counter(
        example.found[n].family.name for example in read for n in np.flatnonzero(example.labels == 1)
    )


def _frame(example: Example) -> Frame:
    """Give what passages share that a writer made of one frame, with other numbers and names."""
    return example.style, example.printed.codes[-12:].tobytes()


def _limits(
    suspected: Mapping[str, Mapping[Frame, float]], meant: Counter[str], passages: int
) -> dict[str, float]:
    """Share out the false alarms that may be among the families, each as many as it has sums."""
    limits = {}
    for family in FAMILIES:
        may = int(FALSE * passages * meant[family.name] / max(1, meant.total()))
        worst = sorted(suspected.get(family.name, {}).values(), reverse=True)
        limit = worst[may] + 1e-6 if may < len(worst) else LOWEST
        limits[family.name] = round(min(max(limit, LOWEST), HIGHEST), 4)
    return limits


def arrays_of(model: HistGradientBoostingClassifier) -> dict[str, Any]:
    """Give the trees of a trained model as the arrays of `checks.sums.trees.Trees`."""
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


def save(folder: Path, scorer: Scorer) -> None:
    """Write the weights of a scorer, the network's in half precision."""
    network: dict[str, Any] = {
        f"net.{name}": value.astype(np.float16) for name, value in scorer.network.weights.items()
    }
    titles = {f"title.{name}": getattr(scorer.titles, name) for name in Trees.__slots__}
    np.savez_compressed(
        folder / "weights.npz", version=VERSION, codes=scorer.network.codes.astype(np.int32),
        limits=np.array([scorer.limits[family.name] for family in FAMILIES]),
        title_limits=np.array(scorer.title_limits), **network, **titles,
    )  # fmt: skip
