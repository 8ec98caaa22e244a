"""Which sums of an article are meant, and which of them do not hold.

A stated number is called wrong only where one reading of it is likely, does not hold, and no other reading that is
itself likely does. Of two readings one of which agrees, the writer meant the one that agrees.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

from heshu.checks.column import Column
from heshu.checks.sums.arithmetic import Outcome, outcome
from heshu.checks.sums.families import Hypothesis, hypotheses
from heshu.checks.sums.features import Print
from heshu.checks.sums.scorer import Scorer, load_scorer
from heshu.checks.sums.terms import Term, terms

AGREES = 0.5
"""How likely a sum that holds must be to be told."""
RIVAL = 0.04
"""How likely another reading must be to speak for a number, if it holds."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A sum that is meant, how likely, and whether it holds."""

    hypothesis: Hypothesis
    likely: float
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Sums:
    """The terms of an article and the sums that are meant over them, in text order of what is stated."""

    terms: list[Term]
    printed: Print
    judged: tuple[Judged, ...]


def find_sums(column: Column, scorer: Scorer | None = None) -> Sums:
    """Find the sums of an article, at most one for each stated number and family."""
    scorer = scorer or load_scorer()
    found = terms(column)
    printed = Print(column, found)
    possible = [h for h in hypotheses(found) if h.family.name != "part" or not outcome(h, found).holds]
    readings: dict[int, list[Judged]] = defaultdict(list)
    for hypothesis, likely in scorer.likely(printed, possible):
        if likely >= RIVAL:
            stated = hypothesis.terms[hypothesis.stated]
            readings[stated].append(Judged(hypothesis, likely, outcome(hypothesis, found)))
    judged = [one for stated in sorted(readings) for one in _decided(readings[stated], found, scorer)]
    return Sums(found, printed, tuple(_once(judged)))


def _decided(readings: Sequence[Judged], found: Sequence[Term], scorer: Scorer) -> list[Judged]:
    """Give what is told of one stated number: the likeliest of each family that holds, or the one that does not."""
    agree = [r for r in readings if r.outcome.holds]
    if agree:
        best = {r.hypothesis.family.name: r for r in sorted(agree, key=lambda r: r.likely) if r.likely >= AGREES}
        return list(best.values())
    worst = max(readings, key=lambda r: r.likely)
    return [worst] if likely_wrong(worst) >= scorer.limits[worst.hypothesis.family.name] else []


def likely_wrong(judged: Judged) -> float:
    """Give how likely a sum is meant and misprinted: a slip of the usual kinds speaks for it, a wild value against."""
    odds = judged.likely / max(1e-9, 1 - judged.likely) * _slip(judged.outcome)
    return odds / (1 + odds)


def _slip(found: Outcome) -> float:
    """Give how much oftener a misprint has such a value than a number that was never meant so."""
    if not found.ratio:
        return 0.5
    size = abs(log10(found.ratio))
    power = abs(size - round(size)) < 0.03 and round(size) > 0
    if power or size < 0.3:
        return 2.0
    return 1.0 if size < 0.7 else 0.4


def _once(judged: Sequence[Judged]) -> list[Judged]:
    """Leave out a sum over terms that a likelier one with the same result is over already."""
    seen: dict[tuple[str, frozenset[int]], Judged] = {}
    for one in judged:
        key = one.hypothesis.family.rule, frozenset(one.hypothesis.terms)
        if key not in seen or seen[key].likely < one.likely:
            seen[key] = one
    return [one for one in judged if seen[one.hypothesis.family.rule, frozenset(one.hypothesis.terms)] is one]
