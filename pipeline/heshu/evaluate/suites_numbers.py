"""Figures against the number cases of public suites, each read by its own conventions.

A case is matched by one of a few fair mappings, never by the case:

- Number suites want the bare number (`numerals.find`), in articles and inside figures too; Recognizers leaves out
  those of money and discounts. Pairs and dozens (五對, 五打) are multiplied where the suite multiplies them.
- Spans: `whole` and `aligned` by overlap; `all` exactly, with or without the hedges that our guide takes in.
- Units are compared as quantities (3斤 is 1500 gram); a bare 元 or $ by its value only.
- Hedges either way: 近700万 may be 700万 or at most that; 几十万 begins at ten or at twenty of its unit.
- A whole string said to be money or a volume is read as such (五分 is five cents there, a score elsewhere).
- A case without a number (人民币 美元) or with dates only is a convention and left out.
"""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from heshu.evaluate.suites_dates import Row
from heshu.evaluate.suites_dates_values import CASE_FIELDS, Case
from heshu.figures import names, numerals
from heshu.figures.amounts import negated, signed
from heshu.figures.digits import Value, parse, scaled
from heshu.figures.find import read
from heshu.figures.fractions import read_fraction
from heshu.figures.halves import read_half
from heshu.figures.reading import Amount, Reading
from heshu.given import given_lines
from heshu.text.fold import fold

SUITES = {
    "recognizers": (
        "number", "percent", "currency", "dimension", "age", "temperature", "ordinal", "range", "range_experimental",
    ),
    "duckling": ("number", "currency", "distance", "quantity", "temperature", "volume"),
    "jionlp": ("currency", "currency_extract"),
    "cn2an": ("number", "digits", "currency", "mixed"),
    "wetext": ("number", "currency", "dimension", "fraction", "mixed", "mixed_config", "math", "other", "negative"),
    "nemo": ("number", "currency", "percent", "fraction", "ordinal", "dimension", "negative", "other"),
}  # fmt: skip
_KINDS = {
    "percent": ("percent",),
    "currency": ("money", "count"),
    "currency_extract": ("money",),
    "dimension": ("length", "weight", "area", "volume", "data", "power", "speed", "other", "temperature", "percent",
                  "count", "duration", "money", "energy"),
    "age": ("other", "duration"),
    "temperature": ("temperature", "other"),
    "distance": ("length", "area"),
    "quantity": ("weight",),
    "volume": ("volume",),
    "ordinal": ("rank",),
}  # fmt: skip
_BARE = frozenset(
    (
        "number",
        "digits",
        "fraction",
        "mixed",
        "mixed_config",
        "math",
        "ordinal",
        "other",
        "range",
        "range_experimental",
    )
)
_TIMES = {"对": 2, "双": 2, "打": 12}
_GIVEN = {
    "currency": {"分": (Decimal("0.01"), "元"), "个": (Decimal(1), "元"), "": (Decimal(1), "元")},
    "distance": {"呎": (Decimal(1), "foot")},
}
_DATE = re.compile(r"[0-9X]{4}-|^T|^--|^XXXX")
_AGED = re.compile(r"大|的年龄")


class Found(NamedTuple):
    """What we read, as a suite may see it: `core` is the span without hedges."""

    start: int
    end: int
    core: tuple[int, int]
    value: Value
    kind: str
    unit: str | None
    defaulted: bool = False


def score_numbers(suites: Path) -> list[Row]:
    """Score every number suite in `suites`, on its texts as they are and in Traditional."""
    rows = []
    for source, kinds in SUITES.items():
        for kind in kinds:
            path = suites / f"{source}-{kind}.jsonl"
            if not path.exists():
                continue
            cases = list(given_lines(path, *CASE_FIELDS))
            rows += [_score(source, kind, form, cases) for form in ("text", "text_hant")]
    return rows


def _score(source: str, kind: str, form: str, cases: list[Case]) -> Row:
    row = Row(source, kind, form)
    for case in cases:
        text = case.get(form)
        wanted = [e for e in case["expected"] if _is_number(e)]
        policy = case["span_policy"]
        evidence = policy == "unchanged" and kind in ("mixed_config", "math", "other")
        if not text or policy == "invalid" or evidence or (bool(case["expected"]) and not wanted):
            row.conventions.append(case["id"])
            continue
        row.cases += 1
        problem = _problem(source, kind, policy, text, wanted)
        if problem is None:
            row.passed += 1
        else:
            row.failures.append(f"{case['id']} {text!r}: {problem}")
    return row


def _is_number(expected: dict[str, Any]) -> bool:
    values = [expected.get(name) for name in ("value", "lower", "upper")]
    said = [v for v in values if v is not None]
    return (bool(said) or expected.get("type") == "money") and not any(_DATE.search(v) for v in said)


def _problem(source: str, kind: str, policy: str, text: str, wanted: list[dict[str, Any]]) -> str | None:
    """Say what is wrong with our reading of one case; None where it passes."""
    found = list(_found(source, kind, policy, fold(text), text))
    if policy == "unchanged":
        figures = [f for f in found if f.kind != "bare"]
        return f"read {[text[f.start : f.end] for f in figures]}" if figures else None
    missing = [e for e in wanted if not any(_matches(kind, policy, e, f) for f in found)]
    if missing:
        seen = ", ".join(
            f"{text[f.start : f.end]} {f.kind} {f.value.value} {f.value.lower} {f.value.upper} {f.unit}"
            for f in found
        )
        return f"missed {missing[0]['text']} {missing[0]['value']} {missing[0]['unit']}; read {seen}"
    if policy == "all":
        extra = [f for f in found if not any(f.start < e["end"] and e["start"] < f.end for e in wanted)]
        if kind.startswith("range"):
            extra = [f for f in extra if f.value.lower is not None or f.value.upper is not None]
        if extra:
            return f"read {[text[f.start : f.end] for f in extra]}"
    return None


def _found(source: str, kind: str, policy: str, norm: str, text: str) -> Iterator[Found]:
    readings = [item for item in read(text, norm) if isinstance(item, Reading)]
    figures = [_from_reading(reading) for reading in readings]
    if policy in ("aligned", "unchanged"):
        yield from figures
        yield from _bare(norm, figures, source)
    elif kind in _BARE and not (kind.startswith("range") or (kind == "ordinal" and policy == "all")):
        yield from _bare(norm, figures, source)
        if policy == "whole":
            yield from (f for f in figures if f.kind in ("ratio", "rank", "count", "other", "index"))
            yield from _whole(kind, norm)
    elif kind.startswith("range"):
        yield from _spans(norm, figures)
        yield from _bare(norm, figures, source)
    else:
        allowed = _KINDS[kind]
        for figure in figures:
            if figure.kind not in allowed or (
                kind == "percent" and figure.value.hedge == "about" and policy == "all"
            ):
                continue
            if (
                policy == "all"
                and kind in ("currency", "dimension")
                and figure.kind in ("count", "percent", "duration", "money")
                and not (kind == "currency" and figure.kind == "money")
            ):
                continue
            if kind == "age" and figure.kind == "duration":
                if (aged := _AGED.match(norm, figure.end)) is None:
                    continue
                figure = figure._replace(end=aged.end(), core=(figure.core[0], aged.end()))
            yield figure
        if policy == "whole":
            yield from _whole(kind, norm)


def _from_reading(reading: Reading) -> Found:
    figure = reading.figure
    core = [p for p in reading.parts if p.role in ("numeral", "unit", "currency")]
    start, end = min(p.start for p in core), max(p.end for p in core)
    if not any(p.role == "hedge" and p.start >= end for p in reading.parts):
        end = figure.end
    if not any(p.role == "hedge" and p.end <= start for p in reading.parts):
        start = figure.start
    value = Value(figure.value, figure.lower, figure.upper, "exact" if figure.hedge == "exact" else "about")
    return Found(
        figure.start, figure.end, (start, end), value, figure.kind, figure.unit, figure.unit_from == "default"
    )


def _bare(norm: str, figures: list[Found], source: str) -> Iterator[Found]:
    """Yield numbers without their units, fractions and signs taken in."""
    hidden = [
        f for f in figures if source == "recognizers" and (f.kind == "money" or norm[f.core[1] - 1] == "折")
    ]
    position = 0
    for at, end, value in _numbers(norm):
        if at < position or any(f.start <= at < f.end for f in hidden):
            continue
        position = end
        factor = _TIMES.get(norm[end : end + 1], 1)
        if factor > 1 and (source == "duckling" or (source == "recognizers" and factor == 12)):
            value, end = scaled(value, Decimal(factor)), end + 1
        yield Found(at, end, (at, end), value, "bare", None)


def _numbers(norm: str) -> Iterator[tuple[int, int, Value]]:
    position = 0
    while position < len(norm):
        half = norm.find("半百", position)
        numeral = next(numerals.find(norm[position:]), None)
        at = len(norm) if numeral is None else position + numeral.start
        if 0 <= half < at and (fifty := read_half(norm, half, position)) is not None:
            yield half, fifty.end, fifty.value
            position = fifty.end
            continue
        if numeral is None or numeral.reading is None:
            return
        end = position + numeral.end
        stop = names.skip(norm, at, end, position)
        fraction = read_fraction(norm, at, position)
        if isinstance(fraction, Amount):
            yield fraction.start, fraction.end, fraction.value
            position = fraction.end
            continue
        if stop is not None:
            position = stop
            continue
        start = signed(norm, at, position)
        value = numeral.reading if start == at else negated(numeral.reading)
        yield start, end, value
        position = end


def _whole(kind: str, norm: str) -> Iterator[Found]:
    """Read the whole string as the kind that the suite says it is."""
    given = _GIVEN.get(kind, {})
    whole = (0, len(norm))
    numeral = next(numerals.find(norm), None)
    if numeral is not None and numeral.start == 0 and numeral.reading is not None and given:
        rest = norm[numeral.end :]
        factor, unit = given.get(rest.rstrip("半"), (Decimal(0), ""))
        if numeral.reading.value is not None and unit:
            number = (numeral.reading.value + (Decimal("0.5") if rest.endswith("半") else 0)) * factor
            yield Found(*whole, whole, Value(number), "money" if unit == "元" else "length", unit, True)
    elif numeral is None and norm.endswith("半") and (one := given.get(norm[:-1])) is not None:  # 個半
        yield Found(*whole, whole, Value(one[0] * Decimal("1.5")), "money", one[1], True)
    exact = parse(norm)
    if exact is not None:
        yield Found(*whole, whole, Value(exact), "bare", "元" if kind == "currency" else None, True)


def _spans(norm: str, figures: list[Found]) -> Iterator[Found]:
    """Yield figures, and two neighbours with one bound each as one range: 1000以上，1500以下."""
    yield from figures
    for a, b in pairwise(figures):
        if a.value.upper is None and b.value.lower is None and b.start - a.end < 8:
            yield Found(
                a.start, b.end, (a.start, b.end), Value(None, a.value.lower, b.value.upper), "range", None
            )


def _matches(kind: str, policy: str, expected: dict[str, Any], found: Found) -> bool:
    if policy == "all" and not kind.startswith("range"):
        span = (expected["start"], expected["end"])
        spans = {
            (found.start, found.end),
            found.core,
            (found.start, found.core[1]),
            (found.core[0], found.end),
        }
        if span not in spans and not _only_more(expected, found):
            return False
    elif not (found.start < expected["end"] and expected["start"] < found.end):
        return False
    factor = _factor(expected.get("unit"), found)
    return factor is not None and (
        _same_value(expected, found.value, factor) or _own_unit(expected, found.value)
    )


def _only_more(expected: dict[str, Any], found: Found) -> bool:
    """四百多 is expected as 四百."""
    return (
        found.value.value is None
        and found.start == expected["start"]
        and 0 < found.end - expected["end"] <= 2
    )


def _factor(unit: str | None, found: Found) -> Decimal | None:
    """Give how many of the suite's unit one of ours is; None where they are of two things."""
    if unit is None or unit == found.unit or found.unit is None:
        return Decimal(1)
    if unit == "Bitcoin":
        return Decimal(1) if found.unit == "XBT" else None
    ours, theirs = _units().get(found.unit), _units().get(unit)
    if found.kind == "money":
        cents = theirs[1] if theirs is not None and theirs[0] == "currency" else None
        if cents is not None:
            return 1 / cents
        return Decimal(1) if found.defaulted else None
    if ours is None or theirs is None or ours[0] != theirs[0]:
        return Decimal(1) if found.kind == "count" and unit in ("元", "分") else None
    return ours[1] / theirs[1]


def _same_value(expected: dict[str, Any], value: Value, factor: Decimal) -> bool:
    wanted = [None if expected.get(n) is None else Decimal(expected[n]) for n in ("value", "lower", "upper")]
    if wanted == [None, None, None]:
        return True
    read = [None if n is None else n * factor for n in value[:3]]
    if wanted[0] is not None:
        return any(n is not None and _close(wanted[0], n) for n in read)
    if (
        wanted[1] is not None
        and wanted[2] is not None
        and read[1] is not None
        and read[2] is None
        and read[0] is None
    ):
        return wanted[1] <= read[1] <= wanted[2]  # 几十万
    if wanted[1] is not None and wanted[1] == wanted[2]:
        return read[0] is not None and _close(wanted[1], read[0])
    ends = [n if n is not None else read[0] for n in read[1:]]
    return all(w is None or (n is not None and _close(w, n)) for w, n in zip(wanted[1:], ends, strict=True))


def _own_unit(expected: dict[str, Any], value: Value) -> bool:
    """八到九百亿 is 8亿 to 900亿 for JioNLP, which says so itself; 800亿 to 900亿 for others."""
    if "definition" not in expected["resolution"] or expected["lower"] is None or expected["upper"] is None:
        return False
    low, high = Decimal(expected["lower"]), Decimal(expected["upper"])
    return value.upper == high and value.lower in (low * 10, low * 100, low * 1000)


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= Decimal("0.000001") * max(Decimal(1), abs(a))


@lru_cache(maxsize=1)
def _units() -> dict[str, tuple[str, Decimal]]:
    text = files("heshu.evaluate").joinpath("suites_units.toml").read_text(encoding="utf-8")
    return {
        name: (dimension, Decimal(factor))
        for dimension, table in tomllib.loads(text).items()
        for factor, names_ in table.items()
        for name in names_
    }
