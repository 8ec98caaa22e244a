"""A record as the relations see it: its norm with every figure and period drawn in to one sign.

註冊量由4月的4,200宗升至5月的5,040宗，按月升兩成。 becomes 注册量由T的N升至T的N，按月升P。 Patterns over that
`shape` say what stands between numbers without knowing how numbers are printed; `figure(i)` gives the figure
at a place of the shape and `place(i)` its place in the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise

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

FARTHEST = 400

_PROSE = ("title", "standfirst", "subhead", "paragraph", "caption", "chart_title")


@dataclass(frozen=True)
class Column:
    """One article, ready to be related and judged.

    `starts` gives the text offset of each place of `shape`. In text order, `places` are those of the figures, `stops`
    those of all marks that end a sentence, `full_stops` of those but the semicolon, `line_ends` of the line ends.
    """

    record: Record
    norm: str
    shape: str
    starts: list[int]
    figures_at: dict[int, Figure]
    periods_at: dict[int, Period]
    places: list[int]
    stops: list[int]
    full_stops: list[int]
    line_ends: list[int]

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
        return [self.figures_at[place] for place in self.places_in(start, end)]

    def places_in(self, start: int, end: int) -> list[int]:
        """Give the places of the figures drawn in a stretch of the shape, in order."""
        return self.places[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def sentence(self, place: int) -> tuple[int, int]:
        """Give the stretch of the shape from one full stop or line end to the next, around a place.

        It ends `FARTHEST` characters from the place, as the next two do: nothing is told of what is farther off.
        """
        return self._between(self.stops, place)

    def full_sentence(self, place: int) -> tuple[int, int]:
        """Give the stretch of the shape from one 。 or line end to the next; a semicolon does not end it."""
        return self._between(self.full_stops, place)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches of the shape from one full stop or line end to the next, none empty or very long."""
        for start, end in pairwise((-1, *self.full_stops, len(self.shape))):
            for at in range(start + 1, end, FARTHEST):
                yield at, min(at + FARTHEST, end)

    def line(self, place: int) -> tuple[int, int]:
        """Give the stretch of the shape of the whole block around a place."""
        return self._between(self.line_ends, place)

    def _between(self, marks: list[int], place: int) -> tuple[int, int]:
        number = bisect_left(marks, place)
        start = marks[number - 1] + 1 if number else 0
        end = marks[number] if number < len(marks) else len(self.shape)
        return max(start, place - FARTHEST), min(end, place + FARTHEST)

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
    figures_at: dict[int, Figure] = {}
    periods_at: dict[int, Period] = {}
    at = 0
    for start, end, sign, noun in marks:
        if start < at or end <= start:
            continue
        parts.append(printed[at:start])
        starts.extend(range(at, start))
        if isinstance(noun, Figure):
            figures_at[len(starts)] = noun
        else:
            periods_at[len(starts)] = noun
        parts.append(sign)
        starts.append(start)
        at = end
    parts.append(printed[at:])
    starts.extend(range(at, len(norm)))
    shape = "".join(parts)
    ends = [[m.start() for m in re.finditer(marks, shape)] for marks in ("[。！？；\n]", "[。！？\n]", "\n")]
    return Column(record, norm, shape, starts, figures_at, periods_at, list(figures_at), *ends)


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
