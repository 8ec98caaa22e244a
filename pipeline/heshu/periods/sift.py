"""What reads like a time and is none: what recurs (每年聖誕), lengths counted from an event, references to nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache

from heshu.lexicon import Norm, load_rows
from heshu.periods.mention import Mention

_RECURS = re.compile(
    r"(?:每|(?<![适恰正遇])逢|每(?:个?月|[年季周日天晚早逢到]|个?星期|个?礼拜)|年年|历年)的?$"
)
_UNSAID = frozenset(
    ("month", "quarter", "half", "season", "holiday", "lunar_month", "day", "weekday", "daypart", "clock", "hours")
)  # fmt: skip
_LINE_END = re.compile(r"\n")
_DAYS = frozenset(("day", "weekday", "holiday", "lunar_day"))
_DATED = frozenset(("year", "year2", "month", "day", "weekday"))
_ROLLING = frozenset(("past", "these", "coming"))
_YEARS = frozenset(("year", "year2", "decade"))
_SENTENCE_END = re.compile(r"[。！？\n]")
# 并非今日才有, 何来今日的规矩: the present age, no day.
_AGE = re.compile(r"(?:并非|不是|何来|岂是|岂有|(?<!截)至|[走活记]到)$")
_OF_THE_AGE = re.compile(r"才有|水平|的(?:人|水平|规矩|世界|社会|地位)")
_CLOCKED = frozenset(("hour", "minute", "second"))
_TOLD = 10  # characters of a line, behind which 十分钟后 counts from what it has told
_SENTENCE_LENGTH = 200  # characters, at most


@dataclass(frozen=True, slots=True)
class Events:
    """Words for what takes place at a time of its own; all of two characters."""

    name: str
    words: tuple[Norm, ...]
    example: str


@lru_cache(maxsize=1)
def _events() -> frozenset[str]:
    return frozenset(word for row in load_rows("heshu.periods", "events.toml", Events) for word in row.words)


def sift(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Keep the mentions that stand for a time.

    当日 needs one that its sentence has named before it, 当年 a year and 当时 a time of its line, 期内 any before.
    """
    kept: list[Mention] = []
    for mention in mentions:
        if not (_recurs(norm, mention) or _counts_from(norm, mention, kept) or _dangles(norm, mention, kept)):
            kept.append(mention)
    return kept


def _recurs(norm: str, mention: Mention) -> bool:
    """Say whether 每年 or 逢 stands before what leaves its year, month or day unsaid: 每年聖誕, 每日上午9時."""
    return (
        mention.steps[0].op in _UNSAID
        and _RECURS.search(norm, max(0, mention.start - 4), mention.start) is not None
    )


def _counts_from(norm: str, mention: Mention, kept: list[Mention]) -> bool:
    """Say whether it counts from an event, a day or a tale: 撤辣一年後, 推行首五個月, 空置近三年, 聖誕節前一周."""
    head = mention.steps[0]
    if head.op == "later" and kept and _told(norm, mention, kept[-1]):
        return True
    if (
        head.op == "later"
        and head.unit in _CLOCKED
        and mention.start - norm.rfind("\n", 0, mention.start) > _TOLD
    ):
        return True
    if head.op in ("ago", "later", "first") or (head.op == "past" and norm[mention.start] == "近"):
        return norm[max(0, mention.start - 2) : mention.start] in _events()
    if head.op == "undated":  # 2011年实施以来: the year says since when
        return bool(kept) and mention.start == kept[-1].end
    return head.op == "that_shift" and head.n < 0 and bool(kept) and mention.start == kept[-1].end


def _told(norm: str, mention: Mention, before: Mention) -> bool:
    """Say whether it counts from a date that the sentence, or with 之后 the paragraph, has named: 2008年…，三年后."""
    stop = _LINE_END if norm[mention.end - 2] in "之以" else _SENTENCE_END
    dated = any(step.op in _DATED for step in before.steps) and before.steps[0].op != "shift"
    return dated and stop.search(norm, before.end, mention.start) is None


def _dangles(norm: str, mention: Mention, kept: list[Mention]) -> bool:
    """Say whether it refers to a time that nobody has named."""
    head = mention.steps[0]
    if head.op == "shift" and head.unit == "day" and not head.n:
        before = _AGE.search(norm, max(0, mention.start - 2), mention.start)
        return before is not None or _OF_THE_AGE.match(norm, mention.end) is not None
    if head.name == "within":
        return not kept
    if head.op == "that_shift":
        return not kept or mention.start - kept[-1].end > _SENTENCE_LENGTH
    if head.name != "near":
        return False
    line = norm.rfind("\n", 0, mention.start)
    if head.op == "that" and head.unit == "year":
        return not any(before.steps[0].op in _YEARS for before in kept if before.start > line)
    if (
        not kept
        or kept[-1].steps[0].op in _ROLLING
        or kept[-1].start < line
        or mention.start - kept[-1].end > _SENTENCE_LENGTH
    ):
        return True
    if head.unit == "day" and any(step.op in _DAYS or step.unit == "day" for step in kept[-1].steps):
        return False
    return bool(head.unit) and _SENTENCE_END.search(norm, kept[-1].end, mention.start) is not None
