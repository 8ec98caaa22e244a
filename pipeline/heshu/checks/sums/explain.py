"""What made a sum look meant: the print without which it would look less so."""

import re
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from heshu.checks.column import SIGNS, Column
from heshu.checks.sums.families import Hypothesis
from heshu.checks.sums.features import Print
from heshu.checks.sums.hypotheses import lay_out
from heshu.checks.sums.scorer import Scorer

_LEAST = 0.05
_AROUND = 16
_FARTHEST = 240
"""How much print is looked at."""
_WORDS = re.compile(rf"[^{SIGNS}\W]{{1,2}}")


def because(
    column: Column, printed: Print, hypothesis: Hypothesis, scorer: Scorer, most: int = 5
) -> list[str]:
    """Give the stretches of print, as printed, that a hypothesis would lose most log-odds without, best first."""
    stated = printed.terms[hypothesis.terms[hypothesis.stated]].place
    places = [printed.terms[n].place for n in hypothesis.terms]
    start = max(0, min(places) - _AROUND, stated - _FARTHEST)
    end = min(max(places) + _AROUND, stated + _FARTHEST)
    inside, first = printed.part(start, end)
    if not all(first <= n < first + len(inside.terms) for n in hypothesis.terms):
        return []
    here = replace(hypothesis, terms=tuple(n - first for n in hypothesis.terms))
    laid = lay_out([here], len(inside.terms))
    words = [word.span() for word in _WORDS.finditer(column.shape, start, end)]
    codes = np.tile(inside.codes, (len(words) + 1, 1))  # the last one whole
    for row, (opens, closes) in enumerate(words):
        codes[row, opens - start : closes - start] = 0
    vectors = scorer.network.vectors(codes, inside.at, inside.said, inside.sentence)
    *without, whole = (float(scorer.network.scores(inside, laid, one)[0]) for one in vectors)
    lost = {word: whole - score for word, score in zip(words, without, strict=True)}
    return list(_best(column, lost, most))


def _best(column: Column, lost: dict[tuple[int, int], float], most: int) -> Iterator[str]:
    said: set[str] = set()
    for span, loss in sorted(lost.items(), key=lambda item: (-item[1], item[0])):
        if len(said) == most or loss < _LEAST:
            return
        text = column.record.text[slice(*column.span(*span))].strip()
        if text and text not in said:
            said.add(text)
            yield text
