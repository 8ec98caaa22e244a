"""The network's learning side: fresh weights, the forward pass with dropout, and one Adam step.

The word vectors stay as they came from plain text: trained further, they would learn the training names by heart.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy
from scipy import sparse

from heshu.entities.background import KINDS
from heshu.entities.characters import Array, Knowledge, shifted
from heshu.entities.labels import COUNT
from heshu.entities.network import BY_CHARACTER, BY_WORD, NEAR, POOLED, Edges, Network, needed_rows

_SIZES = {"tag": 16, "place": 12, "char": 64, "kind": 8, "begin": 12, "end": 12, "inside": 12}
_ROWS = {"place": 9, "kind": 10, "begin": KINDS * 8, "end": KINDS * 8, "inside": KINDS * 8}


class Laid(Protocol):
    """What the network reads of a batch."""

    @property
    def looked_up(self) -> dict[str, Array]: ...  # noqa: D102
    @property
    def word_of(self) -> Array: ...  # noqa: D102
    @property
    def lengths(self) -> Array: ...  # noqa: D102
    @property
    def wanted(self) -> Array: ...  # noqa: D102
    @property
    def source(self) -> int: ...  # noqa: D102


def fresh(
    known: Knowledge, vectors: Array, tags: Array, chars: Array, sources: int, hidden: int,
    dilations: tuple[int, ...], rng: numpy.random.Generator,
) -> Network:  # fmt: skip
    """Give a network with random weights over the word `vectors` (sorted as `known.words`)."""

    def normal(rows: int, columns: int, spread: float) -> Array:
        return rng.normal(0, spread, (rows, columns)).astype(numpy.float32)

    a: dict[str, Array] = {"word": numpy.vstack([numpy.zeros((1, vectors.shape[1])), vectors * 3])}
    rows = {**_ROWS, "tag": len(tags) + 1, "char": len(chars) + 1}
    for name, size in _SIZES.items():
        a[name] = normal(rows[name], size, 0.3)
    into = {"word": vectors.shape[1], **_SIZES}
    spread = (2 / (3 * into["word"] + 3 * into["tag"] + sum(into[n] for n in BY_CHARACTER))) ** 0.5
    for name in BY_WORD:
        for d in NEAR:
            a[f"into_{name}_{d}"] = normal(into[name], hidden, spread)
    for name in BY_CHARACTER:
        a[f"into_{name}"] = normal(into[name], hidden, spread)
    a["b0"] = numpy.zeros(hidden)
    a["source"] = numpy.zeros((sources, hidden))
    for layer in range(1, len(dilations) + 1):
        a[f"w{layer}"] = normal(3 * hidden, hidden, 0.5 * (2 / (3 * hidden)) ** 0.5)
        a[f"b{layer}"] = numpy.zeros(hidden)
    a["pool"] = normal(hidden, hidden, 0.5 * (1 / hidden) ** 0.5)
    a["out"] = normal(hidden, COUNT, 0.02)
    a["b_out"] = numpy.zeros(COUNT)
    a["out_source"] = numpy.zeros((sources, hidden, COUNT))
    a["b_source"] = numpy.zeros((sources, COUNT))
    return Network({name: values.astype(numpy.float32) for name, values in a.items()}, tags, chars, dilations)


@dataclass(slots=True)
class Learner:
    """A network with Adam's moments and the share of hidden values to drop."""

    network: Network
    drop: float
    steps: int = 0
    moments: dict[str, tuple[Array, Array]] = field(default_factory=dict)

    def forward(self, batch: Laid, rng: numpy.random.Generator) -> tuple[Array, dict[str, Any]]:
        """Give the scores of a batch, and what `learn` needs of the way there."""
        a, rows = self.network.arrays, batch.looked_up
        words = rows["word"] * (rng.random(len(rows["word"])) >= 0.05)
        by_word = numpy.zeros((len(words), len(a["b0"])), dtype=numpy.float32)
        trace: dict[str, Any] = {"rows": {**rows, "word": words}}
        for name in BY_WORD:
            vectors = a[name][trace["rows"][name]]
            trace[name] = vectors
            for d in NEAR:
                by_word += shifted(vectors @ a[f"into_{name}_{d}"], d)
        hidden = by_word[batch.word_of] + (a["b0"] + a["source"][batch.source])
        for name in BY_CHARACTER:
            hidden += (a[name] @ a[f"into_{name}"])[rows[name]]
        hidden = self._dropped(numpy.maximum(hidden, 0), "m0", trace, rng)
        trace["h0"] = hidden
        edges = Edges(batch.lengths)
        trace["edges"] = edges
        dilations = self.network.dilations
        needed = needed_rows(batch.wanted, dilations)
        for layer, (d, at) in enumerate(zip(dilations, needed, strict=True), 1):
            wide = edges.widen(hidden, d, at)
            step = wide @ a[f"w{layer}"] + a[f"b{layer}"]
            if layer == POOLED:
                trace["means"] = edges.means(hidden)
                step += (trace["means"] @ a["pool"])[edges.sentence[at]]
            step = numpy.maximum(step, 0, out=step)
            trace[f"wide{layer}"] = wide
            trace[f"step{layer}"] = step = self._dropped(step, f"m{layer}", trace, rng)
            hidden = hidden.copy()
            hidden[at] += step
        trace["needed"] = needed
        trace["last"] = last = hidden[needed[-1]]
        source = batch.source
        return last @ (a["out"] + a["out_source"][source]) + (a["b_out"] + a["b_source"][source]), trace

    def _dropped(self, values: Array, name: str, trace: dict[str, Any], rng: numpy.random.Generator) -> Array:
        kept = (rng.random(values.shape, dtype=numpy.float32) >= self.drop) * numpy.float32(
            1 / (1 - self.drop)
        )
        trace[name] = kept
        dropped: Array = values * kept
        return dropped

    def learn(self, batch: Laid, trace: dict[str, Any], pulled: Array, rate: float) -> None:
        """Take one Adam step down the gradient `pulled` (characters, labels), summed over the batch."""
        a, source = self.network.arrays, batch.source
        pulled = pulled / numpy.float32(len(batch.lengths))
        last = trace["last"]
        gradients: dict[str, Array] = {"out": last.T @ pulled, "b_out": pulled.sum(axis=0)}
        for name, shared in (("out_source", "out"), ("b_source", "b_out")):
            gradients[name] = numpy.zeros_like(a[name])
            gradients[name][source] = gradients[shared] * 0.3
        edges: Edges = trace["edges"]
        back = numpy.zeros_like(trace["h0"])
        back[trace["needed"][-1]] = pulled @ (a["out"] + a["out_source"][source]).T
        for layer in range(len(self.network.dilations), 0, -1):
            at = trace["needed"][layer - 1]
            through = back[at] * (trace[f"step{layer}"] > 0) * trace[f"m{layer}"]
            gradients[f"w{layer}"] = trace[f"wide{layer}"].T @ through
            gradients[f"b{layer}"] = through.sum(axis=0)
            edges.narrow(through @ a[f"w{layer}"].T, self.network.dilations[layer - 1], at, back)
            if layer == POOLED:
                summed = _gathered(through, edges.sentence[at], len(edges.lengths))
                gradients["pool"] = trace["means"].T @ summed
                shares = (summed @ a["pool"].T) / edges.lengths[:, None].astype(numpy.float32)
                back += shares[edges.sentence]
        back = back * (trace["h0"] > 0) * trace["m0"]
        self._learn_inputs(batch, trace, back, gradients)
        self._step(gradients, rate)

    def _learn_inputs(
        self, batch: Laid, trace: dict[str, Any], back: Array, gradients: dict[str, Array]
    ) -> None:
        a = self.network.arrays
        gradients["b0"] = back.sum(axis=0)
        gradients["source"] = numpy.zeros_like(a["source"])
        gradients["source"][batch.source] = gradients["b0"]
        for name in BY_CHARACTER:
            summed = _gathered(back, trace["rows"][name], len(a[name]))
            gradients[f"into_{name}"] = a[name].T @ summed
            gradients[name] = summed @ a[f"into_{name}"].T
        by_word = _gathered(back, batch.word_of, len(trace["rows"]["word"]))
        for name in BY_WORD:
            vectors = trace[name]
            to_vectors = numpy.zeros_like(vectors)
            for d in NEAR:
                moved = shifted(by_word, -d)
                gradients[f"into_{name}_{d}"] = vectors.T @ moved
                if name != "word":
                    to_vectors += moved @ a[f"into_{name}_{d}"].T
            if name != "word":
                gradients[name] = _gathered(to_vectors, trace["rows"][name], len(a[name]))

    def _step(self, gradients: dict[str, Array], rate: float) -> None:
        self.steps += 1
        warm_first, warm_second = 1 - 0.9**self.steps, 1 - 0.999**self.steps
        for name, gradient in gradients.items():
            values = self.network.arrays[name]
            if name not in self.moments:
                self.moments[name] = (numpy.zeros_like(values), numpy.zeros_like(values))
            first, second = self.moments[name]
            first *= 0.9
            first += numpy.float32(0.1) * gradient
            second *= 0.999
            second += numpy.float32(0.001) * gradient * gradient
            values -= numpy.float32(rate / warm_first) * first / (numpy.sqrt(second / warm_second) + 1e-8)


def _gathered(values: Array, rows: Array, count: int) -> Array:
    """Sum the rows of `values` by number: (count, columns)."""
    ones = numpy.ones(len(rows), dtype=numpy.float32)
    chosen = sparse.csr_matrix((ones, rows, numpy.arange(len(rows) + 1)), shape=(len(rows), count))
    gathered: Array = chosen.T @ values
    return gathered
