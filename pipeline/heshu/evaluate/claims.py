"""Claims against our gold (corpus/claims): what is found, and what is said of it.

Two claims are one where their stretches, without closing marks, share at least half of what they cover together; each
is paired once, the closest first.

- `checkable`: checkable claims found; `checkable exact`: with the very same stretch; `checkable covered`: a claim of
  either side counts where at least half of it lies in checkable claims of the other, however they are cut;
- `type …`, `types`: on paired claims, and the mean over the nine types; `modality`: share of paired claims;
- `speaker`: claims with a speaker, right where one name holds the other; `scope`: runs of claims with one speaker,
  right where the run's last claim ends alike too.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import get_args

from heshu import language
from heshu.errors import LexiconError
from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.claims_pairs import score_pairs
from heshu.evaluate.claims_worth import score_worth
from heshu.evaluate.gold import Gold, Split
from heshu.evaluate.scores import Tally
from heshu.model.nouns import Claim, ClaimType

TYPES = get_args(ClaimType)
_MARKS = "，；。！？：,;.:!?」』） \u3000"
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """One claim as our gold has it."""

    start: int
    end: int
    text: str
    types: tuple[str, ...]
    checkable: bool
    modality: str
    speaker: str | None


def evaluate_claims(corpus: Path, shared: Path) -> dict[str, float]:
    """Give every score of claims on the test split: against gold, of check-worthiness, and of conflicting pairs."""
    scores, _ = score_claims(corpus, "test")
    return {**scores, **score_worth(corpus, "test"), **score_pairs(shared / "data" / "cfever_claims")}


def read_claims(corpus: Path, gold: Gold) -> list[Labelled]:
    """Read the gold claims of an article. Raises LexiconError where one does not stand after the one before it."""
    path = corpus / "claims" / f"{gold.id}.toml"
    found: list[Labelled] = []
    at = 0
    for number, item in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["claim"], 1):
        start = gold.text.find(item["text"], at)
        if start < 0:
            raise LexiconError(
                f"{path.name} claim {number}: {item['text']!r} does not stand after the one before it"
            )
        at = start + len(item["text"])
        found.append(
            Labelled(
                start,
                at,
                item["text"],
                tuple(item["types"]),
                item.get("checkable", True),
                item.get("modality", "asserted"),
                item.get("speaker"),
            )
        )
    return found


def score_claims(corpus: Path, split: Split) -> tuple[dict[str, float], list[str]]:
    """Score the claims of a split's articles; also give a line for every miss, for reading on train and dev."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    misses: list[str] = []
    for gold, found in read_gold_articles(language.load(), corpus, split):
        wanted = read_claims(corpus, gold)
        pairs = _paired(gold.text, wanted, found.claims)
        _count_checkable(tallies, gold.text, wanted, found.claims, pairs)
        _count_scopes(tallies["scope"], gold.text, wanted, found.claims)
        misses += [
            f"{gold.id}: {what}"
            for label, claim in pairs
            if claim
            for what in _count_pair(tallies, label, claim)
        ]
        misses += [f"{gold.id}: not found: {label.text}" for label, claim in pairs if not claim]
    scores = {name: round(tally.f1, 4) for name, tally in tallies.items()}
    scores["types"] = round(sum(tallies[f"type {name}"].f1 for name in TYPES) / len(TYPES), 4)
    return dict(sorted(scores.items())), misses


def _paired(text: str, wanted: list[Labelled], found: list[Claim]) -> list[tuple[Labelled, Claim | None]]:
    near = sorted(
        (
            (share, a, b)
            for a, label in enumerate(wanted)
            for b, claim in enumerate(found)
            if claim.start < label.end and label.start < claim.end
            if (share := _shared(_bare(text, label), _bare(text, claim))) >= _HALF
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, a, b in near:
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    return [(label, found[partner[a]] if a in partner else None) for a, label in enumerate(wanted)]


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
    exact = [pair for pair in hits if _bare(text, pair[0]) == _bare(text, pair[1])]
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
            found.append((run[0].start, _bare(text, run[-1])[1], who))
    return found


def _same_speaker(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and (one in other or other in one)


def _bare(text: str, claim: Labelled | Claim) -> tuple[int, int]:
    end = claim.end
    while end > claim.start and text[end - 1] in _MARKS:
        end -= 1
    return claim.start, end


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / max(1, max(a[1], b[1]) - min(a[0], b[0]))


def _covered(claim: Labelled | Claim, others: list[Labelled] | list[Claim]) -> bool:
    common = sum(max(0, min(claim.end, other.end) - max(claim.start, other.start)) for other in others)
    return common >= _HALF * (claim.end - claim.start)


def _add(tally: Tally, hits: int, found: int, wanted: int) -> None:
    tally.hits += hits
    tally.found += found
    tally.wanted += wanted
