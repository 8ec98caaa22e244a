"""An article's figures beside everything that they may be linked to, as tables of small integers.

Linking is arithmetic on these tables, few calls for a whole article: a figure-laden column has fifty figures a
thousand characters, and each has twenty candidates.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy
from numpy.typing import NDArray
from spacy.tokens import Doc

from heshu.links.kinds import LETTERS, SUITS, fits, kind_of
from heshu.links.outline import HEADS, NOUN, Outline, Places, outline
from heshu.text.reading import Reading, reading

Codes = NDArray[numpy.intp]
Flags = NDArray[numpy.bool_]
Table = NDArray[numpy.float32]
Pick = Callable[[int, list[int]], int]
"""Takes a figure's index and what its candidates stand for (-1: nothing); gives one by its place there, or -1."""

PHRASES = ("按年", "按月", "按季", "按周", "按日", "同比", "环比")
"""What changes are compared with, in two characters each, folded."""
LABELS = ("", "PER", "ORG", "LOC", "FAC", "PRODUCT", "INDEX", "LAW", "EVENT")

COLUMNS = (*("noun",) * 4, *("counted",) * 2, "before", "none",
           *("entity",) * 3, "entity after", "before", "none",
           "against", "phrase", *("period",) * 4, "period after", "before", "before that", "none")  # fmt: skip
"""What a figure may be linked to: the four nearest nouns to the left in its sentence (or a verb close before it) and
two that it counts to the right; three entities before it in its line and one right after it; the noun that the last
較 or 由 leads to, a phrase such as 按月 in its clause; four periods and one; each time also what the figure before is
linked to (for periods, what was linked before that too), and nothing."""
MEASURES, ENTITIES, BASES, PERIODS = slice(0, 8), slice(8, 14), slice(14, 24), slice(16, 24)
_NEAR_NOUNS, _COUNTED, _NEAR_NAMES, _NEAR_PERIODS = slice(0, 6), slice(4, 6), slice(8, 12), slice(16, 21)
_AGAINST, _PHRASE = 14, 15
_BEFORE = (6, 12, 21, 22)
_NONE = (7, 13, 23)
_FARTHEST = numpy.array(
    [1] * 4 + [0] * 2 + [3, 0] + [2] * 3 + [0] + [3, 0] + [1, 0] + [2] * 4 + [0] + [3] * 2 + [0]
)
_LONGEST = numpy.array([999] * 4 + [2] * 2 + [999] * 5 + [2] + [999] * 8 + [2] + [999] * 3)

_OF_CANDIDATES = {
    "column": len(COLUMNS), "head": len(HEADS), "before": len(HEADS), "before2": len(HEADS), "after": len(HEADS),
    "lead": len(HEADS), "size": 5, "single": 2, "commas": 4, "figures": 5, "verbs": 3, "changed": 3, "levels": 3,
    "des": 2, "list": 3, "length": 4, "scope": 4, "suits": len(SUITS),
    "late": 3, "label": len(LABELS), "inside": 4, "order": 5,
}  # fmt: skip
"""The attributes of candidates, and how many values each has.

Its column; its letter, what stands before it, before that, and after it; the 較 that leads to it, or what else does;
its characters, whether it is one word; what lies between it and the figure (marks that end clauses, figures, verbs,
changes, levels, 的, signs of a list), and how many parts; whether it is in the figure's clause (0), sentence, line or
farther; how it goes with the figure. Of a period: whether it is the latest of its sentence (1, else 2). Of an entity:
its label; whether it is before the measure (1), inside (2) or after it (3). Of a base: whether it is before the
period (1), the same (2), after it (3), or the very one (4).
"""
_OF_FIGURES = {
    "letter": len(LETTERS), "way": 2, "like": 3, "earlier": len(LETTERS), "previous": len(HEADS), "next": len(HEADS),
    "next2": len(HEADS), "nth": 4, "more": 3, "gap_scope": 4, "gap_length": 4, "near": 4, "right": len(SUITS),
    "dated": 4, "named": 4, "measured": len(HEADS) + 1, "again": 3,
}  # fmt: skip
"""The attributes of figures.

What it is, whether it is a change; whether the figure before has the same unit (2) or letter (1), and its letter; what
stands before it, after it, and after that; how many figures come before and after it in its clause; how far the figure
before it is; how far the nearest noun of its clause is, the noun that it may count, the scope of the nearest period
and entity; once known, what it measures and whether that was carried.
"""
SIZES = _OF_CANDIDATES | _OF_FIGURES
ROW = {name: row for names in (_OF_CANDIDATES, _OF_FIGURES) for row, name in enumerate(names)}
SIDES = frozenset(_OF_FIGURES)

_COUNTS = (",;.\n", "F", "V", "CT", "L", "D", "&J", HEADS, ".\n", "\n")
_COUNTED_MARKS = numpy.array([[letter in marks for marks in _COUNTS] for letter in HEADS], dtype="int32")
_CAPS = numpy.array([3, 4, 2, 2, 2, 1, 2, 3, 1, 1], dtype="int32")
_CLAUSE, _FIGURES, _DISTANCE, _SENTENCE, _LINE = 0, 1, 7, 8, 9
_STOP = _COUNTED_MARKS[:, _CLAUSE] > 0
_LEADS = numpy.array([letter in "KR" for letter in HEADS])
_VERB, _SHARE, _COMPARED, _OPEN, _CLOSE = (HEADS.index(letter) for letter in "VZK()")
_STEPS = {left: numpy.array([*range(-1, -left - 1, -1), 0, 1])[:, None] for left in (3, 4)}
_BESIDE = numpy.array([-1, 1, 2])
_GAP, _AFTER, _NEAREST = 6, 4, [0, 16, 8]
_MARKED = slice(1, 8)
_COUNTED_ROWS = slice(8, 16)


@dataclass(frozen=True, slots=True)
class Frame:
    """An article's tables: of candidates (columns, figures, attributes), of figures (figures, attributes).

    `there` says which candidates there are (columns, figures), `numbers` what they stand for: places in the outline for
    nouns, indexes for periods and entities, offsets for phrases; -1 is none.
    """

    found: Reading
    outline: Outline
    table: Table
    sides: Table
    there: Flags
    numbers: Codes


def make_frame(doc: Doc) -> Frame:
    """Lay out an article that has figures."""
    found = reading(doc)
    drawn = outline(doc)
    parts, at = drawn.parts, drawn.figures
    places, numbers = _places(found, drawn)
    counts = _counts(parts)
    between = counts.take(places, axis=0)
    between -= counts.take(at, axis=0)
    numpy.abs(between, out=between)
    numpy.minimum(between, _CAPS, out=between)
    scope = numpy.minimum(between[:, :, _CLAUSE], 1)
    scope += between[:, :, _SENTENCE]
    scope += between[:, :, _LINE]
    distance = between[:, :, _DISTANCE]

    table = numpy.zeros((*places.shape, len(_OF_CANDIDATES)), dtype="float32")
    table[:, :, 0] = _COLUMN_NUMBERS
    table[:, :, _MARKED] = _marks(drawn).take(places, axis=0)
    table[:, :, _COUNTED_ROWS] = between[:, :, : _DISTANCE + 1]
    table[:, :, ROW["scope"]] = scope
    letters = _letters(found)
    head = drawn.heads.take(places[MEASURES])
    table[MEASURES, :, ROW["suits"]] = fits().take(head + letters * len(HEADS))
    table[_NONE, :, 1:] = 0

    there = (places >= 0) & (scope <= _FARTHEST[:, None]) & (distance <= _LONGEST[:, None])
    there[_COUNTED] &= between[_COUNTED, :, _FIGURES] < 2
    there[_PHRASE] = numbers[_PHRASE] >= 0
    there[_NONE, :] = True
    sides = _sides(found, drawn, letters, table, there, counts)
    return Frame(found, drawn, table, sides, there, numbers)


_COLUMN_NUMBERS = numpy.arange(len(COLUMNS), dtype="float32")[:, None]


def _places(found: Reading, drawn: Outline) -> tuple[Codes, Codes]:
    """Give the place of every candidate of every figure, and what it stands for; -1 is none."""
    parts, at = drawn.parts, drawn.figures
    places = numpy.full((len(COLUMNS), len(at)), -1)
    numbers = places.copy()
    places[_NEAR_NOUNS], _ = _nearest(_nouns(drawn), at, 4, 2)
    places[_NEAR_NAMES], numbers[_NEAR_NAMES] = _nearest(drawn.names, at, 3, 1)
    places[_NEAR_PERIODS], numbers[_NEAR_PERIODS] = _nearest(drawn.periods, at, 4, 1)
    places[_AGAINST] = _against(parts, at)
    places[_BEFORE, 1:] = at[:-1]
    numbers[_NEAR_NOUNS] = places[_NEAR_NOUNS]
    numbers[_AGAINST] = places[_AGAINST]
    numbers[_PHRASE] = _phrases(found, drawn)
    return places, numbers


def _nouns(drawn: Outline) -> Places:
    """Give the places of what may be measured: nouns, and verbs of two characters.

    But for a whole after 佔, and a noun alone in brackets: another name of the one before it.
    """
    parts = drawn.parts
    is_noun = parts == NOUN
    measurable: Flags = is_noun | ((parts == _VERB) & ~drawn.brief)
    measurable[2:] &= ~((parts[1:-1] == _SHARE) & measurable[:-2])
    measurable[1:-1] &= (parts[:-2] != _OPEN) | (parts[2:] != _CLOSE)
    return measurable.nonzero()[0]


def _nearest(anchors: Places, at: Places, left: int, right: int) -> tuple[Codes, Codes]:
    """Give the places and indexes of the nearest anchors of each figure, leftward then rightward; -1 is none."""
    index: Codes = anchors.searchsorted(at) + _STEPS[left][: left + right]
    index[(index >= len(anchors)) | (index < 0)] = -1
    if not len(anchors):
        return index, index
    return numpy.where(index < 0, -1, anchors.take(index)), index


def _against(parts: Places, at: Places) -> Places | int:
    """Give the place of the noun that the nearest 較 or 由 before each figure leads to, or -1."""
    leads = _LEADS[parts].nonzero()[0]
    nouns = (parts == NOUN).nonzero()[0]
    if not len(leads) or not len(nouns):
        return -1
    lead = leads[leads.searchsorted(at) - 1]
    place: Places = nouns.take(nouns.searchsorted(lead), mode="clip")
    place[(place <= lead) | (place >= at)] = -1
    return place


def _phrases(found: Reading, drawn: Outline) -> Places | int:
    """Give where the last phrase in each figure's clause before it starts, or -1."""
    at = sorted(start for phrase in PHRASES for start in _all_starts(found.norm, phrase))
    if not at:
        return -1
    starts = numpy.array(at)
    opens = _STOP[drawn.parts].nonzero()[0]
    clause = opens.searchsorted(drawn.figures) - 1
    floor = numpy.where(clause < 0, 0, drawn.ends[opens[clause]])
    last = starts.searchsorted(drawn.starts[drawn.figures]) - 1
    return numpy.where((last >= 0) & (starts[last] >= floor), starts[last], -1)


def _all_starts(norm: str, phrase: str) -> Iterator[int]:
    at = norm.find(phrase)
    while at >= 0:
        yield at
        at = norm.find(phrase, at + 1)


def _marks(drawn: Outline) -> NDArray[numpy.int32]:
    """Give of every part what it is and what stands beside it."""
    parts = drawn.parts
    marks = numpy.zeros((len(parts), 7), dtype="int32")
    marks[:, 0] = drawn.heads
    marks[1:, 1] = parts[:-1]
    marks[2:, 2] = parts[:-2]
    marks[:-1, 3] = parts[1:]
    marks[:, 4] = numpy.where(marks[:, 2] == _COMPARED, _COMPARED, marks[:, 1])
    marks[:, 5] = numpy.minimum(drawn.ends - drawn.starts, 4)
    marks[:, 6] = drawn.single
    return marks


def _counts(parts: Places) -> NDArray[numpy.int32]:
    """Give how many of each kind of mark, and of parts, come before each part.

    They are 32 bits wide: sixteen overflow in a text of 33,000 lines.
    """
    counts = numpy.zeros((len(parts), len(_COUNTS)), dtype="int32")
    _COUNTED_MARKS.take(parts[:-1], axis=0).cumsum(axis=0, out=counts[1:])
    return counts


def _letters(found: Reading) -> Codes:
    """Give what each figure is, as a place in `LETTERS`."""
    return numpy.array(
        [kind_of(f.kind, f.unit, f.per is not None, f.direction is not None) for f in found.figures]
    )


def _sides(
    found: Reading, drawn: Outline, letters: Codes, table: Table, there: Flags, counts: NDArray[numpy.int32]
) -> Table:
    """Fill the table of figures."""
    parts, at = drawn.parts, drawn.figures
    units = [figure.unit for figure in found.figures]
    sides = numpy.zeros((len(at), len(_OF_FIGURES)), dtype="float32")
    sides[:, 0] = letters
    sides[:, 1] = [figure.direction is not None for figure in found.figures]
    sides[1:, 2] = [one == other for one, other in pairwise(units)]
    sides[1:, 2] += letters[1:] == letters[:-1]
    sides[1:, 3] = letters[:-1]
    sides[:, 4:7] = parts.take(at[:, None] + _BESIDE, mode="clip")
    stops = _STOP[parts].nonzero()[0]
    after = stops.searchsorted(at)
    figures = counts[:, _FIGURES]
    mine = figures[at]
    opens = figures[stops[after - 1]]
    opens[after == 0] = 0
    sides[:, 7] = numpy.minimum(mine - opens, 3)
    sides[:, 8] = numpy.minimum(figures[stops[after]] - mine - 1, 2)
    sides[:, 9] = table[_GAP, :, ROW["scope"]]
    sides[:, 10] = table[_GAP, :, ROW["length"]]
    scopes = numpy.where(there[_NEAREST], table[_NEAREST, :, ROW["scope"]], 3)
    sides[:, 11] = numpy.where(scopes[0] == 0, table[0, :, ROW["length"]], 3)
    sides[:, 12] = table[_AFTER, :, ROW["suits"]] * there[_AFTER]
    sides[:, 13:15] = scopes[1:].T
    return sides
