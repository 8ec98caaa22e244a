"""What earlier articles stated: noted in the index beside them, and found again by what it is of."""

import json
from collections.abc import Sequence

from pydantic import TypeAdapter, ValidationError

from heshu.checks.history import Stated, statements
from heshu.errors import StoreError
from heshu.index import Index
from heshu.model.record import Record
from heshu.model.written import to_json

_STATED = TypeAdapter(Stated)


def noted(record: Record) -> list[tuple[str, str]]:
    """Give what a record states as the index keeps it: what each statement is of, and the statement."""
    return [(s.measure, to_json(_STATED.dump_python(s, mode="json"))) for s in statements(record)]


def earlier(store: Index, record: Record) -> Sequence[Stated]:
    """Give what current articles state of what a record states something of, by date; its own versions are left out.

    Raises StoreError where another heshu noted it in a way that this one cannot read.
    """
    measures = {stated.measure for stated in statements(record)}
    if not measures:
        return ()
    apart = store.versions_of(record)
    try:
        found = [_STATED.validate_python(json.loads(line)) for line in store.stated(measures)]
    except (ValueError, ValidationError) as error:
        raise StoreError(
            f"索引由另一版核數寫成，請再以 heshu ingest 收入檔案 {store.path}: noted by another heshu; ingest the "
            "files again"
        ) from error
    found += [s for old in store.records_not_noted() for s in statements(old) if s.measure in measures]
    return sorted(
        (s for s in found if s.article not in apart), key=lambda s: (str(s.published or ""), s.article)
    )
