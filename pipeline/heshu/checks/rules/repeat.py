"""One measure stated twice: contradictions, and slips of scale."""

from collections.abc import Iterator

from heshu.checks.printed import rounded
from heshu.checks.related import Related
from heshu.checks.relations.repeats import Repeat, power_between
from heshu.checks.saying import plain, rewrite, word_finding
from heshu.model.nouns import Figure, Finding


def contradiction(related: Related) -> Iterator[Finding]:
    """`repeat.contradiction`: one measure of one period has one value throughout. 同一時期的同一項目，前後數字一致。

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


def magnitude(related: Related) -> Iterator[Finding]:
    """`repeat.magnitude`: one measure does not change by a power of ten: 萬 for 億, million for 百萬. 單位或位數沒有寫錯。

    Right: ▲新廠月產能已達13萬片/新廠月產能達13萬片，全球份額8%。
        Caption: the plant makes 130,000 wafers a month. Body: the same.
    Wrong: ▲新廠月產能已達130萬片/新廠月產能達13萬片，全球份額8%。
        Caption: the plant makes 1,300,000 wafers a month. Body: 130,000.
    """
    for slip in related.slips:
        yield slip_finding(
            slip.first,
            slip.second,
            [(slip.second.start, slip.second.end), (slip.first.start, slip.first.end)],
        )


def slip_finding(
    first: Figure,
    second: Figure,
    spans: list[tuple[int, int]],
    *,
    sources: tuple[str, ...] = (),
    where: str = "另一處的",
) -> Finding:
    """Make the finding on `second`, a power of ten off from `first`; spans are of the article that holds `second`."""
    times = 10 ** (power_between(first, second) or 0)
    mended = None if first.value is None else rewrite(second, first.value)
    return word_finding(
        "repeat.magnitude",
        "inconsistent",
        spans,
        f"「{second.text}」與{where}「{first.text}」相差{times}倍，疑為單位或位數之誤",
        f"{second.text} and {first.text} are a factor of {times} apart: a slip of unit or place?",
        stated=_value(second),
        expected=_value(first),
        suggestion=mended if mended and "." not in mended else first.text,
        sources=sources,
    )


def _value(figure: Figure) -> str | None:
    return None if figure.value is None else plain(figure.value)
