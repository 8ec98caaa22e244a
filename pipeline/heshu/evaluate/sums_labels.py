"""Which hypotheses of a right text are meant: the sums that the stock marks, and what may be meant all the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from heshu.checks.column import draw
from heshu.checks.sums.arithmetic import outcome
from heshu.checks.sums.families import Hypothesis, hypotheses
from heshu.checks.sums.features import Print
from heshu.checks.sums.terms import Term, terms
from heshu.evaluate.checks import record_of
from heshu.evaluate.stock import Meant, Passage, in_percent, read_stock
from heshu.model.page import BlockKind

_FAMILIES = {
    "growth": ("growth", "points"),
    "difference": ("difference", "points"),
    "multiple": ("multiple", "growth"),
    "average": ("each",),
    "product": ("total",),
}
_NEVER_BY_CHANCE = ("part", "currency", "span")
PRINTED = date(2026, 6, 25)
OUTLETS = {"tw-wire": "中央通訊社", "tw-papers": "聯合報", "macau": "澳門日報"}


@dataclass(frozen=True, slots=True)
class Example:
    """One passage read: its hypotheses, and 1 for each that is meant, 0 for each that is not, −1 where it may be."""

    style: str
    printed: Print
    found: list[Hypothesis]
    labels: NDArray[np.int64]


def examples(folder: Path) -> list[Example]:
    """Read every passage of the stock."""
    passages = [p for right in read_stock(folder) for p in (right, in_percent(right)) if p is not None]
    return [example for passage in passages if (example := _example(passage)) is not None]


def blocks_of(passage: Passage) -> list[tuple[BlockKind, str]]:
    """Give a passage as an article: a first line without a full stop is its title."""
    first, *rest = passage.blocks
    kind: BlockKind = "title" if rest and not first.endswith("。") else "paragraph"
    return [(kind, first), *(("paragraph", text) for text in rest)]


def _example(passage: Passage) -> Example | None:
    record = record_of(blocks_of(passage), PRINTED, OUTLETS.get(passage.style))
    column = draw(record)
    found = terms(column)
    possible = list(hypotheses(found))
    if not possible:
        return None
    return Example(passage.style, Print(column, found), possible, label(passage.sums, found, possible))


def label(sums: Sequence[Meant], found: Sequence[Term], possible: Sequence[Hypothesis]) -> NDArray[np.int64]:
    """Label hypotheses: one that no sum marks but that holds all the same may be meant too, and is no lesson."""
    places = {_key(h.family.name, h.terms): n for n, h in enumerate(possible)}
    labels = np.zeros(len(possible), np.int64)
    for meant in sums:
        hits = [n for key in _readings(meant, found) if (n := places.get(key)) is not None]
        holding = [n for n in hits if outcome(possible[n], found).holds]
        for n in holding if meant.name == "part" else holding[:1]:
            labels[n] = 1
    for n, hypothesis in enumerate(possible):
        chance = hypothesis.family.name not in _NEVER_BY_CHANCE
        if labels[n] == 0 and chance and outcome(hypothesis, found).holds:
            labels[n] = -1
    return labels


Key = tuple[str, tuple[int, ...], tuple[int, ...]]


def _key(name: str, terms: tuple[int, ...]) -> Key:
    """Sums whose terms may stand in any order are one."""
    if name in ("sum", "breakdown"):
        return name, tuple(sorted(terms[:-1])), terms[-1:]
    if name in ("currency", "span"):
        return name, tuple(sorted(terms[:2])), terms[2:]
    return name, terms, ()


def _readings(meant: Meant, found: Sequence[Term]) -> list[Key]:
    operands = [_at(span, found) for span in meant.operands]
    stated = _at(meant.stated, found) if meant.stated else None
    if None in operands or (meant.stated and stated is None):
        return []
    places = [n for n in operands if n is not None]
    if meant.name == "part":
        whole = stated if stated is not None else places.pop()
        return [_key("part", (part, whole)) for part in places]
    if meant.name == "breakdown":
        return [_key("breakdown", tuple(sorted(places)))]
    if stated is None:
        return [_key(meant.name, tuple(places))]
    names = _FAMILIES.get(meant.name, (meant.name,))
    orders = [tuple(places)]
    if meant.name in ("growth", "difference", "multiple", "product"):
        orders.append(tuple(places[::-1]))
    return [_key(name, (*order, stated)) for name in names for order in orders]


def _at(span: tuple[int, int], found: Sequence[Term]) -> int | None:
    return next((n for n, t in enumerate(found) if t.start < span[1] and span[0] < t.end), None)
