"""Festivals: which day 中秋 or 复活节 falls on, and how long 五一黄金周 lasts.

Chinese calendar by `lunar_python`; Easter by `dateutil`; Jewish, Muslim and Indian feasts and the days off of a
golden week by `holidays`, loaded only when such a word is met.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from heshu.lexicon import Norm, load_rows
from heshu.periods.lunar import lunar_day, solar_term
from heshu.periods.mention import Mention, Rule, Step, beginnings, pairs


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival by its names and the one way its day is found."""

    words: tuple[Norm, ...]
    example: str
    fixed: str = ""
    lunar: str = ""
    term: Norm = ""  # type: ignore[assignment]
    weekday: str = ""
    easter: int | None = None
    orthodox: int | None = None
    country: str = ""
    called: str = ""
    either: tuple[Norm, ...] = ()
    shift: int = 0
    days: int = 1
    not_after: Norm = ""  # type: ignore[assignment]
    not_before: Norm = ""  # type: ignore[assignment]


_NOT_ONE = "(?![度直起共路般些次旦连个再向齐如])"


@lru_cache(maxsize=1)
def _by_word() -> dict[str, Festival]:
    return {word: row for row in load_rows("heshu.periods", "holidays.toml", Festival) for word in row.words}


def _guarded(word: str) -> str:
    """年初一度升至 is 年初 and 一度, not the first day of the year."""
    row = _by_word()[word]
    before = f"(?<![{row.not_after}])" if row.not_after else ""
    after = f"(?![{row.not_before}])" if row.not_before else ""
    return f"{before}{word}{after}" + (_NOT_ONE if word.endswith("一") else "")


def holiday_rules() -> tuple[Rule, ...]:
    """Make the rules that find a festival by any of its names, longest first: one rule for each first character."""
    words = sorted(_by_word(), key=lambda word: (word[0], -len(word)))
    return tuple(
        Rule(
            "holiday",
            f"(?P<n>{'|'.join(map(_guarded, names))})",
            lambda found: (Step("holiday", name=found["n"]),),
            beginnings(names),
            follows=True,
        )
        for names in (list(group) for _, group in groupby(words, key=itemgetter(0)))
    )


def quoted_rule() -> Rule:
    """Make the rule for a festival in quotes before its holiday: 「五一」黃金周."""
    return Rule(
        "holiday.quoted",
        r"[「“‘『\"](?P<n>五一|十一|国庆|春节|元旦|中秋|清明|端午)节?[」”’』\"](?P<w>黄金周|小?长假期?|假期)",
        lambda found: (Step("holiday", name=_holiday_of(found["n"], found["w"])),),
        pairs('「“‘『"', "五十国春元中清端"),
        follows=True,
    )


def _holiday_of(festival: str, kind: str) -> str:
    return next((name for name in (festival + kind, festival + "假期") if name in _by_word()), festival)


def festival_choices(word: str) -> tuple[str, ...]:
    """Give the festivals that `word` may mean: 黄金周 is that of May, of October or of the Spring Festival."""
    return _by_word()[word].either or (word,)


@lru_cache(maxsize=4096)
def festival_days(word: str, year: int) -> tuple[date, date] | None:
    """Give the first and last day of the festival called `word` in `year`, or None where nobody can say."""
    row = _by_word()[festival_choices(word)[-1]]
    try:
        day = _day(row, year)
    except ValueError:
        return None
    if day is None:
        return None
    day += timedelta(days=row.shift)
    if row.country and not row.called:
        return _days_off(row.country, day)
    return day, day + timedelta(days=row.days - 1)


def _day(row: Festival, year: int) -> date | None:
    if row.fixed:
        month, day = map(int, row.fixed.split("-"))
        return date(year, month, day)
    if row.lunar:
        month, day = map(int, row.lunar.split("-"))
        return lunar_day(year, month, day)
    if row.term:
        return solar_term(year, row.term)
    if row.weekday:
        return _nth_weekday(year, row.weekday)
    if row.called:
        return _called(row.called, row.country, year)
    return _easter(year, row)


def _called(name: str, country: str, year: int) -> date | None:
    """Give the day of exactly that name, else the first whose name begins so: Onam (Day 1)."""
    known = [(day, called) for day, names in _public_days(country, year) for called in names.split("; ")]
    exact = (day for day, called in known if called == name)
    return next(exact, None) or next((day for day, called in known if called.startswith(name)), None)


def _nth_weekday(year: int, which: str) -> date:
    """Read MM-n-weekday: 11-4-4 is the fourth Thursday of November, 05--1-1 the last Monday of May."""
    month, n, weekday = int(which[:2]), int(which[3:-2]), int(which[-1])
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def _easter(year: int, row: Festival) -> date:
    from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

    sunday: date = easter(year, EASTER_WESTERN if row.orthodox is None else EASTER_ORTHODOX)
    return sunday + timedelta(days=(row.easter if row.orthodox is None else row.orthodox) or 0)


@lru_cache(maxsize=256)
def _public_days(country: str, year: int) -> list[tuple[date, str]]:
    import holidays

    known: Callable[..., dict[date, str]] = holidays.country_holidays
    categories = holidays.country_holidays(country).supported_categories
    wanted = [c for c in ("public", "optional", "school") if c in categories]
    return sorted(known(country, years=year, categories=wanted, language="en_US").items())


def _days_off(country: str, day: date) -> tuple[date, date]:
    """Give the run of days off around `day`: public holidays, exchanged working days, and weekends between them."""
    off = {d for d, _ in _public_days(country, day.year)}

    def free(d: date) -> bool:
        return d in off or d.isoweekday() > 5

    first = last = day
    while free(first - timedelta(days=1)):
        first -= timedelta(days=1)
    while free(last + timedelta(days=1)):
        last += timedelta(days=1)
    return first, last


def lunar_month_day(mention: Mention) -> tuple[int, int] | None:
    """Give the month and day of the Chinese calendar that a mention names, or None where it names none."""
    for step, after in zip(mention.steps, (*mention.steps[1:], None), strict=True):
        if step.op == "lunar_month":
            return step.n, after.n if after is not None and after.op == "lunar_day" else 1
        if step.op == "holiday" and (row := _by_word()[step.name]).lunar:
            return int(row.lunar[:2]), int(row.lunar[3:])
    return None


def is_sighted(mention: Mention) -> bool:
    """Say whether a mention names a feast whose day differs by a day between calendars and countries."""
    return any(step.op == "holiday" and bool(_by_word()[step.name].called) for step in mention.steps)
