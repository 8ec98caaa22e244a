"""Where in its file a finding stands: path, line and column, as editors and compilers count."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from heshu.model.record import Record

_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Place:
    """A character of a file; `line` and `column` count from 1, `column` in characters."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Places:
    """The places of one article's characters in its file, of which `source` is the text as decoded."""

    def __init__(self, record: Record, source: str) -> None:
        """Find where the file's lines begin."""
        self._path = record.source.uri
        self._segments = record.segments
        self._starts = [segment[0] for segment in record.segments]
        self._lines = [0, *(found.end() for found in _LINE_END.finditer(source))]

    def of(self, offset: int) -> Place:
        """Give the place of an offset in the article's text; between two blocks, of the end of the first."""
        text_start, source_start, length = self._segments[max(0, bisect_right(self._starts, offset) - 1)]
        at = source_start + min(max(0, offset - text_start), length)
        line = bisect_right(self._lines, at)
        return Place(self._path, line, at - self._lines[line - 1] + 1)
