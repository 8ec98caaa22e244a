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
_VERB = re.compile(
    r"是|为|达|占|升|跌|增|减|由|较|比|按|只|仅|亦|也|已|将|会|仍|更|再|共|约|逾|近|录|在|于|把|须|应|可|能|不|没|未|令|使|系|有|得|成为|建议|认为|预|估"
    r"|指出|表示|要|连|累|平均|合共|总共|每|从|与|跟|对|扣除|加上|即|相当于|等于|变|改|推|做|买|卖|看|涉|当"
)
_SUBJECT = re.compile(
    r"([^，；：。,;:「」（）()\d]{2,18}?)(?:是|为(?!止)|达|占|升|跌|增(?!值)|减(?!免|值)|由|较(?!为)|比(?![率例重较])|按(?!揭)|只|仅|亦|也|则|已|将(?!军)|会(?![计员议])|仍"
    r"|更|再|共|约|逾|近|录|报(?![告章])|在|于|被|把|须|应(?![用付])|可(?!持续)|能(?!源)|不(?!动)|没|未|令|使(?!用)|系(?!统)|有(?!限)|得|先|嘅(?=\d)|卖|做|涨|回落|下调|上调|扩|缩|创|连|急|续|需|要|高[达过]|低[至过]|$|\d)"
)
_EMPTY = re.compile(
    r"(?:[这那该其此]|如果|若|因为|由于|即使|虽然|为了|随着|根据|据|按|以|与其|对|从|自|连同|截至|按年|按月|按季|同比|一路|足足|平均|合共|总共|大约|差不多)+$"
)

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
    match = _SUBJECT.match(norm, at, clause.end)
    if match is None or _VERB.match(norm, at) or _EMPTY.match(match[1]):
        return None
    start, end = match.span(1)
    while end > start and norm[end - 1] in "的嘅，, ":
        end -= 1
    return Phrase(reading.text[start:end], start, end) if end - start >= 2 else None
