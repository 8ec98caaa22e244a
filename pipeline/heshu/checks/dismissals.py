"""Findings that an editor has dismissed, with the reason; one returns when its number changes.

A dismissal is keyed on the rule, the quoted characters and the characters around them, never on offsets: the
same words on another page, or after a paragraph was added above, are the same finding.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

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


def _plain(text: str) -> str:
    return "".join(fold(text).split())
