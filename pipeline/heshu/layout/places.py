"""A strip in its place on the page: what stands before and after it, and how widely it is set off."""

import re
from dataclasses import dataclass
from functools import cached_property

from heshu.layout.bylines import Byline, read_byline, read_column
from heshu.layout.lines import Strip
from heshu.layout.seams import begins_amid, begins_with_figure, goes_on, hangs, splits_number, splits_word

_LEFT_OPEN = re.compile(r"[，、,；;（(「『—-]$")
NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,2}[)）、.．:：\s]|[（(]?\d{1,2}[)）、.．]\s*(?!\d)|第[一二三四五六七八九十][、，：章节]?|[①-⑩]|其[一二三四五]：?"
)


@dataclass(frozen=True)
class Place:
    """A strip between its neighbours on the page.

    `wide`, `tight`: more or fewer blank lines stand before it than between paragraphs. `indented`: the page indents
    its paragraphs. `top`: it is among the first strips of the page.
    """

    strip: Strip
    before: Strip | None
    after: Strip | None
    wide: bool
    indented: bool
    tight: bool = False
    top: bool = False

    @cached_property
    def byline(self) -> Byline | None:
        """The strip read as a by-line."""
        return read_byline(self.strip.text, self.strip.norm)

    @cached_property
    def name(self) -> str | None:
        """The strip read as a name standing alone, of a column or of a page."""
        return read_column(self.strip.text, self.strip.norm) if self.strip.width <= 16 else None

    @cached_property
    def halved(self) -> bool:
        """Whether a word or figure runs over into the text that follows, though nothing else tells of a break."""
        after = self.after
        before = self.strip.norm
        if (
            after is None
            or self.strip.terminal
            or NUMBERED.match(before)
            or not (is_prose(after) or after.terminal)
        ):
            return False
        return (
            splits_word(before, after.norm, least=3)
            or splits_number(before, after.norm)
            or begins_amid(after.norm)
            or begins_with_figure(after.norm)
            or hangs(before)
        )

    @cached_property
    def continued(self) -> bool:
        """Whether the strip is the first half of what follows it, or the second half of what stands before it."""
        before, strip, after = self.before, self.strip, self.after
        if after is not None and not strip.terminal and is_prose(after) and _ends_amid(strip, after):
            return True
        if before is None or before.terminal or not (strip.terminal or strip.pauses):
            return False
        if not (is_prose(before) or begins_amid(strip.norm)):
            return False
        return goes_on(before, strip, indented=self.indented) >= 1


def is_prose(strip: Strip) -> bool:
    """Whether a strip is plainly running text: long, or punctuated and closed as a sentence."""
    return (
        strip.width > 44
        or (strip.terminal and strip.norm[-1] not in "！？!?" and strip.width >= 8)
        or (strip.pauses >= 2 and strip.width >= 20)
    )


def _ends_amid(strip: Strip, after: Strip) -> bool:
    if _LEFT_OPEN.search(strip.norm):
        return True
    return strip.pauses > 0 and (splits_word(strip.norm, after.norm) or splits_number(strip.norm, after.norm))
