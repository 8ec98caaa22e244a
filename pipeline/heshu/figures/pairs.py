"""Two numbers set against each other: 3:2, 三比二, 1比10.3, 2供1, 10兑1, and the score of a match."""

import re

from heshu.figures import digits
from heshu.figures.digits import Value
from heshu.figures.fractions import quotient
from heshu.figures.reading import Amount

_SIDE = r"[0-9]{1,20}(?:\.[0-9]{1,20})?|[一二两三四五六七八九十百]{1,12}"
_PAIR = re.compile(
    rf"(?P<a>{_SIDE}) ?(?P<mark>[:：∶–—-]|比|换|兑|供|送) ?(?P<b>{_SIDE})"
    r"(?![0-9.,，:：]?[0-9]|[%倍成月年日时个次家间股元折点万亿千])"
)
_CLOCK = re.compile(r"[0-2]?[0-9][:：][0-5][0-9]")
_MATCH = re.compile(
    r"(?:胜|负|和|赢|输|击败|不敌|领先|落后|比分|赛|击退|憾负|险胜|大炒|言和|打成|球)[^。；，\n]{0,8}\Z"
)
_SWAPS = "换兑供送"
_DASHES = "–—-"  # 3-1 is a score beside a word of the match, else a range
_RESULTS = (
    "获胜",
    "胜",
    "负于",
    "落败",
    "言和",
    "击败",
    "险胜",
    "领先",
    "落后",
    "大胜",
    "打和",
    "取胜",
    "力克",
    "不敌",
    "战胜",
    "反超",
    "逆转",
    "小胜",
    "战平",
    "打平",
    "告负",
)


def read_pair(norm: str, at: int) -> Amount | None:
    """Read the pair whose first number begins at `at`: the quotient as a ratio, or a score without value."""
    found = _PAIR.match(norm, at)
    if found is None or (norm[at - 1 : at] in (":", "：", "/") and at):
        return None
    mark, end = found["mark"], found.end()
    if mark in ":：" and _CLOCK.fullmatch(found[0]):
        return None
    a, b = digits.parse(found["a"]), digits.parse(found["b"])
    if a is None or b is None or (norm[at - 1 : at] in ("较", "相") and at):
        return None
    if mark not in _SWAPS and (_MATCH.search(norm, max(0, at - 12), at) or norm.startswith(_RESULTS, end)):
        return Amount(at, end, (at, end), Value(None), "score", "", "score.match")
    if b == 0 or mark in _DASHES:
        return None
    return Amount(at, end, (at, end), Value(quotient(a, b)), "ratio", "fraction", "ratio.pair")
