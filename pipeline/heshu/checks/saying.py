"""Numbers and findings in words: the sum written out, the expected value, the mended print."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from heshu.checks.printed import cut_off, rounded, step
from heshu.checks.sets import INFINITY, Interval
from heshu.model.nouns import Figure, Finding, FindingStatus, Severity, Span
from heshu.text.fold import fold

_ARABIC = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_DIGITS = "零一二三四五六七八九"
_TENTHS = re.compile(r"[零〇一二三四五六七八九兩两十]{1,8}成(?:半|[一二三四五六七八九])?")
_CHINESE = re.compile(r"[零〇一二三四五六七八九兩两十]+")

UNIT_SIGNS = {"percent": "%", "percentage_point": "個百分點", "basis_point": "點子", "times": "倍"}
_AGREES = {
    "consistent": ("與計算相符", "agrees"),
    "by_rounding": ("在四捨五入的誤差之內", "agrees within rounding"),
    "by_truncation": ("是捨去尾數而非四捨五入", "was cut, not rounded"),
}


def plain(value: Decimal) -> str:
    """Write a decimal in full, without trailing zeros or exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal) -> str:
    """Write a number as a reader would: 5040, 62.5萬, 590萬, 3.8億; to six digits at most after the point."""
    for size, sign in ((10**8, "億"), (10**4, "萬")):
        if abs(value) >= size * (10 if size == 10**4 else 1):
            return plain((value / size).quantize(Decimal("0.000001"))) + sign
    return plain(value.quantize(Decimal("0.0001")) if value.is_finite() else value)


def expected_of(stated: Figure, worked: Decimal) -> Decimal:
    """Round what the inputs give to the places of the stated number: tenths of a percent or finer, else its step."""
    place = step(stated)
    if stated.kind in ("percent", "ratio"):
        place = min(place, Decimal("0.1"))
    elif worked:
        place = min(place, Decimal(10) ** (worked.adjusted() - 2))
    return (worked / place).quantize(Decimal(1), rounding=ROUND_HALF_UP) * place


def rewrite(figure: Figure, value: Decimal) -> str | None:
    """Print `value` the way `figure` is printed (升３０％ → ２０％, 三成 → 兩成); None where there is no such way."""
    norm = fold(figure.text)
    numbers = list(_ARABIC.finditer(norm))
    if len(numbers) == 1 and figure.value and not _CHINESE.search(norm):
        found = numbers[0]
        mantissa = Decimal(found[0].replace(",", ""))
        if not mantissa:
            return None
        new = value * mantissa / figure.value
        decimals = len(found[0].partition(".")[2])
        rounded = new.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
        if decimals == 0 and rounded != new:
            rounded = new.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        text = f"{rounded.normalize():,f}" if "," in found[0] and not decimals else format(rounded, "f")
        if not decimals and "." in text:
            text = text.rstrip("0").rstrip(".")
        if figure.text[found.start()] != norm[found.start()]:
            text = text.translate(_WIDE)
        return figure.text[: found.start()] + text + figure.text[found.end() :]
    if figure.unit == "percent" and (tenths := _TENTHS.search(norm)) and 0 < value < 100:
        return figure.text[: tenths.start()] + tenths_of(value) + figure.text[tenths.end() :]
    if figure.kind == "count" and value == int(value) and 0 < value < 20 and (words := _CHINESE.search(norm)):
        return figure.text[: words.start()] + chinese(int(value)) + figure.text[words.end() :]
    return None


def tenths_of(value: Decimal) -> str:
    """Write a percentage as 成: 20 兩成, 26 二成六, 5 半成, 35 三成半."""
    whole, tail = divmod(int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP)), 10)
    if not whole:
        return "半成" if tail == 5 else f"百分之{chinese(tail)}"
    if whole == 10:
        return "十成"
    head = "兩" if whole == 2 and tail in (0, 5) else _DIGITS[whole]
    return f"{head}成" + ("" if not tail else "半" if tail == 5 else _DIGITS[tail])


def chinese(value: int) -> str:
    """Write a whole number below 20, as before a measure word: 兩, 三, 十二."""
    if value == 2:
        return "兩"
    return _DIGITS[value] if value < 10 else "十" + (_DIGITS[value - 10] if value > 10 else "")


def number_finding(
    rule: str,
    judged: tuple[FindingStatus, Decimal],
    stated: Figure,
    operands: Sequence[Figure],
    working: str,
    *,
    unit: str = "",
    severity: Severity = "error",
    expected: Decimal | None = None,
) -> Finding:
    """Make the finding on a stated number. `working` ends before the equals sign; `unit` is put after the result."""
    status, worked = judged
    wanted = expected_of(stated, worked) if expected is None else expected
    sign = "=" if wanted == worked else "≈"
    written = f"{working} {sign} {amount(wanted)}{unit}"
    shown = [stated, *operands]
    wrong = status == "inconsistent"
    zh, en = _AGREES.get(status, ("", ""))
    bounds = {"by_rounding": rounded, "by_truncation": cut_off}.get(status)
    meant = None if bounds is None else _between(bounds(stated), UNIT_SIGNS.get(stated.unit or "", ""))
    if meant is not None:
        zh, en = f"{zh}（{meant}）", f"{en} ({meant.replace('至', ' to ')})"
    return Finding(
        rule=rule,
        status=status,
        severity=severity if wrong else "note",
        start=min(f.start for f in shown),
        end=max(f.end for f in shown),
        spans=spans_of(shown),
        message=f"寫「{stated.text}」，但{written}" if wrong else f"「{stated.text}」{zh}：{written}",
        message_en=f"{stated.text} is printed, but {written}" if wrong else f"{stated.text} {en}: {written}",
        stated=None if stated.value is None else plain(stated.value),
        expected=f"{amount(wanted)}{unit}",
        working=written,
        suggestion=rewrite(stated, wanted) if wrong else None,
    )


def _between(meant: Interval | None, sign: str) -> str | None:
    """Write the values that a print was taken to stand for: 14.5%至15.5%; nothing where a side is open."""
    if meant is None or INFINITY in (-meant.low, meant.high):
        return None
    return f"{amount(meant.low)}{sign}至{amount(meant.high)}{sign}"


def word_finding(
    rule: str,
    status: FindingStatus,
    spans: Sequence[tuple[int, int]],
    message: str,
    message_en: str,
    *,
    severity: Severity = "error",
    stated: str | None = None,
    expected: str | None = None,
    working: str | None = None,
    suggestion: str | None = None,
    sources: Sequence[str] = (),
) -> Finding:
    """Make a finding that is said in words; the first span is what is lit first."""
    return Finding(
        rule=rule,
        status=status,
        severity=severity if status == "inconsistent" else "note",
        start=min(a for a, _ in spans),
        end=max(b for _, b in spans),
        spans=[Span(a, b) for a, b in sorted(set(spans))],
        message=message,
        message_en=message_en,
        stated=stated,
        expected=expected,
        working=working,
        suggestion=suggestion if status == "inconsistent" else None,
        sources=list(sources),
    )


def spans_of(figures: Sequence[Figure]) -> list[Span]:
    """Give the spans of figures in text order, each once."""
    return [Span(a, b) for a, b in sorted({(f.start, f.end) for f in figures})]
