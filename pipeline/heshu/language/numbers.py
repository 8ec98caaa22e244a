"""Periods and figures together: who gives way to whom where the two meet."""

import re

from heshu import figures, periods
from heshu.periods import Mention
from heshu.text.fold import fold
from heshu.text.reading import Numbers, Reading

# 過去十年 is a period, and in it 十年 is a length: both are read.
_ROLLING = frozenset(("relative.past", "relative.coming", "chain.next", "chain.before"))
_LENGTH = re.compile("[0-9〇零一二两三四五六七八九十百廿卅几数半]")


def find_numbers(reading: Reading) -> list[tuple[int, int]]:
    """Find periods, then figures outside them, on the norm; give the spans to keep whole, in text order."""
    mentions = periods.find(reading.norm)
    taken = [_taken(mention, reading.norm) for mention in mentions]
    reading.numbers = Numbers(mentions, figures.find(reading.text, reading.norm, taken))
    return _outermost(
        [(m.start, m.end) for m in mentions] + [(f.start, f.end) for f in reading.numbers.figures]
    )


def explain_numbers(text: str) -> list[figures.Reading | figures.Unread]:
    """Give every figure of a text with the rule and the parts that it was made of, and what could not be read."""
    norm = fold(text)
    return figures.read(text, norm, [_taken(mention, norm) for mention in periods.find(norm)])


def _taken(mention: Mention, norm: str) -> tuple[int, int]:
    """Give the part of a mention that no figure may touch: all, or in a rolling one the words before the length."""
    if (
        mention.rule in _ROLLING and not mention.link and norm[mention.start] != "前"
    ):  # 前五个月 is a period alone
        length = _LENGTH.search(norm, mention.start, mention.end)
        if length is not None:
            return mention.start, length.start()
    return mention.start, mention.end


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the spans in text order without those that begin inside another."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
