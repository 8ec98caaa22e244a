"""The recogniser's features: at each place, what stands there and around it, as 64-bit keys.

A key is the template's number mixed with what stands at the places that the template names (characters, their
classes, words, tags, clusters, listed names). Every template is one vectorised pass over all places.
"""

import numpy

from heshu.entities.characters import REACH, Array, Script, mixed, shifted, slice_hashes

_ODD = 0x9E3779B97F4A7C15
_WRAP = 1 << 64
_MIX_1 = numpy.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = numpy.uint64(0xC4CEB9FE1A85EC53)
_SHIFT = numpy.uint64(32)


class _Columns:
    """Feature columns in template order: each a mix of the template's number and the parts."""

    def __init__(self) -> None:
        self.parts: list[tuple[Array, ...]] = []
        self.spelling: list[int] = []

    def add(self, *parts: Array) -> None:
        self.parts.append(parts)

    def spell(self, *parts: Array) -> None:
        """Add a template that names the very characters or word, rather than what kind they are."""
        self.spelling.append(len(self.parts))
        self.add(*parts)

    def keys(self) -> Array:
        """Mix all templates, those with as many parts at once: (places, templates)."""
        keys = numpy.empty((len(self.parts), len(self.parts[0][0])), dtype=numpy.uint64)
        with numpy.errstate(over="ignore"):
            for size in {len(parts) for parts in self.parts}:
                at = [number for number, parts in enumerate(self.parts) if len(parts) == size]
                value = numpy.stack([self.parts[number][0] for number in at]) * _MIX_2
                for place in range(1, size):
                    value ^= value >> _SHIFT
                    value += numpy.stack([self.parts[number][place] for number in at])
                    value *= _MIX_1
                odd = numpy.array([(number + 1) * _ODD % _WRAP for number in at], dtype=numpy.uint64)
                keys[at] = mixed(value + odd[:, None])
        return numpy.ascontiguousarray(keys.T)


def keys_at(script: Script, places: Array, source: int) -> tuple[Array, tuple[int, ...]]:
    """Give the feature keys at some layout positions, and which templates are spelling.

    The keys are (positions, templates) uint64. `source` numbers the annotation guideline that is asked for;
    spelling templates name the very characters or words.
    """
    char, words = script.char, script.words
    c = {d: char[places + d] for d in range(-REACH, REACH + 1)}
    k = {d: script.kind[places + d] for d in range(-2, 3)}
    here, place = words.index[places], words.place[places]
    near = range(-2, 3)
    word = {d: shifted(words.hashes, d)[here] for d in near}
    tag = {d: shifted(words.tags, d)[here] for d in near}
    sizes = numpy.minimum(words.sizes, 6).astype(numpy.uint64)
    size, size_next, size_past = (shifted(sizes, d)[here] for d in (0, 1, -1))
    last = char[words.ends - 1]
    last_here, last_next, last_past = (shifted(last, d)[here] for d in (0, 1, -1))
    first_next = shifted(char[words.starts], 1)[here]
    tail = slice_hashes(script.sums, script.backs, numpy.maximum(words.ends - 2, words.starts), words.ends)[
        here
    ]
    begin, end, inside = (column[places] for column in script.names)
    f = _Columns()
    for d in range(-REACH, REACH + 1):
        f.spell(c[d])
    for d in (-2, -1, 0, 1):
        f.spell(c[d], c[d + 1])
    f.spell(c[-1], c[1])
    for d in (-2, -1, 0):
        f.spell(c[d], c[d + 1], c[d + 2])
    for d in (-3, 0, -2, -1):
        f.spell(c[d], c[d + 1], c[d + 2], c[d + 3])
    f.add(k[-1], k[0], k[1])
    f.add(k[-2], k[-1], k[0], k[1], k[2])
    f.spell(word[0], place)
    for d in (-1, 1, -2, 2):
        f.add(word[d], place)
    f.spell(word[-1], word[0], place)
    f.spell(word[0], word[1], place)
    f.add(word[-1], word[1], place)
    f.add(tag[0], place)
    f.add(tag[-1], tag[0], place)
    f.add(tag[0], tag[1], place)
    f.add(tag[-1], tag[0], tag[1], place)
    f.add(tag[-2], tag[-1], tag[0], place)
    f.add(tag[0], tag[1], tag[2], place)
    f.add(tag[0], size, place, size_past, size_next)
    f.add(tag[0], place, c[0])
    f.add(tag[0], size, place, c[0])
    f.add(word[-1], tag[0], size, place)
    f.add(word[1], tag[0], size, place)
    f.add(last_here, place)
    f.add(tail, place)
    f.add(last_past, place, tag[0])
    f.add(last_next, place, tag[0])
    f.add(last_here, last_next, place)
    f.add(first_next, place, c[0])
    f.add(tag[0], tag[1], last_next, place)
    f.add(begin, place)
    f.add(end, place)
    f.add(inside, place)
    f.add(begin, end, inside)
    f.add(begin, c[0])
    f.add(end, c[0])
    f.add(inside, tag[0], place)
    f.add(begin, k[-1], tag[-1])
    f.add(end, tag[1], c[1])
    for column in script.clusters.T:
        group = {d: shifted(column, d)[here] for d in near}
        for d in near:
            f.add(group[d], place)
        f.add(group[-1], group[0], place)
        f.add(group[0], group[1], place)
        f.add(group[-1], group[1], tag[0], place)
    mark = numpy.full(len(places), source + 1, dtype=numpy.uint64)
    f.spell(mark, word[0], place)
    f.add(mark, tag[0], place)
    f.spell(mark, c[-1], c[0])
    f.spell(mark, c[0], c[1])
    f.add(mark, begin, end, inside)
    f.add(mark, last_here, last_next, place)
    f.add(mark, group[0], place)
    f.add(mark, group[-1], tag[0], place)
    f.add(mark, group[1], tag[0], place)
    return f.keys(), tuple(f.spelling)
