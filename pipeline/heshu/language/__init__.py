"""The one list of stages, in order, as an ordinary spaCy pipeline."""

from heshu.language.numbers import explain_numbers
from heshu.language.pipeline import STAGES, load, read

__all__ = ["STAGES", "explain_numbers", "load", "read"]
