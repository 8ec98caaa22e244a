"""Figures: every number in a text, what it is of, how exactly it is meant, and whether it is a change."""

from heshu.figures.find import find, read
from heshu.figures.reading import Part, Reading, Unread

__all__ = ["Part", "Reading", "Unread", "find", "read"]
