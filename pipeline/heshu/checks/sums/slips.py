"""How far a printed number is from what it should be, and whether that looks like a misprint.

A misprint keeps most of its digits: two change places (32.1 for 31.2), one is another, one is lost or doubled, a zero
or 萬 for 億 moves the point. A number that was never meant so is off by anything.
"""

from math import floor, log10

_DIGITS = 6


def misprinted(said: float, worked: float) -> bool:
    """Tell whether the digits of two positive numbers differ as those of a misprint do; of two, only if swapped."""
    a = _digits(said)
    b = _digits(worked, max(len(a), 3))
    if a == b or max(len(a), len(b)) < 2:
        return False
    if len(a) == len(b):
        apart = [n for n in range(len(a)) if a[n] != b[n]]
        swapped = len(apart) == 2 and a[apart[0]] == b[apart[1]] and a[apart[1]] == b[apart[0]]
        return swapped or (len(apart) == 1 and len(a) > 2)
    if max(len(a), len(b)) < 3:
        return False
    short, long = sorted((a, b), key=len)
    return len(long) == len(short) + 1 and any(long[:n] + long[n + 1 :] == short for n in range(len(long)))


def is_power(said: float, worked: float) -> bool:
    """Tell whether two positive numbers are a power of ten apart: a zero too many, 萬 for 億."""
    size = abs(log10(said / worked))
    return round(size) > 0 and abs(size - round(size)) < 0.02


def _digits(value: float, most: int = _DIGITS) -> str:
    """Give the digits of a number without the zeros at either end, at most so many."""
    scaled = round(value / 10.0 ** (floor(log10(value)) - max(most, 3) + 1))
    return str(scaled).rstrip("0") if most == _DIGITS else str(scaled)[:most].rstrip("0") or "0"
