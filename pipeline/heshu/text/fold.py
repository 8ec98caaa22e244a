"""The folded form ("norm") of printed text: Simplified characters, half-width digits, letters and signs.

Folding never changes length, so an offset in the norm is an offset in the print: rules and models match
on the norm and report the print. Chinese punctuation (，。：（）) stays full width.
"""

import re
from functools import lru_cache

from opencc import OpenCC

_WIDE = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_SIGNS = str.maketrans("％＄－＋／．～￥＆＃＝＜＞　〜–−﹪﹩", "%$-+/.~¥&#=<> ~--%$")
# OpenCC stops at NUL; lone surrogates are no text.
_UNSAFE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")
_HALF_WIDTH = {**_WIDE, **_SIGNS, **_UNSAFE}

_UNCONVERTIBLE = re.compile("[\x00\ud800-\udfff]")
_WIDE_PRINT = re.compile(f"[{''.join(map(chr, _HALF_WIDTH))}]")


def convertible(text: str) -> str:
    """Give the text with U+FFFD for what OpenCC cannot take, one for one: NUL, and halves of surrogate pairs."""
    return _UNCONVERTIBLE.sub("\ufffd", text)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("hk2s")


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Give the norm of `text`: same length, one character for one. Raises ValueError if that ever fails.

    The last few texts are remembered: every stage may ask for the norm of the article in hand.
    """
    narrow = text.translate(_HALF_WIDTH) if _WIDE_PRINT.search(text) else text
    norm: str = _converter().convert(narrow)
    if len(norm) != len(text):
        raise ValueError(f"folding changed the length of the text: {len(text)} became {len(norm)}")
    return norm
