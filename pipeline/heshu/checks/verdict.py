"""The verdict on one stated number: does it agree with what other printed numbers give?

In this order: the sum worked on the numbers as printed rounds to what is stated (`consistent`); the sets of
values behind the numbers meet (`by_rounding`); the sum worked on the numbers as printed, cut and not rounded, is
what is stated (`by_truncation`); they cannot meet (`inconsistent`). Where the numbers are so coarse that what they
give may be anything up to twice itself, their agreement says nothing, and no verdict is given; but rates side by
side, with `places`, are as exact as their places.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext

from heshu.checks.printed import cut_off, fine_step, middle, rounded
from heshu.checks.sets import Interval, exactly
from heshu.model.nouns import Figure, FindingStatus
from heshu.model.quantity import ARITHMETIC

Work = Callable[..., Interval]
"""The relation, as a function of one set per operand."""


def verdict(
    stated: Figure,
    work: Work,
    operands: Sequence[Figure],
    *,
    places: Sequence[Decimal | None] = (),
    factor: Decimal | int = 1,
) -> tuple[FindingStatus, Decimal] | None:
    """Judge `stated` × `factor` against `work` over the operands; None where one of them states no value.

    Gives the status and what the numbers as printed come to, in the unit of `stated`. `places` override the steps
    of the operands, one each.
    """
    steps = [
        fine_step(f) if p is None else p
        for f, p in zip(operands, places or [None] * len(operands), strict=True)
    ]
    centres = [middle(operand) for operand in operands]
    if any(centre is None for centre in centres) or rounded(stated) is None:
        return None
    with localcontext(ARITHMETIC):
        try:
            exact = work(*(exactly(c) for c in centres if c is not None))
            if exact.low != exact.high or not exact.low.is_finite():
                return None
            worked = exact.low / factor
            for status, ways in _WAYS:
                for way, result in ways:
                    sets = [_of(way, f, p, c) for f, p, c in zip(operands, steps, centres, strict=True)]
                    target, made = result(stated), work(*sets).scaled(1 / Decimal(factor))
                    if target is not None and made.meets(target):
                        vague = status == "by_rounding" and not places and made.high - made.low > abs(worked)
                        return None if vague else (status, worked)
        except (InvalidOperation, DivisionByZero):
            return None
        return "inconsistent", worked


def _of(
    way: Callable[..., Interval | None], figure: Figure, place: Decimal | None, centre: Decimal | None
) -> Interval:
    found = way(figure, place)
    assert found is not None and centre is not None
    return found


def _as_printed(figure: Figure, place: Decimal | None) -> Interval | None:
    """One value for an exact number; a hedged one keeps its set: 約 and 逾 are what was printed."""
    centre = middle(figure)
    if figure.hedge == "exact" and figure.value is not None and centre is not None:
        return exactly(centre)
    return rounded(figure, place)


_WAYS: tuple[
    tuple[FindingStatus, tuple[tuple[Callable[..., Interval | None], Callable[..., Interval | None]], ...]],
    ...,
] = (
    ("consistent", ((_as_printed, rounded),)),
    ("by_rounding", ((rounded, rounded),)),
    ("by_truncation", ((_as_printed, cut_off),)),
)


def kindest(judged: Iterable[tuple[FindingStatus, Decimal] | None]) -> int | None:
    """Of several readings give the place of the one that agrees best, the first of equals; None without any.

    When two readings are possible and one is consistent, it is consistent.
    """
    order = ("consistent", "by_rounding", "by_truncation", "inconsistent")
    ranked = [(order.index(j[0]), place) for place, j in enumerate(judged) if j is not None]
    return min(ranked)[1] if ranked else None
