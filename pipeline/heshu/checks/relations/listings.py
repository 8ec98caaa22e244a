"""A count and what is listed with it.

三家結算所，包括A、B及C · 初創、成長及成熟三個階段 · 無甲、無乙的「兩無」 · 三項建議：第一…第二…第三…
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from heshu.checks.column import COUNT, MONEY, PERIOD, RANK, SIGNS, Column
from heshu.checks.cues import NEAR
from heshu.model.nouns import Figure
from heshu.text.fold import fold

_MEASURES = frozenset("个家间大项类种地名位人方者款区城条点国省市支只座所份场部招步重层幢期")
_ITEMS_AFTER = re.compile(
    rf"(?P<n>{COUNT})(?P<noun>{NEAR}{{0,14}}?)(?:（{NEAR}{{0,12}}）)?(?P<cue>[，,]?(?:分别[是为]|依次[是为]|即是?|包括|就是|如下)[：:]?|[：:]|——)(?P<items>[^。；！？\n：:]+)"
)
_LIST = re.compile(r"(?:[^，。；！？：:\n、]{1,16}+、)++")
_LAST_ITEM = re.compile(rf"[^，。；！？：:\n、]{{1,20}}?(?P<n>{COUNT})(?P<noun>{NEAR}{{0,6}})")
_NO_ITEM = re.compile(
    r"[着了在是有从对把被将使共才仅只约近逾达为以第前首的另“「『《（(]|形成|出现|合计|存在|面临|分为|不|至|到"
)
_QUOTES = re.compile(r"[“”「」『』]")
_ORDERED = re.compile(r"第[一二三四]|[一1][是、.．）)]|其[一二]|首先|[①(（]")
_FOUR_WITHOUTS = re.compile(r"[「“『](?P<n>[二两三四五六七八九十])(?P<word>[无有不])[」”』]")
_COUNTED_SO = re.compile(r"[一二三四五六七八九十两\d][升跌涨胜负和增减]")  # 九個榜單：四升、三跌、兩個不變
_ETC = re.compile(r"等(?!级|待|同|于|候|额|值|式|离|分)")
_ALIEN = re.compile(r"其他|另外|另|其余|余下|以及其|旗下|各|每|任何|任|至少|多")
_CONJUNCTION = re.compile(r"以及|及(?!时|早|格|其)|和(?!谐|解|平|约|记|黄|电|生|$)|与(?!会|其|否|众|时)|暨")
_NUMBER = re.compile(f"[{SIGNS}]")
_NO_DATE = re.compile(f"[{MONEY}-{RANK}]")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|「[^「」]*」|『[^『』]*』|“[^“”]*”|《[^《》]*》")


_ORDINALS = (
    re.compile(r"(?:^|[。；，：\n：])(?:第(?P<n>[一二三四五六七八九十])(?:[，、,：是]|个|项|点|类|种|大))"),
    re.compile(r"(?:^|[。；，：\n：])(?P<n>[一二三四五六七八九十])(?:是|为|来|则是)"),
    re.compile(r"(?:^|[。；，：\n：])其(?P<n>[一二三四五六七八九十])[，、,：是]?"),
    re.compile(r"(?:^|[。；\n])（?(?P<n>[一二三四五六七八九十])(?:、|）|．|\.)"),
)
_ANNOUNCED = re.compile(
    rf"(?P<n>{COUNT})(?P<noun>{NEAR}{{0,6}}?(?:建议|原因|因素|挑战|理由|问题|措施|重点|特点|风险|痛点|利好|方向|条件|步骤|关键|途径|办法|策略|机遇|好处|难题|要点|启示|招|优势|障碍|考虑|方面))"
)
_ANNOUNCED_AT_ONCE = re.compile(
    rf"(?P<n>{COUNT})(?P<noun>{NEAR}{{1,10}})(?=[。：；\n]{{1,2}}(?:[{RANK}第其（(]|[一1][是、.]))"
)
_IN_BRACKETS = re.compile(
    rf"(?P<n>{COUNT})(?P<noun>{NEAR}{{0,10}}?)[（(](?P<items>[^（）()。；！？\n]+)[）)]"
)
_BY_DATES = re.compile(rf"(?P<n>{COUNT})(?P<noun>{NEAR}{{0,10}}?)[：:](?P<items>{PERIOD}[^。；！？\n：:]+)")
_LAST_OF_ALL = re.compile(r"最后|此外|另外|再者|还有|以及|第[三四五]|其[三四]|再次|三[是则来]|四[是则来]")
_LABELLED = re.compile(r"(?:^|\n)[^，。、\n]{1,5}(?P<label>层面|方面|阶段|环节|而言|来看)[，：]")
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Listing:
    """A count, its items (each possible number of them), and whether the list says that it is whole."""

    count: Figure | None
    span: tuple[int, int]
    stated: int
    numbers: frozenset[int]
    items: tuple[int, int]
    whole: bool
    shown: str


def find_listings(column: Column) -> Iterator[Listing]:
    """Yield counts with the items listed after or before them, quoted counts, and counts with labelled paragraphs."""
    for match in _ITEMS_AFTER.finditer(column.shape):
        yield from _listed_after(column, match)
    for start, match in _lists_before(column.shape):
        yield from _listed_before(column, start, match)
    for match in _FOUR_WITHOUTS.finditer(column.norm):
        yield from _quoted(column, match)
    for match in _IN_BRACKETS.finditer(column.shape):
        yield from _apart(column, match, "、", _NUMBER)
    for match in _BY_DATES.finditer(column.shape):
        yield from _apart(column, match, "，", _NO_DATE)
    yield from _announced(column)


def _listed_after(column: Column, match: "re.Match[str]") -> Iterator[Listing]:
    figure = column.figure(match.start("n"))
    before = column.shape[max(0, match.start() - 2) : match.start()]
    if (
        not _countable(figure)
        or _ALIEN.search(match["noun"])
        or before[-1:] in ("等", "前", "首", "第", "上", "另")
    ):
        return
    every = re.sub(r"[，,](?=以及|及|和|与)", "", match["items"])
    text = re.split(r"[，,]", every)[0]
    if _ORDERED.match(text.lstrip("（(")) or _COUNTED_SO.search(text):
        return
    if _NUMBER.search(text) and "分别" in match["cue"]:
        return
    numbers = ways_to_count(text)
    if max(numbers) < 2:
        return
    if text != every and re.search(r"[：:—]", match["cue"]):
        numbers |= ways_to_count(re.sub(r"[，,]", "、", every))
    etc = _ETC.search(text) is not None
    whole = not etc and (
        "包括" not in match["cue"] or re.search(r"以及|及|和", text.split("、")[-1]) is not None
    )
    assert figure.value is not None
    end = (
        match.start("items") + len(match["items"].split("，以及")[0])
        if "，以及" not in match["items"]
        else match.end("items")
    )
    yield Listing(
        figure,
        (figure.start, figure.end),
        int(figure.value),
        numbers,
        column.span(match.start("items"), end),
        whole,
        text,
    )


def _apart(column: Column, match: "re.Match[str]", mark: str, alien: "re.Pattern[str]") -> Iterator[Listing]:
    """四類人士（長者、學生、孕婦）, 三款手機：4月有入門版，10月有旗艦版: items that a bracket or dates set apart."""
    figure = column.figure(match.start("n"))
    items = match["items"]
    parts = items.split(mark)
    dated = mark == "，"
    if (
        not _countable(figure)
        or len(parts) < 2
        or _ALIEN.search(match["noun"])
        or column.shape[max(0, match.start() - 1) : match.start()] in ("等", "前", "首", "第", "上", "另")
        or alien.search(items)
        or (dated and not all(part.startswith(PERIOD) and part.count(PERIOD) == 1 for part in parts))
        or (not dated and re.search(r"[，,：:]", items))
    ):
        return
    assert figure.value is not None
    yield Listing(
        figure,
        (figure.start, figure.end),
        int(figure.value),
        frozenset({len(parts)}) if dated else ways_to_count(items),
        column.span(match.start("items"), match.end("items")),
        not re.search(r"等(?!级|待|同|于|候|额|值|式|离|分)|包括|例如|譬如|诸如|主要", items),
        items,
    )


def _lists_before(shape: str) -> Iterator[tuple[int, "re.Match[str]"]]:
    """Yield where a list with 、 begins, and its last item with the count after it: the last item that has one."""
    for whole in _LIST.finditer(shape):
        comma = whole.end() - 1
        while comma > whole.start():
            if match := _LAST_ITEM.match(shape, comma + 1):
                yield whole.start(), match
                break
            comma = shape.rfind("、", whole.start(), comma)


def _listed_before(column: Column, start: int, match: "re.Match[str]") -> Iterator[Listing]:
    figure = column.figure(match.start("n"))
    items = column.shape[start : match.start("n")]
    if (
        not _countable(figure, hedged=fold(figure.text)[0] in "二两三四五六七八九十23456789")
        or _NUMBER.search(items)
        or _ALIEN.search(items)
        or _ETC.search(items[:-1])
    ):
        return
    chunks = items.split("、")
    last = chunks[-1].removesuffix("等")
    if (
        len(last) > 12
        or _NO_ITEM.search(last)
        or re.match(r"[（(]?[\dＡ-Ｚ一二三四五六七八九十]+$", chunks[0])
        or figure.value is None
        or figure.value < 3
    ):
        return
    numbers = ways_to_count(items.removesuffix("等")) | ways_to_count(
        _QUOTES.sub("", items.removesuffix("等"))
    )
    whole = not items.endswith("等")
    yield Listing(
        figure,
        (figure.start, figure.end),
        int(figure.value),
        numbers,
        column.span(start, match.start("n")),
        whole,
        items,
    )


def _quoted(column: Column, match: "re.Match[str]") -> Iterator[Listing]:
    """無甲、無乙、無丙的「三無」: items that all begin with the quoted character."""
    before = column.norm[max(0, match.start() - 80) : match.start()]
    clause = re.split(r"[，。；！？：\n]", before)[-1]
    items = [part for part in clause.split("、") if part]
    word = match["word"]
    if len(items) < 2 or not all(item.startswith(word) for item in items[1:]) or word not in items[0]:
        return
    start = match.start() - len(clause)
    yield Listing(
        None,
        match.span(),
        _NUMERALS[match["n"]],
        frozenset({len(items)}),
        (start, match.start()),
        True,
        clause,
    )


def _announced(column: Column) -> Iterator[Listing]:
    """三項建議, then 第一…第二…第三…; 四項挑戰 over four paragraphs that begin 技術層面, 競爭層面, …"""
    told = {m.start("n"): m for p in (_ANNOUNCED_AT_ONCE, _ANNOUNCED) for m in p.finditer(column.shape)}
    announcements = [told[place] for place in sorted(told)]
    for number, match in enumerate(announcements):
        figure = column.figure(match.start("n"))
        if not _countable(figure):
            continue
        stop = announcements[number + 1].start() if number + 1 < len(announcements) else len(column.shape)
        found = _ordinals(column, match.end(), stop) or _labels(column, match.end(), stop)
        if found is not None:
            count, start, end, whole = found
            assert figure.value is not None
            yield Listing(
                figure,
                (figure.start, figure.end),
                int(figure.value),
                frozenset({count}),
                column.span(start, end),
                whole,
                "",
            )


def _ordinals(column: Column, start: int, stop: int) -> tuple[int, int, int, bool] | None:
    """Follow 第一, 第二, … on the norm: the numerals in them may be read as figures of their own."""
    a, b = column.span(start, stop) if start < stop else (0, 0)
    for pattern in _ORDINALS:
        count, first, last = 0, a, a
        for mark in pattern.finditer(column.norm, a, b):
            n = _NUMERALS[mark["n"]]
            if n == count + 1:
                count, last = n, mark.end()
                first = mark.start() if n == 1 else first
            elif n == 1:
                break
        if count >= 2 and first - a < 200:
            rest = column.norm[last:b].split("\n")[0]
            return count, column.place_of(first), column.place_of(last - 1), not _LAST_OF_ALL.search(rest)
    return None


def _labels(column: Column, start: int, stop: int) -> tuple[int, int, int, bool] | None:
    """Paragraphs right after a subhead that begin with one kind of label."""
    block = column.block(column.span(start - 1, start)[1] - 1)
    if block is None or block.kind not in ("subhead", "title"):
        return None
    marks = list(_LABELLED.finditer(column.shape, start, stop))
    if len(marks) < 2 or len({m["label"] for m in marks}) > 1:
        return None
    after = [
        b
        for b in column.record.blocks
        if b.start > column.starts[marks[-1].start() + 1] and b.kind == "paragraph"
    ]
    following = next(
        (b for b in column.record.blocks if b.start >= column.starts[marks[-1].start() + 1]), None
    )
    whole = not after or (following is not None and after[0] is following)
    return len(marks), marks[0].start(), marks[-1].end(), whole


def _countable(figure: Figure, *, hedged: bool = False) -> bool:
    value = figure.value
    unit = fold(figure.unit or "")[-1:]
    return (
        figure.kind == "count"
        and value is not None
        and 2 <= value <= 12
        and (hedged or figure.hedge == "exact")
        and unit in _MEASURES
    )


def ways_to_count(text: str) -> frozenset[int]:
    """Give every number of items that a list may have: 甲、乙及丙 is three, 甲、乙和丙、丁 may be three or four."""
    bare = _BRACKETS.sub("", text)
    chunks = bare.split("、")
    sure = len(chunks)
    if any(len(chunk) > 12 for chunk in chunks):  # a clause may hold a 、 of its own
        return frozenset(
            range(max(1, sure - 1), sure + 1 + sum(len(_CONJUNCTION.findall(c)) for c in chunks))
        )
    extra = sum(len(_CONJUNCTION.findall(chunk.strip())) for chunk in chunks)
    last = _CONJUNCTION.findall(chunks[-1])
    if not extra:
        return frozenset({sure})
    if len(last) == extra == 1 and not _CONJUNCTION.match(chunks[-1].strip()):
        one = sure + 1
        plain = re.search(r"以及|及", last[0]) or len(chunks[-1]) <= 10
        return frozenset({one}) if plain and sure > 1 else frozenset({sure, one})
    return frozenset(range(sure, sure + extra + 1))
