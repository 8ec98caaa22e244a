"""Which sums of an article are meant, and which of them do not hold.

A stated number is called wrong only where one reading of it is likely, does not hold, and no other reading that is
itself likely does. Of two readings one of which agrees, the writer meant the one that agrees.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log10

from heshu.checks.column import COUNT, MONEY, Column
from heshu.checks.sums.arithmetic import Outcome, outcome
from heshu.checks.sums.families import Hypothesis, hypotheses
from heshu.checks.sums.features import Print
from heshu.checks.sums.scorer import Scorer
from heshu.checks.sums.slips import is_power, misprinted
from heshu.checks.sums.terms import Term, terms

AGREES = 0.85
"""How likely a sum that holds must be, now that it does, to be told."""
PLAIN = 0.3
"""How likely a sum must be by itself to be told where it holds, however coarse its numbers are."""
RIVAL = 0.12
"""How likely a reading that holds must be, now that it does, to speak for its number."""
FAR = 0.2
"""How likely a reading that holds must be beside the one that does not, to speak for its number."""
SPEAKS = 0.3
"""How likely a sum that holds must be to account for its operands, and how likely before it was known to hold."""
NOTED = 0.02
OPEN = 0.93
"""What a list after its total must reach that comes short of it: it may not be whole."""
TWO = 0.85
"""What two shares alone must reach that do not make 100%."""
_CLOSED = re.compile("[及和与]|加|余|其他|另")


RESET = re.compile(
    r"[一二两三四五六七八九十\d][拆合供送][一二两三四五六七八九十\d]|拆股|合股|供股|红股|除净|除权|拆细|股份合并"
)
"""What changes a share's price without a change of its worth."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sum that is meant, how likely, and whether it holds; `largest` is the largest of its operands."""

    hypothesis: Hypothesis
    likely: float
    outcome: Outcome
    largest: float = 0.0


@dataclass(frozen=True, slots=True)
class Sums:
    """The terms of an article and the sums that are meant over them, in text order of what is stated."""

    terms: list[Term]
    printed: Print
    judged: tuple[Judged, ...]


def find_sums(column: Column, scorer: Scorer) -> Sums:
    """Find the sums of an article, at most one for each stated number and family."""
    found = terms(column)
    printed = Print(column, found)
    possible = [h for h in hypotheses(found) if _is_open(h, column, found)]
    readings: dict[int, list[Judged]] = defaultdict(list)
    for hypothesis, likely in scorer.likely(printed, possible):
        stated = hypothesis.terms[hypothesis.stated]
        largest = max(found[n].value for n in hypothesis.operands)
        readings[stated].append(Judged(hypothesis, likely, outcome(hypothesis, found), largest))
    agreed = [one for stated in sorted(readings) for one in _agreed(readings[stated])]
    told = [
        frozenset(one.hypothesis.terms)
        for some in readings.values()
        for one in some
        if one.outcome.holds
        and one.hypothesis.family.name in (*_WHOLE, "difference")
        and one.likely >= NOTED
        and meant(one) >= SPEAKS
    ]
    wrong = [
        one
        for stated in sorted(readings)
        if (one := _wrong(readings[stated], scorer, column, found)) is not None
        and not _told_already(one, told)
    ]
    ordered = sorted((*agreed, *_apart(wrong)), key=lambda one: one.hypothesis.terms[one.hypothesis.stated])
    return Sums(found, printed, tuple(_once(ordered)))


def _apart(wrong: Sequence[Judged]) -> list[Judged]:
    """Leave out a wrong total or average that shares two terms with a likelier one: one misprint is told once."""
    kept: list[Judged] = []
    for one in sorted(wrong, key=likely_wrong, reverse=True):
        terms = set(one.hypothesis.terms)
        whole = one.hypothesis.family.name in _WHOLE
        if not whole or all(len(terms & set(k.hypothesis.terms)) < 2 for k in kept):
            kept.append(one)
    return kept


def _is_open(hypothesis: Hypothesis, column: Column, found: Sequence[Term]) -> bool:
    """Leave out parts that are no greater than their whole, and prices told across a split or a rights issue."""
    if hypothesis.family.name == "part":
        return not outcome(hypothesis, found).holds
    if hypothesis.family.name in ("growth", "close") and found[hypothesis.terms[0]].sign in (MONEY, COUNT):
        first, last = min(hypothesis.terms), max(hypothesis.terms)
        start, _ = column.full_sentence(found[first].place)
        return RESET.search(column.shape, start, found[last].place) is None
    return True


def meant(judged: Judged) -> float:
    """Give how likely a sum is meant, now that it is known to hold."""
    return judged.likely / (judged.likely + (1 - judged.likely) * judged.outcome.chance)


def _agreed(readings: Sequence[Judged]) -> list[Judged]:
    """Give the likeliest reading of each family that holds."""
    best = {
        one.hypothesis.family.name: one
        for one in sorted(readings, key=lambda one: one.likely)
        if one.outcome.holds and (meant(one) >= AGREES or one.likely >= PLAIN)
    }
    return list(best.values())


def _told_already(judged: Judged, told: Sequence[frozenset[int]]) -> bool:
    """Tell whether the operands are accounted for: what makes 850萬元 with 89項 makes nothing else with them."""
    terms = judged.hypothesis.operands
    stated = judged.hypothesis.terms[judged.hypothesis.stated]
    whole = judged.hypothesis.family.name in _WHOLE
    return whole and any(
        set(terms) <= sums or (stated in sums and len(sums & set(terms)) > 0) for sums in told
    )


_WHOLE = ("sum", "total", "each")


def _wrong(
    readings: Sequence[Judged], scorer: Scorer, column: Column, found: Sequence[Term]
) -> Judged | None:
    """Give the reading of a stated number that does not hold, where it is likely and no likely one does."""
    worst = max((one for one in readings if not one.outcome.holds), key=likely_wrong, default=None)
    if worst is None:
        return None
    least = FAR * worst.likely
    if any(one.outcome.holds and meant(one) >= RIVAL and one.likely >= least for one in readings):
        return None
    return worst if likely_wrong(worst) >= _limit(worst, scorer, column, found) else None


def _limit(judged: Judged, scorer: Scorer, column: Column, found: Sequence[Term]) -> float:
    name, terms = judged.hypothesis.family.name, judged.hypothesis.terms
    if name == "breakdown" and len(terms) == 2:
        return TWO
    if name == "sum" and judged.outcome.ratio > 1 and terms[-1] < terms[0]:
        between = column.shape[found[terms[-3]].place + 1 : found[terms[-2]].place]
        if not _CLOSED.search(between):
            return OPEN
    return scorer.limits[name]


def likely_wrong(judged: Judged) -> float:
    """Give how likely a sum is meant and misprinted: a slip of the usual kinds speaks for it, a wild value against."""
    summed = judged.hypothesis.family.name == "sum"
    too_small = summed and judged.outcome.said < judged.largest
    slip = 1.0 if judged.hypothesis.family.name == "part" else _slip(judged.outcome, too_small=too_small)
    odds = judged.likely / max(1e-9, 1 - judged.likely) * slip
    return odds / (1 + odds)


def _slip(found: Outcome, *, too_small: bool) -> float:
    """Give how much oftener a misprint has such a value than a number that was never meant so."""
    if not found.ratio:
        return 0.5
    if too_small:
        return 0.4
    if misprinted(found.said, found.worked):
        return 4.0
    if is_power(found.said, found.worked):
        return 2.0
    return next(odds for most, odds in _SLIPS if abs(log10(found.ratio)) < most)


_SLIPS = ((0.31, 2.0), (0.5, 1.0), (0.8, 0.4), (inf, 0.08))
"""How far off, in powers of ten, and what that says of a misprint."""


def _once(judged: Sequence[Judged]) -> list[Judged]:
    """Leave out a sum over terms that a likelier one with the same result is over already."""
    seen: dict[tuple[str, frozenset[int]], Judged] = {}
    for one in judged:
        key = one.hypothesis.family.rule, frozenset(one.hypothesis.terms)
        if key not in seen or seen[key].likely < one.likely:
            seen[key] = one
    return [one for one in judged if seen[one.hypothesis.family.rule, frozenset(one.hypothesis.terms)] is one]
