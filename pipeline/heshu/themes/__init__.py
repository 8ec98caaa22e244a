"""What it is about: themes by what speaks for them, keywords against a background."""

from heshu.themes.find import explain, find
from heshu.themes.keywords import keywords

__all__ = ["explain", "find", "keywords"]
