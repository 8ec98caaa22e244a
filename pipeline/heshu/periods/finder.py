"""Find every time expression in folded text: openers by their first character, then whatever narrows them.

Openers are tried in the order of the rules, longer readings first; followers (末, 下午, 三时) are only looked for
right behind what they narrow, so 底 and 日 cost nothing elsewhere. No clock: what a mention means on a given
day is `resolve`'s business.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from heshu.periods import rules_clock, rules_dates, rules_days, rules_lunar, rules_relative, rules_spans
from heshu.periods.holidays import holiday_rule
from heshu.periods.mention import Mention, Rule, Step, Steps
from heshu.periods.numbers import NUMBER_HEADS
from heshu.periods.ranges import link

_IN_YEAR = frozenset(
    ("half", "quarter", "season", "month", "first", "last", "nth", "nth_weekday", "part", "all", "rest", "holiday",
     "lunar_month", "that_year")
)  # fmt: skip
_IN_MONTH = frozenset(("day", "part", "nth", "nth_weekday", "first", "last", "rest", "holiday"))
_IN_DAY = frozenset(("daypart", "clock", "same_day"))
_MAY_FOLLOW = {
    "year": _IN_YEAR,
    "year2": _IN_YEAR,
    "fiscal": _IN_YEAR,
    "century": frozenset(("decade", "part")),
    "decade": frozenset(("part",)),
    "half": frozenset(("part", "first", "last", "rest")),
    "quarter": frozenset(("part", "nth", "first", "last")),
    "month": _IN_MONTH,
    "lunar_month": frozenset(("lunar_day", "part")),
    "week": frozenset(("weekday", "part")),
    "day": _IN_DAY,
    "weekday": frozenset(("daypart", "clock")),
    "lunar_day": _IN_DAY,
    "holiday": _IN_DAY,
    "nth_weekday": _IN_DAY,
    "daypart": frozenset(("clock",)),
}
_GAP = re.compile(r" ?的? ?")
# A number that no unit follows opens nothing.
_NUMBER = re.compile(
    rf"[{NUMBER_HEADS}.]{{1,9}} ?[年月日号天周星礼季度世点时钟小分秒个多余几半/:：至到~—―─QHqhapAP-]"
)


_Rules = tuple[tuple[Rule, re.Pattern[str]], ...]


@dataclass(frozen=True, slots=True)
class _Scanner:
    heads: re.Pattern[str]
    openers: dict[str, _Rules]
    union: dict[str, re.Pattern[str]]
    followers: _Rules
    follow_union: re.Pattern[str]


def find(norm: str) -> list[Mention]:
    """Give every time expression in folded text, in text order, without overlaps."""
    scanner = _scanner()
    mentions = []
    at = 0
    for head in scanner.heads.finditer(norm):
        start = head.start()
        if start < at:
            continue
        c = norm[start]
        if not scanner.union[c].match(norm, start):
            continue
        opened = _first(scanner.openers[c], norm, start)
        if opened is None:
            continue
        rule, steps, at = opened
        steps, at = _extend(norm, steps, at, scanner)
        mentions.append(Mention(start, at, rule.name, steps))
    return _with_antecedent(norm, link(norm, mentions))


_SENTENCE_END = re.compile(r"[。！？\n]")


def _with_antecedent(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Drop 当年, 当日 and 当时 where the sentence has named no time before them: they then say "back then"."""
    kept: list[Mention] = []
    for mention in mentions:
        near = mention.steps[0].name == "near"
        if near and (not kept or _SENTENCE_END.search(norm, kept[-1].end, mention.start)):
            continue
        kept.append(mention)
    return kept


def _first(
    rules: _Rules, norm: str, start: int, allowed: frozenset[str] | None = None
) -> tuple[Rule, Steps, int] | None:
    for rule, pattern in rules:
        match = pattern.match(norm, start)
        if match is None:
            continue
        steps = rule.read(match.groupdict())
        if steps and (allowed is None or steps[0].op in allowed):
            return rule, steps, match.end()
    return None


def _kind(step: Step) -> str:
    """Say what a step leaves to be narrowed: a shift by months leaves a month."""
    return step.unit if step.op in ("shift", "that", "that_shift", "nth", "ago", "later") else step.op


def _extend(norm: str, steps: Steps, end: int, scanner: _Scanner) -> tuple[Steps, int]:
    while allowed := _MAY_FOLLOW.get(_kind(steps[-1])):
        gap = _GAP.match(norm, end)
        for start in dict.fromkeys((gap.end() if gap else end, end)):
            if scanner.follow_union.match(norm, start):
                follower = _first(scanner.followers, norm, start, allowed)
                if follower is not None:
                    break
        else:
            return steps, end
        steps, end = steps + follower[1], follower[2]
    return steps, end


@lru_cache(maxsize=1)
def _scanner() -> _Scanner:
    rules = (
        *rules_lunar.RULES,
        holiday_rule(),
        *rules_spans.RULES,
        *rules_dates.rules(),
        *rules_days.RULES,
        *rules_relative.rules(),
        *rules_clock.RULES,
    )
    compiled = [(rule, re.compile(rule.pattern)) for rule in rules]
    heads = "".join(sorted({c for rule in rules for c in rule.heads}))
    openers = {c: tuple(pair for pair in compiled if c in pair[0].heads) for c in heads}
    followers = tuple(pair for pair in compiled if pair[0].follows)
    words = "".join(c for c in heads if c not in NUMBER_HEADS)
    return _Scanner(
        re.compile(rf"[{words}]|(?<![\d.,])[{NUMBER_HEADS}](?<=[{NUMBER_HEADS}])"),
        openers,
        {c: _union(pairs) for c, pairs in openers.items()},
        followers,
        _union(followers),
    )


_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_GROUP_USE = re.compile(r"\(\?P=\w+\)")


def _union(pairs: _Rules) -> re.Pattern[str]:
    """Give one pattern that matches wherever one of the rules may; group names would clash, so they go."""
    bare = (_GROUP_USE.sub(".", _GROUP_NAME.sub("(?:", rule.pattern)) for rule, _ in pairs)
    return re.compile("|".join(dict.fromkeys(bare)))
