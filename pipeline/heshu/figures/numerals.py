"""Where numerals stand in a norm: `NUMERAL` is the one pattern for the print of a number, `read_numeral` reads one.

Besides exact numbers: 三百多, 两百七十几万, 十几, 数十, 几百万, 一亿几千万, which have bounds.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from heshu.figures.digits import (
    DIGITS,
    LARGE,
    LONGEST,
    SMALL,
    TENS,
    Value,
    parse,
    read,
    read_and_several,
    read_more,
    read_several,
    scaled,
    tidy,
)

ARABIC = (
    r"(?:[0-9]{1,3} (?=[0-9]{1,3}\.[0-9]|[0-9]{1,2},[0-9]{3}))?"  # 1 0.25: a stray space inside
    r"(?:[0-9]{1,3}(?:(?:,[0-9]{3})+|(?:，[0-9]{3})+)(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
)
# A unit that begins with 千, 百 or 兆 keeps it: 500万千瓦 is 500万 of 千瓦. But 三千米 is 3000 of 米.
_UNIT = (
    r"(?:[十拾廿卅卌佰仟]"
    r"|百(?!分[之点比百率位]|帕|货|慕|老汇|姓)"
    r"|千(?!瓦|克(?!拉)|卡|伏|赫|焦|帕|字节|比特|兆|千|方百|禧)"
    r"|[万亿]"
    r"|兆(?!瓦|赫|字节|比特|焦|帕|位|头|丰))"
)
# After a digit or unit: 二两 is a weight, 12亿零吉 are ringgit, but 一两个 is one or two and 一百零五 a number.
_NEXT = (
    rf"(?:[{DIGITS.replace('两', '').replace('零', '')}]|零(?=[{DIGITS}{TENS}{SMALL}几0-9]|(?<![{SMALL}{LARGE}]零))"
    r"|两(?=[百佰千仟万亿]|(?<=一两)[^，。、；）」 \n]))"
)
_CHAR = rf"(?:[{DIGITS}]|{_UNIT})"
_SPACED = rf"(?: {{1,2}}{_UNIT}|(?<=[{TENS}{SMALL}{LARGE}]) (?:{_NEXT}|[0-9]))"
_PLACES = "零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖"
_POINT = rf" ?点 ?(?:[{_PLACES}]+(?![十百千])|[0-9]+)"
_TAIL = (
    rf"(?:{_UNIT}|(?<=[{TENS}{SMALL}{LARGE}]){ARABIC}|(?<=[{TENS}{SMALL}{LARGE}]零){ARABIC}"
    rf"|(?<![0-9.]){_NEXT}|{_SPACED})"
)
NUMERAL = (
    rf"(?:(?:{ARABIC}|\.[0-9]+){_TAIL}*"
    rf"|{_CHAR}{_TAIL}*(?:{_POINT}(?: {{0,2}}[百千]?[万亿兆]+)?)?)"
)


def short(number: str) -> str:
    """Give `NUMERAL` or `ARABIC` for a pattern that goes on after it: of no more signs than one with a value has."""
    return number.replace("+", f"{{1,{LONGEST}}}").replace("*", f"{{0,{LONGEST}}}")


_NUMERAL = re.compile(NUMERAL)
_START = re.compile(rf"[0-9几数{DIGITS}{TENS}{SMALL}]|\.(?=[0-9])")


class Numeral(NamedTuple):
    """A numeral where it stands in a norm."""

    start: int
    end: int
    reading: Value | None


_MORE = re.compile(
    r" ?(?P<more>[多余]|零?几(?!乎|何|率|时)"
    r"|把(?=[个块人元斤米张条])|来(?=[万亿]?(?:个|名|岁|年|天|家|间|人|块|元|位|分钟|小时|公里|宗|次|只|万|亿)))"
    r"(?!元化|边|方|数|样|媒体|国|哥|伦多|额|下|款|地|生|波) ?(?P<scale>[百千]?[万亿兆]+)?"
)
_SEVERAL = re.compile(r"[几数](?P<scale>[百千]?[万亿]+|[十百千][万亿]*)(?!分之)")
_TENS_SEVERAL = re.compile(r"(?P<ten>[十廿卅百千])[几数](?P<scale>[万亿]*)")
_SCIENTIFIC = re.compile(
    r"(?P<digits>[0-9]{1,40}(?:\.[0-9]{1,40})?)[eE](?P<power>[+-]?[0-9]{1,2})(?![0-9A-Za-z])"
)
_AND_SEVERAL = re.compile(r"几(?P<scale>[十百千]万|[十百千])")  # 一亿几千万, 三万几千
_COUNTED = re.compile(r"个(?P<scale>[万亿]+)")  # 三个亿
_LETTER = re.compile(r" ?(?P<letter>[KkMGT])(?![A-Za-z])")
_LETTERS = {"k": 3, "m": 6, "g": 9, "t": 12}
_WORDS = frozenset("伍陆肆拾参")  # 队伍, 大陆, 放肆, 收拾, 参加
_TWO_DIGITS = re.compile(r"[十百千万亿][一二三四五六七八九][一二三四五六七八九]\Z")
_GOES_ON = frozenset("eE几 多余零把来个")
_BEFORE_METRIC = re.compile(r"[米克瓦卡伏]")


def read_numeral(norm: str, at: int, run: "re.Match[str] | None" = None) -> Numeral | None:
    """Read the numeral that begins at `at`, unsigned; its reading is None where the print has no value.

    `run` is the match of `NUMERAL` there, if the caller has it.
    """
    if norm[at] in "几数":
        several = _SEVERAL.match(norm, at)
        return None if several is None else Numeral(at, several.end(), read_several(several["scale"]))
    if (
        norm[at] in "十廿卅百千"
        and (tens := _TENS_SEVERAL.match(norm, at))
        and (value := read_more(tens["ten"], tens["scale"]))
    ):
        return Numeral(at, tens.end(), value)
    run = run or _NUMERAL.match(norm, at)
    if run is None:
        return None
    text, end = run[0], run.end()
    if norm[end : end + 1] not in _GOES_ON:
        return _plain(norm, at, end, text)
    if norm[end : end + 1] in ("e", "E") and (power := _SCIENTIFIC.match(norm, at)) is not None:
        number = parse(power["digits"])
        return Numeral(
            at, power.end(), None if number is None else Value(tidy(number.scaleb(int(power["power"]))))
        )
    if text[-1] == "零" and len(text) > 1 and norm[end : end + 1] == "几":  # 一千五百零几万
        text = text[:-1]
    if (rest := _AND_SEVERAL.match(norm, end)) and (value := read_and_several(text, rest["scale"])):
        return Numeral(at, rest.end(), value)
    if (
        (more := _MORE.match(norm, end))
        and _may_have_more(text)
        and (value := read_more(text, more["scale"] or ""))
    ):
        return Numeral(at, more.end(), value)
    if (counted := _COUNTED.match(norm, end)) and (value := read(text + counted["scale"])):
        return Numeral(at, counted.end(), value)
    return _plain(norm, at, end, text)


def _plain(norm: str, at: int, end: int, text: str) -> Numeral:
    value = read(text)
    if value is None and text[-1] == "千" and _BEFORE_METRIC.match(norm, end):  # 三百一十一千米
        return Numeral(at, end - 1, read(text[:-1]))
    if (
        value is None and _TWO_DIGITS.search(text) and (first := read(text[:-1])) is not None
    ):  # 三百九十九三盒
        return Numeral(at, end - 1, first)
    return Numeral(at, end, value)


def _may_have_more(text: str) -> bool:
    """三多 is no number; 三十多, 30多 and 3亿多 are."""
    return text[-1] in "十拾廿卅卌百佰千仟万亿兆0123456789" and (len(text) > 1 or text in "十百千万廿卅")


def find(norm: str) -> Iterator[Numeral]:
    """Yield every bare numeral of a text, articles, idioms and names too, as number suites ask for them."""
    position = 0
    while (start := _START.search(norm, position)) is not None:
        at = start.start()
        numeral = read_numeral(norm, at)
        if numeral is None or numeral.reading is None:
            position = max(at + 1, numeral.end if numeral is not None else 0)
            continue
        if (letter := _LETTER.match(norm, numeral.end)) is not None and norm[numeral.end - 1] in "0123456789":
            value = scaled(numeral.reading, Decimal(10 ** _LETTERS[letter["letter"].lower()]))
            numeral = Numeral(at, letter.end(), value)
        position = numeral.end
        if norm[at:position] not in _WORDS:
            yield numeral
