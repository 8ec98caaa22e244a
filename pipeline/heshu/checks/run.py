"""Every rule over a record; findings in text order with their ids."""

from collections.abc import Callable, Iterable
from decimal import localcontext

from heshu.checks.history import Stated
from heshu.checks.related import Related, relate
from heshu.checks.rules import (
    basis,
    calendar,
    change,
    conversion,
    currency,
    direction,
    doubled,
    listed,
    reference,
    repeat,
    sums,
    text,
    wording,
)
from heshu.checks.tables import Table
from heshu.model.nouns import Finding
from heshu.model.quantity import ARITHMETIC
from heshu.model.record import Record

Rule = Callable[[Related], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    sums.growth,
    sums.difference,
    sums.close_change,
    sums.share,
    sums.sums,
    sums.breakdown,
    sums.part,
    sums.average,
    sums.product,
    sums.unit_price,
    sums.rental_yield,
    sums.multiple,
    sums.compound,
    currency.currency,
    direction.direction,
    wording.impossible,
    wording.point,
    wording.backwards,
    basis.basis,
    listed.enumeration,
    listed.respectively,
    calendar.weekday,
    calendar.no_such_date,
    calendar.span,
    sums.age,
    sums.anniversary,
    listed.threshold,
    listed.superlative,
    repeat.contradiction,
    repeat.title,
    repeat.magnitude,
    reference.value,
    change.change,
    text.mixed_script,
    doubled.doubled,
    conversion.conversion,
)


def check(record: Record, tables: Iterable[Table] = (), earlier: Iterable[Stated] = ()) -> list[Finding]:
    """Give the findings of every rule, in text order, numbered `n1`, `n2`, …

    `tables` are reference tables (`checks.tables.read_tables`), `earlier` what other articles stated
    (`checks.history.statements`); the record's own statements among them are left out.
    """
    with localcontext(ARITHMETIC):
        related = relate(record, tables, earlier)
        made = [finding for rule in RULES for finding in rule(related)]
    once = {(f.rule, *((s.start, s.end) for s in f.spans)): f for f in made}  # one thing is told once
    findings = sorted(once.values(), key=lambda f: (f.start, f.end, f.rule))
    for number, finding in enumerate(findings, 1):
        finding.id = f"n{number}"
    return findings
