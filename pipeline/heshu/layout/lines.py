"""Printed lines with their offsets, and strips: what one or more printed lines say once unwrapped.

Widths are in full-width columns: a Chinese character is 1, a Latin letter or digit is 0.5.
"""

import re
from dataclasses import dataclass

Span = tuple[int, int]

TERMINAL = frozenset("。！？!?…")
CLOSERS = "」』）)】〕］]》〉”’\"'"
OPENERS = "「『（(【〔［[《〈“‘"
# A full stop or comma between digits belongs to a figure.
PAUSE = re.compile(r"[，、；：。;…]|[,.:](?!\d)(?=[^\x00-\x7f]|\s|$)")
_LAST_REMARK = re.compile(r"[（(][^（()）]{1,12}[)）]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its white space: source span, blank lines before it, indent and width in columns."""

    start: int
    end: int
    gap: int
    indent: float
    width: float


@dataclass(frozen=True, slots=True)
class Strip:
    """Lines that the page wrapped, together: source spans, joined text and its norm, and the first line's setting.

    `pauses`: how many marks of punctuation that sentences have and headlines seldom (！ and ？ do not count), of the
    first 200 characters. `terminal`: whether it ends as a sentence does.
    """

    spans: tuple[Span, ...]
    text: str
    norm: str
    gap: int
    indent: float
    width: float
    pauses: int
    terminal: bool

    @property
    def start(self) -> int:
        """Where it starts in the source text."""
        return self.spans[0][0]


def printed_lines(text: str, body: int) -> list[Line]:
    """Give every line from `body` on that has anything printed on it."""
    lines = []
    at, gap = body, 0
    for raw in text[body:].splitlines(keepends=True):
        bare = raw.strip()
        if bare:
            lead = raw.find(bare[0])
            start = at + lead
            indent = _columns(raw[:lead]) if lead else 0
            lines.append(Line(start, start + len(bare), gap, indent, _columns(bare)))
            gap = 0
        else:
            gap += 1
        at += len(raw)
    return lines


def ends_sentence(norm: str) -> bool:
    """Whether a text ends as a sentence: 。！？… before any closing marks, or a full stop that is in no figure."""
    tail = norm[-24:].rstrip(CLOSERS)
    if not tail:
        return False
    if tail[-1] in TERMINAL:
        return True
    if tail[-1] == ".":
        return len(tail) > 1 and not tail[-2].isdigit()
    if norm[-1] in "）)":
        before = _LAST_REMARK.sub("", norm[-24:]).rstrip(CLOSERS)
        return before[-1:] in TERMINAL
    return False


def _columns(text: str) -> float:
    """Width of a text: UTF-8 spends three bytes on a full-width character and one on a half-width one."""
    return (len(text) + len(text.encode("utf-8", "replace"))) / 4
