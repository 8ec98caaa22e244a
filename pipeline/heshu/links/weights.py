"""The trained weights of `models/links`, applied: every candidate has a score, and so has linking to none of them.

A feature is a few attributes together; its weight is looked up by their joint number. The best candidate wins if it
beats none by the link's margin: null rather than a guess.
"""

import json
import tomllib
from functools import lru_cache
from hashlib import sha256

import numpy
from numpy.typing import NDArray

from heshu.errors import ModelError
from heshu.links.base import BASE_FEATURES
from heshu.links.entity import ENTITY_FEATURES
from heshu.links.frame import BASES, ENTITIES, MEASURES, PERIODS, ROW, SIDES, SIZES, Flags, Frame
from heshu.links.kinds import LETTERS, SUITS
from heshu.links.measure import MEASURE_FEATURES
from heshu.links.outline import HEADS
from heshu.links.period import PERIOD_FEATURES
from heshu.resources import read_model_file

LINKS = {
    "measure": (MEASURES, MEASURE_FEATURES),
    "period": (PERIODS, PERIOD_FEATURES),
    "entity": (ENTITIES, ENTITY_FEATURES),
    "base": (BASES, BASE_FEATURES),
}
"""The columns of each link's candidates, the last that of none, and its features."""

MOST = 2**24
"""Numbers stay below this: a float32 holds every whole number up to it."""
_AT_ONCE = 4096


def fingerprint() -> str:
    """Give what the numbers of all features depend on, in twelve letters: a model is of one fingerprint."""
    return sha256(repr((LINKS, SIZES, HEADS, LETTERS, SUITS)).encode()).hexdigest()[:12]


class Numbering:
    """Gives every value of every feature of one link a number of its own."""

    __slots__ = ("columns", "of_candidates", "of_figures", "offsets", "size")

    def __init__(self, link: str) -> None:
        """Number the features of `link`. Raises ModelError where they have more values than `MOST`."""
        self.columns, features = LINKS[link]
        self.of_candidates = numpy.zeros((len(SIZES) - len(SIDES), len(features)), dtype="float32")
        self.of_figures = numpy.zeros((len(SIDES), len(features)), dtype="float32")
        ends = [0]
        for place, feature in enumerate(features):
            stride = 1
            for name in reversed(feature):
                strides = self.of_figures if name in SIDES else self.of_candidates
                strides[ROW[name], place] = stride
                stride *= SIZES[name]
            ends.append(ends[-1] + stride)
        self.offsets = numpy.array(ends[:-1], dtype="float32")
        self.size = ends[-1]
        if self.size > MOST:
            raise ModelError(
                f"links: 特徵太多 the features of {link} have {self.size} values, more than {MOST}"
            )

    def numbers(self, frame: Frame, figures: slice = slice(None)) -> NDArray[numpy.intp]:
        """Give the numbers of the link's features, by column, by figure, by feature."""
        taken = frame.table[self.columns, figures]
        joined = taken.reshape(-1, taken.shape[2]) @ self.of_candidates
        numbers = joined.reshape(*taken.shape[:2], -1)
        numbers += frame.sides[figures] @ self.of_figures + self.offsets
        return numbers.astype("intp")


class Chooser:
    """Chooses among the candidates of one link."""

    __slots__ = ("margin", "numbering", "ones", "weights")

    def __init__(self, link: str, weights: dict[str, float], margin: float) -> None:
        """Take the weights of feature numbers that are not zero, and the margin."""
        self.numbering = Numbering(link)
        self.weights = numpy.zeros(self.numbering.size, dtype="float32")
        self.weights[[int(number) for number in weights]] = [*weights.values()]
        self.ones = numpy.ones(len(self.numbering.offsets), dtype="float32")
        self.margin = margin

    def choose(self, frame: Frame, there: Flags) -> list[int]:
        """Give each figure's choice, one of the link's columns by its place among them; -1 is none."""
        size = len(frame.sides)
        chosen: list[int] = []
        for start in range(0, size, _AT_ONCE):
            chosen += self._choose(frame, there, slice(start, start + _AT_ONCE))
        return chosen

    def _choose(self, frame: Frame, there: Flags, figures: slice) -> list[int]:
        there = there[:-1, figures]
        if not there.any():
            return [-1] * there.shape[1]
        scores = self.weights.take(self.numbering.numbers(frame, figures)) @ self.ones
        candidates = numpy.where(there, scores[:-1], -numpy.inf)
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
            raise ModelError(
                "模型 links 來自別的版本，請重新訓練 the model is of another version of heshu, train it again"
            )
        return {link: Chooser(link, weights[link], config[link]["margin"]) for link in LINKS}
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ModelError(
            f"模型 links 已損壞，請重新訓練 the model is broken, train it again: {error!r}"
        ) from error
