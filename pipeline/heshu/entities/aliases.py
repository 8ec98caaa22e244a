"""Aliases that an article declares: 國際貨幣基金組織（IMF）, 海晴證券（下稱「海晴」）, and stock codes （388）.

A declaration names the full name before the bracket; the alias then stands for it wherever it is printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, MatchKind

from heshu.entities.dictionary import Entry, entry_of_code
from heshu.text.overlap import Cover

_HAN = "\u4e00-\u9fff"
_CALLED = re.compile(
    r"[（(](?:以?下简?称|简称|统称|又称|俗称|英文(?:缩写|简称))?[为為:：]?\s*[「『“\"]?(?P<alias>[^「」『』“”\"（）()，。、；\n]{2,20})[」』”\"]?[）)]"
)
_SAID = re.compile(r"^[（(](?:以?下简?称|简称|统称|又称|俗称)")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&+.\- ]{1,19}")
_CODE = re.compile(
    r"[（(]\s{0,4}(?:股份代号|股票代号|股份编号|代号|港股|HKEX|SEHK|TWSE|TW|HK)?\s{0,4}[:：]?\s{0,4}(?P<code>[0-9]{3,6}(?:\.(?:HK|TW|TWO))?)\s{0,4}[）)]"
)
_WHOLE = re.compile(r"[A-Za-z0-9&+.\- ]+")
_LONGEST = 60
_LETTER = re.compile(r"[A-Za-z0-9]")
_BARE_CODE = re.compile(r"(?<![0-9A-Za-z.（(])(?P<code>[0-9]{3,5}\.(?:HK|TW|TWO))(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Declared:
    """An alias in a bracket, and where the name that it stands for ends."""

    start: int
    end: int
    name_end: int
    said: bool


def declared(norm: str) -> Iterator[Declared]:
    """Yield what stands in a bracket as another name: after 下稱, or in Latin capitals."""
    for match in _CALLED.finditer(norm):
        said = _SAID.match(match.group()) is not None
        alias = match["alias"].strip()
        start = match.start("alias")
        if said or (_LATIN.fullmatch(alias) and any(c.isupper() for c in alias)):
            yield Declared(start, start + len(alias), match.start(), said)


def coded(norm: str) -> Iterator[tuple[int, Entry]]:
    """Yield the listed companies whose code stands in a bracket, with where their printed name ends."""
    for match in _CODE.finditer(norm):
        entry = entry_of_code(match["code"])
        if entry is not None:
            yield match.start(), entry


def bare_codes(norm: str) -> Iterator[tuple[int, int, Entry]]:
    """Yield stock codes printed with their market in running text: 0388.HK."""
    if not any(market in norm for market in (".HK", ".TW")):
        return
    for match in _BARE_CODE.finditer(norm):
        entry = entry_of_code(match["code"])
        if entry is not None:
            yield *match.span("code"), entry


def printed(norm: str, forms: Sequence[str], taken: Cover) -> Iterator[tuple[int, int, str]]:
    """Yield, and take, every free place where one of the forms is printed as a whole word; earlier forms go first."""
    forms = [form for form in forms if len(form) <= _LONGEST]
    if not forms:
        return
    whole = [_WHOLE.fullmatch(form) is not None for form in forms]
    automaton = AhoCorasick(forms, matchkind=MatchKind.Standard)
    for number, start, end in sorted(automaton.find_matches_as_indexes(norm, overlapping=True)):
        inside = _LETTER.match(norm[start - 1 : start]) or _LETTER.match(norm, end)
        if not (whole[number] and inside) and not taken.meets(start, end):
            taken.take(start, end)
            yield start, end, forms[number]
