"""Periods: find every time expression in folded text, then resolve each to EDTF against the article's date."""

from heshu.periods.finder import find
from heshu.periods.mention import Mention
from heshu.periods.resolve import resolve

__all__ = ["Mention", "find", "resolve"]
