"""Near-duplicates: claims that say the same thing, in one wording or two. Another number is never the same thing."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from heshu.claims.canonical import Analysed, Canonical, canonical
from heshu.claims.compare import Wording, wording
from heshu.model.nouns import Claim

ALIKE = 0.6
_SHINGLE = 3
_COMMON = 50


def groups(claims: Sequence[tuple[Analysed, Claim]]) -> list[list[int]]:
    """Give groups of near-duplicates by their places in `claims`, each of two or more, in order.

    Claims are grouped where their canonical forms are whole and equal, or where at least `ALIKE` of their
    character shingles are shared and their numbers are the same, one by one.
    """
    wordings = [wording(*claim) for claim in claims]
    leader = list(range(len(claims)))
    by_form: dict[tuple[Canonical, ...], list[int]] = defaultdict(list)
    for place, claim in enumerate(claims):
        form = canonical(*claim)
        if form and all(part.measure and part.period and part.values for part in form):
            by_form[form].append(place)
    for places in by_form.values():
        for place in places[1:]:
            _join(leader, places[0], place)
    for a, b in _candidates(wordings):
        if _alike(wordings[a], wordings[b]):
            _join(leader, a, b)
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(len(claims)):
        found[_head(leader, place)].append(place)
    return [places for places in found.values() if len(places) > 1]


def _candidates(wordings: Sequence[Wording]) -> set[tuple[int, int]]:
    """Give the pairs that share a shingle which is not common."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(wordings):
        for shingle in _shingles(each.frame):
            holders[shingle].append(place)
    return {pair for places in holders.values() if len(places) <= _COMMON for pair in combinations(places, 2)}


def _alike(a: Wording, b: Wording) -> bool:
    if [slot.text for slot in a.slots] != [slot.text for slot in b.slots]:
        return False
    x, y = _shingles(a.frame), _shingles(b.frame)
    return len(x & y) >= ALIKE * len(x | y) > 0


def _shingles(text: str) -> set[str]:
    return {text[at : at + _SHINGLE] for at in range(max(1, len(text) - _SHINGLE + 1))}


def _head(leader: list[int], place: int) -> int:
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place


def _join(leader: list[int], a: int, b: int) -> None:
    first, second = sorted((_head(leader, a), _head(leader, b)))
    leader[second] = first
