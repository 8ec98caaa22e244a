"""P(the writer means this sum | everything but the stated value), learnt from right sentences.

The network scores every hypothesis; of all that may be said of one stated number, one is meant, or none.
`heshu train checks` learns it, and the trees that align titles (`sums.titles`).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from heshu.checks.sums.families import FAMILIES, Hypothesis
from heshu.checks.sums.features import Print
from heshu.checks.sums.hypotheses import Laid, lay_out
from heshu.checks.sums.network import Network
from heshu.checks.sums.trees import Floats, Trees
from heshu.errors import ModelError
from heshu.resources import read_model_file

KEPT = 5
"""How many readings of one stated number, of one family, are worked."""
LEAST = 0.0003
"""How likely a reading must be to be worked."""
VERSION = 2


@dataclass(frozen=True, slots=True)
class Scorer:
    """The network and the trees over `sums.titles.features`; `limits` are the least P of an alarm, a family each."""

    network: Network
    limits: dict[str, float]
    titles: Trees
    title_limits: tuple[float, float]

    def likely(self, printed: Print, found: Sequence[Hypothesis]) -> list[tuple[Hypothesis, float]]:
        """Give the best readings of each stated number with how likely each is meant, in [0, 1]."""
        if not found:
            return []
        laid = lay_out(found, len(printed.terms))
        chances = chances_of(self.network.scores(printed, laid), laid)
        kept: dict[tuple[int, int], int] = defaultdict(int)
        some = []
        for row in np.argsort(-chances, kind="stable").tolist():
            if chances[row] < LEAST:
                break
            key = int(laid.stated[row]), int(laid.families[row])
            kept[key] += 1
            if kept[key] <= KEPT:
                some.append(row)
        return [(found[row], float(chances[row])) for row in sorted(some)]


def chances_of(scores: NDArray[np.floating], laid: Laid) -> Floats:
    """Share out each stated number among what may be said of it and nothing at all, whose score is 0."""
    names, group = np.unique(laid.group, return_inverse=True)
    most = np.zeros(len(names))
    np.maximum.at(most, group, scores)
    mass = np.exp(scores - most[group])
    whole = np.exp(-most) + np.bincount(group, mass)
    chances: Floats = mass / whole[group]
    return chances


@lru_cache(maxsize=1)
def load_scorer(name: str = "checks") -> Scorer:
    """Give the packaged scorer. Raises ModelError where its weights are missing or of another make."""
    with np.load(BytesIO(read_model_file(name, "weights.npz")), allow_pickle=False) as held:
        if int(held["version"]) != VERSION:
            raise ModelError(f"model {name}: 版本不符，請重新訓練 of another version; train it again")
        weights = {key[4:]: held[key].astype(np.float32) for key in held.files if key.startswith("net.")}
        trees = {key[6:]: held[key] for key in held.files if key.startswith("title.")}
        limits = dict(zip([family.name for family in FAMILIES], held["limits"].tolist(), strict=True))
        absent, swapped = held["title_limits"].tolist()
        codes = held["codes"].astype(np.int64)
    depth, start = int(trees.pop("depth")), float(trees.pop("start"))
    return Scorer(
        Network(weights, codes), limits, Trees(**trees, depth=depth, start=start), (absent, swapped)
    )
