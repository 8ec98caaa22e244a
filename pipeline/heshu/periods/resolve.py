"""Resolve mentions against the date of publication and against each other, in text order."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from heshu.model.nouns import Period, PeriodAnchor
from heshu.periods.anchor import Clock
from heshu.periods.edtf_text import edtf, edtf_range, edtf_until_now
from heshu.periods.memory import (
    REACH,
    Said,
    context_of,
    is_of_league,
    lean_of,
    previous_of,
    remember,
    sentence_ends,
)
from heshu.periods.mention import Mention
from heshu.periods.read import is_unsaid, read
from heshu.periods.stretch import Stretch, floor
from heshu.text.fold import fold


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention amounts to: the stretch, its EDTF, and what anchored it."""

    stretch: Stretch
    edtf: str
    anchor: PeriodAnchor


def resolve(mentions: Sequence[Mention], text: str, published: date | None) -> list[Period]:
    """Give each mention of `text` (the print, as long as the norm that they were found in) as a period.

    Relative times need `published`; what cannot be resolved has a null `edtf`, never a guess.
    """
    norm = fold(text)
    ends = sentence_ends(norm)
    now = None if published is None else datetime(published.year, published.month, published.day)
    periods: list[Period] = []
    said: deque[Said] = deque(maxlen=REACH)
    fiscal = any("fiscal" in (mention.steps[0].op, mention.steps[0].unit) for mention in mentions)
    lost = False  # the last time named was an accounting year that begins nobody knows when
    for mention in mentions:
        context = context_of(mention, said, norm, ends, now)
        clock = Clock(
            now,
            lean_of(mention, norm),
            None if lost else previous_of(mention, said, norm, ends, now),
            context,
            fiscal,
            True,
        )
        found = None if is_of_league(mention, norm) else resolve_one(mention, clock)
        lost = found is None and (lost or mention.steps[0].op == "fiscal_of")
        periods.append(_period(mention, text, found))
        if found is not None:
            said.append(remember(mention, found.stretch, norm, ends))
    return periods


def resolve_one(mention: Mention, clock: Clock) -> Resolved | None:
    """Resolve one mention; None where it cannot be."""
    if mention.link == "since":
        return _since(mention, clock)
    opening = read(mention.steps, clock)
    if opening is None:
        return None
    stretch, anchor = opening
    if mention.link != "to":
        return Resolved(stretch, edtf(stretch), anchor)
    return _run(mention, stretch, anchor, clock)


def _since(mention: Mention, clock: Clock) -> Resolved | None:
    """Resolve 今年以来 and 去年12月至今: from the beginning of what is named to the day of publication."""
    opening = read(mention.steps, Clock(clock.now, "past", clock.previous, clock.context, clock.fiscal))
    if opening is None:
        return None
    stretch, anchor = opening
    if clock.now is None:
        return Resolved(
            Stretch(stretch.start, None, stretch.grain, stretch.about),
            f"{edtf(stretch).split('/')[0]}/..",
            anchor,
        )
    today = floor(clock.now, "day")
    if stretch.start is None or stretch.start > today:
        return None
    until = Stretch(stretch.start, today + timedelta(days=1), "day")
    return Resolved(until, edtf_until_now(stretch, until), anchor)


def _run(mention: Mention, first: Stretch, anchor: PeriodAnchor, clock: Clock) -> Resolved | None:
    """Resolve from `first` to the end of what follows 至, which is read in the light of `first`."""
    steps = mention.until
    if steps[0].op == "clock":
        steps = (*(step for step in mention.steps if step.op == "daypart"), *steps)
    if is_unsaid(steps):
        closing = read(steps, Clock(first.start, "future", first))
    else:
        closing = read(steps, Clock(clock.now, clock.lean, first, fiscal=clock.fiscal))
    if closing is None:
        return None
    last = closing[0]
    if first.start is None or last.start is None or last.end is None:
        return None
    if last.grain in ("hour", "minute"):
        end = last.start if last.start > first.start else last.start + timedelta(days=1)
        return Resolved(Stretch(first.start, end, last.grain), edtf_range(first, last), anchor)
    if last.end <= first.start:
        return None
    return Resolved(Stretch(first.start, last.end, last.grain), edtf_range(first, last), anchor)


def _period(mention: Mention, text: str, found: Resolved | None) -> Period:
    printed = text[mention.start : mention.end]
    if found is None:
        return Period(mention.start, mention.end, printed, None, rule=mention.rule)
    start, end = found.stretch.start, found.stretch.end
    first = None if start is None else start.date()
    last = None if end is None else (end - timedelta(seconds=1)).date()
    return Period(mention.start, mention.end, printed, found.edtf, first, last, found.anchor, mention.rule)
