"""Reign eras: 民国113年 is 2024, 光绪二十四年 is 1898."""

from dataclasses import dataclass
from functools import lru_cache

from heshu.lexicon import Norm, load_rows


@dataclass(frozen=True, slots=True)
class Era:
    """An era by its name; `start` is the Common Era year of its first year."""

    name: Norm
    start: int
    example: str


@lru_cache(maxsize=1)
def eras() -> dict[str, int]:
    """Give the first year of each era, by its folded name."""
    return {row.name: row.start for row in load_rows("heshu.periods", "eras.toml", Era)}
