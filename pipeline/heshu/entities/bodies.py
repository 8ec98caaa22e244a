"""Organisations by what they are: 餐飲業協進會主席, 越南海關, 《論壇報》. The name begins where its words begin.

Each finder reads the norm; the words are in `patterns.toml`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from heshu.entities.dictionary import entry_of
from heshu.entities.patterns import LINKS, Shaped, any_of, shapes

_LONGEST = 16
_NEVER = frozenset("pcdruxfymqe")
_FIRST_NEVER = frozenset("vadtilz")


@lru_cache(maxsize=1)
def _body() -> "re.Pattern[str]":
    return re.compile(
        rf"(?:{any_of('society')})(?={any_of('spokesperson')}|{any_of('says')}|[\u4e00-\u9fff]{{1,6}}学系)"
    )


def bodies(norm: str) -> Iterator[Shaped]:
    """Yield societies and schools that somebody speaks for: 國際內部審計師協會的調查, 啟賢大學經濟學系副教授."""
    for match in _body().finditer(norm):
        start = _start(norm, match.start())
        if start is not None and "大学" not in norm[start : match.start()]:
            yield Shaped(start, match.end(), "ORG", "organisation.body")


def _start(norm: str, end: int) -> int | None:
    """Give where the words of a name that runs to `end` begin, or None where they name nothing in particular."""
    left = max(norm.rfind("\n", max(0, end - _LONGEST), end) + 1, end - _LONGEST)
    words: list[tuple[int, str, str]] = []
    at = end
    for word, tag in reversed(rjieba.tag(norm[left:end])):
        inner = word in shapes()["body_work"]
        if not inner and (tag[0] in _NEVER or tag == "v" or word in shapes()["holder"]):
            break
        at -= len(word)
        words.insert(0, (at, word, tag))
    while len(words) > 1 and _leads(*words[0][1:]):
        words.pop(0)
    if not words or end - words[0][0] < 2:
        return None
    return words[0][0] if words[0][1] not in shapes()["any_body"] else None


def _leads(word: str, tag: str) -> bool:
    """Whether a word only leads up to a name: 前, 引述, 新."""
    return word in shapes()["former"] or (tag[0] in _FIRST_NEVER and tag not in ("ad", "an", "vn"))


@lru_cache(maxsize=1)
def _state() -> "re.Pattern[str]":
    return re.compile(rf"(?:{any_of('state')})(?!们|长|行长|员)")


def state_bodies(norm: str) -> Iterator[Shaped]:
    """Yield a state's bodies named after it: 越南海關, 尼日利亞央行."""
    for match in _state().finditer(norm):
        for length in range(6, 1, -1):
            start = match.start() - length
            entry = entry_of(norm[start : match.start()]) if start >= 0 else None
            if entry is not None and entry.label == "LOC":
                yield Shaped(start, match.end(), "ORG", "organisation.state")
                break


_PRESS = re.compile("《(?P<name>[^《》\\n]{1,9}(?:报|周刊|邮讯|导报))》")


def press(norm: str) -> Iterator[Shaped]:
    """Yield newspapers in book marks, without the marks."""
    for match in _PRESS.finditer(norm):
        yield Shaped(*match.span("name"), "ORG", "organisation.press")


_CALLED = re.compile(
    r"(?:公司|企业|集团|机构|团体|食肆|食店|茶餐厅|餐厅|酒楼|初创|工会|商会|店)[「『“](?P<name>[^「」『』“”，。、；：\n]{2,10})[」』”]"
)


def called(norm: str) -> Iterator[Shaped]:
    """Yield what is quoted right after what it is: 教育科技公司「啟智雲」."""
    for match in _CALLED.finditer(norm):
        if not rjieba.has_word(match["name"]) and not set(match["name"]) & LINKS:
            yield Shaped(*match.span("name"), "ORG", "organisation.quoted")
