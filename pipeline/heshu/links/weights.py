"""The trained weights of `models/links`, applied: every candidate has a score, and so has linking to none of them.

A feature is a few attributes together; its weight is looked up by their joint number. The best candidate wins if it
beats none by the link's margin: null rather than a guess.
"""

import json
import tomllib
from functools import lru_cache
from hashlib import sha256

import numpy

from heshu.errors import ModelError
from heshu.links.base import BASE_COLUMNS, BASE_FEATURES
from heshu.links.entity import ENTITY_COLUMNS, ENTITY_FEATURES
from heshu.links.frame import ROW, SIZES, Codes, Flags, Table
from heshu.links.kinds import LETTERS, SUITS
from heshu.links.measure import MEASURE_COLUMNS, MEASURE_FEATURES
from heshu.links.outline import HEADS
from heshu.links.period import PERIOD_COLUMNS, PERIOD_FEATURES
from heshu.resources import read_model_file

LINKS = {
    "measure": (MEASURE_COLUMNS, MEASURE_FEATURES),
    "period": (PERIOD_COLUMNS, PERIOD_FEATURES),
    "entity": (ENTITY_COLUMNS, ENTITY_FEATURES),
    "base": (BASE_COLUMNS, BASE_FEATURES),
}
"""The columns of each link's candidates, the last that of none, and its features."""


def fingerprint() -> str:
    """Give what the numbers of all features depend on, in twelve letters: a model is of one fingerprint."""
    return sha256(repr((LINKS, SIZES, HEADS, LETTERS, SUITS)).encode()).hexdigest()[:12]


class Numbering:
    """Gives every value of every feature of one link a number of its own."""

    __slots__ = ("columns", "offsets", "rows", "size", "strides")

    def __init__(self, link: str) -> None:
        """Number the features of `link`. Numbers stay below 2 to the 24th, which a float32 holds."""
        self.columns, features = LINKS[link]
        names = [name for name in SIZES if any(name in feature for feature in features)]
        self.rows = [[ROW[name]] for name in names]
        self.strides = numpy.zeros((len(features), len(names)), dtype="float32")
        ends = [0]
        for place, feature in enumerate(features):
            stride = 1
            for name in reversed(feature):
                self.strides[place, names.index(name)] = stride
                stride *= SIZES[name]
            ends.append(ends[-1] + stride)
        self.offsets = numpy.array(ends[:-1], dtype="float32")[:, None]
        self.size = ends[-1]

    def numbers(self, table: Table) -> Codes:
        """Give the numbers of a table's features, by feature, by column, by figure."""
        taken = table[self.rows, :, self.columns]
        joined = self.strides @ taken.reshape(len(taken), -1) + self.offsets
        numbers: Codes = joined.astype("intp").reshape(-1, *taken.shape[1:])
        return numbers


class Chooser:
    """Chooses among the candidates of one link."""

    __slots__ = ("margin", "numbering", "weights")

    def __init__(self, link: str, weights: dict[str, float], margin: float) -> None:
        """Take the weights of feature numbers that are not zero, and the margin."""
        self.numbering = Numbering(link)
        self.weights = numpy.zeros(self.numbering.size, dtype="float32")
        self.weights[[int(number) for number in weights]] = [*weights.values()]
        self.margin = margin

    def choose(self, table: Table, there: Flags) -> list[int]:
        """Give each figure's choice, one of the link's columns by its place among them; -1 is none."""
        if not there[:, :-1].any():
            return [-1] * len(there)
        scores = self.weights.take(self.numbering.numbers(table)).sum(axis=0)
        candidates = numpy.where(there.T, scores, -numpy.inf)[:-1]
        best = candidates.argmax(axis=0)
        lead = candidates.max(axis=0) - scores[-1]
        chosen: list[int] = numpy.where(lead >= self.margin, best, -1).tolist()
        return chosen


@lru_cache(maxsize=1)
def choosers() -> dict[str, Chooser]:
    """Read the weights of every link, once. Raises ModelError where the model is missing or broken."""
    try:
        weights = json.loads(read_model_file("links", "weights.json"))
        config = tomllib.loads(read_model_file("links", "config.toml").decode("utf-8"))
        if config["fingerprint"] != fingerprint():
            raise ModelError("model links is of another version of heshu, train it again")
        return {link: Chooser(link, weights[link], config[link]["margin"]) for link in LINKS}
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ModelError(f"model links is broken, train it again: {error!r}") from error
