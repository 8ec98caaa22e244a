"""Sentences with their periods marked 〔〕: each is found with that span alone, in both scripts, and resolved."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from heshu.periods import find, resolve
from heshu.text.fold import fold

CASES = Path(__file__).parent / "periods"
MARK = re.compile("〔(.*?)〕")


def cases() -> Iterator[tuple[str, date, list[str]]]:
    for path in sorted(CASES.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for group in (table, *table.get("also", [])):
            for text, *wanted in group["cases"]:
                yield text, date.fromisoformat(group["published"]), wanted


def spans(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the marks out of a sentence; give it and where they stood."""
    text, found = "", []
    for i, piece in enumerate(re.split("[〔〕]", marked)):
        if i % 2:
            found.append((len(text), len(text) + len(piece)))
        text += piece
    return text, found


@pytest.mark.parametrize(("marked", "published", "wanted"), list(cases()))
def test_sentence(marked: str, published: date, wanted: list[str]) -> None:
    text, marks = spans(marked)
    assert len(marks) == len(wanted), "each 〔〕 needs its answer"
    for script in (text, fold(text)):
        periods = resolve(find(fold(script)), script, published)
        got = [f"{p.edtf} {p.anchor}" if p.edtf else "null" for p in periods]
        assert [(p.start, p.end, p.text) for p in periods] == [(a, b, script[a:b]) for a, b in marks]
        assert got == wanted
