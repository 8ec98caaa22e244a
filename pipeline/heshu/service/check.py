"""Check pages before print: each article's sheet, against reference tables and against what the index holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from heshu.checks import check
from heshu.checks.history import Stated, statements
from heshu.checks.tables import Table, read_tables
from heshu.index import open_index
from heshu.model.record import Record
from heshu.service.analyse import Failure, analyse_page, analyse_paths
from heshu.sheet import Sheet, make_sheet
from heshu.sources import read_bytes


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
        else:
            yield from _sheets(result[1], tables, earlier)


def check_bytes(
    data: bytes,
    name: str,
    *,
    index: Path | None = None,
    published: date | None = None,
    outlet: str | None = None,
) -> list[Sheet]:
    """Give the sheet of every article in bytes that came as a file called `name`.

    Raises SourceError for what cannot be read, StoreError for an index that cannot be used.
    """
    page = read_bytes(data, name, published=published, outlet=outlet)
    return list(_sheets(analyse_page(page)[1], (), list(_earlier(index)) if index else []))


def _sheets(records: Iterable[Record], tables: Sequence[Table], earlier: Sequence[Stated]) -> Iterator[Sheet]:
    for record in records:
        if tables or earlier:
            record.findings = check(record, tables, earlier)
        yield make_sheet(record)


def _earlier(index: Path) -> Iterator[Stated]:
    with open_index(index) as store:
        for line in store.records():
            yield from statements(Record.model_validate_json(line))
