"""The small whole numbers that dates are made of: 6, 12, 廿五, 卅一, 二〇二五, 一百一十三, 两千零五.

Reads folded text. Everything else about numbers belongs to figures.
"""

import re

from heshu.periods.mention import Groups, Op, Read, Step, Steps, Unit

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "O": 0,
    "0": 0,
    "两": 2,
    "俩": 2,
}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NAMES = {"首": 1, "头": 1, "次": 2, "末": 4, "日": 7, "天": 7, "元": 1, "正": 1}

UNITS: dict[str, Unit] = {
    "世纪": "century", "年": "year", "年度": "year", "财年": "fiscal", "财政年度": "fiscal", "季": "quarter",
    "季度": "quarter", "月": "month", "月份": "month", "周": "week", "星期": "week", "礼拜": "week",
    "天": "day", "日": "day", "小时": "hour", "钟": "hour", "钟头": "hour", "分": "minute", "分钟": "minute",
    "秒": "second", "秒钟": "second",
}  # fmt: skip

ARABIC = "0123456789"
HAN = "〇零○一二两俩三四五六七八九十廿卅百千"
NUMBER_HEADS = ARABIC + HAN
CN_DIGIT = "[〇零○O一二三四五六七八九]"
CN_NUMBER = f"[{HAN}]"
COUNT = rf"(?:\d{{1,4}}|{CN_NUMBER}{{1,7}})"
MONTH = r"(?:1[0-2]|0?[1-9](?!\d)|十[一二]?|[一二三四五六七八九])"
DAY = (
    r"(?:3[01]|[12]\d|0?[1-9](?!\d)|三十一?|卅一?|廿[一二三四五六七八九]?"
    r"|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
)
LOOSE = r"(?<![\d.十百千万亿第两])(?<!\d,)"  # not the tail of a longer number: 2,026年
AND = r"(?:、| ?[及和与同] ?)"
TO = r" ?(?:至|到|-{1,4}|~|—{1,2}|―|─) ?"

_PLAIN = re.compile(r"\d{1,4}")


def whole(text: str) -> int | None:
    """Read a whole number of at most four digits; None where the characters do not make one."""
    if _PLAIN.fullmatch(text):
        return int(text)
    if text and all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text)) if len(text) <= 4 else None
    total = pending = 0
    ceiling = 10_000
    for c in text:
        if c in _DIGITS:
            if pending:
                return None
            pending = _DIGITS[c]
        elif c in _TENS:
            if pending or ceiling <= 10:
                return None
            total, ceiling = total + _TENS[c], 10
        elif c in _UNITS:
            if _UNITS[c] >= ceiling:
                return None
            ceiling = _UNITS[c]
            total, pending = total + (pending or 1) * ceiling, 0
        else:
            return None
    return total + pending if text else None


def loose(text: str) -> tuple[int | None, bool]:
    """Read a count and whether it is loose: 两三 is about 3, 二三十 about 30; None where it is no count."""
    if (
        len(text) > 1
        and text[0] in _DIGITS
        and text[1] in _DIGITS
        and _DIGITS[text[1]] == _DIGITS[text[0]] + 1
    ):
        return whole(text[1:]), True
    return whole(text), False


def ordinal(text: str) -> int:
    """Read a number that its pattern vouches for, or the word for one: 首 is 1, 末 the fourth quarter, 日 is 7."""
    return _NAMES.get(text) or whole(text) or 0


def some(op: Op) -> Read:
    """Make a reader of a count and a unit, groups `n` and `u`: 首五个月, 过去三年, 第二周."""

    def read(found: Groups) -> Steps | None:
        n = ordinal(found["n"]) if found["n"] else 1
        return (Step(op, n, unit=UNITS[found["u"]]),) if n else None

    return read


def nth(op: Op) -> Read:
    """Make a reader of one number, group `n`."""

    def read(found: Groups) -> Steps | None:
        n = ordinal(found["n"])
        return (Step(op, n),) if n else None

    return read


def neighbours(op: Op) -> Read:
    """Make a reader of neighbours, groups `a` and `b`, or `c` and `d`, `m` between: 五、六月, 2023、2024及2025年."""

    def read(found: Groups) -> Steps | None:
        first, last = ordinal(found["a"] or found["c"]), ordinal(found["b"] or found["d"])
        middle = found.get("m")
        if middle and ordinal(middle) != first + 1:
            return None
        return (Step(op, first, last),) if last == first + (2 if middle else 1) else None

    return read


def run(op: Op) -> Read:
    """Make a reader of a run from group `a` to group `b`: 1至5月, 第一至三季."""

    def read(found: Groups) -> Steps | None:
        first, last = ordinal(found["a"]), ordinal(found["b"])
        return (Step(op, first, last),) if 0 < first < last else None

    return read
