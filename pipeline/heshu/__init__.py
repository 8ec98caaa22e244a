"""heshu 核數: checks the numbers in Chinese newspaper columns."""

__version__ = "0.1.0"
