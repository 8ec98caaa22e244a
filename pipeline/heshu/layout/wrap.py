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
_RAGGED = 3
_NEVER_FIRST = frozenset("，。、；：！？,;!?" + CLOSERS)
_OWN_LINE = re.compile(
    r"[▲▼◀▶◄►■◆●○◎□★•]|[（(【\[](?:作者|笔者|本文)|(?:撰文|记者|文|作者|资料来源)\s*[：:／/]|[问答][：:]"
    r"|(?:[（(][一二三四五六七八九十]{1,2}[)）]|[一二三四五六七八九十]{1,2}[、.．])|\d{1,2}[、.．)]\s*\D"
)
_NOTE_START = re.compile(r"[（(【\[](?:本文|作者|笔者)")
_FIRST_UNIT = re.compile(r"[A-Za-z0-9.,%$+\-]+")


@dataclass(frozen=True, slots=True)
class _Zone:
    """How lines are set hereabouts.

    `gap`: blank lines within a paragraph. `width`: of a full line, 0 where lines are not wrapped; `widest`: of the
    widest that counts as wrapped. `indented`, `spaced`: paragraphs are told by an indent, by blank lines.
    """

    gap: int
    width: float = 0
    widest: float = 0
    indented: bool = False
    spaced: bool = False


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
    """Find the full width: where most lines stop, if they stop there in mid-sentence and hold most of the text."""
    bodies = [line for line in lines if line.width >= 6]
    indents = sum(1 for line in lines if 1 <= line.indent <= 4)
    indented = 0 < indents < len(lines) * 0.7
    spaced = sum(1 for line in lines if line.gap > gap) > len(lines) * 0.08
    unwrapped = _Zone(gap, indented=indented, spaced=spaced)
    counts = Counter(round(line.width + line.indent) for line in bodies)
    ranked = [(sum(counts[w - less] * w for less in range(_RAGGED)), w) for w in counts if 10 <= w <= 60]
    held, widest = max(ranked, default=(0, 0))
    printed = sum(line.width for line in bodies)
    wider = sum(line.width for line in bodies if line.width > widest + 2)
    if held < 0.33 * printed or wider > 0.3 * printed:
        return unwrapped
    stops = broken = paused = 0
    for line in bodies:
        if widest - _RAGGED < line.width + line.indent < widest + 1:
            text = norm[line.start - offset : line.end - offset]
            stops += 1
            broken += not ends_sentence(text) and not is_row(text)
            paused += PAUSE.search(text) is not None
    if stops < (6 if gap else 2) or broken < stops * 0.45 or paused < stops * 0.35:
        return unwrapped
    width = max(range(widest - _RAGGED + 1, widest + 1), key=lambda w: (counts[w], w))
    return _Zone(gap, width, widest, indented, spaced)


def _goes_on(group: list[Line], line: Line, zone: _Zone, norm: str, offset: int) -> bool:
    """Whether `line` continues the paragraph of `group`: a sum of what speaks for it and against it."""
    last = group[-1]
    if line.gap > zone.gap:
        return False
    before = norm[last.start - offset : last.end - offset]
    after = norm[line.start - offset : line.end - offset]
    terminal = ends_sentence(before)
    prose = PAUSE.search(before) is not None
    full = zone.width > 0 and _is_full(last, line, after, zone.width, terminal=terminal)
    score = 4.0 if after[0] in _NEVER_FIRST else 0.0
    score += 2 if before[-1] in "，、,（(「『《" else 0
    score += 1 if not terminal and prose and last.width >= 10 else -1 if terminal else 0
    score += _by_width(last, line, zone, full=full, amid=prose and not terminal)
    if zone.width:
        score -= 4 if zone.indented and line.indent >= 1 else 0
        score -= 2 if zone.indented and group[0].indent < 1 and zone.gap == 0 else 0
        score -= 2 if line.width + line.indent < zone.width - 2.5 and not ends_sentence(after) else 0
    if len(group) == 1 and not terminal and not prose:
        score -= 3 if not full and _is_short(last, zone) else 0 if PAUSE.search(after) else 2
    if _is_closed_note(norm, group[0].start - offset, before):
        score -= 3
    if _OWN_LINE.match(after):
        score -= 3 if terminal or not prose else 1
    return score > 0 and not (is_row(before) or is_row(after))


def _by_width(last: Line, line: Line, zone: _Zone, *, full: bool, amid: bool) -> float:
    """What the lines' widths say of a join; `amid`: the first stops in mid-sentence.

    A line that had room left says little where blank lines part the paragraphs.
    """
    if not zone.width:
        return -1.5 if zone.gap == 0 and last.width <= 60 else -3
    score = 2.0 if full else -0.5 if zone.spaced and amid else -2.0
    return score - (3 if max(last.width, line.width) > zone.widest + 1.6 else 0)


def _is_full(last: Line, line: Line, after: str, width: float, *, terminal: bool) -> bool:
    """Whether the next line's first word, with what may not begin a line, had no room left."""
    unit = _FIRST_UNIT.match(after) if after[0].isascii() else None
    first = unit[0] if unit else after[0]
    room = len(first) / 2 if unit else 1.0
    if len(after) > len(first) and after[len(first)] in _NEVER_FIRST:
        room += 1
    if after[0] in OPENERS:
        room += 1
    return last.width + last.indent + min(room, 8) > width + (0.2 if terminal else -0.6)


def _is_short(last: Line, zone: _Zone) -> bool:
    return last.width < (zone.width - 1 if zone.width else 30) and last.indent < 1.5


def _is_closed_note(norm: str, start: int, before: str) -> bool:
    return before[-1] in ")）】" and _NOTE_START.match(norm, start) is not None


def _strip(text: str, norm: str, offset: int, group: list[Line]) -> Strip:
    first = group[0]
    spans = tuple((line.start, line.end) for line in group)
    if len(group) == 1:
        printed, folded = text[first.start : first.end], norm[first.start - offset : first.end - offset]
    else:
        printed = "".join([text[start:end] for start, end in spans])
        folded = "".join([norm[start - offset : end - offset] for start, end in spans])
    return Strip(
        spans=spans,
        text=printed,
        norm=folded,
        gap=first.gap,
        indent=first.indent,
        width=sum([line.width for line in group]),
        pauses=len(PAUSE.findall(folded, 0, 200)),
        terminal=ends_sentence(folded),
    )
