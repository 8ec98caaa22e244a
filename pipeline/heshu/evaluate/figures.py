"""Figures, periods and links against our gold.

- `span`: F1 of exact spans. `record`: F1 where span, value, bounds, unit and hedge are all right.
- `direction`: right among figures with the right span (null counts). `period`: F1 of exact span with the right EDTF.
- `measure`, `period_link`: right among gold figures that state one and whose span was found. A measure is right when
  its span overlaps that of the gold phrase, nearest to the figure, and one holds the other.
"""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path

from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.gold import Gold, Mark, Split
from heshu.evaluate.scores import Tally
from heshu.language import load
from heshu.model.nouns import Figure
from heshu.text.reading import Reading


def score_figures(corpus: Path, split: Split) -> tuple[dict[str, float], list[str]]:
    """Give every score of the split, and a line for each disagreement (none for the test split)."""
    tallies = {name: Tally() for name in ("span", "record", "direction", "period", "measure", "period_link")}
    lines: list[str] = []
    for gold, found in read_gold_articles(load(), corpus, split):
        lines += _score_article(gold, found, tallies)
    scores = {
        name: round(t.f1 if name in ("span", "record", "period") else t.recall, 4)
        for name, t in tallies.items()
    }
    return scores, [] if split == "test" else lines


def _score_article(gold: Gold, found: Reading, tallies: dict[str, Tally]) -> Iterable[str]:
    figures = {(f.start, f.end): f for f in found.figures}
    wanted = {(m.start, m.end): m for m in gold.marks["figures"]}
    for name in ("span", "record"):
        tallies[name].found += len(figures)
        tallies[name].wanted += len(wanted)
    periods = {p.id: p for p in found.periods}
    for span, mark in wanted.items():
        figure = figures.get(span)
        if figure is None:
            yield _line(gold, mark, "missed")
            continue
        tallies["span"].hits += 1
        wrong = list(_wrong(mark, figure))
        tallies["record"].hits += not wrong
        if wrong:
            yield _line(gold, mark, "; ".join(wrong))
        tallies["direction"].wanted += 1
        right = figure.direction == mark.fields.get("direction")
        tallies["direction"].hits += right
        if not right:
            yield _line(gold, mark, f"direction {figure.direction}, not {mark.fields.get('direction')}")
        if "measure" in mark.fields:
            tallies["measure"].wanted += 1
            tallies["measure"].hits += _measure_right(gold, mark, figure)
        if "period" in mark.fields:
            tallies["period_link"].wanted += 1
            linked = periods.get(figure.period or "")
            tallies["period_link"].hits += linked is not None and linked.text == mark.fields["period"]
    for span, figure in figures.items():
        if span not in wanted:
            yield f"{gold.id}: {figure.text!r} [{figure.rule}] is no figure: {_around(gold.text, *span)}"
    yield from _score_periods(gold, found, tallies["period"])


def _score_periods(gold: Gold, found: Reading, tally: Tally) -> Iterable[str]:
    periods = {(p.start, p.end): p for p in found.periods}
    wanted = {(m.start, m.end): m for m in gold.marks["periods"]}
    tally.found += len(periods)
    tally.wanted += len(wanted)
    for span, mark in wanted.items():
        period = periods.get(span)
        right = period is not None and period.edtf == mark.fields.get("edtf")
        tally.hits += right
        if not right:
            got = "missed" if period is None else f"{period.edtf}, not {mark.fields.get('edtf')}"
            yield _line(gold, mark, f"period {got}")
    for span, period in periods.items():
        if span not in wanted:
            yield f"{gold.id}: {period.text!r} [{period.rule}] is no period: {_around(gold.text, *span)}"


def _wrong(mark: Mark, figure: Figure) -> Iterable[str]:
    for name in ("value", "lower", "upper"):
        if not _same(mark.fields.get(name), getattr(figure, name)):
            yield f"{name} {getattr(figure, name)}, not {mark.fields.get(name)}"
    if mark.fields.get("unit") != figure.unit:
        yield f"unit {figure.unit}, not {mark.fields.get('unit')}"
    if mark.fields.get("hedge", "exact") != figure.hedge:
        yield f"hedge {figure.hedge}, not {mark.fields.get('hedge', 'exact')}"


def _same(stated: str | None, read: Decimal | None) -> bool:
    if stated is None or read is None:
        return stated is None and read is None
    try:
        wanted = Decimal(stated)
    except InvalidOperation:
        return False
    return abs(wanted - read) <= Decimal("0.000001") * max(Decimal(1), abs(wanted))


def _measure_right(gold: Gold, mark: Mark, figure: Figure) -> bool:
    wanted, read = mark.fields["measure"], figure.measure
    if read is None:
        return False
    places = [i for i in range(len(gold.text)) if gold.text.startswith(wanted, i)]
    return (
        any(
            (start <= read.start and read.end <= start + len(wanted))
            or (read.start <= start and start + len(wanted) <= read.end)
            for start in places
        )
        or wanted in read.text
        or read.text in wanted
    )


def _line(gold: Gold, mark: Mark, what: str) -> str:
    return f"{gold.id}: {mark.text!r} {what}: {_around(gold.text, mark.start, mark.end)}"


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 12) : start]}〔{text[start:end]}〕{text[end : end + 12]}".replace("\n", "⏎")
