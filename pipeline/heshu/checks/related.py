"""One pass over an article: its column and every relation in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from heshu.checks.column import Column, draw
from heshu.checks.history import Stated, statements
from heshu.checks.relations.changes import FromTo
from heshu.checks.relations.from_to import find_from_to
from heshu.checks.relations.listings import Listing, find_listings
from heshu.checks.relations.named import (
    Bounded,
    Most,
    Respective,
    find_bounded,
    find_most,
    find_respective,
)
from heshu.checks.relations.parts import (
    Average,
    Breakdown,
    find_averages,
    find_breakdowns,
)
from heshu.checks.relations.prices import (
    Changed,
    Swap,
    UnitPrice,
    Yield,
    find_changed,
    find_swaps,
    find_unit_prices,
    find_yields,
)
from heshu.checks.relations.repeats import Repeat, find_repeats, find_slips
from heshu.checks.relations.shares import Share, find_shares
from heshu.checks.relations.totals import Total, find_totals
from heshu.checks.tables import Table
from heshu.model.record import Record


@dataclass(frozen=True, slots=True)
class Related:
    """What the rules judge."""

    column: Column
    from_to: tuple[FromTo, ...]
    changed: tuple[Changed, ...]
    totals: tuple[Total, ...]
    shares: tuple[Share, ...]
    breakdowns: tuple[Breakdown, ...]
    averages: tuple[Average, ...]
    unit_prices: tuple[UnitPrice, ...]
    yields: tuple[Yield, ...]
    swaps: tuple[Swap, ...]
    listings: tuple[Listing, ...]
    respective: tuple[Respective, ...]
    bounded: tuple[Bounded, ...]
    most: tuple[Most, ...]
    repeats: tuple[Repeat, ...]
    slips: tuple[Repeat, ...]
    tables: tuple[Table, ...] = ()
    stated: tuple[Stated, ...] = ()
    earlier: tuple[Stated, ...] = ()


def relate(record: Record, tables: Iterable[Table] = (), earlier: Iterable[Stated] = ()) -> Related:
    """Find every relation in a record; `earlier` are the statements of other articles."""
    column = draw(record)
    from_to = tuple(find_from_to(column))
    told = {(change.figure.start, pair.second.start) for pair in from_to for change in pair.changes}
    return Related(
        column=column,
        from_to=from_to,
        changed=tuple(c for c in find_changed(column) if (c.percent.start, c.level.start) not in told),
        totals=tuple(find_totals(column)),
        shares=tuple(find_shares(column)),
        breakdowns=tuple(find_breakdowns(column)),
        averages=tuple(find_averages(column)),
        unit_prices=tuple(find_unit_prices(column)),
        yields=tuple(find_yields(column)),
        swaps=tuple(find_swaps(column)),
        listings=tuple(find_listings(column)),
        respective=tuple(find_respective(column)),
        bounded=tuple(find_bounded(column)),
        most=tuple(find_most(column)),
        repeats=tuple(find_repeats(column)),
        slips=tuple(find_slips(column)),
        tables=tuple(tables),
        stated=tuple(statements(record)),
        earlier=tuple(other for other in earlier if other.article != record.id),
    )
