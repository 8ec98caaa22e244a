"""Gold articles: corpus/gold/*.toml, with every annotation laid on the article text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha1
from pathlib import Path
from typing import Any, Literal

from heshu.errors import LexiconError
from heshu.given import given_files, given_toml

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
    """Yield the gold articles of a split (of all, without one), by id.

    Raises LexiconError for a bad file, and where there is none: nothing to score is no full marks.
    """
    paths = [path for path in given_files(corpus / "gold", "*.toml") if split in (None, split_of(path.stem))]
    if not paths:
        raise LexiconError(f"{corpus / 'gold'}: 沒有屬於 {split} 的文章 no article of the split {split}")
    for path in paths:
        yield read_gold(path)


def read_gold(path: Path) -> Gold:
    """Read one gold file. Raises LexiconError where it is none."""
    try:
        return _gold(path, given_toml(path))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LexiconError(f"{path}: 不是標註檔 not a file of gold ({error!r})") from error


def _gold(path: Path, table: dict[str, Any]) -> Gold:
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
                f"{where} {number}: {after + item['text']!r} 不在上一項之後 does not stand after the one before it"
            )
        start += len(after)
        at = start + len(item["text"])
        fields = {key: value for key, value in item.items() if key not in ("text", "after")}
        marks.append(Mark(start, at, item["text"], fields))
    return tuple(marks)
