"""Sentences of an article's prose, and the pieces between their commas."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.text.reading import Reading

_PROSE = ("title", "standfirst", "subhead", "paragraph", "caption")
_HEADS = ("title", "standfirst", "subhead")
_MARKS = '，；。！？!?：,;:.—」』”’）)】》〉" '
_HARD = frozenset("；。！？!?.;")

# A comma inside a number, a bracket or a short quote cuts nothing. Every branch begins with the mark itself: the scan
# then stops at marks alone.
_BREAK = re.compile(
    r"(?:[；。！？!?：]|，(?!(?<=\d，)\d{3}(?!\d)))[，；。！？!?：]*[」』”’）)】》〉\"]*[，；。：]?"
    r"|[,;:](?:(?<=[^\x00-\x7f].)|(?<=\d.)(?<!:)(?=\D)|(?<![0-9A-Za-z].)(?=\s|[^\x00-\x7f]))"
    r"|\.(?:(?<=[^\x00-\x7f0-9].)(?=\s|$)|(?<=[%0-9].)(?=\s[^\x00-\x7f]))|——+"
)
_WHOLE = re.compile(
    r"（[^（）\n]{0,80}）|\([^()\n]{0,80}\)|「[^「」\n，]{0,12}，?[^「」\n]{0,8}」|《[^《》\n]{0,40}》"
)
_STOP = re.compile(r"\.(?<=[^\x00-\x7f].|[%0-9].) +(?=[^\x00-\x7f])")
_SPACE = re.compile(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) {2,}| {2,}(?=[^\x00-\x7f])")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of prose; in a heading, a space cuts as a comma does."""

    start: int
    end: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch between two breaks: with its marks to `end`, without them to `bare`; `hard` breaks part clauses."""

    start: int
    bare: int
    end: int
    hard: bool


def prose(reading: Reading) -> list[Sentence]:
    """Give the sentences that stand in prose blocks, in text order; a half-width stop ends one too."""
    blocks = [(b.start, b.end, b.kind) for b in reading.blocks] or [(0, len(reading.text), "paragraph")]
    starts = [block[0] for block in blocks]
    stops = [match.end() for match in _STOP.finditer(reading.norm)]
    found = []
    for start, end in reading.sentences:
        at = bisect_right(starts, start) - 1
        if at < 0 or start >= blocks[at][1] or blocks[at][2] not in _PROSE:
            continue
        heading = blocks[at][2] in _HEADS
        for stop in stops[bisect_right(stops, start) : bisect_left(stops, end)]:
            found.append(Sentence(start, stop, heading))
            start = stop
        found.append(Sentence(start, end, heading))
    return found


def pieces(norm: str, sentences: list[Sentence]) -> Iterator[list[Piece]]:
    """Yield the pieces of each sentence."""
    kept = [match.span() for match in _WHOLE.finditer(norm)]
    breaks = [match.span() for match in _BREAK.finditer(norm)]
    if kept:
        breaks = [span for span in breaks if not _inside(span[0], kept)]
    number = 0
    for sentence in sentences:
        while number < len(breaks) and breaks[number][0] < sentence.start:
            number += 1
        last = number
        while last < len(breaks) and breaks[last][0] < sentence.end:
            last += 1
        cuts = breaks[number:last]
        if sentence.heading:
            cuts = sorted(
                cuts + [match.span() for match in _SPACE.finditer(norm, sentence.start, sentence.end)]
            )
        yield _cut(norm, sentence, cuts)
        number = last


def _inside(at: int, kept: list[Span]) -> bool:
    number = bisect_right(kept, (at, 0)) - 1
    return number >= 0 and kept[number][0] < at < kept[number][1] - 1


def _cut(norm: str, sentence: Sentence, cuts: list[Span]) -> list[Piece]:
    found = []
    at = sentence.start
    end = sentence.end
    for a, b in [*cuts, (end, end)]:
        bare = min(a, end)
        while bare > at and norm[bare - 1] in _MARKS:
            bare -= 1
        while at < bare and norm[at] == " ":
            at += 1
        if bare > at:
            mark = norm[a:b]
            space = mark.isspace()
            stop = bare if space else min(max(bare, b), end)
            found.append(Piece(at, bare, stop, stop == end or space or not _HARD.isdisjoint(mark)))
        at = b
    return found
