"""Prices, rents, currencies and closing levels."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from heshu.checks.printed import fine_step, rounded
from heshu.checks.related import Related
from heshu.checks.saying import amount, number_finding, word_finding
from heshu.checks.sets import Interval, exactly
from heshu.checks.tables import Table
from heshu.checks.verdict import kindest, verdict
from heshu.model.nouns import Figure, Finding

_ONE = exactly(Decimal(1))

# The Hong Kong Monetary Authority's convertibility undertakings since May 2005.
USD_HKD = Interval(Decimal("7.75"), Decimal("7.85"))


def close_change(related: Related) -> Iterator[Finding]:
    """`arithmetic.close_change`: a change in percent agrees with the level and the change in units.
    升跌幅與收報及點數相符。

    Right: 恒指收報26,250點，升250點或0.96%。
        The index closed at 26,250, up 250 points or 0.96%.
    Wrong: 恒指收報26,250點，升250點或1.96%。
        The index closed at 26,250, up 250 points or 1.96% (from 26,000 it is 0.96%).
    """
    for relation in related.changed:
        sign = 1 if relation.direction == "up" else -1
        figures = [relation.level, relation.change]
        ways = [
            verdict(
                relation.percent, lambda level, c, s=sign: (c / (level - c.scaled(s))).scaled(100), figures
            )
        ]
        if relation.base:
            ways.append(verdict(relation.percent, lambda level, c: (c / level).scaled(100), figures))
        best = kindest(ways)
        if best is None or (judged := ways[best]) is None:
            continue
        level, change = (
            amount(relation.level.value or Decimal(0)),
            amount(relation.change.value or Decimal(0)),
        )
        working = (
            f"{change} ÷ {level}" if best else f"{change} ÷ ({level} {'−' if sign > 0 else '+'} {change})"
        )
        yield number_finding("arithmetic.close_change", judged, relation.percent, figures, working, unit="%")


def unit_price(related: Related) -> Iterator[Finding]:
    """`arithmetic.unit_price`: a price over its area is the price a square foot.
    呎價等於樓價除以面積。

    Right: 單位實用面積500方呎，以750萬元沽出，呎價15000元。
        The 500-square-foot flat sold for 7.5 million, 15,000 a square foot.
    Wrong: 單位實用面積500方呎，以750萬元沽出，呎價16500元。
        The 500-square-foot flat sold for 7.5 million, 16,500 a square foot (it is 15,000).
    """
    for relation in related.unit_prices:
        figures = [relation.price, relation.area]
        judged = verdict(relation.unit_price, lambda price, area: price / area, figures)
        if (
            judged is not None
            and relation.unit_price.value is not None
            and _near(judged[1], relation.unit_price.value)
        ):
            working = (
                f"{amount(relation.price.value or Decimal(0))} ÷ {amount(relation.area.value or Decimal(0))}"
            )
            yield number_finding("arithmetic.unit_price", judged, relation.unit_price, figures, working)


def _near(worked: Decimal, stated: Decimal) -> bool:
    """A price a hundred times off is the price of something else."""
    return stated > 0 and Decimal("0.05") < worked / stated < 20


def rental_yield(related: Related) -> Iterator[Finding]:
    """`arithmetic.yield`: twelve monthly rents over the price is the return.
    租金回報等於十二個月租金除以樓價。

    Right: 業主以600萬元購入單位，月租2萬元，租金回報4厘。
        The owner bought the flat for 6 million; at 20,000 a month it returns 4%.
    Wrong: 業主以600萬元購入單位，月租2萬元，租金回報6厘。
        The owner bought the flat for 6 million; at 20,000 a month it returns 6% (it is 4%).
    """
    for relation in related.yields:
        judged = [
            verdict(relation.stated, lambda rent, price: (rent / price).scaled(1200), [relation.rent, price])
            for price in relation.prices
        ]
        best = kindest(judged)
        if (
            best is None
            or (found := judged[best]) is None
            or (found[0] == "inconsistent" and not relation.sure)
        ):
            continue
        price = relation.prices[best]
        working = f"{amount(relation.rent.value or Decimal(0))} × 12 ÷ {amount(price.value or Decimal(0))}"
        yield number_finding(
            "arithmetic.yield", found, relation.stated, [relation.rent, price], working, unit="%"
        )


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
    for relation in related.swaps:
        for first, second in ((relation.first, relation.second), (relation.second, relation.first)):
            rate = rates.get((first.unit or "", second.unit or ""))
            if rate is not None and (finding := _swap(first, second, rate, relation.second)) is not None:
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
