"""Claims: every sentence that carries a figure, typed by the cues of `cues.toml`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Claim, ClaimType, Modality
from heshu.text.reading import Reading

_PROSE = ("title", "standfirst", "subhead", "paragraph", "caption")


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, the claim type it shows, and the modality it gives (empty: none)."""

    cue: Norm
    type: str
    example: Norm
    modality: str = ""


@lru_cache(maxsize=1)
def cues() -> tuple["re.Pattern[str]", dict[str, Cue]]:
    """Read `cues.toml` into one pattern, once."""
    rows = {str(row.cue): row for row in load_rows("heshu.claims", "cues.toml", Cue)}
    longest_first = sorted(rows, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), rows


def find(reading: Reading) -> list[Claim]:
    """Give a claim for every sentence with a figure, in text order; ids of what it holds are filled in."""
    claims = []
    prose = [(b.start, b.end) for b in reading.blocks if b.kind in _PROSE] or [(0, len(reading.text))]
    figures = iter(reading.figures)
    figure = next(figures, None)
    for start, end in reading.sentences:
        held = []
        while figure is not None and figure.start < end:
            if figure.start >= start:
                held.append(figure.id)
            figure = next(figures, None)
        if held and any(a <= start < b for a, b in prose):
            claims.append(_claim(reading, start, end, held))
    return claims


def _claim(reading: Reading, start: int, end: int, figures: list[str]) -> Claim:
    pattern, rows = cues()
    hits = [rows[match.group()] for match in pattern.finditer(reading.norm, start, end)]
    types = dict.fromkeys(["quantity", *(hit.type for hit in hits)])
    modality = next((hit.modality for hit in hits if hit.modality), "asserted")
    checkable = modality in ("asserted", "reported")
    return Claim(
        start,
        end,
        reading.text[start:end],
        types=[cast(ClaimType, name) for name in types],
        checkable=checkable,
        score=_score(len(figures), checkable=checkable),
        modality=cast(Modality, modality),
        figures=figures,
        entities=[e.id for e in reading.entities if start <= e.start and e.end <= end],
        periods=[p.id for p in reading.periods if start <= p.start and p.end <= end],
    )


def _score(figures: int, *, checkable: bool) -> float:
    """More figures are more to look up: 0.5, 0.67, 0.75, …; half of that where nobody could."""
    return round((1 - 1 / (figures + 1)) * (1 if checkable else 0.5), 2)
