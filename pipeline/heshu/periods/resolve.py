"""Resolve mentions against the date of publication and against each other, in text order."""

from collections import deque
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from heshu.model.nouns import Period, PeriodAnchor
from heshu.periods.anchor import Clock
from heshu.periods.edtf_text import edtf, edtf_range, edtf_until_now
from heshu.periods.memory import (
    REACH,
    Said,
    context_of,
    is_of_company,
    is_of_league,
    lean_of,
    previous_of,
    remember,
)
from heshu.periods.mention import Link, Mention, Step, Steps
from heshu.periods.read import is_unsaid, read, refers
from heshu.periods.stretch import Stretch, floor
from heshu.text.fold import fold


class Resolved(NamedTuple):
    """What a mention amounts to: the stretch, its EDTF, what anchored it, and the first and last day covered."""

    stretch: Stretch
    edtf: str
    anchor: PeriodAnchor
    first: date | None
    last: date | None


def resolve(
    mentions: Sequence[Mention], text: str, published: date | None, norm: str | None = None
) -> list[Period]:
    """Give each mention of `text` (the print, as long as the `norm` that they were found in) as a period.

    Relative times need `published`; what cannot be resolved has a null `edtf`, never a guess.
    """
    norm = fold(text) if norm is None else norm
    now = None if published is None else datetime(published.year, published.month, published.day)
    fiscal = any(_counts_fiscal(mention, norm) for mention in mentions)
    plain = Clock(now, fiscal=fiscal, hourless=True)
    periods: list[Period] = []
    said: deque[Said] = deque(maxlen=REACH)
    lost = False  # the last time named was an accounting year that begins nobody knows when
    for mention in mentions:
        head = mention.steps[0]
        clock = plain
        if refers(mention.steps):
            clock = clock._replace(previous=None if lost else previous_of(mention, said, norm, now))
        if head.op == "before":
            clock = clock._replace(context=context_of(mention, said, norm, now))
        elif is_unsaid(mention.steps):
            context = context_of(mention, said, norm, now)
            clock = clock._replace(lean=lean_of(mention, norm), context=context)
        unknown = is_of_league(mention, norm) or is_of_company(mention, norm)
        found = None if unknown else resolve_one(mention, clock)
        lost = found is None and (lost or head.op == "fiscal_of")
        start, end, rule = mention.start, mention.end, mention.rule
        if found is None:
            periods.append(Period(start, end, text[start:end], None, rule=rule))
            continue
        stretch, written, anchor, first, last = found
        periods.append(Period(start, end, text[start:end], written, first, last, anchor, rule))
        said.append(remember(mention, stretch, norm))
    return periods


def _counts_fiscal(mention: Mention, norm: str) -> bool:
    head = mention.steps[0]
    return head.op == "fiscal" or (
        head.unit == "fiscal" and head.name != "school" and not is_of_company(mention, norm)
    )


def resolve_one(mention: Mention, clock: Clock) -> Resolved | None:
    """Resolve one mention; None where it cannot be."""
    return _resolved(mention.steps, mention.link, mention.until, clock)


@lru_cache(maxsize=4096)  # columns say the same few things: 今年, 上半年, 2025年
def _resolved(steps: Steps, link: Link, until: Steps, clock: Clock) -> Resolved | None:
    if link == "since":
        return _since(steps, clock)
    opening = read(steps, clock)
    if opening is None:
        return None
    stretch, anchor = opening
    if link != "to":
        return _covering(stretch, edtf(stretch), anchor)
    return _run(steps, until, stretch, anchor, clock)


def _in_current(steps: Steps) -> bool:
    head = steps[0]
    return head == Step("shift", unit=head.unit) and len(steps) > 1 and steps[1].op in ("part", "middle")


def _covering(stretch: Stretch, written: str, anchor: PeriodAnchor) -> Resolved:
    start, end = stretch.start, stretch.end
    first = None if start is None else start.date()
    last = None if end is None else (end - timedelta(seconds=1)).date()
    return Resolved(stretch, written, anchor, first, last)


def _since(steps: Steps, clock: Clock) -> Resolved | None:
    """Resolve 今年以来 and 去年12月至今: from the beginning of what is named to the day of publication."""
    opening = read(steps, Clock(clock.now, "past", clock.previous, clock.context, clock.fiscal))
    if opening is None:
        return None
    stretch, anchor = opening
    if clock.now is None:
        opened = Stretch(stretch.start, None, stretch.grain, stretch.about)
        return _covering(opened, f"{edtf(stretch).split('/')[0]}/..", anchor)
    today = floor(clock.now, "day")
    if stretch.start is None or stretch.start > today:
        return None
    until = Stretch(stretch.start, today + timedelta(days=1), "day")
    return _covering(until, edtf_until_now(stretch, until), anchor)


def _run(head: Steps, steps: Steps, first: Stretch, anchor: PeriodAnchor, clock: Clock) -> Resolved | None:
    """Resolve from `first` to the end of what follows 至, which is read in the light of `first`."""
    if steps[0].op == "clock":
        steps = (*(step for step in head if step.op == "daypart"), *steps)
    if is_unsaid(steps):
        closing = read(steps, Clock(first.start, "future", first))
    elif _in_current(steps):  # 8月中至月底: the end of the month that the run begins in
        closing = read(steps, Clock(first.start, clock.lean, first, fiscal=clock.fiscal))
    else:
        closing = read(steps, Clock(clock.now, clock.lean, first, fiscal=clock.fiscal))
    if closing is None:
        return None
    last = closing[0]
    if first.start is None or last.start is None or last.end is None:
        return None
    if last.grain in ("hour", "minute"):
        end = last.start if last.start > first.start else last.start + timedelta(days=1)
        return _covering(Stretch(first.start, end, last.grain), edtf_range(first, last), anchor)
    if last.end <= first.start:
        return None
    return _covering(Stretch(first.start, last.end, last.grain), edtf_range(first, last), anchor)
