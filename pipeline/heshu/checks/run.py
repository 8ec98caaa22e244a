"""Every rule over a record; findings in text order with their ids."""

from collections.abc import Callable, Iterable

from heshu.checks import growth
from heshu.model.nouns import Finding
from heshu.model.record import Record

Rule = Callable[[Record], Iterable[Finding]]

RULES: tuple[Rule, ...] = (growth.check_growth,)


def check(record: Record) -> list[Finding]:
    """Give the findings of every rule, in text order, numbered `n1`, `n2`, …"""
    findings = sorted((f for rule in RULES for f in rule(record)), key=lambda f: (f.start, f.end, f.rule))
    for number, finding in enumerate(findings, 1):
        finding.id = f"n{number}"
    return findings
