"""One sum in two currencies."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from heshu.checks.printed import fine_step, rounded
from heshu.checks.related import Related
from heshu.checks.saying import amount, word_finding
from heshu.checks.sets import Interval, exactly
from heshu.checks.tables import Table
from heshu.model.nouns import Figure, Finding

# The Hong Kong Monetary Authority's convertibility undertakings since May 2005.
USD_HKD = Interval(Decimal("7.75"), Decimal("7.85"))


def currency(related: Related) -> Iterator[Finding]:
    """`arithmetic.currency`: a sum agrees with the same in another currency: US and Hong Kong dollars at 7.75–7.85.
    兩種貨幣的金額相符。

    Right: 基金規模10億美元（約78億港元）。
        The fund has 1 billion US dollars (about 7.8 billion Hong Kong dollars).
    Wrong: 基金規模10億美元（約87億港元）。
        The fund has 1 billion US dollars (about 8.7 billion Hong Kong dollars; at the peg it is 7.75 to 7.85 billion).
    """
    rates = {("USD", "HKD"): USD_HKD}
    for table in related.tables:
        if table.per is not None and (rate := _rate(table, related.column.published)) is not None:
            rates.setdefault((table.per, table.unit), rate)
    yield from swaps(related, rates)


def _rate(table: Table, published: date | None) -> Interval | None:
    """Give the rates of a table (units of `unit` for one of `per`) in the month or year of a day, 3% either way."""
    if published is None:
        return None
    rows = [row for period in (published.strftime("%Y-%m"), str(published.year)) for row in table.of(period)]
    if not rows:
        return None
    return exactly(rows[-1].value) * Interval(Decimal("0.97"), Decimal("1.03"))


def swaps(related: Related, rates: Mapping[tuple[str, str], Interval]) -> Iterator[Finding]:
    """Judge every sum in two currencies by the units of the second that one of the first may buy."""
    terms = related.sums.terms
    for judged in related.sums.judged:
        if judged.hypothesis.family.name != "currency":
            continue
        one, other = (terms[place].figure for place in judged.hypothesis.terms)
        for first, second in ((one, other), (other, one)):
            rate = rates.get((first.unit or "", second.unit or ""))
            if rate is not None and (finding := _swap(first, second, rate, other)) is not None:
                yield finding


def _swap(first: Figure, second: Figure, rate: Interval, stated: Figure) -> Finding | None:
    a, b = (
        rounded(replace(f, hedge="exact") if f.hedge == "about" else f, fine_step(f)) for f in (first, second)
    )
    if a is None or b is None or not first.value or not second.value:
        return None
    holds = (a * rate).meets(b)
    if not holds and "default" in (first.unit_from, second.unit_from):
        return None
    low, high = first.value * rate.low, first.value * rate.high
    bought = f"{amount(low)}–{amount(high)} {second.unit}"
    working = f"{amount(first.value)} × {amount(rate.low)}–{amount(rate.high)} = {bought}"
    return word_finding(
        "arithmetic.currency",
        "consistent" if holds else "inconsistent",
        [(first.start, first.end), (second.start, second.end)],
        f"「{stated.text}」與匯率相符：{working}"
        if holds
        else f"寫{second.text}，但{first.text}應為{working}",
        f"{stated.text} agrees with the rate: {working}"
        if holds
        else f"{second.text} is printed, but {working}",
        stated=format(second.value, "f"),
        expected=f"{amount(low)}–{amount(high)}",
        working=working,
    )
