"""The rules, compiled so that most characters of a text cost nothing.

A rule names the one or two characters that it can begin with; only where a text has such a pair are the rules
of that first character tried, all in one pattern. A number is looked at only where a unit of time follows it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from heshu.periods import rules_clock, rules_dates, rules_days, rules_lunar, rules_relative, rules_spans
from heshu.periods.holidays import holiday_rule, quoted_rule
from heshu.periods.mention import Rule, Steps
from heshu.periods.numbers import NUMBER_HEADS

# What a number that opens a mention is followed by.
_UNITS = (
    r"(?:[年月日号天周星礼季度世点时钟小分秒多余几半:：至到~—―─QHap]|个[月半星季礼小钟多]|财[年政]"
    r"| ?[-/至到~年月日号天周星礼季时点AaPp]|-\d|/\d|\.\d\d?\.\d| \d\d |、[\d〇零一二三四五六七八九十])"
)
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_GROUP_USE = re.compile(r"\(\?P=\w+\)")

Found = tuple[Rule, Steps, int]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Rules in order of preference, each with its pattern, and one pattern that matches where any of them may."""

    rules: tuple[tuple[Rule, re.Pattern[str]], ...]
    union: re.Pattern[str]

    def match(self, norm: str, at: int, allowed: frozenset[str] | None = None) -> Found | None:
        """Give the first rule that reads something at `at`, its steps and its end; `allowed` limits their first."""
        any_match = self.union.match(norm, at)
        if any_match is None:
            return None
        for rule, pattern in self.rules[int((any_match.lastgroup or "r0")[1:]) :]:
            match = pattern.match(norm, at)
            if match is None:
                continue
            steps = rule.read(match.groupdict())
            if steps and (allowed is None or steps[0].op in allowed):
                return rule, steps, match.end()
        return None


@dataclass(frozen=True, slots=True)
class Scanner:
    """`heads` matches where a mention may open, by its first character or two; then what to try there."""

    heads: re.Pattern[str]
    pairs: frozenset[str]
    openers: dict[str, Alternatives]
    followers: Alternatives


@lru_cache(maxsize=1)
def scanner() -> Scanner:
    """Load the lexicons and compile every rule, once."""
    rules = (
        *rules_lunar.RULES,
        holiday_rule(),
        quoted_rule(),
        *rules_spans.RULES,
        *rules_dates.rules(),
        *rules_days.RULES,
        *rules_relative.rules(),
        *rules_clock.RULES,
    )
    compiled = tuple((rule, re.compile(rule.pattern)) for rule in rules)
    heads = frozenset(head for rule in rules for head in rule.heads)
    firsts = sorted({head[0] for head in heads})
    return Scanner(
        _heads(heads),
        heads,
        {c: _alternatives(tuple(p for p in compiled if any(h[0] == c for h in p[0].heads))) for c in firsts},
        _alternatives(tuple(p for p in compiled if p[0].follows)),
    )


def _heads(heads: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern that picks out places to look; it leads with one set, which `re` skips to fast."""
    firsts = "".join(sorted({head[0] for head in heads}))
    words = [head for head in heads if head[0] not in NUMBER_HEADS]
    alone = "".join(sorted({head for head in words if len(head) == 1}))
    seconds = "".join(sorted({head[1] for head in words if len(head) == 2}))
    counted = "".join(sorted({head[1] for head in heads if head[0] in NUMBER_HEADS and len(head) == 2}))
    number = rf"(?<=[{NUMBER_HEADS}])(?<![\d.].)(?<!\d,.)(?=[{counted}]|[{NUMBER_HEADS}.]{{0,8}}{_UNITS})"
    return re.compile(f"[{firsts}](?:{number}|(?<=[{alone}])|(?<![{NUMBER_HEADS}])(?=[{seconds}]))")


def _alternatives(rules: tuple[tuple[Rule, re.Pattern[str]], ...]) -> Alternatives:
    """Join patterns, each in a group that numbers its rule; their own groups would clash, so they go."""
    bare = (_GROUP_USE.sub(".", _GROUP_NAME.sub("(?:", rule.pattern)) for rule, _ in rules)
    return Alternatives(rules, re.compile("|".join(f"(?P<r{i}>{pattern})" for i, pattern in enumerate(bare))))
