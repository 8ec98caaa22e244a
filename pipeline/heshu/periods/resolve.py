"""Resolve mentions against the date of publication and against each other, in text order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from heshu.model.nouns import Period, PeriodAnchor
from heshu.periods.anchor import Clock, Lean
from heshu.periods.edtf_text import edtf, edtf_range, edtf_until_now
from heshu.periods.mention import Mention
from heshu.periods.read import is_unsaid, read
from heshu.periods.stretch import Stretch, floor
from heshu.text.fold import fold

_SENTENCE_END = re.compile(r"[。！？\n]")
_CLAUSE_END = re.compile(r"[，。！？；\n]")
# What is still to come: 将于9月推出, 料第四季回落.
_AHEAD = re.compile(r"[将料拟]|预[期计测料]|有望|可望|计划|定于|展望|届时|目标|最快|延至|押后|生效|到期|举行")
_COMPARING = frozenset("较比跟与")
_LEADING = frozenset("由自从")
_UP_TO = re.compile(r"[至到]")
_CALENDAR = frozenset(("year", "year2", "fiscal", "school", "that", "that_shift", "century", "decade"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention amounts to: the stretch, its EDTF, and what anchored it."""

    stretch: Stretch
    edtf: str
    anchor: PeriodAnchor


@dataclass(frozen=True, slots=True)
class _Said:
    """An earlier mention and its stretch; `compared` where it is only what another is measured against."""

    mention: Mention
    stretch: Stretch
    compared: bool


def resolve(mentions: Sequence[Mention], text: str, published: date | None) -> list[Period]:
    """Give each mention of `text` (the print, as long as the norm that they were found in) as a period.

    Relative times need `published`; what cannot be resolved has a null `edtf`, never a guess.
    """
    norm = fold(text)
    now = None if published is None else datetime(published.year, published.month, published.day)
    periods: list[Period] = []
    said: list[_Said] = []
    fiscal = False
    for mention in mentions:
        context = _context(mention, _same_sentence(said, mention, norm))
        clock = Clock(now, _lean(mention, norm), _previous(mention, said, norm), context, fiscal)
        found = resolve_one(mention, clock)
        fiscal = fiscal or mention.steps[0].op == "fiscal"
        periods.append(_period(mention, text, found))
        if found is not None:
            compared = norm[max(0, mention.start - 1) : mention.start] in _COMPARING
            said.append(_Said(mention, found.stretch, compared or mention.steps[0].op == "that_year"))
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


def _same_sentence(said: list[_Said], mention: Mention, norm: str) -> list[_Said]:
    """Give what the sentence has said before `mention`, latest first."""
    found = []
    end = mention.start
    for before in reversed(said):
        if _SENTENCE_END.search(norm, before.mention.end, end):
            break
        found.append(before)
        end = before.mention.start
    return found


def _context(mention: Mention, in_sentence: list[_Said]) -> Stretch | None:
    """Give the earlier period of the sentence that says what `mention` leaves unsaid."""
    op = mention.steps[0].op
    for before in in_sentence:
        head = before.mention.steps[0]
        match op:
            case "before":
                fits = True
            case "day":
                fits = any(step.op in ("month", "day") for step in before.mention.steps) or head.unit in (
                    "month",
                    "day",
                )
            case "weekday":
                fits = head.unit == "week"
            case "clock" | "daypart":
                fits = before.stretch.grain == "day"
            case _:
                calendar = head.op in _CALENDAR or head.unit in ("year", "fiscal")
                fits = calendar and head.name != "annual" and not before.compared
        if fits:
            return before.stretch
    return None


def _previous(mention: Mention, said: list[_Said], norm: str) -> Stretch | None:
    """Give the period that 同期, 翌年 or 去年同期 refers to: the last one that is no mere basis of comparison."""
    standing = [before for before in said if not before.compared] or said
    if not standing:
        return None
    last = standing[-1]
    if mention.steps[0].op == "that" and not mention.steps[0].unit and len(standing) > 1:
        first = standing[-2]
        led = norm[max(0, first.mention.start - 1) : first.mention.start] in _LEADING
        between = norm[first.mention.end : last.mention.start]
        if led and _UP_TO.search(between) and not _SENTENCE_END.search(between) and first.stretch.start:
            return Stretch(first.stretch.start, last.stretch.end, last.stretch.grain)
    return last.stretch


def _lean(mention: Mention, norm: str) -> Lean:
    """Say whether the clause of `mention` speaks of what is to come."""
    start = 0
    for match in _CLAUSE_END.finditer(norm, max(0, mention.start - 30), mention.start):
        start = match.end()
    end = _CLAUSE_END.search(norm, mention.end)
    before = norm[max(start, mention.start - 30) : mention.start]
    after = norm[mention.end : min(end.start() if end else len(norm), mention.end + 12)]
    return "ahead" if _AHEAD.search(before) or _AHEAD.search(after) else "near"
