"""The network that reads on beside the table: word vectors and character classes, then dilated convolutions.

At use it runs only where it must: each layer gives just the rows that the next one looks at.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from heshu.entities.characters import Array, Script

POOLED = 1
NEAR = (-1, 0, 1)
BY_WORD = ("word", "tag")
BY_CHARACTER = ("place", "char", "kind", "begin", "end", "inside")


@dataclass(frozen=True, slots=True)
class Network:
    """The network's arrays by name.

    Vectors (`word`, `tag`, `place`, `char`, …), what carries each into the first layer (`into_word_-1`, …), the
    layers (`w1`, `b1`, …), `pool` for the sentence's mean, and `out`; once loaded also the `carried` tables. A layer
    looks aside as far as its dilation says: by 9, 3 and 1 every row sees each of its 13 neighbours once.
    """

    arrays: dict[str, Array]
    tags: Array
    chars: Array
    dilations: tuple[int, ...]

    def rows(self, script: Script, places: Array) -> dict[str, Array]:
        """Give the rows to look up: for every word its vector's and tag's, for the characters at `places` the rest."""
        code = script.char[places].astype(numpy.int64)
        spot = numpy.searchsorted(self.chars, code)
        spot[spot == len(self.chars)] = 0
        begin, end, inside = (column[places].astype(numpy.int64) for column in script.names)
        return {
            "word": script.word_rows,
            "tag": self._tag_rows(script.words.tags),
            "place": script.words.place[places].astype(numpy.int64),
            "char": numpy.where(self.chars[spot] == code, spot + 1, 0),
            "kind": script.kind[places].astype(numpy.int64),
            "begin": begin,
            "end": end,
            "inside": inside,
        }

    def _tag_rows(self, tags: Array) -> Array:
        at = numpy.searchsorted(self.tags, tags)
        at[at == len(self.tags)] = 0
        return numpy.where(self.tags[at] == tags, at + 1, 0)


class Edges:
    """Where sentences begin and end in rows laid end to end, for looking aside without looking over the edge."""

    def __init__(self, lengths: Array) -> None:
        """Take the lengths of the sentences; an empty one is none."""
        self.lengths = lengths[lengths > 0]
        self.ends = numpy.cumsum(self.lengths)
        self.starts = self.ends - self.lengths
        self.sentence = numpy.repeat(numpy.arange(len(self.lengths)), self.lengths)
        self.before = numpy.arange(len(self.sentence)) - self.starts[self.sentence]
        self.after = self.lengths[self.sentence] - 1 - self.before

    def widen(self, rows: Array, d: int, at: Array) -> Array:
        """Give for the rows `at` the neighbour `d` before, the row and the one `d` after; zeros past an edge."""
        size = rows.shape[1]
        wide = numpy.empty((len(at), 3 * size), dtype=rows.dtype)
        wide[:, :size] = rows.take(at - d, axis=0, mode="clip")
        wide[:, size : 2 * size] = rows.take(at, axis=0)
        wide[:, 2 * size :] = rows.take(at + d, axis=0, mode="clip")
        wide[self.before[at] < d, :size] = 0
        wide[self.after[at] < d, 2 * size :] = 0
        return wide

    def narrow(self, wide: Array, d: int, at: Array, back: Array) -> None:
        """Add to `back` what flows through `widen` to every row."""
        size = back.shape[1]
        back[at] += wide[:, size : 2 * size]
        left, right = self.before[at] >= d, self.after[at] >= d
        back[at[left] - d] += wide[left, :size]
        back[at[right] + d] += wide[right, 2 * size :]

    def means(self, rows: Array) -> Array:
        """Give the mean row of every sentence."""
        if not len(rows):
            return rows
        totals: Array = numpy.add.reduceat(rows, self.starts, axis=0)
        return totals / self.lengths[:, None].astype(numpy.float32)


def scores_of(
    network: Network, script: Script, places: Array, lengths: Array, source: int, wanted: Array
) -> Array:
    """Run the network over whole sentences, whose characters stand at `places`.

    `wanted` says at which of them the scores are asked for: (wanted characters, labels).
    """
    a, rows = network.arrays, network.rows(script, places)
    hidden = _first_layer(a, rows, script.words.index[places], source)
    edges = Edges(lengths)
    needed = needed_rows(wanted, network.dilations)
    for layer, (d, at) in enumerate(zip(network.dilations, needed, strict=True), 1):
        step = edges.widen(hidden, d, at) @ a[f"w{layer}"]
        step += a[f"b{layer}"]
        if layer == POOLED:
            step += (edges.means(hidden) @ a["pool"])[edges.sentence[at]]
        hidden[at] += numpy.maximum(step, 0, out=step)
    last = hidden[needed[-1]]
    scores: Array = last @ (a["out"] + a["out_source"][source]) + (a["b_out"] + a["b_source"][source])
    return scores


def _first_layer(a: dict[str, Array], rows: dict[str, Array], word_of: Array, source: int) -> Array:
    """Give the first layer at every place; only the words about them are worked out."""
    size = len(a["b0"])
    used = numpy.zeros(len(rows["word"]) + 2, dtype=bool)
    for d in (0, 1, 2):
        used[word_of + d] = True
    some = numpy.flatnonzero(used[1:-1])
    words = a["word"][rows["word"][some]] @ a["carried_word"]
    words += a["carried_tag"][rows["tag"][some]]
    by_word = words[:, size : 2 * size]
    by_word[1:] += words[:-1, :size]
    by_word[:-1] += words[1:, 2 * size :]
    hidden: Array = by_word[numpy.searchsorted(some, word_of)]
    hidden += a["b0"] + a["source"][source]
    for name in BY_CHARACTER:
        hidden += a[f"carried_{name}"][rows[name]]
    numpy.maximum(hidden, 0, out=hidden)
    return hidden


def needed_rows(wanted: Array, dilations: Sequence[int]) -> list[Array]:
    """Give for each layer which rows the layers above it look at."""
    layers = [wanted]
    for d in dilations[:0:-1]:
        above = layers[0]
        below = above.copy()
        below[d:] |= above[:-d]
        below[:-d] |= above[d:]
        layers.insert(0, below)
    return [numpy.flatnonzero(rows) for rows in layers]


def carried(arrays: dict[str, Array]) -> dict[str, Array]:
    """Give the tables that spare the first layer most of its work: every small vector already carried into it."""
    tables = {f"carried_{name}": arrays[name] @ arrays[f"into_{name}"] for name in BY_CHARACTER}
    into = {name: numpy.concatenate([arrays[f"into_{name}_{d}"] for d in NEAR], axis=1) for name in BY_WORD}
    return {**tables, "carried_word": into["word"], "carried_tag": arrays["tag"] @ into["tag"]}
