"""What could not be done, as a line for a user."""

from dataclasses import dataclass
from traceback import format_exception


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or one article of it, that could not be done; `reason` is the line that tells a user why.

    `trace` is the traceback, where the fault is heshu's own.
    """

    uri: str
    reason: str
    trace: str = ""


def own_fault(uri: str, where: tuple[str, str], error: Exception) -> Failure:
    """Make the failure of something that heshu should have done; `where` names it, in Chinese and in English."""
    said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    reason = (
        f"{uri}: {where[0]}：核數本身出錯，其餘照常處理；加 --debug 看詳情 {where[1]}: a fault of heshu's own, "
        f"the rest was done; --debug shows more ({said})"
    )
    return Failure(uri, reason, "".join(format_exception(error)))
