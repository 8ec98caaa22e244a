"""What looks like a number and is none: words (一方面, 三藩市), names (5G, H100, 標普500), dates, list marks, codes."""

import re
from dataclasses import dataclass
from functools import lru_cache

from heshu.lexicon import Norm, load_rows

_CJK_DIGIT = "零〇○一二三四五六七八九十两廿卅卌"
_RUN = re.compile("[0-9零〇一二三四五六七八九十百千万亿兆两几数半廿卅]+")


_NONE = Norm("")


@dataclass(frozen=True, slots=True)
class Words:
    """One group of words that are no figures.

    `unless` are characters after a word that free it, `after` characters before it;
    `numbered` names take the number after them (iPhone 17).
    """

    about: str
    words: tuple[Norm, ...]
    example: str
    unless: Norm = _NONE
    after: Norm = _NONE
    numbered: bool = False


_Entry = tuple[str, int, tuple[str, ...], str]

# Dates and times, for a caller without the spans of a period finder. Durations stay: 3年, 16個月, 5天.
_DATE = re.compile(
    rf"""
    (?:[12][0-9]{{3}}|[12一二][零〇○一二三四五六七八九]{{3}})(?:/[0-9]{{2,4}})?(?:年|学年|財年|财年|年度)
    |[12][0-9]{{3}}[-/.][0-9]{{1,2}}(?:[-/.][0-9]{{1,2}})?(?![0-9.%]|元)
    |[12][0-9]{{3}}/[0-9]{{2}}(?![0-9])
    |(?:[0-9]{{1,2}}|[{_CJK_DIGIT}]{{1,3}})月(?!租|薪|息|费|供|饼|票|嫂)(?:份|底|初|中|末|[0-9]{{1,2}}[日号]?|[{_CJK_DIGIT}]{{1,3}}[日号])?
    |(?:[0-9]{{1,2}}|[{_CJK_DIGIT}]{{1,3}})号(?!线|干线)
    |[0-9]{{1,2}}(?:[:：][0-9]{{2}}){{1,2}}(?![0-9])
    |(?:[0-9]{{1,2}}|[{_CJK_DIGIT}]{{1,3}})[时時](?:[0-9]{{1,2}}分|[{_CJK_DIGIT}]{{1,3}}分|半|正|许)?
    |(?:[0-9]{{1,2}}|[{_CJK_DIGIT}]{{1,3}})年代
    |(?:[0-9]{{2}}|[零〇八九][零〇])后(?![^，。、]?[个個天年月])
    """,
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(
    r"[0-9]{1,6}(?:\.HK|\.hk|HK|\.SZ|\.SH|\.TW)?[)）]|(?:[036][0-9]{5}|0[0-9]{3,4})[,，;；. ]"
)
_PHONE = re.compile(r"(?:电话|热线|致电|手机|传真|查询|号码|编号|代号|代码|邮编|账号|户口)[：: 为是]{0,3}\Z")


def skip(norm: str, start: int, end: int, floor: int) -> int | None:
    """Give where reading goes on if the numeral [start, end) belongs to a word; None if it may be a figure."""
    for word, offset, unless, after in words_near(norm[start - 1 : start + 2] if start else " " + norm[:2]):
        at = start - offset
        stop = at + len(word)
        if (
            at >= floor
            and stop >= end
            and norm.startswith(word, at)
            and not norm.startswith(unless, stop)
            and not (after and at and norm[at - 1] in after)
        ):
            return stop
    return None


@lru_cache(maxsize=1 << 16)
def words_near(around: str) -> tuple[_Entry, ...]:
    """Give the words that a numeral may belong to, by the characters before it, its first and the one after."""
    table = _lexicon()
    return tuple(
        entry
        for key in (around[1:], around[1:2])
        for entry in table.get(key, ())
        if not entry[1] or entry[0][entry[1] - 1] == around[0]
    )


def is_numbered(norm: str, start: int) -> bool:
    """Say whether the number at `start` is a name's: iPhone 17, 波音737."""
    end = start - 1 if norm[start - 1 : start] in (" ", "-") else start
    return norm.endswith(numbered(), max(0, end - 12), end)


def is_code(norm: str, start: int, end: int) -> bool:
    """Say whether Arabic digits are part of a name or number sign: H100, 5G, (388), 電話2345 6789, #12."""
    before = norm[start - 1 : start]
    if before in ("(", "（") and _IN_BRACKETS.match(norm, start):
        return True
    if before in ("#", "@", "_", "№", "=") or (before == "%" and norm[start - 2 : start - 1].isascii()):
        return True
    if (
        before
        and before.isascii()
        and (before.isalpha() or (before in "-/&'." and norm[start - 2 : start - 1].isalnum()))
    ):
        return norm[start - 2 : start - 1].isascii() or before.isalpha()
    return end - start >= 3 and _PHONE.search(norm, max(0, start - 8), start) is not None


@lru_cache(maxsize=1)
def _rows() -> tuple[Words, ...]:
    return load_rows("heshu.figures", "not_figures.toml", Words)


@lru_cache(maxsize=1)
def numbered() -> tuple[str, ...]:
    """Give the names that a number belongs to: iPhone, 波音."""
    return tuple(word for row in _rows() if row.numbered for word in row.words)


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, list[_Entry]]:
    """Give each word under the two characters from each of its numerals on, with where that is in the word."""
    table: dict[str, list[_Entry]] = {}
    for row in _rows():
        for word in () if row.numbered else row.words:
            for numeral in _RUN.finditer(word):
                at = numeral.start()
                table.setdefault(word[at : at + 2], []).append((word, at, tuple(row.unless), row.after))
    for words in table.values():
        words.sort(key=lambda entry: -len(entry[0]))
    return table


def date_end(norm: str, start: int, end: int) -> int | None:
    """Give where the date or time that begins with the numeral ends; None where none stands there."""
    if norm[end : end + 1] not in _DATE_NEXT:
        return None
    found = _DATE.match(norm, start)
    return None if found is None or found.end() < end else found.end()


def code_end(norm: str, end: int) -> int:
    """Give where the name that `end` stands in goes on to: over letters, digits and what joins them."""
    found = _CODE.match(norm, end)
    return end if found is None else found.end()


_DATE_NEXT = frozenset(("年", "学", "財", "财", "-", "/", ".", "月", "日", "号", "时", "時", ":", "：", "后"))
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+_-]*")
