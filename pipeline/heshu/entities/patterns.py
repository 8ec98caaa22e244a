"""Entities by their shape: 財政司司長陳茂波, （作者為…主管）, 「祥記冰室」, 《…條例》, 陳太, a writer in the by-line.

Each finder reads the norm. The words that carry the shapes are in `patterns.toml`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import rjieba

from heshu.entities.dictionary import entry_of
from heshu.layout.names import han_score
from heshu.layout.words import surnames
from heshu.lexicon import Norm, load_rows
from heshu.model.nouns import EntityLabel
from heshu.model.page import Block


@dataclass(frozen=True, slots=True)
class Shape:
    """Words of one kind that show an entity, or that show where one ends."""

    kind: str
    words: tuple[Norm, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Shaped:
    """A name found by its shape; `rule` says by which."""

    start: int
    end: int
    label: EntityLabel
    rule: str


_HAN = "\u4e00-\u9fff"
_NAME_TAGS = frozenset(("nr", "ns", "nt", "nz", "nrt", "nrfg"))
_IS_HAN = re.compile(rf"[{_HAN}]").fullmatch
LINKS = frozenset(
    "零的了和与及或在于是为把被由从向对将给以到有无不没未也都就才又再更最很太这那该本此各每某全多少几个家只名位企年月日前后上下内外中间里大小新旧高低"
    "做卖买搞用看说指称问让使令像如若但而且并则因所之其他她它我你您们各两一二三四五六七八九十百千万亿呢啲嘅咗喺系冇唔咁嗰佢哋俾畀同搵靠属投追炒捧"
)
_LATIN_NAME = r"[A-Z][A-Za-z'’.\-]{1,30}(?: [A-Z][A-Za-z'’.\-]{1,30}){1,2}"
_PIECE = re.compile(rf"{_LATIN_NAME}|[^\s、,，：:／/|｜＊*()（）]+")
_SUBJECT = re.compile(
    r"^[（(]?(?:本文)?(?:作者|笔者)?(?P<who>[\u4e00-\u9fff]{2,4}?)?(?:分别)?(?:现)?(?:为|係|系|是|任职于|任职|现职|现任|任)"
)
_TRADES = ("证券", "地产", "银行", "集团", "控股", "资产管理")
_CLAUSE = re.compile(r"[^，,；;。、：:（）()「」\n]+")


@lru_cache(maxsize=1)
def shapes() -> dict[str, tuple[str, ...]]:
    """Give the words by kind, folded."""
    return {row.kind: tuple(row.words) for row in load_rows("heshu.entities", "patterns.toml", Shape)}


def any_of(kind: str) -> str:
    """Give a pattern for any word of a kind, longest first."""
    return "|".join(sorted(map(re.escape, shapes()[kind]), key=len, reverse=True))


@lru_cache(maxsize=1)
def _surname() -> str:
    single = "".join(sorted(surnames("likely") | surnames("word")))
    return rf"(?:{'|'.join(sorted(surnames('double')))}|[{single}])"


@lru_cache(maxsize=1)
def _law() -> "re.Pattern[str]":
    return re.compile(rf"《(?P<name>[^《》\n]{{1,30}}?(?:{any_of('law')}))》")


@lru_cache(maxsize=1)
def _titled() -> "re.Pattern[str]":
    return re.compile(
        rf"(?:{any_of('title')})(?:(?P<name>{_surname()}[{_HAN}]{{1,2}})|(?P<latin>{_LATIN_NAME}))"
    )


@lru_cache(maxsize=1)
def _addressed() -> "re.Pattern[str]":
    likely = "".join(sorted(surnames("likely")))
    before = "|".join(f"(?<={word})" for word in ("例如", "好似", *shapes()["introduces_person"]))
    begins = rf"(?:(?<![{_HAN}])|(?<=[的嘅是系问跟同和与叫搵以如像而])|{before})"
    return re.compile(
        rf"{begins}(?P<name>[{likely}](?:太太|太|Sir|先生|女士|小姐|校长|医生|老师|师傅|教授|博士|牧师|律师)(?![平阳空极])|(?![阿哥姐叔伯大二三老以的帅木])[{_HAN}](?:哥|姐|叔|伯)(?![哥姐叔伯{SPELLED}])|阿(?![{_KIN}])[{_HAN}](?=认为|话|说|指|表示|坦言|笑|自己|就|都|数|问|教))"
    )


@lru_cache(maxsize=1)
def _quoted() -> "re.Pattern[str]":
    return re.compile(
        rf"[「『“](?P<name>[{_HAN}A-Za-z0-9]{{2,12}}(?:{any_of('organisation')}|{any_of('trade')}))[」』”]"
    )


@lru_cache(maxsize=1)
def _organisation() -> "re.Pattern[str]":
    return re.compile(any_of("organisation"))


@lru_cache(maxsize=1)
def _post() -> "re.Pattern[str]":
    return re.compile(rf"(?:{any_of('post')})")


@lru_cache(maxsize=1)
def _department() -> "re.Pattern[str]":
    return re.compile(rf"(?:{any_of('department')})$")


SPELLED = "特纳尔斯克格森顿曼恩拉里莱维布德罗夫亚姆利塔米卡巴耶基洛马诺丁伦"
_KIN = "嫂姐哥妈爸婆公伯叔姨妹弟爷仔爹娘女"
_CALLED = re.compile(rf"[阿老小](?![{_KIN}])[{_HAN}]")


def called(norm: str) -> Iterator[Shaped]:
    """Yield people called 阿清 or 老魏 throughout: twice or more, and never inside a longer word."""
    places: dict[str, list[int]] = {}
    for match in _CALLED.finditer(norm):
        places.setdefault(match.group(), []).append(match.start())
    likely = surnames("likely")
    for form, starts in places.items():
        if len(starts) < 2 or (form[0] != "阿" and form[1] not in likely) or rjieba.has_word(form):
            continue
        if all(_stands_alone(norm, start) for start in starts):
            for start in starts:
                yield Shaped(start, start + 2, "PER", "person.called")


def _stands_alone(norm: str, start: int) -> bool:
    if norm[start + 2 : start + 3] in SPELLED:
        return False
    longer = (
        norm[start : start + 3],
        norm[start : start + 4],
        norm[start - 1 : start + 2],
        norm[start - 1 : start + 1],
    )
    return not any(len(word) > 1 and rjieba.has_word(word) for word in longer)


def people(norm: str) -> Iterator[Shaped]:
    """Yield people named after their title; the name ends where the next word begins."""
    for match in _titled().finditer(norm):
        if match["latin"]:
            yield Shaped(*match.span("latin"), "PER", "person.title")
            continue
        start, end = match.span("name")
        length = 2
        if end - start == 3 and _cut_at(norm, start, 3) and han_score(norm[start:end]) >= 1.5:
            length = 3
        elif not _cut_at(norm, start, 2) or han_score(norm[start : start + 2]) < 0.9:
            continue
        yield Shaped(start, start + length, "PER", "person.title")


def _cut_at(norm: str, start: int, length: int) -> bool:
    """Whether a word ends `length` characters after `start`, as rjieba cuts from there."""
    at = 0
    for word in rjieba.cut(norm[start : start + length + 8]):
        at += len(word)
        if at >= length:
            return at == length
    return False


def addressed(norm: str) -> Iterator[Shaped]:
    """Yield people named by surname or given name and address: 陳太, 華哥."""
    for match in _addressed().finditer(norm):
        yield Shaped(*match.span("name"), "PER", "person.address")


def bylines(norm: str, blocks: Sequence[Block]) -> Iterator[Shaped]:
    """Yield the writers that the by-line blocks name: what looks like a name, else the last piece."""
    pieces = [
        (match.start(), match.end())
        for block in blocks
        if block.kind == "byline"
        for match in _PIECE.finditer(norm, block.start, block.end)
    ]
    likely = [
        (s, e)
        for s, e in pieces
        if (2 <= e - s <= 4 and han_score(norm[s:e]) >= 1) or _is_latin_name(norm[s:e])
    ]
    if not likely and pieces and 2 <= pieces[-1][1] - pieces[-1][0] <= 4 and len(pieces) > 1:
        likely = pieces[-1:]
    for start, end in likely:
        yield Shaped(start, end, "PER", "person.byline")


def _is_latin_name(printed: str) -> bool:
    words = printed.split(" ")
    return re.fullmatch(_LATIN_NAME, printed) is not None and words[-1] not in _NO_SURNAMES


_NO_SURNAMES = frozenset(
    ("Research", "Capital", "Team", "Desk", "Column", "Weekly", "Daily", "Markets", "Bank", "Limited")
)


def affiliations(norm: str, blocks: Sequence[Block]) -> Iterator[Shaped]:
    """Yield where the author notes say that the writers work, and the writers whom they name."""
    for block in blocks:
        if block.kind != "author_note":
            continue
        for clause in _CLAUSE.finditer(norm, block.start, block.end):
            start, end = clause.span()
            lead = _SUBJECT.match(norm[start:end])
            if lead:
                if lead["who"] and han_score(lead["who"]) >= 1:
                    yield Shaped(start + lead.start("who"), start + lead.end("who"), "PER", "person.note")
                start += lead.end()
            while start < end and norm[start] in " 　":
                start += 1
            yield from _employer(norm, start, end)


def _employer(norm: str, start: int, end: int) -> Iterator[Shaped]:
    if norm.startswith(shapes()["general"], start):
        return
    stop = _organisation_end(norm, start, end)
    if stop is None:
        post = _post().search(norm, start, end)
        if post is None or norm.startswith("议员", post.start()):
            return
        stop = post.start()
        if not (
            norm.endswith(shapes()["trade"], start, stop)
            or is_coined(norm[start : start + 2])
            or entry_of(norm[start:stop])
            or _branch_of_known(norm, start, stop)
        ):
            return
        while tail := _department().search(norm[start:stop]):
            stop -= len(tail.group())
    if stop - start >= 3:
        yield Shaped(start, stop, "ORG", "organisation.note")


def _branch_of_known(norm: str, start: int, stop: int) -> bool:
    """Whether a company that the dictionary knows begins the name: 世纪21 in 世纪21某某."""
    heads = (entry_of(norm[start:end]) for end in range(start + 3, stop))
    return stop - start <= 10 and any(head is not None and head.label == "ORG" for head in heads)


def _organisation_end(norm: str, start: int, end: int) -> int | None:
    """Give where the first organisation word ends; a trade (證券, 地產) may run on into a body (同業聯會)."""
    ends = [match.end() for match in _organisation().finditer(norm, start, end) if match.start() > start]
    for at, stop in enumerate(ends):
        if not norm.endswith(_TRADES, start, stop) or at + 1 == len(ends) or ends[at + 1] - stop > 8:
            return stop
    return None


_LIMITED = re.compile(r"有限公司|有限责任公司|会计师事务所|律师事务所")
_STOPS = frozenset(("p", "c", "d", "r", "t", "m", "x", "f", "y", "e", "o", "u"))


def companies(norm: str) -> Iterator[Shaped]:
    """Yield companies by their full style: back from 有限公司 to the first word that cannot be part of a name."""
    for match in _LIMITED.finditer(norm):
        left = max(norm.rfind("\n", max(0, match.start() - 24), match.start()) + 1, match.start() - 24)
        start = at = match.start()
        for word, tag in reversed(rjieba.tag(norm[left : match.start()])):
            bracket = word in "（）()" and start - len(word) > left
            if (
                (tag[0] in _STOPS and not bracket and tag != "eng")
                or word in shapes()["holder"]
                or tag == "uj"
            ):
                break
            at -= len(word)
            start = at if word not in "（(" else start
        if match.start() - start >= 2 and norm[start] not in "）)":
            yield Shaped(start, match.end(), "ORG", "organisation.limited")


def quoted(norm: str) -> Iterator[Shaped]:
    """Yield organisations in quotation marks: 「祥記冰室」."""
    for match in _quoted().finditer(norm):
        yield Shaped(*match.span("name"), "ORG", "organisation.quoted")


@lru_cache(maxsize=1)
def _trade() -> "re.Pattern[str]":
    return re.compile(rf"(?<=[{_HAN}]{{2}})(?:{any_of('trade')})(?!{any_of('trade_runs_on')})")


def coined(norm: str) -> Iterator[Shaped]:
    """Yield companies by a coined name and a trade: 峻岳科技. A coined name is no word of jieba's dictionary."""
    for match in _trade().finditer(norm):
        start = coined_start(norm, match.start())
        if start is not None:
            yield Shaped(start, match.end(), "ORG", "organisation.coined")


def coined_start(norm: str, end: int) -> int | None:
    """Give where a coined name of two or three characters that ends here begins, or None."""
    words = [word for word in rjieba.cut(norm[max(0, end - 8) : end]) if word]
    if not words:
        return None
    last = words[-1]
    if 2 <= len(last) <= 3:
        coined = is_coined(last)
    else:
        coined = len(last) == 1 and len(words) > 1 and len(words[-2]) == 1
        last = "".join(words[-2:])
    if len(last) > 2 and last[0] == "企":
        last = last[1:]
    if not coined or not all(map(_IS_HAN, last)) or any(letter in LINKS for letter in last):
        return None
    return end - len(last)


def coined_head(norm: str, start: int, end: int) -> str | None:
    """Give the coined name that a company's style begins with, where it is one: 聯磊 of 聯磊電路, else None."""
    trade = _trade().search(norm, start, end)
    if trade is None or trade.end() != end or not 2 <= trade.start() - start <= 3:
        return None
    head = norm[start : trade.start()]
    return head if is_coined(head) and coined_start(norm, trade.start()) == start else None


def is_coined(norm: str) -> bool:
    """Whether a few characters are no common word and no place of ours: 峻岳, 湖東."""
    if not rjieba.has_word(norm):
        return True
    return rjieba.tag(norm)[0][1] in _NAME_TAGS and entry_of(norm) is None


@lru_cache(maxsize=1)
def _estate() -> "re.Pattern[str]":
    return re.compile(
        rf"(?:{any_of('estate_before')})[「『]?(?P<name>[{_HAN}]{{1,4}}?(?:{any_of('estate')}))"
    )


@lru_cache(maxsize=1)
def _premises() -> "re.Pattern[str]":
    return re.compile(
        rf"(?<=[{_HAN}]{{2}})(?:{any_of('premises_name')}|(?P<home>{any_of('home_name')}))(?![{_HAN}]?[区们])"
    )


def _place_ends(norm: str, at: int) -> bool:
    return any(at >= length and entry_of(norm[at - length : at]) is not None for length in (2, 3))


def premises(norm: str) -> Iterator[Shaped]:
    """Yield buildings by a coined name and what they are: 瀚海大廈; homes (俊宏軒) only where sales are spoken of."""
    for match in _premises().finditer(norm):
        start = coined_start(norm, match.start())
        if start is None:
            continue
        start = next((at for at in (start + 1, start) if _place_ends(norm, at)), start)
        if match["home"]:
            near = norm[max(0, start - 12) : match.end() + 14]
            if not _place_ends(norm, start) or not any(
                word in near for word in (*shapes()["housing"], "成交", "放盘", "月租")
            ):
                continue
        yield Shaped(start, match.end(), "FAC", "facility.premises")


def estates(norm: str) -> Iterator[Shaped]:
    """Yield housing estates named after what they are: 屋苑海晴灣, 新盤「海晴灣」."""
    for match in _estate().finditer(norm):
        name = match["name"]
        if len(name) >= 3 and is_coined(name[:2]) and not set(name[:2]) & LINKS:
            yield Shaped(*match.span("name"), "FAC", "facility.estate")


def laws(norm: str) -> Iterator[Shaped]:
    """Yield laws in book marks, without the marks."""
    for match in _law().finditer(norm):
        yield Shaped(*match.span("name"), "LAW", "law.marks")


def shaped(norm: str, blocks: Sequence[Block]) -> list[Shaped]:
    """Give everything that a shape shows, in the order of trust."""
    return [
        *affiliations(norm, blocks),
        *bylines(norm, blocks),
        *laws(norm),
        *quoted(norm),
        *companies(norm),
        *coined(norm),
        *estates(norm),
        *premises(norm),
        *people(norm),
        *addressed(norm),
        *called(norm),
    ]
