"""A date as a user writes it, at the command line or in a form."""

from heshu.model.day import day_of

__all__ = ["day_of"]
