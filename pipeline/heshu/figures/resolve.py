"""Whose 元 a bare 元 is: the outlet's, unless what stands around it says otherwise.

A separate pass after finding: `find` reads characters and takes HKD; this asks what was named last before the
amount, the rest of its sentence, then the whole text. An amount that its sentence gives in another currency first
(210億元人民幣，包括廠房62億元) goes on in that currency.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from heshu.figures.patterns import lengths_by_first
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Figure
from heshu.text.fold import fold


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A row of `currencies.toml`."""

    code: str
    weight: int
    words: tuple[Norm, ...]
    example: str
    outlets: tuple[Norm, ...] = ()


class _Mention(NamedTuple):
    start: int
    end: int
    code: str
    weight: int


# How loud the outlet's own currency is, beside what was named before the amount (2 or 3, half of that 40 characters
# on, less in another sentence or line), after it in its sentence, and a text that speaks of one place only.
_OUTLET = 2.5
_NEAR = 40
_FAR = 6 * _NEAR
_ELSEWHERE = 0.3
_AFTER = 0.3
_WHOLE = 6.0
_FEW = 12
_ENDS = re.compile(r"[。！？\n]|[.!?](?= |[^\x00-\x7f])")
_GOES_ON = re.compile(r"包括|其中|当中|分别|即|[、和及与]|较|比|由|至|到|相当于|另|合共|平均")
_NAMED = re.compile(r"(?:港元|港币|人民币|台币)(?=[^，,。；;\n]{0,8}\Z)")
_CODES = {"港元": "HKD", "港币": "HKD", "人民": "CNY", "台币": "TWD"}
_SYMBOL_CODES = frozenset(("HKD", "CNY", "TWD", "MOP"))  # currencies that a bare 元 is ever printed for


def resolve_currency(figures: Sequence[Figure], norm: str, default: str = "HKD") -> None:
    """Set the unit of every figure whose currency the print leaves open (`unit_from` "default"), in place.

    `norm` is the fold of the text that they were found in.
    """
    if not any(f.unit_from == "default" for f in figures):
        return
    mentions = _mentions(norm)
    base = _base(mentions, default)
    ends = [match.end() for match in _ENDS.finditer(norm)]
    printed: Figure | None = None
    for figure in figures:
        if figure.kind != "money":
            continue
        if figure.unit_from == "print":
            printed = figure if figure.unit in _SYMBOL_CODES else printed
            continue
        number = bisect_right(ends, figure.start)
        start = ends[number - 1] if number else 0
        said = _said(norm, figure, printed if printed is not None and printed.start >= start else None)
        end = ends[number] if number < len(ends) else len(norm)
        figure.unit = said or _loudest(norm, figure, mentions, base, (start, end))
        printed = figure if said is not None else printed


def outlet_currency(outlet: str | None) -> str:
    """Give the currency that an outlet prints as 元: that of its place where the lexicon knows it, else HKD."""
    norm = fold(outlet or "")
    for row in _rows():
        if any(name in norm for name in row.outlets):
            return row.code
    return "HKD"


def _said(norm: str, figure: Figure, printed: Figure | None) -> str | None:
    """Give the currency that the sentence gave last before the figure, if the figure goes on with it."""
    named = _NAMED.search(norm, max(0, figure.start - 10), figure.start)
    if named is not None:
        return _CODES[named[0][:2]]
    if printed is None or figure.start - printed.end > 60 or "$" in norm[figure.start : figure.end]:
        return None
    return printed.unit if _GOES_ON.search(norm, printed.end, figure.start) else None


def _base(mentions: Sequence[_Mention], default: str) -> dict[str, float]:
    """Give how loud each currency is wherever in the text: the outlet's own, and those of the places it names."""
    total = sum(mention.weight for mention in mentions) + _FEW
    base = {default: _OUTLET}
    for code, weight in sorted(_weights(mentions).items()):
        base[code] = base.get(code, 0.0) + _WHOLE * weight / total
    return base


def _weights(mentions: Sequence[_Mention]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for mention in mentions:
        weights[mention.code] += mention.weight
    return weights


def _loudest(
    norm: str,
    figure: Figure,
    mentions: Sequence[_Mention],
    base: dict[str, float],
    sentence: tuple[int, int],
) -> str:
    """Give the loudest currency at a figure; its sentence is [start, end)."""
    start, end = sentence
    loud = dict(base)
    line = norm.rfind("\n", max(0, figure.start - _FAR), figure.start)
    for mention in mentions[bisect_left(mentions, (figure.start - _FAR,)) :]:
        if mention.start >= end:
            break
        if mention.end > figure.start:
            weight = mention.weight * _AFTER if mention.start >= figure.end else 0.0
        else:
            weight = mention.weight / (1 + (figure.start - mention.end) / _NEAR)
            if mention.start < start:
                weight *= _ELSEWHERE if mention.start > line else _ELSEWHERE**2
        loud[mention.code] += weight
    return max(loud, key=loud.__getitem__)


def _mentions(norm: str) -> list[_Mention]:
    """Give the words of the lexicon in a text, the longest at each place, none inside another."""
    firsts, lengths, weights = _lexicon()
    found: list[_Mention] = []
    end = 0
    for first in firsts.finditer(norm):
        at = first.start()
        if at < end:
            continue
        for length in lengths[first[0]]:
            said = weights.get(norm[at : at + length])
            if said is not None:
                end = at + length
                found.append(_Mention(at, end, *said))
                break
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[ContextRow, ...]:
    return load_rows("heshu.figures", "currencies.toml", ContextRow)


@lru_cache(maxsize=1)
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]], dict[str, tuple[str, int]]]:
    weights: dict[str, tuple[str, int]] = {}
    for row in _rows():
        weights.update((word, (row.code, row.weight)) for word in row.words)
    lengths = lengths_by_first(weights)
    return re.compile(f"[{re.escape(''.join(lengths))}]"), lengths, weights
