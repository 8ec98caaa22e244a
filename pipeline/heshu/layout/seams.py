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
    r"[▲▼◀▶◄►■◆●○◎□★•·*]|(?:问|答|[QA]|记者|读者|编者按?)\s*[：:]|[（(]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[、.．)）]\s*\D"
)
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
    if before.norm.count("（") > before.norm.count("）") and "）" in after.norm[:40]:
        score += 1
    if indented and after.indent >= 1:
        score -= 3
    if _BULLET_START.match(after.norm):
        score -= 4
    if after.norm.startswith(words("turn")):
        score -= 1.5
    return score


def splits_number(before: str, after: str) -> bool:
    """Whether a figure stands on both sides: 4, + 000宗."""
    return bool(re.search(r"\d[,.]?$", before) and re.match(r"[,.]?\d", after))


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


def begins_amid(norm: str) -> bool:
    """Whether a text begins in mid-sentence: with a closing mark, one stray character and a comma (局，), or 的/了."""
    if _CLOSING_START.match(norm):
        return True
    if norm[0] in OPENERS:
        return False
    return bool(re.match(r"[\u3400-\u9fff][，、。](?!\S?[，、])", norm)) or norm[0] in "的了着们吗呢"
