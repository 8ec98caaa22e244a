"""Find every time expression in folded text: an opener, then whatever narrows it.

Openers are tried in the order of the rules, longer readings first; followers (末, 下午, 三时) are only looked for
right behind what they narrow, so 底 and 日 cost nothing elsewhere. No clock: what a mention means on a given
day is `resolve`'s business.
"""

import re

from heshu.periods.mention import Mention, Step, Steps
from heshu.periods.numbers import NUMBER_HEADS
from heshu.periods.ranges import link
from heshu.periods.scanner import Found, followers, heads, openers
from heshu.periods.sift import sift

_IN_YEAR = frozenset(
    ("half", "quarter", "season", "month", "first", "last", "nth", "nth_weekday", "part", "middle", "all", "rest",
     "holiday", "lunar_month", "that_year", "anniversary", "fiscal_of")
)  # fmt: skip
_IN_MONTH = frozenset(
    ("day", "part", "middle", "nth", "nth_weekday", "first", "last", "rest", "holiday", "half_month", "all",
     "same_span")
)  # fmt: skip
_CLOCK = frozenset(("clock", "hours"))
_HOURS = _CLOCK | {"daypart"}
_IN_DAY = _CLOCK | {"daypart", "same_day", "dated", "beyond"}
_MAY_FOLLOW = {
    "year": _IN_YEAR,
    "year2": _IN_YEAR,
    "fiscal": _IN_YEAR,
    "fiscal_of": _IN_YEAR,
    "century": frozenset(("decade", "part")),
    "decade": frozenset(("part",)),
    "half": frozenset(("part", "first", "last", "rest", "same_span")),
    "quarter": frozenset(("part", "nth", "first", "last", "all", "same_span")),
    "month": _IN_MONTH,
    "lunar_month": frozenset(("lunar_day", "part")),
    "week": frozenset(("weekday", "part", "same_span")),
    "day": _IN_DAY,
    "weekday": _IN_DAY,
    "lunar_day": _IN_DAY,
    "holiday": _IN_DAY,
    "nth_weekday": _IN_DAY,
    "daypart": _CLOCK | {"dated"},
    "same_day": _CLOCK | {"daypart"},
    "dated": _CLOCK | {"daypart"},
}
_ABOUT = re.compile("大?约|大概")
_RUNS = frozenset(("year", "year2", "fiscal", "school", "month", "day", "weekday"))
_POINTS = re.compile(rf"[{NUMBER_HEADS}]{{1,12}}点")  # 下周三的三点要求
_GAP = re.compile(r" ?的? ?")


def find(norm: str) -> list[Mention]:
    """Give every time expression in folded text, in text order, without overlaps."""
    known, places = heads()
    mentions = []
    at = 0
    for place in places.finditer(norm):
        start = place.start()
        first = norm[start]
        if start < at or not (first in known or norm[start : start + 2] in known):
            continue
        opened = openers(first).match(norm, start)
        if opened is None:
            continue
        rule, steps, end = opened
        steps, at = _extend(norm, steps, end)
        mentions.append(_parted(Mention(start, at, rule.name, steps)))
    return sift(norm, link(norm, mentions))


def _parted(mention: Mention) -> Mention:
    """Let what narrows a run narrow its end: 2019至2024年底 is from 2019 to 2024年底."""
    for at, step in enumerate(mention.steps[:-1]):
        if step.m and step.op in _RUNS:
            head, tail = mention.steps[:at], mention.steps[at + 1 :]
            until = (*head, step._replace(n=step.m, m=0), *tail)
            return mention._replace(steps=(*head, step._replace(m=0)), link="to", until=until)
    return mention


def _kind(step: Step) -> str:
    """Say what a step leaves to be narrowed: a shift by months leaves a month."""
    return step.unit if step.op in ("shift", "that", "that_shift", "nth", "ago", "later") else step.op


def _extend(norm: str, steps: Steps, end: int) -> tuple[Steps, int]:
    """Add whatever narrows the last step and stands right behind it, or behind a 的."""
    while allowed := _MAY_FOLLOW.get(_kind(steps[-1])):
        follower = _follower(norm, end, allowed)
        if follower is None and (gap := _GAP.match(norm, end)) and gap.end() > end:
            points = "的" in gap[0] and _POINTS.match(norm, gap.end())
            follower = _follower(norm, gap.end(), allowed - _CLOCK if points else allowed)
        if follower is None and allowed & _CLOCK and (about := _ABOUT.match(norm, end)):
            follower = _follower(norm, about.end(), allowed & _HOURS)
        if follower is None:
            break
        steps, end = steps + follower[1], follower[2]
    return steps, end


def _follower(norm: str, at: int, allowed: frozenset[str]) -> Found | None:
    rules = followers(norm[at]) if at < len(norm) else None
    return rules.match(norm, at, allowed) if rules else None
