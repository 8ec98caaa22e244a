"""Check pages before print: each article's sheet, against reference tables and against what the index holds."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from heshu.checks import check
from heshu.checks.history import Stated, statements
from heshu.checks.tables import read_tables
from heshu.index import open_index
from heshu.model.record import Record
from heshu.service.analyse import Failure, analyse_paths
from heshu.sheet import Sheet, make_sheet


def check_paths(
    paths: Iterable[str | Path],
    *,
    reference: Path | None = None,
    index: Path | None = None,
    published: date | None = None,
    outlet: str | None = None,
) -> Iterator[Sheet | Failure]:
    """Give the sheet of every article; a bad file is a Failure and the others go on.

    Raises LexiconError for a bad reference table, StoreError for an index that cannot be used.
    """
    tables = read_tables(reference) if reference else ()
    earlier = list(_earlier(index)) if index else []
    for result in analyse_paths(paths, published=published, outlet=outlet):
        if isinstance(result, Failure):
            yield result
            continue
        for record in result[1]:
            if tables or earlier:
                record.findings = check(record, tables, earlier)
            yield make_sheet(record)


def _earlier(index: Path) -> Iterator[Stated]:
    with open_index(index) as store:
        for line in store.records():
            yield from statements(Record.model_validate_json(line))
