"""Processes that work for others, each call within a limit of CPU time; one that overruns is ended and replaced.

A pattern that backtracks holds Python's lock until it is done: only another process can end it. What counts is the
CPU that the worker itself has used, so that a busy machine fails nothing; a wall clock stands far behind, for work
that waits for ever.
"""

import pickle
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import LifoQueue
from traceback import format_exc
from typing import Any, ParamSpec, Self, TypeVar
from weakref import WeakSet

import psutil

from heshu.errors import LimitError, WorkerError

P = ParamSpec("P")
T = TypeVar("T")

# A fork would copy the locks that other threads hold; a fresh process is the same on every system.
_FRESH = get_context("spawn")
_GLANCE = 0.1
"""Seconds between two looks at the CPU that a call has used."""
_PATIENCE = 20
"""The wall clock allows so many times the limit, and a minute."""


class Workers:
    """Up to `most` processes behind one door; any thread may call, and waits while all are busy.

    `prepare` (a top-level function: a pipeline loaded) is called once in each process before its first task, and
    that time counts for no task. A process starts when it is first needed; the replacement of one that overran
    starts at once.
    """

    def __init__(self, most: int = 1, prepare: Callable[[], object] | None = None) -> None:
        self._prepare = prepare
        self._begun: WeakSet[_Worker] = WeakSet()
        self._stopped = False
        self._free: LifoQueue[_Worker | None] = LifoQueue()  # the last used is warm: it is taken first
        for _ in range(most):
            self._free.put(None)

    def start(self) -> Self:
        """Start a process now, so that it prepares while the caller does something else."""
        self._free.put(self._free.get() or self._begin())
        return self

    def within(self, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a top-level function in a worker with `seconds` of CPU; give what it gives, raise what it raises.

        Arguments and result are pickled. An error that came from the worker has the worker's traceback as a note.
        Raises LimitError for a task that overran, WorkerError where the process died of it.
        """
        worker = self._free.get()
        try:
            if self._stopped:
                raise WorkerError("正在關閉 closing")
            if worker is None or not worker.alive():
                worker = self._begin()
            answer: T = worker.call(seconds, function, args, kwargs)
            return answer
        except BaseException as error:
            if worker is not None and worker.busy:  # overrun, dead, or its caller was interrupted
                worker.end()
                worker = self._begin() if isinstance(error, LimitError) else None
            raise
        finally:
            self._free.put(worker)

    def close(self) -> None:
        """End every process that is at rest; a later call starts one anew."""
        for _ in range(self._free.qsize()):
            if (worker := self._free.get()) is not None:
                worker.end()
            self._free.put(None)

    def stop(self) -> None:
        """End every process, at work or not, and start none again: who waits for one meets a WorkerError."""
        self._stopped = True
        for worker in list(self._begun):
            worker.process.kill()

    def _begin(self) -> "_Worker":
        worker = _Worker(self._prepare)
        self._begun.add(worker)
        if self._stopped:  # meanwhile
            worker.process.kill()
        return worker

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Worker:
    """One process and the pipe to it; `busy` from the beginning of a call until its answer is there."""

    def __init__(self, prepare: Callable[[], object] | None) -> None:
        self.pipe, theirs = _FRESH.Pipe()
        self.process = _FRESH.Process(target=_serve, args=(theirs, prepare), name="heshu-worker", daemon=True)
        with _deaf_to_ctrl_c():
            self.process.start()
        theirs.close()
        self.ready = False
        self.busy = False

    def alive(self) -> bool:
        return self.process.is_alive()

    def call(self, seconds: float, *task: object) -> Any:
        self.busy = True
        if not self.ready:
            _given(self._answer(None))
            self.ready = True
        with suppress(OSError):  # a process that is gone is found out below
            self.pipe.send((seconds, *task))
        answer = self._answer(seconds)
        self.busy = False
        return _given(answer)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def _answer(self, seconds: float | None) -> Any:
        """Wait for an answer; without `seconds`, for as long as it takes. Raises LimitError or WorkerError."""
        before, began = self._used(), time.monotonic()
        try:
            while not self.pipe.poll(_GLANCE):
                waited = time.monotonic() - began
                if seconds is not None and (
                    self._used() - before > seconds or waited > _PATIENCE * seconds + 60
                ):
                    raise _overran(seconds)
            return pickle.loads(self.pipe.recv_bytes())
        except (EOFError, OSError):
            self.process.join()
            raise _died(self.process.exitcode) from None

    def _used(self) -> float:
        """Give the seconds of CPU that the process has used since it began."""
        try:
            spent = psutil.Process(self.process.pid).cpu_times()
        except psutil.Error:  # it is gone: the pipe says so
            return 0.0
        return float(spent.user + spent.system)


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a task raised instead of giving a result."""

    error: Exception


def _given(answer: Any) -> Any:
    if isinstance(answer, _Raised):
        raise answer.error
    return answer


def _overran(seconds: float) -> LimitError:
    return LimitError(
        f"用了 {seconds:g} 秒 CPU 時間仍未完成，已停止；可用 --limit 放寬 ended: not done after {seconds:g} seconds "
        "of CPU time; --limit SECONDS allows more"
    )


def _died(code: int | None) -> WorkerError:
    return WorkerError(
        f"處理程序中途結束（{code}），可能是記憶體不足，請分拆檔案 the process ended half-way (exit code {code}), "
        "perhaps for want of memory; split the file"
    )


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let what starts here inherit a blocked SIGINT: Ctrl-C reaches every process, and only the caller answers it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, prepare: Callable[[], object] | None) -> None:
    """Work until the caller hangs up. Runs in the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        pipe.send_bytes(_attempt(prepare or bool))
        while True:
            pipe.send_bytes(_attempt(partial(_run, pipe.recv_bytes())))


def _attempt(work: Callable[[], object]) -> bytes:
    try:
        return pickle.dumps(work())
    except Exception as error:
        error.add_note(format_exc())
        return _pickled(error)


def _pickled(error: Exception) -> bytes:
    """Pickle an error; where it does not come through that, pickle what it said."""
    try:
        line = pickle.dumps(_Raised(error))
        pickle.loads(line)
    except Exception:
        told = WorkerError(f"{type(error).__name__}: {error}")
        told.add_note(error.__notes__[-1])
        return pickle.dumps(_Raised(told))
    return line


def _run(task: bytes) -> object:
    """Run one task. Should the caller die meanwhile, the system ends us, where it can count CPU time."""
    seconds, function, args, kwargs = pickle.loads(task)
    if not hasattr(signal, "setitimer"):
        return function(*args, **kwargs)
    signal.setitimer(signal.ITIMER_PROF, 2 * seconds + 1)
    try:
        return function(*args, **kwargs)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
