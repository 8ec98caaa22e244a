"""What a strip is by its own marks, wherever it stands: picture text, author note, page furniture."""

from collections.abc import Sequence
from typing import Literal

from heshu.layout.furniture import is_furniture, is_ornament, is_rights
from heshu.layout.lines import Strip
from heshu.layout.notes import is_note, is_note_heading
from heshu.layout.pictures import cells_of, is_caption, is_chart_title, is_row, is_source

Mark = Literal["caption", "chart_title", "row", "note", "furniture"]


def marks_of(strips: Sequence[Strip]) -> list[Mark | None]:
    """Give each strip's mark; None where only its place can tell what it is."""
    marks = [_mark(strip) for strip in strips]
    _drop_lone_rows(strips, marks)
    for index in range(len(strips) - 2, -1, -1):
        if marks[index] is None and marks[index + 1] == "row" and _heads_table(strips[index]):
            marks[index] = "row" if len(cells_of(strips[index].norm)) > 2 else "chart_title"
    for index in range(1, len(strips)):
        if marks[index] is None and is_note_heading(strips[index - 1].norm) and strips[index].width <= 200:
            marks[index] = "note"
    return marks


def _drop_lone_rows(strips: Sequence[Strip], marks: list[Mark | None]) -> None:
    """A line of one or two cells is a row only among rows or under a chart's title (恒指　28000 may be a headline)."""
    for index, strip in enumerate(strips):
        if marks[index] != "row" or len(cells_of(strip.norm)) > 2:
            continue
        before = marks[index - 1] if index else None
        after = marks[index + 1] if index + 1 < len(marks) else None
        if before not in ("row", "chart_title") and after != "row":
            marks[index] = None


def _mark(strip: Strip) -> Mark | None:
    norm = strip.norm
    if is_ornament(norm):
        return "furniture"
    if strip.width <= 80 and (is_rights(norm) if strip.terminal and strip.width > 24 else is_furniture(norm)):
        return "furniture"
    if is_caption(strip):
        return "caption"
    if is_note(strip) or is_note_heading(norm):
        return "note"
    if strip.width > 80:
        return None
    if is_row(norm):
        return "row"
    if is_source(norm):
        return "caption"
    return "chart_title" if is_chart_title(strip) else None


def _heads_table(strip: Strip) -> bool:
    """Whether a strip before table rows is their heading or their column heads."""
    return strip.width <= 24 and not strip.terminal and not strip.pauses
