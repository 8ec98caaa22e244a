"""Plain text: decoded, with the front matter that may stand at its top."""

from heshu.errors import SourceError
from heshu.sources.dateline import date_of
from heshu.sources.decode import decode
from heshu.sources.front_matter import front_matter
from heshu.sources.reading import Reading


def read_plain(data: bytes, name: str) -> Reading:
    """Read plain text. Raises SourceError where `decode` does, or where nothing follows the front matter."""
    text, encoding = decode(data, name)
    reading = read_string(text, encoding)
    if not text[reading.body :].strip():
        raise SourceError(f"{name}: 標頭之後沒有內文 nothing follows the front matter")
    return reading


def read_string(text: str, encoding: str | None = None) -> Reading:
    """Read what a text says about itself in its front matter."""
    facts, body = front_matter(text)
    return Reading(
        text,
        encoding,
        body,
        published=date_of(facts.get("published") or facts.get("date") or ""),
        outlet=facts.get("outlet"),
        section=facts.get("section"),
    )
