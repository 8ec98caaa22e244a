"""Check pages before print: each article's sheet, against reference tables and against what the index holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from os import PathLike
from pathlib import Path

from heshu.checks import Dismissal, add_dismissal, dismiss, key_of, read_dismissals, settle
from heshu.checks import check as judge
from heshu.checks.history import Stated, statements
from heshu.checks.tables import Table, read_tables
from heshu.errors import OptionError, SourceError
from heshu.index import open_index
from heshu.model.day import Day
from heshu.model.record import Record
from heshu.service.analyse import analyse_page, analyse_paths, page_of
from heshu.service.failure import Failure
from heshu.sheet import Sheet, make_sheet
from heshu.sources import read_bytes, read_text


def check(
    text_or_path: str | PathLike[str],
    *,
    reference: str | PathLike[str] | None = None,
    index: str | PathLike[str] | None = None,
    published: Day | None = None,
    outlet: str | None = None,
    dismissals: str | PathLike[str] | None = None,
) -> list[Sheet]:
    """Give the sheet of every article of a page: a `str` is its text, taken as it is; a `Path` names its file.

    Figures are held against the tables in the folder `reference`, if given, and what is in `index`. Raises SourceError
    for a file that cannot be read, LexiconError for a bad reference table or file of dismissals, StoreError for an
    index that cannot be used; a text never raises.
    """
    tables = read_tables(Path(reference)) if reference else ()
    earlier = list(_earlier(Path(index))) if index else []
    known = _dismissed(Path(dismissals)) if dismissals else []
    page = page_of(text_or_path, published=published, outlet=outlet)
    return list(_sheets(analyse_page(page)[1], tables, earlier, known))


def check_paths(
    paths: Iterable[str | Path],
    *,
    reference: Path | None = None,
    index: Path | None = None,
    published: Day | None = None,
    outlet: str | None = None,
    dismissals: Path | None = None,
) -> Iterator[Sheet | Failure]:
    """Give the sheet of every article, dismissed findings apart; a bad file is a Failure and the others go on.

    Raises LexiconError for a bad reference table or file of dismissals, StoreError for an index that cannot be used.
    """
    tables = read_tables(reference) if reference else ()
    earlier = list(_earlier(index)) if index else []
    known = _dismissed(dismissals) if dismissals else []
    for result in analyse_paths(paths, published=published, outlet=outlet):
        if isinstance(result, Failure):
            yield result
        else:
            yield from _sheets(result[1], tables, earlier, known)


def check_bytes(
    data: bytes | str,
    name: str,
    *,
    index: Path | None = None,
    published: Day | None = None,
    outlet: str | None = None,
) -> list[Sheet]:
    """Give the sheet of every article in bytes that came as a file called `name`, or in a text as it is.

    Raises SourceError for what cannot be read, a blank text among it, StoreError for an index that cannot be used.
    """
    if isinstance(data, str):
        if not data.strip():
            raise SourceError(f"{name}: 沒有文字 there is no text")
        page = read_text(data, published=published, outlet=outlet)
    else:
        page = read_bytes(data, name, published=published, outlet=outlet)
    return list(_sheets(analyse_page(page)[1], (), list(_earlier(index)) if index else []))


def dismiss_in(
    paths: Iterable[str | Path],
    key: str,
    reason: str,
    *,
    dismissals: Path,
    reference: Path | None = None,
    index: Path | None = None,
    published: Day | None = None,
    outlet: str | None = None,
    who: str | None = None,
) -> Dismissal:
    """Dismiss the one finding on the pages whose key begins with `key`, and store it in a file of dismissals.

    Raises OptionError where no finding, or more than one, has such a key, or where no reason is given.
    """
    if not reason.strip():
        raise OptionError("請說明擱置的理由 a dismissal needs a reason")
    sheets = check_paths(paths, reference=reference, index=index, published=published, outlet=outlet)
    found = {
        name: (sheet.record, finding)
        for sheet in sheets
        if not isinstance(sheet, Failure)
        for finding in sheet.record.findings
        if finding.status == "inconsistent" and (name := key_of(sheet.record, finding)).startswith(key)
    }
    if len(found) != 1:
        raise OptionError(
            f"{key}: {len(found)} 項提示有此編號，應是一項 findings have this key; it should be one"
        )
    ((record, finding),) = found.values()
    dismissal = dismiss(record, finding, reason, when=date.today(), who=who)
    add_dismissal(dismissals, dismissal)
    return dismissal


def _dismissed(file: Path) -> list[Dismissal]:
    if not file.exists():
        raise OptionError(
            f"{file}: 沒有這個擱置紀錄 there is no such file of dismissals; `heshu dismiss` makes it"
        )
    return read_dismissals(file)


def _sheets(
    records: Iterable[Record],
    tables: Sequence[Table],
    earlier: Sequence[Stated],
    known: Sequence[Dismissal] = (),
) -> Iterator[Sheet]:
    for record in records:
        if tables or earlier:
            record.findings = judge(record, tables, earlier)
        standing, dismissed = settle(record, record.findings, known)
        yield make_sheet(record, standing, dismissed)


def _earlier(index: Path) -> Iterator[Stated]:
    with open_index(index) as store:
        for record in store.records():
            yield from statements(record)
