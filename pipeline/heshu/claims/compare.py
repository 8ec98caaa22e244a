"""Two claims side by side: do they conflict, are they compatible, or are they about different things?

Claims of one wording are compared number by number, whatever the numbers stand for; claims of different wordings by
their canonical forms, where measure, entity, unit and base must be known and the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from typing import Literal

from heshu.claims.canonical import Analysed, Canonical, canonical
from heshu.claims.stated import Stated, stated
from heshu.figures.numerals import read_numeral
from heshu.model.nouns import Claim
from heshu.text.fold import fold

Judgement = Literal["conflicting", "compatible", "unrelated"]

_SLOT = re.compile(r"\d[\d,.]*|[零〇一二三四五六七八九十百千万亿两廿卅]+")
_HEDGE = re.compile(
    r"将近|接近|大约|约|逾|超过|近|多达|不足|不到|少于|至少|最少|最多|左右|上下|以上|以下|有余|(?<=#)[多余几]|[,，。；;\s]"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A number in a claim's wording, as printed, and its values; `kind` says what it is part of."""

    text: str
    values: Stated | None
    kind: Literal["quantity", "rank", "period", "name"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim with its numbers taken out, and the numbers."""

    frame: str
    slots: tuple[Slot, ...]


def judge_pair(one: tuple[Analysed, Claim], other: tuple[Analysed, Claim]) -> Judgement:
    """Judge two claims, each given with the article it stands in."""
    a, b = wording(*one), wording(*other)
    if a.frame == b.frame and len(a.slots) == len(b.slots):
        return _same_wording(a, b)
    met = [
        _same_frame(x, y) for x, y in product(canonical(*one), canonical(*other)) if _about_one_thing(x, y)
    ]
    if not met:
        return "unrelated"
    return "compatible" if all(met) else "conflicting"


def judge_texts(one: Analysed, other: Analysed) -> Judgement:
    """Judge two short texts by all their claims: one conflict is enough, then one agreement."""
    found = {judge_pair((one, a), (other, b)) for a, b in product(one.claims, other.claims)}
    for judgement in ("conflicting", "compatible"):
        if judgement in found:
            return judgement
    return "unrelated"


def wording(article: Analysed, claim: Claim) -> Wording:
    """Take the numbers out of a claim: 去年出口增3.2% is 去年出口增#% and the number."""
    norm = fold(claim.text)
    slots = (_slot(article, claim, norm, match.start(), match.end()) for match in _SLOT.finditer(norm))
    return Wording(_frame(norm), tuple(slots))


def frame_of(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a text with its numbers and hedges taken out, and the numbers as printed (folded)."""
    norm = fold(text)
    return _frame(norm), tuple(_SLOT.findall(norm))


def _frame(norm: str) -> str:
    return _HEDGE.sub("", _SLOT.sub("#", norm))


def _slot(article: Analysed, claim: Claim, norm: str, start: int, end: int) -> Slot:
    text = norm[start:end]
    place = claim.start + start
    for period in article.periods:
        if period.start <= place < period.end:
            return Slot(norm[period.start - claim.start : period.end - claim.start], None, "period")
    for figure in article.figures:
        if figure.start <= place < figure.end:
            kind: Literal["rank", "quantity"] = "rank" if figure.kind == "rank" else "quantity"
            return Slot(text, stated(figure), kind)
    numeral = read_numeral(norm, start)
    value = numeral.reading.value if numeral is not None and numeral.reading is not None else None
    return Slot(text, Stated(value, value + Decimal("0.5")) if value is not None else None, "name")


def _same_wording(a: Wording, b: Wording) -> Judgement:
    """Judge claims that differ in their numbers alone.

    Another date beside a quantity makes another claim (去年增3% and 今年增4% may both hold); another date of an event,
    or another number of anything else, cannot hold beside the first.
    """
    differing = [(x, y) for x, y in zip(a.slots, b.slots, strict=True) if x.text != y.text]
    dates = [pair for pair in differing if "period" in (pair[0].kind, pair[1].kind)]
    others = [pair for pair in differing if pair not in dates]
    if dates and any(slot.kind == "quantity" for slot in a.slots):
        return "unrelated"
    if dates:
        return "conflicting"
    return "compatible" if all(_agree(x, y) for x, y in others) else "conflicting"


def _agree(x: Slot, y: Slot) -> bool:
    return x.values is not None and y.values is not None and x.values.meets(y.values)


def _about_one_thing(x: Canonical, y: Canonical) -> bool:
    """Say whether two numbers answer one question; a period or an entity that one leaves out does not part them."""
    if x.measure is None or y.measure is None or not _same_measure(x.measure, y.measure):
        return False
    if not _same_unit(x, y) or (x.base, x.per, x.direction) != (y.base, y.per, y.direction):
        return False
    return all(p is None or q is None or p == q for p, q in _context(x, y)) and (
        x.entity == y.entity or x.measure == y.measure
    )


def _context(x: Canonical, y: Canonical) -> Iterator[tuple[str | None, str | None]]:
    yield x.entity, y.entity
    yield x.period, y.period


def _same_measure(x: str, y: str) -> bool:
    return x == y or (min(len(x), len(y)) >= 2 and (x.endswith(y) or y.endswith(x)))


def _same_unit(x: Canonical, y: Canonical) -> bool:
    return x.unit == y.unit or (x.unit is None) != (y.unit is None)


def _same_frame(x: Canonical, y: Canonical) -> bool:
    return x.values is None or y.values is None or x.values.meets(y.values)
