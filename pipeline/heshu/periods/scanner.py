"""The rules, compiled so that most characters of a text cost nothing.

A rule names the one or two characters that it can begin with; only where a text has such a pair are the rules
of that first character tried, all in one pattern. A number is looked at only where a unit of time follows it.
"""

import re
from functools import lru_cache

from heshu.periods import rules_clock, rules_dates, rules_days, rules_lunar, rules_relative, rules_spans
from heshu.periods.holidays import holiday_rules, quoted_rule
from heshu.periods.mention import Rule, Steps
from heshu.periods.numbers import NUMBER_HEADS

# What a number that opens a mention is followed by. One of a single character before 年 is a length: it needs 前 or 来.
_LENGTH = (
    r"个?[多余几]?个?半? ?(?:财年|财政年度|年|世纪|季度?|月|周|星期|礼拜|天|日|小时|刻钟|钟头?|分钟|秒钟?)"
    r"[半多]?[之以]?[前后来]"
)
_UNITS = (
    r"(?:[月日号时点季:：至到~—―─QHap]|世纪|财[年政]|学年"
    r"| ?(?:[上下]半年|全年|[首次末]季|第[一二三四1-4]季|首[一二三四五六七八九十\d])"
    r"| ?[-/至到~月日号季时点AaPp]|-\d|/\d|\.\d\d?\.\d| \d\d |、[\d〇零一二三四五六七八九十]|[及和与同]\d)"
)
_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_GROUP_USE = re.compile(r"\(\?P=\w+\)")

Found = tuple[Rule, Steps, int]


class Alternatives:
    """Rules in order of preference, and one pattern that matches wherever any of them may."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Join the patterns of `rules`, each in a group of its own; what groups they have would clash, so they go."""
        bare = (_GROUP_USE.sub(".", _GROUP_NAME.sub("(?:", rule.pattern)) for rule in rules)
        self.union = re.compile("|".join(f"({pattern})" for pattern in bare))
        self.tries = tuple((rule, _compiled(rule.pattern)) for rule in rules)

    def match(self, norm: str, at: int, allowed: frozenset[str] | None = None) -> Found | None:
        """Give the first rule that reads something at `at`, its steps and its end; `allowed` limits their first."""
        any_match = self.union.match(norm, at)
        if any_match is None:
            return None
        for rule, pattern in self.tries[(any_match.lastindex or 1) - 1 :]:
            match = pattern.match(norm, at)
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
def followers(first: str) -> Alternatives | None:
    """Give the rules that may stand behind other steps and begin with the character `first`; None without any."""
    found = tuple(
        r for r in rules() if first in r.behind or (r.follows and any(head[0] == first for head in r.heads))
    )
    return _alternatives(found) if found else None


_compiled = lru_cache(maxsize=None)(re.compile)
_alternatives = lru_cache(maxsize=None)(Alternatives)


def _heads(heads: frozenset[str]) -> re.Pattern[str]:
    """Make the pattern that picks out places to look; it leads with one set, which `re` skips to fast."""
    firsts = "".join(sorted({head[0] for head in heads}))
    words = [head for head in heads if head[0] not in NUMBER_HEADS]
    alone = "".join(sorted({head for head in words if len(head) == 1}))
    seconds = "".join(sorted({head[1] for head in words if len(head) == 2}))
    counted = "".join(sorted({head[1] for head in heads if head[0] in NUMBER_HEADS and len(head) == 2}))
    number = (
        rf"(?<=[{NUMBER_HEADS}])(?<![\d.].)(?<!\d,.)"
        rf"(?=[{counted}]|[{NUMBER_HEADS}.]{{0,8}}(?:{_UNITS}|{_LENGTH})|[{NUMBER_HEADS}.]{{1,8}} ?年)"
    )
    return re.compile(f"[{firsts}](?:{number}|(?<=[{alone}])|(?<![{NUMBER_HEADS}])(?=[{seconds}]))")
