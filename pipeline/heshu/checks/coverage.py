"""How much of an article was checked: every figure is checked, flagged, or left with a reason."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from heshu.model.nouns import Figure, Finding
from heshu.model.record import Record

_REASONS = {
    "no_relation": ("沒有所述的關係", "no relation stated"),
    "out_of_range": ("超出可核對的範圍", "out of range"),
    "no_value": ("沒有確實數值", "no definite value"),
    "unverifiable": ("缺少另一個數", "an operand is missing"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of figures: `checked` includes `flagged`; `unchecked` is by reason, and adds up to the rest."""

    figures: int
    checked: int
    flagged: int
    unchecked: Counter[str] = field(default_factory=Counter)

    @property
    def line(self) -> str:
        """31個數字：核對12個，提示3個，16個沒有所述的關係."""
        rest = "".join(f"，{n}個{_REASONS[reason][0]}" for reason, n in self.unchecked.most_common())
        return f"{self.figures}個數字：核對{self.checked}個，提示{self.flagged}個{rest}"

    @property
    def line_en(self) -> str:
        """31 figures: 12 checked, 3 flagged, 16 no relation stated."""
        rest = "".join(f", {n} {_REASONS[reason][1]}" for reason, n in self.unchecked.most_common())
        return f"{self.figures} figures: {self.checked} checked, {self.flagged} flagged{rest}"


def coverage(record: Record, findings: Sequence[Finding] | None = None) -> Coverage:
    """Count what the findings (the record's own by default) say of its figures."""
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
    return Coverage(len(record.figures), checked, wrong, unchecked)


def _touched(figure: Figure, findings: Sequence[Finding]) -> bool:
    return any(span.start < figure.end and figure.start < span.end for f in findings for span in f.spans)
