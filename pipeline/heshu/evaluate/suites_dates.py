"""Periods against the date cases of public suites, each read by its own conventions.

A suite's value is matched by one of a few fair mappings, never by the case:

- Unsaid direction (周三, 6月): Duckling takes the next, JioNLP the one of this year or week, Recognizers lists both;
  `lean` asks `resolve` for the same.
- Our periods leave out the words that bound or lead in (从, 之前, 起, 左右), as our annotation guide does: an open
  range of the suite is right where its bounding day is.
- Rolling and calendar lengths (过去三年, 三年后) agree where both ends lie within one of the printed units.
- Parts of a day, a month or a year (早上, 月底, 夏季) agree where they overlap within the same whole.
- Recognizers keeps Chinese-calendar days unconverted; ranges of months and years there end before their last unit.
- Jewish, Muslim and Indian feasts begin at the sunset before or by a sighting: one day's difference is allowed.
- 國慶 is Hong Kong's; where a suite reads it in Taiwan, that is a convention.
- What our guide does not call a period is no failure but a convention: recurrences (每周一), bare lengths (figures
  score those), bare parts of a day, and words like 最近 and 现在.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from heshu.evaluate.suites_dates_values import CASE_FIELDS, Case, agrees, has_value, is_date, moment, wanted
from heshu.given import given_lines
from heshu.periods import Mention, find
from heshu.periods.anchor import Clock, Lean
from heshu.periods.resolve import resolve_one
from heshu.periods.stretch import Stretch
from heshu.text.fold import fold

SUITES = {
    "recognizers": ("date", "datetime", "date_time", "date_time_period", "datetime_experimental", "holiday", "period",
                    "set", "time", "time_period"),
    "duckling": ("datetime",),
    "jionlp": ("date", "period", "datetime_extract", "set"),
    "nemo": ("date", "time"),
    "wetext": ("date", "time"),
    "cn2an": ("mixed",),
}  # fmt: skip
_LEANS: dict[str, tuple[Lean, ...]] = {
    "recognizers": ("past", "future", "current"),
    "duckling": ("future", "current"),
    "jionlp": ("current", "future"),
}
_LEAD = re.compile(r"^(?:时间)?(?:从|自|在|于|大约|大概|约|这)+")
_TAIL = re.compile(
    r"(?:[或及和]?(?:之前|以前|之后|以后|前|后)|开始|起|左右|之间|间|止|内|里|许|的时候|多钟){1,4}$"
)
_VAGUE = re.compile(r"^(?:最近|现在|此刻|当前|而家|目前|近[日来期])$")
_RECURS = re.compile(r"^每|^逢")
_LENGTH = frozenset(("duration", "time_delta"))
_BARE_LENGTH = re.compile(
    r"^[\d一二两三四五六七八九十半个]+(?:小时|分钟|秒钟|分\d+秒|工作日内|[天日][之以]?内)[\d分钟秒]*$"
)
_DAYPART = re.compile(r"^(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜|白天|晏昼)$")

Outcome = Literal["pass", "fail", "convention"]


@dataclass(slots=True)
class Row:
    """One suite in one script: how many cases pass; `conventions` are left out of `cases`; each failure says why."""

    suite: str
    kind: str
    form: str
    cases: int = 0
    passed: int = 0
    conventions: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


LengthScorer = Callable[[str, Case], bool]


def score_dates(suites: Path, lengths: LengthScorer | None = None) -> list[Row]:
    """Score every date suite under `suites` in both scripts.

    `lengths` judges a bare length, given the text and one expected item; without it such items are conventions.
    """
    rows = []
    for source, kinds in SUITES.items():
        for kind in kinds:
            path = suites / f"{source}-{kind}.jsonl"
            cases = list(given_lines(path, *CASE_FIELDS))
            rows += [_score(source, kind, form, cases, lengths) for form in ("text", "text_hant")]
    return rows


def _score(source: str, kind: str, form: str, cases: list[Case], lengths: LengthScorer | None) -> Row:
    row = Row(source, kind, form)
    for case in cases:
        if kind == "mixed":
            case = case | {"expected": [e for e in case["expected"] if is_date(e)]}
            if not case["expected"]:
                continue
        outcome, reason = judge(case, case[form], lengths)
        line = f"{case['id']}: {case[form]}: {reason}"
        if outcome == "convention":
            row.conventions.append(line)
            continue
        row.cases += 1
        row.passed += outcome == "pass"
        if outcome == "fail":
            row.failures.append(line)
    return row


def judge(case: Case, text: str, lengths: LengthScorer | None = None) -> tuple[Outcome, str]:
    """Judge one case on one of its texts; give the outcome and the reason."""
    mentions = find(fold(text))
    left = list(mentions)
    outcome: Outcome = "convention"
    reasons = []
    for item in case["expected"]:
        if lengths is not None and item["type"] in _LENGTH:
            verdict: tuple[Outcome, str] = ("pass", "") if lengths(text, item) else ("fail", "length")
        else:
            verdict = _judge_item(case, text, item, mentions)
        if verdict[0] == "fail":
            return verdict
        if verdict[0] == "pass":
            outcome = "pass"
        reasons.append(verdict[1])
        left = [m for m in left if m.end <= item["start"] or item["end"] <= m.start]
    if case["span_policy"] == "all" and left:
        return "fail", "found besides: " + ", ".join(text[m.start : m.end] for m in left)
    if not case["expected"]:
        return "pass", ""
    return outcome, "; ".join(filter(None, reasons))


def _judge_item(case: Case, text: str, item: Case, mentions: list[Mention]) -> tuple[Outcome, str]:
    norm = fold(text)
    printed = norm[item["start"] : item["end"]]
    if _RECURS.match(printed) or item["type"] in ("set", "time_period"):
        return "convention", "a recurrence is no period"
    if item["type"] in _LENGTH or _BARE_LENGTH.match(printed):
        return "convention", "a length is a figure"
    if case.get("locale") == "zh_TW" and "国庆" in printed:
        return "convention", "the national day of Taiwan"
    if _VAGUE.match(printed):
        return "convention", "a vague word is no period"
    if _DAYPART.match(printed):
        return "convention", "a bare part of the day is no period"
    start, end = _core(norm, item)
    near = [m for m in mentions if m.start < end and start < m.end]
    if not near:
        return "fail", f"missed {printed}"
    if case["span_policy"] in ("all", "component"):
        whole = any(_covers(norm, m, start, end, exact=case["span_policy"] == "all") for m in near)
        if not whole:
            return "fail", f"span of {printed}: " + ", ".join(norm[m.start : m.end] for m in near)
    if not has_value(item):
        return "pass", ""
    readings = list(_readings(case, near))
    if any(agrees(case["source"], item, printed, m, s) for m, s in readings):
        return "pass", ""
    return (
        "fail",
        f"{printed} is {wanted(item)}, read {sorted({f'{s.start}..{s.end}' for _, s in readings})}",
    )


def _core(norm: str, item: Case) -> tuple[int, int]:
    """Give the expected span without the words that lead in or bound."""
    start, end = item["start"], item["end"]
    printed = norm[start:end]
    lead, tail = _LEAD.match(printed), _TAIL.search(printed)
    start, end = start + (lead.end() if lead else 0), end - (len(tail[0]) if tail else 0)
    return start, start + len(norm[start:end].rstrip())


def _covers(norm: str, mention: Mention, start: int, end: int, *, exact: bool) -> bool:
    read = norm[mention.start : mention.end]
    tail = _TAIL.search(read)
    closes = mention.end - (len(tail[0]) if tail else 0)
    if exact:
        return mention.start == start and end in (mention.end, closes)
    return (mention.start <= start and closes >= end) or (mention.end >= end and mention.start <= start)


def _readings(case: Case, mentions: list[Mention]) -> Iterator[tuple[Mention, Stretch]]:
    now = moment(case["ref"]) if case["ref"] else datetime(2020, 1, 1)
    for mention in mentions:
        for lean in _LEANS.get(case["source"], ("near",)):
            resolved = resolve_one(mention, Clock(now, lean))
            if resolved is not None:
                yield mention, resolved.stretch
