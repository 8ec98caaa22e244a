"""What a conversion between scripts got wrong: 髮現, 隻能, 麵對, 瞭如何, 少陣列織.

Text is cut into words, each word folded and converted anew by OpenCC: what its phrases give is what should stand.
A conversion of whole sentences goes wrong where its phrases run across words (了|如何 by 了如指掌's); a cut does not.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from heshu.checks.column import Column
from heshu.checks.related import Related
from heshu.checks.rules.characters import characters, converter, form_of, mainland, standard
from heshu.checks.rules.text import is_simplified_text, simplified
from heshu.checks.saying import word_finding
from heshu.entities.patterns import shapes
from heshu.layout.words import surnames
from heshu.model.nouns import Finding
from heshu.text.fold import convertible
from heshu.text.overlap import Placed
from heshu.text.segment import is_name, is_word, segmenter

_REPEATED_NUMERAL = re.compile(
    r"(?P<n>[一二三四五六七八九])、(?P=n)(?P<unit>手|线|级|期|季|月|号|区|楼|房|房型|阶|梯队|流)"
)
_NUMBER = re.compile(r"[\d十百千万亿]")
_NUMERAL = re.compile(r"[一二两三四五六七八九十]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAMES = frozenset({"person", "place"})


def conversion(related: Related) -> Iterator[Finding]:
    """`text.conversion`: no character that a conversion between scripts got wrong, and no numeral listed twice.
    沒有轉換錯字。

    Right: 一、二手交投創歷史新高。
        New and second-hand sales are at a historic high.
    Wrong: 一、二手交投創曆史新高。
        The same, with the character of "calendar" for that of "history".
    """
    column = related.column
    text = convertible(column.record.text)
    if not is_simplified_text(text, len(simplified(text))):
        yield from wrong_forms(column)
        yield from _wrong_phrases(column)
    for match in _REPEATED_NUMERAL.finditer(column.norm):
        first = "一" if match["n"] == "二" else match["n"]
        quote = text[match.start() : match.end()]
        right = first + quote[1:] if first != match["n"] else None
        yield _conversion(quote, right, *match.span())


def wrong_forms(column: Column) -> Iterator[Finding]:
    """Yield the words with a form in them that another word has."""
    known = characters()
    norm, text = column.norm, standard(column.record.text)
    named = Placed(entity for entity in column.record.entities if entity.label in _NAMES)
    meant: frozenset[str] | None = None
    told = 0
    for match in known.pattern.finditer(norm):
        place = match.start()
        forms = known.classes[match[0]]
        if place < told or text[place] not in forms or any(named.meeting(place, place + 1)):
            continue
        span = _unit(norm, place) or column.word(place)
        word = norm[slice(*span)]
        if text[place] not in known.bound if len(word) == 1 else not _told(word, printed=text[slice(*span)]):
            continue
        right = form_of(word)
        wanted = right[place - span[0]]
        if wanted not in forms or forms[wanted] == forms[text[place]] or text[place] in known.stands_for_all:
            continue
        if _counted(word) or _within(word, place - span[0], text[place]) or _begins_name(column, *span):
            continue
        meant = _meant(column, text) if meant is None else meant
        if text[place] in meant:
            continue
        told = span[1]
        yield _conversion(column.record.text[slice(*span)], converter("t2hk").convert(right), *span)


def _told(word: str, printed: str) -> bool:
    """Tell whether a word has one form: in the dictionary, not written two ways; 弗里茨 is a name as it stands."""
    return is_word(word) and word not in characters().either and not (printed == word and is_name(word))


def _meant(column: Column, text: str) -> frozenset[str]:
    """Give the forms that stand rightly in some word of the article: no conversion puts a wrong one beside them."""
    known = characters()
    return frozenset(
        text[start + at]
        for start, end in pairwise(column.words)
        if end - start > 1 and known.pattern.search(word := column.norm[start:end]) and is_word(word)
        for at, form in enumerate(form_of(word))
        if known.pattern.match(word[at])
        and form == text[start + at] != word[at]
        and not _unit(column.norm, start + at)
    )


def _counted(word: str) -> bool:
    """Tell whether a word is a numeral and what it counts, as one may count in any form: 一枱."""
    return len(word) == 2 and _NUMERAL.match(word) is not None


def _begins_name(column: Column, start: int, end: int) -> bool:
    """Tell whether a word may begin a name that nobody knows: 余家|豪 after a surname, 長發|地產 before a trade."""
    following = column.norm[slice(*column.word(end))] if end < len(column.norm) else ""
    if len(following) == 1 and _CHINESE.match(following):
        return column.norm[start] in surnames("likely") | surnames("word")
    return following in _trades()


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    return frozenset(shapes()["organisation"] + shapes()["trade"])


def _within(word: str, place: int, form: str) -> bool:
    """Tell whether a shorter word within a word takes a form there: 十幾|隻 by 幾隻."""
    return any(
        form_of(word[start:end])[place - start] == form
        for start in range(place + 1)
        for end in range(place + 1, len(word) + 1)
        if 1 < end - start < len(word) and is_word(word[start:end])
    )


def _unit(norm: str, place: int) -> tuple[int, int] | None:
    """Give the span of a unit of length with the character before it: 八萬|里, which no dictionary has."""
    return (place - 1, place + 1) if norm[place] == "里" and _NUMBER.match(norm, place - 1) else None


def _wrong_phrases(column: Column) -> Iterator[Finding]:
    """Yield words of Taiwan put for mainland ones across two words: 少陣列織 of 少數組織."""
    norm, starts = column.norm, column.words
    for start, end in pairwise(starts):
        if end - start < 2 or (plain := mainland(norm[start:end])) == norm[start:end] or start == 0:
            continue
        before, after = norm[max(0, start - 2) : start], norm[end : end + 2]
        if not (_CHINESE.match(before[-1:]) and _CHINESE.match(after[:1])):
            continue
        left, right = before[-1] + plain[0], plain[-1] + after[:1]
        words = segmenter()(before + plain + after)
        if left in words and right in words and is_word(left) and is_word(right):
            span = (start - 1, end + 1)
            yield _conversion(
                column.record.text[slice(*span)],
                converter("s2hk").convert(before[-1] + plain + after[:1]),
                *span,
            )


def _conversion(quote: str, right: str | None, start: int, end: int) -> Finding:
    mended = f"應為「{right}」" if right else "同一數字列了兩次"
    mended_en = f"should be {right}" if right else "lists one number twice"
    return word_finding(
        "text.conversion",
        "inconsistent",
        [(start, end)],
        f"「{quote}」{mended}",
        f"{quote} {mended_en}",
        severity="warning",
        stated=quote,
        expected=right,
        suggestion=right,
    )
