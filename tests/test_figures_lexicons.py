"""Every row of every lexicon of figures shows itself in its example, and every word in a sentence of its own."""

import re

import pytest

from heshu.figures import find
from heshu.figures.directions import DirectionRow
from heshu.figures.hedges import HedgeRow
from heshu.figures.names import Words
from heshu.figures.resolve import ContextRow, resolve_currency
from heshu.figures.units import CurrencyRow, MeasureWordRow, UnitRow
from heshu.lexicon import load_rows
from heshu.model.nouns import Figure
from heshu.text.fold import fold

PACKAGE = "heshu.figures"
UNITS = load_rows(PACKAGE, "units.toml", UnitRow)
WORDS = load_rows(PACKAGE, "measure_words.toml", MeasureWordRow)
CURRENCIES = load_rows(PACKAGE, "money.toml", CurrencyRow)
HEDGES = load_rows(PACKAGE, "hedges.toml", HedgeRow)
DIRECTIONS = load_rows(PACKAGE, "directions.toml", DirectionRow)
GROUPS = load_rows(PACKAGE, "not_figures.toml", Words)
CONTEXTS = load_rows(PACKAGE, "currencies.toml", ContextRow)
NAMES = [(group, word) for group in GROUPS for word in group.words]


def figures(text: str) -> list[Figure]:
    plain = text.replace("〔", "").replace("〕", "")
    return find(plain, fold(plain))


def marked(example: str) -> list[str]:
    return re.findall("〔([^〕]*)〕", example)


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row.names[0])
def test_a_unit_shows_itself(row: UnitRow) -> None:
    found = [f for f in figures(row.example) if f.text in marked(row.example)]
    assert found
    for figure in found:
        assert figure.kind == row.kind
        assert figure.unit == row.unit if row.unit else figure.unit in figure.text


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.word)
def test_a_measure_word_shows_itself(row: MeasureWordRow) -> None:
    shown = [f for f in figures(row.example) if f.unit is not None and fold(f.unit) == row.word]
    assert shown and shown[0].kind == "count"


def test_there_are_many_measure_words() -> None:
    assert len(WORDS) >= 250


@pytest.mark.parametrize("row", CURRENCIES, ids=lambda row: f"{row.code or 'unsaid'} {row.suffixes[0]}")
def test_a_currency_shows_itself(row: CurrencyRow) -> None:
    money = [f for f in figures(row.example) if f.kind == "money" and f.text in marked(row.example)]
    assert [f for f in money if (f.unit == row.code if row.code else f.unit_from == "default")]
    for name in row.suffixes:
        [figure] = [f for f in figures(f"造價為12億{name}。") if f.kind == "money"]
        assert figure.text == f"12億{name}" and figure.unit == (row.code or "HKD"), name
    for name in row.prefixes:
        [figure] = figures(f"造價為{name}12億。")
        assert figure.text == f"{name}12億" and figure.unit == (row.code or "HKD"), name


@pytest.mark.parametrize("row", HEDGES, ids=lambda row: f"{row.place} {row.cue}")
def test_a_hedge_shows_itself(row: HedgeRow) -> None:
    shown = [f for f in figures(row.example) if f.hedge == row.hedge]
    inside = [row.cue in fold(f.text) for f in shown]
    assert any(inside) if row.place in ("before", "after") else shown and not any(inside)


@pytest.mark.parametrize("row", DIRECTIONS, ids=lambda row: row.cue)
def test_a_direction_shows_itself(row: DirectionRow) -> None:
    assert row.cue in fold(row.example)
    assert row.direction in [f.direction for f in figures(row.example)]


@pytest.mark.parametrize(("group", "word"), NAMES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_name_is_no_figure(group: Words, word: str) -> None:
    sentence = f"有人談到{word}17，其他人不作聲。" if group.numbered else f"有人談到{word}，其他人不作聲。"
    assert figures(sentence) == []


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.about)
def test_a_group_of_names_has_no_figure(group: Words) -> None:
    assert figures(group.example) == []


@pytest.mark.parametrize("row", CONTEXTS, ids=lambda row: f"{row.code} {row.words[0]}")
def test_a_context_settles_whose_yuan_is_meant(row: ContextRow) -> None:
    text = row.example.replace("〔", "").replace("〕", "")
    found = find(text, fold(text))
    resolve_currency(found, fold(text), "HKD")
    assert [f.unit for f in found if f.kind == "money"] == [row.code]
