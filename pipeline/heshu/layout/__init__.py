"""Layout: a page of newspaper text becomes its articles and what is left over."""

from heshu.layout.split import split

__all__ = ["split"]
