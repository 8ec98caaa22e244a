"""What a time expression says, before anybody asks what day it is.

A mention is a list of steps from coarse to fine, each narrowing the stretch of time that the one before
left: 去年第四季 is `shift year -1`, `quarter 4`; 上周五下午三时 is `shift week -1`, `weekday 5`, `daypart`, `clock`.
A mention whose first step leaves the year, the month or the day unsaid (6月, 25日, 周三) is completed in
`resolve`, from what stands before it and from the date of publication.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

Unit = Literal[
    "", "century", "decade", "year", "fiscal", "half", "quarter", "month", "week", "day", "hour", "minute", "second",
]  # fmt: skip

Op = Literal[
    "century", "decade", "year", "year2", "fiscal", "school", "fiscal_of",  # said outright
    "half", "quarter", "season", "month", "half_month", "half_week", "week", "day", "weekday",  # the nth of that before
    "lunar_month", "lunar_day", "holiday",
    "shift", "past", "these", "coming", "ago", "later",                      # counted from publication
    "first", "last", "nth", "nth_weekday", "part", "middle", "all",           # inside what stands before
    "daypart", "clock", "hours", "same_day", "same_span", "dated", "beyond", "anniversary",
    "that", "that_shift", "that_year", "before",                    # said of an earlier period
    "undated",                                                      # known to the reader, not said
    "rest",                                                         # what publication leaves of it
]  # fmt: skip

Link = Literal["", "to", "since"]


class Step(NamedTuple):
    """One narrowing: `n` its number, `m` a second one (the last of a run, a minute, how many units), `unit`, `name`.

    `name` is a festival or a part of something, or says of a length that it is `about` so long, of a year
    that it is an accounting one (`annual`: 明年度), of a reference that it reaches no further than the
    sentence (`near`: 当年).
    """

    op: Op
    n: int = 0
    m: int = 0
    unit: Unit = ""
    name: str = ""


Steps = tuple[Step, ...]
Groups = dict[str, str]
Read = Callable[[Groups], Steps | None]


class Mention(NamedTuple):
    """A time expression in folded text, unresolved; offsets are code points, end exclusive.

    `link` says how `steps` bound it: "" is the stretch itself; "to" runs to the end of `until`; "since" runs
    to the day of publication.
    """

    start: int
    end: int
    rule: str
    steps: Steps
    link: Link = ""
    until: Steps = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A name, a pattern, and a function from the pattern's named groups to steps, or None to decline.

    `heads` are the one or two characters that a match can begin with where the rule opens a mention: it is
    tried nowhere else. `follows` lets it stand behind other steps, too; a rule that stands only there has no heads
    but says in `behind` which characters it can begin with.
    """

    name: str
    pattern: str
    read: Read
    heads: Iterable[str] = ()
    follows: bool = False
    behind: str = ""


def beginnings(words: Iterable[str]) -> frozenset[str]:
    """Give the heads of a rule that matches these words."""
    return frozenset(word[:2] for word in words)


def pairs(firsts: str, seconds: str) -> frozenset[str]:
    """Give the heads of a rule that begins with one of `firsts` and then one of `seconds`."""
    return frozenset(first + second for first in firsts for second in seconds)
