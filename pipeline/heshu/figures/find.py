"""Every number of a text, with its unit, hedge, bounds and direction.

Works on folded characters before any word is cut: jieba cuts 百分之五十五歲 in the wrong place. One scan stops
at each character that can begin a number. What stands there is read by `fractions`, `halves`, `pairs`, `ranks`
or `amounts` and joined by `ranges`, or skipped by `names`; `assemble` makes a figure of it with what `hedges`,
`directions` and `rates` read around it; `borrow` gives units to numbers that leave theirs unsaid.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import localcontext

from heshu.figures import borrow, hedges, names, ranges
from heshu.figures.amounts import has_currency, read_amount
from heshu.figures.articles import is_article
from heshu.figures.assemble import assemble
from heshu.figures.bare import accept_bare
from heshu.figures.fractions import read_fraction, read_share
from heshu.figures.halves import read_double, read_half, read_half_price
from heshu.figures.numerals import NUMERAL
from heshu.figures.pairs import read_pair
from heshu.figures.plain import read_plain
from heshu.figures.ranks import read_rank
from heshu.figures.reading import Amount, Misread, Part, Reading, Unread
from heshu.model.nouns import Figure
from heshu.model.quantity import ARITHMETIC

_ANCHOR = re.compile(
    "[0-9零〇一二三四五六七八九十百千万亿两俩几数半廿卅卌壹贰叁柒捌玖佰仟参伍陆肆拾½¼¾⅓⅔对倍第]"
)
_NUMERAL = re.compile(NUMERAL)
_FORMAL = re.compile(
    r"[参伍陆肆拾](?=[壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角]| ?点 ?[零一二三四五六七八九壹贰叁肆伍陆柒捌玖])"
)
_FRACTION_AFTER = frozenset("又分份/百0123456789")
_PLAIN = frozenset("0123456789十一二三四五六七八九两")
_VULGAR = frozenset("½¼¾⅓⅔")
_PAIR_AFTER = frozenset(":：∶比换兑供送-–—")
_BOUND_BEFORE = frozenset("上近逾过超")
_UNBOUND = frozenset("百千万亿兆佰仟")
_AS_MANY = re.compile(r"[咗有要去到系足，]成\Z")  # 蚀咗成百万
_NO_AMOUNT = tuple("分点号KkMG")  # 不要超过12点
_PAIR_OF = ("礼拜", "星期", "月", "小时", "钟头")  # 俩礼拜; 俩人 and 夫妻俩 are persons
_ROLLING = re.compile(
    r"(?:过去|未来|之前|此前|往后|今后|其后|随后|接下来|前后)(?=[0-9一二三四五六七八九十两半几数廿百])"
)


def find(text: str, norm: str, taken: Sequence[tuple[int, int]] = ()) -> list[Figure]:
    """Give every figure of `text` in text order; `norm` is its fold, `taken` the spans of its periods."""
    with localcontext(ARITHMETIC):
        found = borrow.lend(norm, list(_scan(text, norm, sorted(taken))))
    return [item for item in found if isinstance(item, Figure)]


def read(text: str, norm: str, taken: Sequence[tuple[int, int]] = ()) -> list[Reading | Unread]:
    """Give every figure with its parts, and what looks like a number but could not be read.

    A figure overlaps no span of `taken`, but for the duration inside a rolling span (十年 in 過去十年).
    """
    parts: list[tuple[Part, ...]] = []
    with localcontext(ARITHMETIC):
        found = borrow.lend(norm, list(_scan(text, norm, sorted(taken), parts)))
    of_figures = iter(parts)
    return [Reading(item, next(of_figures)) if isinstance(item, Figure) else item for item in found]


def _scan(
    text: str, norm: str, taken: Sequence[tuple[int, int]], parts: list[tuple[Part, ...]] | None = None
) -> Iterator[Figure | Unread]:
    """Yield what stands in a text; put the parts of each figure in `parts`, if it is given."""
    position = floor = 0
    spans = iter(taken)
    start, end = next(spans, (len(norm), len(norm)))
    previous: Figure | None = None
    while (anchor := _ANCHOR.search(norm, position)) is not None:
        at = anchor.start()
        while end <= at and start < len(norm):
            start, end = next(spans, (len(norm), len(norm)))
        ceiling = start
        if start <= at:
            if (rolling := _ROLLING.match(norm, start)) is None or at < rolling.end() or at > rolling.end():
                position = floor = end
                continue
            floor, ceiling = rolling.end(), end
        found = _at(norm, at, floor)
        if isinstance(found, int):
            position = found
        elif isinstance(found, Misread):
            if found.end <= ceiling:
                yield Unread(found.start, found.end, text[found.start : found.end], found.reason)
            position = floor = found.end
        elif found.end > ceiling or (start <= at and found.kind != "duration"):
            position = max(at + 1, min(found.end, start))
        else:
            previous = assemble(text, norm, found, floor, ceiling, previous, parts)
            yield previous
            position = floor = max(previous.end, at + 1)


def _at(norm: str, at: int, floor: int) -> Amount | Misread | int:
    """Give what stands at an anchor, or where to go on if that is no figure."""
    first = norm[at]
    if first in _PLAIN and (plain := read_plain(norm, at, floor)) is not None:
        found = ranges.join(norm, plain, floor) or plain
        return _accept(norm, found, floor, at, plain.numeral[1]) if found.article else found
    if first == "第":
        stop = names.skip(norm, at + 1, at + 2, floor)
        return stop if stop is not None else read_rank(norm, at)
    if first == "对":
        return read_half_price(norm, at) or at + 1
    if first == "倍":
        return read_double(norm, at, floor) or at + 1
    if first == "半":
        stop = names.skip(norm, at, at + 1, floor)
        return stop if stop is not None else read_half(norm, at, floor) or at + 1
    if first in _UNBOUND and (share := read_share(norm, at, floor)) is not None:
        return _range_of(norm, share, floor)
    if first == "俩" and not norm.startswith(_PAIR_OF, at + 1):
        return at + 1
    if first in "参伍陆肆拾" and _FORMAL.match(norm, at) is None:
        return at + 1
    run = _NUMERAL.match(norm, at)
    end = run.end() if run is not None else at + 1
    if (stop := names.skip(norm, at, end, floor)) is not None and not _is_bounded(norm, at, end):
        return stop
    if (
        "0" <= first <= "9"
        and (names.is_code(norm, at, end) or names.is_numbered(norm, at))
        and not has_currency(norm, at, floor)
    ):
        return names.code_end(norm, end)
    compound = _compound(norm, at, end, floor)
    if compound is None and (stop := names.date_end(norm, at, end)) is not None:
        return stop
    amount = compound or read_amount(norm, at, floor, run)
    if isinstance(amount, Amount):
        return _accept(norm, _range_of(norm, amount, floor), floor, at, end)
    return max(at + 1, end) if amount is None else amount


def _is_bounded(norm: str, at: int, end: int) -> bool:
    """百年 is a word, 逾百年 and 上百家 are figures; 上百上千 is a word with its 上."""
    bounded = norm[at] in _UNBOUND and norm[at - 1 : at] in _BOUND_BEFORE and at > 0
    return bounded and names.skip(norm, at, end, at) is not None


def _compound(norm: str, at: int, end: int, floor: int) -> Amount | Misread | None:
    """Read a fraction or a pair of numbers, which what follows the first numeral tells of."""
    after = norm[end : end + 1]
    if after == " ":
        after = norm[end : end + 3].lstrip()[:1]
    if after in _FRACTION_AFTER or norm[at] in _VULGAR:
        return read_fraction(norm, at, floor)
    return read_pair(norm, at) if after in _PAIR_AFTER else None


def _range_of(norm: str, found: Amount | Misread, floor: int) -> Amount | Misread:
    return ranges.join(norm, found, floor) or found if isinstance(found, Amount) else found


def _accept(norm: str, found: Amount | Misread, floor: int, at: int, end: int) -> Amount | Misread | int:
    """Give the amount back if it counts as a figure, else where to go on."""
    if isinstance(found, Misread) or (found.value.hedge != "exact" and not found.bare):
        return found
    text = norm[slice(*found.numeral)]
    if (
        text == "百"
        or (not text.strip("万亿兆千百") and len(text) > 1 and text[0] in "万亿兆")
        or text in _UNBOUND
    ):
        return found if _hedged(norm, found, floor) else end
    if text[0] in _UNBOUND and norm[at - 1 : at] == "每":
        return found.end
    if found.rule == "ratio.double" and found.start == at:
        return found.end
    if text == "一" and found.unit is None and found.currency is not None:  # 美元一个月期利率
        return found.end
    if found.article and is_article(norm, found):
        return found if _hedged(norm, found, floor) or _bounded(norm, found, floor) else found.end
    if found.kind == "money" and found.value.value == 1 and norm[at - 1 : at] in ("兑", "每") and at:
        return found.end
    if (
        found.bare
        and not accept_bare(norm, found, floor)
        and not (
            len(text) > 1
            and norm[found.end : found.end + 1] not in _NO_AMOUNT
            and _hedged(norm, found, floor)
        )
        and _AS_MANY.search(norm, max(floor, at - 2), at) is None
    ):
        return names.code_end(norm, end) if "0" <= norm[at] <= "9" else max(min(end, found.end), at + 1)
    return found


def _hedged(norm: str, amount: Amount, floor: int) -> bool:
    return (
        hedges.before(norm, amount, amount.start, floor) is not None
        or hedges.after(norm, amount.end) is not None
    )


def _bounded(norm: str, amount: Amount, floor: int) -> bool:
    """至少有一篇文章: a bound a few words off makes a number of 一."""
    far = hedges.around(norm, amount, amount.start, amount.end, floor)
    return far is not None and far.hedge in ("at_least", "at_most")
