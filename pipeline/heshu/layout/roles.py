"""Every strip of a page with its label: by its own marks where it has them, by its place in the page where not."""

from collections.abc import Sequence

from heshu.layout.furniture import section_in
from heshu.layout.grammar import best_roles
from heshu.layout.lines import Strip
from heshu.layout.looks import as_column, as_section
from heshu.layout.marks import marks_of
from heshu.layout.places import Place, is_prose
from heshu.layout.words import words

_ARTICLE = frozenset({"title", "paragraph", "standfirst", "standfirst_first"})
_HEADLINE = 32
PICTURES: frozenset[str] = frozenset({"caption", "chart_title", "chart", "row"})


def label_strips(strips: Sequence[Strip], *, indented: bool) -> list[str]:
    """Label every strip; `indented`: the page indents its paragraphs. A page without an article is one pasted text."""
    marks = marks_of(strips)
    labels: list[str] = [mark or "fragment" for mark in marks]
    kept = [index for index, mark in enumerate(marks) if mark is None or mark == "note"]
    usual = _usual_gap(strips)
    places = []
    for order, index in enumerate(kept):
        before = kept[order - 1] if order else None
        after = kept[order + 1] if order + 1 < len(kept) else None
        places.append(
            Place(
                strips[index],
                strips[before] if before is not None else None,
                strips[after] if after is not None else None,
                wide=before is not None and _widest(strips, before, index) > usual,
                tight=before is not None and _widest(strips, before, index) < usual,
                indented=indented,
                top=order < 3,
            )
        )
    notes = [marks[index] == "note" for index in kept]
    sections = [marks[index] is None and _names_section(strips[index]) for index in kept]
    for index, role in zip(kept, best_roles(places, notes, sections), strict=True):
        labels[index] = role
    _tell_headers(places, kept, labels)
    _tell_headline(places, kept, labels)
    if _ARTICLE.isdisjoint(labels):
        _take_as_text(strips, labels)
    return labels


def _names_section(strip: Strip) -> bool:
    return strip.width <= 40 and section_in(strip.norm) is not None


def _tell_headers(places: Sequence[Place], kept: Sequence[int], labels: list[str]) -> None:
    """Tell page headers from columns among the short lines above headlines.

    Such a line is no column but a page header where the by-line names the column. So it is where it stands alone
    above the headline while other articles have their columns elsewhere, or none: at the top of a page that has
    no header yet, or where it names a field (教育前線).
    """
    above: int | None = None
    alone: list[int] = []
    below = columns = articles = headers = 0
    for place, index, coming in zip(places, kept, [*kept, None][1:], strict=True):
        label = labels[index]
        articles += label == "title"
        headers += label == "section"
        if label == "column_first":
            above = index
            columns += 1
            header_like = (place.top and not headers) or as_section(place) >= as_column(place) - 1
            if coming is not None and labels[coming] in ("title", "standfirst_first") and header_like:
                alone.append(index)
        elif label == "column" or (
            label in ("byline", "byline_first") and place.byline and place.byline.column
        ):
            below += 1
            if above is not None:
                labels[above] = "section"
                alone = [other for other in alone if other != above]
                above = None
        elif label in ("paragraph", "section", "fragment"):
            above = None
    if below or (articles > 1 and columns == 1):
        for index in alone:
            labels[index] = "section"


def _tell_headline(places: Sequence[Place], kept: Sequence[int], labels: list[str]) -> None:
    """A page with text and no headline has one in the short line on top of it (樓市回暖), unless that names a field."""
    if "title" not in labels and [labels[index] for index in kept[:2]] == ["section", "paragraph"]:
        norm = places[0].strip.norm
        if section_in(norm) is None and not norm.strip("【】[]《》").endswith(words("section")):
            labels[kept[0]] = "title"


def _take_as_text(strips: Sequence[Strip], labels: list[str]) -> None:
    """Take what is left over as one pasted text, a short line on top of it as its headline."""
    rest = [index for index, label in enumerate(labels) if label in ("fragment", "section")]
    for index in rest:
        labels[index] = "paragraph"
    if len(rest) > 1 and not strips[rest[0]].terminal and strips[rest[0]].width <= _HEADLINE:
        labels[rest[0]] = "title"


def is_indented(strips: Sequence[Strip]) -> bool:
    """Whether the page sets its paragraphs with an indent."""
    prose = [strip for strip in strips if is_prose(strip)]
    return sum(1 for strip in prose if strip.indent >= 1) * 2 > len(prose)


def _usual_gap(strips: Sequence[Strip]) -> int:
    """Give the blank lines that the page prints between two paragraphs."""
    gaps = sorted(strip.gap for strip in strips[1:] if is_prose(strip))
    return gaps[len(gaps) // 2] if gaps else 0


def _widest(strips: Sequence[Strip], before: int, index: int) -> int:
    """Give the widest gap from one strip to a later one, over the picture text and furniture between."""
    return max(strip.gap for strip in strips[before + 1 : index + 1])
