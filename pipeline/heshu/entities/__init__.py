"""Who and where: people, organisations, places and other names, found, told apart and linked."""

from heshu.entities.find import find
from heshu.entities.link import Reference, references

__all__ = ["Reference", "find", "references"]
