"""What kind of claim a clause makes, how surely, and whether somebody could look it up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from heshu.claims.words import Cue
from heshu.model.nouns import ClaimType, Figure, Modality

TYPES: tuple[ClaimType, ...] = get_args(ClaimType)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Types in the order of the contract, the modality, and whether the claim can be looked up."""

    types: list[ClaimType]
    modality: Modality
    checkable: bool


def judge(
    cues: Sequence[Cue],
    figures: Sequence[Figure],
    *,
    compared: bool,
    coming: bool,
    listing: bool,
    dated: bool,
    scheduled: bool,
    spoken: str,
    carried: str,
    question: bool,
) -> Verdict | None:
    """Judge one clause; None where it says nothing.

    `spoken` is the kind of the speech scope that the clause stands in ("" for the columnist's own words) and `carried`
    the modality that the clauses before it in the sentence hand on. `compared` says that a figure is set against
    another, `coming` that a period after publication is named, `dated` that any period is, `scheduled` that a date has
    been set, and `listing` that the only numbers count points of the argument.
    """
    if question and not figures:
        return None
    types: set[str] = set()
    modalities: set[str] = set()
    for cue in cues:
        if not (cue.bare if figures else cue.figure):
            types.update(cue.types)
            modalities.add(cue.modality)
    for figure in figures:
        types.add("ranking" if figure.kind == "rank" else "quantity")
    if compared:
        types.add("comparison")
    if spoken:
        types.add("attribution")
    if coming and figures and "rule" not in types:
        modalities.add("forecast")
    modality = _modality(modalities, spoken, carried)
    if modality == "forecast":
        types.add("forecast")
    elif modality != "conditional":
        types.discard("forecast")
    if modality == "normative":
        types = {"opinion", *(types & {"quantity"})}
    elif spoken:
        types.discard("opinion")
    if types == {"comparison"}:
        types.add("opinion")
    if not types:
        types.add("trend" if dated else "opinion")
    if listing:
        types.add("opinion")
    checkable = not question and _checkable(types, modality, bool(figures) and not listing, spoken, scheduled)
    return Verdict([name for name in TYPES if name in types], modality, checkable)


def _modality(modalities: set[str], spoken: str, carried: str) -> Modality:
    """Settle how surely: the columnist's advice, then a condition, then what is to come, then others' words."""
    if not spoken and ("normative" in modalities or carried == "normative"):
        return "normative"
    if "conditional" in modalities or carried == "conditional":
        return "conditional"
    if spoken == "forecast" or "forecast" in modalities or carried == "forecast":
        return "forecast"
    return "reported" if spoken else "asserted"


def _checkable(types: set[str], modality: Modality, figured: bool, spoken: str, scheduled: bool) -> bool:
    if modality in ("conditional", "normative"):
        return False
    if modality == "forecast":
        return bool(spoken) or scheduled
    if figured:
        return True
    if "opinion" in types and "attribution" not in types:
        return False
    return bool(spoken or types & {"ranking", "trend", "rule", "causal"})
