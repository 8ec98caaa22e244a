"""A part of a whole and the share that it is said to be.

共12000宗，其中3000宗，即四分之一 · 31.5億元，佔352億元總額的8.9% · 收入80億元，純利12億元，純利率15%
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from heshu.checks.column import PART, PERCENT, PERIOD, QUANTITY, SIGNS, TIME, Column
from heshu.checks.cues import NEAR, OF
from heshu.model.nouns import Figure

_SHARE_OF = re.compile(
    rf"(?P<part>{QUANTITY}){NEAR}{{0,8}}[，,]?(?:{NEAR}|{PERIOD}){{0,4}}(?:占|仅及|只及|仅相当于|相当于|等于|完成)(?:{NEAR}|{PERIOD}){{0,8}}?"
    rf"(?P<whole>{QUANTITY}){NEAR}{{0,8}}?{OF}(?:约)?(?P<share>[{PERCENT}{PART}])"
)
_BESIDE = re.compile(
    rf"(?P<part>{QUANTITY}){NEAR}{{0,10}}[，,](?:对照|相对于?|相比|比起|放在)(?:{NEAR}|{PERIOD}){{0,10}}?(?P<whole>{QUANTITY}){NEAR}{{0,10}}[，,]"
    rf"(?:不过|大约|仅|只|约|也|亦){{0,2}}占(?:约|了|不足|逾)?(?P<share>[{PERCENT}{PART}])"
)
_OUT_OF = re.compile(
    rf"(?P<part>{QUANTITY})(?P<gap>{NEAR}{{0,14}}[，,（(]?(?:大约|约|亦|也|已|更|只|仅|就|便|正|所){{0,2}}"
    rf"(?P<cue>即系?是?|占|相当于|等于|相等于|刚好|正好|恰好|差不多|比例[为达]?|占比|比率[为达]?)(?:整体|全部|总数|总额|总量|全数|当中|其中)?(?:约|是|为|有|成)?)"
    rf"(?P<share>[{PERCENT}{PART}])(?!{OF})"
)
_OF_ANOTHER = re.compile(r"占|[^，,（(所]$")
_SAID_PART = re.compile(r"其中|当中|之中|里面|中，|占|入面")
_RETURNED = re.compile(
    rf"(?P<whole>{QUANTITY}){NEAR}{{0,8}}[，,]{NEAR}{{0,6}}(?P<part>{QUANTITY}){NEAR}{{0,5}}[，,]"
    rf"(?:回应|回收|完成|成功|入伙|售出|通过|合格|命中|中签|出席|参与|上座)率{NEAR}{{0,3}}(?P<share>[{PERCENT}{PART}])"
)
_SHARE_FIRST = re.compile(
    rf"占(?:约|了)?(?P<share>[{PERCENT}{PART}])[，,（(](?:即系?|亦即|约|大约|有|共)(?P<part>{QUANTITY})"
)
_THEN_PART = re.compile(
    rf"占(?:{NEAR}|{PERIOD}){{0,10}}?(?P<whole>{QUANTITY}){NEAR}{{0,6}}{OF}(?:约)?(?P<share>[{PERCENT}{PART}])"
    rf"[，,（](?:即系?|亦即|约|大约|相当于|等于|有|共)(?P<part>{QUANTITY})"
)
_NAMED = re.compile(
    rf"(?P<part>{QUANTITY}){NEAR}{{0,6}}[，,（]?{NEAR}{{0,3}}(?:占|相当于|等于)(?P<name>[总整全]?{NEAR}{{2,8}}?)(?:{OF}|约|达|比例|比重|为|逾|近){{0,2}}(?P<share>[{PERCENT}{PART}])"
)
# After a part, before its share: 佔, 即, 佔收入, 純利率.
_BARE = re.compile(
    r"(?:占(?:比|比例|了|其|整体|全部|总数|总额|总量|全数|全体|全港|当中|其中)?|即系?是?|亦即|等于|相等于|相当于|也就是|比例)"
    r"(?:大约|约|达|有|为|是|足|刚好|正好|成|高达)?$"
)
_THAT_IS = re.compile(r"(?:即系?是?|亦即|等于|相当于|也就是)[^占]{0,3}$")
_OF_NAMED = re.compile(r"占(?P<name>[^，。]{2,6}?)(?:的|约|达|比例|比重|为|逾|近)*$")
_RATE = re.compile(
    rf"(?P<stem>[^，。；的{SIGNS}]{{1,5}}?)比?(?:率|密度|成数|比重|比例)(?:约|达|到|为|是|有|高达|只有|仅|去到|达到){{0,4}}$"
)
_NO_SHARE = re.compile(
    r"[增升涨跌降]|失业|收益|回报|(?<![纯毛净])利$|(?<!派)息$|汇|市盈|折让|折扣|通胀|负债|速动|流动|周转|报酬|首期|现金|存款准备|风险|派系|死亡|出生|参与"
)
_SOLD_OUT, _LENT = re.compile(r"[去沽售]货?|沽清|销售"), re.compile(r"按揭|贷款|借贷")
_ANOTHER = re.compile(r"另|反观|至于|；|;|而(?!且)|比|较|与去年|同期|目标|预[计期算]|由|从")
_PEOPLE = frozenset(("人", "名", "位"))


@dataclass(frozen=True, slots=True)
class Share:
    """A part, the wholes that it may be of (nearest first), and the share stated; not `sure` where of another."""

    part: Figure
    wholes: tuple[Figure, ...]
    share: Figure
    sure: bool = True


def find_shares(column: Column) -> Iterator[Share]:
    """Yield every part with its share, and the wholes before it in the sentence or the one before."""
    for match in chain(*(pattern.finditer(column.shape) for pattern in (_SHARE_OF, _BESIDE, _THEN_PART))):
        part, whole, share = column.of(match, "part", "whole", "share")
        if _same(part, whole) and share.direction is None:
            yield Share(part, (whole,), share)
    for pattern in (_OUT_OF, _SHARE_FIRST):
        for match in pattern.finditer(column.shape):
            part, share = column.of(match, "part", "share")
            start, _ = column.full_sentence(match.start())
            wholes = [
                w for w in column.figures_in(start, match.start()) if _same(w, part) and _larger(w, part)
            ]
            said = pattern is _SHARE_FIRST or _SAID_PART.search(
                column.shape[max(start, match.start() - 16) : match.start("share")]
            )
            of_another = (
                pattern is _OUT_OF and _OF_ANOTHER.search(match["gap"].removesuffix(match["cue"])) is not None
            )
            if share.direction is None and part.direction is None and wholes and not of_another:
                yield Share(part, tuple(reversed(wholes)), share, bool(said))
    for match in _RETURNED.finditer(column.shape):
        whole, part, share = column.of(match, "whole", "part", "share")
        if _same(part, whole) and _larger(whole, part):
            yield Share(part, (whole,), share)
    for match in _NAMED.finditer(column.shape):
        part, share = column.of(match, "part", "share")
        floor = column.line(match.start())[0]
        if match["name"][:1] not in "总整全" and re.search(OF, match[0][-6:]) is None:
            continue
        name = column.shape.find(match["name"], floor, match.start())
        after = re.search(QUANTITY, column.shape[name : match.start()]) if name >= 0 else None
        if after is None or share.direction is not None or after.start() > 24:
            continue
        whole = column.figure(name + after.start())
        if _same(whole, part) and _larger(whole, part):
            yield Share(part, (whole,), share)
    yield from _of_only_whole(column)


def _of_only_whole(column: Column) -> Iterator[Share]:
    """Yield parts and shares whose sentence has one larger number of their unit before them, and no other."""
    for place in (p for p in column.figures_at if column.shape[p] in PERCENT + PART):
        share = column.figure(place)
        start, _ = column.full_sentence(place)
        before = [p for p in column.places_in(start, place) if column.shape[p] != TIME]
        if len(before) < 2 or share.value is None or share.direction is not None:
            continue
        part = column.figure(before[-1])
        gap = column.shape[before[-1] + 1 : place]
        wholes = [p for p in before[:-1] if _of_one_kind(column.figure(p), part)]
        if part.direction is not None or len(wholes) != 1 or not _larger(column.figure(wholes[0]), part):
            continue
        between = column.shape[wholes[0] + 1 : before[-1]]
        if len(gap) > 18 or gap.count("，") > 1 or len(between) > 40 or _ANOTHER.search(between + gap):
            continue
        if re.search(f"[{PERCENT}{PART}占]", between):  # the first is a part itself
            continue
        if len(between) > 16 and _THAT_IS.search(gap):  # 即 may restate something nearer
            continue
        if _says_share(column, wholes[0], before[-1], gap):
            yield Share(part, (column.figure(wholes[0]),), share)


def _says_share(column: Column, whole: int, part: int, gap: str) -> bool:
    """Tell whether the words before a share make it the part's: 佔, 佔收入 after an income, 純利率 after a profit."""
    if _BARE.search(gap):
        return True
    around = column.shape[max(0, whole - 10) : whole + 6]
    if named := _OF_NAMED.search(gap):
        return named["name"] in around
    rate = _RATE.search(gap)
    if rate is None or _NO_SHARE.search(rate["stem"]):
        return False
    label = column.shape[max(whole + 1, part - 12) : part]
    if _SOLD_OUT.search(rate["stem"]) or _LENT.search(rate["stem"]):
        return re.search("[售卖沽]" if _SOLD_OUT.search(rate["stem"]) else "[借贷按]", label) is not None
    stem = rate["stem"].strip("总约其内")
    return stem[:2] in label if "利" in stem else any(c in label for c in stem)


def _of_one_kind(a: Figure, b: Figure) -> bool:
    people = (a.unit or "") in _PEOPLE and (b.unit or "") in _PEOPLE
    return a.direction is None and (_same(a, b) or people) and a.kind != "percent"


def _same(a: Figure, b: Figure) -> bool:
    return a.kind == b.kind and a.unit == b.unit


def _larger(whole: Figure, part: Figure) -> bool:
    return whole.value is not None and part.value is not None and whole.value > part.value
