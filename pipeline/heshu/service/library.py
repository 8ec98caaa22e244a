"""Ingest files into an index: what was read before, in the same way, is not read again."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import chain
from pathlib import Path

from heshu.batch import Workers
from heshu.index import File, Index, open_index, place_of
from heshu.model.day import Day, day_of
from heshu.resources import fingerprint
from heshu.service.failure import Failure
from heshu.sources.page import LIMIT, uri_of


@dataclass(frozen=True, slots=True)
class Ingested:
    """One file stored: how many of its articles were added, corrected, updated or unchanged."""

    uri: str
    articles: Counter[str]


def ingest(
    paths: Iterable[str | Path],
    index: str | Path,
    *,
    published: Day | None = None,
    outlet: str | None = None,
    limit: float | None = None,
    workers: Workers | None = None,
) -> Iterator[Ingested | Failure]:
    """Analyse files and store their records, one file at a time; a bad file or article is a Failure, the others go on.

    A file is analysed where its bytes, its name, the options or this heshu are new to the index, or an article of it
    failed. `limit` and `workers` are those of `analyse_paths`. Raises StoreError where the index cannot be used.
    """
    published = day_of(published)
    options = (fingerprint(), str(published), str(outlet))
    known: list[Ingested] = []

    def new(store: Index) -> Iterator[str | Path]:
        for path in paths:
            if (seen := _seen(store, path, options)) is None:
                yield path
            else:
                known.append(Ingested(str(path), Counter(unchanged=seen)))

    with open_index(index, create=True) as store:
        unread = new(store)
        first = next(unread, None)
        if first is not None:  # else nothing slow is loaded
            from heshu.service.analyse import analyse_paths
            from heshu.service.earlier import noted

            rest = chain([first], unread)
            results = analyse_paths(rest, published=published, outlet=outlet, limit=limit, workers=workers)
            for result in results:
                yield from _taken(known)
                if isinstance(result, Failure):
                    yield result
                    continue
                spread, records, failures = result
                source = spread.page.source
                file = _file(source.uri, source.sha256, (*options, "incomplete") if failures else options)
                outcomes = store.add_file(file, spread, records, list(map(noted, records)), fingerprint())
                yield Ingested(source.uri, Counter(outcomes))
                yield from failures
        yield from known


def _taken(items: list[Ingested]) -> list[Ingested]:
    taken = items[:]
    items.clear()
    return taken


def _seen(store: Index, path: str | Path, options: tuple[str, ...]) -> int | None:
    """Give how many articles of a file are known, from its bytes alone; None where it has to be read."""
    if path == "-":
        return None
    try:
        if not Path(path).is_file() or Path(path).stat().st_size > LIMIT:
            return None
        with Path(path).open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError):
        return None  # reading it says why
    return store.seen(_file(uri_of(path), digest, options))


def _file(uri: str, digest: str, options: tuple[str, ...]) -> File:
    """Describe a file for the index; a date may stand in its name, so that its name counts as an option."""
    if uri == "-":
        return File(uri, digest, "")
    try:
        modified = Path(uri).stat().st_mtime
    except OSError:
        modified = None
    reading = sha256("\n".join((*options, Path(uri).name)).encode()).hexdigest()[:16]
    return File(place_of(uri), digest, reading, modified)
