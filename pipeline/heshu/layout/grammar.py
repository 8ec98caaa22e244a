"""The grammar of a page: what may follow what, and the best reading of a page under it.

A page is a row of strips. Each gets a role; `MOVES` holds what one role after another costs, `looks` how well
a strip suits a role. The reading with the best sum wins (Viterbi), so that a by-line makes a headline of the
short line before it, and a closed author note makes the next short line begin an article.
Captions, chart blocks and page furniture are taken out beforehand: they stand anywhere.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import inf
from typing import Literal

from heshu.layout import looks
from heshu.layout.lines import Strip
from heshu.layout.looks import NEVER, Place

Role = Literal[
    "fragment", "section",
    "column_first", "byline_first", "affiliation_first", "standfirst_first",
    "title", "column", "byline", "affiliation", "standfirst", "head_note",
    "paragraph", "subhead", "note", "signature",
]  # fmt: skip
Start = Literal["start"]
Suited = list[tuple[Role, float]]
HEADS: frozenset[Role] = frozenset(
    {"column_first", "byline_first", "affiliation_first", "standfirst_first", "title"}
)
ENDS: frozenset[Role] = frozenset({"note", "signature"})
_AFTER_BODY: dict[Role, float] = {
    "title": -2.5,
    "section": -2.0,
    "column_first": -2.5,
    "byline_first": -3.0,
    "standfirst_first": -4.5,
    "fragment": -3.0,
}
_AFTER_END: dict[Role, float] = {
    "title": 0.0, "section": 0.0, "column_first": -0.3, "byline_first": -0.7, "standfirst_first": -0.7, "fragment": -0.7,
    "note": -0.5, "paragraph": -4.5, "signature": -1.5,
}  # fmt: skip

MOVES: dict[Role | Start, dict[Role, float]] = {
    "start": {
        "section": 0.3, "title": 0.0, "column_first": -0.4, "byline_first": -0.8, "standfirst_first": -1.0,
        "paragraph": -1.2, "fragment": -0.7,
    },
    "fragment": {
        "section": 0.2, "title": 0.0, "column_first": -0.4, "byline_first": -0.8, "standfirst_first": -1.0,
        "paragraph": -3.0, "fragment": -0.5,
    },
    "section": {
        "title": 0.0, "column_first": 0.0, "byline_first": -0.4, "standfirst_first": -0.5, "paragraph": -2.0,
        "section": -1.0, "fragment": -2.0,
    },
    "column_first": {"title": 0.0, "byline_first": 0.0, "standfirst_first": -1.0, "paragraph": -3.0},
    "byline_first": {
        "title": 0.0, "column_first": -0.3, "byline_first": -0.5, "standfirst_first": -1.0, "affiliation_first": 0.0,
        "paragraph": -2.0, "head_note": -0.5,
    },
    "affiliation_first": {"title": 0.0, "byline_first": -0.3, "column_first": -0.5, "paragraph": -2.0},
    "standfirst_first": {"title": 0.0, "column_first": -1.5, "byline_first": -0.5, "standfirst_first": -1.5},
    "title": {
        "title": -1.8, "column": 0.0, "byline": 0.0, "standfirst": -0.4, "paragraph": -0.5, "head_note": -0.5,
        "subhead": -3.0,
    },
    "column": {"byline": 0.0, "paragraph": -0.2, "standfirst": -1.0, "head_note": -0.5, "subhead": -2.5},
    "byline": {
        "paragraph": 0.0, "byline": -0.2, "affiliation": 0.0, "column": -0.4, "standfirst": -0.8, "head_note": 0.0,
        "subhead": -0.7,
    },
    "affiliation": {
        "paragraph": 0.0, "byline": -0.2, "standfirst": -0.8, "subhead": -0.7, "affiliation": -0.7,
    },
    "standfirst": {"byline": 0.0, "column": 0.0, "paragraph": -0.9, "subhead": -1.2, "head_note": -0.3, "standfirst": -1.2},
    "head_note": {"paragraph": 0.0, "subhead": -0.5, "standfirst": -1.0, "byline": -0.5, "head_note": -0.5},
    "paragraph": {"paragraph": 0.0, "subhead": 0.0, "note": 0.0, "signature": -0.5, **_AFTER_BODY},
    "subhead": {"paragraph": 0.0, "subhead": -2.5, "standfirst": -4.0},
    "note": _AFTER_END,
    "signature": {**_AFTER_END, "note": 0.0},
}  # fmt: skip
_LAST: dict[Role | Start, float] = {
    "subhead": -3.0, "title": -4.0, "column": -4.0, "byline": -3.0, "standfirst": -3.0, "column_first": -4.0,
    "byline_first": -4.0, "standfirst_first": -4.0, "affiliation": -3.0, "affiliation_first": -4.0, "section": -0.5, "head_note": -1.0,
}  # fmt: skip

_SCORERS: dict[Role, Callable[[Place], float]] = {
    "fragment": looks.as_fragment,
    "section": looks.as_section,
    "column_first": looks.as_column,
    "byline_first": looks.as_byline,
    "affiliation_first": looks.as_affiliation,
    "standfirst_first": looks.as_standfirst,
    "title": looks.as_title,
    "column": looks.as_column,
    "byline": looks.as_byline,
    "affiliation": looks.as_affiliation,
    "standfirst": looks.as_standfirst,
    "paragraph": looks.as_paragraph,
    "subhead": looks.as_subhead,
    "note": looks.as_note,
    "signature": looks.as_signature,
}
_PROSE_ROLES: tuple[Role, ...] = ("paragraph", "standfirst", "standfirst_first", "fragment")
_NOTE_ROLES: tuple[Role, ...] = ("note", "head_note")


def best_roles(places: Sequence[Place], notes: Sequence[bool], sections: Sequence[bool]) -> list[Role]:
    """Give each strip its role in the best reading. `notes` and `sections` mark strips that are certainly such.

    A page prints its writers' names above the texts or below them, not both: where a name could be either,
    both readings of the whole page are weighed.
    """
    suited = [_suited(*strip) for strip in zip(places, notes, sections, strict=True)]
    roles, _ = _read(places, suited, frozenset())
    if not (
        "signature" in roles or any(a == "paragraph" and b == "byline_first" for a, b in pairwise(roles))
    ):
        return roles
    below = _read(places, suited, frozenset({"byline_first"}))
    above = _read(places, suited, frozenset({"signature"}))
    return max(below, above, key=lambda reading: reading[1])[0]


def _read(
    places: Sequence[Place], suited: Sequence[Suited], barred: frozenset[Role]
) -> tuple[list[Role], float]:
    """Give the best reading without the barred roles, and its worth."""
    scores: dict[Role | Start, float] = {"start": 0.0}
    trail: list[dict[Role, Role | Start]] = []
    for place, looks_as in zip(places, suited, strict=True):
        reached: dict[Role | Start, float] = {}
        came: dict[Role, Role | Start] = {}
        for role, look in looks_as:
            if role in barred and len(looks_as) > 1:
                continue
            best, origin = -inf, next(iter(scores))
            for before, total in scores.items():
                worth = total + MOVES[before].get(role, 2 * NEVER) + _spacing(before, role, place)
                if worth > best:
                    best, origin = worth, before
            reached[role] = best + look
            came[role] = origin
        scores = reached
        trail.append(came)
    return _backtrack(scores, trail)


def _suited(place: Place, note: bool, section: bool) -> Suited:
    """Give the roles that a strip may have, with how well each suits."""
    if note:
        return [(role, 0.0) for role in _NOTE_ROLES]
    if section:
        return [("section", 0.0)]
    strip = place.strip
    if strip.width > 48:
        suited = [(role, _SCORERS[role](place)) for role in _PROSE_ROLES]
    else:
        suited = [(role, scorer(place)) for role, scorer in _SCORERS.items()]
    kept = [(role, look) for role, look in suited if look > NEVER]
    return kept or [("fragment", 0.0)]


def _spacing(before: Role | Start, role: Role, place: Place) -> float:
    """Weigh the blank lines before a strip: a wide gap parts articles, and a headline from its text."""
    if before == "title" == role and place.before is not None and place.tight:
        return 3.0 if _halves_of_headline(place.before, place.strip) else 0.0
    if before in ("section", "column_first") and role == "title" and place.tight:
        return -0.7
    if not place.wide:
        return 0.0
    if role in HEADS or role in ("section", "fragment"):
        return 1.5 if before in ("paragraph", "note", "signature") else 0.0
    if role == "subhead" or before == "subhead":
        return -0.7
    if role == "paragraph" and before == "paragraph":
        return -0.4
    if role == "title" and before == "title":
        return -1.0
    return 0.0


def _halves_of_headline(first: Strip, second: Strip) -> bool:
    return not first.pauses and not second.pauses and second.width <= 16 and first.width + second.width <= 30


def _backtrack(
    scores: dict[Role | Start, float], trail: list[dict[Role, Role | Start]]
) -> tuple[list[Role], float]:
    worth, role = max((total + _LAST.get(role, 0.0), role) for role, total in scores.items())
    roles: list[Role] = []
    for came in reversed(trail):
        if role != "start":
            roles.append(role)
            role = came[role]
    return roles[::-1], worth
