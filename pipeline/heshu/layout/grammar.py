"""The grammar of a page: what may follow what, and the best reading of a page under it.

A page is a row of strips. Each gets a role; `moves.toml` holds what one role after another costs, `looks` how well
a strip suits a role. The reading with the best sum wins (Viterbi), so that a by-line makes a headline of the
short line before it, and a closed author note makes the next short line begin an article.
Captions, chart blocks and page furniture are taken out beforehand: they stand anywhere.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from math import inf

from heshu.layout import looks
from heshu.layout.lines import Strip
from heshu.layout.looks import NEVER
from heshu.layout.places import Place, is_prose

Suited = list[tuple[str, float]]

START = "start"
HEADS = frozenset({"column_first", "byline_first", "affiliation_first", "standfirst_first", "title"})
ENDS = frozenset({"note", "signature"})

_SIGNING = frozenset({"byline", "byline_first", "column", "column_first"})
_UNSIGNED = -2.0
_FORBIDDEN = 2 * NEVER
_HOPELESS = 15.0
_LOOKS: tuple[tuple[Callable[[Place], float], tuple[str, ...]], ...] = (
    (looks.as_paragraph, ("paragraph",)),
    (looks.as_standfirst, ("standfirst",)),
    (looks.as_standfirst_first, ("standfirst_first",)),
    (looks.as_fragment, ("fragment",)),
    (looks.as_title, ("title",)),
    (looks.as_subhead, ("subhead",)),
    (looks.as_byline, ("byline", "byline_first")),
    (looks.as_column, ("column", "column_first")),
    (looks.as_section, ("section",)),
    (looks.as_affiliation, ("affiliation", "affiliation_first")),
    (looks.as_note, ("note",)),
    (looks.as_signature, ("signature",)),
    (looks.as_chart, ("chart",)),
)
_LOOKS_OF_PROSE = _LOOKS[:4]
_NOTE_ROLES = ("note", "head_note")


@dataclass(frozen=True, slots=True)
class _Moves:
    after: dict[str, dict[str, float]]
    last: dict[str, float]


def best_roles(places: Sequence[Place], notes: Sequence[bool], sections: Sequence[bool]) -> list[str]:
    """Give each strip its role in the best reading. `notes` and `sections` mark strips that are certainly such.

    A page keeps to its manner. Where articles are signed, a headline without a signature in mid-text is doubted.
    Writers' names stand above the texts or below them, not both: where a name could be either, both readings of the
    whole page are weighed.
    """
    suited = [_suited(*strip) for strip in zip(places, notes, sections, strict=True)]
    roles, _ = _read(places, suited)
    if doubted := _unsigned(roles):
        for index in doubted:
            suited[index] = [(role, look + _UNSIGNED * (role == "title")) for role, look in suited[index]]
        roles, _ = _read(places, suited)
    if not (
        "signature" in roles or any(a == "paragraph" and b == "byline_first" for a, b in pairwise(roles))
    ):
        return roles
    below = _read(places, suited, barred="byline_first")
    above = _read(places, suited, barred="signature")
    return max(below, above, key=lambda reading: reading[1])[0]


def _unsigned(roles: Sequence[str]) -> list[int]:
    """Give the headlines that follow running text and are not signed, on a page whose articles are.

    Where articles end in author notes, a column's name alone does not sign one that begins without a note before it.
    """
    if _SIGNING.isdisjoint(roles):
        return []
    signing = _SIGNING - {"column", "column_first"} if "note" in roles else _SIGNING
    return [
        index
        for index, (before, role) in enumerate(pairwise(roles), 1)
        if before == "paragraph" and role == "title" and not _is_signed(roles, index, signing)
    ]


def _is_signed(roles: Sequence[str], title: int, signing: frozenset[str]) -> bool:
    for role in roles[title : title + 6]:
        if role in signing:
            return True
        if role not in ("title", "standfirst", "column"):
            return False
    return False


def _suited(place: Place, note: bool, section: bool) -> Suited:
    """Give the roles that a strip may have, with how well each suits."""
    if note:
        return [(role, 0.0) for role in _NOTE_ROLES]
    if section:
        return [("section", 0.0)]
    prose = place.strip.width > 48 or (place.strip.terminal and is_prose(place.strip))
    kept = [
        (role, look)
        for score, roles in (_LOOKS_OF_PROSE if prose else _LOOKS)
        if (look := score(place)) > NEVER
        for role in roles
    ]
    return kept or [("fragment", 0.0)]


def _read(
    places: Sequence[Place], suited: Sequence[Suited], *, barred: str | None = None
) -> tuple[list[str], float]:
    """Give the best reading without the barred role, and its worth. Readings that are far behind are dropped."""
    moves = _moves().after
    scores = {START: 0.0}
    trail: list[dict[str, str]] = []
    for place, looks_as in zip(places, suited, strict=True):
        reached: dict[str, float] = {}
        came: dict[str, str] = {}
        spaced = place.wide or place.tight
        for role, look in looks_as:
            if role == barred and len(looks_as) > 1:
                continue
            best, origin = -inf, START
            for before, total in scores.items():
                worth = total + moves[before].get(role, _FORBIDDEN)
                if spaced:
                    worth += _spacing(before, role, place)
                if worth > best:
                    best, origin = worth, before
            reached[role] = best + look
            came[role] = origin
        least = max(reached.values()) - _HOPELESS
        scores = {role: score for role, score in reached.items() if score >= least}
        trail.append(came)
    return _trace(scores, trail)


def _trace(scores: dict[str, float], trail: list[dict[str, str]]) -> tuple[list[str], float]:
    last = _moves().last
    worth, role = max((total + last.get(role, 0.0), role) for role, total in scores.items())
    roles: list[str] = []
    for came in reversed(trail):
        roles.append(role)
        role = came[role]
    return roles[::-1], worth


def _spacing(before: str, role: str, place: Place) -> float:
    """Weigh the blank lines before a strip: a wide gap parts articles, a tight one holds a headline together."""
    if place.tight:
        if role != "title":
            return 0.0
        if before == "title" and place.before is not None:
            return 4.0 if _halves_of_headline(place.before, place.strip) else 0.0
        return -0.7 if before in ("section", "column_first") else 0.0
    if role in HEADS or role in ("section", "fragment"):
        return (
            1.5
            if before in ("paragraph", "note", "signature")
            else -1.0
            if before == role == "title"
            else 0.0
        )
    if role == "subhead" or before == "subhead":
        return -1.2
    return -0.4 if role == before == "paragraph" else 0.0


def _halves_of_headline(first: Strip, second: Strip) -> bool:
    return not first.pauses and not second.pauses and second.width <= 16 and first.width + second.width <= 30


@lru_cache(maxsize=1)
def _moves() -> _Moves:
    table = tomllib.loads(files("heshu.layout").joinpath("moves.toml").read_text(encoding="utf-8"))
    return _Moves(table["after"], table["last"])
