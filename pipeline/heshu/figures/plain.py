"""The plain print, read at one match: 3.5%, 1,200宗, 12亿元, 三成. Most figures are of it.

Only where nothing can change the reading: no sign, currency or letter before the number, a unit of one meaning, and
nothing after it that could belong to it. Whatever may be more is left to `amounts`, which reads these the same way.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from heshu.figures import names
from heshu.figures.contexts import SETTLED
from heshu.figures.digits import DIGITS, LARGE, SMALL, TENS, Value, read, scaled
from heshu.figures.patterns import one_of
from heshu.figures.reading import Amount
from heshu.figures.units import Unit, lexicon

_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:万亿?|亿)?"
_NUMERALS = frozenset(f"0123456789.几数半{DIGITS}{TENS}{SMALL}{LARGE}")
# What a unit may begin with here: no part of a numeral, fraction, date, pair or Latin word.
_OTHER_READINGS = _NUMERALS | frozenset("又分份/点把来余多年学財财-.月日号时時:：后比换兑供送 ")
_MORE_AFTER = _NUMERALS | frozenset("多余又整正")
_NEVER_BEFORE = frozenset("负下第每兑(（#@_№= -")


class _Plain(NamedTuple):
    pattern: re.Pattern[str]
    units: dict[str, Unit]
    before: frozenset[str]


def read_plain(norm: str, at: int) -> Amount | None:
    """Read the amount whose numeral begins at `at`; None where it is not as plain as that."""
    plain = _plain()
    found = plain.pattern.match(norm, at)
    if found is None:
        return None
    end = found.end()
    unit = plain.units.get(found[2])
    if unit is None or norm[end : end + 1] in _MORE_AFTER or (unit.unless and norm.startswith(unit.unless, end)):
        return None
    before = norm[at - 1] if at else "\n"
    if before in plain.before or before.isascii() and before != "\n":
        return None
    middle = found.end(1)
    if names.words_near(before + norm[at : at + 2]) or (middle - at > 2 and names.is_code(norm, at, middle)):
        return None
    value = _worth(found[1], unit.factor)
    if value is None or (unit.many and norm[at] > "9"):
        return None
    money = unit.kind == "money"
    return Amount(
        at, end, (at, middle), value, unit.kind, unit.code, unit.rule, (middle, end), unit.word, unit.factor,
        defaulted=money and unit.code is None,
    )  # fmt: skip


@lru_cache(maxsize=1 << 14)
def _worth(numeral: str, factor: Decimal) -> Value | None:
    value = read(numeral)
    return None if value is None else scaled(value, factor)


@lru_cache(maxsize=1)
def _plain() -> _Plain:
    table = lexicon()
    units = {
        word: unit
        for word, unit in table.units.items()
        if word not in SETTLED
        and word != "个"
        and word[0] not in _OTHER_READINGS
        and (word[0] == "%" or not word[0].isascii())
        and not (word[-1].isascii() and word[-1].isalpha())
        and unit.kind != "temperature"
        and unit.rule != "ratio.double"
    }
    before = {*_NEVER_BEFORE, *table.prefix_lengths, *(name[-1] for name in names.numbered())}
    pattern = re.compile(rf"({_NUMBER}|[二三四五六七八九两])({one_of(table.units)})")
    return _Plain(pattern, units, frozenset(before))
