"""The one list of stages, in order, as an ordinary spaCy pipeline."""

from heshu.language.pipeline import STAGES, load, read

__all__ = ["STAGES", "load", "read"]
