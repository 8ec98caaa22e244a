"""Writing a number in any printed style, so that `parse(fold(write(n, style))) == n` up to 10^16."""

from decimal import Decimal
from typing import Literal

Style = Literal["arabic", "grouped", "wide", "chinese", "formal", "mixed", "compact", "digits", "spoken"]

_CHINESE = ("零一二三四五六七八九", "十百千", "萬億")
_FORMAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬億")
_WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
_COMPACT = ((10**12, "萬億"), (10**8, "億"), (10**4, "萬"))


def write(number: Decimal | int, style: Style) -> str:
    """Give `number` in Traditional print.

    arabic 12500, grouped 12,500, wide １２，５００, chinese 一萬二千五百, formal 壹萬貳仟伍佰, mixed 1萬2500,
    compact 1.25萬, digits 一二五〇〇, spoken 一萬二千五 (where the last step can be left unsaid).
    """
    number = Decimal(number)
    if number < 0:
        sign = {"arabic": "-", "grouped": "-", "wide": "－"}.get(style, "負")
        return sign + write(-number, style)
    whole, _, decimals = format(number, "f").partition(".")
    if style == "arabic":
        return format(number, "f")
    if style in ("grouped", "wide"):
        grouped = format(number, ",f")
        return grouped.translate(_WIDE) if style == "wide" else grouped
    if style == "compact":
        return _compact(number)
    if style == "mixed":
        return _mixed(int(whole)) + (f".{decimals}" if decimals else "")
    if style == "digits":
        return _digits(whole) + (f"點{_digits(decimals)}" if decimals else "")
    signs = _FORMAL if style == "formal" else _CHINESE
    print_ = _sections(int(whole), signs)
    if decimals:
        return f"{print_}點{''.join(signs[0][int(c)] for c in decimals)}"
    return _spoken(int(whole), print_) if style == "spoken" else print_


def _digits(digits: str) -> str:
    return "".join("〇一二三四五六七八九"[int(c)] for c in digits)


def _compact(number: Decimal) -> str:
    for size, unit in _COMPACT:
        if number >= size:
            return format((number / size).normalize(), "f") + unit
    return format(number, "f")


def _mixed(whole: int) -> str:
    print_ = ""
    for size, unit in ((10**8, "億"), (10**4, "萬")):
        part, whole = divmod(whole, size)
        if part:
            print_ += f"{part}{unit}"
    if not whole:
        return print_ or "0"
    return f"{print_}零{whole}" if print_ and whole < 1000 else f"{print_}{whole}"


def _sections(whole: int, signs: tuple[str, str, str]) -> str:
    digits, small, large = signs
    if whole == 0:
        return digits[0]
    if whole >= 10**8:
        high, low = divmod(whole, 10**8)
        return _join(_sections(high, signs) + large[1], low, 10**7, signs)
    if whole >= 10**4:
        high, low = divmod(whole, 10**4)
        return _join(_sections(high, signs) + large[0], low, 10**3, signs)
    for power in (3, 2, 1):
        size = 10**power
        if whole >= size:
            high, low = divmod(whole, size)
            return _join(digits[high] + small[power - 1], low, size // 10, signs)
    return digits[whole]


def _join(head: str, low: int, full: int, signs: tuple[str, str, str]) -> str:
    if not low:
        return head
    return head + ("" if low >= full else signs[0][0]) + _sections(low, signs)


def _spoken(whole: int, print_: str) -> str:
    """Leave the last unit unsaid where the number before it says it: 一萬二千 becomes 一萬二."""
    last = {"千": 10**3, "百": 100, "十": 10}.get(print_[-1], 0)
    unsaid = print_[:-1]
    before = {"萬": 10**4, "億": 10**8, "千": 1000, "百": 100}.get(unsaid[-2:-1], 0)
    return unsaid if last and before == last * 10 and whole > 100 else print_
