"""The themes an article can have: `themes.toml`, read once, and a desk's own list laid over it."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from heshu.errors import LexiconError
from heshu.given import given_text
from heshu.lexicon import load_rows
from heshu.lexicon.rows import parse_rows
from heshu.text.fold import fold


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """One theme: its id, names, definition, wider theme, and seed words with their weights (1 a hint, 5 proof)."""

    id: str
    name: str
    name_hans: str = ""
    name_en: str = ""
    definition: str = ""
    parent: str = ""
    iptc: str = ""
    example: str = ""
    seeds: dict[str, float] = field(default_factory=dict)


Taxonomy = tuple[ThemeRow, ...]


@lru_cache(maxsize=1)
def taxonomy() -> Taxonomy:
    """Give every theme that heshu knows, in the order of the file."""
    return load_rows("heshu.themes", "themes.toml", ThemeRow)


def parse_taxonomy(text: str, where: str) -> Taxonomy:
    """Read a taxonomy's TOML text; `where` names it in errors."""
    return parse_rows(text, ThemeRow, where=where)


def read_taxonomy_text(path: Path) -> str:
    """Give the TOML text of a desk's own `[[row]]`s; only `id` and `name` are needed. Raises LexiconError."""
    text = given_text(path)
    parse_taxonomy(text, path.name)
    return text


def extend(rows: Taxonomy, own: Taxonomy) -> Taxonomy:
    """Lay `own` rows over `rows`: one of the same id takes its place, others follow. Raises LexiconError for a
    parent that is no theme.
    """
    table = {row.id: row for row in rows} | {row.id: row for row in own}
    for row in table.values():
        if row.parent and row.parent not in table:
            raise LexiconError(f"{row.id}: 上級主題 {row.parent} 不在列表 its parent is no theme of the list")
    return tuple(table.values())


def seeds(rows: Taxonomy | None = None) -> dict[str, list[tuple[str, float]]]:
    """Give, for each folded seed word, the themes that it speaks for, with weights."""
    table: dict[str, list[tuple[str, float]]] = {}
    for row in taxonomy() if rows is None else rows:
        for word, weight in row.seeds.items():
            table.setdefault(fold(word), []).append((row.id, float(weight)))
    return table
