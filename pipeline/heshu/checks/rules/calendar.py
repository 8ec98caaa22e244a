"""Dates against the calendar: weekdays, days that do not exist, spans of years and months."""

import re
from collections.abc import Iterator
from datetime import date

from heshu.checks.column import Column
from heshu.checks.related import Related
from heshu.checks.saying import word_finding
from heshu.model.nouns import Finding

_DATE = (
    r"(?:(?P<year>(?:19|20)\d\d|[一二][零〇○九一二三四五六七八]{3})年)?(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]"
)
_WEEKDAY = re.compile(
    rf"(?<![0-9]){_DATE}[（(，,、]?(?:即|逢|正值)?(?P<name>(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天]))(?!年|刊|边|围)"
)
_ANY_DATE = re.compile(rf"(?<![0-9.])(?<![一二三四五六七八九十]){_DATE}(?!元|圆)")
_TO = "(?:至|到|—|－|-|~)"
_LASTING = "(?:[，,]?(?:的|这|共|前后|期间的?|足足|合共|为期|历时|一连|横跨|首尾|整整){1,2})"
_LENGTH = r"(?P<n>\d{1,2}|[一二三四五六七八九十两]{1,3})"
_MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_YEARS = re.compile(
    rf"(?P<a>(?:19|20)\d\d)年?(?:度)?(?:起|初|底)?{_TO}(?P<b>(?:19|20)\d\d)年(?:度|底)?{_LASTING}{_LENGTH}年(?!级|期|内|前|后)"
)
_MONTHS = re.compile(
    rf"(?P<a>{_MONTH})月(?:份)?{_TO}(?:翌年|次年)?(?P<b>{_MONTH})月(?:份|底)?{_LASTING}{_LENGTH}个月"
)
_STREAK = re.compile(
    rf"(?:从|由|自)(?P<a>{_MONTH})月(?:份)?(?:起)?{_TO}(?:翌年|次年)?(?P<b>{_MONTH})月(?:份|底)?[，,]?[^，。；！？\n\d]{{0,10}}?"
    rf"(?:连续|一连|连)(?:[升跌涨增减降]|上升|下跌|录得|增长)?了?{_LENGTH}个月"
)
_DAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
_NAMES = "一二三四五六日"
_NAMES_EN = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_PART_OF_MORE = ("年", "第", ".", "/", "-")
_LUNAR = re.compile(r"农历|阴历|旧历|夏历|正月|腊月|闰")


def weekday(related: Related) -> Iterator[Finding]:
    """`calendar.weekday`: a date falls on the weekday printed with it.
    日期與星期相符。

    Right: 新例於2026年7月1日（星期三）生效。
        The law takes effect on Wednesday, 1 July 2026.
    Wrong: 新例於2026年7月1日（星期四）生效。
        The law takes effect on Thursday, 1 July 2026 (a Wednesday).
    """
    column = related.column
    for match in _WEEKDAY.finditer(column.norm):
        day = _day(column, match)
        if day is None or _LUNAR.search(column.norm[max(0, match.start() - 6) : match.end()]):
            continue
        stated = _DAYS[match["weekday"]]
        holds = day.weekday() == stated
        quote = column.record.text[match.start() : match.end()]
        right = _NAMES[day.weekday()]
        name = column.record.text[match.start("name") : match.start("weekday")]
        yield word_finding(
            "calendar.weekday",
            "consistent" if holds else "inconsistent",
            [match.span()],
            f"{day.year}年{day.month}月{day.day}日是星期{right}"
            + ("，相符" if holds else f"，不是「{quote[-1]}」"),
            f"{day.isoformat()} is a {_NAMES_EN[day.weekday()]}"
            + ("" if holds else f", not a {_NAMES_EN[stated]}"),
            stated=f"星期{match['weekday']}",
            expected=f"星期{right}",
            working=f"{day.isoformat()} = 星期{right}",
            suggestion=name + right,
        )


def _day(column: Column, match: "re.Match[str]") -> date | None:
    """Give the day of a match: its own year, or the year of a period read there, or the year of publication."""
    month, day = _number(match["month"]), _number(match["day"])
    if match["year"]:
        year = _year(match["year"])
        return None if year is None else _date(year, month, day)
    for period in column.record.periods:
        first = period.first if period.start < match.end() and match.start() < period.end else None
        if first is not None and (first.month, first.day) == (month, day):
            return first
    return None if column.published is None else _date(column.published.year, month, day)


def no_such_date(related: Related) -> Iterator[Finding]:
    """`calendar.date`: the date exists.
    日期真有其日。

    Right: 報名於2026年2月28日截止。
        Applications close on 28 February 2026.
    Wrong: 報名於2026年2月30日截止。
        Applications close on 30 February 2026 (there is none).
    """
    column = related.column
    for match in _ANY_DATE.finditer(column.norm):
        month, day = _number(match["month"]), _number(match["day"])
        around = column.norm[max(0, match.start() - 8) : match.end()]
        if (
            month is None
            or day is None
            or _LUNAR.search(around)
            or column.norm[max(0, match.start() - 1) : match.start()] in _PART_OF_MORE
        ):
            continue
        year = _year(match["year"]) if match["year"] else None
        if _date(year or 2024, month, day) is not None:
            continue
        quote = column.record.text[match.start() : match.end()]
        yield word_finding(
            "calendar.date",
            "inconsistent",
            [match.span()],
            f"沒有「{quote}」這一天",
            f"there is no such day as {quote}",
            stated=quote,
        )


def span(related: Related) -> Iterator[Finding]:
    """`calendar.span`: from one year or month to another is as long as is said; both ways to count the ends are right.
    首尾年月與所說的長度相符。

    Right: 2019年至2024年的五年間，客量增加一倍。
        In the five years from 2019 to 2024 traffic doubled.
    Wrong: 2019年至2024年的七年間，客量增加一倍。
        In the seven years from 2019 to 2024 traffic doubled (five, or six with both ends).
    """
    column = related.column
    for pattern, unit, unit_en in (
        (_YEARS, "年", "years"),
        (_MONTHS, "個月", "months"),
        (_STREAK, "個月", "months"),
    ):
        for match in pattern.finditer(column.norm):
            a, b, stated = (_number(match[g]) for g in ("a", "b", "n"))
            if (
                a is None
                or b is None
                or stated is None
                or (unit == "個月" and not (1 <= a <= 12 and 1 <= b <= 12))
            ):
                continue
            between = b - a if unit == "年" or b > a else b - a + 12
            if between < 1:
                continue
            holds = stated in (between, between + 1)
            quote = column.record.text[match.start() : match.end()]
            wanted = between if unit == "年" else between + 1
            working = f"{b} − {a} = {between}{unit}（連首尾{between + 1}{unit}）"
            yield word_finding(
                "calendar.span",
                "consistent" if holds else "inconsistent",
                [match.span()],
                f"「{quote}」相符：{working}" if holds else f"寫「{quote}」，但{working}",
                f"{quote} agrees"
                if holds
                else f"{quote}: it is {between} {unit_en}, {between + 1} with both ends",
                stated=str(stated),
                expected=f"{wanted}{unit}",
                working=working,
            )


_VALUES = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_TENS = {"十": 10, "廿": 20, "卅": 30}


def _number(text: str) -> int | None:
    """Read a day, month or small count: 31, 十二, 廿八, 三十一."""
    if text.isascii():
        return int(text)
    value = 0
    for sign in text:
        if sign in _TENS:
            value = (value or 1) * 10 if sign == "十" else value + _TENS[sign]
        elif sign in _VALUES:
            value += _VALUES[sign]
        else:
            return None
    return value


def _year(text: str) -> int | None:
    if text.isascii():
        return int(text)
    return int("".join(str(_VALUES[sign]) for sign in text))


def _date(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None
