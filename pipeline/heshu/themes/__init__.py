"""What it is about: themes by lexicon, keywords against a background."""

from heshu.themes.find import find

__all__ = ["find"]
