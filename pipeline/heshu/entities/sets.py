"""Training data: labelled sentences of the shared sets and of our own gold, folded, with their guideline.

A *source* is an annotation guideline: sets that mark alike share one. A *partial* set marks only some names: there
an unmarked character may be anything.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from heshu.entities.labels import TYPES
from heshu.errors import ModelError
from heshu.text.fold import fold

Spans = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class SetSpec:
    """One labelled set: its folder, guideline, labels as ours (left-out labels are no names) and whether partial.

    `open_labels` of a partial set are marks that say nothing of the type: the characters stay free.
    """

    name: str
    source: str
    labels: dict[str, str]
    partial: bool = False
    open_labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A folded sentence with its names; `free` marks characters whose label is not known."""

    text: str
    spans: Spans
    source: str
    free: tuple[bool, ...] | None = None


_SAME = {name: name for name in TYPES}

SETS = {
    spec.name: spec
    for spec in (
        SetSpec("msra", "news", _SAME),
        SetSpec("pd1998", "daily", _SAME),
        SetSpec("pd1998_time", "daily", _SAME),
        SetSpec("uner_gsd", "wiki", _SAME),
        SetSpec(
            "cluener",
            "web",
            {
                "NAME": "PER",
                "ORGANIZATION": "ORG",
                "COMPANY": "ORG",
                "GOVERNMENT": "ORG",
                "ADDRESS": "LOC",
                "SCENE": "LOC",
            },
        ),
        SetSpec("fewfc", "finance", {"ORG": "ORG", "PER": "PER"}, partial=True, open_labels=("PARTY",)),
        SetSpec("finre_org", "finance", {"ORG": "ORG"}, partial=True),
    )
}


def read_rows(root: Path, name: str, split: str) -> Iterator[dict[str, object]]:
    """Yield the rows of a split of a set. Raises ModelError where it is absent."""
    path = root / name / f"{split}.jsonl.gz"
    if not path.exists():
        raise ModelError(f"{path}: 沒有這些數據 no such data; give the folder that holds {name}/ with --data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_set(root: Path, name: str, split: str) -> Iterator[Sentence]:
    """Yield the sentences of a labelled set, as the recogniser is to see them."""
    spec = SETS[name]
    for row in read_rows(root, name, split):
        text = fold(str(row["text"]))
        if not text:
            continue
        marks: list[tuple[int, int, str]] = [tuple(mark) for mark in row["ents"]]  # type: ignore[attr-defined]
        spans = tuple((s, e, spec.labels[kind]) for s, e, kind in marks if kind in spec.labels)
        yield Sentence(text, spans, spec.source, _free(text, marks, spec) if spec.partial else None)


def _free(text: str, marks: Iterable[tuple[int, int, str]], spec: SetSpec) -> tuple[bool, ...]:
    free = [not character.isdigit() and character not in "，。、；：！？,;:%" for character in text]
    for start, end, kind in marks:
        if kind not in spec.open_labels:
            free[start:end] = [False] * (end - start)
    return tuple(free)


def plain_texts(root: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield folded lines of the train splits of any sets, labels left aside."""
    for name in names:
        for row in read_rows(root, name, "train"):
            for field in ("title", "text", "claim"):
                for line in str(row.get(field) or "").split("\n"):
                    if line.strip():
                        yield fold(line)
