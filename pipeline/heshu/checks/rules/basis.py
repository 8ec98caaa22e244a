"""The words 按年, 按季, 按月, 同比 and 環比 against the two periods that a change is between."""

from collections.abc import Iterator

from heshu.checks.basis import APART, Against, Basis, basis_of, months_of
from heshu.checks.related import Related
from heshu.checks.saying import word_finding
from heshu.checks.sums.judge import Judged
from heshu.model.nouns import Finding, Period
from heshu.text.fold import fold

_CHANGES = ("growth", "difference", "points")
_APART_EN = {"年": "a year", "季": "a quarter", "月": "a month"}


def basis(related: Related) -> Iterator[Finding]:
    """`wording.basis`: 按年 goes with periods a year apart, 按季 a quarter, 按月 a month, 環比 with one right before.
    按年、按季、按月、環比與所比的兩個時期相符。

    Right: 今年第一季用電量2,190億度，去年第一季為2,040億度，按年增7.4%。
        Power use was 219 billion kWh this first quarter and 204 last first quarter, up 7.4% on the year.
    Wrong: 今年第一季用電量2,190億度，去年第一季為2,040億度，按季增7.4%。
        Power use was 219 billion kWh this first quarter and 204 last first quarter, up 7.4% on the quarter.
    """
    periods = {period.id: period for period in related.column.record.periods}
    for judged in related.sums.judged:
        if judged.hypothesis.family.name not in _CHANGES or not judged.outcome.holds:
            continue
        before, after, stated = (related.sums.terms[n] for n in judged.hypothesis.terms)
        word = basis_of(related.column, stated.place)
        first, second = (periods.get(f.period or "") for f in (before.figure, after.figure))
        if word is not None and first is not None and second is not None:
            finding = _held(related, judged, word, first, second)
            if finding is not None:
                yield finding


def _held(related: Related, judged: Judged, word: Basis, first: Period, second: Period) -> Finding | None:
    """Hold a basis word against two periods of one length.

    Months of the year are sure where years may be inferred, so only they make a word wrong; it is right
    where the years fit too.
    """
    a, b = months_of(first.edtf or ""), months_of(second.edtf or "")
    if a is None or b is None or a[1] != b[1] or a == b:
        return None
    length, gap = a[1], b[0] - a[0]
    named = next((name for name, months in APART.items() if gap % 12 == months % 12), None)
    if named is None:
        return None
    previous = gap % 12 == length % 12 or named == "月"
    if word.against == "previous":
        fits = previous
        if not fits and named != "年":
            return None
    else:
        fits = word.against == named
    if fits and gap not in (APART[named], length):
        return None
    return _finding(related, judged, word, (first, second), named, fits=fits)


def _finding(
    related: Related,
    judged: Judged,
    word: Basis,
    between: tuple[Period, Period],
    named: Against,
    *,
    fits: bool,
) -> Finding:
    column = related.column
    span = column.span(word.start, word.end)
    text = column.record.text[slice(*span)]
    figures = [related.sums.terms[n].figure for n in judged.hypothesis.terms]
    spans = [span, *((p.start, p.end) for p in between), *((f.start, f.end) for f in figures)]
    first, second = between
    mended = text if fits else _mended(text, named)
    periods = f"{second.text}（{second.edtf}）對{first.text}（{first.edtf}）"
    return word_finding(
        "wording.basis",
        "consistent" if fits else "inconsistent",
        spans,
        f"「{text}」與所比的時期相符：{periods}"
        if fits
        else f"寫「{text}」，但所比的是{periods}，應為「{mended}」",
        f"{text} goes with the periods: {second.edtf} against {first.edtf}"
        if fits
        else f"{text} is printed, but {second.edtf} and {first.edtf} are {_APART_EN[named]} apart",
        stated=text,
        expected=mended,
        working=f"{first.edtf} → {second.edtf}",
        suggestion=mended,
    )


def _mended(text: str, named: Against) -> str:
    """Print the right basis the way the wrong one is printed: 按季 → 按年, 月增 → 年增, 環比 → 同比."""
    word = fold(text)
    if word in ("同比", "环比"):
        return "同比" if named == "年" else f"按{named}"
    at = next(i for i, sign in enumerate(word) if sign in APART)
    return text[:at] + named + text[at + 1 :]
