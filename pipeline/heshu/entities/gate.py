"""Where a name may stand: a quick first look at every character, which spares most of the text the slow reading.

Two sums of hashed weights, one by character and one by word, make the odds that a character is part of a name.
Whatever is not clearly none is let through, with its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy

from heshu.entities.characters import Array, Script, mixed, shifted

BITS = 18
_REACH = 2
_ODD = 0x9E3779B97F4A7C15
_WRAP = 1 << 64


@dataclass(frozen=True, slots=True)
class Gate:
    """Weights by slot, and the odds (as a logarithm) from which a character is let through."""

    weights: Array
    least: float

    def odds(self, script: Script) -> Array:
        """Give the logarithm of the odds at every layout position."""
        by_character, by_word = slots(script)
        at_words = self.weights[by_word].sum(axis=0)
        odds: Array = self.weights[by_character].sum(axis=0) + at_words[script.words.index]
        return odds

    def lets_through(self, script: Script) -> Array:
        """Say at every layout position whether it is to be read; never in the gaps between sentences."""
        passed = self.odds(script) >= self.least
        near = passed.copy()
        for d in range(1, _REACH + 1):
            near[d:] |= passed[:-d]
            near[:-d] |= passed[d:]
        return near


def slots(script: Script) -> tuple[Array, Array]:
    """Give the slots by position and by word: (templates, positions) and (templates, words)."""
    char, words = script.char, script.words
    begin, end, inside = script.names
    characters = [
        (char, words.place),
        (shifted(char, -1), char),
        (char, shifted(char, 1)),
        (begin, end, inside),
        (begin, char),
        (end, char),
    ]
    tag, hashes, fine = words.tags, words.hashes, script.clusters[:, -1]
    sizes = numpy.minimum(words.sizes, 6).astype(numpy.uint64)
    last = char[words.ends - 1]
    before, after = shifted(tag, -1), shifted(tag, 1)
    by_word = [
        (hashes,),
        (shifted(hashes, -1), tag),
        (shifted(hashes, 1), tag),
        (before, tag, after),
        (tag, sizes, last),
        (shifted(last, -1), tag, last),
        (tag, shifted(last, 1), last),
        (fine, tag),
        (shifted(fine, -1), fine),
        (fine, shifted(fine, 1)),
    ]
    return _slots(characters, 0), _slots(by_word, len(characters))


def _slots(templates: Sequence[tuple[Array, ...]], first: int) -> Array:
    """Mix templates, those with as many parts at once: (templates, rows)."""
    slots = numpy.empty((len(templates), len(templates[0][0])), dtype=numpy.int64)
    with numpy.errstate(over="ignore"):
        for size in {len(parts) for parts in templates}:
            at = [number for number, parts in enumerate(templates) if len(parts) == size]
            odd = numpy.array([(first + number + 1) * _ODD % _WRAP for number in at], dtype=numpy.uint64)
            value = numpy.stack([templates[number][0] for number in at]) + odd[:, None]
            for place in range(1, size):
                value = mixed(value) + numpy.stack([templates[number][place] for number in at])
            slots[at] = (mixed(value) >> numpy.uint64(64 - BITS)).view(numpy.int64)
    return slots


_RATE = 0.3
_EPOCHS = 2
_DROPPED = 0.2


def learn_gate(
    scripts: Sequence[Script],
    marked: Sequence[tuple[Array, Array]],
    *,
    missed: float,
    rng: numpy.random.Generator,
) -> Gate:
    """Learn the weights: logistic regression by AdaGrad, some features dropped.

    `marked` gives every character's label and whether it is free; the odds are set so that the share `missed` of the
    named characters falls short of them.
    """
    weights = numpy.zeros(1 << BITS, dtype=numpy.float32)
    sums = numpy.full(1 << BITS, 1e-3, dtype=numpy.float32)
    for epoch in range(1, _EPOCHS + 1):
        for at in rng.permutation(len(scripts)):
            script, (labels, free) = scripts[at], marked[at]
            places = script.sheet.places()
            by_character, by_word = slots(script)
            by_character, word_of = by_character[:, places], script.words.index[places]
            kept = [
                rng.random(rows.shape, dtype=numpy.float32) > _DROPPED for rows in (by_character, by_word)
            ]
            at_words = (weights[by_word] * kept[1]).sum(axis=0)
            odds = (weights[by_character] * kept[0]).sum(axis=0) + at_words[word_of]
            pulled = (1 / (1 + numpy.exp(-odds)) - (labels > 0)) * (~free | (labels > 0))
            to_words = numpy.bincount(word_of, pulled, minlength=by_word.shape[1])
            for rows, drawn, pull in ((by_character, kept[0], pulled), (by_word, kept[1], to_words)):
                used, local = numpy.unique(rows, return_inverse=True)
                gradient = numpy.bincount(local.ravel(), (drawn * pull).ravel(), minlength=len(used))
                gradient = gradient.astype(numpy.float32)
                sums[used] += gradient * gradient
                weights[used] -= _RATE / epoch * gradient / numpy.sqrt(sums[used])
    gate = Gate(weights, 0.0)
    odds = [
        gate.odds(script)[script.sheet.places()][labels > 0]
        for script, (labels, _) in zip(scripts, marked, strict=True)
    ]
    return Gate(weights, float(numpy.quantile(numpy.concatenate(odds), missed)))
