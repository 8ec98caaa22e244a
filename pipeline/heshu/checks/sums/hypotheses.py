"""Hypotheses as arrays: which terms stand in which slots, so that thousands are scored at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from heshu.checks.sums.families import FAMILIES, PARTS, Hypothesis

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a family's columns of weights are: one a slot, one a pair of slots."""

    slots: int
    pairs: tuple[tuple[int, int], ...]
    first: int


def _layouts() -> dict[str, Layout]:
    found, first = {}, 0
    for family in FAMILIES:
        size = len(family.slots)
        pairs = tuple((a, b) for a in range(size) for b in range(a + 1, size) if b in (1, size - 1))
        if family.many:  # one part and the next, the nearest and the farthest with the total
            pairs = ((0, 0), (0, 1), (0, 1))
        found[family.name] = Layout(size, pairs, first)
        first += size + len(pairs)
    return found


LAYOUTS = _layouts()
COLUMNS = sum(layout.slots + len(layout.pairs) for layout in LAYOUTS.values())
NUMBERS = {family.name: number for number, family in enumerate(FAMILIES)}
_APART = {"part": 1, "breakdown": 2}
"""What may be said of a number besides any other sum: that it is a part, that it is one of shares that make 100%."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Hypotheses, one a row: `terms` by slot (-1 beyond its size), the `stated` term, the family's number.

    `group` is one number for those of which one alone is meant. `slot_rows` and `pair_rows` say what is added up
    for a hypothesis: its row, a column of weights, and a term, or a row of `pairs`; `…_shares` what each counts for.
    """

    terms: Numbers
    sizes: Numbers
    stated: Numbers
    families: Numbers
    group: Numbers
    pairs: Numbers
    slot_rows: Numbers
    slot_shares: NDArray[np.float32]
    pair_rows: Numbers
    pair_shares: NDArray[np.float32]


def lay_out(found: Sequence[Hypothesis], count: int) -> Laid:
    """Lay out hypotheses over `count` terms."""
    sizes = np.array([len(h.terms) for h in found], np.int64)
    terms = np.full((len(found), PARTS + 1), -1, np.int64)
    terms[np.arange(PARTS + 1) < sizes[:, None]] = [n for h in found for n in h.terms]
    families = np.array([NUMBERS[h.family.name] for h in found], np.int64)
    stated = terms[np.arange(len(found)), [h.stated for h in found]]
    apart = np.array([_APART.get(family.name, 0) for family in FAMILIES], np.int64)[families]
    rows = _rows(terms, sizes, families)
    shares = np.bincount(rows[:, 0] * COLUMNS + rows[:, 1])
    share = (1 / shares[rows[:, 0] * COLUMNS + rows[:, 1]]).astype(np.float32)
    single = rows[:, 3] < 0
    both = rows[~single]
    keys, where = np.unique(both[:, 2] * count + both[:, 3], return_inverse=True)
    return Laid(
        terms,
        sizes,
        stated,
        families,
        stated * 3 + apart,
        np.stack([keys // count, keys % count], 1),
        rows[single, :3],
        share[single],
        np.column_stack([both[:, :2], where]),
        share[~single],
    )


def _rows(terms: Numbers, sizes: Numbers, families: Numbers) -> Numbers:
    """Give rows of a hypothesis, a column, a term, and a second term or -1; the parts of a total share a column."""
    tables = []
    for number, family in enumerate(FAMILIES):
        layout = LAYOUTS[family.name]
        for size in range(2, PARTS + 2) if family.many else (layout.slots,):
            which = np.flatnonzero((families == number) & (sizes == size))
            if len(which):
                places = _of_many(size) if family.many else _of_slots(layout)
                for column, slots in places:
                    tables.append(_table(which, layout.first + column, terms[which][:, slots]))
                if family.many:
                    tables += _ends(which, layout.first, terms[which, :size])
    return np.concatenate(tables)


def _of_slots(layout: Layout) -> list[tuple[int, tuple[int, ...]]]:
    return [
        *((slot, (slot,)) for slot in range(layout.slots)),
        *((layout.slots + number, pair) for number, pair in enumerate(layout.pairs)),
    ]


def _of_many(size: int) -> list[tuple[int, tuple[int, ...]]]:
    """Give the columns of each part, the total, the first and last part, and each part with the next."""
    last = size - 2
    return [
        *((0, (part,)) for part in range(size - 1)),
        (1, (size - 1,)),
        (2, (0,)),
        (3, (last,)),
        *((4, (part, part + 1)) for part in range(last)),
    ]


def _ends(which: Numbers, first: int, terms: Numbers) -> list[Numbers]:
    """Give the rows of the total with the part at its near end, and with that at its far end."""
    begin, end, total = terms[:, 0], terms[:, -2], terms[:, -1]
    is_near = np.abs(begin - total) <= np.abs(end - total)
    near, far = np.where(is_near, begin, end), np.where(is_near, end, begin)
    return [
        _table(which, first + column, np.stack([part, total], 1)) for column, part in ((5, near), (6, far))
    ]


def _table(which: Numbers, column: int, terms: Numbers) -> Numbers:
    table = np.full((len(which), 4), -1, np.int64)
    table[:, 0], table[:, 1], table[:, 2 : 2 + terms.shape[1]] = which, column, terms
    return table
