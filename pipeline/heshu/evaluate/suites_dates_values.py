"""Whether a suite's date value and a stretch of ours say the same, by the mappings that `suites_dates` lists."""

import re
from datetime import datetime, timedelta
from typing import Any

from heshu.periods import Mention
from heshu.periods.holidays import is_sighted, lunar_month_day
from heshu.periods.stretch import Stretch, add, floor

Case = dict[str, Any]  # a line of a suite, as its README describes it
CASE_FIELDS = ("id", "text", "text_hant", "expected", "span_policy")

_BOUND = re.compile(r"前|后|起|以来|至今|到现在|开始|内|止|过")
_ISO = re.compile(r"(?:\d{4}|XXXX)(?!\d)(?!\.)|T?\d\d(?::|$)")


def is_date(item: Case) -> bool:
    """Say whether an expected item of a mixed suite is a date, with its year or without."""
    return re.match(r"(?:\d{4}|XXXX)-\d\d", item.get("value") or "") is not None


def has_value(item: Case) -> bool:
    """Say whether the suite gives a date to compare with, beside the span."""
    if item.get("value") and not _ISO.match(item["value"]):
        return False
    if any(a.get("value") or a.get("lower") or a.get("upper") for a in item.get("alternatives") or ()):
        return True
    return bool(item.get("value") or item.get("lower") or item.get("upper"))


def moment(text: str) -> datetime:
    """Read an ISO moment cut short anywhere, its offset left out: 2019, 2019-06, 2019-02-18T07."""
    parts = [int(part) for part in re.findall(r"\d+", re.sub(r"[+-]\d\d:\d\d$", "", text))]
    year, month, day, hour, minute, second = (parts + [1, 1, 1, 0, 0, 0][len(parts) :])[:6]
    return datetime(year, month, day, hour, minute, second)


def wanted(item: Case) -> str:
    """Write what the suite wants, for a failure's line."""
    if item.get("alternatives"):
        return "|".join(a.get("value") or f"{a.get('lower')}..{a.get('upper')}" for a in item["alternatives"])
    return str(item.get("value") or f"{item.get('lower')}..{item.get('upper')}")


def agrees(source: str, item: Case, printed: str, mention: Mention, stretch: Stretch) -> bool:
    """Say whether `stretch`, read from `mention`, is one of the readings that the suite allows of `printed`."""
    options = item.get("alternatives") or [item]
    return any(_same(source, option, printed, mention, stretch) for option in options)


def _same(source: str, option: Case, printed: str, mention: Mention, stretch: Stretch) -> bool:
    value: str | None = option.get("value")
    start, end = stretch.start, stretch.end
    if start is None or end is None:
        return False
    lower, upper = option.get("lower"), option.get("upper")
    if times := [str(v) for v in (value, lower, upper) if v and re.match(r"T?\d\d(?::|$)", v)]:
        ours = [moment.strftime("%H:%M:%S") for moment in (start, end)]
        return all(any(o.startswith(v.lstrip("T")[:5]) for o in ours) for v in times)
    if value and value.startswith("XXXX"):
        parts = zip(value.split("-")[1:], start.strftime("%m-%d").split("-"), strict=False)
        return all(theirs in ("XX", read) for theirs, read in parts)
    if source == "recognizers" and value and (lunar := lunar_month_day(mention)):
        return value[5:10] == f"{lunar[0]:02d}-{lunar[1]:02d}"
    if value:
        lower, upper = _cut(value)
    first, last = lower and moment(lower), upper and moment(upper)
    if not first and not last:
        return False
    if _BOUND.search(printed) and any(
        bound and ours and abs(ours - bound) <= timedelta(days=1)
        for bound in (first, last)
        for ours in (start, end)
    ):
        return True
    if not first or not last:
        return False
    return _close(source, mention, stretch, first, last)


def _cut(value: str) -> tuple[str, str]:
    """Give the bounds of a value cut to its grain."""
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = datetime.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday.isoformat(), (monday + timedelta(days=7)).isoformat()
    units = ("year", "month", "day", "hour", "minute", "second")
    start = moment(value)
    unit = units[min(len(re.findall(r"\d+", value)), 6) - 1]
    return start.isoformat(), add(start, 1, unit).isoformat()


def _close(source: str, mention: Mention, ours: Stretch, first: datetime, last: datetime) -> bool:
    start, end = ours.start, ours.end
    assert start is not None and end is not None  # held by the caller
    day = timedelta(days=1)
    ops = {step.op: step for step in mention.steps}
    if counted := next(
        (ops[op] for op in ("past", "coming", "ago", "later", "before", "next") if op in ops), None
    ):
        unit = add(start, 1, counted.unit) - start
        inside = first <= start and end <= last + day
        return abs(start - first) <= unit + day and (abs(end - last) <= unit + day or inside)
    if ours.about or (ops.keys() & {"part", "daypart", "season", "rest"} and "clock" not in ops):
        return start < last and first < end
    if "clock" in ops or any(step.op == "clock" for step in mention.until):
        return abs(start - first) < timedelta(minutes=1) and end.date() - last.date() <= day
    if is_sighted(mention):
        return abs(start - first) <= day and abs(end - last) <= day
    ends = {end, floor(end - timedelta(seconds=1), ours.grain)} if source == "recognizers" else {end}
    return abs(start - first) < day and any(abs(e - last) <= day for e in ends)
