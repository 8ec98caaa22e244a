"""A stretch of time written in EDTF (ISO 8601-2, level 1).

Precision follows the print: 2026-06 for a month, months for quarters and halves (2026-01/2026-06), days for weeks,
198X for a decade, 20XX for a century, 2021-06~ for 2021年中, `..` for an open end.
"""

from datetime import datetime, timedelta

from heshu.periods.stretch import Stretch, add, floor

_PRECISION = {
    "century": "year", "decade": "year", "year": "year", "fiscal": "month", "half": "month", "quarter": "month",
    "month": "month", "week": "day", "day": "day",
}  # fmt: skip
_FORMS = {"year": "%04d", "month": "%04d-%02d", "day": "%04d-%02d-%02d"}


def _moment(moment: datetime, grain: str, about: bool) -> str:
    precision = _PRECISION.get(grain)
    if precision is None:
        return moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    parts = {"year": 1, "month": 2, "day": 3}[precision]
    return _FORMS[precision] % (moment.year, moment.month, moment.day)[:parts] + ("~" if about else "")


def edtf(stretch: Stretch) -> str:
    """Write one stretch; a `/` stands in it where the printed unit is not an EDTF one."""
    start, end = stretch.start, stretch.end
    if start is None and end is None:
        return stretch.label
    if start is None or end is None:
        first = ".." if start is None else _moment(start, stretch.grain, stretch.about)
        last = ".." if end is None else _moment(end - timedelta(seconds=1), stretch.grain, stretch.about)
        return f"{first}/{last}"
    if stretch.grain in ("decade", "century") and not stretch.about and floor(start, stretch.grain) == start:
        return f"{start.year // 10:03d}X" if stretch.grain == "decade" else f"{start.year // 100:02d}XX"
    if stretch.grain not in _PRECISION:
        if end <= add(start, 1, stretch.grain):
            return _moment(start, stretch.grain, False)
        return edtf(
            Stretch(floor(start, "day"), floor(end - timedelta(seconds=1), "day") + timedelta(days=1), "day")
        )
    first = _moment(start, stretch.grain, stretch.about)
    last = _moment(end - timedelta(seconds=1), stretch.grain, stretch.about)
    return first if first == last else f"{first}/{last}"


def edtf_range(first: Stretch, last: Stretch) -> str:
    """Write from the beginning of one stretch to the end of another, each as finely as it was printed."""
    opening = edtf(_without_clock(first)).split("/")[0]
    closing = edtf(_without_clock(last)).split("/")[-1]
    return opening if opening == closing else f"{opening}/{closing}"


def _without_clock(stretch: Stretch) -> Stretch:
    if stretch.grain in _PRECISION or stretch.start is None:
        return stretch
    day = floor(stretch.start, "day")
    return Stretch(day, day + timedelta(days=1), "day")


def edtf_until_now(first: Stretch, until: Stretch) -> str:
    """Write from the beginning of `first` to the last day of `until`, in days unless `first` is approximate."""
    if first.start is None or first.about:
        return edtf_range(first, until)
    return edtf(Stretch(floor(first.start, "day"), until.end, "day"))
