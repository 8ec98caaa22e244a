"""Places in an order: 第三, 第10位, 第十至第十五, 十大."""

import re
from decimal import Decimal

from heshu.figures import numerals
from heshu.figures.amounts import Amount
from heshu.figures.numerals import NUMERAL, Value

_RANK = re.compile(rf"第 ?(?P<n>{NUMERAL})")
_SECOND = re.compile(rf"(?:至|到|和|与|-)(?P<nth>第)?(?P<n>{NUMERAL})")
# Parts of names, dates and lists, which are counted but not ranked.
_NOT_RANKS = re.compile(
    r" ?(?:季|者|方|产业|线|手|时间|步|阶段|章|条|节|款|页|期|届|轮|课|回|集|卷|项|点|天|日|周|年|月|代|次|个|间|宗|家|座|桶|世界|支柱|大道|街|"
    r"财|财季|学期|号|类|组|批|部|份|场|局|师|军|集团|人称|夫人|版|性|层|跑道|站|机场|附属|上市|任|财政|上市|增长|曲线|城|中学|国际|夏|春|印象|眼|感|太平|视角|"
    r"一|二|三)"
)
_AFTER = re.compile(r"(?:大(?!道|学|家)|高(?!中|级|等)|低|位|名|多|强|快|长)")


def read_rank(norm: str, at: int) -> Amount | int:
    """Read the rank whose 第 is at `at`; where to go on if there is none."""
    found = _RANK.match(norm, at)
    if found is None:
        return at + 1
    value = numerals.parse(found["n"])
    end = found.end()
    if value is None:
        return end
    if (
        (second := _SECOND.match(norm, end)) is not None
        and (high := numerals.parse(second["n"])) is not None
        and second["nth"]
    ):
        return Amount(
            at,
            second.end(),
            (found.start("n"), second.end()),
            Value(None, min(value, high), max(value, high)),
            "rank",
            None,
            "rank.range",
        )
    opens = at == 0 or norm[at - 1] in "，。；：\n「"
    if (
        _NOT_RANKS.match(norm, end) is not None
        or (opens
        and norm[end : end + 1] in ("，", "、", "：", ":", "."))
    ):
        return end
    return Amount(at, end, (found.start("n"), end), Value(Decimal(value)), "rank", None, "rank.ordinal")
