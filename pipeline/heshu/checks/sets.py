"""Sets of values, as intervals of `Decimal`, and arithmetic over them.

An operation gives the closed hull of every result that operands from the sets could have. Only the set of a
printed number is half open ([41.5, 42.5)); hulls are closed, so that a doubt is settled for the writer.
"""

from dataclasses import dataclass
from decimal import Decimal
from itertools import product

INFINITY = Decimal("Infinity")


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from `low` to `high`; without `high` itself where `open`. Either end may be infinite."""

    low: Decimal
    high: Decimal
    open: bool = False

    def __post_init__(self) -> None:
        """Refuse an empty set: nothing printed stands for no value."""
        if self.low > self.high:
            raise ValueError(f"the interval from {self.low} to {self.high} is empty")

    def __contains__(self, value: Decimal) -> bool:
        return self.low <= value and (value < self.high or (value == self.high and not self.open))

    def meets(self, other: "Interval") -> bool:
        """Tell whether the two sets share a value."""
        if self.low == other.high:
            return not other.open or other.low == other.high
        if other.low == self.high:
            return not self.open or self.low == self.high
        return self.low < other.high and other.low < self.high

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)

    def __mul__(self, other: "Interval") -> "Interval":
        return _hull(_times(a, b) for a, b in product((self.low, self.high), (other.low, other.high)))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Divide; by a set that holds zero, or touches it, the quotient is all numbers."""
        if other.low <= 0 <= other.high:
            return Interval(-INFINITY, INFINITY)
        inverse = Interval(1 / other.high, 1 / other.low)
        return self * inverse

    def scaled(self, factor: Decimal | int) -> "Interval":
        """Multiply every value by an exact factor."""
        return self * exactly(Decimal(factor))


def exactly(value: Decimal) -> Interval:
    """Give the set of one value."""
    return Interval(value, value)


def total(parts: "list[Interval]") -> Interval:
    """Give the set of the sums of one value from each part."""
    out = exactly(Decimal(0))
    for part in parts:
        out = out + part
    return out


def _times(a: Decimal, b: Decimal) -> Decimal:
    """Multiply, with 0 × ∞ = 0: an open side of a set that begins at zero reaches no further for it."""
    return Decimal(0) if a == 0 or b == 0 else a * b


def _hull(values: "object") -> Interval:
    found = sorted(values)  # type: ignore[call-overload]  # an iterable of Decimal, by the callers above
    return Interval(found[0], found[-1])
