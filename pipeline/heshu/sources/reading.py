"""What a reader is, and what it gives."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Reading:
    """A file's text, and what the file says about itself; the text proper starts at `body`."""

    text: str
    encoding: str | None
    body: int = 0
    published: date | None = None
    outlet: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of file: its suffixes (lower case, with the dot; "" for none) and how it is read.

    `read(data, name)` raises SourceError with `name` in front.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    read: Callable[[bytes, str], Reading]
