"""Checks in processes of their own: nobody's text holds up another page, and a long text only other long ones."""

from datetime import date
from pathlib import Path
from threading import BoundedSemaphore

from fastapi import HTTPException

from heshu.batch import Workers
from heshu.errors import WorkerError
from heshu.service.analyse import load
from heshu.service.check import Checked, check_within

_SHORT = 100_000
"""Bytes, or characters, of a text that takes a few seconds: a column, a page of a newspaper."""
_PROCESSES = 2
_QUEUE = 8
"""Checks of one length that may run or wait; who comes then is asked to come again."""
_LIMIT = 60.0
"""Seconds of CPU that a long text may take."""


class Checks:
    """Two doors, each with its own processes, which start when they are first needed."""

    def __init__(self, queue: int = _QUEUE) -> None:
        self._short = (Workers(_PROCESSES, prepare=load), BoundedSemaphore(queue))
        self._long = (Workers(1, prepare=load), BoundedSemaphore(queue))
        self._stopped = False

    def start(self) -> None:
        """Let the first process get ready before anybody asks."""
        self._short[0].start()

    def stop(self) -> None:
        """End the processes, at work or not; nothing is checked after that."""
        self._stopped = True
        for workers, _ in (self._short, self._long):
            workers.stop()

    def check(
        self, data: bytes | str, name: str, index: Path | None, published: date | None, outlet: str | None
    ) -> Checked:
        """Check one text or file. Raises HTTPException where too many wait, else what `check_within` raises."""
        short = len(data) <= _SHORT
        workers, queue = self._short if short else self._long
        if not queue.acquire(blocking=False):
            raise HTTPException(503, headers={"Retry-After": "20"})
        try:
            return check_within(
                workers,
                data,
                name,
                index=index,
                published=published,
                outlet=outlet,
                limit=None if short else _LIMIT,
            )
        except WorkerError:
            if self._stopped:
                raise HTTPException(503, "正在關閉 the desk is closing") from None
            raise
        finally:
            queue.release()
