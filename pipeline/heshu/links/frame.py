"""An article's figures beside everything that they may be linked to, as one table of small integers.

Linking is arithmetic on this table: a figure-laden column has fifty figures a thousand characters, and each has
twenty candidates.
"""

import re
from collections.abc import Callable
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

_COUNTED = numpy.array(
    [[letter in marks for letter in HEADS] for marks in (",;.\n", ".\n", "\n", "F", "P")], dtype="int32"
)
_STEPS = {left: numpy.array([*range(-1, -left - 1, -1), 0, 1]) for left in (3, 4)}
_VERB, _SHARE, _COMPARED = (HEADS.index(letter) for letter in "VZK")
_STOP = _COUNTED[0] > 0
_LEADS = numpy.array([letter in "KR" for letter in HEADS])
_MOST = 3
EMPTY = len(HEADS)
_NO_RIVAL = numpy.array([[0], [EMPTY], [3]])
PHRASES = re.compile("按[年月季周日]|同比|环比")
LABELS = ("", "PER", "ORG", "LOC", "FAC", "PRODUCT", "INDEX", "LAW", "EVENT")

COLUMNS = (*("noun",) * 4, *("counted",) * 2, *("period",) * 4, "period after", *("entity",) * 3, "entity after",
           "against", "phrase", "before", "before that", "none")  # fmt: skip
"""What a figure may be linked to: the four nearest nouns to the left in its sentence (or a verb close before it) and
two that it counts to the right; four periods before it in its line and one right after it; three entities and one; the
noun that the last 較 or 由 leads to; a phrase such as 按月 in its clause; what the figure before is linked to, and what
was linked before that; nothing."""
NOUNS, PERIODS, ENTITIES, AGAINST, PHRASE, BEFORE, BEFORE_THAT, NONE = 0, 6, 11, 15, 16, 17, 18, 19
_FARTHEST = numpy.array([1] * 4 + [0] * 2 + [2] * 4 + [0] + [2] * 3 + [0] + [1] + [3] * 4)
_LONGEST = numpy.array([999] * 4 + [2] * 2 + [999] * 4 + [2] + [999] * 3 + [2] + [999] * 5)

SIZES = {
    "column": len(COLUMNS), "before": len(HEADS), "first": EMPTY + 1, "last": EMPTY + 1, "length": 4, "figures": 4,
    "periods": 4, "scope": 4, "head": len(HEADS), "single": 2, "suits": len(SUITS), "lead": len(HEADS),
    "letter": len(LETTERS), "way": 2, "previous": len(HEADS), "next": len(HEADS), "like": 3, "earlier": len(LETTERS),
    "gap_scope": 4, "gap_first": EMPTY + 1, "gap_length": 4,
    "rival": len(SUITS), "rival_first": EMPTY + 1, "rival_length": 4, "right": len(SUITS), "dated": 4, "named": 4,
    "late": 3, "marked": 2, "label": len(LABELS), "inside": 4, "measured": EMPTY + 1, "again": 3, "order": 5,
}  # fmt: skip
"""The attributes, one row of the table each, and how many values each has.

- Of a candidate: its column; what stands before it, first and last between it and the figure, and how much (0 to 3) in
  all, of figures, of periods; whether it is in the figure's clause, sentence, line or farther; its own letter, whether
  it is one word, how it goes with the figure; the 較 that leads to it, or what else does.
- Of the figure: what it is, whether it is a change, what stands before and after it; whether the figure before has the
  same unit or letter, its letter, what lies between the two.
- Of what else is near: the nearest noun in the clause and what stands between; the noun that may be counted; in which
  scope the nearest period and entity are.
- Of a period: whether it is the latest of its sentence (1, else 2), whether it is said of another (同期).
- Of an entity: its label; once the measure is known, whether it is before (1), inside (2) or after it (3), what the
  measure is, whether that was carried.
- Of a base, once the period is known: whether it is before (1), the same (2), after it (3), or the very one (4).
"""
ROW = {name: row for row, name in enumerate(SIZES)}

Table = NDArray[numpy.float32]
Pick = Callable[[int, list[int]], int]
"""Takes a figure's index and what its candidates stand for (-1: nothing); gives one by its place there, or -1."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An article's table (attributes, figures, columns), which candidates there are, and what they stand for.

    `numbers` are places in the outline for nouns, indexes for periods and entities, offsets for phrases; -1 is none.
    """

    found: Reading
    outline: Outline
    table: Table
    there: Flags
    numbers: Codes


def make_frame(doc: Doc) -> Frame:
    """Lay out an article that has figures."""
    found = reading(doc)
    drawn = outline(doc)
    parts, at = drawn.parts, drawn.figures
    nouns = _nouns(drawn)
    numbers = numpy.full((len(at), len(COLUMNS)), -1)
    places = numbers.copy()
    for column, left, right, anchors in (
        (NOUNS, 4, 2, nouns),
        (PERIODS, 4, 1, drawn.periods),
        (ENTITIES, 3, 1, drawn.names),
    ):
        if len(anchors):
            index = _nearest(anchors, at, left, right)
            numbers[:, column : column + left + right] = index
            places[:, column : column + left + right] = numpy.where(index < 0, -1, anchors[index])
    places[:, AGAINST] = _against(parts, at)
    places[1:, BEFORE : BEFORE_THAT + 1] = at[:-1, None]
    numbers[:, NOUNS:PERIODS] = places[:, NOUNS:PERIODS]
    numbers[:, AGAINST] = places[:, AGAINST]
    numbers[:, PHRASE] = _phrases(found, drawn)

    table = numpy.zeros((len(SIZES), len(at), len(COLUMNS)), dtype="float32")
    table[0] = numpy.arange(len(COLUMNS))
    scope, length, figures = _candidates(table, drawn, places, at)
    _figures(table, found, parts, at)
    there = (places >= 0) & (scope <= _FARTHEST) & (length <= _LONGEST)
    there[:, NOUNS + 4 : PERIODS] &= figures[:, NOUNS + 4 : PERIODS] == 0
    there[:, NOUNS : NOUNS + 4] &= (table[ROW["head"], :, NOUNS : NOUNS + 4] != _VERB) | (length[:, :4] < 3)
    there[:, PHRASE] = numbers[:, PHRASE] >= 0
    _nearby(table, there, scope)
    return Frame(found, drawn, table, there, numbers)


def _nouns(drawn: Outline) -> Places:
    """Give the places of what may be measured: nouns, but for a whole after 佔, and verbs of two characters."""
    parts = drawn.parts
    is_noun, is_verb = parts == NOUN, parts == _VERB
    whole = (parts[1:-1] == _SHARE) & (is_noun | is_verb)[:-2]
    is_noun[2:] &= ~whole
    measurable: Flags = is_noun | (is_verb & ~drawn.brief)
    return measurable.nonzero()[0]


def _nearest(anchors: Places, at: Places, left: int, right: int) -> Places:
    """Give the indexes of the nearest anchors of each figure, leftward then rightward; -1 is none."""
    index: Codes = anchors.searchsorted(at)[:, None] + _STEPS[left][: left + right]
    index[(index >= len(anchors)) | (index < 0)] = -1
    return index


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
    starts = numpy.array([match.start() for match in PHRASES.finditer(found.norm)], dtype="intp")
    if not len(starts):
        return -1
    opens = _STOP[drawn.parts].nonzero()[0]
    clause = opens.searchsorted(drawn.figures) - 1
    floor = numpy.where(clause < 0, 0, drawn.ends[opens[clause]])
    last = starts.searchsorted(drawn.starts[drawn.figures]) - 1
    return numpy.where((last >= 0) & (starts[last] >= floor), starts[last], -1)


def _candidates(table: Table, drawn: Outline, places: Places, at: Places) -> tuple[Codes, Codes, Codes]:
    """Fill the rows of candidates; give their scope, how far they are, and how many figures lie between."""
    parts = drawn.parts
    counts = numpy.zeros((len(_COUNTED), len(parts) + 1), dtype="int32")
    _COUNTED.take(parts, axis=1).cumsum(axis=1, out=counts[:, 1:])
    low = numpy.minimum(places, at[:, None]) + 1
    high = numpy.maximum(places, at[:, None])
    between = counts.take(high, axis=1) - counts.take(low, axis=1)
    scope = (between[:3] > 0).sum(axis=0)
    length = high - low
    touching = length <= 0
    before = parts.take(places - 1)
    rows = table[1:12]
    rows[0] = before
    rows[1] = parts.take(low)
    rows[2] = parts.take(high - 1)
    rows[1:3, touching] = EMPTY
    rows[3] = numpy.minimum(length, _MOST)
    rows[4:6] = numpy.minimum(between[3:], _MOST)
    rows[6] = scope
    rows[7] = drawn.heads.take(places)
    rows[8] = drawn.single.take(places)
    rows[10] = before
    rows[10, parts.take(places - 2, mode="wrap") == _COMPARED] = _COMPARED
    return scope, length, between[3]


def _figures(table: Table, found: Reading, parts: Places, at: Places) -> None:
    """Fill the rows of figures, and how each candidate goes with its figure."""
    letters = numpy.array(
        [
            kind_of(f.kind, f.unit, per=f.per is not None, changes=f.direction is not None)
            for f in found.figures
        ]
    )
    units = [figure.unit for figure in found.figures]
    rows = numpy.zeros((9, len(at)), dtype="float32")
    rows[0] = letters
    rows[1] = [figure.direction is not None for figure in found.figures]
    rows[2] = parts[at - 1]
    rows[3] = parts[at + 1]
    rows[4, 1:] = [one == other for one, other in pairwise(units)]
    rows[4, 1:] += letters[1:] == letters[:-1]
    rows[5, 1:] = letters[:-1]
    rows[6:9] = table[[ROW["scope"], ROW["first"], ROW["length"]], :, BEFORE]
    first = ROW["letter"]
    table[first : first + 9] = rows[:, :, None]
    head = table[ROW["head"]].astype("intp")
    head[1:, BEFORE] = head[:-1, NOUNS]
    table[ROW["suits"]] = fits().take(letters[:, None] * len(HEADS) + head)


def _nearby(table: Table, there: Flags, scope: Codes) -> None:
    """Fill the rows of what else is near a figure, whichever the candidate."""
    near = there[:, NOUNS] & (scope[:, NOUNS] == 0)
    first = ROW["rival"]
    rows = table[[ROW["suits"], ROW["first"], ROW["length"]], :, NOUNS]
    table[first : first + 3] = numpy.where(near, rows, _NO_RIVAL)[:, :, None]
    table[first + 3] = (table[ROW["suits"], :, NOUNS + 4] * there[:, NOUNS + 4])[:, None]
    table[first + 4] = numpy.where(there[:, PERIODS], scope[:, PERIODS], 3)[:, None]
    table[first + 5] = numpy.where(there[:, ENTITIES], scope[:, ENTITIES], 3)[:, None]
