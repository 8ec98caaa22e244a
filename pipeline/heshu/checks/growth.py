"""`arithmetic.growth`: 由4,200宗升至5,040宗，按月升兩成.

Right: 註冊量由4,200宗升至5,040宗，按月升兩成。
Wrong: 註冊量由4,200宗升至5,040宗，按月升三成。 (it is 20%)
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from heshu.checks.printed import Interval, interval
from heshu.model.nouns import Figure, Finding, Span
from heshu.model.record import Record
from heshu.text.fold import fold

RULE = "arithmetic.growth"
_FROM = re.compile(r"(?:由|从)[^，。；\d]{0,12}$")
_TO = re.compile(
    r"^[^，。；]{0,8}?(?:升至|增至|增加至|上升至|升到|增到|跌至|降至|减至|下跌至|回落至|下降至|跌到|减少至|急升至|急跌至)$"
)
_CLAUSE_END = re.compile(r"[。！？；\n]")


def check_growth(record: Record) -> Iterator[Finding]:
    """Judge every percentage change that follows a from–to pair in the same sentence."""
    norm = fold(record.text)
    for first, second, change in zip(record.figures, record.figures[1:], record.figures[2:], strict=False):
        if not _related(norm, first, second, change):
            continue
        finding = _judge(first, second, change)
        if finding is not None:
            yield finding


def _related(norm: str, first: Figure, second: Figure, change: Figure) -> bool:
    between = norm[second.end : change.start]
    return (
        first.unit == second.unit
        and first.kind not in ("percent", "rank")
        and change.kind == "percent"
        and change.unit == "percent"
        and change.direction is not None
        and _FROM.search(norm[max(0, first.start - 14) : first.start]) is not None
        and _TO.search(norm[first.end : second.start]) is not None
        and len(between) <= 12
        and _CLAUSE_END.search(between) is None
    )


def _judge(first: Figure, second: Figure, change: Figure) -> Finding | None:
    before, after, stated = interval(first), interval(second), interval(change)
    if before is None or after is None or stated is None or first.value in (None, 0) or second.value is None:
        return None
    if before.low <= 0 or not all(x.is_finite() for x in (before.low, before.high, after.low, after.high)):
        return None
    assert first.value is not None
    sign = 1 if change.direction == "up" else -1
    growth = sorted(
        sign * (b / a - 1) * 100 for a in (before.low, before.high) for b in (after.low, after.high)
    )
    holds = Interval(growth[0], growth[-1]).meets(stated)
    exact = sign * (second.value / first.value - 1) * 100
    expected = f"{_plain(exact)}%"
    larger, smaller = (second, first) if change.direction == "up" else (first, second)
    working = f"({_plain(larger.value)} − {_plain(smaller.value)}) ÷ {_plain(first.value)} = {expected}"
    return Finding(
        rule=RULE,
        status="consistent" if holds else "inconsistent",
        severity="note" if holds else "error",
        start=first.start,
        end=change.end,
        spans=[Span(f.start, f.end) for f in (first, second, change)],
        message=f"{change.text}與計算相符：{working}" if holds else f"寫{change.text}，但{working}",
        message_en=f"{change.text} agrees: {working}"
        if holds
        else f"{change.text} is printed, but {working}",
        stated=None if change.value is None else format(change.value, "f"),
        expected=_plain(exact),
        working=working,
    )


def _plain(value: Decimal | None) -> str:
    """Write to one decimal, without trailing zeros."""
    rounded = (value or Decimal(0)).quantize(Decimal("0.1")).normalize()
    return format(rounded, "f")
