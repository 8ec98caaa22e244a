"""Seams: whether a text that stops short goes on in another, as when a print column ends in mid-sentence.

受海外設備管 + 制影響, 4 + 000宗, 「……包 + 括」. Scores above 0 say that it goes on.
"""

import re

import rjieba

from heshu.layout.lines import OPENERS, Strip
from heshu.layout.words import words

_LEFT = re.compile(r"[，、,（(「『《〈—–~-]$")
_ENDED = re.compile(r"[：:；;]$")
_CLOSING_START = re.compile(r"[，、。；：！？,;!?」』）)》〉％%]")
_BULLET_START = re.compile(
    r"[▲▼◀▶◄►■◆●○◎□★•·*]|[（(][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}[、.．]|\d{1,2}[、.．)）]\s*\D"
)
_SPEAKER_START = re.compile(r"(?:问|答|[QA]|记者|读者|编者按?)\s*[：:]")
_FIGURE_END = re.compile(r"\d[,.]?$")
_FIGURE_START = re.compile(r"[,.]?\d")
_UNIT_SEAM = re.compile(
    r"\d[%％万亿千百元宗伙个名间家人辆吨点倍厘呎年月日成度架小时只台座项次幢所班艘岁分秒股种条位]|[一二三四五六七八九十百千万亿][年月日厘成倍宗元亿万个]"
)
# A paragraph seldom begins with a bare figure (2.3億元, 一千八百美元), unless it is a year or an item's number.
_FIGURE_FIRST = re.compile(
    r"\d[\d,.]*(?![\d,.、)）]|\s*[年月])\s?[^\s.、)）]|[一二三四五六七八九十百千万亿点]{3,}"
)
_LITTLE_WORDS = frozenset("的和与及或将于从对把被并由使令因若但都就还让在是以")
_NEVER_LEADS = frozenset("的了着们吗呢及和等之者")
_STRAY_START = re.compile(r"[\u3400-\u9fff][，、。](?!\S?[，、])")
_HALF_WORD = 4


def goes_on(before: Strip, after: Strip, *, indented: bool) -> float:
    """Score whether `after` continues the sentence of `before`. `indented`: the page indents its paragraphs."""
    if _CLOSING_START.match(after.norm):
        return 3.0
    score = -1.0
    if before.terminal:
        score -= 3
    elif _LEFT.search(before.norm):
        score += 2
    elif _ENDED.search(before.norm):
        score -= 2
    else:
        score += 2
    if splits_number(before.norm, after.norm) or splits_word(before.norm, after.norm):
        score += 2
    if hangs(before.norm):
        score += 2
    if before.norm.count("（") > before.norm.count("）") and "）" in after.norm[:40]:
        score += 1
    if after.norm[0] in "【［[":
        score -= 3
    if indented and after.indent >= 1:
        score -= 2.5
    if _BULLET_START.match(after.norm):
        score -= 4
    if _SPEAKER_START.match(after.norm):
        score -= 0.5 if before.pauses and not before.terminal else 4
    if after.norm.startswith(words("turn")):
        score -= 1.5
    return score


def splits_number(before: str, after: str) -> bool:
    """Whether a figure and its unit stand on both sides: 4, + 000宗, 41,600 + 名考生."""
    return bool(
        (_FIGURE_END.search(before) and _FIGURE_START.match(after))
        or _UNIT_SEAM.search(before[-1:] + after[:1])
    )


def splits_word(before: str, after: str, *, least: int = 2) -> bool:
    """Whether the dictionary has a word of `least` characters or more that runs over the seam: 管 + 制."""
    left, right = before[-_HALF_WORD:], after[:_HALF_WORD]
    if not (left[-1].isalpha() and right[0].isalpha()):
        return False
    if left[-1].isascii() and right[0].isascii():
        return left[-1].islower() and right[0].islower()
    at = 0
    for word in rjieba.cut(left + right, False):
        at += len(word)
        if at >= len(left):
            return at > len(left) and len(word) >= least
    return False


def hangs(norm: str) -> bool:
    """Whether a text ends in a little word that wants another after it (的, 讓, 與), which no headline does."""
    return norm[-1] in _LITTLE_WORDS and rjieba.cut(norm[-_HALF_WORD:], False)[-1] == norm[-1]


def begins_amid(norm: str) -> bool:
    """Whether a text begins in mid-sentence: a closing mark, one stray character and a comma (局，), a little word."""
    if _CLOSING_START.match(norm):
        return True
    if norm[0] in OPENERS:
        return False
    if norm[0] in _NEVER_LEADS and rjieba.cut(norm[:_HALF_WORD], False)[0] == norm[0]:
        return True
    return _STRAY_START.match(norm) is not None


def begins_with_figure(norm: str) -> bool:
    """Whether a text begins with a bare figure, as the second half of a broken sentence may."""
    return _FIGURE_FIRST.match(norm) is not None
