"""A character or a word set twice: 力量量, 業界的的共識, 上市公司公司.

Chinese doubles by right: 往往, 媽媽, 看看, 年年, and where two words meet, 股東|東主. What is right is in
`doubles.toml`; a double is a slip where a word ends in its first character, or begins with its second, and the other
character is left over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from heshu.checks.column import Column
from heshu.checks.related import Related
from heshu.checks.saying import word_finding
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Finding
from heshu.text.overlap import Placed
from heshu.text.segment import is_name, is_word, segmenter

_TWICE = re.compile(r"(?P<c>[\u4e00-\u9fff])(?P=c)(?!(?P=c))")
_WORD_TWICE = re.compile(r"(?P<word>(?P<a>[\u4e00-\u9fff])(?!(?P=a))[\u4e00-\u9fff]{1,3})(?P=word)")
_PUNCTUATION = re.compile(r"([，。、；：])\1+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百千万亿两几半]")
_COUNTED = re.compile(r"[\d%百千万亿多余几]|" + _NUMERAL.pattern)
_UNIT = re.compile(r"[百千万亿][^百千万亿]")
_STRESSED = re.compile(
    r"[很好太更最真不各是大跟也逐每及和与或以之的在叮哗哇噗吧呼哔淅嘟咕啪噼]|.[着下不啊呀嘛]$"
)
_PREFIXES = frozenset("新旧老大小全首此本该各某同原副总")
"""What makes a word of one character of its own: 新展|展出, 總行|行長."""
_EACH = frozenset("一几每逐")
_BEFORE_A_NUMBER = frozenset("前后首近约逾第每共")
_PARTICLES = frozenset(
    "已亦均都会可能要让令使得着过来去有无没不未向对以被给跟同再又还才只仍就所个该此本上下中内外里间前后等时"
)
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Double:
    """Doubles of one kind, folded; the head of `doubles.toml` says what each kind is."""

    kind: str
    words: tuple[Norm, ...]
    example: Norm


@lru_cache(maxsize=1)
def doubles() -> dict[str, frozenset[str]]:
    """Read `doubles.toml`, once: the words of each kind."""
    rows = load_rows("heshu.checks.rules", "doubles.toml", Double)
    return {
        kind: frozenset(chain(*(row.words for row in rows if row.kind == kind)))
        for kind in {row.kind for row in rows}
    }


def doubled(related: Related) -> Iterator[Finding]:
    """`text.doubled`: no character or word is set twice by mistake.
    沒有誤植的疊字。

    Right: 國產力量的崛起，慢慢改變市場。
        The rise of home makers slowly changes the market.
    Wrong: 國產力量量的崛起，慢慢改變市場。
        The same, with a character set twice.
    """
    column = related.column
    norm = column.norm
    named = Placed(column.record.entities)
    for match in _TWICE.finditer(norm):
        start, end = match.span()
        inside = any(named.meeting(start, end))
        if norm[start - 1 : start] != match["c"] and not inside and _set_twice(norm, start):
            first = start - 1 if start and _word_before(norm, start) else start
            yield _doubled(column, first, end, 1)
    for match in _WORD_TWICE.finditer(norm):
        middle = match.start() + len(match["word"])
        halves = ((match.start(), middle), (middle, match.end()))
        longer = any((name.start, name.end) not in halves for name in named.meeting(*match.span()))
        if not longer and _said_twice(norm, match["word"], match.start(), match.end()):
            yield _doubled(column, *match.span(), len(match["word"]))
    for match in _PUNCTUATION.finditer(norm):
        yield _doubled(column, *match.span(), match.end() - match.start() - 1)


def _set_twice(norm: str, place: int) -> bool:
    """Tell whether one of two like characters is left over: 力量 | 量 | 的."""
    right = doubles()
    character, pair = norm[place], norm[place : place + 2]
    if _NUMERAL.match(character) or _patterned(norm, place):
        return False
    if any(norm[place - back : place + 2 + on] in right["seam"] for back in (0, 1, 2) for on in (0, 1)):
        return False
    before, after = _word_before(norm, place), _begins_word(norm, place + 1)
    if pair in right["free"] and pair not in right["alone"]:
        return bool(before) and not after and not _cut_out(norm, place)
    if before and (after or _begins_compound(norm, place + 1)):
        return False
    if pair in right["alone"]:
        counted = character not in "年月日" and _COUNTED.match(norm[place - 1 : place]) is not None
        return (bool(before) or counted) and not after and norm[place - 1] not in _EACH
    if before:
        return before[0] not in _EACH and character not in right["after"]
    if after:
        previous = norm[place - 1 : place]
        return (
            character not in right["before"]
            and previous not in _PREFIXES
            and _CHINESE.match(previous) is not None
        )
    return character in right["function"]


def _patterned(norm: str, place: int) -> bool:
    """Tell whether the double is part of a longer word or of a pattern: 毛毛雨, 大大小小."""
    for first in (place - 2, place):  # 大大小小 is of the word 大小
        four = norm[first : first + 4] if first >= 0 else ""
        if (
            len(four) == 4
            and four[0] == four[1]
            and four[2] == four[3]
            and is_word(four[0] + four[2])
            and not _word_before(norm, first)
        ):
            return True
    return any(
        is_word(norm[a:b])
        for a in range(max(0, place - 2), place + 1)
        for b in range(place + 2, min(len(norm), place + 4) + 1)
        if b - a > 2
    )


def _word_before(norm: str, place: int) -> str:
    """Give the word of two characters or more that ends at a place; none where the cut has another."""
    word = segmenter()(norm[max(0, place - _AROUND) : place + 1])[-1]
    return word if len(word) > 1 and is_word(word) else ""


def _begins_word(norm: str, place: int) -> bool:
    ends = range(place + 2, min(len(norm), place + 4) + 1)
    return any(is_word(norm[place:end]) or norm[place:end] in doubles()["word"] for end in ends)


def _cut_out(norm: str, place: int) -> bool:
    """Tell whether a double is cut as a word of its own: 市場|常常, not 理想|想."""
    start = max(0, place - _AROUND)
    for word in segmenter()(norm[start : place + _AROUND]):
        if start >= place:
            return start == place and len(word) > 1
        start += len(word)
    return False


def _begins_compound(norm: str, place: int) -> bool:
    """Tell whether a character may begin a word that no dictionary has: 交易量|量縮, 今年|年菜, 目前|前兩大.

    It may where no word of the dictionary follows and no particle; 產|充裕 leaves 產 by itself.
    """
    following = norm[place + 1 : place + 2]
    if _NUMERAL.match(following) or following.isdigit():
        return norm[place] in _BEFORE_A_NUMBER
    return (
        _CHINESE.match(following) is not None
        and following not in _PARTICLES
        and following not in doubles()["function"]
        and not _begins_word(norm, place + 1)
    )


def _said_twice(norm: str, word: str, start: int, end: int) -> bool:
    """Tell whether a word was set twice: not where it may be said again, nor where either is part of a longer one."""
    if _UNIT.match(word):  # 萬元萬元 after a number
        return _COUNTED.match(norm[start - 1 : start]) is not None
    if _NUMERAL.match(word) or _STRESSED.match(word) or word in doubles()["again"] or is_name(word):
        return False
    longer = chain(
        (norm[start - back : end - len(word)] for back in (1,) if start >= back),
        (norm[end - len(word) : end + on] for on in (1, 2)),
    )
    return not any(len(w) > len(word) and is_word(w) for w in longer)


def _doubled(column: Column, start: int, end: int, extra: int) -> Finding:
    """Make the finding; the last `extra` characters of the span are to go."""
    quote = column.record.text[start:end]
    right = quote[: len(quote) - extra]
    return word_finding(
        "text.doubled",
        "inconsistent",
        [(start, end)],
        f"疑似疊字：「{quote}」應為「{right}」",
        f"set twice: {quote} should be {right}",
        severity="warning",
        stated=quote,
        expected=right,
        suggestion=right,
    )
