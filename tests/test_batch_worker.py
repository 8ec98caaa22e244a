"""Workers: real processes, ended when they overrun, replaced, and asked from many threads at once."""

import math
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psutil
import pytest

from heshu.batch import Workers
from heshu.errors import LimitError, OptionError, WorkerError

PREPARED: list[str] = []


def prepare(*words: str) -> None:
    PREPARED.extend(words)


def prepared() -> tuple[int, list[str]]:
    return os.getpid(), PREPARED


def refuse() -> None:
    raise OptionError("no such thing 沒有這回事")


def stuck_in_a_pattern() -> None:
    """Hold Python's lock for ever: no thread beside it ever runs."""
    re.match(r"(?:a+)+b", "a" * 40)


def spin(seconds: float) -> int:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return os.getpid()


def wait_for_the_end_of(pid: int) -> None:
    for _ in range(600):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.1)
    raise AssertionError(f"process {pid} is still there")


class AwkwardError(Exception):
    """An error that pickles and does not come back."""

    def __init__(self, one: int, two: int) -> None:
        super().__init__(f"{one} and {two}")


def awkward() -> None:
    raise AwkwardError(1, 2)


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    with Workers(most=2) as made:
        yield made


def test_a_call_gives_what_the_function_gives(workers: Workers) -> None:
    assert workers.within(10, divmod, 7, 2) == (3, 1)
    assert workers.within(10, sorted, [1, 3, 2], reverse=True) == [3, 2, 1]


def test_it_runs_elsewhere_and_stays(workers: Workers) -> None:
    one, two = workers.within(10, os.getpid), workers.within(10, os.getpid)
    assert one == two != os.getpid()


@pytest.mark.parametrize(
    ("function", "args", "kind"), [(math.sqrt, (-1,), ValueError), (refuse, (), OptionError)]
)
def test_what_it_raises_is_raised_here_with_its_traceback(
    workers: Workers, function: "type[object]", args: tuple[object, ...], kind: type[Exception]
) -> None:
    before = workers.within(10, os.getpid)
    with pytest.raises(kind) as raised:
        workers.within(10, function, *args)
    assert "Traceback" in raised.value.__notes__[0]
    assert workers.within(10, os.getpid) == before


def test_an_error_that_does_not_pickle_is_told_in_words(workers: Workers) -> None:
    with pytest.raises(WorkerError, match="AwkwardError: 1 and 2"):
        workers.within(10, awkward)


def test_what_does_not_pickle_is_the_callers_error(workers: Workers) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        workers.within(10, lambda: 1)
    assert workers.within(10, divmod, 7, 2) == (3, 1)


def test_one_that_overruns_is_ended_and_replaced() -> None:
    with Workers() as workers:
        first = workers.within(10, os.getpid)
        with pytest.raises(LimitError, match=r"0\.5 秒.*--limit"):
            workers.within(0.5, stuck_in_a_pattern)
        assert not psutil.pid_exists(first)
        assert workers.within(10, os.getpid) != first


def test_waiting_costs_nothing() -> None:
    with Workers() as workers:
        workers.within(0.3, time.sleep, 1.5)


def test_each_call_has_the_whole_limit() -> None:
    with Workers() as workers:
        assert len({workers.within(2, spin, 0.6) for _ in range(4)}) == 1


def test_a_process_that_dies_is_said_and_replaced() -> None:
    with Workers() as workers:
        with pytest.raises(WorkerError, match="7"):
            workers.within(10, os._exit, 7)
        first = workers.within(10, os.getpid)
        os.kill(first, signal.SIGTERM)
        wait_for_the_end_of(first)
        assert workers.within(10, os.getpid) != first


def test_it_is_prepared_once_and_that_time_is_not_the_tasks() -> None:
    with Workers(prepare=partial(spin, 1.0)) as workers:
        workers.within(0.5, os.getpid)
    with Workers(prepare=partial(prepare, "pipeline")) as workers:
        pids, words = zip(*(workers.within(10, prepared) for _ in range(3)), strict=True)
        assert words == (["pipeline"],) * 3
        assert len(set(pids)) == 1


def test_what_preparing_raises_is_raised_at_the_call() -> None:
    with Workers(prepare=refuse) as workers:
        for _ in range(2):
            with pytest.raises(OptionError, match="沒有這回事"):
                workers.within(10, os.getpid)


def test_threads_share_the_processes_and_one_that_overruns_harms_no_other() -> None:
    def ask(number: int) -> int | None:
        try:
            return workers.within(1, spin, 60.0 if number == 3 else 0.05)
        except LimitError:
            return None

    with Workers(most=2) as workers, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(12)))
    assert [number for number, answer in enumerate(answers) if answer is None] == [3]
    assert len(set(answers) - {None}) <= 3


def test_closing_leaves_no_process() -> None:
    workers = Workers()
    pid = workers.start().within(10, os.getpid)
    workers.close()
    assert not psutil.pid_exists(pid)


CALLER = """
import os, sys
sys.path.insert(0, sys.argv[1])
from heshu.batch import Workers
from test_batch_worker import spin
if __name__ == "__main__":
    workers = Workers()
    print(workers.within(10, os.getpid), flush=True)
    workers.within(2, spin, 6000.0)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system counts no CPU time for us")
def test_a_worker_whose_caller_was_killed_ends_too(tmp_path: Path) -> None:
    script = tmp_path / "caller.py"
    script.write_text(CALLER, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script, Path(__file__).parent], stdout=subprocess.PIPE, text=True
    ) as caller:
        assert caller.stdout is not None
        worker = psutil.Process(int(caller.stdout.readline()))
        idle = worker.cpu_times().user
        while worker.cpu_times().user < idle + 0.5:
            time.sleep(0.05)
        caller.kill()
    wait_for_the_end_of(worker.pid)


def test_stopped_while_at_work_it_ends_at_once_and_for_good() -> None:
    workers = Workers(1)
    pid = workers.within(60, os.getpid)
    with ThreadPoolExecutor() as pool:
        at_work, waiting = (pool.submit(workers.within, 600, spin, 600) for _ in range(2))
        while not psutil.Process(pid).cpu_percent(0.2) > 10:
            pass
        workers.stop()
        for task in (at_work, waiting):
            with pytest.raises(WorkerError):
                task.result(timeout=60)
    wait_for_the_end_of(pid)
    with pytest.raises(WorkerError):
        workers.within(60, os.getpid)
