"""How much a claim is worth checking, 0 to 1."""

from collections.abc import Sequence

from heshu.model.nouns import Claim, Figure


def score(claim: Claim, figures: Sequence[Figure]) -> float:
    """More figures are more to look up: 0.5, 0.67, 0.75, …; half of that where nobody could."""
    return round((1 - 1 / (len(figures) + 1)) * (1 if claim.checkable else 0.5), 2)
