"""Whether a peer reads a case as its suite expects: the spans overlap and the values are the same.

As lenient as our own scorer: any unit that the suite's converts to, either bound of a hedge, any of several readings,
a day at the end of a range, a unit at the ends of a rolling stretch, overlap for parts of a day, month or year.
"""

import re
import tomllib
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from readers import Seen

Case = dict
_TABLE = Path(__file__).parents[2] / "pipeline" / "heshu" / "evaluate" / "suites_units.toml"
_UNITS = {
    name: (dimension, Decimal(factor))
    for dimension, table in tomllib.loads(_TABLE.read_text(encoding="utf-8")).items()
    for factor, names in table.items()
    for name in names
}
_ISO_DATE = re.compile(r"(?:\d{4}|XXXX)-\d\d|\d{4}$|T?\d\d:|T\d\d")
_CLOCK = re.compile(r"T?(\d\d)(?::(\d\d)|$)")
_BOUND = re.compile(r"[前后後起止内內过過]|以[来來]|至今|到[现現]在|[开開]始")
_PART = re.compile(r"[早晚夜晨昏]|[上下中]午|[初底末]|[春夏秋冬]")
_COUNTED = re.compile(
    r"(年|月|[周週]|星期|[礼禮]拜|天|日|小[时時]|分|秒).?.?[前后後内內]|[过過]去|[最未将將][近来來]|[前后後上下]"
)
_DAYS = {"年": 366, "月": 31, "周": 7, "週": 7, "星期": 7, "礼拜": 7, "禮拜": 7, "天": 1, "日": 1}
_ISO_PART = re.compile(r"([\d.]+)([YMWDHS])")
_DAY = timedelta(days=1)


def passes(case: Case, seen: list[Seen], *, dates: bool, lengths: bool) -> bool:
    """Say whether `seen` is what the case expects; a suite of kind `all` allows nothing besides."""
    if case["span_policy"] == "unchanged":
        return not seen
    for item in case["expected"]:
        near = [s for s in seen if s.start < item["end"] and item["start"] < s.end]
        if item["type"] in ("set", "time_period"):
            continue
        if lengths or item["type"] in ("duration", "time_delta"):
            right = any(_same_length(item, s) for s in near)
        elif dates or _is_date(item):
            right = any(_same_date(item, s) for s in near)
        else:
            right = any(_same_number(item, s) for s in near)
        if not right:
            return False
    if case["span_policy"] == "all":
        return all(any(s.start < e["end"] and e["start"] < s.end for e in case["expected"]) for s in seen)
    return True


def _is_date(item: Case) -> bool:
    return bool(re.match(r"(?:\d{4}|XXXX)-", item.get("value") or ""))


def _same_number(item: Case, seen: Seen) -> bool:
    wanted = [
        Decimal(item[name]) if item.get(name) is not None else None for name in ("value", "lower", "upper")
    ]
    if wanted == [None, None, None]:
        return True
    factor = Decimal(1)
    ours, theirs = _UNITS.get(seen.unit or ""), _UNITS.get(item.get("unit") or "")
    if ours and theirs and ours[0] == theirs[0]:
        factor = ours[1] / theirs[1]
    numbers = [n * f for n in seen.numbers for f in {Decimal(1), factor}]
    if wanted[0] is not None:
        return any(_close(wanted[0], n) for n in numbers)
    return all(any(_close(w, n) for n in numbers) for w in wanted[1:] if w is not None)


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= Decimal("0.000001") * max(Decimal(1), abs(a))


def _same_length(item: Case, seen: Seen) -> bool:
    options = item.get("alternatives") or [item]
    if not any(o.get("value") or o.get("lower") or o.get("upper") for o in options):
        return True
    read = {_length(iso) for iso in seen.lengths}
    wanted = [{_length(o[name]) for name in ("value", "lower", "upper") if o.get(name)} for o in options]
    return any(lengths <= read for lengths in wanted)


def _length(iso: str) -> tuple[Decimal, Decimal]:
    """Give months and seconds."""
    months = seconds = Decimal(0)
    day, _, clock = re.sub(r"^(\d+) workday$", r"P\1D", iso).removeprefix("P").partition("T")
    for number, letter in _ISO_PART.findall(day):
        months += Decimal(number) * {"Y": 12, "M": 1}.get(letter, 0)
        seconds += Decimal(number) * {"W": 604800, "D": 86400}.get(letter, 0)
    for number, letter in _ISO_PART.findall(clock):
        seconds += Decimal(number) * {"H": 3600, "M": 60, "S": 1}[letter]
    return months, seconds


def _same_date(item: Case, seen: Seen) -> bool:
    options = item.get("alternatives") or [item]
    said = [o[name] for o in options for name in ("value", "lower", "upper") if o.get(name)]
    if not said or not all(_ISO_DATE.match(v) for v in said):
        return True
    return any(_same_stretch(o, item["text"], a, b) for o in options for a, b in seen.stretches)


def _same_stretch(option: Case, printed: str, start: str | None, end: str | None) -> bool:
    wanted = [option[name] for name in ("value", "lower", "upper") if option.get(name)]
    if clocks := [match for v in wanted if (match := _CLOCK.match(v))]:
        read = {match[0] for t in (start, end) if t and (match := re.search(r"\d\d:\d\d", t))}
        return all(f"{clock[1]}:{clock[2] or '00'}" in read for clock in clocks)
    try:
        first, last = _bounds(option.get("value"), option.get("lower"), option.get("upper"))
    except ValueError:  # the suite leaves the year unsaid
        return bool(start) and _tail(wanted[0]) == _tail(str(start))[: len(_tail(wanted[0]))]
    try:
        a, b = _bounds(start, None, None) if start and not end else _bounds(None, start, end)
    except ValueError:
        return False
    if _BOUND.search(printed) and any(x and y and abs(x - y) <= _DAY for x in (first, last) for y in (a, b)):
        return True
    if not (first and last and a and b):
        return False
    if _PART.search(printed) and ":" not in printed and "点" not in printed and "點" not in printed:
        return a < last and first < b
    if counted := _COUNTED.search(printed):
        unit = timedelta(days=_DAYS.get(counted[1] or "", 0)) if counted[1] else timedelta(0)
        return abs(a - first) <= unit + _DAY and abs(b - last) <= unit + _DAY
    exact = any("T" in v and not v.endswith("00:00:00") for v in wanted)
    near = timedelta(minutes=1) if exact else _DAY
    return abs(a - first) < near and abs(b - last) <= _DAY


def _tail(iso: str) -> list[str]:
    return iso[:10].split("-")[1:]


def _bounds(
    value: str | None, lower: str | None, upper: str | None
) -> tuple[datetime | None, datetime | None]:
    """Give the ends; a value is cut to its grain, and JioNLP's closing :59 is moved on."""
    if value is None:
        last = upper and moment(upper)
        if last and upper and upper.endswith(":59"):
            last += timedelta(seconds=1)
        return (lower and moment(lower)) or None, last or None
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = datetime.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday, monday + 7 * _DAY
    first = moment(value)
    grain = len(re.findall(r"\d+", value))
    if grain == 1:
        return first, first.replace(year=first.year + 1)
    if grain == 2:
        return first, (first + 32 * _DAY).replace(day=1)
    steps = (_DAY, timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1))
    return first, first + steps[min(grain, 6) - 3]


def moment(text: str) -> datetime:
    """Read an ISO moment cut short anywhere, its offset left out; a time with an unsaid part is a ValueError."""
    if not re.match(r"\d{4}", text):
        raise ValueError(text)
    parts = [int(part) for part in re.findall(r"\d+", re.sub(r"[+-]\d\d:\d\d$", "", text))][:6]
    year, month, day, hour, minute, second = parts + [1, 1, 1, 0, 0, 0][len(parts) :]
    return datetime(year, month, day, hour, minute, second)
