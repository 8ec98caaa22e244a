"""The corpus holds what its README says: every annotation stands in its text, every text in its file."""

import itertools
import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from heshu.evaluate.gold import Gold, load_gold, split_of
from heshu.model.nouns import Direction, EntityLabel, FigureKind, Hedge, PeriodAnchor
from heshu.sources import read
from heshu.themes.taxonomy import taxonomy

CORPUS = Path(__file__).parents[1] / "corpus"
GOLD = list(load_gold(CORPUS))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.id)
def test_every_block_stands_in_its_file(gold: Gold) -> None:
    page = squeezed(read(CORPUS / gold.file).text)
    assert [text for _, text in gold.blocks if squeezed(text) not in page] == []


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.id)
def test_annotations_are_laid_in_order_and_apart(gold: Gold) -> None:
    for layer in ("figures", "periods", "entities"):
        spans = [(mark.start, mark.end) for mark in gold.marks[layer]]
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), layer


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.id)
def test_what_a_figure_points_at_is_printed(gold: Gold) -> None:
    for mark in gold.marks["figures"]:
        for field in ("measure", "period", "base", "entity"):
            assert mark.fields.get(field, "") in gold.text, (mark.text, field)


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.id)
def test_every_annotation_is_said_in_the_words_of_the_contract(gold: Gold) -> None:
    for mark in gold.marks["figures"]:
        assert mark.fields["kind"] in get_args(FigureKind), mark.text
        assert mark.fields.get("hedge", "exact") in get_args(Hedge), mark.text
        assert mark.fields.get("direction", "up") in get_args(Direction), mark.text
    for mark in gold.marks["periods"]:
        assert mark.fields.get("anchor", "explicit") in get_args(PeriodAnchor), mark.text
    assert {mark.fields["label"] for mark in gold.marks["entities"]} <= set(get_args(EntityLabel))


def test_themes_are_of_the_taxonomy_and_widely_spread() -> None:
    known = {row.id for row in taxonomy()}
    used = Counter(theme for gold in GOLD for theme in gold.head["themes"])
    assert used.keys() <= known
    assert len(used) >= 12


def test_the_corpus_is_large_enough() -> None:
    files = Counter(gold.file.split("/")[0] for gold in GOLD if gold.order == 1)
    assert files["pages"] >= 6
    assert files["columns"] >= 20
    assert all(3 <= n <= 5 for f, n in Counter(g.file for g in GOLD).items() if f.startswith("pages/"))
    assert sum(len(gold.marks["figures"]) for gold in GOLD) >= 1200


def test_the_split_file_says_what_the_code_says() -> None:
    listed = tomllib.loads((CORPUS / "splits.toml").read_text(encoding="utf-8"))
    assert {id for ids in listed.values() for id in ids} == {gold.id for gold in GOLD}
    assert all(split_of(id) == split for split, ids in listed.items() for id in ids)
