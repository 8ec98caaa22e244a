"""The index: records in one SQLite file, found again by words in either script."""

from heshu.index.search import Hit, search
from heshu.index.store import Index, open_index

__all__ = ["Hit", "Index", "open_index", "search"]
