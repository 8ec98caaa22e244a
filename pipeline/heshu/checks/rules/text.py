"""Characters that do not belong: Simplified in a Traditional column, two forms of one character in one article."""

from collections.abc import Iterator

from heshu.checks.column import Column
from heshu.checks.related import Related
from heshu.checks.rules.characters import characters, converter, is_simplified
from heshu.checks.saying import word_finding
from heshu.model.nouns import Finding
from heshu.text.fold import convertible

_MOSTLY_SIMPLIFIED = 0.05
_FEW = 6
"""Simplified characters that a short text may have, and still be Traditional."""


def mixed_script(related: Related) -> Iterator[Finding]:
    """`text.mixed_script`: no Simplified characters in a Traditional column.
    繁體文章不夾雜簡體字。

    Right: 該企業掌握核心技術，全面發展新業務。
        The company holds the core technology and develops new business.
    Wrong: 該企業掌握核心技术，全面發展新業務。
        The same, with one character in Simplified form.
    """
    column = related.column
    text = convertible(column.record.text)
    yield from _two_forms(text)
    places = simplified(text)
    if (
        not places
        or len(places) > max(_FEW, _MOSTLY_SIMPLIFIED * sum(map(str.isalpha, text)))
        or is_simplified_text(text, len(places))
    ):
        return
    told = 0
    for place in places:
        if place < told:
            continue
        start, end = _word_around(column, place)
        told = end
        quote = text[start:end]
        right = converter("s2hk").convert(text[max(0, start - 4) : end + 4])
        right = right[start - max(0, start - 4) :][: end - start]
        if right == quote:  # OpenCC keeps it here: 夸特, not 誇特
            continue
        yield word_finding(
            "text.mixed_script",
            "inconsistent",
            [(start, end)],
            f"繁體文章夾雜簡體字：「{quote}」應為「{right}」",
            f"Simplified characters in a Traditional article: {quote} should be {right}",
            severity="warning",
            stated=quote,
            expected=right,
            suggestion=right,
        )


def _two_forms(text: str) -> Iterator[Finding]:
    """Note the first variant of print that stands in an article with the usual form of its character: 内 and 內."""
    here = set(text)
    for variant in sorted(here & characters().print, key=text.index):
        usual = converter("s2hk").convert(converter("hk2s").convert(variant))
        if usual != variant and usual in here:
            at, other = text.index(variant), text.index(usual)
            yield word_finding(
                "text.mixed_script",
                "consistent",
                [(at, at + 1), (other, other + 1)],
                f"「{variant}」與「{usual}」是同一個字的兩種字形，文中並見",
                f"{variant} and {usual} are two shapes of one character; the article has both",
                stated=variant,
            )
            return


def simplified(text: str) -> list[int]:
    """Give the places of Simplified characters; each character is looked up once."""
    odd = {c for c in set(text) if c > "\u4e00" and is_simplified(c)}
    return [i for i, c in enumerate(text) if c in odd] if odd else []


def is_simplified_text(text: str, simplified: int) -> bool:
    """Tell whether a text with so many Simplified characters is no Traditional one.

    A Simplified text has a Traditional character by the way; one in four speaks for a Traditional text.
    """
    if not simplified:
        return False
    odd = {c for c in set(text) if c > "\u4e00" and converter("hk2s").convert(c) != c}
    return 3 * sum(c in odd for c in text) < simplified


def _word_around(column: Column, place: int) -> tuple[int, int]:
    """Give the word that a character stands in; the character alone if it is longer than four."""
    start, end = column.word(place)
    return (start, end) if end - start <= 4 else (place, place + 1)
