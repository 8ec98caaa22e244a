"""Join mentions: 6月1日至15日, 去年12月至今年2月; and stretch those that run to publication: 今年以来, 去年12月至今.

What leads in (由, 自, 截至) and what bounds without naming a time (2030年前, 3月1日起) stays outside.
"""

import re

from heshu.periods.mention import Mention

_TO = re.compile(r" ?(?:起至|起到|开始至|至|到|-{1,2}|~|—{1,2}|―|─) ?")
# 2007年与2009年间
_AND = re.compile(r" ?[和与及] ?")
_BETWEEN = re.compile(r"之?间")
_SINCE = re.compile(r" ?(?:起)?(?:以来|至今(?![年天日晚早次个季周])|迄今|[至到](?:现在|如今|而家|宜家))")


def _joins(norm: str, first: Mention, last: Mention) -> bool:
    if _TO.fullmatch(norm, first.end, last.start):
        return True
    return (
        _AND.fullmatch(norm, first.end, last.start) is not None and _BETWEEN.match(norm, last.end) is not None
    )


def link(norm: str, mentions: list[Mention]) -> list[Mention]:
    """Join neighbours that a 至 or 到 ties together, and run those before 以来 or 至今 to publication."""
    joined: list[Mention] = []
    for mention in mentions:
        before = joined[-1] if joined else None
        if before is not None and not before.link and _joins(norm, before, mention):
            joined[-1] = Mention(
                before.start, mention.end, f"{before.rule}+{mention.rule}", before.steps, "to", mention.steps
            )
        else:
            since = (
                _SINCE.match(norm, mention.end)
                if mention.steps[-1].op not in ("past", "coming", "clock")
                else None
            )
            joined.append(
                mention
                if since is None
                else Mention(mention.start, since.end(), mention.rule, mention.steps, "since")
            )
    return joined
