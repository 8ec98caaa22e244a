"""False alarms: what the checks flag in real finance text, and how a reader judged each.

The sets are Simplified news, converted to Traditional as Hong Kong prints it; whatever is flagged is read and judged
once, and the verdicts are kept by place (never the text), so that a new alarm stands out.
"""

import csv
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from opencc import OpenCC

from heshu.evaluate.checks import record_of

SETS = (("sogouc", ("財經",), None), ("cnews_mini", ("財經", "房產"), None), ("fewfc", None, 1500))
"""Folder, the labels taken of it (None: all), and how many texts of a split at most."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One inconsistent finding: line `line` (from 0) of a set's split, offsets in its converted text."""

    set: str
    split: str
    line: int
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Judged:
    """How many texts were read, and the alarms by verdict: right (the print is wrong), wrong, or not yet judged."""

    texts: Counter[str]
    verdicts: Counter[str]
    unjudged: tuple[Alarm, ...]


def texts(data: Path) -> Iterator[tuple[str, str, int, str]]:
    """Yield set, split, line and the converted text, white space around line ends dropped."""
    convert = OpenCC("s2hk").convert
    for name, labels, most in SETS:
        for split in ("train", "dev"):
            with gzip.open(data / name / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
                rows = ((number, json.loads(line)) for number, line in enumerate(lines))
                taken = ((n, row) for n, row in rows if labels is None or row["label"] in labels)
                for number, row in islice(taken, most):
                    yield name, split, number, re.sub(r"\s*\n\s*", "\n", convert(row["text"])).strip("\n")


def alarms(data: Path, seen: Counter[str]) -> Iterator[Alarm]:
    """Yield every inconsistent finding; `seen` counts the texts of each set as they are read."""
    for name, split, line, text in texts(data):
        seen[name] += 1
        record = record_of([("paragraph", part) for part in text.split("\n")], outlet="證券日報")
        for finding in record.findings:
            if finding.status == "inconsistent":
                yield Alarm(name, split, line, finding.start, finding.end, finding.rule)


def judge(data: Path, verdicts: Path) -> Judged:
    """Hold the alarms of the sets in a folder against a CSV of verdicts (the fields of Alarm, then `verdict`)."""
    with verdicts.open(encoding="utf-8", newline="") as file:
        known = {
            Alarm(r["set"], r["split"], int(r["line"]), int(r["start"]), int(r["end"]), r["rule"]): r[
                "verdict"
            ]
            for r in csv.DictReader(file)
        }
    seen: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    unjudged = []
    for alarm in alarms(data, seen):
        counts[known.get(alarm, "unjudged")] += 1
        if alarm not in known:
            unjudged.append(alarm)
    return Judged(seen, counts, tuple(unjudged))
