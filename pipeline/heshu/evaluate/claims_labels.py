"""Labels of claims: those of a gold article, and which claim each label is of."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from heshu.errors import LexiconError
from heshu.evaluate.gold import Gold
from heshu.given import given_toml

_MARKS = "，；。！？：,;.:!?」』） \u3000"
_HALF = 0.5


class Stretch(Protocol):
    """A stretch of text: a claim, a clause, a label."""

    @property
    def start(self) -> int: ...  # noqa: D102  # the protocol's docstring says it
    @property
    def end(self) -> int: ...  # noqa: D102


Found = TypeVar("Found", bound=Stretch)


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


def read_claims(corpus: Path, gold: Gold) -> list[Labelled]:
    """Read the gold claims of an article. Raises LexiconError where one does not stand after the one before it."""
    path = corpus / "claims" / f"{gold.id}.toml"
    found: list[Labelled] = []
    at = 0
    for number, item in enumerate(given_toml(path).get("claim", []), 1):
        if not {"text", "types"} <= item.keys():
            raise LexiconError(f"{path.name} claim {number}: 欠缺 text 或 types are missing")
        start = gold.text.find(item["text"], at)
        if start < 0:
            raise LexiconError(
                f"{path.name} claim {number}: {item['text']!r} 不在上一項之後 does not stand after the one before it"
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


def paired(text: str, wanted: list[Labelled], found: list[Found]) -> list[tuple[Labelled, Found | None]]:
    """Pair each label with the stretch that is it, the closest first; None where nothing shares half of it."""
    near = sorted(
        (
            (share, a, b)
            for a, label in enumerate(wanted)
            for b, claim in enumerate(found)
            if claim.start < label.end and label.start < claim.end
            if (share := _shared(bare(text, label), bare(text, claim))) >= _HALF
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


def bare(text: str, claim: Stretch) -> tuple[int, int]:
    """Give a stretch without its closing marks."""
    end = claim.end
    while end > claim.start and text[end - 1] in _MARKS:
        end -= 1
    return claim.start, end


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, common) / max(1, max(a[1], b[1]) - min(a[0], b[0]))
