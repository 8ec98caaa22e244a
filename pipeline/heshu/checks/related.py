"""One pass over an article: its column and every relation in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heshu.checks.column import Column, draw
from heshu.checks.history import Stated, statements
from heshu.checks.relations.listings import Listing, find_listings
from heshu.checks.relations.named import (
    Bounded,
    Most,
    Outdone,
    Respective,
    find_bounded,
    find_most,
    find_outdone,
    find_respective,
)
from heshu.checks.relations.repeats import Repeat, find_leaps, find_repeats, find_slips, find_swapped
from heshu.checks.sums.judge import Sums, find_sums
from heshu.checks.sums.scorer import load_scorer
from heshu.checks.sums.titles import Alignment, align
from heshu.checks.sums.told import told
from heshu.checks.tables import Table
from heshu.model.nouns import Finding
from heshu.model.record import Record


@dataclass(frozen=True, slots=True)
class Related:
    """What the rules judge."""

    column: Column
    sums: Sums
    findings: tuple[Finding, ...]
    titles: tuple[Alignment, ...]
    listings: tuple[Listing, ...]
    respective: tuple[Respective, ...]
    bounded: tuple[Bounded, ...]
    most: tuple[Most, ...]
    outdone: tuple[Outdone, ...]
    repeats: tuple[Repeat, ...]
    slips: tuple[Repeat, ...]
    tables: tuple[Table, ...] = ()
    stated: tuple[Stated, ...] = ()
    earlier: tuple[Stated, ...] = ()

    def told(self, rule: str) -> Iterator[Finding]:
        """Yield what one family of arithmetic found."""
        return (finding for finding in self.findings if finding.rule == rule)


def relate(record: Record, tables: Iterable[Table] = (), earlier: Iterable[Stated] = ()) -> Related:
    """Find every relation in a record; `earlier` are the statements of other articles."""
    column = draw(record)
    scorer = load_scorer()
    sums = find_sums(column, scorer)
    return Related(
        column=column,
        sums=sums,
        findings=tuple(told(column, sums, scorer)),
        titles=tuple(align(column, sums.terms, scorer)),
        listings=tuple(find_listings(column)),
        respective=tuple(find_respective(column)),
        bounded=tuple(find_bounded(column)),
        most=tuple(find_most(column)),
        outdone=tuple(find_outdone(column)),
        repeats=(*find_repeats(column), *find_swapped(column)),
        slips=(*find_slips(column), *find_leaps(column)),
        tables=tuple(tables),
        stated=tuple(statements(record)),
        earlier=tuple(other for other in earlier if other.article != record.id),
    )
