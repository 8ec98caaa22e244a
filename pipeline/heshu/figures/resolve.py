"""Whose 元 a bare 元 is: the outlet's, unless what stands around it says otherwise.

A separate pass after finding: `find` reads characters and takes HKD; this asks the sentence, then the text. An
amount that its sentence gives in another currency first (210億元人民幣，包括廠房62億元) goes on in that currency.
"""

import re
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from heshu.figures.patterns import one_of
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


# How loud the outlet's own currency is, beside a mention in the sentence (2 or 3), one in the line, and a text that
# speaks of one place only. A sentence must name a place twice, or the whole text be about it.
_OUTLET = 3.0
_LINE = 0.5
_WHOLE = 6.0
_FEW = 12
_SENTENCE = re.compile(r"[^。！？\n]+")
_LINE_OF_TEXT = re.compile(r"[^\n]+")
_GOES_ON = re.compile(r"包括|其中|当中|分别|即|[、和及与]|较|比|由|至|到|相当于|另|合共|平均")
_NAMED = re.compile(r"(?:港元|港币|人民币|台币)(?=[^，。；\n]*\Z)")
_CODES = {"港元": "HKD", "港币": "HKD", "人民": "CNY", "台币": "TWD"}
_SYMBOL_CODES = frozenset(("HKD", "CNY", "TWD", "MOP"))  # currencies that a bare 元 is ever printed for


def resolve_currency(figures: Sequence[Figure], text: str, default: str = "HKD") -> None:
    """Set the unit of every figure whose currency the print leaves open (`unit_from` "default"), in place."""
    open_figures = [f for f in figures if f.kind == "money" and f.unit_from == "default"]
    if not open_figures:
        return
    norm = fold(text)
    whole = _mentions(norm, 0, len(norm))
    waiting = deque(open_figures)
    printed = deque(f for f in figures if f.kind == "money" and f.unit_from == "print")
    for line in _LINE_OF_TEXT.finditer(norm):
        around: Counter[str] | None = None
        for sentence in _SENTENCE.finditer(norm, *line.span()):
            explicit = _within(printed, sentence.end())
            here = _within(waiting, sentence.end())
            if not here:
                continue
            around = around or _mentions(norm, *line.span())
            mentions = _mentions(norm, *sentence.span())
            for figure in here:
                figure.unit = _said(norm, figure, explicit) or _loudest(mentions, around, whole, default)


def _within(figures: deque[Figure], end: int) -> list[Figure]:
    """Take from the front the figures that begin before `end`."""
    taken = []
    while figures and figures[0].start < end:
        taken.append(figures.popleft())
    return taken


def outlet_currency(outlet: str | None) -> str:
    """Give the currency that an outlet prints as 元: that of its place where the lexicon knows it, else HKD."""
    norm = fold(outlet or "")
    for row in _rows():
        if any(name in norm for name in row.outlets):
            return row.code
    return "HKD"


def _said(norm: str, figure: Figure, explicit: Sequence[Figure]) -> str | None:
    """Give the currency that the sentence gave last before the figure, if the figure goes on with it."""
    named = _NAMED.search(norm, max(0, figure.start - 10), figure.start)
    if named is not None:
        return _CODES[named[0][:2]]
    before = [f for f in explicit if f.end <= figure.start and f.unit in _SYMBOL_CODES]
    if not before:
        return None
    gap = norm[before[-1].end : figure.start]
    return (
        before[-1].unit
        if len(gap) <= 60 and _GOES_ON.search(gap) and ("$" not in norm[figure.start : figure.end])
        else None
    )


def _loudest(sentence: Counter[str], line: Counter[str], whole: Counter[str], default: str) -> str:
    said = sum(whole.values()) + _FEW

    def loudness(code: str) -> float:
        own = _OUTLET if code == default else 0.0
        return own + sentence[code] + _LINE * (line[code] - sentence[code]) + _WHOLE * whole[code] / said

    return max((default, *sorted(whole)), key=loudness)


def _mentions(norm: str, start: int, end: int) -> Counter[str]:
    pattern, weights = _lexicon()
    found: Counter[str] = Counter()
    for match in pattern.finditer(norm, start, end):
        code, weight = weights[match[0]]
        found[code] += weight
    return found


@lru_cache(maxsize=1)
def _rows() -> tuple[ContextRow, ...]:
    return load_rows("heshu.figures", "currencies.toml", ContextRow)


@lru_cache(maxsize=1)
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    weights: dict[str, tuple[str, int]] = {}
    for row in _rows():
        weights.update((word, (row.code, row.weight)) for word in row.words)
    return re.compile(one_of(weights)), weights
