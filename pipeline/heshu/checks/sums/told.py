"""A sum in words: worked in decimals over the sets behind the print, written out, with what is to be printed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from heshu.checks.column import Column
from heshu.checks.printed import fine_step, middle
from heshu.checks.saying import amount, number_finding, plain, tenths_of, word_finding
from heshu.checks.sets import INFINITY, Interval, exactly
from heshu.checks.sets import total as total_of
from heshu.checks.sums.explain import because
from heshu.checks.sums.judge import Judged, Sums
from heshu.checks.sums.scorer import Scorer
from heshu.checks.sums.terms import Term
from heshu.checks.verdict import kindest, verdict
from heshu.model.nouns import Figure, Finding, Period

UNITS = {"percent": "%", "percentage_point": "個百分點", "basis_point": "點子", "times": "倍"}
_ONE = exactly(Decimal(1))


@dataclass(frozen=True, slots=True)
class Way:
    """One way to work a sum: over sets, in words (the numbers written as in `amount`), in what unit the result is."""

    work: Callable[..., Interval]
    words: Callable[[Sequence[str]], str]
    factor: Decimal | int = 1
    places: tuple[Decimal | None, ...] = ()
    unit: str | None = None


def told(column: Column, sums: Sums, scorer: Scorer) -> Iterator[Finding]:
    """Yield a finding for every sum that is meant; one that does not hold says what made it look meant."""
    for judged in sums.judged:
        maker = _MAKERS.get(judged.hypothesis.family.name, _worked)
        finding = maker(judged, sums)
        if finding is not None:
            if finding.status == "inconsistent":
                finding.because = because(column, sums.printed, judged.hypothesis, scorer)
            yield finding


def _figures(judged: Judged, sums: Sums) -> tuple[Figure, list[Figure]]:
    hypothesis = judged.hypothesis
    stated = sums.terms[hypothesis.terms[hypothesis.stated]].figure
    return stated, [sums.terms[n].figure for n in hypothesis.operands]


def _worked(judged: Judged, sums: Sums) -> Finding | None:
    stated, operands = _figures(judged, sums)
    family = judged.hypothesis.family
    ways = list(_ways(family.name, stated, operands))
    verdicts = [verdict(stated, way.work, operands, places=way.places, factor=way.factor) for way in ways]
    best = kindest(verdicts)
    if best is not None and judged.outcome.holds is False and len(ways) > 1:  # the way that comes nearest
        best = min(
            (n for n, v in enumerate(verdicts) if v is not None),
            key=lambda n: abs((verdicts[n] or (None, Decimal(0)))[1] - (middle(stated) or 0)),
        )
    if (
        best is None
        or (found := verdicts[best]) is None
        or (found[0] == "inconsistent") == judged.outcome.holds
    ):
        return None
    way = ways[best]
    numbers = [_number(figure) for figure in operands]
    unit = UNITS.get(stated.unit or "", _unit(stated)) if way.unit is None else way.unit
    rule = (
        "arithmetic.unit_price"
        if family.name == "total" and any(f.kind == "area" for f in operands)
        else family.rule
    )
    if family.name in ("growth", "multiple") and stated.unit == "times":
        rule = "arithmetic.multiple"
    return number_finding(rule, found, stated, operands, way.words(numbers), unit=unit)


def _ways(name: str, stated: Figure, operands: Sequence[Figure]) -> Iterator[Way]:
    hundred = 1 if stated.unit in ("fraction", "times") else 100
    if name == "growth":
        sign = _sign(stated, operands)
        order = (1, 0) if sign > 0 else (0, 1)
        if "番" in stated.text:
            yield Way(_turns, lambda n: f"log₂({n[1]} ÷ {n[0]})", unit="番")
            return
        yield Way(
            lambda a, b: ((b / a) - _ONE).scaled(sign * hundred),
            lambda n: f"({n[order[0]]} − {n[order[1]]}) ÷ {n[0]}",
        )
    elif name in ("difference", "points"):
        sign = _sign(stated, operands)
        order = (1, 0) if sign > 0 else (0, 1)
        factor = (
            Decimal("0.01") if stated.unit == "basis_point" and operands[0].unit == "percent" else Decimal(1)
        )
        yield Way(
            lambda a, b: (b - a).scaled(sign),
            lambda n: f"{n[order[0]]} − {n[order[1]]}",
            factor,
            _side_by_side(operands),
        )
    elif name == "close":
        sign = -1 if "down" in (operands[1].direction, stated.direction) else 1
        mark = "−" if sign > 0 else "+"
        yield Way(
            lambda b, d: (d / (b - d.scaled(sign))).scaled(hundred),
            lambda n: f"{n[1]} ÷ ({n[0]} {mark} {n[1]})",
        )
        yield Way(lambda b, d: (d / b).scaled(hundred), lambda n: f"{n[1]} ÷ {n[0]}")
    elif name == "multiple" and "番" in stated.text:
        yield Way(_turns, lambda n: f"log₂({n[1]} ÷ {n[0]})", unit="番")
    elif name == "multiple":
        yield Way(lambda a, b: b / a, lambda n: f"{n[1]} ÷ {n[0]}")
    elif name == "share":
        yield Way(lambda p, w: (p / w).scaled(hundred), lambda n: f"{n[0]} ÷ {n[1]}")
    elif name == "sum":
        yield Way(lambda *parts: total_of(list(parts)), " + ".join)
    elif name in ("each", "unit_price"):
        exact = Decimal(0) if operands[1].kind == "duration" else None
        yield Way(lambda t, n: t / n, lambda n: f"{n[0]} ÷ {n[1]}", places=(None, exact))
    elif name == "total":
        yield Way(lambda n, e: n * e, lambda n: f"{n[0]} × {n[1]}")
    elif name == "yield":
        yield Way(lambda i, p: (i / p).scaled(100), lambda n: f"{n[0]} ÷ {n[1]}")
        yield Way(lambda i, p: (i / p).scaled(1200), lambda n: f"{n[0]} × 12 ÷ {n[1]}")
    elif name == "compound":
        yield Way(_compound, lambda n: f"({n[1]} ÷ {n[0]})^(1/{n[2]}) − 1", places=(None, None, Decimal(0)))


def _compound(a: Interval, b: Interval, years: Interval) -> Interval:
    ratio, power = b / a, 1 / years.low
    if ratio.low <= 0:
        return Interval(-INFINITY, INFINITY)
    low, high = ratio.low**power, ratio.high**power
    return Interval((low - 1) * 100, (high - 1) * 100)


def _turns(a: Interval, b: Interval) -> Interval:
    """How many times a number doubled: 翻了三番 is eight times as much."""
    ratio, two = b / a, Decimal(2).ln()
    if ratio.low <= 0:  # 不足1萬元 may be next to nothing
        return Interval(-INFINITY, INFINITY)
    return Interval(ratio.low.ln() / two, ratio.high.ln() / two)


def _sign(stated: Figure, operands: Sequence[Figure]) -> int:
    if stated.direction is not None:
        return 1 if stated.direction == "up" else -1
    first, second = (middle(f) or Decimal(0) for f in operands[:2])
    return 1 if second >= first else -1


def _side_by_side(operands: Sequence[Figure]) -> tuple[Decimal | None, ...]:
    """Two rates side by side are given to the same place: 5.25厘下調至5厘 is to 5.00."""
    if operands[0].unit != "percent" or any("成" in f.text for f in operands):
        return ()
    finest = min(fine_step(f) for f in operands)
    return (finest,) * len(operands)


def _number(figure: Figure) -> str:
    value = middle(figure) or Decimal(0)
    return f"{plain(value)}%" if figure.unit == "percent" else amount(value)


def _unit(figure: Figure) -> str:
    """Give the unit as a reader writes it after a sum: 元, 宗, 年."""
    if figure.kind == "money":
        return {"HKD": "港元", "CNY": "元人民幣", "USD": "美元", "TWD": "元新台幣", "MOP": "澳門元"}.get(
            figure.unit or "", figure.unit or ""
        )
    lengths = {
        "year": "年",
        "month": "個月",
        "day": "日",
        "hour": "小時",
        "minute": "分鐘",
        "week": "周",
        "quarter": "季",
    }
    return (
        lengths.get(figure.unit or "", figure.unit or "")
        if figure.kind in ("count", "duration", "index")
        else ""
    )


def _points(judged: Judged, sums: Sums) -> Finding | None:
    """A percentage of percentages: as a ratio it may hold; if it holds as a difference only, 個百分點 was meant."""
    stated, operands = _figures(judged, sums)
    sign = _sign(stated, operands)
    places = _side_by_side(operands)
    ratio = verdict(stated, lambda a, b: ((b / a) - _ONE).scaled(100 * sign), operands, places=places)
    points = verdict(stated, lambda a, b: (b - a).scaled(sign), operands, places=places)
    if ratio is None or points is None:
        return None
    numbers = [_number(f) for f in operands]
    order = (1, 0) if sign > 0 else (0, 1)
    difference = f"{numbers[order[0]]} − {numbers[order[1]]} = {plain(points[1])}個百分點"
    if ratio[0] == "consistent":
        return number_finding(
            "wording.point",
            ratio,
            stated,
            operands,
            f"({numbers[order[0]]} − {numbers[order[1]]}) ÷ {numbers[0]}",
            unit="%",
        )
    if points[0] not in ("consistent", "by_rounding"):
        return None
    mended = f"{plain(points[1])}個百分點"
    return word_finding(
        "wording.point", "inconsistent", [(f.start, f.end) for f in (stated, *operands)],
        f"寫「{stated.text}」，但百分比之差是百分點：{difference}",
        f"{stated.text} is printed, but the difference of two percentages is in percentage points: {difference}",
        stated=plain(stated.value or Decimal(0)), expected=mended, working=difference, suggestion=mended,
    )  # fmt: skip


def _breakdown(judged: Judged, sums: Sums) -> Finding | None:
    shares = [sums.terms[n].figure for n in judged.hypothesis.terms]
    values = [middle(f) for f in shares]
    made = sum((v for v in values if v is not None), Decimal(0))
    holds = judged.outcome.holds
    working = " + ".join(f"{plain(v or Decimal(0))}%" for v in values) + f" = {plain(made)}%"
    last = shares[-1]
    wanted = 100 - (made - (middle(last) or Decimal(0)))
    mended = (tenths_of(wanted) if "成" in last.text else f"{plain(wanted)}%") if 0 < wanted < 100 else None
    return word_finding(
        "arithmetic.breakdown",
        "inconsistent" if not holds else "consistent" if made == 100 else "by_rounding",
        [(f.start, f.end) for f in shares],
        f"各部分合計100%：{working}" if holds else f"各部分合計{plain(made)}%，不是100%：{working}",
        f"the shares make 100%: {working}" if holds else f"the shares make {plain(made)}%, not 100%: {working}",
        stated=plain(made), expected="100", working=working, suggestion=mended,
    )  # fmt: skip


def _part(judged: Judged, sums: Sums) -> Finding | None:
    part, (whole,) = _figures(judged, sums)
    working = f"{_number(part)} > {_number(whole)}"
    return word_finding(
        "arithmetic.part", "inconsistent", [(f.start, f.end) for f in (part, whole)],
        f"部分「{part.text}」大於整體「{whole.text}」：{working}",
        f"the part {part.text} is more than its whole {whole.text}: {working}",
        stated=plain(part.value or Decimal(0)), expected=f"≤ {plain(whole.value or Decimal(0))}", working=working,
    )  # fmt: skip


def _each(judged: Judged, sums: Sums) -> Finding | None:
    """An average over a period is over its days, months or years, whichever gives what is nearest the stated."""
    hypothesis = judged.hypothesis
    total, stretch = (sums.terms[n] for n in hypothesis.operands)
    if not isinstance(stretch.noun, Period):
        return _worked(judged, sums)
    stated, whole = sums.terms[hypothesis.terms[hypothesis.stated]].figure, total.figure
    worked = judged.outcome.worked
    number = Decimal(round(total.value / worked)) if worked else Decimal(0)
    if number < 2:
        return None
    found = verdict(stated, lambda t: t / exactly(number), [whole])
    if found is None or (found[0] == "inconsistent") == judged.outcome.holds:
        return None
    return number_finding(
        "arithmetic.average", found, stated, [whole], f"{_number(whole)} ÷ {number}", unit=_unit(stated)
    )


def _span(judged: Judged, sums: Sums) -> Finding | None:
    hypothesis = judged.hypothesis
    dates = [sums.terms[n] for n in hypothesis.operands]
    stated = sums.terms[hypothesis.terms[hypothesis.stated]].figure
    worked = _whole(dates, stated)
    unit = {"year": "年", "month": "個月", "quarter": "季"}.get(stated.unit or "", stated.unit or "")
    holds = judged.outcome.holds
    rule = (
        "calendar.age"
        if stated.unit == "歲"
        else "calendar.anniversary"
        if "周年" in stated.text
        else "calendar.span"
    )
    working = f"{dates[0].noun.text}至{dates[1].noun.text}：{worked}{unit}"
    return word_finding(
        rule, "consistent" if holds else "inconsistent",
        [(stated.start, stated.end), *((d.start, d.end) for d in dates)],
        f"「{stated.text}」與年期相符：{working}" if holds else f"寫「{stated.text}」，但{working}",
        f"{stated.text} agrees with the dates: {working}" if holds else f"{stated.text} is printed, but {working}",
        stated=plain(stated.value or Decimal(0)), expected=str(worked), working=working,
        suggestion=None if holds else f"{worked}{stated.text[len(stated.text) - len(unit):] if unit else ''}",
    )  # fmt: skip


def _whole(dates: Sequence[Term], stated: Figure) -> int:
    each = {"month": 1, "quarter": 3}.get(stated.unit or "", 12)
    return int(abs(dates[1].value - dates[0].value) // each)


def _nothing(judged: Judged, sums: Sums) -> Finding | None:
    return None


_MAKERS: dict[str, Callable[[Judged, Sums], Finding | None]] = {
    "points": _points,
    "breakdown": _breakdown,
    "part": _part,
    "span": _span,
    "currency": _nothing,
    "each": _each,
}
