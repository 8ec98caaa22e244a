"""The plain print, read at one match: 3.5%, 1,200宗, 12亿元, 三成. Most figures are of it.

Only where nothing can change the reading: no sign, currency or letter before the number, a unit of one meaning, and
nothing after it that could belong to it. Whatever may be more is left to `amounts`, which reads these the same way.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from heshu.figures import names
from heshu.figures.contexts import SETTLED, Place, settle
from heshu.figures.digits import DIGITS, LARGE, SMALL, TENS, read, scaled
from heshu.figures.numerals import NUMERAL
from heshu.figures.reading import Amount
from heshu.figures.tails import take_tail
from heshu.figures.units import Unit, lexicon, longest, match_unit

_ARABIC = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:万亿?|亿)?")
_SPELT = re.compile(NUMERAL)
_NUMERALS = frozenset(f"0123456789.几数半{DIGITS}{TENS}{SMALL}{LARGE}")
# What a unit may begin with here: no part of a numeral, fraction, date, pair or Latin word.
_OTHER_READINGS = _NUMERALS | frozenset("又分份/把来余多学財财-.月号时時:：后比换兑供送 ")
_MORE_AFTER = _NUMERALS | frozenset("多余又整正")
_WARY = frozenset(("个", "年", "日", "点", "点子"))
_NEVER_BEFORE = frozenset("负下第每兑(（#@_№= -")


class _Plain(NamedTuple):
    units: frozenset[str]
    before: frozenset[str]


def read_plain(norm: str, at: int, floor: int) -> Amount | None:
    """Read the amount whose numeral begins at `at`; None where it is not as plain as that.

    `floor` is where the figure before it ended.
    """
    found = (_ARABIC if norm[at] <= "9" else _SPELT).match(norm, at)
    if found is None:
        return None
    middle = found.end()
    unit = longest(norm, middle)
    if unit is None or unit.word not in (plain := _plain()).units:
        return None
    end = middle + len(unit.word)
    if unit.unless and norm.startswith(unit.unless, end):
        return None
    before = norm[at - 1] if at else "\n"
    if before in plain.before or (before.isascii() and before != "\n"):
        return None
    if names.skip(norm, at, middle, floor) is not None or (
        middle - at > 2 and names.is_code(norm, at, middle)
    ):
        return None
    numeral = found[0]
    if unit.word in _WARY and not _is_plain(norm, at, middle, unit):
        return None
    if numeral[-1] == "零" or (value := read(numeral)) is None:
        return None
    if unit.many and norm[at] > "9" and (value.value or value.lower or 0) < 10:
        return None
    if unit.word in SETTLED:
        settled = settle(unit, Place(norm, at, end, numeral, value))
        if settled is None or settled.rule == "ratio.double":
            return None
        unit = settled
    amount = Amount(
        at, end, (at, middle), scaled(value, unit.factor), unit.kind, unit.code, unit.rule, (middle, end), unit.word,
        unit.factor, defaulted=unit.kind == "money" and unit.code is None, article=numeral == "一",
    )  # fmt: skip
    if norm[end : end + 1] in _MORE_AFTER:
        take_tail(norm, amount, unit)
    return amount


def _is_plain(norm: str, at: int, middle: int, unit: Unit) -> bool:
    """Say whether 个 is no part of another unit (三个百分点), 年 and 日 of no date, 点 of no decimal."""
    if unit.word == "个":
        if norm[middle + 1 : middle + 2] in ("万", "亿"):  # 两个亿
            return False
        counted = match_unit(norm, middle + 1)
        return counted is None or counted.unit.kind in ("count", "ratio", "score")
    if unit.word[0] == "点":
        return norm[at] <= "9"
    return names.date_end(norm, at, middle) is None


@lru_cache(maxsize=1)
def _plain() -> _Plain:
    table = lexicon()
    units = {
        word
        for word, unit in table.units.items()
        if (word[0] not in _OTHER_READINGS or word == "分钟")
        and (word[0] == "%" or not word[0].isascii())
        and not (word[-1].isascii() and word[-1].isalpha())
        and unit.kind != "temperature"
        and unit.rule != "ratio.double"
    }
    before = {*_NEVER_BEFORE, *table.prefix_lengths, *(name[-1] for name in names.numbered())}
    return _Plain(frozenset(units), frozenset(before))
