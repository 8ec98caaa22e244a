"""Entities: the cases of tests/entities, the dictionary, and the laws that hold for any text."""

import itertools
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu import entities, language
from heshu.entities import dictionary, patterns
from heshu.errors import LexiconError
from heshu.model.nouns import EntityLabel
from heshu.model.page import Block
from heshu.text.fold import fold
from heshu.text.reading import reading
from heshu.text.sentences import sentences

FOLDER = Path(__file__).parent / "entities"
CASES = [
    (path.stem, case)
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    text, spans, start = "", [], 0
    for piece in re.split("([〔〕])", marked):
        if piece == "〔":
            start = len(text)
        elif piece == "〕":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, spans


@pytest.mark.parametrize("group, case", CASES, ids=[f"{g}:{c['text'][:18]}" for g, c in CASES])
def test_case(group: str, case: dict[str, Any]) -> None:
    text, spans = _unmarked(case["text"])
    assert len(spans) == len(case["label"])
    norm = fold(text)
    blocks = [Block(case.get("block", "paragraph"), 0, len(text))]
    found = entities.find(text, norm, blocks=blocks, sentences=sentences(norm))
    shown = [e for e in found if e.label in case.get("only", get_args(EntityLabel))]
    assert [(e.start, e.end, e.label) for e in shown] == [
        (*span, label) for span, label in zip(spans, case["label"], strict=True)
    ]
    if "name" in case:
        assert [e.name for e in shown] == case["name"]
    if "reference" in case:
        assert [r.name or "" for r in entities.references(text, norm, found)] == case["reference"]


def test_the_dictionary_is_large_and_every_name_finds_its_own_entry() -> None:
    known = dictionary.names()
    assert len(known.meanings) >= 6000
    sample = [alias for alias, (_, unsure) in zip(known.by_alias, known.meanings, strict=True) if not unsure][
        ::37
    ]
    for alias in sample:
        spans = {(m.start, m.end): m.entry for m in dictionary.matches(f"，{alias}。")}
        assert spans[1, 1 + len(alias)] is known.by_alias[alias]


def test_every_table_has_labels_of_ours_and_no_row_twice() -> None:
    rows = [row for table in dictionary.TABLES for _, row in dictionary._rows(table)]
    assert {row["label"] for row in rows} <= set(get_args(EntityLabel))
    assert Counter(row["name"] for row in rows).most_common(1)[0][1] == 1


def test_both_scripts_and_english_name_one_thing() -> None:
    assert (
        dictionary.entry_of("港交所")
        is dictionary.entry_of("香港交易所")
        is dictionary.entry_of("HKEX")
        is dictionary.entry_of("香港交易及结算所有限公司")
        is dictionary.entry_of_code("388")
    )


def test_a_code_needs_its_market_outside_hong_kong() -> None:
    company = dictionary.entry_of_code("2330.TW")
    assert company is not None and "台積電" in company.name
    assert dictionary.entry_of_code("99999") is None


def test_an_alias_that_two_rows_claim_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"label": "ORG", "aliases": "海晴", "context": "", "code": ""}
    two = [(2, {"name": "海晴證券", **row}), (3, {"name": "海晴銀行", **row})]
    monkeypatch.setattr(dictionary, "_rows", lambda table: iter(two if table == "institutions" else []))
    dictionary.names.cache_clear()
    try:
        with pytest.raises(LexiconError, match="line 3: 海晴"):
            dictionary.names()
    finally:
        dictionary.names.cache_clear()


def test_a_bare_number_is_refused_as_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"name": "海晴廣場", "label": "FAC", "aliases": "11", "context": "", "code": ""}
    monkeypatch.setattr(dictionary, "_rows", lambda table: iter([(2, row)] if table == "places_hk" else []))
    dictionary.names.cache_clear()
    try:
        with pytest.raises(LexiconError, match=r"11 .*is a number"):
            dictionary.names()
    finally:
        dictionary.names.cache_clear()


def test_every_shape_word_stands_in_its_table_once() -> None:
    for kind, words in patterns.shapes().items():
        assert len(words) == len(set(words)), kind


def test_the_examples_of_the_shapes_show_one_of_their_words() -> None:
    from heshu.lexicon import load_rows

    for row in load_rows("heshu.entities", "patterns.toml", patterns.Shape):
        assert any(word in fold(row.example) for word in row.words), row.kind


def test_entities_lie_on_the_doc() -> None:
    doc = language.load()("港交所去年盈利升兩成，該公司增派息。")
    assert [(e.text, e.label_) for e in doc.ents] == [("港交所", "ORG")]
    assert [e.id for e in reading(doc).entities] == ["e1"]
    meant = [(s.text, s._.entity.name) for s in doc.spans["references"]]
    assert meant == [("該公司", "香港交易及結算所有限公司")]


TEXTS = st.text(
    alphabet="港交所匯豐銀行陳太阿輝（）「」下稱HKEX388.，。\n 一二三億元財政司長的在A", max_size=60
)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_spans_are_slices_in_order_and_apart(text: str) -> None:
    norm = fold(text)
    found = entities.find(text, norm, sentences=sentences(norm))
    assert all(text[e.start : e.end] == e.text and e.text for e in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(e.name for e in found)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_only_a_dictionary_name_holds_a_figure(text: str) -> None:
    norm = fold(text)
    taken = [match.span() for match in re.finditer(r"[0-9一二三億亿]+", norm)]
    for e in entities.find(text, norm, taken=taken, sentences=sentences(norm)):
        if (
            dictionary.entry_of(e.text) is None
            and e.label != "LAW"
            and re.search(r"[0-9]", norm[e.start : e.end])
        ):
            assert not any(s < e.end and e.start < t for s, t in taken)


def test_an_article_may_begin_with_a_kind_of_fund() -> None:
    assert language.load()("基金去年派息3億元。").text
