"""Looks: how well a strip suits each kind of line, by its own face and its neighbours'.

Every function gives a score of 0 where the strip looks just so, and less where it does not; `grammar` adds
the scores along the page and weighs them against what may follow what.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from heshu.layout.bylines import Byline, is_marked_column, is_role, read_byline, read_column
from heshu.layout.lines import Strip
from heshu.layout.names import is_word
from heshu.layout.seams import begins_amid, goes_on, splits_number, splits_word
from heshu.layout.words import words

NEVER = -9.0

_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,2}[)）、.．:：\s]|[（(]?\d{1,2}[)）、.．]\s*(?!\d)|第[一二三四五六七八九十][、，：章节]?|[①-⑩]|其[一二三四五]：?"
)
_SPEAKER = re.compile(r"(?:问|答|[QA]|记者?|读者|编者按?|主持人?|.{2,4}(?:问|答))\s*[：:]")
_TWO_PART = re.compile(r"[^\s]{3,}\s+[^\s]{3,}")
_DECK_LEAD = re.compile(r"(?:【?编者按|【?编按|导读|导言|本文|摘要|【?引言|——|──|—)")
_SIGNED = re.compile(r"[（(—–\-◎●■◆]|[撰文记作]")
_TRAILING = re.compile(r"[，、,；;：:（(「『—-]$")


@dataclass(frozen=True)
class Place:
    """A strip between its neighbours on the page; `wide`: more blank lines before it than between paragraphs.

    `tight`: fewer than between paragraphs. `indented`: the page indents its paragraphs. `top`: it is among the first strips of the page.
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
    def halved(self) -> bool:
        """Whether a word or figure runs over into the text that follows, though nothing else tells of a break."""
        after = self.after
        if after is None or self.strip.terminal or not (is_prose(after) or after.terminal):
            return False
        return splits_word(self.strip.norm, after.norm, least=3) or splits_number(self.strip.norm, after.norm)

    @cached_property
    def continued(self) -> bool:
        """Whether the strip is the first half of what follows it, or the second half of what stands before it."""
        before, strip, after = self.before, self.strip, self.after
        if after is not None and not strip.terminal and is_prose(after) and _ends_amid(strip, after):
            return True
        return (
            before is not None
            and is_prose(before)
            and not before.terminal
            and (goes_on(before, strip, indented=self.indented) >= 1 and (strip.terminal or strip.pauses > 0))
        )


def is_prose(strip: Strip) -> bool:
    """Whether a strip is plainly running text: long, or punctuated and closed as a sentence."""
    return (
        strip.width > 44
        or (strip.terminal and strip.norm[-1] not in "！？!?" and strip.width >= 8)
        or (strip.pauses >= 2 and strip.width >= 20)
    )


def as_paragraph(place: Place) -> float:
    """Score running text: closed sentences, inner punctuation, length; or a half that a print break left short."""
    strip = place.strip
    if place.continued or _SPEAKER.match(strip.norm):
        return 0.0
    score = 0.0
    if not strip.terminal:
        score -= 0.8 if strip.width >= 30 else 2.0
    if not strip.pauses:
        score -= 2.5 if strip.width < 30 else 1.0
    if strip.width < 12:
        score -= 1.5
    elif strip.width < 22:
        score -= 0.5
    if begins_amid(strip.norm):
        score -= 1.5
    return max(score, -1.0) if place.halved else score


def as_title(place: Place) -> float:
    """Score a headline: 8 to 32 columns, no sentence punctuation, often in two parts with a space between."""
    strip = place.strip
    if is_prose(strip):
        return NEVER
    score = _headline(strip)
    if strip.width < 7:
        score -= (7 - strip.width) * 0.4
    elif strip.width > 32:
        score -= (strip.width - 32) * 0.2
    if _TWO_PART.fullmatch(strip.norm):
        score += 0.5
    if _NUMBERED.match(strip.norm):
        score -= 1.0
    if place.byline is not None and place.byline.score >= 1:
        score -= 2.5
    return score - (2 if place.continued else 0.7 if place.halved else 0)


def as_subhead(place: Place) -> float:
    """Score a subhead: 3 to 18 columns, no sentence punctuation, running text after it."""
    strip = place.strip
    if is_prose(strip):
        return NEVER
    score = _headline(strip)
    if strip.width > 18:
        score -= (strip.width - 18) * 0.25
    elif strip.width < 3:
        score -= 2
    if _NUMBERED.match(strip.norm):
        score += 0.5
    if place.after is None or not (is_prose(place.after) or place.after.pauses):
        score -= 1.5
    if place.byline is not None and place.byline.score >= 1:
        score -= 1.5
    return score - (2.5 if place.continued else 1.5 if place.halved else 0)


def as_column(place: Place) -> float:
    """Score a running column's name: 3 to 8 characters and nothing else."""
    norm = place.strip.norm
    if is_marked_column(norm):
        return 1.0
    name = read_column(place.strip.text, norm)
    if name is None:
        return NEVER
    score = -0.7 if len(name) == 3 else -0.35 * max(0, len(name) - 5) - (0.8 if len(name) == 2 else 0)
    if norm.endswith(words("column_end")):
        score += 0.3
    if len(name) < len(norm):
        score += 0.5
    if len(name) == 2 and is_word(norm):
        score -= 1
    if place.byline is not None and place.byline.score >= 1:
        score -= 1.5
    return score


def as_byline(place: Place) -> float:
    """Score a by-line: by its marks (文：), or by how like names its parts are."""
    byline = place.byline
    if byline is None:
        return -2.0 if _pen_name(place.strip) else NEVER
    return min(byline.score - 2.0, 1.5) if byline.score >= 1 else byline.score - 2.5


def as_signature(place: Place) -> float:
    """Score a writer's name under his text: in brackets, after a dash, or set to the right."""
    look = as_byline(place)
    if look == NEVER or (place.byline is not None and place.byline.column):
        return NEVER
    return look if _SIGNED.match(place.strip.norm) or place.strip.indent > 4 else look - 1.2


def as_affiliation(place: Place) -> float:
    """Score a by-line's second line, which says what the writer is: 某某證券研究部主管."""
    strip = place.strip
    if strip.pauses or strip.width > 36 or not is_role(strip.norm):
        return NEVER
    return 0.0


def as_section(place: Place) -> float:
    """Score a page header: 2 to 8 characters that end in the name of a field (財經, 觀察家)."""
    norm = place.strip.norm
    name = read_column(place.strip.text, norm)
    if name is None or len(name) > 10:
        return NEVER
    core = norm.strip("【】[]《》")
    score = 0.3 if core.endswith(words("section")) else -0.3 if core.startswith(words("section")) else -1.3
    if core.endswith(words("column_end")):
        score -= 0.7
    if len(name) > 7:
        score -= 0.7
    return score + (0.8 if place.top else -0.7)


def as_standfirst(place: Place) -> float:
    """Score a standfirst: one paragraph of 20 to 160 columns, or a deck of 12 to 45 under the headline."""
    strip = place.strip
    score = 0.7 if _DECK_LEAD.match(strip.norm) else 0.0
    if begins_amid(strip.norm):
        score -= 2
    if is_prose(strip) or strip.terminal:
        score -= 0.3 + max(0.0, strip.width - 160) * 0.02 + (1.5 if not strip.terminal else 0)
        return score - (1 if strip.width < 16 else 0)
    if _TRAILING.search(strip.norm) or not 10 <= strip.width <= 48:
        return NEVER
    return score - (0.3 if strip.pauses else 1.0)


def as_fragment(place: Place) -> float:
    """Score what is left over from elsewhere: a line that begins or ends amid a sentence, a loose short line."""
    strip = place.strip
    if not is_prose(strip):
        return -1.5
    if begins_amid(strip.norm):
        return 0.0
    return -1.0 if place.before is None else -1.2 if not strip.terminal else -1.8


def as_note(place: Place) -> float:
    """Score a signature with what the writer is: 陳大文（某某證券研究部主管）; the other notes have their marks."""
    byline = place.byline
    signed = byline is not None and len(byline.authors) == 1 and byline.authors[0].affiliation is not None
    return 0.0 if signed else NEVER


def _headline(strip: Strip) -> float:
    """Score what headlines of every size share: no full stop, little punctuation."""
    score = 0.0
    if strip.terminal and strip.norm[-1] in "。.；;":
        score -= 5
    if _TRAILING.search(strip.norm):
        score -= 4
    if begins_amid(strip.norm):
        score -= 2
    inner = strip.pauses - (1 if strip.norm[-1] in "！？!?" else 0)
    return score - 0.7 * inner - (1.5 if _SPEAKER.match(strip.norm) else 0)


def _ends_amid(strip: Strip, after: Strip) -> bool:
    if _TRAILING.search(strip.norm) and strip.norm[-1] not in "：:":
        return True
    return strip.pauses > 0 and (splits_word(strip.norm, after.norm) or splits_number(strip.norm, after.norm))


def _pen_name(strip: Strip) -> bool:
    norm = strip.norm
    plain = 2 <= len(norm) <= 4 and norm.isalpha() and not is_word(norm)
    return plain and not any(character in words("not_in_names") for character in norm)
