"""Parts and wholes: sums, shares, breakdowns, averages."""

from collections.abc import Iterator
from decimal import Decimal

from heshu.checks.printed import middle, rounded
from heshu.checks.related import Related
from heshu.checks.relations.parts import Average
from heshu.checks.saying import amount, number_finding, plain, tenths_of, word_finding
from heshu.checks.sets import exactly, total
from heshu.checks.verdict import kindest, verdict
from heshu.model.nouns import Figure, Finding

_HUNDRED = exactly(Decimal(100))


def sums(related: Related) -> Iterator[Finding]:
    """`arithmetic.sum`: a stated total is the sum of the parts listed with it.
    總數等於各部分之和。

    Right: 兩期合共750伙，包括400伙及350伙。
        The two phases have 750 flats in all, of which 400 and 350.
    Wrong: 兩期合共950伙，包括400伙及350伙。
        The two phases have 950 flats in all, of which 400 and 350 (that is 750).
    """
    for relation in related.totals:
        judged = verdict(relation.total, lambda *parts: total(list(parts)), relation.parts)
        if judged is None:
            continue
        if (
            judged[0] == "inconsistent"
            and not relation.whole
            and judged[1] < (relation.total.value or judged[1])
        ):
            continue
        working = " + ".join(amount(middle(p) or Decimal(0)) for p in relation.parts)
        yield number_finding("arithmetic.sum", judged, relation.total, relation.parts, working)


def share(related: Related) -> Iterator[Finding]:
    """`arithmetic.share`: a share agrees with the part and the whole that are printed with it.
    佔比與部分及整體相符。

    Right: 全年共12000宗，其中3000宗屬一手，即四分之一。
        There were 12,000 in the year, 3,000 of them new, that is a quarter.
    Wrong: 全年共12000宗，其中3000宗屬一手，即三分之一。
        There were 12,000 in the year, 3,000 of them new, that is a third (it is a quarter).
    """
    for relation in related.shares:
        hundred = 1 if relation.share.unit == "fraction" else 100
        judged = [
            verdict(
                relation.share,
                lambda part, whole, h=hundred: (part / whole).scaled(h),
                [relation.part, whole],
            )
            for whole in relation.wholes
        ]
        best = kindest(judged)
        if best is None or (found := judged[best]) is None:
            continue
        if found[0] == "inconsistent" and not relation.sure:
            continue
        whole = relation.wholes[best]
        working = f"{amount(relation.part.value or Decimal(0))} ÷ {amount(whole.value or Decimal(0))}"
        unit = "" if hundred == 1 else "%"
        yield number_finding(
            "arithmetic.share", found, relation.share, [relation.part, whole], working, unit=unit
        )


def breakdown(related: Related) -> Iterator[Finding]:
    """`arithmetic.breakdown`: the shares of one whole make 100%.
    同一整體的各個佔比合計為100%。

    Right: 換樓客佔六成，首置客佔三成，其餘一成屬投資者。
        Six tenths were upgraders, three tenths first buyers, the other tenth investors.
    Wrong: 換樓客佔六成，首置客佔三成，其餘兩成屬投資者。
        Six tenths were upgraders, three tenths first buyers, the other two tenths investors (that makes 110%).
    """
    for relation in related.breakdowns:
        sets = [rounded(f) for f in relation.shares]
        values = [_percent(f) for f in relation.shares]
        if any(s is None for s in sets) or any(v is None for v in values):
            continue
        made = sum((v for v in values if v is not None), Decimal(0))
        hull = total(
            [
                s.scaled(100 if f.unit == "fraction" else 1)
                for s, f in zip(sets, relation.shares, strict=True)
                if s
            ]
        )
        holds = _HUNDRED.low == made if _exact_tenths(relation.shares) else hull.meets(_HUNDRED)
        if not holds and hull.meets(_HUNDRED) and abs(made - 100) <= 1:
            holds = True
        if not relation.rest and (not holds or made != 100):
            continue
        yield _breakdown(relation.shares, made, holds)


def _breakdown(shares: tuple[Figure, ...], made: Decimal, holds: bool) -> Finding:
    working = " + ".join(f"{plain(_percent(f) or Decimal(0))}%" for f in shares) + f" = {plain(made)}%"
    last = shares[-1]
    wanted = 100 - (made - (_percent(last) or Decimal(0)))
    mended = None
    if not holds and 0 < wanted < 100:
        mended = tenths_of(wanted) if "成" in last.text else f"{plain(wanted)}%"
    return word_finding(
        "arithmetic.breakdown",
        "inconsistent" if not holds else "consistent" if made == 100 else "by_rounding",
        [(f.start, f.end) for f in shares],
        f"各部分合計{plain(made)}%，不是100%：{working}" if not holds else f"各部分合計100%：{working}",
        f"the shares make {plain(made)}%, not 100%: {working}"
        if not holds
        else f"the shares make 100%: {working}",
        stated=plain(made),
        expected="100",
        working=working,
        suggestion=mended,
    )


def _percent(figure: Figure) -> Decimal | None:
    value = middle(figure)
    return value * 100 if value is not None and figure.unit == "fraction" else value


def _exact_tenths(shares: tuple[Figure, ...]) -> bool:
    """六成, 三成, 一成 with no hedge are a plain division of ten: they make ten or they do not."""
    return all(f.hedge == "exact" and f.value is not None and f.unit == "percent" for f in shares)


def average(related: Related) -> Iterator[Finding]:
    """`arithmetic.average`: a stated average is the total over the number of things.
    平均數等於總數除以數目。

    Right: 四季合共1200億元，平均每季300億元。
        The four quarters came to 120 billion, 30 billion a quarter on average.
    Wrong: 四季合共1200億元，平均每季400億元。
        The four quarters came to 120 billion, 40 billion a quarter on average (it is 30).
    """
    for relation in related.averages:
        finding = _average(relation)
        if finding is not None:
            yield finding


def _average(relation: Average) -> Finding | None:
    readings = [(t, c) for t in relation.totals for c in relation.counts]
    judged = []
    for whole, count in readings:
        if isinstance(count, Figure):
            exact = count.kind == "duration"
            judged.append(
                verdict(
                    relation.average,
                    lambda t, c: t / c,
                    [whole, count],
                    places=[None, Decimal(0) if exact else None],
                )
            )
        else:
            number = exactly(count[1])
            judged.append(verdict(relation.average, lambda t, n=number: t / n, [whole]))
    best = kindest(judged)
    if best is None or (found := judged[best]) is None:
        return None
    if found[0] == "inconsistent" and not relation.sure:
        return None
    whole, count = readings[best]
    by, operands = (
        (count.value or Decimal(1), [whole, count]) if isinstance(count, Figure) else (count[1], [whole])
    )
    return number_finding(
        "arithmetic.average",
        found,
        relation.average,
        operands,
        f"{amount(whole.value or Decimal(0))} ÷ {amount(by)}",
    )
