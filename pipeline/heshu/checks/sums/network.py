"""The network that reads the print around numbers, applied as arrays; `evaluate.sums_net` trains it.

Characters of the shape → embeddings → five convolutions, each over characters twice as far apart → one vector a
number → what its twelve neighbours on either side say of it. Over these vectors every hypothesis is scored: its slots
one by one, pairs of them with what they share, and how all of its terms stand.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from heshu.checks.sums.features import Floats, Numbers, Print
from heshu.checks.sums.hypotheses import Laid

WIDTH, REACHES, HEADS, NEIGHBOURS, HIDDEN = 96, (1, 2, 4, 8, 16), 4, 12, 64
FARTHEST_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Network:
    """The weights by name, as torch names them, and the character codes that have an embedding of their own."""

    weights: Mapping[str, Floats]
    codes: Numbers

    def scores(self, printed: Print, laid: Laid, vectors: Floats | None = None) -> Floats:
        """Give the log-odds of each hypothesis, as against no sum at all; `vectors` where they are known."""
        w = self.weights
        vectors = (
            self.vectors(printed.codes, printed.at, printed.said, printed.sentence)
            if vectors is None
            else vectors
        )
        slots = vectors @ w["slot.weight"].T + w["slot.bias"]
        first, second = laid.pairs[:, 0], laid.pairs[:, 1]
        left = vectors @ w["left.weight"].T + w["left.bias"]
        right = vectors @ w["right.weight"].T
        shared = w["shared.weight"][printed.relations(first, second)].sum(1)
        hidden = np.maximum(left[first] + right[second] + shared, 0)
        by_pair = hidden @ w["pair.weight"].T
        size = len(laid.families)
        row, column, term = laid.slot_rows.T
        added = np.bincount(row, slots[term, column] * laid.slot_shares, size)
        row, column, pair = laid.pair_rows.T
        added += np.bincount(row, by_pair[pair, column] * laid.pair_shares, size)
        stand = np.maximum(
            printed.standing(laid) @ w["standing.weight"].T + w["family.weight"][laid.families], 0
        )
        added += (stand * w["stands.weight"][laid.families]).sum(1) + w["bias"][laid.families]
        return added.astype(np.float32)

    def vectors(self, codes: Numbers, at: Numbers, said: Numbers, sentences: Numbers) -> Floats:
        """Give the vector of each number, shape `(…, numbers, WIDTH)`, from the arrays of a `Print` or a part of them.

        `codes` may be several texts, `(…, characters)`, with the same numbers at the same places.
        """
        w = self.weights
        h = w["characters.weight"][characters(codes, self.codes)]
        h[..., at, :] += w["said.weight"][said].sum(1)
        for number, reach in enumerate(REACHES):
            h = h + np.maximum(self._convolved(_normal(h, w, f"before.{number}"), number, reach), 0)
        v = _normal(h[..., at, :], w, "after")
        v = v + self._neighbours(_normal(v, w, "meet"), sentences)
        wide = np.maximum(_normal(v, w, "think") @ w["wide.weight"].T + w["wide.bias"], 0)
        return _normal(v + wide @ w["narrow.weight"].T + w["narrow.bias"], w, "last")

    def _convolved(self, h: Floats, number: int, reach: int) -> Floats:
        kernel = self.weights[f"convolve.{number}.weight"]
        out: Floats = h @ kernel[:, :, 1].T + self.weights[f"convolve.{number}.bias"]
        if h.shape[-2] > reach:
            out[..., reach:, :] += h[..., :-reach, :] @ kernel[:, :, 0].T
            out[..., :-reach, :] += h[..., reach:, :] @ kernel[:, :, 2].T
        return out

    def _neighbours(self, v: Floats, sentences: Numbers) -> Floats:
        """Let each number look at its neighbours."""
        w = self.weights
        heads = (*v.shape[:-1], HEADS, WIDTH // HEADS)
        query, key, value = (
            (v @ w[f"{name}.weight"].T + w[f"{name}.bias"]).reshape(heads)
            for name in ("query", "key", "value")
        )
        place, real, apart = neighbours(sentences)
        looks = np.einsum("...nhd,...nkhd->...nkh", query, key[..., place, :, :])
        looks = (
            looks / np.float32((WIDTH / HEADS) ** 0.5) + w["distance.weight"] + w["sentences.weight"][apart]
        )
        looks = np.where(real[:, :, None], looks, -1e9)
        looks = np.exp(looks - looks.max(-2, keepdims=True))
        looks /= looks.sum(-2, keepdims=True)
        seen = np.einsum("...nkh,...nkhd->...nhd", looks, value[..., place, :, :]).reshape(v.shape)
        out: Floats = seen @ w["look.weight"].T + w["look.bias"]
        return out


def characters(shape: Numbers, codes: Numbers) -> Numbers:
    """Give the row of each character's embedding: digits are one, 1 is for those that are not known."""
    read = np.where((shape >= 48) & (shape <= 57), 48, shape)
    at = np.minimum(np.searchsorted(codes, read), len(codes) - 1)
    return np.where(codes[at] == read, at + 2, 1)


def neighbours(sentences: Numbers) -> tuple[Numbers, NDArray[np.bool_], Numbers]:
    """Give of each number its neighbours' places, which of them are, and how many sentences off they stand."""
    place = np.arange(len(sentences))[:, None] + np.arange(-NEIGHBOURS, NEIGHBOURS + 1)
    real = (place >= 0) & (place < len(sentences))
    place = np.clip(place, 0, len(sentences) - 1)
    far = FARTHEST_SENTENCE
    return place, real, np.clip(sentences[place] - sentences[:, None], -far, far) + far


def _normal(h: Floats, weights: Mapping[str, Floats], name: str) -> Floats:
    middle = h - h.mean(-1, keepdims=True)
    out: Floats = middle / np.sqrt((middle**2).mean(-1, keepdims=True) + np.float32(1e-5))
    return out * weights[f"{name}.weight"] + weights[f"{name}.bias"]
