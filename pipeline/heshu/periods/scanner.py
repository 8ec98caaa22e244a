"""The rules, compiled so that most characters of a text cost nothing.

A rule names the one or two characters that it can begin with; only where a text has such a pair are the rules
of that first character tried, all in one pattern. A number is looked at only where a unit of time follows it.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from heshu.periods import rules_clock, rules_dates, rules_days, rules_lunar, rules_relative, rules_spans
from heshu.periods.holidays import holiday_rules, quoted_rule
from heshu.periods.mention import Rule, Steps
from heshu.periods.numbers import NUMBER_HEADS

# What a number that opens a mention is followed by.
_UNITS = (
    r"(?:[年月日号天周星礼季度世点时钟小刻分秒多余几半:：至到~—―─QHap]|个[月半星季礼小钟多世财]|财[年政]|学年"
    r"| ?(?:[上下]半年|全年|[首次末]季|第[一二三四1-4]季|首[一二三四五六七八九十\d])"
    r"| ?[-/至到~年月日号天周星礼季时点AaPp]|-\d|/\d|\.\d\d?\.\d| \d\d |、[\d〇零一二三四五六七八九十]|[及和与同]\d)"
)
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_GROUP_USE = re.compile(r"\(\?P=\w+\)")

Found = tuple[Rule, Steps, int]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Rules in order of preference, and one pattern that matches wherever any of them may."""

    rules: tuple[Rule, ...]
    union: re.Pattern[str]

    def match(self, norm: str, at: int, allowed: frozenset[str] | None = None) -> Found | None:
        """Give the first rule that reads something at `at`, its steps and its end; `allowed` limits their first."""
        any_match = self.union.match(norm, at)
        if any_match is None:
            return None
        for rule in self.rules[int((any_match.lastgroup or "r0")[1:]) :]:
            match = _compiled(rule.pattern).match(norm, at)
            if match is None:
                continue
            steps = rule.read(match.groupdict())
            if steps and (allowed is None or steps[0].op in allowed):
                return rule, steps, match.end()
        return None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Give every rule, in order of preference, with those that the lexicons make."""
    return (
        *rules_lunar.RULES,
        *holiday_rules(),
        quoted_rule(),
        *rules_spans.RULES,
        *rules_dates.rules(),
        *rules_days.RULES,
        *rules_relative.rules(),
        *rules_clock.RULES,
    )


@lru_cache(maxsize=1)
def heads() -> tuple[frozenset[str], re.Pattern[str]]:
    """Give the one or two characters that mentions open with, and the pattern that picks out where to look."""
    known = frozenset(head for rule in rules() for head in rule.heads)
    return known, _heads(known)


@lru_cache(maxsize=1024)
def openers(first: str) -> Alternatives:
    """Give the rules that may open a mention with the character `first`; compiled when it is first met."""
    return _alternatives(tuple(r for r in rules() if any(head[0] == first for head in r.heads)))


@lru_cache(maxsize=4096)
def followers(first: str) -> Alternatives:
    """Give the rules that may stand behind other steps and begin with the character `first`."""
    return _alternatives(
        tuple(r for r in rules() if r.follows and (not r.heads or any(head[0] == first for head in r.heads)))
    )


_compiled = lru_cache(maxsize=None)(re.compile)


def _heads(heads: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern that picks out places to look; it leads with one set, which `re` skips to fast."""
    firsts = "".join(sorted({head[0] for head in heads}))
    words = [head for head in heads if head[0] not in NUMBER_HEADS]
    alone = "".join(sorted({head for head in words if len(head) == 1}))
    seconds = "".join(sorted({head[1] for head in words if len(head) == 2}))
    counted = "".join(sorted({head[1] for head in heads if head[0] in NUMBER_HEADS and len(head) == 2}))
    number = rf"(?<=[{NUMBER_HEADS}])(?<![\d.].)(?<!\d,.)(?=[{counted}]|[{NUMBER_HEADS}.]{{0,8}}{_UNITS})"
    return re.compile(f"[{firsts}](?:{number}|(?<=[{alone}])|(?<![{NUMBER_HEADS}])(?=[{seconds}]))")


@cache
def _alternatives(rules: tuple[Rule, ...]) -> Alternatives:
    """Join patterns, each in a group that numbers its rule; their own groups would clash, so they go."""
    bare = (_GROUP_USE.sub(".", _GROUP_NAME.sub("(?:", rule.pattern)) for rule in rules)
    return Alternatives(rules, re.compile("|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(bare))))
