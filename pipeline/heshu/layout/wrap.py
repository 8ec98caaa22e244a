"""Hard-wrapped lines: which printed lines are one strip.

A page is wrapped where most lines stop short of a sentence's end at one width. There, a line that is full
goes on in the next; a line that is short, a headline, or followed by an indent ends its paragraph.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.layout.lines import CLOSERS, OPENERS, PAUSE, Line, Strip, ends_sentence
from heshu.layout.pictures import is_row

_ZONE = 40
_NEVER_FIRST = frozenset("，。、；：！？,;!?" + CLOSERS)
_OWN_LINE = re.compile(
    r"[▲▼◀▶◄►■◆●○◎□★•]|[（(【\[](?:作者|笔者|本文)|(?:撰文|记者|文|作者|资料来源)\s*[：:／/]|[问答][：:]"
    r"|[（(]?[一二三四五六七八九十]{1,2}[)）、.．]|\d{1,2}[、.．)]\s*\D"
)
_FIRST_UNIT = re.compile(r"[A-Za-z0-9.,%$+\-]+|.")
_SINGLE_WIDTH = re.compile(r"[\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class _Zone:
    """How lines are set hereabouts: the gap within a paragraph, the full width (0: not wrapped), if indents count."""

    gap: int
    width: float
    indented: bool


def strips_of(text: str, norm: str, offset: int, lines: list[Line]) -> list[Strip]:
    """Join wrapped lines. `norm` is the folded text from `offset` on."""
    strips: list[Strip] = []
    for zone, members in _zones(norm, offset, lines):
        group: list[Line] = []
        for line in members:
            if group and not _goes_on(group, line, zone, norm, offset):
                strips.append(_strip(text, norm, offset, group))
                group = []
            group.append(line)
        strips.append(_strip(text, norm, offset, group))
    return strips


def _zones(norm: str, offset: int, lines: list[Line]) -> Iterator[tuple[_Zone, list[Line]]]:
    """Cut the page where a gap is wider than within paragraphs, and long stretches at a sentence's end."""
    gap = _inner_gap(norm, offset, lines)
    page = _measure(norm, offset, lines, gap)
    members: list[Line] = []
    for line in lines:
        fresh = line.gap > gap or (
            len(members) >= _ZONE
            and ends_sentence(norm[members[-1].start - offset : members[-1].end - offset])
        )
        if members and fresh:
            yield _zone(norm, offset, members, page), members
            members = []
        members.append(line)
    if members:
        yield _zone(norm, offset, members, page), members


def _zone(norm: str, offset: int, members: list[Line], page: _Zone) -> _Zone:
    return _measure(norm, offset, members, page.gap) if len(members) >= 12 else page


def _inner_gap(norm: str, offset: int, lines: list[Line]) -> int:
    """Give the blank lines that the page prints between lines of one paragraph: 0, or 1 where all are spaced out."""
    gaps = Counter(line.gap for line in lines[1:])
    if gaps[0] * 4 >= len(lines) - 1:
        return 0
    return 1 if _measure(norm, offset, lines, 1).width else 0


def _measure(norm: str, offset: int, lines: list[Line], gap: int) -> _Zone:
    """Find the full width, or 0 where lines are no wrapped prose."""
    bodies = [line for line in lines if line.width >= 6]
    indents = sum(1 for line in lines if 1 <= line.indent <= 4)
    indented = 0 < indents < len(lines) * 0.7
    if len(bodies) < 3:
        return _Zone(gap, 0, indented)
    widths = sorted(line.width for line in bodies)
    width = widths[int((len(widths) - 1) * 0.92)]
    if not 10 <= width <= 90 or widths[-1] > width * 1.6:
        return _Zone(gap, 0, indented)
    broken = paused = 0
    for line in bodies:
        text = norm[line.start - offset : line.end - offset]
        prose = PAUSE.search(text) is not None
        paused += prose
        broken += line.width >= width * 0.8 and not ends_sentence(text) and not is_row(text)
    wrapped = broken >= len(bodies) * 0.4 and paused >= len(bodies) * 0.3
    return _Zone(gap, width if wrapped else 0, indented)


def _goes_on(group: list[Line], line: Line, zone: _Zone, norm: str, offset: int) -> bool:
    """Whether `line` continues the paragraph of `group`: a sum of what speaks for it and against it."""
    last = group[-1]
    if line.gap > zone.gap:
        return False
    before = norm[last.start - offset : last.end - offset]
    after = norm[line.start - offset : line.end - offset]
    score = 0.0
    if after[0] in _NEVER_FIRST:
        score += 4
    if before[-1] in "，、,（(「『《":
        score += 2
    if zone.width:
        score += 2 if _is_full(last, line, after, zone.width) else -2
        score -= 4 if zone.indented and line.indent >= 1 else 0
    else:
        score -= 1.5 if zone.gap == 0 and last.width <= 60 else 3
    terminal = ends_sentence(before)
    score -= 1 if terminal else 0
    score += 1 if not terminal and PAUSE.search(before) and last.width >= 10 else 0
    if len(group) == 1 and not terminal and _is_headline(before, last, zone):
        score -= 3
    if _OWN_LINE.match(after):
        score -= 3
    if is_row(before) or is_row(after):
        score -= 4
    return score > 0


def _is_full(last: Line, line: Line, after: str, width: float) -> bool:
    """Whether the next line's first word, with what may not begin a line, had no room left."""
    unit = _FIRST_UNIT.match(after)
    first = unit[0] if unit else after[0]
    room = len(first) - 0.5 * len(_SINGLE_WIDTH.findall(first))
    if len(after) > len(first) and after[len(first)] in _NEVER_FIRST:
        room += 1
    if after[0] in OPENERS:
        room += 1
    return last.width + last.indent + min(room, 8) > width - 0.6


def _is_headline(before: str, last: Line, zone: _Zone) -> bool:
    return (
        not PAUSE.search(before) and last.width < (zone.width - 1 if zone.width else 30) and last.indent < 1.5
    )


def _strip(text: str, norm: str, offset: int, group: list[Line]) -> Strip:
    first = group[0]
    if len(group) == 1:
        start, end = first.start, first.end
        return Strip(
            ((start, end),),
            text[start:end],
            norm[start - offset : end - offset],
            first.gap,
            first.indent,
            first.width,
        )
    return Strip(
        tuple((line.start, line.end) for line in group),
        "".join(text[line.start : line.end] for line in group),
        "".join(norm[line.start - offset : line.end - offset] for line in group),
        first.gap,
        first.indent,
        sum(line.width for line in group),
    )
