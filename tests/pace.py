"""How long work takes, in CPU time of this process: a busy machine changes no ratio of two of them."""

import time
from collections.abc import Callable


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """Give the least CPU time, in seconds, that some runs of `work` took."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def growth(work: Callable[[int], object], size: int, times: int) -> float:
    """Give how many times the CPU time grows when `work` is given `times` the size; linear work gives `times`."""
    return cpu(lambda: work(size * times)) / max(cpu(lambda: work(size)), 1e-4)
