"""What claims score against labels: what is found, and what is said of it.

Two claims are one where their stretches, without closing marks, share at least half of what they cover together; each
is paired once, the closest first.

- `checkable`: checkable claims found; `checkable exact`: with the very same stretch; `checkable covered`: a claim of
  either side counts where at least half of it lies in checkable claims of the other, however they are cut;
- `type …`, `types`: on paired claims, and the mean over the nine types; `modality`: share of paired claims;
- `speaker`: claims with a speaker, right where one name holds the other; `scope`: runs of claims with one speaker,
  right where the run's last claim ends alike too.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from heshu.evaluate.claims_labels import Labelled, bare, paired
from heshu.evaluate.scores import Tally
from heshu.model.nouns import Claim, ClaimType

TYPES = get_args(ClaimType)
_HALF = 0.5


class Scores:
    """Adds up article after article."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._tallies: dict[str, Tally] = defaultdict(Tally)

    def count(self, text: str, wanted: list[Labelled], found: list[Claim]) -> list[str]:
        """Count one article, and give a line for every miss."""
        pairs = paired(text, wanted, found)
        _count_checkable(self._tallies, text, wanted, found, pairs)
        _count_scopes(self._tallies["scope"], text, wanted, found)
        misses = [
            what for label, claim in pairs if claim for what in _count_pair(self._tallies, label, claim)
        ]
        return misses + [f"not found: {label.text}" for label, claim in pairs if not claim]

    def all(self) -> dict[str, float]:
        """Give the scores by name."""
        scores = {name: round(tally.f1, 4) for name, tally in self._tallies.items()}
        kinds = [self._tallies[f"type {name}"].f1 for name in TYPES]
        scores["types"] = round(sum(kinds) / len(TYPES), 4)
        return dict(sorted(scores.items()))


def _count_checkable(
    tallies: dict[str, Tally],
    text: str,
    wanted: list[Labelled],
    found: list[Claim],
    pairs: list[tuple[Labelled, Claim | None]],
) -> None:
    ours = [claim for claim in found if claim.checkable]
    theirs = [label for label in wanted if label.checkable]
    hits = [(label, claim) for label, claim in pairs if claim and claim.checkable and label.checkable]
    exact = [pair for pair in hits if bare(text, pair[0]) == bare(text, pair[1])]
    for name, right in (("checkable", len(hits)), ("checkable exact", len(exact))):
        _add(tallies[name], right, len(ours), len(theirs))
    precise = sum(_covered(claim, theirs) for claim in ours)
    recalled = sum(_covered(label, ours) for label in theirs)
    _add(tallies["checkable covered"], precise + recalled, 2 * len(ours), 2 * len(theirs))


def _count_pair(tallies: dict[str, Tally], label: Labelled, claim: Claim) -> Iterator[str]:
    for name in TYPES:
        there, here = name in label.types, name in claim.types
        _add(tallies[f"type {name}"], there and here, here, there)
        if there != here:
            yield f"{name} {'missed' if there else 'extra'}: {label.text}"
    _add(tallies["modality"], claim.modality == label.modality, 1, 1)
    if claim.modality != label.modality:
        yield f"{label.modality}, not {claim.modality}: {label.text}"
    said = claim.speaker.text if claim.speaker else None
    right = _same_speaker(label.speaker, said)
    _add(tallies["speaker"], right, said is not None, label.speaker is not None)
    if (said or label.speaker) and not right:
        yield f"speaker {label.speaker}, not {said}: {label.text}"


def _count_scopes(tally: Tally, text: str, wanted: list[Labelled], found: list[Claim]) -> None:
    theirs = _runs(text, [(label, label.speaker) for label in wanted])
    ours = _runs(text, [(claim, claim.speaker.text if claim.speaker else None) for claim in found])
    right = sum(
        any(start < b and a < end and end == b and _same_speaker(who, said) for a, b, said in ours)
        for start, end, who in theirs
    )
    _add(tally, right, len(ours), len(theirs))


def _runs(text: str, claims: list[tuple[Labelled | Claim, str | None]]) -> list[tuple[int, int, str]]:
    """Give the stretches of neighbouring claims that have one speaker."""
    found = []
    for who, group in groupby(claims, key=lambda pair: pair[1]):
        run = [claim for claim, _ in group]
        if who is not None:
            found.append((run[0].start, bare(text, run[-1])[1], who))
    return found


def _same_speaker(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and (one in other or other in one)


def _covered(claim: Labelled | Claim, others: list[Labelled] | list[Claim]) -> bool:
    common = sum(max(0, min(claim.end, other.end) - max(claim.start, other.start)) for other in others)
    return common >= _HALF * (claim.end - claim.start)


def _add(tally: Tally, hits: int, found: int, wanted: int) -> None:
    tally.hits += hits
    tally.found += found
    tally.wanted += wanted
