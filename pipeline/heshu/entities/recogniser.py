"""The trained recogniser on an article: people, organisations and places that no list knows."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from heshu.entities.tagger import Tagger, load
from heshu.resources import model_path

DEFAULT = "entities-news"
GUIDELINE = "columns"


@lru_cache(maxsize=2)
def tagger(model: str = DEFAULT) -> Tagger:
    """Load a model by name, once. Raises ModelError where it is missing or broken."""
    return load(Path(str(model_path(model) / "weights.npz")))


def recognise(
    norm: str, sentences: Sequence[tuple[int, int]], *, model: str = DEFAULT, guideline: str = GUIDELINE
) -> list[tuple[int, int, str]]:
    """Give (start, end, type) of every name that the recogniser sees, sentence by sentence, in text order."""
    spans = [(s, e) for s, e in sentences if e > s]
    found = tagger(model).tag([norm[s:e] for s, e in spans], guideline)
    return [
        (base + s, base + e, kind)
        for (base, _), names in zip(spans, found, strict=True)
        for s, e, kind in names
    ]
