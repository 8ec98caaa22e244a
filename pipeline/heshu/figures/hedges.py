"""How exactly a number is meant: 约, 逾, 近, 不足, 以上, 左右 attached to it, or a verb before it (突破, 逼近)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from heshu.figures.digits import Value
from heshu.figures.patterns import one_of
from heshu.figures.reading import Amount
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Hedge

_NONE = Norm("")


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """A row of `hedges.toml`."""

    cue: Norm
    place: str
    hedge: str
    example: str
    not_after: Norm = _NONE
    round: bool = False


class Cue(NamedTuple):
    """A hedge where it stands in a norm."""

    hedge: Hedge
    start: int
    end: int


class _Lexicon(NamedTuple):
    before: dict[str, HedgeRow]
    verbs: dict[str, HedgeRow]
    lengths: dict[str, int]
    after: dict[str, HedgeRow]
    after_first: frozenset[str]
    after_pattern: re.Pattern[str]
    behind: dict[str, HedgeRow]
    behind_first: frozenset[str]
    behind_pattern: re.Pattern[str]


_ROUND = frozenset("百千万亿半倍")
_NOT_AFTER = re.compile(
    r"(?:以上|以下)(?:述|的?各|学|载|列|几点|简称|称|问题)|前后[脚卫来期]|上下[班游载级届]|许[可多]|[强弱](?![，。、；）的]|\Z)"
)
_NOT_PAST = frozenset("经通透不渡度见去曾超越太错路难掠略盖捱挨飞走来只跨当")
_LEADS_TO = frozenset("价卖，。；、：（有占达升跌增涨已均都仍约收超获是共一内租息")
_THROUGH = frozenset("了约近逾")
_COMPARING = frozenset(
    ("高于", "低于", "大于", "小于", "多于", "少于", "超出", "远高于", "远低于", "高过", "不及")
)
# 最高可被罚款500万元, 每人最多资助100万元, 最少要加五个: the bound stands a few words off.
_FAR = re.compile(
    r"(?P<cue>最高|最多|至多|最少|至少|起码)"
    r"(?:还|仲|才|再|需要|另|可|被|会|要|须|需|能|只|获|资助|罚款?|判|监|监禁|加|减|提供|买|批|借|有|达|到|付|缴|罚|扣|送|得|收|做|坐|住|食|饮|等|捱|减|赔|用|使|去|支付|赔偿?|处|领取?|申请|购买|认购|持有|增|降|多|以|及){1,8}(?:了|约)?\Z"
)
_FAR_SIGNS = frozenset("最至起不未监入判超逾于近约差几")
_FAR_HEDGE: dict[str, Hedge] = {"最高": "at_most", "最多": "at_most", "至多": "at_most"}
# 不足当日的三分之一, 不超过公司总股本的2%: the whole stands between.
_SHORT_OF = re.compile(
    r"(?P<cue>不足|不到|不及|未及|未到|不够|不得?(?:超过|多于|高于)|不得?(?:低于|少于))[^，。；、\n0-9一二三四五六七八九十]{1,12}[的嘅之]?\Z"
)
_SHORT: dict[str, Hedge] = {
    "超过": "at_most",
    "多于": "at_most",
    "高于": "at_most",
    "低于": "at_least",
    "少于": "at_least",
}
_PAST = re.compile(
    r"(?P<cue>超过|逾|超逾|接近|将近)(?:全[港国球市数部县省]|总|一成|当地|人口|其|本|公司|发行|股本|已发行)[^，。；、\n0-9一二三四五六七八九十]{0,8}[的嘅之]?\Z"
)
# 约为光罩尺寸的3.3倍, 接近每度4100元.
_LIKE = re.compile(
    r"(?P<cue>大约|约|差唔多|差不多|接近|将近|几乎|近乎)(?:为|是|系|等于|相当于|有|占)?[^，。；、\n0-9一二三四五六七八九十]{1,12}[的嘅]\Z"
)
_EACH = re.compile(
    r"(?P<cue>大约|约|接近|将近|逾|超过|不足|至少|最少|最多)每(?:平方呎|平方米|方呎|[^，。；、\n0-9的]{1,2})\Z"
)
# 可被罚款500万元及监禁7年: the most of both.
_PENALTY = re.compile(
    r"(?P<cue>最高|最多)(?:可|被|判|处|会|以){0,4}罚款?[^，。；\n]{1,14}[及或并和与](?:可|判|处|被){0,4}(?:监禁|入狱|判囚)\Z"
)


def before(norm: str, amount: Amount, start: int, floor: int) -> Cue | None:
    """Give the hedge attached right before `start`, which is `amount`'s own start or that of a hedge before it."""
    lexicon = _lexicon()
    last = norm[start - 1 : start]
    if last not in lexicon.lengths and last != " ":
        return None
    end = start - 1 if last == " " else start
    longest = lexicon.lengths.get(norm[end - 1 : end], 0)
    for length in range(min(longest, end - floor), 0, -1):
        row = lexicon.before.get(norm[end - length : end])
        if row is None:
            continue
        previous = norm[end - length - 1 : end - length]
        if row.not_after and previous in tuple(row.not_after) and not norm.endswith("折合", 0, end - length):
            return None
        if row.round and not _round(norm, amount, row, previous):
            return None
        if (amount.kind == "duration" and row.cue in _COMPARING) or (
            amount.kind == "index" and row.cue == "最高"
        ):
            return None
        return Cue(cast(Hedge, row.hedge), end - length, end)
    return None


def after(norm: str, end: int) -> Cue | None:
    """Give the hedge attached right after `end`: 以上, 左右."""
    lexicon = _lexicon()
    if norm[end : end + 1] not in lexicon.after_first:
        return None
    found = lexicon.after_pattern.match(norm, end)
    if found is None or _NOT_AFTER.match(norm, end):
        return None
    return Cue(cast(Hedge, lexicon.after[found[0]].hedge), end, found.end())


def around(norm: str, amount: Amount, start: int, end: int, floor: int) -> Cue | None:
    """Give what words outside the span imply: 突破1000宗, 不足当日的三分之一, 一半也不到."""
    lexicon = _lexicon()
    last = norm[start - 1 : start]
    if (last in lexicon.lengths or last in _THROUGH) and (said := _verb(norm, start, floor)) is not None:
        size = amount.value.value or amount.value.lower or Decimal(0)
        if amount.kind != "count" or size >= 10:  # 成熟突破四个阶段 is a list of stages
            return said
    if norm[end : end + 1] in lexicon.behind_first and (found := lexicon.behind_pattern.match(norm, end)):
        return Cue(cast(Hedge, lexicon.behind[found[0]].hedge), end, found.end())
    return _far(norm, amount, start, floor)


def _verb(norm: str, start: int, floor: int) -> Cue | None:
    lexicon = _lexicon()
    end = start
    while True:
        longest = lexicon.lengths.get(norm[end - 1 : end], 0)
        for length in range(min(longest, end - floor), 0, -1):
            row = lexicon.verbs.get(norm[end - length : end])
            if row is not None and norm[end - length - 1 : end - length] not in tuple(row.not_after):
                return Cue(cast(Hedge, row.hedge), end - length, end)
        if end <= floor or norm[end - 1] not in _THROUGH:
            return None
        end -= 1


def _far(norm: str, amount: Amount, start: int, floor: int) -> Cue | None:
    if amount.kind == "index":
        return None
    at = max(floor, start - 16)
    window = norm[at:start]
    if _FAR_SIGNS.isdisjoint(window):
        return None
    if amount.kind == "duration" and window.endswith(("监禁", "入狱", "判囚")):
        at = max(0, start - 32)
        window = norm[at:start]
        if (most := _PENALTY.search(window)) is not None:
            return Cue("at_most", at + most.start("cue"), at + most.end("cue"))
    if (bound := _FAR.search(window)) is not None:
        return Cue(_FAR_HEDGE.get(bound["cue"], "at_least"), at + bound.start("cue"), at + bound.end("cue"))
    if amount.kind == "money" and (each := _EACH.search(window)) is not None:
        row = _lexicon().before[each["cue"]]
        return Cue(cast(Hedge, row.hedge), at + each.start("cue"), at + each.end("cue"))
    if amount.kind not in ("percent", "ratio"):
        return None
    if amount.kind == "ratio" and (like := _LIKE.search(window)) is not None:
        known = _lexicon().before.get(like["cue"])
        return Cue(
            "about" if known is None else cast(Hedge, known.hedge),
            at + like.start("cue"),
            at + like.end("cue"),
        )
    if (short := _SHORT_OF.search(window)) is not None:
        hedge = _SHORT.get(short["cue"][-2:], "less_than")
        return Cue(hedge, at + short.start("cue"), at + short.end("cue"))
    if (past := _PAST.search(window)) is not None:
        hedge = "nearly" if past["cue"].endswith("近") else "more_than"
        return Cue(hedge, at + past.start("cue"), at + past.end("cue"))
    return None


def apply(value: Value, hedge: Hedge) -> tuple[Decimal | None, Decimal | None, Decimal | None, Hedge]:
    """Give value, lower, upper and hedge of a number with a hedge: 逾10 has the lower bound 10."""
    if value.value is None:
        if value.hedge == "exact":
            return None, value.lower, value.upper, hedge
        return None, value.lower, value.upper, value.hedge
    if hedge in ("at_least", "more_than"):
        return value.value, value.value, None, hedge
    if hedge in ("at_most", "less_than", "nearly"):
        return value.value, None, value.value, hedge
    return value.value, value.lower, value.upper, hedge


def _round(norm: str, amount: Amount, row: HedgeRow, previous: str) -> bool:
    """Say whether 过, 上 or 破 before a number is a hedge: 过百, 上千, 过七成; not 经过3年."""
    if norm[amount.numeral[0]] in _ROUND:
        return row.cue != "过" or previous not in _NOT_PAST
    if row.cue != "过" or previous not in _LEADS_TO:
        return False
    size = amount.value.value or amount.value.lower or Decimal(0)
    return amount.kind in ("percent", "temperature") or (
        amount.kind not in ("duration", "rank", "index") and size >= 100
    )


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    places: dict[str, dict[str, HedgeRow]] = {"before": {}, "verb": {}, "after": {}, "behind": {}}
    for row in load_rows("heshu.figures", "hedges.toml", HedgeRow):
        places[row.place][row.cue] = row
    lengths: dict[str, int] = {}
    for cue in (*places["before"], *places["verb"]):
        lengths[cue[-1]] = max(lengths.get(cue[-1], 0), len(cue))
    after, behind = places["after"], places["behind"]
    return _Lexicon(
        places["before"], places["verb"], lengths,
        after, frozenset(cue[0] for cue in after), re.compile(one_of(after)),
        behind, frozenset(cue[0] for cue in behind), re.compile(one_of(behind)),
    )  # fmt: skip
