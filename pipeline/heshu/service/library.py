"""Ingest files into an index, find sentences in it, and fetch records from it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from heshu.index import open_index
from heshu.model.day import Day
from heshu.service.analyse import Failure, analyse_paths


@dataclass(frozen=True, slots=True)
class Ingested:
    """One file stored: how many of its articles were added, updated or unchanged."""

    uri: str
    articles: Counter[str]


def ingest(
    paths: Iterable[str | Path],
    index: str | Path,
    *,
    published: Day | None = None,
    outlet: str | None = None,
) -> Iterator[Ingested | Failure]:
    """Analyse files and store their records, one file at a time; a bad file is a Failure and the others go on.

    Raises StoreError where the index cannot be used.
    """
    with open_index(index, create=True) as store:
        for result in analyse_paths(paths, published=published, outlet=outlet):
            if isinstance(result, Failure):
                yield result
                continue
            spread, records = result
            store.add_page(spread)
            yield Ingested(spread.page.source.uri, Counter(store.add(record) for record in records))
