"""What a clause is about: what its first figure measures, else the words before its verb."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from heshu.claims.clauses import Clause
from heshu.model.nouns import Figure, Phrase
from heshu.text.reading import Reading

_LEAD = re.compile(
    r"(?:(?:但|而|则|不过|然而|其中|当中|至于|反观|另外|此外|同时|因此|所以|于是|结果|例如|可惜|难怪|其[一二三四次]|首先|最后|换言之|换句话说|事实上"
    r"|总之|期内|一[来嚟]|二[来嚟]|三[来嚟]|今年|去年|上月|本月|现时|目前|如今|而家|当年|近年)[，：]?)*"
)
# What ends a subject: a verb, an adverb, a number, a mark; but not where the character is part of a noun.
_END = re.compile(
    r"[是达占升跌由只仅亦也则已仍更再共约逾近录在于被把须没未令得先卖做涨扩缩创连急续需要每从跟认预估推看涉\d，；。：,;:（）()\s]|为(?!止)"
    r"|增(?!值)|减(?![免值])|较(?!为)|比(?![率例重较])|按(?!揭)|将(?!军)|会(?![计员议])|报(?![告章])|应(?![用付])|可(?!持续)|能(?!源)"
    r"|不(?!动)|使(?!用)|系(?!统)|有(?!限)|即(?!日)|回落|下调|上调|高[达过]|低[至过]|建议|指出|表示|相当于|等于|成为|变成|平均|累[升跌积计]|扣除|加上"
)
_EMPTY = re.compile(
    r"(?:[这那该其此与对自以据当]|如果|若|因为|即使|虽然|随着|根据|与其|连同|截至|同比|一路|足足|合共|总共|大约|差不多){1,6}$"
)
_LONGEST = 20

_start = attrgetter("start")


def subject_of(reading: Reading, clause: Clause, figures: Sequence[Figure]) -> Phrase | None:
    """Give the subject of a clause, or None where it names none (it is that of the clause before)."""
    for figure in figures:
        measure = figure.measure
        if measure is not None and clause.start <= measure.start < figure.start:
            return measure
    norm = reading.norm
    lead = _LEAD.match(norm, clause.head, clause.end)
    at = lead.end() if lead else clause.head
    number = bisect_left(reading.periods, at, key=_start)
    if number < len(reading.periods) and reading.periods[number].start == at:
        at = reading.periods[number].end
    while norm.startswith(("的", "嘅", "，", " "), at):
        at += 1
    after = norm.find("」", at, clause.end) + 1 if norm.startswith("「", at) else at
    stop = _END.search(norm, max(at, after), clause.end)
    end = stop.start() if stop else clause.end
    while end > at and norm[end - 1] in "的嘅，, 」":
        end -= 1
    if not 2 <= end - at <= _LONGEST or _EMPTY.match(norm, at, end):
        return None
    end += norm.startswith("」", end) and "「" in norm[at:end]
    return Phrase(reading.text[at:end], at, end)
