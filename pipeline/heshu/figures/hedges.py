"""How exactly a number is meant: 约, 逾, 近, 不足, 以上, 左右 attached to it, or a verb before it (突破, 逼近)."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from heshu.figures.numerals import Value
from heshu.figures.patterns import one_of
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import Hedge


@dataclass(frozen=True, slots=True)
class HedgeRow:
    """A row of `hedges.toml`."""

    cue: Norm
    place: str
    hedge: str
    example: str
    not_after: Norm = Norm("")
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
    pattern: re.Pattern[str]


_STOPS = re.compile(r"(?:以上|以下)(?:述|的?各|学|载|列|几点|简称|称|问题|是|为)")
_FILLERS = ("了", "约", "近", "逾", "近", "达", "过")


def before(norm: str, start: int, floor: int, *, is_round: bool) -> Cue | None:
    """Give the hedge attached right before `start`; `is_round` is true before 百, 千, 万, 亿 and 半."""
    lexicon = _lexicon()
    end = start - 1 if norm[start - 1 : start] == " " else start
    longest = lexicon.lengths.get(norm[end - 1 : end], 0)
    for length in range(min(longest, end - floor), 0, -1):
        row = lexicon.before.get(norm[end - length : end])
        if row is None:
            continue
        if row.round and not is_round and not _clause_start(norm, end - length):
            return None
        if row.not_after and norm[end - length - 1 : end - length] in tuple(row.not_after):
            return None
        if row.cue == "过" and norm[end - 2 : end - 1] in tuple("经通透不渡度见去曾超越太错路难"):
            return None
        if row.round and row.cue != "过" and not is_round:
            return None
        return Cue(cast(Hedge, row.hedge), end - length, end)
    return None


def after(norm: str, end: int) -> Cue | None:
    """Give the hedge attached right after `end`: 以上, 左右."""
    lexicon = _lexicon()
    found = lexicon.pattern.match(norm, end)
    if found is None or _STOPS.match(norm, end):
        return None
    return Cue(cast(Hedge, lexicon.after[found[0]].hedge), end, found.end())


def verb(norm: str, start: int, floor: int) -> Cue | None:
    """Give what a verb right before `start` implies: 突破1000宗 is more than 1000."""
    lexicon = _lexicon()
    end = start
    while end > floor and norm[end - 1] in "了约近逾":
        end -= 1
    longest = lexicon.lengths.get(norm[end - 1 : end], 0)
    for length in range(min(longest, end - floor), 0, -1):
        if (row := lexicon.verbs.get(norm[end - length : end])) is not None:
            return Cue(cast(Hedge, row.hedge), end - length, end)
    return None


def apply(value: Value, hedge: Hedge) -> tuple[Decimal | None, Decimal | None, Decimal | None, Hedge]:
    """Give value, lower, upper and hedge of a number with a hedge: 逾10 has the lower bound 10."""
    if value.value is None:
        if value.hedge == "exact" or hedge == "exact":
            return None, value.lower, value.upper, value.hedge if hedge == "exact" else hedge
        return None, value.lower, value.upper, value.hedge
    if hedge in ("at_least", "more_than"):
        return value.value, value.value, None, hedge
    if hedge in ("at_most", "less_than", "nearly"):
        return value.value, None, value.value, hedge
    return value.value, value.lower, value.upper, hedge


def _clause_start(norm: str, at: int) -> bool:
    return at == 0 or norm[at - 1] in "，。；：、「『（\n有佔占达达升跌增涨获以合共录收为对且是仍已均"


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    rows = load_rows("heshu.figures", "hedges.toml", HedgeRow)
    places: dict[str, dict[str, HedgeRow]] = {"before": {}, "verb": {}, "after": {}}
    for row in rows:
        places[row.place][row.cue] = row
    lengths: dict[str, int] = {}
    for cue in (*places["before"], *places["verb"]):
        lengths[cue[-1]] = max(lengths.get(cue[-1], 0), len(cue))
    pattern = re.compile(one_of(places["after"]))
    return _Lexicon(places["before"], places["verb"], lengths, places["after"], pattern)
