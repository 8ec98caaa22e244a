"""Words that cannot go with their numbers: 減少兩倍, 下跌120%, 佔105%, a range from high to low."""

import re
from collections.abc import Iterator
from decimal import Decimal

from heshu.checks.column import PERCENT, TIMES, Column
from heshu.checks.cues import NEAR, WHERE
from heshu.checks.printed import step
from heshu.checks.related import Related
from heshu.checks.saying import chinese, plain, word_finding
from heshu.model.nouns import Figure, Finding
from heshu.text.fold import fold

_LESS = re.compile(
    rf"(?:减少|减低|减|下跌|下降|下滑|下挫|跌|降低|降|缩减|缩小|缩|回落|削减|暴跌|急跌|大跌|平(?!均|稳|衡|方|台|安)|便宜|瘦|轻(?=了)|慢(?=了)|跌幅[达为]?|降幅[达为]?|减幅[达为]?|低|少)(?:[了约达近逾超过足]|幅度|超过|接近){{0,3}}(?P<change>[{TIMES}{PERCENT}])"
)
_MAY_PASS_ZERO = re.compile(
    r"盈利|利润|溢利|纯利|净利|亏|业绩|收益|现金流|回报|EBITDA|盈余|赤字|顺差|逆差|贡献|投资|资金流|净"
)
_OF_THE_WHOLE = re.compile(
    rf"占(?:比|整体|全部|总数|总额|总量|全体|全港|全国|全球|市场|其中|总体|总成交|总销售|总[\u4e00-\u9fff]{{1,5}}?){NEAR}{{0,8}}?(?P<share>{PERCENT})|占(?:了|约|达|比达|逾)?(?P<bare>{PERCENT})"
)
_WHOSE = re.compile(
    rf"(?:^|[有，,。；\n])(?P<share>{PERCENT})的?(?:[\u4e00-\u9fff]{{0,4}}?)"
    r"(?:家庭|住户|用户|客户|学生|市民|居民|人口|人士|者|员工|雇员|企业|公司|店铺|食肆|女性|男性|单位|学校|车主|业主|租户|商户)"
)
_RATIO = re.compile(
    r"GDP|生产总值|收入|权益|资产|净值|市值|股本|产值|储备|负债|债务|杠杆|面积|预算|开支|目标|供款|薪金|成本|溢价|发行|认购|贷款"
)
_CHANCE = re.compile(rf"(?:概率|机率|几率|机会率|可能性){NEAR}{{0,4}}(?P<share>{PERCENT})")
_ARABIC = re.compile(r"\d{1,3}(?:\.\d{1,3})?")
_RATE = r"(?:率|通胀|失业|息差|利差)"
_MOVED = (
    r"(?:上升|下降|回升|回落|上调|下调|加快|放缓|收窄|扩大|增加|减少|攀升|降低|提高|升|跌|降|增|减|高|低)"
)
_RATE_BEFORE = re.compile(rf"{_RATE}{NEAR}{{0,8}}{_MOVED}了?$")
_RATE_TO = re.compile(rf"{_RATE}{NEAR}{{0,8}}?{_MOVED}了?(?P<change>{PERCENT})")
_RATE_FROM = re.compile(
    rf"{_RATE}(?:(?!{_MOVED}){WHERE}){{0,8}}(?:较|比){WHERE}{{0,6}}(?P<first>{PERCENT}){NEAR}{{0,2}}{_MOVED}了?(?P<change>{PERCENT})"
    rf"[，,]?(?:现|目前|最新|报|达|至|为|录得|升至|跌至|是){{1,3}}(?P<second>{PERCENT})"
)
_RANGE = re.compile(
    r"^[^\d-]{0,4}(?P<low>\d[\d,]{0,40}(?:\.\d{1,20})?)(?P<unit>%|[^\d\s]{0,4}?)(?P<mark>至|到|~|—|－|-)(?P<high>\d[\d,]{0,40}(?:\.\d{1,20})?)(?P<tail>.*)$"
)
_NO_RANGE = re.compile(r"(?:由|从|自|比|以|落|评分|比分|胜|负|点半|序|第)[^，。]{0,4}$")
_FALLING = re.compile(
    r"(?:跌|降|减|缩|下调)[^，。]{0,4}$"
)  # 跌8%至5% is to a level; 減20至10點子 can only be a range


def impossible(related: Related) -> Iterator[Finding]:
    """`wording.impossible`: nothing shrinks by more than all of it, and no part is more than its whole.
    跌幅與佔比不可超過100%。

    Right: 交投較高峰期減少三分之二，一手佔整體成交55%。
        Trade is down two thirds from its peak, and new flats are 55% of it.
    Wrong: 交投較高峰期減少兩倍，一手佔整體成交55%。
        Trade is down two times from its peak, and new flats are 55% of it (it cannot fall by more than once).
    """
    column = related.column
    for match in _LESS.finditer(column.shape):
        figure = column.figure(match.start("change"))
        sentence = column.shape[slice(*column.sentence(match.start()))]
        if not _too_much(figure, 1 if figure.unit == "times" else 100) or _MAY_PASS_ZERO.search(sentence):
            continue
        yield _impossible(
            related, figure, match, "減幅不可超過原數的一倍或100%", "nothing falls by more than all of it"
        )
    for match in (
        *_OF_THE_WHOLE.finditer(column.shape),
        *_CHANCE.finditer(column.shape),
        *_WHOSE.finditer(column.shape),
    ):
        group = "share" if match["share"] else "bare"
        figure = column.figure(match.start(group))
        sentence = column.shape[slice(*column.sentence(match.start()))]
        if figure.unit == "percent" and _too_much(figure, 100) and not _RATIO.search(sentence):
            yield _impossible(related, figure, match, "佔比不可超過100%", "no part is more than its whole")


def _too_much(figure: Figure, most: int) -> bool:
    value = figure.value if figure.value is not None else figure.lower
    if value is None or figure.hedge in ("at_most", "less_than", "nearly"):
        return False
    return value > most or (most == 1 and value == 1 and figure.unit == "times")


def _impossible(related: Related, figure: Figure, match: "re.Match[str]", why: str, why_en: str) -> Finding:
    start, end = related.column.span(*match.span())
    quote = related.column.record.text[start:end]
    mended = None
    if (
        figure.unit == "times"
        and figure.value is not None
        and figure.value > 1
        and figure.value == int(figure.value)
    ):
        mended = f"減至{_parts(int(figure.value))}分之一，或減少{plain(100 - 100 / figure.value)[:4]}%"
    return word_finding(
        "wording.impossible",
        "inconsistent",
        [(start, end), (figure.start, figure.end)],
        f"寫「{quote}」，但{why}",
        f"{quote} is printed, but {why_en}",
        stated=plain(figure.value or figure.lower or Decimal(0)),
        expected="不超過100%" if figure.unit == "percent" else "不足一倍",
        suggestion=mended,
    )


def _parts(number: int) -> str:
    """Write the parts of a whole: 二分之一, 三分之一, 25分之一."""
    return "二" if number == 2 else chinese(number) if number < 20 else str(number)


def point(related: Related) -> Iterator[Finding]:
    """`wording.point`: a percentage that went from 3 to 4 rose by one percentage point, not by 1%.
    百分比之差是百分點。

    Right: 失業率由3%升至4%，上升1個百分點。
        Unemployment rose from 3% to 4%, up one percentage point.
    Wrong: 失業率由3%升至4%，上升1%。
        Unemployment rose from 3% to 4%, up 1% (one percentage point; as a ratio, a third).
    """
    yield from related.told("wording.point")
    column = related.column
    for match in _RATE_TO.finditer(column.shape):
        figure = column.figure(match.start("change"))
        numbers = _ARABIC.findall(fold(figure.text))
        if is_change_and_level(column, match.start("change")) and len(numbers) == 2:
            change, level = map(Decimal, numbers)
            yield _point(
                figure,
                [figure],
                change,
                f"{level}% × {change}% ≈ {plain((level * change / 100).quantize(Decimal('0.001')))}個百分點，不足一格",
                f"as a ratio of {level}% it would not show",
            )
    for match in _RATE_FROM.finditer(column.shape):
        first, moved_by, second = column.of(match, "first", "change", "second")
        if first.value is None or moved_by.value is None or second.value is None:
            continue
        moved = abs(second.value - first.value)
        as_ratio = moved_by.value * first.value / 100
        if moved == moved_by.value and abs(moved - as_ratio) > step(second):
            yield _point(
                moved_by,
                [first, moved_by, second],
                moved,
                f"{plain(second.value)}% − {plain(first.value)}%",
                f"{plain(second.value)}% less {plain(first.value)}%",
            )


def is_change_and_level(column: Column, place: int) -> bool:
    """Tell whether what reads as a range is a rate's change and the level that it came to: 失業率上升0.4%至6.2%.

    As a ratio, the change would be less than one step of the level as it is printed: points are meant.
    """
    if not _RATE_BEFORE.search(column.shape[max(0, place - 16) : place]):
        return False
    figure = column.figure(place)
    numbers = _ARABIC.findall(fold(figure.text))
    if figure.unit != "percent" or len(numbers) != 2 or "至" not in figure.text:
        return False
    change, level = map(Decimal, numbers)
    grain = Decimal(1).scaleb(-len(numbers[1].partition(".")[2]))
    return change < level and level * change / 100 < grain


def _point(stated: Figure, figures: list[Figure], change: Decimal, working: str, why: str) -> Finding:
    mended = f"{plain(change)}個百分點"
    return word_finding(
        "wording.point",
        "inconsistent",
        [(f.start, f.end) for f in figures],
        f"寫「{stated.text}」，但百分率之差是百分點：{working}",
        f"{stated.text} is printed, but a rate changes by percentage points: {why}",
        stated=stated.text,
        expected=mended,
        working=working,
        suggestion=mended,
    )


def backwards(related: Related) -> Iterator[Finding]:
    """`wording.range`: a range is printed from low to high.
    範圍應由低至高。

    Right: 預料全年樓價升5%至8%。
        Prices should rise 5% to 8% in the year.
    Wrong: 預料全年樓價升8%至5%。
        Prices should rise 8% to 5% in the year.
    """
    column = related.column
    for place, figure in column.figures_at.items():
        if figure.value is not None or figure.lower is None or figure.upper is None:
            continue
        norm = fold(figure.text)
        match = _RANGE.match(norm)
        before = column.shape[max(0, place - 8) : place]
        if _RATE_BEFORE.search(column.shape[max(0, place - 16) : place]):
            continue
        if match is None or _NO_RANGE.search(before) or (match["unit"] and _FALLING.search(before)):
            continue
        low, high = (Decimal(match[g].replace(",", "")) for g in ("low", "high"))
        if "-" in norm[: match.start("low") + 1] or (low > 1900 and high > 1900 and low < 2100):
            continue
        scaled = (
            re.search(r"[千百万亿]", match["unit"]) is None
            and re.match(r"[千百万亿]", match["tail"]) is not None
        )
        if figure.hedge == "about" and match["mark"] not in "至到":
            continue
        if match["mark"] in "-－—" and not match["tail"] and not match["unit"]:
            continue
        one_unit = re.search(r"[千百万亿]", match["unit"]) is None or match["unit"][:1] == match["tail"][:1]
        if low <= high or not one_unit or (scaled and low > 1000):
            if low < high and one_unit:
                yield _range(figure, "consistent", None)
            continue
        start, end = match.span("low"), match.span("high")
        text = figure.text
        swapped = (
            text[: start[0]]
            + text[slice(*end)]
            + text[start[1] : end[0]]
            + text[slice(*start)]
            + text[end[1] :]
        )
        yield _range(figure, "inconsistent", swapped)


def _range(figure: Figure, status: str, mended: str | None) -> Finding:
    wrong = status == "inconsistent"
    return word_finding(
        "wording.range",
        "inconsistent" if wrong else "consistent",
        [(figure.start, figure.end)],
        f"「{figure.text}」由高至低" if wrong else f"「{figure.text}」由低至高",
        f"{figure.text} runs from high to low" if wrong else f"{figure.text} runs from low to high",
        stated=figure.text,
        expected=mended,
        suggestion=mended,
        severity="warning",
    )
