"""The kinds of file that can be read. A new kind is one file with its reader and one row here."""

import re
from pathlib import PurePath

from heshu.errors import SourceError
from heshu.sources.plain import read_plain
from heshu.sources.reading import Reader

READERS = (Reader("plain text 純文字", ("", ".txt", ".text", ".md"), "text/plain", read_plain),)

# In 樓市.縱橫談 and A12.25 the dot starts no kind of file.
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,7}")


def reader_for(uri: str, name: str) -> Reader:
    """Give the reader for a file by its suffix. Raises SourceError, naming what can be read."""
    suffix = PurePath(uri).suffix.lower()
    if not _SUFFIX.fullmatch(suffix):
        suffix = ""
    for reader in READERS:
        if suffix in reader.suffixes:
            return reader
    known = ", ".join(f"{r.name} ({' '.join(filter(None, r.suffixes))})" for r in READERS)
    raise SourceError(f"{name}: 不能讀取 {suffix} 檔案 {suffix} files cannot be read; what can: {known}")
