"""Text on its way out. A string may hold a lone surrogate (half of a pair), and no encoding has one.

JSON escapes it, so that it comes back; everything else prints U+FFFD in its place, one for one, so that offsets hold.
"""

import json
import re
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def writable(text: str) -> str:
    """Give the text with U+FFFD in place of what no encoding has."""
    return _LONE.sub("\ufffd", text)


def to_json(value: Any, indent: int | None = None) -> str:
    """Write plain data as JSON that can be encoded; two halves side by side, one character to JSON, are two U+FFFD."""
    line = json.dumps(value, ensure_ascii=False, indent=indent, separators=None if indent else (",", ":"))
    if not _LONE.search(line):
        return line
    return _LONE.sub(lambda half: f"\\u{ord(half[0]):04x}", _PAIR.sub("\ufffd\ufffd", line))
