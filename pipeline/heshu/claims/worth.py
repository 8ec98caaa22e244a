"""How much a claim is worth checking: a logistic regression over features that a reader can see.

The weights are applied as they stand in `models/claims/weights.json`; `why` gives what spoke for and against.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from heshu.claims.words import Hit, Table, table
from heshu.errors import ModelError
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Claim, Entity, Figure
from heshu.resources import read_model_file
from heshu.text.reading import Reading

_LABELS = {"PER": "person", "ORG": "body", "LOC": "place", "FAC": "place", "INDEX": "index", "LAW": "law"}
_SHORT, _LONG = 9, 24


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that show a feature."""

    words: tuple[Norm, ...]
    example: Norm
    feature: str
    only_before: tuple[Norm, ...] = ()
    never_before: tuple[Norm, ...] = ()
    never_after: tuple[Norm, ...] = ()


@lru_cache(maxsize=1)
def marks() -> Table:
    """Give the words of worth.toml."""
    return table(load_rows("heshu.claims", "worth.toml", Mark))


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """Read the weight of every feature, with the `intercept`, once. Raises ModelError where there is no such model."""
    try:
        found: dict[str, float] = json.loads(read_model_file("claims", "weights.json"))
        found["intercept"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"models/claims/weights.json: 已損壞，請重新訓練 it is broken, train it again: {error!r}"
        ) from error
    return found


def features(
    claim: Claim, figures: Sequence[Figure], entities: Sequence[Entity], hits: Iterable[Hit]
) -> set[str]:
    """Give the features of a claim: what it holds, what it was judged, and the words of worth.toml that stand in it."""
    found: set[str] = {*claim.types, claim.modality}
    if claim.checkable:
        found.add("checkable")
    if figures:
        found.add("figure")
        found.update([figure.kind for figure in figures])
        if len(figures) > 1:
            found.add("figures")
    if claim.periods:
        found.add("period")
    for entity in entities:
        found.add(_LABELS.get(entity.label, "name"))
    if claim.speaker is not None:
        found.add("named speaker" if claim.speaker.entity else "unnamed speaker")
    length = claim.end - claim.start
    if length <= _SHORT:
        found.add("short")
    elif length >= _LONG:
        found.add("long")
    for _, _, row in hits:
        if isinstance(row, Mark):
            found.add(row.feature)
    return found


def features_of(reading: Reading) -> list[set[str]]:
    """Give the features of every claim of a reading, in their order."""
    figures = {figure.id: figure for figure in reading.figures}
    entities = {entity.id: entity for entity in reading.entities}
    hits = marks().scan(reading.norm)
    starts = [start for start, _, _ in hits]
    return [
        features(
            claim,
            [figures[id] for id in claim.figures],
            [entities[id] for id in claim.entities],
            hits[bisect_left(starts, claim.start) : bisect_left(starts, claim.end)],
        )
        for claim in reading.claims
    ]


def score(found: Iterable[str]) -> float:
    """Give the probability, 0 to 1, that a claim with these features is worth checking."""
    known = weights()
    total = known["intercept"]
    for feature in found:
        total += known.get(feature, 0.0)
    return round(1 / (1 + exp(-total)), 3)


def why(found: Iterable[str]) -> list[tuple[str, float]]:
    """Give what each feature adds to or takes from a score (in log-odds), the strongest first."""
    known = weights()
    return sorted(
        ((feature, known[feature]) for feature in found if feature in known), key=lambda pair: -abs(pair[1])
    )
