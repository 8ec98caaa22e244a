"""Parts of a whole: 百分之三点二, 三分之二, 四分三, 1/3, ½, 百分百.

Runs before plain amounts at the same place: 三分之二 is no 三分, and 百分之五十五岁 is 55 per cent of 岁.
"""

import re
from decimal import Decimal

from heshu.figures import digits
from heshu.figures.amounts import negated
from heshu.figures.contexts import Place, settle
from heshu.figures.digits import Value, scaled, tidy
from heshu.figures.numerals import NUMERAL, short
from heshu.figures.reading import Amount, Misread
from heshu.figures.units import match_unit

_SHARE = re.compile(
    rf"(?P<whole>百万万|[百千万]万|[百佰千仟万]) {{0,2}}[分份] {{0,2}}之 {{0,2}}(?P<n>[几数][十百]|{NUMERAL})"
    r"(?P<more>[多几余](?![年个元数人]))?(?P<kilo>[Kk](?![A-Za-z]))?"
)
_ALL = re.compile(r"百分(?:之)?[百佰](?!分)")
_SHORT = short(NUMERAL)
_OF = re.compile(
    rf"(?:(?P<whole>{_SHORT}) {{0,2}}又 {{0,2}})?(?P<den>{_SHORT}百?) {{0,2}}[分份] {{0,2}}之 {{0,2}}"
    rf"(?P<num>{NUMERAL})"
)
_HK_OF = re.compile(
    r"(?:(?P<whole>[一二两三四五六七八九十]{1,8})又)?(?P<den>[二三四五六七八九十])[分份](?P<num>十一|[一二三四五六七八九])"
    r"(?![零一二三四五六七八九十百千万亿分个成之间家名月年点])"
)
_SLASH = re.compile(
    r"(?:(?P<whole>[0-9]{1,3})(?: |又))?(?P<num>[0-9]{1,4}) ?/ ?(?P<den>[0-9]{1,4})(?![0-9/.%]|年|月|学年|财年)"
)
_NOT_FRACTIONS = frozenset((("24", "7"), ("7", "24"), ("9", "11")))
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333333", "⅔": "0.666667"}
_SIX_PLACES = Decimal("0.000001")
_MEASURED = ("volume", "length", "weight", "area", "energy")


def read_share(norm: str, at: int, floor: int) -> Amount | Misread | None:
    """Read 百分之…, 千分之… or 百分百 whose first character is at `at`, in percent."""
    if (whole := _ALL.match(norm, at)) is not None:
        end = whole.end()
        return Amount(at, end, (at, end), Value(Decimal(100)), "percent", "percent", "share.hundredths")
    found = _SHARE.match(norm, at)
    if found is None:
        return None
    start = at
    for sign in ("负的", "负", "-"):
        if norm.startswith(sign, at - len(sign)) and at - len(sign) >= floor:
            start = at - len(sign)
            break
    end, value = _share_value(found)
    if value is None:
        return Misread(start, end, "no number has this order of digits and units")
    parts = digits.parse(found["whole"])
    assert parts is not None
    value = scaled(value, 100 / parts)
    amount = Amount(start, end, (found.start("n"), end), value, "percent", "percent", "share.hundredths")
    amount.unit = (at, found.start("n"))
    if start < at:
        amount.value = negated(value)
    return amount


def _share_value(found: "re.Match[str]") -> tuple[int, Value | None]:
    text = found["n"]
    if text[0] in "几数":
        return found.end(), digits.read_several(text[1:])
    if found["more"] and (more := digits.read_more(text, "")) is not None:
        return found.end(), more
    value = digits.read(text)
    if found["kilo"] and value is not None:
        return found.end(), scaled(value, Decimal(1000))
    return found.end("n"), value


def read_fraction(norm: str, at: int, floor: int) -> Amount | Misread | None:
    """Read a fraction whose first character is at `at`: 三分之二, 三又五分之一, 四分三, 3/16, ½."""
    if (vulgar := _VULGAR.get(norm[at])) is not None:
        return Amount(at, at + 1, (at, at + 1), Value(Decimal(vulgar)), "ratio", "fraction", "ratio.fraction")
    if "0" <= norm[at] <= "9" and (slash := _slash(norm, at)) is not None:
        return _fraction(norm, slash, floor)
    found = _OF.match(norm, at) or _HK_OF.match(norm, at)
    return None if found is None else _fraction(norm, found, floor)


def _slash(norm: str, at: int) -> "re.Match[str] | None":
    found = _SLASH.match(norm, at)
    if found is None or (norm[at - 1 : at] in ("/", ".") and at):
        return None
    top, bottom = found["num"], found["den"]
    if "0" in (top[0], bottom[0]) or (len(top) == 4 and len(bottom) == 2) or (top, bottom) in _NOT_FRACTIONS:
        return None
    return found


def _fraction(norm: str, found: "re.Match[str]", floor: int) -> Amount | Misread:
    at, end = found.span()
    whole = digits.parse(found["whole"]) if found["whole"] else Decimal(0)
    top, bottom = digits.read(found["num"]), digits.parse(found["den"])
    if whole is None or top is None or bottom is None:
        return Misread(at, end, "one part of the fraction is no number")
    if bottom == 0:
        return Misread(at, end, "nothing can be divided by nought")
    number, lower, upper = (None if n is None else quotient(n, bottom) + whole for n in top[:3])
    value = Value(number, lower, upper, top.hedge)
    start = at
    if at > floor and (
        norm[at - 1] == "负" or (norm[at - 1] == "-" and norm[at - 2 : at - 1] in ("", " ", "，"))
    ):
        start, value = at - 1, negated(value)
    amount = Amount(start, end, (start, end), value, "ratio", "fraction", "ratio.fraction")
    unit = match_unit(norm, end)
    if unit is not None and (unit.unit.kind in _MEASURED or unit.unit.rule == "share.rate"):
        meant = settle(unit.unit, Place(norm, start, unit.end, norm[at:end], value)) or unit.unit
        amount.value, amount.kind, amount.code = scaled(value, meant.factor), meant.kind, meant.code
        amount.rule, amount.unit, amount.end = meant.rule, (unit.start, unit.end), unit.end
    return amount


def quotient(top: Decimal, bottom: Decimal) -> Decimal:
    """Divide, to six places where the division does not come out (三分之一 is 0.333333)."""
    whole = top / bottom
    if abs(whole) >= 10**12 or (whole == whole.normalize() and len(whole.as_tuple().digits) < 20):
        return tidy(whole)
    return tidy(whole.quantize(_SIX_PLACES))
