"""Who and where: dictionary names, found on the norm."""

from heshu.entities.find import find

__all__ = ["find"]
