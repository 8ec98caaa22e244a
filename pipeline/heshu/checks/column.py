"""A record as the relations see it: its norm with every figure and period drawn in to one sign.

註冊量由4月的4,200宗升至5月的5,040宗，按月升兩成。 becomes 注册量由T的N升至T的N，按月升P。 Patterns over that
`shape` say what stands between numbers without knowing how numbers are printed; `figure(i)` gives the figure
at a place of the shape and `place(i)` its place in the text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate

from heshu.model.nouns import Figure, Period
from heshu.model.page import Block
from heshu.model.record import Record
from heshu.text.fold import fold
from heshu.text.segment import segmenter

# One sign a sort of figure, from a private-use area; a text that prints one of them has U+FFFD there in the shape.
MONEY, PERCENT, POINT, COUNT, TIMES, PART, TIME, AREA, LEVEL, OTHER, RANK, PERIOD = map(
    chr, range(0xE000, 0xE00C)
)
ANY = f"[{MONEY}-{OTHER}]"
QUANTITY = f"[{MONEY}{COUNT}{TIME}{AREA}{LEVEL}{OTHER}]"
SHARE = f"[{PERCENT}{PART}]"
CHANGE = f"[{MONEY}-{PART}{AREA}{LEVEL}{OTHER}]"
SIGNS = f"{MONEY}-{PERIOD}"
_SIGN = re.compile(f"[{SIGNS}]")

_PROSE = ("title", "standfirst", "subhead", "paragraph", "caption", "chart_title")


@dataclass(frozen=True)
class Column:
    """One article, ready to be related and judged. `starts` gives the text offset of each place of `shape`."""

    record: Record
    norm: str
    shape: str
    starts: list[int]
    figures_at: dict[int, Figure]
    periods_at: dict[int, Period]

    def figure(self, place: int) -> Figure:
        """Give the figure drawn at a place of the shape."""
        return self.figures_at[place]

    def of(self, match: "re.Match[str]", *groups: str) -> list[Figure]:
        """Give the figures that the named groups of a match over the shape stand on; unmatched groups are left out."""
        return [self.figures_at[match.start(g)] for g in groups if match[g] is not None]

    def period(self, match: "re.Match[str]", group: str) -> Period | None:
        """Give the last period inside a group of a match over the shape."""
        if match[group] is None or (at := match[group].rfind(PERIOD)) < 0:
            return None
        return self.periods_at[match.start(group) + at]

    def place_of(self, offset: int) -> int:
        """Give the place of the shape that a text offset fell into."""
        return bisect_right(self.starts, offset) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the text span of a stretch of the shape."""
        return self.starts[start], self.starts[end] if end < len(self.starts) else len(self.norm)

    def figures_in(self, start: int, end: int) -> list[Figure]:
        """Give the figures drawn in a stretch of the shape, in order."""
        return [self.figures_at[i] for i in range(start, end) if i in self.figures_at]

    def sentence(self, place: int) -> tuple[int, int]:
        """Give the stretch of the shape from one full stop or line end to the next, around a place."""
        start = max(self.shape.rfind(mark, 0, place) for mark in "。！？；\n") + 1
        ends = [e for mark in "。！？；\n" if (e := self.shape.find(mark, place)) >= 0]
        return start, min(ends, default=len(self.shape))

    def full_sentence(self, place: int) -> tuple[int, int]:
        """Give the stretch of the shape from one 。 or line end to the next; a semicolon does not end it."""
        start = max(self.shape.rfind(mark, 0, place) for mark in "。！？\n") + 1
        ends = [e for mark in "。！？\n" if (e := self.shape.find(mark, place)) >= 0]
        return start, min(ends, default=len(self.shape))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the shape from one full stop or line end to the next, none empty."""
        at = 0
        for mark in re.finditer(r"[。！？\n]", self.shape):
            if mark.start() > at:
                yield at, mark.start()
            at = mark.end()
        if at < len(self.shape):
            yield at, len(self.shape)

    def line(self, place: int) -> tuple[int, int]:
        """Give the stretch of the shape of the whole block around a place."""
        end = self.shape.find("\n", place)
        return self.shape.rfind("\n", 0, place) + 1, end if end >= 0 else len(self.shape)

    def block(self, offset: int) -> Block | None:
        """Give the block of the record that a text offset stands in."""
        blocks = self.record.blocks
        at = bisect_right(blocks, offset, key=lambda block: block.start) - 1
        return blocks[at] if at >= 0 and offset < blocks[at].end else None

    @cached_property
    def words(self) -> list[int]:
        """Where the words of the norm begin, and its end."""
        return [0, *accumulate(map(len, segmenter()(self.norm)))]

    def word(self, offset: int) -> tuple[int, int]:
        """Give the span of the word that a text offset stands in."""
        at = bisect_right(self.words, offset)
        return self.words[at - 1], self.words[at]

    @property
    def published(self) -> date | None:
        """When the article was printed."""
        return self.record.source.published


def draw(record: Record) -> Column:
    """Draw the shape of a record. Where a figure and a period overlap, the earlier and longer one is drawn.

    A figure that is out of range stays as printed, so that no relation holds it.
    """
    norm = fold(record.text)
    printed = _SIGN.sub("\ufffd", norm)
    marks: list[tuple[int, int, str, Figure | Period]] = [
        *((f.start, f.end, _sign(f), f) for f in record.figures if not f.is_out_of_range),
        *((p.start, p.end, PERIOD, p) for p in record.periods),
    ]
    marks.sort(key=lambda mark: (mark[0], -mark[1]))
    parts: list[str] = []
    starts: list[int] = []
    column = Column(record, norm, "", starts, {}, {})
    at = 0
    for start, end, sign, noun in marks:
        if start < at or end <= start:
            continue
        parts.append(printed[at:start])
        starts.extend(range(at, start))
        if isinstance(noun, Figure):
            column.figures_at[len(starts)] = noun
        else:
            column.periods_at[len(starts)] = noun
        parts.append(sign)
        starts.append(start)
        at = end
    parts.append(printed[at:])
    starts.extend(range(at, len(norm)))
    shape = "".join(parts)
    return Column(record, norm, shape, starts, column.figures_at, column.periods_at)


def _sign(figure: Figure) -> str:
    if figure.kind == "percent":
        return PERCENT if figure.unit == "percent" else POINT
    if figure.kind == "ratio":
        return TIMES if figure.unit == "times" else PART if figure.unit == "fraction" else OTHER
    return _SIGNS.get(figure.kind, OTHER)


_SIGNS = {"money": MONEY, "count": COUNT, "duration": TIME, "area": AREA, "index": LEVEL, "rank": RANK}


def is_prose(block: Block | None) -> bool:
    """Tell whether a block is read text: not a by-line or an author note."""
    return block is None or block.kind in _PROSE
