"""One measure stated twice: contradictions, and slips of scale."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from heshu.checks.history import Stated, by_thing, thing_of
from heshu.checks.printed import rounded
from heshu.checks.related import Related
from heshu.checks.relations.repeats import Repeat, power_between
from heshu.checks.saying import plain, rewrite, word_finding
from heshu.model.nouns import Figure, Finding


def contradiction(related: Related) -> Iterator[Finding]:
    """`repeat.contradiction`: one measure of one period has one value throughout.
    同一時期的同一項目，前後數字一致。

    Right: ▲海濤灣上月成交23宗/海濤灣上月成交23宗，為區內之冠。
        Caption: 23 sales at the estate last month. Body: 23 sales at the estate last month, most in the district.
    Wrong: ▲海濤灣上月成交32宗/海濤灣上月成交23宗，為區內之冠。
        Caption: 32 sales at the estate last month. Body: 23 sales at the estate last month.
    """
    for repeat in related.repeats:
        a, b = rounded(repeat.first), rounded(repeat.second)
        if a is None or b is None or power_between(repeat.first, repeat.second) not in (0, None):
            continue
        yield _contradiction(repeat, holds=a.meets(b))
    for told in related.titles:
        head, body = told.head.figure, told.body.figure
        if told.agrees:
            yield _contradiction(Repeat(body, head), holds=True)
        elif not told.elsewhere and power_between(body, head) in (0, None):
            yield _contradiction(Repeat(body, head), holds=False)
    earlier = by_thing(related.earlier)
    for now in related.stated:
        against = [old for old in earlier.get(thing_of(now), ()) if old.period == now.period]
        apart = [old for old in against if _apart(now.figure, old.figure)]
        if apart and len(apart) == len(against):
            yield _earlier(now, apart[-1])


def _apart(a: Figure, b: Figure) -> bool:
    x, y = rounded(a), rounded(b)
    return x is not None and y is not None and not x.meets(y) and power_between(a, b) in (0, None)


def _earlier(now: Stated, old: Stated) -> Finding:
    figure, other = now.figure, old.figure
    author = "同一作者" if set(now.authors) & set(old.authors) else ""
    return word_finding(
        "repeat.contradiction",
        "inconsistent",
        [(figure.start, figure.end)],
        f"「{figure.text}」與{author}{old.source}所寫的「{other.text}」不符（{old.measure}，{old.period}）",
        f"{figure.text} here, {other.text} in {old.source}, of the same measure and period",
        severity="warning",
        stated=_value(figure),
        expected=_value(other),
        suggestion=other.text,
        sources=[old.source],
    )


def _contradiction(repeat: Repeat, *, holds: bool) -> Finding:
    first, second = repeat.first, repeat.second
    return word_finding(
        "repeat.contradiction",
        "consistent" if holds else "inconsistent",
        [(second.start, second.end), (first.start, first.end)],
        f"「{second.text}」與「{first.text}」前後一致"
        if holds
        else f"「{second.text}」與另一處的「{first.text}」不符",
        f"{second.text} and {first.text} agree"
        if holds
        else f"{second.text} here, {first.text} elsewhere, of the same measure",
        stated=_value(second),
        expected=_value(first),
        suggestion=first.text,
    )


def title(related: Related) -> Iterator[Finding]:
    """`repeat.title`: a number in a title, subhead or caption is what the body gives for that thing.
    標題、小題及圖說的數字，是正文中同一項目的數字。

    Right: ＃訪港旅客升8.5%/旅遊發展局公布，6月訪港旅客按年升8.5%，酒店入住率升2.3%。
        Title: visitors up 8.5%. Body: visitors rose 8.5% on the year, hotel occupancy 2.3%.
    Wrong: ＃訪港旅客升2.3%/旅遊發展局公布，6月訪港旅客按年升8.5%，酒店入住率升2.3%。
        Title: visitors up 2.3%. Body: visitors rose 8.5% on the year, hotel occupancy 2.3%.
    """
    for told in related.titles:
        if told.agrees or not told.elsewhere:
            continue
        head, body = told.head.figure, told.body.figure
        yield word_finding(
            "repeat.title",
            "inconsistent",
            [(head.start, head.end), (body.start, body.end)],
            f"標題寫「{head.text}」，正文同一項目為「{body.text}」；「{head.text}」在正文屬另一項目",
            f"the title has {head.text}, the body {body.text} for the same; {head.text} is another thing there",
            stated=_value(head),
            expected=_value(body),
            suggestion=body.text,
        )


def magnitude(related: Related) -> Iterator[Finding]:
    """`repeat.magnitude`: one measure does not change by a power of ten: 萬 for 億, million for 百萬.
    單位或位數沒有寫錯。

    Right: ▲新廠月產能已達13萬片/新廠月產能達13萬片，全球份額8%。
        Caption: the plant makes 130,000 wafers a month. Body: the same.
    Wrong: ▲新廠月產能已達130萬片/新廠月產能達13萬片，全球份額8%。
        Caption: the plant makes 1,300,000 wafers a month. Body: 130,000.
    """
    earlier = by_thing(related.earlier)
    for now in related.stated:
        history = earlier.get(thing_of(now), [])
        if (old := _off_the_scale(now, history)) is not None:
            span = [(now.figure.start, now.figure.end)]
            yield slip_finding(old.figure, now.figure, span, sources=(old.source,), where=f"{old.source}的")
    for told in related.titles:
        head, body = told.head.figure, told.body.figure
        if not told.agrees and not told.elsewhere and power_between(body, head):
            yield slip_finding(body, head, [(head.start, head.end), (body.start, body.end)])
    for slip in related.slips:
        yield slip_finding(
            slip.first,
            slip.second,
            [(slip.second.start, slip.second.end), (slip.first.start, slip.first.end)],
        )


def _off_the_scale(now: Stated, history: Sequence[Stated]) -> Stated | None:
    """Give the nearest of three or more steady earlier values where this one is about a power of ten off them all."""
    values = [old.figure.value for old in history if old.figure.value is not None and old.figure.value > 0]
    value = now.figure.value
    if value is None or value <= 0 or len(values) < 3 or max(values) > 3 * min(values):
        return None
    nearest = min(history, key=lambda old: abs((old.figure.value or 0) - value))
    ratio = max(value / (nearest.figure.value or value), (nearest.figure.value or value) / value)
    return nearest if any(abs(ratio / 10**power - 1) < Decimal("0.3") for power in (1, 2, 3, 4, 8)) else None


def slip_finding(
    first: Figure,
    second: Figure,
    spans: list[tuple[int, int]],
    *,
    sources: tuple[str, ...] = (),
    where: str = "另一處的",
) -> Finding:
    """Make the finding on `second`, a power of ten off from `first`; spans are of the article that holds `second`."""
    ratio = (first.value or 1) / (second.value or 1)
    power = round(abs(ratio.log10())) if isinstance(ratio, Decimal) else 0
    times = 10**power
    mended = (
        None
        if second.value is None
        else rewrite(second, second.value * times if ratio > 1 else second.value / times)
    )
    return word_finding(
        "repeat.magnitude",
        "inconsistent",
        spans,
        f"「{second.text}」與{where}「{first.text}」相差約{times}倍，疑為單位或位數之誤",
        f"{second.text} and {first.text} are a factor of about {times} apart: a slip of unit or place?",
        stated=_value(second),
        expected=_value(first),
        suggestion=mended if mended and "." not in mended else first.text,
        sources=sources,
    )


def _value(figure: Figure) -> str | None:
    return None if figure.value is None else plain(figure.value)
