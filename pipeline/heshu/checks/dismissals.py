"""Findings that an editor has dismissed, with the reason; one returns when its number changes.

A dismissal is keyed on the rule, the quoted characters and the characters around them, never on offsets: the
same words on another page, or after a paragraph was added above, are the same finding.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from hashlib import sha256
from pathlib import Path

from heshu.errors import LexiconError, OptionError
from heshu.given import given_rows
from heshu.model.nouns import Finding
from heshu.model.record import Record
from heshu.text.fold import fold

_AROUND = 12


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One dismissed finding: `key` is what it is known by, `quote` what an editor saw, `reason` why it stands."""

    key: str
    rule: str
    quote: str
    reason: str
    when: date | None = None
    who: str | None = None


def key_of(record: Record, finding: Finding) -> str:
    """Give the key of a finding: a digest of its rule, its quote (every number in it) and the words around it."""
    text = record.text
    before = _plain(text[max(0, finding.start - 2 * _AROUND) : finding.start].split("\n")[-1])[-_AROUND:]
    after = _plain(text[finding.end : finding.end + 2 * _AROUND].split("\n")[0])[:_AROUND]
    quote = _plain(text[finding.start : finding.end])
    return sha256("\x1f".join((finding.rule, before, quote, after)).encode("utf-8", "replace")).hexdigest()[
        :24
    ]


def dismiss(
    record: Record, finding: Finding, reason: str, *, when: date | None = None, who: str | None = None
) -> Dismissal:
    """Make the dismissal of a finding, to be stored with its reason. Raises ValueError without one."""
    if not reason.strip():
        raise ValueError("a dismissal needs a reason 請說明理由")
    return Dismissal(
        key_of(record, finding), finding.rule, record.text[finding.start : finding.end], reason, when, who
    )


def settle(
    record: Record, findings: Sequence[Finding], dismissals: Iterable[Dismissal]
) -> tuple[list[Finding], list[Finding]]:
    """Part findings into those that stand and those that an editor has dismissed."""
    known = {dismissal.key for dismissal in dismissals}
    standing: list[Finding] = []
    dismissed: list[Finding] = []
    for finding in findings:
        (dismissed if key_of(record, finding) in known else standing).append(finding)
    return standing, dismissed


def read_dismissals(path: Path) -> list[Dismissal]:
    """Read a CSV of dismissals; none where it is absent. Raises LexiconError, naming the line, for a bad one."""
    if not path.exists():
        return []
    rows = given_rows(path, "key", "rule", "quote", "reason", "when", "who")
    return [_row(path, number, line) for number, line in rows]


def _row(path: Path, number: int, line: dict[str, str]) -> Dismissal:
    try:
        when = date.fromisoformat(line["when"]) if line["when"] else None
        return Dismissal(line["key"], line["rule"], line["quote"], line["reason"], when, line["who"] or None)
    except ValueError as error:
        raise LexiconError(f"{path} line {number}: 不是擱置紀錄 not a dismissal: {error}") from error


def add_dismissal(path: Path, dismissal: Dismissal) -> None:
    """Add a dismissal to a CSV, made where it is absent; one of the same key takes its place.

    The file is whole at any moment. Raises OptionError where it cannot be written.
    """
    kept = [known for known in read_dismissals(path) if known.key != dismissal.key]
    written = path.with_name(f"{path.name}.new")
    try:
        with written.open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, [f.name for f in fields(Dismissal)], lineterminator="\n")
            rows.writeheader()
            rows.writerows({k: v or "" for k, v in asdict(d).items()} for d in (*kept, dismissal))
        written.replace(path)
    except OSError as error:
        raise OptionError(f"{path}: 不能寫入 cannot be written ({error})") from error


def _plain(text: str) -> str:
    return "".join(fold(text).split())
