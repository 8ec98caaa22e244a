"""Short runs of characters as features: every one that a model knows is found in a text at once.

A run of one to three characters is one number: its code points side by side, sixteen bits each. Digits count as one
sign, and a run with two of them is none, so that amounts leave only what stands beside them. Runs at a place that
matters (where a clause begins, before a figure) carry the place above their 48 bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Places = NDArray[np.intp]

LONGEST = 3
PLACES = ("", "opens", "heads", "closes", "before figure", "after figure", "opens before", "opens after")
"""Where a run stands: anywhere, or where its clause opens, and so on; the number above the 48 bits."""

_BITS = 16
_HIGH = (1 << _BITS) - 1
_DIGIT = ord("0")
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_SLOTS = 18


def codes(norm: str) -> Keys:
    """Give the code points of a text, digits all as 0 and what lies beyond sixteen bits as one sign."""
    found = np.frombuffer(norm.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    np.minimum(found, np.uint64(_HIGH), out=found)
    found[(found >= _DIGIT) & (found <= _DIGIT + 9)] = _DIGIT
    return found


def runs(text: Keys) -> list[Keys]:
    """Give the run that begins at each place, of one, two and three characters; 0 where there is none."""
    found = [text]
    for size in range(1, LONGEST):
        longer = np.zeros_like(text)
        if len(text) > size:
            longer[:-size] = found[-1][:-size] | (text[size:] << np.uint64(_BITS * size))
            twice = (text[size:] == _DIGIT) & (text[size - 1 : -1] == _DIGIT)
            longer[:-size][twice | (found[-1][:-size] == 0)] = 0
        found.append(longer)
    return found


def placed(keys: Keys, place: str) -> Keys:
    """Mark runs as standing at one of PLACES."""
    return keys | np.uint64(PLACES.index(place) << (_BITS * LONGEST))


def spell(key: int) -> str:
    """Give a run in words: `升至`, or `升 (before figure)`."""
    place, signs = key >> (_BITS * LONGEST), []
    for size in range(LONGEST):
        sign = key >> (_BITS * size) & _HIGH
        if sign:
            signs.append(chr(sign))
    return "".join(signs) + (f" ({PLACES[place]})" if place else "")


class Known:
    """The runs that a model knows, sorted; finds the row of each of many runs."""

    __slots__ = ("_maybe", "keys")

    def __init__(self, keys: Keys) -> None:
        """Take the sorted keys."""
        self.keys = keys
        self._maybe = np.zeros(1 << _SLOTS, np.bool_)
        self._maybe[_slot(keys)] = True

    def rows(self, keys: Keys, owners: Places) -> tuple[Places, Places]:
        """Give owner and row of those of `keys` that are known; `owners` are whose each is."""
        likely = np.flatnonzero(self._maybe[_slot(keys)])
        sought = keys[likely]
        at = np.searchsorted(self.keys, sought)
        at[at == len(self.keys)] = 0
        right = self.keys[at] == sought
        return owners[likely[right]], at[right]


def _slot(keys: Keys) -> NDArray[np.uint64]:
    return (keys * _SPREAD) >> np.uint64(64 - _SLOTS)


@dataclass(frozen=True, slots=True)
class Stretches:
    """Where each of some stretches begins and ends, in text order."""

    starts: Places
    ends: Places


def within(every: Sequence[Keys], stretches: Stretches) -> tuple[Keys, Places]:
    """Give every run that lies within a stretch, and the stretch's number."""
    owner = np.full(len(every[0]), -1, np.intp)
    sizes = stretches.ends - stretches.starts
    numbers = np.repeat(np.arange(len(sizes)), sizes)
    shift = stretches.starts - np.cumsum(sizes) + sizes
    owner[np.arange(len(numbers)) + np.repeat(shift, sizes)] = numbers
    keys, owners = [], []
    for size, found in enumerate(every):
        whole = (owner >= 0) & (found > 0)
        if size:
            whole[:-size] &= owner[size:] == owner[:-size]
            whole[-size:] = False
        keys.append(found[whole])
        owners.append(owner[whole])
    return np.concatenate(keys), np.concatenate(owners)


def beside(
    every: Sequence[Keys], place: str, at: Places, owners: Places, stretches: Stretches
) -> tuple[Keys, Places]:
    """Give the runs that begin at each of some places (that end there, for a place named before or close)."""
    backward = place in ("closes", "before figure")
    low, high = stretches.starts[owners], stretches.ends[owners]
    keys, whose = [], []
    for size, found in enumerate(every):
        begin = at - size - 1 if backward else at
        inside = (begin >= low) & (begin + size < high)
        keys.append(placed(found[begin[inside]], place))
        whose.append(owners[inside])
    return np.concatenate(keys), np.concatenate(whose)
