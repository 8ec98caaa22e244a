"""Which gold figures of a column stand in relation, told by their values alone.

Where three annotated numbers of one sentence agree as a growth, a sum or a quotient to two digits or more, that is
no accident. Nothing of what the checks look for (cues, order, punctuation) is used, so that what they miss counts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import combinations, permutations

from heshu.evaluate.gold import Gold, Mark

_CLOSE = Decimal("0.004")


@dataclass(frozen=True, slots=True)
class Known:
    """A mark whose value the others of its sentence give, and the rule that should know it."""

    rule: str
    stated: Mark
    value: Decimal


def known_relations(gold: Gold) -> Iterator[Known]:
    """Yield the marks of a gold article that follow from others in their sentence; each mark once."""
    wrong = {(mark.start, mark.end) for mark in gold.marks["wrong"]}
    seen: set[int] = set()
    for start, end in _sentences(gold.text):
        marks = [
            m for m in gold.marks["figures"] if start <= m.start and m.end <= end and _value(m) is not None
        ]
        if any((m.start, m.end) in wrong for m in marks):
            continue
        for known in (*_changes(marks), *_quotients(marks), *_sums(marks)):
            if known.stated.start not in seen and known.stated.fields.get("hedge", "exact") == "exact":
                seen.add(known.stated.start)
                yield known


def _changes(marks: list[Mark]) -> Iterator[Known]:
    for a, b in permutations(marks, 2):
        x, y = _value(a), _value(b)
        if not _levels(a, b) or x is None or y is None or x <= 0 or y <= 0 or x == y:
            continue
        for stated in marks:
            value = _value(stated)
            if (
                stated in (a, b)
                or value is None
                or stated.fields.get("direction") is None
                or stated.start < max(a.start, b.start)
            ):
                continue
            up = stated.fields["direction"] == "up"
            if up != (y > x):
                continue
            unit = stated.fields.get("unit")
            if (
                unit == "percent"
                and a.fields.get("unit") != "percent"
                and _agrees(value, abs(y / x - 1) * 100, stated)
            ):
                yield Known("arithmetic.growth", stated, value)
            if unit == "percentage_point" and a.fields.get("unit") == "percent" and abs(y - x) == value:
                yield Known("arithmetic.difference", stated, value)
            if unit == "basis_point" and a.fields.get("unit") == "percent" and abs(y - x) * 100 == value:
                yield Known("arithmetic.difference", stated, value)


def _quotients(marks: list[Mark]) -> Iterator[Known]:
    for a, b in permutations(marks, 2):
        x, y = _value(a), _value(b)
        if x is None or y is None or not y:
            continue
        for stated in marks:
            value = _value(stated)
            if stated in (a, b) or value is None or stated.fields.get("direction"):
                continue
            same = a.fields["kind"] == b.fields["kind"] and a.fields.get("unit") == b.fields.get("unit")
            of_whole = (
                stated.fields.get("unit") == "percent" and same and x < y and a.fields["kind"] != "percent"
            )
            if of_whole and _agrees(value, x / y * 100, stated) and stated.start > a.start:
                yield Known("arithmetic.share", stated, value)
            per_area = a.fields["kind"] == stated.fields["kind"] == "money" and b.fields["kind"] == "area"
            if per_area and stated.fields.get("per") and abs(x / y - value) <= _CLOSE * value:
                yield Known("arithmetic.unit_price", stated, value)


def _sums(marks: list[Mark]) -> Iterator[Known]:
    for total in marks:
        value = _value(total)
        others = [
            m
            for m in marks
            if m is not total
            and m.fields["kind"] == total.fields["kind"]
            and m.fields.get("unit") == total.fields.get("unit")
        ]
        if (
            value is None
            or total.fields["kind"] not in ("money", "count", "area", "power", "weight")
            or value < 10
        ):
            continue
        for size in (4, 3, 2):
            for some in combinations(others, size):
                if sum(_value(m) or 0 for m in some) == value and all(
                    m.fields.get("direction") is None for m in some
                ):
                    yield Known("arithmetic.sum", total, value)
                    break


def _agrees(stated: Decimal, worked: Decimal, mark: Mark) -> bool:
    """Equal as printed, and to two digits: 三成 for 29.7% may be an accident, 29.7% is none."""
    if "成" in mark.text and not re.search(r"成[一二三四五六七八九半]", mark.text):
        return abs(stated - worked) < Decimal("0.6")
    places = -int(stated.normalize().as_tuple().exponent)
    return round(worked, max(places, 0)) == stated


def _levels(a: Mark, b: Mark) -> bool:
    same = a.fields["kind"] == b.fields["kind"] and a.fields.get("unit") == b.fields.get("unit")
    return (
        same
        and a.fields.get("direction") is None
        and b.fields.get("direction") is None
        and a.fields["kind"] != "duration"
    )


def _value(mark: Mark) -> Decimal | None:
    try:
        return Decimal(mark.fields["value"])
    except (KeyError, InvalidOperation, TypeError):
        return None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in re.finditer(r"[。！？\n]", text):
        yield at, match.end()
        at = match.end()
    yield at, len(text)
