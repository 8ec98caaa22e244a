"""Blocks of one article: paragraphs that print columns broke are joined, captions without an arrow are told."""

from dataclasses import dataclass, replace

from heshu.layout.articles import Item
from heshu.layout.lines import Strip
from heshu.layout.seams import goes_on
from heshu.model.page import BlockKind

_PICTURES = ("caption", "chart_title")
_CAPTION_WIDTH = (10, 60)


@dataclass(frozen=True, slots=True)
class Part:
    """A block to be: its kind and the strips that are joined in it."""

    kind: BlockKind
    strips: tuple[Strip, ...]


def join_parts(items: list[Item], *, indented: bool) -> list[Part]:
    """Join broken paragraphs and titles over several lines.

    Picture text between two halves of a paragraph follows the joined paragraph.
    """
    parts: list[Part] = []
    host: int | None = None
    for item in items:
        last = parts[host] if host is not None else None
        if last is not None and last.kind == item.kind == "paragraph" and _continues(last, item, indented):
            assert host is not None
            parts[host] = replace(last, strips=(*last.strips, item.strip))
            continue
        if last is not None and last.kind == item.kind == "title":
            assert host is not None
            parts[host] = replace(last, strips=(*last.strips, item.strip))
            continue
        parts.append(Part(item.kind, (item.strip,)))
        if item.kind not in _PICTURES:
            host = len(parts) - 1
    return [_as_caption(parts, index) for index in range(len(parts))]


def _continues(last: Part, item: Item, indented: bool) -> bool:
    return goes_on(last.strips[-1], item.strip, indented=indented) > 0


def _as_caption(parts: list[Part], index: int) -> Part:
    """A lone unfinished line between finished paragraphs, with nothing that continues it, is a caption."""
    part = parts[index]
    strip = part.strips[-1]
    low, high = _CAPTION_WIDTH
    if part.kind != "paragraph" or len(part.strips) > 1 or strip.terminal or not low <= strip.width <= high:
        return part
    before = next((other for other in reversed(parts[:index]) if other.kind not in _PICTURES), None)
    if (
        before is None
        or before.kind != "paragraph"
        or not before.strips[-1].terminal
        or strip.norm[-1] in "：:；;，,、"
    ):
        return part
    return Part("caption", part.strips)
