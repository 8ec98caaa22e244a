"""The themes an article can have: `themes.toml`, read once."""

from dataclasses import dataclass, field
from functools import lru_cache

from heshu.lexicon import load_rows
from heshu.text.fold import fold


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: its id, names, definition, wider theme, and seed words with their weights."""

    id: str
    name: str
    name_hans: str
    name_en: str
    definition: str
    parent: str = ""
    seeds: dict[str, float] = field(default_factory=dict)


@lru_cache(maxsize=1)
def taxonomy() -> tuple[ThemeRow, ...]:
    """Give every theme, in the order of the file."""
    return load_rows("heshu.themes", "themes.toml", ThemeRow)


@lru_cache(maxsize=1)
def seeds() -> dict[str, list[tuple[str, float]]]:
    """Give, for each folded seed word, the themes that it speaks for, with weights."""
    table: dict[str, list[tuple[str, float]]] = {}
    for row in taxonomy():
        for word, weight in row.seeds.items():
            table.setdefault(fold(word), []).append((row.id, float(weight)))
    return table
