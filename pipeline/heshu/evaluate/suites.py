"""Every public suite at once: our score in both scripts, by group, beside the targets and the peers.

The suites are not part of the project, nor is any sentence of theirs: what is committed names a failing case by its
id and says why it fails (`suites_reasons.toml`).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from heshu.evaluate.suites_dates import Row, judge, score_dates
from heshu.evaluate.suites_dates_values import CASE_FIELDS
from heshu.evaluate.suites_lengths import is_length
from heshu.evaluate.suites_numbers import score_numbers
from heshu.given import given_lines

Counts = tuple[int, int]  # passed, cases

FORMS = ("text", "text_hant")
LENGTHS = ("recognizers", "duckling", "jionlp")
_CASE = re.compile(r"[\w-]+")
_OUTCOMES = {
    "; read ": "not read as wanted",
    "missed ": "not seen",
    "span of": "another span",
    "found besides": "more is read",
    ": read [": "more is read",
    ": length": "another length",
}


class Group(NamedTuple):
    """Suites that have one target, in percent; without one, they are shown for completeness."""

    name: str
    suite: str
    kinds: tuple[str, ...]
    target: int | None = None


GROUPS = (
    Group("Recognizers numbers and percent", "recognizers", ("number", "percent", "ordinal"), 97),
    Group("Recognizers number ranges", "recognizers", ("range", "range_experimental")),
    Group("Recognizers money", "recognizers", ("currency",), 95),
    Group("Recognizers measures", "recognizers", ("dimension", "age", "temperature"), 90),
    Group(
        "Recognizers dates", "recognizers",
        ("date", "datetime", "date_time", "date_time_period", "datetime_experimental", "holiday", "period", "set",
         "time", "time_period", "duration"), 80,
    ),
    Group("Duckling numbers", "duckling", ("number", "ordinal"), 90),
    Group("Duckling money", "duckling", ("currency",), 90),
    Group("Duckling measures", "duckling", ("distance", "quantity", "temperature", "volume"), 90),
    Group("Duckling dates", "duckling", ("datetime", "duration"), 75),
    Group("JioNLP money", "jionlp", ("currency", "currency_extract"), 97),
    Group("JioNLP dates", "jionlp", ("date", "period", "datetime_extract", "set", "duration"), 85),
    Group("cn2an numbers", "cn2an", ("number", "digits", "currency", "mixed"), 99),
    Group(
        "WeText", "wetext",
        ("number", "currency", "dimension", "fraction", "mixed", "mixed_config", "math", "other", "negative", "date",
         "time"), 95,
    ),
    Group("NeMo numbers", "nemo", ("number", "ordinal", "fraction", "percent"), 98),
    Group("NeMo money", "nemo", ("currency",), 95),
    Group("NeMo dates", "nemo", ("date", "time"), 90),
    Group("NeMo others", "nemo", ("dimension", "negative", "other")),
)  # fmt: skip


def score_suites(suites: Path) -> list[Row]:
    """Score every case of every suite in the folder `suites`, as printed and in Traditional."""
    return [*score_numbers(suites), *score_dates(suites, is_length), *score_lengths(suites)]


def score_lengths(suites: Path) -> list[Row]:
    """Score the suites of bare lengths of time."""
    rows = []
    for source in LENGTHS:
        cases = list(given_lines(suites / f"{source}-duration.jsonl", *CASE_FIELDS))
        for form in FORMS:
            row = Row(source, "duration", form)
            for case in cases:
                outcome, reason = judge(case, case[form], is_length)
                row.cases += 1
                row.passed += outcome == "pass"
                if outcome != "pass":
                    row.failures.append(f"{case['id']}: {case[form]}: {reason}")
            rows.append(row)
    return rows


def groups(rows: Iterable[Row], form: str = "text") -> dict[str, Counts]:
    """Add rows of one script up to the groups that have targets; a group without any row is left out."""
    sums: dict[str, Counts] = {}
    for group in GROUPS:
        mine = [r for r in rows if r.suite == group.suite and r.kind in group.kinds and r.form == form]
        if mine:
            sums[group.name] = (sum(r.passed for r in mine), sum(r.cases for r in mine))
    return sums


def markdown(rows: list[Row], peers: Mapping[str, list[Row]]) -> str:
    """Write the table: our score and each peer's beside the targets; then every failing case, and why."""
    ours, ours_hant = groups(rows), groups(rows, "text_hant")
    theirs = {name: (groups(of), groups(of, "text_hant")) for name, of in peers.items()}
    head = ["Suite", "Cases", "Target", "heshu", "in Traditional", *peers]
    lines = ["| " + " | ".join(head) + " |", "| --- " + "| ---: " * (len(head) - 1) + "|"]
    for group in GROUPS:
        if group.name not in ours:
            continue
        cells = [group.name, str(ours[group.name][1]), str(group.target or ""), percent(ours[group.name])]
        cells.append(percent(ours_hant[group.name]))
        for printed, hant in theirs.values():
            both = (printed.get(group.name), hant.get(group.name))
            cells.append(" / ".join(percent(counts) for counts in both if counts))
        lines.append("| " + " | ".join(cells) + " |")
    left_out = sum(len(row.conventions) for row in rows if row.form == "text")
    lines += [
        "",
        f"Left out as conventions, for the peers too: {left_out} cases.",
        "",
        "## Cases that fail",
        "",
    ]
    return "\n".join([*lines, *_failing(rows)]) + "\n"


def percent(counts: Counts) -> str:
    """Give passed of cases in percent."""
    passed, cases = counts
    return f"{100 * passed / cases:.1f}" if cases else ""


def case_id(line: str) -> str:
    """Give the id that opens a line of `Row.failures` or `Row.conventions`."""
    match = _CASE.match(line)
    return match[0] if match else line


def _failing(rows: list[Row]) -> Iterator[str]:
    forms: dict[str, set[str]] = {}
    lines: dict[str, str] = {}
    for row in rows:
        for line in row.failures:
            forms.setdefault(case_id(line), set()).add(row.form)
            lines.setdefault(case_id(line), line)
    by_reason: dict[str, list[str]] = {}
    for case in sorted(forms):
        only = {"text": " (as printed)", "text_hant": " (in Traditional)"}.get("".join(forms[case]), "")
        reason = _reasons().get(case) or f"ours: {_outcome(lines[case])}"
        by_reason.setdefault(reason, []).append(f"`{case}`{only}")
    for reason in sorted(by_reason):
        yield f"- {reason}: {', '.join(by_reason[reason])}"


def _outcome(line: str) -> str:
    """Say what kind of failure a line tells, without the line's own text."""
    for mark, outcome in _OUTCOMES.items():
        if mark in line and not line.endswith(mark):
            return outcome
    return "not seen" if line.endswith("; read ") else "another value"


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    text = files("heshu.evaluate").joinpath("suites_reasons.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["reason"]
    return {case: f"{row['whose']}: {row['why']}" for row in rows for case in row["cases"]}
