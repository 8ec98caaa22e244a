"""Whether a number states a change, and which way: 升两成 is up, 减少了50% down, 升至6.6% a level."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from heshu.figures.patterns import one_of
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Direction


@dataclass(frozen=True, slots=True)
class DirectionRow:
    """A row of `directions.toml`."""

    cue: Norm
    direction: str
    example: str
    noun: bool = False


class Cue(NamedTuple):
    """A direction cue where it stands in a norm."""

    direction: Direction
    start: int
    end: int


class _Lexicon(NamedTuple):
    directions: dict[str, str]
    before: re.Pattern[str]
    after: re.Pattern[str]


_WINDOW = 14
# What may stand between the cue and the number: 升幅高达, 增长率为, 减少了约, 按年升最多.
_FILLER = (
    r"(?:了|出|得|去|有|达|高达|多达|达到|达至|为|是|约为|至少|最少|最多|大约|约|逾|近|超过|不足|仅|只|只有|仅为|足足|累计|合共|共|"
    r"幅度|幅|率|勢|势|掉|整整|再|亦|也|均|都|接近|将近|几|录得|录|最高|高见|平均|额|额为|额达|介乎|介于|由|不到|不少于|不超过|多|"
    r"按年|按月|按季|按周|同比|环比|：|:|「| )*"
)
# 高达 and 参加 are no change; 公升 is a unit.
_NOT_CUES = r"[高多]达|(?<=[参更附])加|(?<=[公最新至不许众太很])[升高低少多]|(?<=[子炸])弹|(?<=[宣表])扬"
_RATE = r"(?:升幅|增幅|涨幅|加幅|增长率|增速|增长|升势|通胀率?|通胀|跌幅|降幅|减幅|跌势)"
_PACE = re.compile(
    rf"(?P<noun>{_RATE})[^，。；、0-9]{{0,6}}?(?:收窄|放缓|扩大|扩阔|加快|减慢|回落|回升|缩窄|缩小|升|跌|降|减速|提速|改善|调低|调高|下调|上调)[至到](?:约|逾|近|只有|仅)*$"
)
_DOWN_RATES = ("跌幅", "降幅", "减幅", "跌势")


def before(norm: str, start: int, floor: int) -> Cue | None:
    """Give the cue before the figure that begins at `start`, within its clause."""
    lexicon = _lexicon()
    at = max(floor, start - _WINDOW)
    window = norm[at:start]
    if (found := lexicon.before.search(window)) is not None:
        cue = found["cue"]
        return Cue(cast(Direction, lexicon.directions[cue]), at + found.start("cue"), at + found.end("cue"))
    if window.endswith(("至", "到", "至约", "至逾", "到约")) and (pace := _PACE.search(window)) is not None:
        way: Direction = "down" if pace["noun"] in _DOWN_RATES else "up"
        return Cue(way, at + pace.start("noun"), at + pace.end("noun"))
    return None


def after(norm: str, end: int) -> Cue | None:
    """Give the noun of change right after the figure that ends at `end`: 3.2%的跌幅."""
    lexicon = _lexicon()
    found = lexicon.after.match(norm, end)
    if found is None:
        return None
    cue = found["cue"]
    return Cue(cast(Direction, lexicon.directions[cue]), found.start("cue"), found.end("cue"))


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    rows = load_rows("heshu.figures", "directions.toml", DirectionRow)
    directions = {row.cue: row.direction for row in rows}
    cues = one_of(directions)
    nouns = one_of(row.cue for row in rows if row.noun)
    return _Lexicon(
        directions,
        re.compile(rf"(?!{_NOT_CUES})(?P<cue>{cues}){_FILLER}$"),
        re.compile(
            rf"(?:的|之|嘅)?(?:整体|平均|按年|按月|全年|累计|年均|年度|实质|名义|双位数|单日|单月|最大|租金|盈利|收入|销售)?(?P<cue>{nouns})"
        ),
    )
