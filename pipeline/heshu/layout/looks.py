"""Looks: how well a strip suits each kind of line, by its own face and its neighbours'.

Every function gives a score of 0 where the strip looks just so, and less where it does not; `grammar` adds
the scores along the page and weighs them against what may follow what.
"""

import re

from heshu.layout.bylines import is_marked_column, is_role
from heshu.layout.lines import Strip
from heshu.layout.names import is_word
from heshu.layout.places import NUMBERED, Place, is_prose
from heshu.layout.seams import begins_amid, hangs
from heshu.layout.words import words

NEVER = -9.0

_SPEAKER = re.compile(r"(?:问|答|[QA]|记者?|读者|编者按?|主持人?|.{2,4}(?:问|答))\s*[：:]")
_TWO_PART = re.compile(r"[^\s]{3,}\s+[^\s]{3,}")
_SENTENCE_LEAD = re.compile(
    r"笔者|由于|根据|据|因为|如果|假如|虽然|尽管|随着|此外|另外|不过|然而|因此|所以|其中|\d{4}年\d{1,2}月|\d{1,2}月\d{1,2}日|上月|上周|本月|本周"
)
_NEWS_LEAD = re.compile(r"【[^】。]{2,12}[讯电】]|[^。，（]{2,8}讯[（(]")
_PARTED = re.compile(r"\s|[「『（？！：]")
_DECK_LEAD = re.compile(r"(?:【?编者按|【?编按|导读|导言|本文|摘要|【?引言|——|──|—)")
_CHART_SUBJECT = re.compile(
    r"(?:走势|变化|变动|比较|对比|分布|统计|概况|表现|数据|占比|比率|增幅|价格|成交量|空置率|收益率|孳息率)$"
)
_SIGNED = re.compile(r"[（(【\[—–\-◎●■◆]|[撰文记作]")
_EDITOR = re.compile(r"【?编者?按|【?导[读言]|【?引言")
_TRAILING = re.compile(r"[，、,；;：:（(「『—-]$")


def as_paragraph(place: Place) -> float:
    """Score running text: closed sentences, inner punctuation, length; or a half that a print break left short."""
    strip = place.strip
    if strip.width > 60 and strip.terminal:
        return (
            -1.5
            if begins_amid(strip.norm) and not place.continued
            else -1.0
            if _EDITOR.match(strip.norm)
            else 0.0
        )
    if place.continued or _SPEAKER.match(strip.norm):
        return 0.0
    score = 0.0
    if not strip.terminal:
        score -= 0.8 if strip.width >= 30 else 1.3 if strip.pauses else 2.0
    if not strip.pauses:
        score -= 1.0 if strip.width >= 30 else min(2.5, max(0.5, (25 - strip.width) * 0.2))
    if strip.width < 12:
        score -= 1.5
    elif strip.width < 22 and not strip.pauses:
        score -= 0.5
    if begins_amid(strip.norm):
        score -= 1.5
    if _EDITOR.match(strip.norm):
        score -= 1.0
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
    if NUMBERED.match(strip.norm):
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
    if strip.width > 13:
        score -= (strip.width - 13) * (0.15 if _PARTED.search(strip.norm) else 0.3)
    elif strip.width < 3:
        score -= 2
    if "，" in strip.norm or "," in strip.norm:
        score -= 1.0
    if place.after is not None and _NEWS_LEAD.match(place.after.norm):
        score -= 2.0
    if NUMBERED.match(strip.norm):
        score += 0.5
    if place.after is None or not (is_prose(place.after) or place.after.pauses):
        score -= 0.7
    if place.byline is not None and place.byline.score >= 1:
        score -= 3.5 if place.byline.score >= 2 else 2.5 if place.byline.column else 1.5
    return score - (2.5 if place.continued else 1.5 if place.halved else 0)


def as_column(place: Place) -> float:
    """Score a running column's name: 3 to 8 characters and nothing else."""
    norm = place.strip.norm
    if is_marked_column(norm):
        return 1.0
    name = place.name
    if name is None:
        return NEVER
    score = -0.7 if len(name) == 3 else -0.35 * max(0, len(name) - 5) - (0.8 if len(name) == 2 else 0)
    if norm.endswith(words("column_end")):
        score += 0.3
    if len(name) < len(norm):
        score += -1.5 if norm[0] in "「『" else 0.5
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


def as_chart(place: Place) -> float:
    """Score a chart's title that has neither unit nor number, only a chart's subject: 美國聯邦基金利率走勢."""
    strip = place.strip
    return 0.0 if strip.width <= 20 and not strip.terminal and _CHART_SUBJECT.search(strip.norm) else NEVER


def as_affiliation(place: Place) -> float:
    """Score a by-line's second line, which says what the writer is: 某某證券研究部主管."""
    strip = place.strip
    if strip.pauses or strip.width > 36 or not is_role(strip.norm):
        return NEVER
    return 0.0


def as_section(place: Place) -> float:
    """Score a page header: 2 to 8 characters that end in the name of a field (財經, 觀察家)."""
    norm = place.strip.norm
    name = place.name
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
        score -= 0.3 + max(0.0, strip.width - 60) * 0.01 + (1.5 if not strip.terminal else 0)
        return score - (1 if strip.width < 16 else 0)
    if _TRAILING.search(strip.norm) or not 10 <= strip.width <= 48:
        return NEVER
    if place.continued or place.halved:
        score -= 2
    return score - (0.3 if strip.pauses else 1.0)


def as_standfirst_first(place: Place) -> float:
    """Score a standfirst above its headline: it has to be a sentence, or the line would be the headline."""
    look = as_standfirst(place)
    return look if look == NEVER or place.strip.terminal else look - 1.5


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
    if hangs(strip.norm):
        score -= 1.5
    if "。" in strip.norm[:-1]:
        score -= 3
    if _SENTENCE_LEAD.match(strip.norm):
        score -= 1.5
    if begins_amid(strip.norm):
        score -= 2
    return score - 0.7 * strip.pauses - (1.5 if _SPEAKER.match(strip.norm) else 0)


def _pen_name(strip: Strip) -> bool:
    norm = strip.norm
    plain = 2 <= len(norm) <= 4 and norm.isalpha() and not is_word(norm)
    return plain and not any(character in words("not_in_names") for character in norm)
