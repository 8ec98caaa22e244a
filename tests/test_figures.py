"""Figures in sentences: the cases of tests/figures, in both scripts, and the negative corpus."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

from heshu.figures import Reading, Unread, find, read
from heshu.model.nouns import Figure
from heshu.text.fold import fold

FOLDER = Path(__file__).parent / "figures"
FILES = sorted(path for path in FOLDER.glob("*.toml") if path.stem != "numerals")
CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in FILES
    for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["case"], 1)
]
NEGATIVES = [
    line
    for line in (FOLDER / "negatives.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SIMPLIFY = OpenCC("hk2s").convert


def marked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Take the 〔〕 out of a text; give it and the spans that they marked."""
    plain, spans, start = "", [], 0
    for character in text:
        if character == "〔":
            start = len(plain)
        elif character == "〕":
            spans.append((start, len(plain)))
        else:
            plain += character
    return plain, spans


def field(figure: Figure, name: str) -> str:
    value = getattr(figure, name)
    return (
        "-" if value is None else format(value.normalize(), "f") if isinstance(value, Decimal) else str(value)
    )


def wanted(text: str, name: str) -> str:
    return (
        format(Decimal(text).normalize(), "f")
        if name in ("value", "lower", "upper") and text != "-"
        else text
    )


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_has_these_figures(case: dict[str, Any]) -> None:
    text, spans = marked(case["text"])
    figures = find(text, fold(text))
    assert [(f.start, f.end) for f in figures] == spans
    assert len(case["value"]) == len(spans)
    for name in case.keys() - {"text", "why"}:
        read_ = [field(f, name) for f in figures][: len(case[name])]
        assert read_ == [wanted(v, name) for v in case[name]], name


@pytest.mark.parametrize("case", CASES)
def test_both_scripts_read_alike(case: dict[str, Any]) -> None:
    text, _ = marked(case["text"])
    simplified = SIMPLIFY(text)
    ours, theirs = find(text, fold(text)), find(simplified, fold(simplified))
    assert len(ours) == len(theirs)
    for a, b in zip(ours, theirs, strict=True):
        assert (a.start, a.end, a.kind, a.value, a.lower, a.upper, a.hedge, a.direction) == (
            b.start, b.end, b.kind, b.value, b.lower, b.upper, b.hedge, b.direction,
        )  # fmt: skip


@pytest.mark.parametrize("sentence", NEGATIVES)
def test_no_figure_here(sentence: str) -> None:
    assert find(sentence, fold(sentence)) == []


def test_the_negative_corpus_is_large() -> None:
    assert len(set(NEGATIVES)) >= 300


def test_what_has_no_value_is_shown_and_no_figure() -> None:
    text = "百分之三百五百的升幅，其餘三成。"
    items = read(text, fold(text))
    assert [(item.text, item.rule) for item in items if isinstance(item, Unread)] == [
        ("百分之三百五百", "unread.numeral")
    ]
    assert [item.figure.text for item in items if isinstance(item, Reading)] == ["三成"]
    assert [figure.text for figure in find(text, fold(text))] == ["三成"]


def test_a_reading_shows_its_parts() -> None:
    text = "成交宗數按月增加了約4,000宗。"
    [item] = read(text, fold(text))
    assert isinstance(item, Reading)
    assert [(part.role, text[part.start : part.end]) for part in item.parts] == [
        ("direction", "增加"), ("hedge", "約"), ("numeral", "4,000"), ("unit", "宗"),
    ]  # fmt: skip
    assert item.figure.rule == "count.measure_word"


def test_spans_of_periods_are_left_alone() -> None:
    text = "今年首五個月錄得1,200宗，過去十年平均900宗。"
    taken = [(0, 6), (15, 19)]
    assert [text[a:b] for a, b in taken] == ["今年首五個月", "過去十年"]
    figures = find(text, fold(text), taken)
    assert [f.text for f in figures] == ["1,200宗", "十年", "900宗"]


def test_units_are_lent_to_neighbours() -> None:
    text = "新供應包括觀塘210萬、中環160萬，以及其他地區的90萬方呎。"
    assert [(f.text, f.kind, f.unit) for f in find(text, fold(text))] == [
        ("210萬", "area", "[sft_i]"), ("160萬", "area", "[sft_i]"), ("90萬方呎", "area", "[sft_i]"),
    ]  # fmt: skip
