"""Quantities that arithmetic can hold: between 10^-24 and 10^24, either sign, or nought.

A number beyond is read and has no value: no sum over it would say anything. Within, no sum of printed numbers (three
of them multiplied, each to forty places) is longer than what `ARITHMETIC` keeps, so that none overflows or stops.
"""

from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation

ARITHMETIC = Context(
    prec=200,
    rounding=ROUND_HALF_EVEN,
    Emin=MIN_EMIN,
    Emax=MAX_EMAX,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[DivisionByZero, InvalidOperation],  # nought over nought is a mistake of ours: it shall be heard
)
"""Use a copy, as `decimal.localcontext(ARITHMETIC)` does: what a caller has set in a thread shall change no sum."""

LARGEST = Decimal(10) ** 24
SMALLEST = Decimal(10) ** -24


def is_held(value: Decimal | None) -> bool:
    """Tell whether arithmetic can hold a value; no value needs no holding."""
    return value is None or not value or (value.is_finite() and SMALLEST <= abs(value) <= LARGEST)
