"""Which spans meet which: asked of thousands of spans, each answer costs what it meets and not what there is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Generic, NamedTuple, Protocol, TypeVar


class Spanned(Protocol):
    """Anything that stands somewhere in a text."""

    @property
    def start(self) -> int: ...  # noqa: D102  # the protocol's docstring says it
    @property
    def end(self) -> int: ...  # noqa: D102


class Span(NamedTuple):
    """A bare stretch of text."""

    start: int
    end: int


Thing = TypeVar("Thing", bound=Spanned)


class Cover:
    """The characters of a text that are taken; more may be taken as one goes."""

    def __init__(self, length: int, taken: Iterable[Spanned] = ()) -> None:
        self._taken = bytearray(length)
        for span in taken:
            self.take(span.start, span.end)

    def take(self, start: int, end: int) -> None:
        """Take the characters from `start` to `end`."""
        self._taken[start:end] = b"\x01" * (end - start)

    def meets(self, start: int, end: int) -> bool:
        """Tell whether one of the characters from `start` to `end` is taken."""
        return self._taken.find(1, start, end) >= 0


class Placed(Generic[Thing]):
    """Things where they stand; they may overlap."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._things = sorted(things, key=lambda thing: thing.start)
        self._starts = [thing.start for thing in self._things]
        self._reach = list(accumulate((thing.end for thing in self._things), max))

    def meeting(self, start: int, end: int) -> Iterator[Thing]:
        """Yield the things that share a character with the span from `start` to `end`, in text order."""
        first = bisect_right(self._reach, start)
        for number in range(first, bisect_left(self._starts, end)):
            if self._things[number].end > start:
                yield self._things[number]
