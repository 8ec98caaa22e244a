"""Files one after another, each in a worker and within a limit of CPU time: what the commands run on.

The caller's process loads no pipeline: a worker does, once, while the caller gets ready.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

from heshu.batch import Workers
from heshu.errors import LimitError, SourceError, WorkerError
from heshu.service.failure import Failure
from heshu.sources.page import STANDARD_INPUT, standard_input

Result = TypeVar("Result")

LEAST = 20.0
"""Seconds of CPU that the smallest file may take."""
PER_MEGABYTE = 60.0


def limit_for(size: int, limit: float | None = None) -> float:
    """Give the seconds of CPU that `size` bytes may take; `limit` overrides it."""
    return limit or max(LEAST, PER_MEGABYTE * size / 1e6)


def each_file(
    paths: Iterable[str | Path],
    work: Callable[[str | Path, bytes | None], Result | Failure],
    prepare: Callable[[], object],
    limit: float | None = None,
    workers: Workers | None = None,
) -> Iterator[Result | Failure]:
    """Give what `work` makes of each path, called in a worker with the path and, for `-`, its bytes.

    A file that overruns its limit, or kills its worker, is a Failure, and the others go on. `work` and `prepare` are
    pickled; `workers` of the caller's own, made with `prepare`, outlive the run.
    """
    with nullcontext(workers) if workers else Workers(prepare=prepare) as at_work:
        for path in paths:
            yield _one(at_work, path, work, limit)


def _one(
    workers: Workers,
    path: str | Path,
    work: Callable[[str | Path, bytes | None], Result | Failure],
    limit: float | None,
) -> Result | Failure:
    name = STANDARD_INPUT if path == "-" else str(path)
    try:
        data = standard_input() if path == "-" else None
        seconds = limit_for(_size(path) if data is None else len(data), limit)
        return workers.within(seconds, work, path, data)
    except SourceError as error:
        return Failure(str(path), str(error))
    except (LimitError, WorkerError) as error:
        return Failure(str(path), f"{name}: {error}", "\n".join(getattr(error, "__notes__", ())))


def _size(path: str | Path) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116  # a path may be a str
    except (OSError, ValueError):  # `read` tells what is wrong with it
        return 0
