"""Sources: files of any encoding in, pages out, with what is known about where and when they were printed."""

from heshu.sources.files import expand
from heshu.sources.page import read, read_bytes, read_text

__all__ = ["expand", "read", "read_bytes", "read_text"]
