"""One article's findings, worst first, each with the lines that it was read from and the characters to light."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from heshu.checks import Coverage, coverage, key_of
from heshu.model.nouns import Finding, Span
from heshu.model.record import Record
from heshu.sheet.places import Place, Places
from heshu.text.sentences import sentences

Piece = tuple[str, bool]
"""A stretch of quoted text, and whether it is lit."""

_AROUND = 60
_ORDER = {"inconsistent": 0, "unverifiable": 3, "by_truncation": 4, "by_rounding": 5, "consistent": 6}
_SEVERITY = {"error": 0, "warning": 1, "note": 2}

_PLAIN = ("wording.direction", "wording.range", "wording.basis")
"""Rules whose agreement any reader sees: counted on the sheet, not listed."""

LABELS = {
    "error": ("錯誤", "Error"),
    "warning": ("留意", "Warning"),
    "note": ("備註", "Note"),
    "unverifiable": ("未能核對", "Not checkable"),
    "by_truncation": ("尾數捨去", "Cut, not rounded"),
    "by_rounding": ("四捨五入之內", "Within rounding"),
    "consistent": ("相符", "Agrees"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding as shown: its label in both languages and the quoted lines, lit where it looked.

    `key` is what `heshu dismiss` knows it by: the beginning of its dismissal key. `place` is where it stands in its
    file, None where the file's text is not at hand.
    """

    finding: Finding
    key: str
    label: tuple[str, str]
    quotes: tuple[tuple[Piece, ...], ...]
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article: problems worst first, then what agrees, then what an editor has dismissed.

    `plain` counts the agreements that are not listed: 升至 before a higher number, a range from low to high. `places`
    gives where any character stands in the file, None where the file's text is not at hand.
    """

    record: Record
    coverage: Coverage
    problems: tuple[Entry, ...]
    others: tuple[Entry, ...]
    dismissed: tuple[Entry, ...] = ()
    plain: int = 0
    places: Places | None = field(default=None, compare=False, repr=False)

    def _repr_html_(self) -> str:
        """Show itself in a notebook."""
        from heshu.sheet.html import fragment

        return fragment([self])


def make_sheet(
    record: Record,
    findings: Sequence[Finding] | None = None,
    dismissed: Iterable[Finding] = (),
    *,
    source: str | None = None,
    indexed: bool = False,
) -> Sheet:
    """Make the sheet of a record, of its own findings or of those that stand after dismissals.

    With `source`, the text of the record's file as decoded, every entry has its place in it. `indexed` where the
    findings are against an index of earlier articles too.
    """
    places = None if source is None else Places(record, source)
    findings = record.findings if findings is None else findings
    ranked = sorted(findings, key=lambda f: (_ORDER[f.status], _SEVERITY[f.severity], f.start, f.end, f.rule))
    entries = [_entry(record, finding, places) for finding in ranked]
    return Sheet(
        record,
        coverage(record, findings, indexed=indexed),
        problems=tuple(e for e in entries if e.finding.status == "inconsistent"),
        others=tuple(e for e in entries if e.finding.status != "inconsistent" and not _is_plain(e.finding)),
        dismissed=tuple(_entry(record, finding, places) for finding in dismissed),
        plain=sum(_is_plain(finding) for finding in findings),
        places=places,
    )


def _is_plain(finding: Finding) -> bool:
    return finding.status == "consistent" and finding.rule in _PLAIN


PLAIN = (
    "另有{}項字眼與數字相符（升跌方向、範圍次序、按年按月）",
    "{} more agree in their words: directions, ranges, on the year or month",
)


def stands(sheets: Iterable[Sheet]) -> bool:
    """Tell whether an error stands on any sheet: the exit code before publishing."""
    return any(e.finding.severity == "error" for sheet in sheets for e in sheet.problems)


def _entry(record: Record, finding: Finding, places: Places | None) -> Entry:
    return Entry(
        finding,
        key_of(record, finding)[:8],
        LABELS[finding.kind],
        tuple(_quotes(record.text, finding.spans)),
        places.of(finding.start) if places else None,
    )


def _quotes(text: str, spans: Sequence[Span]) -> list[tuple[Piece, ...]]:
    """Quote each sentence that holds a span, once; long ones are cut to the neighbourhood of what is lit."""
    held: dict[tuple[int, int], list[Span]] = {}
    for span in spans:
        for start, end in _sentences_of(text, span):
            held.setdefault((start, end), []).append(span)
    return [_pieces(text, start, end, lit) for (start, end), lit in sorted(held.items())]


def _sentences_of(text: str, span: Span) -> list[tuple[int, int]]:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", max(span.start, span.end - 1))
    line = text[start : end if end >= 0 else len(text)]
    found = [(start + a, start + b) for a, b in sentences(line)]
    touched = [(a, b) for a, b in found if a < span.end and span.start < b]
    return [(touched[0][0], touched[-1][1])] if touched else [(span.start, span.end)]


def _pieces(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[Piece, ...]:
    first, last = max(start, min(s.start for s in spans)), min(end, max(s.end for s in spans))
    low, high = max(start, first - _AROUND), min(end, last + _AROUND)
    marks = sorted({p for s in spans for p in (s.start, s.end) if low < p < high} | {low, high})
    pieces: list[Piece] = [("…", False)] if low > start else []
    for a, b in pairwise(marks):
        pieces.append((text[a:b], any(s.start <= a and b <= s.end for s in spans)))
    return (*pieces, ("…", False)) if high < end else tuple(pieces)
