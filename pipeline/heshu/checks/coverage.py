"""How much of an article was checked: every figure is checked, flagged, or left with a reason.

And what was not looked into at all for want of a publication date, of a reference table or of an index.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from heshu.checks.history import statements
from heshu.model.nouns import Figure, Finding
from heshu.model.record import Record

_REASONS = {
    "no_relation": ("沒有所述的關係", "no relation stated"),
    "out_of_range": ("超出可核對的範圍", "out of range"),
    "no_value": ("沒有確實數值", "no definite value"),
    "unverifiable": ("缺少另一個數", "an operand is missing"),
}
_WANTS = {
    "date": (
        "沒有出版日期，{}處時間未能確定（星期、今年去年、年歲等無從核對）",
        "no publication date: {} times not resolved (weekdays, this and last year, ages go unchecked)",
    ),
    "table": (
        "{}個數字沒有相應的參考表可對",
        "no reference table to hold {} against",
    ),
    "index": (
        "{}個數字未與索引內的舊文比對",
        "{} not held against earlier articles of an index",
    ),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of figures: `checked` includes `flagged`; `unchecked` is by reason, and adds up to the rest.

    `wanting` counts what a thing that was not given would let be checked: times that a publication `date` would
    resolve, numbers of a named measure and period that a reference `table` or an `index` could be asked for.
    """

    figures: int
    checked: int
    flagged: int
    unchecked: Counter[str] = field(default_factory=Counter)
    wanting: Counter[str] = field(default_factory=Counter)

    @property
    def line(self) -> str:
        """31個數字：核對12個，提示3個，16個沒有所述的關係；4個數字未與索引內的舊文比對."""
        rest = "".join(f"，{n}個{_REASONS[reason][0]}" for reason, n in self.unchecked.most_common())
        wants = "".join(f"；{_WANTS[want][0].format(n)}" for want, n in self.wanting.items())
        return f"{self.figures}個數字：核對{self.checked}個，提示{self.flagged}個{rest}{wants}"

    @property
    def line_en(self) -> str:
        """31 figures: 12 checked, 3 flagged, 16 no relation stated; 4 not held against earlier articles of an index."""
        rest = "".join(f", {n} {_REASONS[reason][1]}" for reason, n in self.unchecked.most_common())
        wants = "".join(f"; {_WANTS[want][1].format(n)}" for want, n in self.wanting.items())
        return f"{self.figures} figures: {self.checked} checked, {self.flagged} flagged{rest}{wants}"


def coverage(record: Record, findings: Sequence[Finding] | None = None, *, indexed: bool = False) -> Coverage:
    """Count what the findings (the record's own by default) say of its figures; `indexed` where an index was asked."""
    findings = record.findings if findings is None else findings
    judged = [f for f in findings if f.status != "unverifiable"]
    missing = [f for f in findings if f.status == "unverifiable"]
    flagged = [f for f in judged if f.status == "inconsistent"]
    unchecked: Counter[str] = Counter()
    checked = wrong = 0
    for figure in record.figures:
        if _touched(figure, judged):
            checked += 1
            wrong += _touched(figure, flagged)
        elif _touched(figure, missing):
            unchecked["unverifiable"] += 1
        elif figure.is_out_of_range:
            unchecked["out_of_range"] += 1
        elif figure.value is None and figure.lower is None and figure.upper is None:
            unchecked["no_value"] += 1
        else:
            unchecked["no_relation"] += 1
    return Coverage(
        len(record.figures), checked, wrong, unchecked, _wanting(record, findings, indexed=indexed)
    )


def _wanting(record: Record, findings: Sequence[Finding], *, indexed: bool) -> Counter[str]:
    """Count what is wanting, in the order that it is told; a date is what the others rest on."""
    stated = [statement.figure for statement in statements(record)]
    looked_up = [finding for finding in findings if finding.rule.startswith("reference.")]
    found = Counter(
        date=0 if record.source.published else sum(period.edtf is None for period in record.periods),
        table=sum(not _touched(figure, looked_up) for figure in stated),
        index=0 if indexed else len(stated),
    )
    return +found


def _touched(figure: Figure, findings: Sequence[Finding]) -> bool:
    return any(span.start < figure.end and figure.start < span.end for f in findings for span in f.spans)
