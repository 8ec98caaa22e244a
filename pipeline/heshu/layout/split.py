"""A page laid out: `split` gives its articles, with offsets back to the source, and what is left over."""

from collections.abc import Iterable

from heshu.layout.articles import Draft, draft_articles
from heshu.layout.credit import credit
from heshu.layout.join import Part, join_parts
from heshu.layout.lines import printed_lines
from heshu.layout.roles import is_indented, label_strips
from heshu.layout.wrap import strips_of
from heshu.model.page import Article, Block, Page, Segment, Spread
from heshu.text.fold import fold

_HEAD = ("title", "standfirst", "byline")


def split(page: Page) -> Spread:
    """Part a page into articles and fragments.

    Every character from `page.body` on that is not white space is in exactly one article's segment or one
    fragment. Never raises, whatever the text.
    """
    lines = printed_lines(page.text, page.body)
    strips = strips_of(page.text, fold(page.text[page.body :]), page.body, lines)
    indented = is_indented(strips)
    drafts, left = draft_articles(strips, label_strips(strips, indented=indented))
    articles = tuple(_article(draft, page, indented) for draft in drafts)
    fragments = tuple(Block("fragment", start, end) for strip in left for start, end in strip.spans)
    return Spread(page, articles, fragments)


def _article(draft: Draft, page: Page, indented: bool) -> Article:
    parts = _in_reading_order(join_parts(draft.items, indented=indented))
    authors, column = credit(draft.items)
    text, segments, blocks = _lay(parts, page.text)
    printed = {
        kind: [text[b.start : b.end] for b in blocks if b.kind == kind] for kind in ("title", "standfirst")
    }
    return Article(
        text=text,
        segments=segments,
        blocks=blocks,
        title="\n".join(printed["title"]) or None,
        column=column,
        standfirst="\n".join(printed["standfirst"]) or None,
        authors=authors,
        section=draft.section or page.source.section,
    )


def _in_reading_order(parts: list[Part]) -> list[Part]:
    """Title, standfirst, by-lines; then the body as printed."""
    head = [part for kind in _HEAD for part in parts if part.kind == kind]
    return head + [part for part in parts if part.kind not in _HEAD]


def _lay(parts: Iterable[Part], source: str) -> tuple[str, tuple[Segment, ...], tuple[Block, ...]]:
    """Set the parts one a line; give the text, its segments and its blocks."""
    texts: list[str] = []
    segments: list[Segment] = []
    blocks: list[Block] = []
    at = 0
    for part in parts:
        start = at
        pieces = []
        for strip in part.strips:
            for a, b in strip.spans:
                segments.append((at, a, b - a))
                pieces.append(source[a:b])
                at += b - a
        blocks.append(Block(part.kind, start, at))
        texts.append("".join(pieces))
        at += 1
    return "\n".join(texts), tuple(segments), tuple(blocks)
