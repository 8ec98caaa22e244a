"""Gold articles: corpus/gold/*.toml, with every annotation laid on the article text."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any, Literal

from heshu.errors import LexiconError

Split = Literal["train", "dev", "test"]
LAYERS = ("figures", "periods", "entities", "wrong")


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation on the article text; `fields` are what the annotator said of it."""

    start: int
    end: int
    text: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article; `blocks` are (kind, text), in reading order."""

    id: str
    split: Split
    file: str
    order: int
    published: date | None
    outlet: str | None
    head: dict[str, Any]
    blocks: tuple[tuple[str, str], ...]
    text: str
    marks: dict[str, tuple[Mark, ...]]


def split_of(id: str) -> Split:
    """Give an article's split, fixed by its id: half to train and dev, the rest to test, whatever is added later."""
    digit = int(sha1(id.encode()).hexdigest()[0], 16)
    return "train" if digit < 6 else "dev" if digit < 10 else "test"


def load_gold(corpus: Path, split: Split | None = None) -> Iterator[Gold]:
    """Yield the gold articles of a split (of all, without one), by id. Raises LexiconError for a bad file."""
    for path in sorted((corpus / "gold").glob("*.toml")):
        if split in (None, split_of(path.stem)):
            yield read_gold(path)


def read_gold(path: Path) -> Gold:
    """Read one gold file."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path}: not valid TOML: {error}") from error
    blocks = tuple((block["kind"], block["text"]) for block in table.pop("block"))
    text = "\n".join(text for _, text in blocks)
    published = table.pop("published", None)
    return Gold(
        id=path.stem,
        split=split_of(path.stem),
        file=table.pop("file"),
        order=table.pop("order", 1),
        published=date.fromisoformat(published) if published else None,
        outlet=table.pop("outlet", None),
        marks={layer: _lay(table.pop(layer, []), text, f"{path.name} {layer}") for layer in LAYERS},
        head=table,
        blocks=blocks,
        text=text,
    )


def _lay(items: list[dict[str, Any]], text: str, where: str) -> tuple[Mark, ...]:
    marks = []
    at = 0
    for number, item in enumerate(items, 1):
        after = item.get("after", "")
        start = text.find(after + item["text"], at if not after else max(0, at - len(after)))
        if start < 0:
            raise LexiconError(
                f"{where} {number}: {after + item['text']!r} does not stand after the one before it"
            )
        start += len(after)
        at = start + len(item["text"])
        fields = {key: value for key, value in item.items() if key not in ("text", "after")}
        marks.append(Mark(start, at, item["text"], fields))
    return tuple(marks)
