"""One run over files, as it is told on standard error: how far it is, what could not be read, what was passed over."""

import sys
from collections.abc import Iterable, Iterator
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TypeVar

import typer

from heshu.service.failure import Failure

if TYPE_CHECKING:
    from heshu.sources.files import File

Result = TypeVar("Result")


def tell(line: str) -> None:
    """Print one line on standard error."""
    print(f"heshu: {line}", file=sys.stderr)


class Run:
    """The files that a user's paths mean, gone through once. Raises SourceError for a path that is missing."""

    def __init__(self, paths: Iterable[str], *, debug: bool = False) -> None:
        """Find the files; `debug` prints what broke inside heshu."""
        from heshu.sources import expand

        self._found = expand(paths)
        self._any_failed = False
        self._debug = debug
        self._line = ""

    def files(self) -> Iterator["File"]:
        """Give each file; on a terminal, a line says which one is being read."""
        total = len(self._found.files)
        for number, file in enumerate(self._found.files, 1):
            self._show(f"讀取 Reading {number}/{total} {file}")
            yield file

    def results(self, results: "Iterable[Result | Failure]") -> Iterator[Result]:
        """Pass on what became of the files; a failure is told, and makes the exit code 1."""
        try:
            for result in results:
                self._show("")
                if isinstance(result, Failure):
                    self.failed(result)
                else:
                    yield result
        finally:
            self._show("")

    def failed(self, failure: Failure) -> None:
        """Tell of a failure, with what broke inside heshu where that is wanted."""
        self._any_failed = True
        tell(failure.reason)
        if self._debug and failure.trace:
            print(failure.trace, file=sys.stderr)

    def end(self, *, stands: bool = False) -> None:
        """Tell what was passed over, and leave with exit code 1 where a file failed or an error `stands`."""
        if passed := self._found.passed_over:
            tell(
                f"略過{passed}個隱藏檔、暫存檔或裝置 {passed} passed over (hidden files, lock files, devices)"
            )
        if self._any_failed or stands:
            raise typer.Exit(1)

    def _show(self, line: str) -> None:
        """Put a line where the last one stood; an empty one wipes it."""
        if line != self._line and sys.stderr.isatty():
            from rich.cells import set_cell_size

            width = get_terminal_size().columns - 1
            sys.stderr.write(f"\r{' ' * width}\r{set_cell_size(line, width).rstrip()}")
            sys.stderr.flush()
            self._line = line
