"""Characters that do not belong: Simplified in a Traditional column, a wrong conversion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

from heshu.checks.column import Column
from heshu.checks.related import Related
from heshu.checks.saying import word_finding
from heshu.lexicon import load_rows
from heshu.model.nouns import Finding
from heshu.text.fold import convertible
from heshu.text.segment import segmenter

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_REPEATED_NUMERAL = re.compile(
    r"(?P<n>[一二三四五六七八九])、(?P=n)(?P<unit>手|线|级|期|季|月|号|区|楼|房|房型|阶|梯队|流)"
)
_BIG5_BUT_SIMPLIFIED = frozenset("与价体听庄担机离网构极")  # in Big5 as rare characters of another meaning
_PRINTED_HERE = frozenset("恒吓叙咏烟碱竈")  # forms that Hong Kong prints, outside Big5 all the same
_MOSTLY_SIMPLIFIED = 0.05


@dataclass(frozen=True, slots=True)
class Conversion:
    """A string that conversion got wrong, as printed, and what it should be."""

    wrong: str
    right: str
    example: str
    unless: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def conversions() -> tuple["re.Pattern[str]", dict[str, Conversion]]:
    """Read `conversions.toml`, once: one pattern and its rows."""
    rows = {row.wrong: row for row in load_rows("heshu.checks.rules", "conversions.toml", Conversion)}
    return re.compile("|".join(map(re.escape, sorted(rows, key=len, reverse=True)))), rows


@lru_cache(maxsize=1)
def _to_traditional() -> OpenCC:
    return OpenCC("s2hk")


@lru_cache(maxsize=1 << 13)
def is_simplified(character: str) -> bool:
    """Tell whether a character is Simplified only: conversion changes it, and no Traditional character set has it."""
    if character in _BIG5_BUT_SIMPLIFIED:
        return True
    if character in _PRINTED_HERE or not _CHINESE.match(character):
        return False
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return bool(_to_traditional().convert(character) != character)
    return False


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
    places = _simplified(text)
    if (
        not places
        or len(places) > max(3, _MOSTLY_SIMPLIFIED * sum(map(str.isalpha, text)))
        or _is_simplified_text(text, len(places))
    ):
        return
    told = 0
    for place in places:
        if place < told:
            continue
        start, end = _word_around(column, place)
        told = end
        quote = text[start:end]
        right = _to_traditional().convert(text[max(0, start - 4) : end + 4])[start - max(0, start - 4) :][
            : end - start
        ]
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


def _simplified(text: str) -> list[int]:
    """Give the places of Simplified characters; each character is looked up once."""
    odd = {c for c in set(text) if c > "\u4e00" and is_simplified(c)}
    return [i for i, c in enumerate(text) if c in odd] if odd else []


def _is_simplified_text(text: str, simplified: int) -> bool:
    """Tell whether the text is no Traditional one: folding would change fewer characters than are Simplified."""
    if not simplified:
        return False
    traditional = sum(1 for c in text if c > "\u4e00" and _is_traditional(c))
    return traditional < 3 * simplified


@lru_cache(maxsize=1 << 13)
def _is_traditional(character: str) -> bool:
    return bool(_from_traditional().convert(character) != character)


@lru_cache(maxsize=1)
def _from_traditional() -> OpenCC:
    return OpenCC("hk2s")


def _word_around(column: Column, place: int) -> tuple[int, int]:
    """Give the word that a character stands in, cut from a stretch of the norm; the character alone if none."""
    start, end = max(0, place - 8), min(len(column.norm), place + 9)
    at = start
    for word in segmenter()(column.norm[start:end]):
        if at <= place < at + len(word):
            return (at, at + len(word)) if len(word) <= 4 else (place, place + 1)
        at += len(word)
    return place, place + 1


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
    pattern, rows = conversions()
    if _is_simplified_text(text, len(_simplified(text))):
        return
    for match in pattern.finditer(text):
        row = rows[match[0]]
        around = text[max(0, match.start() - 3) : match.end() + 3]
        if any(exception in around for exception in row.unless):
            continue
        yield _conversion(match[0], row.right, *match.span())
    for match in _REPEATED_NUMERAL.finditer(column.norm):
        first = "一" if match["n"] == "二" else match["n"]
        quote = text[match.start() : match.end()]
        right = first + quote[1:] if first != match["n"] else None
        yield _conversion(quote, right, *match.span())


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
