"""Errors planted by rule in right sentences and right columns: one small change of the print, of one family each.

A planter sees the figures of a record and its words, never the relations that the checks find in it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from opencc import OpenCC

from heshu.checks.printed import step
from heshu.checks.rules.characters import characters, form_of, is_simplified, standard
from heshu.checks.saying import rewrite
from heshu.model.nouns import Figure
from heshu.model.record import Record
from heshu.text.fold import fold
from heshu.text.segment import is_word, segmenter

_WORD = re.compile(r"(?![一二三四五六七八九十两几半])[\u4e00-\u9fff]+")  # 一個一個 is no error


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted error: `text[start:end]` becomes `print`."""

    rule: str
    start: int
    end: int
    print: str

    def into(self, text: str) -> str:
        """Give the text with the error in it."""
        return text[: self.start] + self.print + text[self.end :]


Planter = Callable[[Record], Iterator[Plant]]
FACTORS = (Decimal("1.5"), Decimal("0.6"))


def changed(rule: str, figure: Figure, factor: Decimal) -> Iterator[Plant]:
    """Plant another value in a figure, printed as it was; nothing where it cannot be."""
    if figure.unit == "fraction":
        other = "三分之二" if "一" in figure.text and "二" not in figure.text else "十分之一"
        if other not in figure.text:
            yield Plant(rule, figure.start, figure.end, other)
        return
    if figure.value is None:
        return
    places = -int(figure.value.normalize().as_tuple().exponent)
    new = round(figure.value * factor, max(places, 0))
    text = rewrite(figure, new)
    if text is None or text == figure.text or rewrite(figure, figure.value) in (None, text):
        return
    tenths = figure.text.endswith("成") or text.endswith("成")  # 一成 may stand for a number up to 一成九
    if abs(new - figure.value) >= (Decimal(15) if tenths else Decimal("1.5") * step(figure)):
        yield Plant(rule, figure.start, figure.end, text)


def _last(record: Record, *units: str | None, kinds: tuple[str, ...] = ()) -> Figure | None:
    found = [f for f in record.figures if (f.unit in units or f.kind in kinds) and f.kind != "rank"]
    return found[-1] if found else None


def _of_last(rule: str, *units: str, kinds: tuple[str, ...] = ()) -> Planter:
    def plant(record: Record) -> Iterator[Plant]:
        figure = _last(record, *units, kinds=kinds)
        if figure is not None:
            for factor in FACTORS:
                yield from changed(rule, figure, factor)

    return plant


def _difference(record: Record) -> Iterator[Plant]:
    points = _last(record, "percentage_point", "basis_point")
    for figure in (points,) if points is not None else record.figures[-1:]:
        for factor in FACTORS:
            yield from changed("arithmetic.difference", figure, factor)


def _sum(record: Record) -> Iterator[Plant]:
    figures = [f for f in record.figures if f.value is not None and f.kind != "duration"]
    if figures:
        yield from changed(
            "arithmetic.sum", max(figures, key=lambda f: f.value or Decimal(0)), Decimal("1.3")
        )


def _unit_price(record: Record) -> Iterator[Plant]:
    prices = [f for f in record.figures if f.kind == "money" and f.value]
    if prices:
        for factor in FACTORS:
            yield from changed(
                "arithmetic.unit_price", min(prices, key=lambda f: f.value or Decimal(0)), factor
            )


_RANGE = re.compile(
    r"(?<![/\d由從])(?P<a>[\d０-９][\d,.０-９]{0,20})(?P<unit>[^\d，。；至～~年月日]{0,4})(?:至|~)(?P<b>[\d０-９][\d,.０-９]{0,20})(?![\d０-９])(?P=unit)(?![/年月日])"
)


def _backwards(record: Record) -> Iterator[Plant]:
    """Let the two numbers of a range change places; 12,000至1.5萬 has another unit at either end."""
    for match in _RANGE.finditer(record.text):
        a, b = (Decimal(fold(match[g]).replace(",", "")) for g in ("a", "b"))
        if a < b:
            low, high = match["a"], match["b"]
            between, after = (
                record.text[match.end("a") : match.start("b")],
                record.text[match.end("b") : match.end()],
            )
            whole = high + between + low + after
            yield Plant("wording.range", match.start(), match.end(), whole)


def _direction(record: Record) -> Iterator[Plant]:
    """Turn the verb round: 升至 for 跌至."""
    for match in re.finditer(
        r"由[^。；\n]{2,24}?(?P<verb>[升增跌降減])(?P<to>至|到)(?=[^，。；]{0,6}[\d０-９一二兩三四五六七八九])",
        record.text,
    ):
        numbers = [f for f in record.figures if match.start() < f.start < match.end() + 12]
        if len(numbers) == 2 and numbers[0].unit == numbers[1].unit and (numbers[0].value or 0) > 0:
            turned = "跌" if match["verb"] in "升增" else "升"
            before = record.text[match.start("verb") - 1]
            if before in "急上下回大":
                yield Plant("wording.direction", match.start("verb") - 1, match.end("verb"), turned)
            else:
                yield Plant("wording.direction", match.start("verb"), match.end("verb"), turned)


def _impossible(record: Record) -> Iterator[Plant]:
    for figure in record.figures:
        before = record.text[max(0, figure.start - 4) : figure.start]
        if (
            figure.unit == "percent"
            and re.search(r"[減降跌滑低縮减]", before)
            and figure.value
            and "%" in fold(figure.text)
        ):
            text = rewrite(figure, figure.value + 100)
            if text:
                yield Plant("wording.impossible", figure.start, figure.end, text)
        if figure.unit == "fraction" and re.search(r"[減降跌滑低縮减]", before):
            yield Plant("wording.impossible", figure.start, figure.end, "兩倍")


def _point(record: Record) -> Iterator[Plant]:
    for figure in record.figures:
        if figure.unit == "percentage_point" and (match := re.search(r"[個个]百分[點点]", figure.text)):
            yield Plant("wording.point", figure.start + match.start(), figure.start + match.end(), "%")


def _count(record: Record) -> Iterator[Plant]:
    numerals = "一二三四五六七八九"
    for figure in record.figures:
        if (
            figure.kind == "count"
            and figure.value
            and 2 <= figure.value <= 7
            and figure.text[0] in "兩两二三四五六七"
        ):
            yield Plant("count.enumeration", figure.start, figure.start + 1, numerals[int(figure.value)])
    for match in re.finditer(r"「([三四五])[無無有]」", record.text):
        yield Plant("count.enumeration", match.start(1), match.end(1), numerals[numerals.index(match[1]) + 1])


def _respectively(record: Record) -> Iterator[Plant]:
    for match in re.finditer("分[別别]", record.text):
        after = [
            f
            for f in record.figures
            if f.start >= match.end() and "。" not in record.text[match.end() : f.start]
        ]
        run = after[
            : next((i for i in range(1, len(after)) if after[i].start - after[i - 1].end > 2), len(after))
        ]
        if len(run) >= 2:
            yield Plant("count.respectively", run[-2].end, run[-1].end, "")


def _weekday(record: Record) -> Iterator[Plant]:
    days = "一二三四五六日"
    for match in re.finditer(r"[日号號][（(]?(?:星期|周|禮拜|礼拜)([一二三四五六日])", record.text):
        yield Plant("calendar.weekday", match.start(1), match.end(1), days[(days.index(match[1]) + 2) % 7])


def _date(record: Record) -> Iterator[Plant]:
    for match in re.finditer(r"(\d{1,2}|[０-９]{1,2})月(\d{1,2}|[０-９]{1,2})(?=[日號号])", record.text):
        day = "31" if int(fold(match[1])) in (4, 6, 9, 11) else "30" if int(fold(match[1])) == 2 else "32"
        if day == "32":
            continue
        yield Plant("calendar.date", match.start(2), match.end(2), day)


def _span(record: Record) -> Iterator[Plant]:
    for match in re.finditer(
        r"[至到][^，。]{2,6}?(?:的|共|這|这|足足|整整|合共|前後|為期|，)+([三五六十四兩])(?=年|個月|个月)",
        record.text,
    ):
        yield Plant("calendar.span", match.start(1), match.end(1), "九" if match[1] != "十" else "七")


def _threshold(record: Record) -> Iterator[Plant]:
    for figure in record.figures:
        before = record.text[max(0, figure.start - 8) : figure.start] + figure.text
        up = figure.hedge in ("more_than", "at_least") or re.search(r"[高多]於|高于|多于|超[過过]", before)
        down = figure.hedge in ("less_than", "at_most") or re.search(r"[低少]於|低于|少于|不足", before)
        if (up or down) and figure.value and re.search(r"均|都|全部|於|于", before):
            yield from changed("claim.threshold", figure, Decimal(3) if up else Decimal("0.3"))


def _superlative(record: Record) -> Iterator[Plant]:
    other = {"高": "低", "多": "少", "大": "小", "快": "慢", "低": "高", "少": "多", "小": "大"}
    for match in re.finditer(r"(?:以|當中|当中|其中)[^，。]{1,8}最([高多大快低少小])。", record.text):
        yield Plant("claim.superlative", match.start(1), match.end(1), other[match[1]])


def _headline(rule: str, factor: Decimal) -> Planter:
    def plant(record: Record) -> Iterator[Plant]:
        heads = [b for b in record.blocks if b.kind in ("title", "caption")]
        for figure in record.figures:
            if any(b.start <= figure.start < b.end for b in heads):
                twins = [
                    f
                    for f in record.figures
                    if f is not figure and f.unit == figure.unit and f.value == figure.value
                ]
                if (
                    twins
                    and figure.value is not None
                    and figure.kind not in ("rank", "duration")
                    and twins[0].start > figure.end
                ):
                    yield from changed(rule, figure, factor)

    return plant


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("hk2s")


def _mixed(record: Record) -> Iterator[Plant]:
    for place in range(0, len(record.text), 7):
        character = record.text[place]
        other = _to_simplified().convert(character)
        if other != character and is_simplified(other):
            yield Plant("text.mixed_script", place, place + 1, other)


def _doubled(record: Record) -> Iterator[Plant]:
    """Set twice, in turn: the last character of a word, a whole word, the next particle."""
    at = forms = 0
    for number, word in enumerate(segmenter()(fold(record.text))):
        at += len(word)
        form = forms % 3
        if form == 2 and word in "的了是在和與与為为":
            yield Plant("text.doubled", at - 1, at, record.text[at - 1] * 2)
        elif form < 2 and len(word) == 2 and number % 9 == 4 and _WORD.fullmatch(word):
            start = at - 1 - form
            yield Plant("text.doubled", start, at, record.text[start:at] * 2)
        else:
            continue
        forms += 1


def _conversion(record: Record) -> Iterator[Plant]:
    if sum(map(is_simplified, record.text)) > 20:
        return  # what is wrong in Traditional print is no slip in a Simplified column
    known, text, at = characters(), standard(record.text), 0
    for word in segmenter()(fold(record.text)):
        place = next((n for n, c in enumerate(word) if c in known.classes), None)
        if place is not None and is_word(word) and form_of(word) == text[at : at + len(word)]:
            forms = known.classes[word[place]]
            for form in forms:
                if forms[form] != forms.get(text[at + place]) and form not in known.stands_for_all:
                    yield Plant("text.conversion", at + place, at + place + 1, form)
        at += len(word)
    for match in re.finditer(r"一、二(?=手|線|級|期|季)", record.text):
        yield Plant("text.conversion", match.start(), match.end(), "二、二")


PLANTERS: dict[str, Planter] = {
    "arithmetic.growth": _of_last("arithmetic.growth", "percent", "fraction"),
    "arithmetic.difference": _difference,
    "arithmetic.close_change": _of_last("arithmetic.close_change", "percent"),
    "arithmetic.share": _of_last("arithmetic.share", "percent", "fraction"),
    "arithmetic.sum": _sum,
    "arithmetic.breakdown": _of_last("arithmetic.breakdown", "percent"),
    "arithmetic.average": _of_last("arithmetic.average", kinds=("money", "count", "area")),
    "arithmetic.unit_price": _unit_price,
    "arithmetic.yield": _of_last("arithmetic.yield", "percent"),
    "arithmetic.multiple": _of_last("arithmetic.multiple", "times"),
    "arithmetic.currency": _of_last("arithmetic.currency", kinds=("money",)),
    "wording.direction": _direction,
    "wording.impossible": _impossible,
    "wording.point": _point,
    "wording.range": _backwards,
    "count.enumeration": _count,
    "count.respectively": _respectively,
    "calendar.weekday": _weekday,
    "calendar.date": _date,
    "calendar.span": _span,
    "claim.threshold": _threshold,
    "claim.superlative": _superlative,
    "repeat.contradiction": _headline("repeat.contradiction", Decimal("1.5")),
    "repeat.magnitude": _headline("repeat.magnitude", Decimal(10)),
    "text.mixed_script": _mixed,
    "text.doubled": _doubled,
    "text.conversion": _conversion,
}
