"""Check pages before print: each article's sheet, against reference tables and against what the index holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache, partial
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from heshu.batch import Workers
from heshu.checks import Dismissal, add_dismissal, dismiss, key_of, read_dismissals, settle
from heshu.checks import check as judge
from heshu.checks.history import Stated
from heshu.checks.tables import Table, read_tables
from heshu.errors import HeshuError, OptionError, SourceError
from heshu.index import open_index
from heshu.model.day import Day, day_of
from heshu.model.record import Record
from heshu.service.analyse import Analysed, load, page_of, raise_first
from heshu.service.earlier import earlier
from heshu.service.failure import Failure, own_fault
from heshu.service.files import each_file, limit_for
from heshu.sheet import Sheet, make_sheet
from heshu.sources import read_bytes, read_text


class Checked(NamedTuple):
    """The sheet of every article of a page, and a failure for each article that has none."""

    sheets: list[Sheet]
    failures: list[Failure]


class _Against(NamedTuple):
    """What numbers are held against, and which findings have been put aside."""

    tables: Sequence[Table] = ()
    earlier: Path | None = None  # an index
    known: Sequence[Dismissal] = ()


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
    index that cannot be used; a text never raises (ArticleError is a fault of heshu's own).
    """
    from heshu.service.page import analyse_page

    against = _against(reference, index, dismissals)
    done = _checked(analyse_page(page_of(text_or_path, published=published, outlet=outlet)), against)
    raise_first(done.failures)
    return done.sheets


def check_paths(
    paths: Iterable[str | Path],
    *,
    reference: Path | None = None,
    index: Path | None = None,
    published: Day | None = None,
    outlet: str | None = None,
    dismissals: Path | None = None,
    limit: float | None = None,
) -> Iterator[Sheet | Failure]:
    """Give the sheet of every article, dismissed findings apart; a bad file or article is a Failure, the others go on.

    `limit` is in seconds of CPU a file; by default 60 a megabyte, and 20 at least. Raises LexiconError for a bad
    reference table or file of dismissals, StoreError for an index that cannot be used.
    """
    work = partial(
        _check_file,
        against=(reference, index, dismissals),
        published=day_of(published),
        outlet=outlet,
    )
    for result in each_file(paths, work, load, limit):
        if isinstance(result, Failure):
            yield result
        else:
            yield from result.sheets
            yield from result.failures


def check_bytes(
    data: bytes | str,
    name: str,
    *,
    index: Path | None = None,
    published: Day | None = None,
    outlet: str | None = None,
) -> Checked:
    """Give the sheet of every article in bytes that came as a file called `name`, or in a text as it is.

    Raises SourceError for what cannot be read, a blank text among it, StoreError for an index that cannot be used.
    """
    from heshu.service.page import analyse_page

    if isinstance(data, bytes):
        page = read_bytes(data, name, published=published, outlet=outlet)
    elif data.strip():
        page = read_text(data, published=published, outlet=outlet)
    else:
        raise SourceError(f"{name}: 沒有文字 there is no text")
    return _checked(analyse_page(page), _against(None, index, None))


def check_within(
    workers: Workers,
    data: bytes | str,
    name: str,
    *,
    index: Path | None = None,
    published: Day | None = None,
    outlet: str | None = None,
    limit: float | None = None,
) -> Checked:
    """Do what `check_bytes` does in one of `workers` (made with `prepare=load`); any thread may call.

    `limit` is in seconds of CPU; by default 60 a megabyte, and 20 at least. Raises LimitError and WorkerError besides.
    """
    seconds = limit_for(len(data) * (3 if isinstance(data, str) else 1), limit)
    return workers.within(
        seconds, check_bytes, data, name, index=index, published=day_of(published), outlet=outlet
    )


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


def _check_file(
    path: str | Path,
    data: bytes | None,
    *,
    against: tuple[Path | None, Path | None, Path | None],
    published: Day | None,
    outlet: str | None,
) -> Checked | Failure:
    from heshu.service.page import analyse_file

    held = _held(*against)
    done = analyse_file(path, data, published=published, outlet=outlet)
    return done if isinstance(done, Failure) else _checked(done, held)


def _against(
    reference: str | PathLike[str] | None,
    index: str | PathLike[str] | None,
    dismissals: str | PathLike[str] | None,
) -> _Against:
    if index:
        with open_index(Path(index)):  # a bad one is told before anything is read
            pass
    return _Against(
        read_tables(Path(reference)) if reference else (),
        Path(index) if index else None,
        _dismissed(Path(dismissals)) if dismissals else (),
    )


_held = lru_cache(maxsize=1)(_against)  # for one run over files


def _checked(done: Analysed, against: _Against) -> Checked:
    from heshu.service.page import place_of

    checked = Checked([], list(done.failures))
    for record in done.records:
        try:
            checked.sheets.append(_sheet(record, against, done.spread.page.text))
        except HeshuError:
            raise
        except Exception as error:
            where = place_of(done.spread.page, record.title, record.segments)
            checked.failures.append(own_fault(record.source.uri, where, error))
    return checked


def _sheet(record: Record, against: _Against, source: str) -> Sheet:
    held = _earlier(against.earlier, record) if against.earlier else ()
    if against.tables or held:
        record.findings = judge(record, against.tables, held)
    standing, dismissed = settle(record, record.findings, against.known)
    return make_sheet(record, standing, dismissed, source=source, indexed=against.earlier is not None)


def _earlier(index: Path, record: Record) -> Sequence[Stated]:
    with open_index(index) as store:
        return earlier(store, record)
