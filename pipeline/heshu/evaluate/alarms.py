"""False alarms: what the checks flag in real finance text, and how a reader judged each.

The sets are Simplified news, converted to Traditional as Hong Kong prints it; whatever is flagged is read and judged
once, and the verdicts are kept by place (never the text), so that a new alarm stands out.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from opencc import OpenCC

from heshu.errors import LexiconError
from heshu.evaluate.checks import record_of
from heshu.given import given_lines, given_rows

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
    """How many texts were read of each set, and the alarms with their verdicts.

    A verdict is `right` (the print is wrong), `wrong` (it is not) or `unjudged`.
    """

    texts: Counter[str]
    alarms: dict[Alarm, str]

    def wrong_in_ten(self, *sets: str) -> float:
        """Give how many alarms of some sets are judged wrong, for ten of their texts."""
        wrong = sum(verdict == "wrong" and alarm.set in sets for alarm, verdict in self.alarms.items())
        return 10 * wrong / max(1, sum(self.texts[name] for name in sets))

    def lines(self) -> Iterator[str]:
        """Write the rates, the alarms by rule and verdict, and the places of what is not judged."""
        for name, count in self.texts.items():
            yield f"{name}\t{count} texts\t{self.wrong_in_ten(name):.2f} wrong in ten"
        counts = Counter((alarm.rule, verdict) for alarm, verdict in self.alarms.items())
        for (rule, verdict), count in sorted(counts.items()):
            yield f"{rule}\t{verdict}\t{count}"
        for alarm, verdict in self.alarms.items():
            if verdict == "unjudged":
                yield f"unjudged\t{alarm.set}\t{alarm.split}\t{alarm.line}\t{alarm.start}\t{alarm.end}\t{alarm.rule}"


ARTICLES = ("sogouc", "cnews_mini")
"""The sets that hold whole articles; fewfc holds single announcements."""


def texts(data: Path, every: int = 1) -> Iterator[tuple[str, str, int, str]]:
    """Yield set, split, line and the converted text of one in `every` texts, white space around line ends dropped."""
    convert = OpenCC("s2hk").convert
    for name, labels, most in SETS:
        for split in ("train", "dev"):
            rows = enumerate(given_lines(data / name / f"{split}.jsonl.gz", "text"))
            taken = ((n, row) for n, row in rows if labels is None or row["label"] in labels)
            for number, row in islice(taken, 0, most, every):
                yield (
                    name,
                    split,
                    number,
                    re.sub(r"\s{0,20}\n\s{0,20}", "\n", convert(row["text"])).strip("\n"),
                )


def alarms(data: Path, seen: Counter[str], every: int = 1) -> Iterator[Alarm]:
    """Yield every inconsistent finding; `seen` counts the texts of each set as they are read."""
    for name, split, line, text in texts(data, every):
        seen[name] += 1
        record = record_of([("paragraph", part) for part in text.split("\n")], outlet="證券日報")
        for finding in record.findings:
            if finding.status == "inconsistent":
                yield Alarm(name, split, line, finding.start, finding.end, finding.rule)


def judge(data: Path, verdicts: Path, every: int = 1) -> Judged:
    """Hold the alarms of the sets in a folder against the verdicts of `read_verdicts`."""
    known = read_verdicts(verdicts)
    seen: Counter[str] = Counter()
    found = {alarm: known.get(alarm, "unjudged") for alarm in alarms(data, seen, every)}
    return Judged(seen, found)


def read_verdicts(path: Path) -> dict[Alarm, str]:
    """Read a CSV of verdicts: the fields of Alarm, `verdict`, and `why` in a few words."""
    known = {}
    for line, r in given_rows(path, "set", "split", "line", "start", "end", "rule", "verdict"):
        try:
            at, start, end = (int(r[name]) for name in ("line", "start", "end"))
        except ValueError as error:
            raise LexiconError(f"{path} line {line}: 不是數字 not a number ({error})") from error
        known[Alarm(r["set"], r["split"], at, start, end, r["rule"])] = r["verdict"]
    return known
