"""Laws of periods: find and resolve never raise, spans are sane, first is not after last, EDTF is valid."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.model.nouns import Period
from heshu.periods import find, resolve
from heshu.periods.scanner import Alternatives, followers, heads, openers, rules
from heshu.text.fold import fold
from pace import growth
from test_periods import cases, spans

PIECES = [
    *"0123456789〇零一二三四五六七八九十廿卅兩年月日號時點分半季度周星期禮拜今昨明去前後上下本這首末初中底旬春夏秋冬",
    *"至到-~/.:：，。、（）的 \n",
    *[
        "2026年",
        "今年",
        "去年",
        "上月",
        "下周",
        "第三季",
        "上半年",
        "首五個月",
        "年底",
        "以來",
        "至今",
        "同期",
        "去年同期",
        "翌年",
        "當月",
        "過去",
        "未來",
        "近",
        "三年",
        "內",
    ],
    *[
        "農曆",
        "正月",
        "初五",
        "中秋",
        "復活節",
        "2025/26",
        "學年",
        "民國113年",
        "公元前",
        "世紀",
        "年代",
        "Q3",
        "1H26",
        "下午",
        "三時",
        "14:30",
        "pm",
        "２０２６",
        "9999年",
    ],
]
DATES = st.one_of(
    st.none(),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.dates(date(1990, 1, 1), date(2050, 1, 1)),
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))


@settings(max_examples=400, deadline=None)
@given(TEXTS, DATES)
def test_nothing_raises_and_spans_are_sane(text: str, published: date | None) -> None:
    mentions = find(fold(text))
    periods = resolve(mentions, text, published)
    assert len(periods) == len(mentions)
    for period in periods:
        assert 0 <= period.start < period.end <= len(text)
        assert period.text == text[period.start : period.end]
        assert (period.edtf is None) == (period.anchor is None)
        if period.first and period.last:
            assert period.first <= period.last
    for before, after in pairwise(periods):
        assert before.end <= after.start


@settings(max_examples=200, deadline=None)
@given(TEXTS, DATES)
def test_every_edtf_is_valid(text: str, published: date | None) -> None:
    for period in resolve(find(fold(text)), text, published):
        if period.edtf is not None:
            parse_edtf(period.edtf)


def _bounds(period: Period) -> tuple[Any, Any]:
    parsed = parse_edtf(period.edtf)
    return tuple(parsed.lower_strict())[:3], tuple(parsed.upper_strict())[:3]


@pytest.mark.parametrize(("marked", "published", "wanted"), list(cases()))
def test_first_and_last_are_what_the_edtf_covers(marked: str, published: date, wanted: list[str]) -> None:
    text, _ = spans(marked)
    for period in resolve(find(fold(text)), text, published):
        if period.edtf is None or "T" in period.edtf or period.edtf.startswith("-"):
            continue
        first, last = period.first, period.last
        assert first is not None and last is not None
        bounds = ((first.year, first.month, first.day), (last.year, last.month, last.day))
        assert bounds == _bounds(period), f"{period.edtf} [{period.rule}]"


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_without_a_date_only_what_is_said_outright_resolves(text: str) -> None:
    for period in resolve(find(fold(text)), text, None):
        assert period.anchor in (None, "explicit", "previous")


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_both_scripts_read_alike(text: str) -> None:
    norm = fold(text)
    assert [(m.start, m.end, m.rule, m.steps) for m in find(norm)] == [
        (m.start, m.end, m.rule, m.steps) for m in find(fold(norm))
    ]


@pytest.mark.parametrize(
    "unit", ["1", "一", "年", "上", "2026年", "6月1日至", "當年", "今年同期", "三年前，", "12:", "1-", "近"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    def read(n: int) -> None:
        text = unit * n
        resolve(find(fold(text)), text, date(2026, 6, 25))

    assert growth(read, 1500, 4) < 12


def _first_opening(norm: str) -> int | None:
    """Say where the first mention opens, trying every rule everywhere."""
    opening = [(rule, re.compile(rule.pattern)) for rule in rules() if rule.heads]
    for at in range(len(norm)):
        for rule, pattern in opening:
            match = pattern.match(norm, at)
            if match and rule.read(match.groupdict()):
                return at
    return None


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_looking_only_at_heads_loses_nothing(text: str) -> None:
    norm = fold(text)
    opens = [m.start() for m in heads()[1].finditer(norm) if openers(m[0][0]).match(norm, m.start())]
    assert next(iter(opens), None) == _first_opening(norm)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_looking_only_at_what_rules_begin_with_behind_a_mention_loses_nothing(text: str) -> None:
    norm = fold(text)
    every = Alternatives(tuple(rule for rule in rules() if rule.follows or rule.behind))
    for at, first in enumerate(norm):
        few = followers(first)
        read, wanted = few and few.match(norm, at), every.match(norm, at)
        assert (read and read[1:]) == (wanted and wanted[1:])


def _examples() -> list[tuple[str, str]]:
    found = []
    for name in ("words.toml", "holidays.toml", "eras.toml"):
        rows = tomllib.loads(files("heshu.periods").joinpath(name).read_text(encoding="utf-8"))["row"]
        found += [(name, row["example"]) for row in rows]
    return found


@pytest.mark.parametrize(("name", "example"), _examples())
def test_lexicon_examples_are_found(name: str, example: str) -> None:
    text, marks = spans(example)
    found = {(m.start, m.end) for m in find(fold(text))}
    assert found >= set(marks) if marks else found, f"{name}: {example} gives {found}"


def test_what_counts_from_an_event_is_no_period() -> None:
    rows = tomllib.loads(files("heshu.periods").joinpath("events.toml").read_text(encoding="utf-8"))["row"]
    for row in rows:
        assert all(len(word) == 2 for word in row["words"])
        assert find(fold(row["example"])) == []


def test_every_festival_has_a_day_in_2026() -> None:
    for name in (row["words"][0] for row in tomllib.loads(
        files("heshu.periods").joinpath("holidays.toml").read_text(encoding="utf-8"))["row"]
    ):  # fmt: skip
        (period,) = resolve(find(fold(f"2026年{name}，")), f"2026年{name}，", None)
        assert period.edtf is not None, name


def test_every_rule_can_be_found() -> None:
    names = {rule.name for rule in rules() if rule.heads}
    used = {
        rule for marked, _, _ in cases() for m in find(fold(spans(marked)[0])) for rule in m.rule.split("+")
    }
    used |= {m.rule for _, example in _examples() for m in find(fold(spans(example)[0]))}
    assert names - used == set()
