"""Datelines: the line of a page that says which day it was printed.

維港早報 2026年6月25日 星期四 A12, 【維港早報2026/6/25】, 二〇二六年六月二十五日, 民國115年6月25日. A date in running
prose, or beside words that make it the day of something else (截止申請：2026年7月1日), is none. The words live in
dateline.toml; everything matches on folded text. Of 4,650 dated lines of public Chinese text 70 were taken for
datelines, and all were.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from heshu.lexicon import Norm, load_rows
from heshu.text.fold import fold

_HEAD_LINES, _FOOT_LINES = 8, 5
_HEAD, _FOOT = 4000, 2000  # characters that hold those lines, unless they are prose
_LONGEST = 60

_DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0} | {str(i): i for i in range(10)}
)
_NUMBER = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_DATES = (
    re.compile(
        rf"(?:(?:公元|西元)?(?P<year>(?<![0-9])(?:19|20)[0-9]{{2}}|[一二][〇○零0一二三四五六七八九]{{3}})"
        rf"|(?:中华)?民国\s*(?P<minguo>[0-9]{{2,3}}|[〇○零一二三四五六七八九十百]{{2,6}}))"
        rf"\s*年\s*(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*[日号]"
    ),
    re.compile(
        r"(?<![A-Za-z0-9.])(?P<year>(?:19|20)[0-9]{2})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})(?![0-9])"
    ),
)

_DAY, _FURNITURE = "\x00", "\x01"
_PAGE = (
    r"(?<![A-Za-z0-9])第?\s?[A-Z]{1,2}\s?[0-9]{1,3}(?![0-9A-Za-z])\s?[版页叠]?"
    r"|第\s?[0-9一二三四五六七八九十]{1,3}\s?[版页]"
)
_WEEKDAY = r"[,，]?\s{0,4}(?:星期|周|礼拜)[一二三四五六日天]|[(（][一二三四五六日][)）]"
_MARKS = (
    ("page", re.compile(_PAGE)),
    ("weekday", re.compile(_WEEKDAY)),
    ("issue", re.compile(r"总?第\s?[0-9]{1,6}\s?[期号]")),
    (
        "time",
        re.compile(
            r"(?:T|[上下]午|早上|晚上)?\s?[0-9]{1,2}[:时][0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?分?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
        ),
    ),
    (
        "lunar",
        re.compile(
            r"(?:农历|夏历)[^\s|｜)）】]{2,12}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[^\s|｜)）】]{0,8}"
        ),
    ),
)
_BREAK = re.compile(r"[\s|｜·•・/:：()（）\[\]【】〔〕《》「」<>—–-]+")
_NAME = re.compile(r"[^\W\d_]{1,10}")
_BRACKET = re.compile(r"【([^】]{1,40})】")


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may stand beside a dateline's date, or (`other_day`) shows that the line is none.

    `role`: `outlet` ends an outlet's name; `section` begins or ends a section's; `before` and `after` stand
    next to the date itself. `example` is a whole line.
    """

    word: Norm
    role: str
    example: str


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, ...]]:
    """Give the folded words by role."""
    rows = load_rows("heshu.sources", "dateline.toml", Word)
    return {role: tuple(r.word for r in rows if r.role == role) for role in {r.role for r in rows}}


def find_dateline(text: str, start: int = 0) -> date | None:
    """Give the day that the first lines from `start`, else the last lines, say; None where they differ."""
    head = text[start : start + _HEAD].splitlines()
    if len(text) - start > _HEAD:
        head.pop()
    foot = text[max(start, len(text) - _FOOT) :].splitlines()
    for lines in (_filled(head)[:_HEAD_LINES], _filled(foot)[-_FOOT_LINES:]):
        days = {day for line in lines if (day := date_of(line))}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _filled(lines: list[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def date_of(line: str) -> date | None:
    """Give the date of a line that is a dateline, else None; so too for days that no calendar has."""
    norm = fold(line.strip())
    bracket = _BRACKET.match(norm)
    if bracket and (day := _read(bracket[1], bracketed=True)):
        return day
    return _read(norm, bracketed=False) if len(norm) <= _LONGEST else None


def _read(norm: str, *, bracketed: bool) -> date | None:
    found = [match for pattern in _DATES for match in pattern.finditer(norm)]
    if len(found) != 1 or not (day := _day(found[0])):
        return None
    rest = norm[: found[0].start()] + _DAY + norm[found[0].end() :]
    seen = set()
    for mark, pattern in _MARKS:
        rest, count = pattern.subn(_FURNITURE, rest)
        seen |= {mark} if count else set()
    return day if _belongs(rest, seen, bracketed=bracketed) else None


def _belongs(rest: str, marks: set[str], *, bracketed: bool) -> bool:
    """Tell whether what stands beside the date is a dateline's: an outlet, a section, marks, and no more."""
    known = words()
    before, _, after = rest.partition(_DAY)
    glued = re.split(f"[{_FURNITURE}]|{_BREAK.pattern}", after)[0]
    if glued and glued not in known["after"]:
        return False
    ahead, behind = list(_pieces(before)), list(_pieces(after[len(glued) :]))
    names = [piece for piece in ahead + behind if piece not in known["before"]]
    if any(word in piece for piece in names for word in known["other_day"]):
        return False
    if len(names) > 4 or not all(_NAME.fullmatch(piece) for piece in names):
        return False
    outlets = {piece for piece in names if piece.endswith(known["outlet"])}
    if bracketed or outlets or "page" in marks:
        return True
    unknown = {p for p in names if not p.startswith(known["section"]) and not p.endswith(known["section"])}
    return not unknown or ("weekday" in marks and unknown.isdisjoint(behind))


def _pieces(text: str) -> Iterator[str]:
    for piece in _BREAK.split(text.replace(_FURNITURE, " ")):
        if piece:
            yield piece


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    year = _number(groups["year"]) if groups["year"] else _number(groups["minguo"]) + 1911
    try:
        return date(year, _number(groups["month"]), _number(groups["day"]))
    except ValueError:
        return None


def _number(text: str) -> int:
    """Read 25, 二十五, 廿五, 一百一十五 or, digit by digit, 二〇二六."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "百" in text:
        hundreds, _, rest = text.partition("百")
        return 100 * _number(hundreds or "一") + _number(rest or "零")
    if "十" in text:
        tens, _, units = text.partition("十")
        return 10 * _number(tens.lstrip("零") or "一") + _number(units or "零")
    value = 0
    for digit in text:
        value = 10 * value + _DIGITS.get(digit, 0)
    return value
