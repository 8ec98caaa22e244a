"""What the text has said before a mention: the period that 同期 refers to, the year that 6月 leaves to its sentence."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from heshu.periods.anchor import Lean
from heshu.periods.mention import Mention
from heshu.periods.numbers import ordinal
from heshu.periods.stretch import Stretch, add, floor

REACH = 40  # mentions back that a reference may reach

_SENTENCE_END = re.compile(r"[。！？!?\n]|\.(?=\s)")
_CLAUSE_END = re.compile(r"[，。！？；\n]|,(?!\d)")
# What is still to come: 将于9月推出, 料第四季回落.
_AHEAD = re.compile(
    r"[将料拟]|预[期计测料]|有望|可望|计划|定于|展望|届时|目标(?!由|价|[从至调])|最快|延至|押后"
)
# What may be, unless it is long past: 3月1日生效.
_SOON = re.compile(r"生效|到期|举行")
# What has happened: 录得, 按年升.
_BEHIND = re.compile(r"录得|按[年季月]|同比|环比|[赚蚀亏破已曾了咗]|累计")
# The accounts of a company begin nobody knows when.
_COMPANY = re.compile(r"集团|公司|年报|股东|纯利|业绩|派息|营收")
# 今季 and 上季 of a league are no quarters.
_LEAGUE = re.compile(
    r"[英西意德法中港欧]超|[西意德法]甲|联赛|球[队会员季迷]|主[帅场]|入球|射手|夺冠|卫冕|争标|欧[冠联]|NBA|赛季|收成|当造|榨季|时装"
)
_RESULTS = ("业绩", "数据", "数字", "财报")
_PUBLISHED = frozenset(("公布", "发表", "披露", "宣布", "公开"))
_RECORDING = frozenset("创为是属系")
_RECORD = re.compile("的?(?:最|新[高低]|首|[高低]位|单日|同期)")
_COMPARING = frozenset("较比跟与")
_LEADING = frozenset("由自从")
_UP_TO = re.compile(r"[至到]")
_SUMMED = re.compile(r"累计?[升跌涨增减]")
_BOUGHT = re.compile(r"[^，。！？；\n]{0,8}?(?:买入|购入|入市|入伙|落成|建成|投得|创办|成立|开业|上市)")
_GRAINS = frozenset(("day", "month", "quarter"))
_CLOSED = re.compile(r"止的?(?:(?P<n>[1-9]\d?|[一二三四五六七八九十]{1,2})个月|(?:财政)?年度|全年)")
_ROLLING = frozenset(("past", "these", "coming", "ago", "later"))
_OUTRIGHT = frozenset(("year", "year2", "decade"))
_CALENDAR = frozenset(("year", "year2", "fiscal", "school", "that", "that_shift", "century", "decade"))


class Said(NamedTuple):
    """An earlier mention and its stretch."""

    mention: Mention
    stretch: Stretch


def remember(mention: Mention, stretch: Stretch, norm: str) -> Said:
    """Keep a resolved mention; what 止六个月 follows stands for those months."""
    if norm.startswith("止", mention.end) and stretch.end is not None:
        closed = _CLOSED.match(norm, mention.end)
        stretch = _that_ends(stretch.end, closed["n"]) if closed else stretch
    return Said(mention, stretch)


def _is_compared(before: Said, norm: str) -> bool:
    """Say whether others are only measured against it: 去年同期, and what follows 较 or 比."""
    mention = before.mention
    return norm[max(0, mention.start - 1) : mention.start] in _COMPARING or mention.steps[0].op == "that_year"


def _is_aside(before: Said, norm: str) -> bool:
    """Say whether it tells of something else: since when a record stands (2019年以来最高), when a flat was bought."""
    mention = before.mention
    if mention.steps[0].op in ("year", "year2"):
        if mention.link == "since" and _is_record(mention, norm):
            return True
        if _BOUGHT.match(norm, mention.end) is not None:
            return True
    return _is_compared(before, norm)


def _is_record(mention: Mention, norm: str) -> bool:
    return (
        norm[max(0, mention.start - 1) : mention.start] in _RECORDING
        or _RECORD.match(norm, mention.end) is not None
    )


def _same_sentence(norm: str, start: int, end: int) -> bool:
    return _SENTENCE_END.search(norm, start, end) is None


def _that_ends(end: datetime, months: str | None) -> Stretch:
    """截至6月30日止六个月 is those months, and 止年度 the year, that end there."""
    return Stretch(add(end, -ordinal(months) if months else -12, "month"), end, "month")


def context_of(mention: Mention, said: Sequence[Said], norm: str, now: datetime | None) -> Stretch | None:
    """Give the earlier period of the sentence that says what `mention` leaves unsaid."""
    at = mention.start
    for before in reversed(said):
        if not _same_sentence(norm, before.mention.start, at):
            told_on = before is said[-1] and now is not None and _tells_on(before, mention, norm, now)
            return before.stretch if told_on else None
        if _completes(before, mention.steps[0].op, norm) and not _is_due(before, mention, now):
            return before.stretch
        at = before.mention.start
    return None


def _is_due(before: Said, mention: Mention, now: datetime | None) -> bool:
    """Say whether a month is set beside a day to come, whose year it need not share: 2027年1月17日举行，9月报名."""
    start, head = before.stretch.start, mention.steps[0]
    if now is None or start is None or head.op != "month":
        return False
    return start > now and before.stretch.grain == "day" and start.month < head.n


def _tells_on(before: Said, mention: Mention, norm: str, now: datetime) -> bool:
    """Say whether a month goes on with a history: 2008年9月雷曼倒闭。10月减息."""
    start, head = before.stretch.start, mention.steps[0]
    return (
        head.op == "month"
        and start is not None
        and start.year < now.year - 1
        and before.stretch.grain in ("month", "day")
        and start.month <= head.n
        and before.mention.steps[0].op not in _ROLLING
        and norm.find("\n", before.mention.end, mention.start) < 0
        and not _is_aside(before, norm)
    )


def _completes(before: Said, op: str, norm: str) -> bool:
    """Say whether an earlier mention says the year, month, week or day that a step with `op` needs."""
    head = before.mention.steps[0]
    match op:
        case "before":
            return head.op != "before"
        case "day":
            return head.unit in ("month", "day") or any(
                s.op in ("month", "day") for s in before.mention.steps
            )
        case "weekday":
            return head.unit == "week"
        case "clock" | "hours" | "daypart":
            return before.stretch.grain == "day"
    calendar = head.op in _CALENDAR or (head.unit in ("year", "fiscal") and head.op not in _ROLLING)
    return calendar and head.name != "annual" and not _is_aside(before, norm)


def previous_of(mention: Mention, said: Sequence[Said], norm: str, now: datetime | None) -> Stretch | None:
    """Give the period that 同期, 翌年 or 去年同期 refers to: the last one that is no mere basis of comparison.

    同期 after 由2025年的七万降至2031年的六万, or 1月报九元, 5月报十元, 累升一成, runs from the one to the other.
    """
    head = mention.steps[0]
    moves = any(step.op == "that_year" and step.name != "back" for step in mention.steps)
    if moves or (head.op == "that" and not head.unit and head.name != "near"):
        return _measured(mention, said, norm, now if moves else None)
    if head.name == "near" and head.unit == "year":  # 当年 is a year said outright, long ago
        return _last(before for before in reversed(said) if before.mention.steps[0].op in _OUTRIGHT)
    standing = [before for before in said if not _is_compared(before, norm)] or said
    if head.unit == "day" and head.name != "near":
        standing = [before for before in standing if _is_day(before)] or standing
    elif head.op == "these":  # the last range: a fair within it may stand between
        standing = [before for before in standing if before.mention.link == "to"]
    return _last(reversed(standing))


def _last(standing: Iterator[Said]) -> Stretch | None:
    """Give the stretch of the first that an iterator from the last one back gives."""
    found = next(standing, None)
    return found and found.stretch


def _measured(mention: Mention, said: Sequence[Said], norm: str, latest: datetime | None) -> Stretch | None:
    """Give the period whose figure is compared; of another paragraph, its main one.

    For 去年同期 that is none to come after `latest`, no rolling span, and one of this year where the sentence has one;
    for 去年同月 and 去年同日, a month and a day.
    """
    standing = [before for before in said if _has_figures(before, latest, norm)] or said
    if not standing:
        return None
    if mention.steps[0].op == "that" and (risen := _risen(mention, standing, norm)):
        return risen
    grain = mention.steps[-1].name
    fit = [
        before
        for before in standing
        if (before.stretch.grain == grain if grain in _GRAINS else not _is_day(before))
    ]
    standing = fit or standing
    last = standing[-1]
    if norm.find("\n", last.mention.end, mention.start) >= 0:
        times = Counter((before.stretch.start, before.stretch.end) for before in standing)
        return max(reversed(standing), key=lambda said: times[said.stretch.start, said.stretch.end]).stretch
    if latest is not None:
        for before in reversed(standing):
            if not _same_sentence(norm, before.mention.start, mention.start):
                break
            if _touches(before, latest.year):
                return before.stretch
    return last.stretch


def _touches(said: Said, year: int) -> bool:
    start, end = said.stretch.start, said.stretch.end
    return start is not None and end is not None and start.year <= year <= (end - timedelta(days=1)).year


def _is_day(said: Said) -> bool:
    start, end = said.stretch.start, said.stretch.end
    return start is not None and end is not None and end - start <= timedelta(days=1)


def _has_figures(before: Said, latest: datetime | None, norm: str) -> bool:
    start, mention = before.stretch.start, before.mention
    if latest is None:
        return mention.steps[0].op not in ("ago", "later") and not _is_aside(before, norm)
    if mention.link == "since" and mention.steps[0].op in ("year", "year2"):
        return False
    come = start is not None and start <= latest
    return come and mention.steps[0].op not in _ROLLING and not _is_aside(before, norm)


def _risen(mention: Mention, standing: Sequence[Said], norm: str) -> Stretch | None:
    """Give from where to where something has risen: 由2025年的七万降至2031年的六万, or 累升一成."""
    if len(standing) < 2:
        return None
    first, last = standing[-2], standing[-1]
    led = norm[max(0, first.mention.start - 1) : first.mention.start] in _LEADING
    risen = _UP_TO.search(norm, first.mention.end, last.mention.start)
    summed = _SUMMED.search(norm, last.mention.end, mention.start)
    one = first.stretch.start is not None and _same_sentence(norm, first.mention.start, last.mention.start)
    return _from_to(first.stretch, last.stretch) if one and ((led and risen) or summed) else None


def _from_to(first: Stretch, last: Stretch) -> Stretch:
    """Give the stretch from one to the other, as coarse as both allow: 1月 to 8月底 in months."""
    end = last.end
    coarse = first.grain in ("year", "month") and end is not None and floor(end, first.grain) == end
    return Stretch(first.start, end, first.grain if coarse else last.grain)


def lean_of(mention: Mention, norm: str) -> Lean:
    """Say whether the clause of `mention` speaks of what is to come, or of what has been, as all that is published."""
    if norm[max(0, mention.start - 2) : mention.start] in _PUBLISHED or norm.startswith(
        _RESULTS, mention.end
    ):
        return "behind"
    start = max(0, mention.start - 30)
    for match in _CLAUSE_END.finditer(norm, start, mention.start):
        start = match.end()
    end = _CLAUSE_END.search(norm, mention.end, mention.end + 12)
    stop = end.start() if end else mention.end + 12
    if _AHEAD.search(norm, start, mention.start) or _AHEAD.search(norm, mention.end, stop):
        return "ahead"
    if _SOON.search(norm, start, mention.start) or _SOON.search(norm, mention.end, stop):
        return "soon"
    behind = _BEHIND.search(norm, start, mention.start) or _BEHIND.search(norm, mention.end, stop)
    return "behind" if behind else "near"


def is_of_league(mention: Mention, norm: str) -> bool:
    """Say whether 今季 or 上季 is the season of a league, whose months nobody says."""
    head = mention.steps[0]
    short = head.op == "shift" and head.unit == "quarter" and mention.end - mention.start == 2
    return short and _LEAGUE.search(norm, max(0, mention.start - 24), mention.end + 24) is not None


def is_of_company(mention: Mention, norm: str) -> bool:
    """Say whether 上财年 is the year of a company's accounts, not of the government's."""
    head = mention.steps[0]
    year = head.op == "shift" and head.unit == "fiscal" and head.name != "school"
    return year and _COMPANY.search(norm, max(0, mention.start - 24), mention.end + 24) is not None
