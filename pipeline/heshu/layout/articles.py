"""Drafts of articles: which strips make which article, what each is, and what is left over."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from heshu.layout.furniture import section_in
from heshu.layout.grammar import ENDS, HEADS
from heshu.layout.lines import Strip
from heshu.layout.roles import PICTURES
from heshu.layout.seams import begins_amid
from heshu.model.page import BlockKind

_KINDS: dict[str, BlockKind] = {
    "title": "title",
    "standfirst_first": "standfirst",
    "standfirst": "standfirst",
    "column_first": "byline",
    "byline_first": "byline",
    "affiliation_first": "byline",
    "column": "byline",
    "byline": "byline",
    "affiliation": "byline",
    "signature": "byline",
    "head_note": "author_note",
    "note": "author_note",
    "paragraph": "paragraph",
    "subhead": "subhead",
    "caption": "caption",
    "row": "caption",
    "chart_title": "chart_title",
    "chart": "chart_title",
}
_SAMPLE = 6000
_OF_NEXT = 0.25
_ADOPTED = 0.4


@dataclass(frozen=True, slots=True)
class Item:
    """A strip of an article: its kind, and its label on the page."""

    strip: Strip
    kind: BlockKind
    label: str


@dataclass(slots=True)
class Draft:
    """One article's strips in source order, and the page header it stands under."""

    section: str | None
    items: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Loose:
    """A strip between articles, after the first `after` of them; `sure` where it is picture text, not a guess."""

    item: Item
    after: int
    sure: bool


def draft_articles(strips: Sequence[Strip], labels: Sequence[str]) -> tuple[list[Draft], list[Strip]]:
    """Part a page into articles and left-over strips; both in source order."""
    drafts: list[Draft] = []
    left: list[Strip] = []
    loose: list[_Loose] = []
    section: str | None = None
    current: Draft | None = None
    last: str | None = None
    for strip, label, coming in zip(strips, labels, _coming(labels), strict=True):
        if label == "furniture":
            left.append(strip)
        elif label in PICTURES:
            item = Item(strip, _KINDS[label], label)
            if (
                current is None
                or last in ENDS
                or coming is None
                or coming in HEADS
                or coming in ("section", "fragment")
            ):
                loose.append(_Loose(item, len(drafts), sure=True))
            else:
                current.items.append(item)
        elif label in ("section", "fragment"):
            if label == "section":
                section = _section_name(strip)
            if label == "fragment" and _may_be_caption(strip):
                loose.append(_Loose(Item(strip, "caption", "caption"), len(drafts), sure=False))
            else:
                left.append(strip)
            current, last = None, None
        else:
            if current is None or _begins_article(last, label):
                current = Draft(section)
                drafts.append(current)
            current.items.append(Item(strip, _KINDS[label], label))
            last = label
    left += _settle(drafts, loose)
    _share_section(drafts, section)
    return drafts, sorted(left, key=lambda strip: strip.start)


def _coming(labels: Sequence[str]) -> list[str | None]:
    """Give for each strip the next label that is no picture text or furniture."""
    coming: list[str | None] = []
    following: str | None = None
    for label in reversed(labels):
        coming.append(following)
        if label not in PICTURES and label != "furniture":
            following = label
    return coming[::-1]


def _begins_article(last: str | None, label: str) -> bool:
    """Whether a strip opens a new article: a head after a body, or text after an author note."""
    if label in HEADS:
        return last not in HEADS
    return label == "paragraph" and last in ENDS


def _section_name(strip: Strip) -> str:
    found = section_in(strip.norm)
    if found is None:
        return strip.text.strip("【】[]〔〕《》「」■◆●| ｜　")
    at = strip.norm.index(found)
    return strip.text[at : at + len(found)]


def _may_be_caption(strip: Strip) -> bool:
    """Whether a left-over line could be a caption without its arrow: it does not end a sentence nor begin amid one."""
    return 8 <= strip.width <= 60 and not strip.terminal and not begins_amid(strip.norm)


def _settle(drafts: list[Draft], loose: list[_Loose]) -> list[Strip]:
    """Give each strip between two articles to the one whose words it shares; return those that fit none.

    Picture text stays with the article before it unless the next one plainly owns it.
    """
    left: list[Strip] = []
    samples: dict[int, str] = {}
    taken: list[tuple[Draft, Item]] = []
    for piece in loose:
        shares = {
            index: _share(piece.item.strip.norm, samples.setdefault(index, _sample(drafts[index])))
            for index in (piece.after - 1, piece.after)
            if 0 <= index < len(drafts)
        }
        owner = _owner(piece, shares)
        if owner is None:
            left.append(piece.item.strip)
        else:
            taken.append((drafts[owner], piece.item))
    for draft, item in taken:
        draft.items.append(item)
    for draft in {id(draft): draft for draft, _ in taken}.values():
        draft.items.sort(key=lambda item: item.strip.start)
    return left


def _owner(piece: _Loose, shares: dict[int, float]) -> int | None:
    if not shares:
        return None
    before, after = shares.get(piece.after - 1, -1.0), shares.get(piece.after, -1.0)
    if not piece.sure and max(before, after) < _ADOPTED:
        return None
    margin = _OF_NEXT if before >= 0 else 0.0
    return piece.after if after > before + margin else piece.after - 1


def _sample(draft: Draft) -> str:
    return "\n".join(item.strip.norm for item in draft.items)[:_SAMPLE]


def _share(norm: str, sample: str) -> float:
    """Give the share of a text's pairs of neighbouring characters that another text has."""
    pairs = {a + b for a, b in pairwise(norm) if a.isalnum() and b.isalnum()}
    return sum(1 for pair in pairs if pair in sample) / len(pairs) if pairs else 0.0


def _share_section(drafts: list[Draft], last: str | None) -> None:
    """A page with one header is that header's page throughout, also above it."""
    if {draft.section for draft in drafts} <= {None, last}:
        for draft in drafts:
            draft.section = last
