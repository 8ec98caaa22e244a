"""What a score is made of: hits, what was found, what was wanted."""

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts behind precision, recall and F1 (each 0 to 1; 1 where there was nothing to find and nothing found)."""

    hits: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Hits among what was found."""
        return self.hits / self.found if self.found else float(not self.wanted)

    @property
    def recall(self) -> float:
        """Hits among what was wanted."""
        return self.hits / self.wanted if self.wanted else float(not self.found)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.wanted) if self.found + self.wanted else 1.0
