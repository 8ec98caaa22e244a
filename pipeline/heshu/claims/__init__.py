"""What it says: sentences that carry a figure, typed by the words that they use."""

from heshu.claims.find import find

__all__ = ["find"]
