"""The index: records in one SQLite file, found again by words in either script."""

from heshu.index.lineage import Version, place_of
from heshu.index.open import open_index
from heshu.index.search import Hit, search
from heshu.index.store import File, Index, Outcome

__all__ = ["File", "Hit", "Index", "Outcome", "Version", "open_index", "place_of", "search"]
