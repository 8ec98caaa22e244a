"""Join mentions: 6月1日至15日, 去年12月至今年2月; and stretch those that run to publication: 今年以来, 去年12月至今.

What leads in (由, 自, 截至) and what bounds without naming a time (2030年前, 3月1日起) stays outside.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from heshu.periods.mention import Mention, Step, Steps
from heshu.periods.scanner import Found, followers

_TO = re.compile(r" ?(?:起至|起到|开始至|至|到|-{1,4}|~|—{1,2}|―|─) ?")
_HOURS = frozenset(("clock",))
_BEGUN = Step("part", name="初")
_OPEN = frozenset(("past", "coming", "clock"))
# 2007年与2009年间
_AND = re.compile(r" ?[和与及] ?")
_BETWEEN = re.compile(r"之?间")
_SINCE = re.compile(
    r" ?起?(?:以来|来(?=[最首新])|至今(?![年天日晚早次个季周月星礼夜晨春夏秋冬])|迄今|[至到](?:现在|如今|而家|宜家))"
)


def _joins(norm: str, first: Mention, last: Mention) -> bool:
    if _TO.fullmatch(norm, first.end, last.start):
        return True
    return (
        _AND.fullmatch(norm, first.end, last.start) is not None and _BETWEEN.match(norm, last.end) is not None
    )


def _with_closing_hours(norm: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Give the mentions, each that ends with an hour of the day run to the hour behind its 至: 下午五時至六點."""
    for mention, after in zip_longest(mentions, mentions[1:]):
        closing = _closing_hour(norm, mention) if _is_hour(mention) else None
        if closing is None or (after is not None and after.start < closing[2]):
            yield mention
        else:
            rule, steps, end = closing
            yield _run(mention, Mention(mention.end, end, rule.name, steps))


def _is_hour(mention: Mention) -> bool:
    return (mention.until or mention.steps)[-1].op == "clock"


def _closing_hour(norm: str, mention: Mention) -> Found | None:
    to = _TO.match(norm, mention.end)
    if to is None or to.end() == len(norm):
        return None
    rules = followers(norm[to.end()])
    return rules.match(norm, to.end(), _HOURS) if rules else None


def _run(first: Mention, last: Mention) -> Mention:
    """Run the first to the last; of days that run already the hours of opening add nothing: 周一至周五九时至五时."""
    until = first.until or last.until or last.steps
    return Mention(first.start, last.end, f"{first.rule}+{last.rule}", first.steps, "to", until)


def _to_date(steps: Steps) -> Steps:
    """年初至今 is the year to date: what is rough about 年初 goes."""
    current = steps[0].op == "shift" and not steps[0].n and steps[0].unit in ("year", "month")
    return steps[:1] if current and steps[1:] == (_BEGUN,) else steps


def link(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Join neighbours that a 至 or 到 ties together, and run those before 以来 or 至今 to publication."""
    joined: list[Mention] = []
    for mention in _with_closing_hours(norm, mentions):
        before = joined[-1] if joined else None
        if (
            before is not None
            and (not before.link or (_is_hour(before) and mention.steps[0].op == "clock"))
            and _joins(norm, before, mention)
        ):
            joined[-1] = _run(before, mention)
        elif mention.steps[-1].op not in _OPEN and (since := _SINCE.match(norm, mention.end)):
            joined.append(Mention(mention.start, since.end(), mention.rule, _to_date(mention.steps), "since"))
        else:
            joined.append(mention)
    return joined
