"""Which number of the body a number of a title, subhead or caption repeats: told by the words, not by the value.

Each number of a head is aligned with the body's numbers of its kind; how likely the two are told of one thing is
learnt from titled passages of the stock. If the likely one has another value, and no other likely one has this
value, the head is wrong.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np

from heshu.checks.column import PERIOD, Column
from heshu.checks.near import CLAUSE, SENTENCE, words_near
from heshu.checks.sums.scorer import Floats, Scorer
from heshu.checks.sums.slips import is_power, misprinted
from heshu.checks.sums.terms import Term, alike
from heshu.model.nouns import Figure

MOST_BODIES = 40
"""How many numbers of the body a head's number is held against, from the top."""
SLIP = 0.5
"""What a headline's number is held to, where its digits are those of the body's with one slip."""
MARGIN = 2.0
"""By how much, in log-odds, another number must be likelier than the body's equal one for a headline to be wrong."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A number of a head, the number of the body that tells the same thing, and how likely; `agrees` in value.

    `elsewhere` where the head's value stands in the body too, for something else.
    """

    head: Term
    body: Term
    likely: float
    agrees: bool
    elsewhere: bool = False


def pairs_of(found: Sequence[Term]) -> list[tuple[int, int]]:
    """Give every number of a head with the numbers of the body that are of its kind."""
    heads = [n for n, term in enumerate(found) if term.head and _is_told(term)]
    bodies = [n for n, term in enumerate(found) if not term.head and _is_told(term)]
    return [(h, b) for h in heads for b in _near(found, h, bodies) if comparable(found[h], found[b])]


def _near(found: Sequence[Term], head: int, bodies: Sequence[int]) -> Sequence[int]:
    after = [b for b in bodies if b > head][:MOST_BODIES]
    before = [b for b in bodies if b < head][-MOST_BODIES // 2 :]
    return (*before, *after)


def _is_told(term: Term) -> bool:
    return term.sign != PERIOD and isinstance(term.noun, Figure) and term.figure.kind != "rank"


def comparable(a: Term, b: Term) -> bool:
    """Tell whether a head and a body may print one number so: a headline leaves units and currencies out."""
    if alike(a, b):
        return True
    x, y = a.figure, b.figure
    if x.kind == "money" and y.kind == "money":
        return "default" in (x.unit_from, y.unit_from) or x.unit == y.unit
    return x.kind == y.kind and None in (x.unit, y.unit)


def agree(a: Term, b: Term) -> bool:
    """Tell whether two prints of a number can stand for one value: 逾160萬 and 167萬, 兩成 and 19.8%."""
    return a.value == b.value or (a.low < b.high and b.low < a.high)


def features(column: Column, found: Sequence[Term], pairs: Sequence[tuple[int, int]]) -> Floats:
    """Give what speaks for each pair: shared words near and far, kind, measure, direction, place."""
    rows = np.zeros((len(pairs), 22))
    places = sorted({place for pair in pairs for place in pair})
    near = {n: words_near(column, found[n].place, CLAUSE) for n in places}
    far = {n: words_near(column, found[n].place, SENTENCE) for n in places}
    rivals: dict[int, int] = {}
    order: dict[tuple[int, int], int] = {}
    for head, body in pairs:
        order[head, body] = rivals.get(head, 0)
        rivals[head] = order[head, body] + 1
    seen_in = {n: sum(not far[h].isdisjoint(near[n]) for h in far) for n in near}
    for number, (head, body) in enumerate(pairs):
        a, b = found[head], found[body]
        shared = near[head] & near[body]
        wide = near[head] & far[body]
        title = far[head] & near[body]
        x, y = a.figure, b.figure
        rows[number] = (
            len(shared), len(shared) / max(1, len(near[head])), len(wide) / max(1, len(near[head])),
            len(title) / max(1, len(near[body])), len(far[head] & far[body]) / max(1, len(far[head])),
            len(near[head]), len(near[body]),
            _shared_edge(column, a, b, -1), _shared_edge(column, a, b, 1),
            _one_measure(a.measure, b.measure),
            x.direction == y.direction, (x.direction is None) + 2 * (y.direction is None),
            a.sort == b.sort, x.per == y.per,
            min(order[head, body], 9), min(rivals[head], 20),
            b.sentence - a.sentence, b.block - a.block,
            float(x.entity is not None and x.entity == y.entity), float(x.period is not None and x.period == y.period),
            (y.hedge != "exact") + 2 * (x.hedge != "exact"), seen_in[body],
        )  # fmt: skip
    return rows


def _shared_edge(column: Column, a: Term, b: Term, step: int) -> int:
    """Count the characters that stand alike right before (or after) both numbers, to four."""
    shape, count = column.shape, 0
    for on in range(1, 5):
        x, y = a.place + step * on, b.place + step * on
        if not (0 <= x < len(shape) and 0 <= y < len(shape)) or shape[x] != shape[y] or shape[x] in "，。\n":
            break
        count += 1
    return count


def _one_measure(a: str, b: str) -> int:
    """2 the same measure, 1 akin, 0 another, -1 where one is not known."""
    if not a or not b:
        return -1
    return 2 if a == b else 1 if a in b or b in a or a[-2:] == b[-2:] else 0


def align(column: Column, found: Sequence[Term], scorer: Scorer) -> list[Alignment]:
    """Give the alignments that say something: the likeliest agreeing one of each head's number, or the wrong one."""
    pairs = pairs_of(found)
    if not pairs:
        return []
    likely = 1 / (1 + np.exp(-scorer.titles.raw(features(column, found, pairs))))
    by_head: dict[int, list[Alignment]] = {}
    for (head, body), chance in zip(pairs, likely.tolist(), strict=True):
        a, b = found[head], found[body]
        by_head.setdefault(head, []).append(Alignment(a, b, chance, agree(a, b)))
    return [one for told in by_head.values() if (one := _settled(told, scorer.title_limits)) is not None]


def _settled(told: Sequence[Alignment], limits: tuple[float, float]) -> Alignment | None:
    absent, swapped = limits
    same = [one for one in told if one.agrees]
    best = max(same, key=lambda one: one.likely, default=None)
    other = max((one for one in told if not one.agrees), key=lambda one: one.likely, default=None)
    if best is None:
        return next(
            (one for one in _apart(told) if one.likely >= absent * (SLIP if _is_slip(one) else 1)), None
        )
    if other is not None and other.likely >= swapped and _odds(other) - _odds(best) >= MARGIN:
        return replace(other, elsewhere=True)
    return best if best.likely >= 0.5 else None


def _apart(told: Sequence[Alignment]) -> list[Alignment]:
    return sorted((one for one in told if not one.agrees), key=lambda one: (-_is_slip(one), -one.likely))


def _is_slip(one: Alignment) -> bool:
    a, b = one.head.value, one.body.value
    return a > 0 and b > 0 and (misprinted(a, b) or is_power(a, b))


def _odds(one: Alignment) -> float:
    likely = min(max(one.likely, 1e-6), 1 - 1e-6)
    return log(likely / (1 - likely))
