"""Whether a number states a change, and which way: 升两成 is up, 减少了50% down, 升至6.6% a level."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from heshu.figures.patterns import lengths_by_first, one_of
from heshu.figures.reading import Amount
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Direction, Figure


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A row of `directions.toml`."""

    cue: Norm
    direction: str
    example: str
    noun: bool = False
    object: bool = False
    compares: bool = False


class Cue(NamedTuple):
    """A direction cue where it stands in a norm."""

    direction: Direction
    start: int
    end: int


class _Found(NamedTuple):
    word: str
    start: int
    acting: bool


class _Lexicon(NamedTuple):
    directions: dict[str, Direction]
    comparing: frozenset[str]
    acting: frozenset[str]
    lengths: dict[str, tuple[int, ...]]
    firsts: re.Pattern[str]
    after: re.Pattern[str]
    noun_firsts: frozenset[str]


_WINDOW = 14
_STATES = frozenset(("rank", "other"))
_TIMES = frozenset("次轮度届季年月周天日场")  # 减息两次 counts the cuts, 连升三届 the meetings
_LONGER = ("延长", "缩短", "延迟", "提前", "推迟", "省下来的", "慳到的", "慳到嘅")
# What may stand between the cue and the number: 升幅高达, 增长率为, 减少了约, 跌足.
_FILLER = (
    r"(?:了|咗|足|出|得|去|有|达|高达|多达|达到|达至|为|是|约为|至少|最少|最多|大约|约|逾|近|超过|不足|不到|仅|只|只有|仅为|足足|累计|合共|共|"
    r"幅度|幅|率|势|掉|整整|再|亦|也|均|都|接近|将近|几|录得|录|最高|平均|整体|额|介乎|介于|不少于|不超过|"
    r"分别|各|仍|仍然|将|将会|曾|已|更|料|预计|预料|估计|可|可达|最终|平均每[年月日季周天]|每[年月日季周天]|"
    r"按年|按月|按季|按周|同比|环比|得最?[勁劲多急狠快]，|[一两三四五0-9]次、?(?=合共|共|累计)|：|:|「| ){0,8}"
)
# 高达, 参加, 起降, 抵减额 and 公升 are no changes; 拆息加1.3厘 is a spread; 另加 adds one thing to another.
_NOT_CUES = (
    r"[高多]达|(?<=[参更附另])加|(?<=[公最新至不许众太很])[升高低少多]|(?<=[子炸])弹|(?<=[宣表])扬|(?<=[起投])降|(?<=抵)减|(?<=紧)缩|"
    r"(?<=拆息)[加减]|(?<=利率)[加减]|(?<=[HP])[加减]|(?<=倍)增|(?<=[0-9%元HPA-Za-z])\+"
)
_NOT_CUE = re.compile(_NOT_CUES)
_FILLED = re.compile(rf"{_FILLER}\Z")
_CHANGED = re.compile(rf"[^，。；、\n0-9至到的在]{{0,6}}?{_FILLER}\Z")  # what is changed, before the fillers
_RATE = r"(?:升幅|增幅|涨幅|加幅|增长率|增速|增长|升势|通胀率?|跌幅|降幅|减幅|跌势)"
_PACE = re.compile(
    rf"(?P<noun>{_RATE})[^，。；、\n0-9]{{0,6}}?"
    r"(?:收窄|放缓|扩大|扩阔|加快|减慢|回落|回升|缩窄|缩小|升|跌|降|减速|提速|改善|调[低高]|[下上]调)[至到](?:约|逾|近|只有|仅){0,4}\Z"
)
_THROUGHOUT = re.compile(
    rf"(?P<noun>{_RATE})"
    r"(?:[由从自达为是系的嘅之在于仍已则亦也约逾近共及和与、（(]|达到|只有|仅|分别|预测|预期|目标|估计|平均|全年|整体|连续|可能|大概|维持|上月|[料约为会]"
    r"|[0-9.]+(?:%|个百分点)|[一二三四五六七八九两]成[一二三四五六七八九半]?|百分之[一二三四五六七八九十点]+"
    r"|[首第上下今去本前明后同][一二三四1-4]?[年季月期](?:度|同期|同季|同月)?|[0-9]{1,4}年|[0-9一二三四五六七八九十]{1,2}月份?|[上下]半年|首[0-9一二三四五六七八九十]+[个]月"
    r"|(?:再|进一步|大幅|明显|急|微|略|逐步)?(?:收窄|放缓|扩大|扩阔|加快|减慢|回落|回升|缩窄|缩小|滑落|减速|提速|下跌|上升|上调|下调|调高|调低|急降|急跌|急升|升|跌|降)[至到])*+\Z"
)
# 较旧型号少25% compares two things, 比去年少25% two times.
_COMPARED = re.compile(r"[较比][^，。；\n]{0,20}\Z")
_EARLIER = re.compile(
    r"(?<!每)[年月季]|同期|上周|昨|前|预算|预期|预测|预估|高峰|高位|低位|当时|当日|原|上次|上届|过往|以往"
)
# 去年医疗通胀达9.8%, 把今年增长预测定为3.1%: a rate of growth by its name.
_GROWTH = re.compile(
    r"(?P<noun>通胀率?|增长率?|增速|增幅|升幅|涨幅|加幅|调幅)(?:预测|预期|目标|估计)?"
    r"(?:就?会|仍|已|亦|也|则|只|上|定)?(?:达|为|是|的|在|有|由[^，。；\n0-9]{0,4}的|落在|介乎|维持){1,6}(?:约|逾|近|全年|仅){0,4}\Z"
)
# 增长5.1%，略高于市场预期的4.7%; 增速由19.3%滑落至6.4%: another rate of the same growth.
_OTHER_RATE = re.compile(
    r"，?(?:[稍略远大仍均也亦但又只]|明显|只是)?(?:高于|低于|优于|逊于|好过|快于|慢于|较|比|滑落至|放缓至|回落至|加快至)[^，。；\n]{0,14}"
    r"|，?(?:系|是|为)?原[定订先][^，。；\n]{0,4}|，(?:今|明|去|后)年(?:则|亦|也|将)?(?:为|是)|[^，。；\n]{0,3}(?:滑落|放缓|回落|加快)至[^，。；\n]{0,6}"
)
_RATES = "幅率速长势"
_FALLING = ("跌幅", "降幅", "减幅", "跌势")
# 加价，幅度介乎3%至8%: the verb is in the clause before.
_EXTENT = re.compile(
    r"(?:(?P<up>[加提涨]价|加租|加薪|加费|加息|上调|调高|调升|上升|上涨|增加)|(?P<down>减价|减租|降价|减息|减薪|下调|调低|调降|下跌|下降|减少))"
    r"[^。；\n，0-9]{0,12}，(?:其)?幅度(?:介乎|介于|达|为|约|高达|由|在|逾|近){0,4}\Z"
)
_RETURN = re.compile(
    r"(?:累计|以来|年初至今|全年|赚[^。；\n]{0,14}，)[^，。；\n]{0,3}(?P<noun>回报)率?(?:达|为|约|近|逾|是|有){0,4}\Z"
)
_SAME = re.compile(r"幅度(?:达|为|约|是|高达|逾|近){0,4}\Z")
_LINK = re.compile(
    r"[、，,]?(?:及|和|与|以及|或|又|再)?(?:分别)?[（(]?(?:即|即系|即是|相当于|折合|等于|亦即|约)?"
)
_RATE_ENDS = frozenset("幅率速长势胀")  # one of them is in every noun of change
_COMMAS = ("，", ",", "， ", ", ", "")
_ENDS = re.compile(r"[，,。、；;：）)」』！？!?\s及和与或至的]|\Z|以上|以下|左右|不等|[升跌增减]?幅")
# 64宗增加三成四: the verb is about the next number.
_NEXT_NUMBER = re.compile(
    r"(?:了|咗|约|逾|近|至|到|超过|不足|最多|高达|达|只有|仅){0,6}[0-9零一二三四五六七八九十百千万两半几数廿]|至|到"
)


def before(norm: str, amount: Amount, start: int, floor: int) -> Cue | None:
    """Give the cue before the figure that begins at `start`, within its clause."""
    if not _may_change(norm, amount):
        return None
    lexicon = _lexicon()
    at = max(floor, start - _WINDOW)
    window = norm[at:start]
    found = _find(window, lexicon)
    if found is not None and (amount.kind != "duration" or (found.word in _LONGER and not found.acting)):
        begins, ends = found.start, found.start + len(found.word)
        done = window.startswith(("了", "咗"), ends)
        level = window.find("为", ends)
        if level >= 0 and not any(c in _RATES for c in window[begins:level]):
            return None  # 下调为0.6%
        if found.word in lexicon.comparing and not done:
            between = _COMPARED.search(norm, max(0, at - 10), at + begins)
            alone = between is None and amount.kind in ("percent", "ratio")
            if not alone and not (between and _EARLIER.search(between[0])):
                return None
        return Cue(lexicon.directions[found.word], at + begins, at + ends)
    if amount.kind == "percent" and (said := _of_rate(norm, window, at, start)) is not None:
        return said
    if not _RATE_ENDS.isdisjoint(window) and (pace := _PACE.search(window)) is not None:
        way: Direction = "down" if pace["noun"] in _FALLING else "up"
        return Cue(way, at + pace.start("noun"), at + pace.end("noun"))
    return None


def _find(window: str, lexicon: _Lexicon) -> _Found | None:
    """Give the first cue of a window from which fillers lead to its end, or what is changed and fillers do."""
    for begin in lexicon.firsts.finditer(window):
        at = begin.start()
        lengths = lexicon.lengths[begin[0]]
        words = [window[at : at + n] for n in lengths if window[at : at + n] in lexicon.directions]
        if not words:
            continue
        if _NOT_CUE.match(window, at) is None:
            for word in words:
                if _FILLED.match(window, at + len(word)) is not None:
                    return _Found(word, at, False)
        for word in words:
            if word in lexicon.acting and _CHANGED.match(window, at + len(word)) is not None:
                return _Found(word, at, True)
    return None


def _of_rate(norm: str, window: str, at: int, start: int) -> Cue | None:
    """Give the noun of growth that a share belongs to; `window` is the norm from `at` to the figure's start."""
    if not _RATE_ENDS.isdisjoint(window) and (growth := _GROWTH.search(window)) is not None:
        return Cue("up", at + growth.start("noun"), at + growth.end("noun"))
    return _rate_before(norm, start) or _from_clause(norm, start)


def _rate_before(norm: str, start: int) -> Cue | None:
    """Give the rate of change that the clause speaks of all along: 增速由第一季的19.3%滑落至第二季的6.4%."""
    window = norm[max(0, start - 40) : start]
    if _RATE_ENDS.isdisjoint(window):
        return None
    found = _THROUGHOUT.search(window)
    if found is None:
        return None
    at = start - len(window)
    way: Direction = "down" if found["noun"] in _FALLING else "up"
    return Cue(way, at + found.start("noun"), at + found.end("noun"))


def _from_clause(norm: str, start: int) -> Cue | None:
    """加价，幅度介乎3%至8%; 今年以来累计回报5.6%."""
    at = max(0, start - 28)
    near = norm[max(0, start - 8) : start]
    if "幅度" in near and (extent := _EXTENT.search(norm, at, start)) is not None:
        way: Direction | None = "up" if extent["up"] else "down" if extent["down"] else None
        if way is not None:
            return Cue(way, *extent.span(way))
    if "回报" in near and (earned := _RETURN.search(norm, at, start)) is not None:
        return Cue("up", *earned.span("noun"))
    return None


def after(norm: str, amount: Amount, end: int) -> Cue | None:
    """Give the noun of change right after the figure that ends at `end`: 3.2%的跌幅."""
    lexicon = _lexicon()
    if norm[end : end + 1] not in lexicon.noun_firsts:
        return None
    if amount.kind in ("duration", "count") or not _may_change(norm, amount):
        return None
    found = lexicon.after.match(norm, end)
    if found is None or _NEXT_NUMBER.match(norm, found.end()):
        return None
    return Cue(lexicon.directions[found["cue"]], found.start("cue"), found.end("cue"))


def inherited(norm: str, amount: Amount, start: int, end: int, previous: Figure | None) -> Direction | None:
    """Give the direction of the figure before, where this one goes on with it: 升250点或0.96%, 升2.1%、1.8%及1.5%.

    After a comma alone it goes on only where nothing is told of it: not in 跌2.4%，七成半蓝筹报跌.
    """
    if (
        previous is None
        or previous.direction is None
        or amount.kind == "duration"
        or not _may_change(norm, amount)
    ):
        return None
    gap = norm[previous.end : start]
    if previous.unit == amount.code == "percent" and _OTHER_RATE.fullmatch(gap):
        return previous.direction
    if len(gap) <= 8 and "\n" not in gap and (_LINK.fullmatch(gap) or _SAME.search(gap)):
        told = gap in _COMMAS and _ENDS.match(norm, end) is None
        return None if told else previous.direction
    return None


def _may_change(norm: str, amount: Amount) -> bool:
    if amount.kind in _STATES or amount.rule in ("ratio.pair", "score.match"):
        return False
    return not (amount.kind == "count" and amount.unit is not None and norm[amount.unit[0]] in _TIMES)


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    rows = load_rows("heshu.figures", "directions.toml", DirectionRow)
    directions: dict[str, Direction] = {row.cue: cast(Direction, row.direction) for row in rows}
    nouns = one_of(row.cue for row in rows if row.noun)
    whose = r"(?:的|之|嘅)?(?:整体|平均|按年|按月|全年|累计|年均|年度|实质|名义|单日|单月|最大|租金|盈利|收入|销售)?"
    firsts = {row.cue[0] for row in rows if row.noun}
    return _Lexicon(
        directions,
        frozenset(row.cue for row in rows if row.compares),
        frozenset(row.cue for row in rows if row.object),
        lengths_by_first(directions),
        re.compile(f"[{''.join({row.cue[0] for row in rows} - {'+'})}+]"),
        re.compile(rf"{whose}(?P<cue>{nouns})"),
        frozenset("的之嘅整平按全累年实名单最租盈收销") | firsts,
    )
