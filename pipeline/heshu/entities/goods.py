"""Products by their shape: 加速卡「龍影200」, 「補充勞工優化計劃」, and funds by what they hold (藍灣港元債券基金)."""

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from heshu.entities.patterns import LINKS, Shaped, any_of, coined_start

_HAN = "\u4e00-\u9fff"
_SCHEME = re.compile(
    rf"[「『“](?P<name>[{_HAN}]{{3,14}}(?:计划|服务券|消费券|医疗券|通行证)|[{_HAN}]{{1,4}}[一二三四五六七八九十0-9]{{1,3}}号)[」』”]"
)


_MIXED = rf"[{_HAN}]{{1,4}}[A-Z][A-Za-z]*(?: ?[0-9]{{1,4}})?"
_WORDS = r"[A-Z][a-z]+ (?:[A-Z][a-z]+|[0-9]{1,4})"
_MODEL = re.compile(rf"[「『“](?P<name>{_MIXED}|{_WORDS})[」』”]")


def models(norm: str) -> Iterator[Shaped]:
    """Yield quoted names of models, in letters and a number or a second word: 「星岷Air 3」."""
    for match in _MODEL.finditer(norm):
        yield Shaped(*match.span("name"), "PRODUCT", "product.model")


@lru_cache(maxsize=1)
def _goods() -> "re.Pattern[str]":
    return re.compile(rf"(?:{any_of('goods')})[「『“](?P<name>[{_HAN}A-Za-z0-9.\-]{{2,10}})[」』”]")


def quoted(norm: str) -> Iterator[Shaped]:
    """Yield what is quoted right after what it is, unless it is a common word: 加速卡「龍影200」."""
    for match in _goods().finditer(norm):
        name = match["name"]
        if (
            (len(name) > 2 or name.isascii())
            and not rjieba.has_word(name)
            and not set(name) & LINKS - set("一二三四五六七八九十")
        ):
            yield Shaped(*match.span("name"), "PRODUCT", "product.quoted")


@lru_cache(maxsize=1)
def _fund() -> "re.Pattern[str]":
    return re.compile(rf"(?:{any_of('fund_market')}){{0,6}}(?:{any_of('fund_kind')})基金(?!经理|公司|业|会)")


def schemes(norm: str) -> Iterator[Shaped]:
    """Yield schemes in quotation marks, without the marks."""
    for match in _SCHEME.finditer(norm):
        yield Shaped(*match.span("name"), "PRODUCT", "product.scheme")


def funds(norm: str) -> Iterator[Shaped]:
    """Yield funds by a coined name, what they hold and 基金."""
    for match in _fund().finditer(norm):
        start = coined_start(norm, match.start())
        if start is not None:
            yield Shaped(start, match.end(), "PRODUCT", "product.fund")
