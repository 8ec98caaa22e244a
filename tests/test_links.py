"""Links: what each figure measures, for when, of whom, and against what."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from heshu import language, links
from heshu.errors import ModelError
from heshu.lexicon import load_rows
from heshu.links import weights
from heshu.links.frame import SIDES, SIZES, make_frame
from heshu.links.kinds import LETTERS, UnitRow, kind_of
from heshu.links.outline import HEADS, HeadRow, WordRow, head_of, letter, outline
from heshu.model.nouns import Figure
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading

WORDS = load_rows("heshu.links", "words.toml", WordRow)
NOUNS = load_rows("heshu.links", "heads.toml", HeadRow)
UNITS = load_rows("heshu.links", "units.toml", UnitRow)


@lru_cache(maxsize=1)
def nlp() -> Language:
    return language.load()


def read(text: str) -> Doc:
    article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
    return language.read(nlp(), article, published=date(2026, 7, 14))


def linked(text: str) -> dict[str, Figure]:
    found: Reading = reading(read(text))
    return {figure.text: figure for figure in found.figures}


def when(text: str, figure: Figure) -> str | None:
    found: Reading = reading(read(text))
    return next((period.text for period in found.periods if period.id == figure.period), None)


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.tag)
def test_every_word_plays_its_part_and_one_stands_in_the_example(row: WordRow) -> None:
    assert row.tag in HEADS or row.tag in "-b"
    first = {word: other.tag for other in reversed(WORDS) for word in other.words}
    assert {letter(word) for word in row.words if first[word] == row.tag and word not in "，；。"} == {
        row.tag
    }
    assert any(word in row.example for word in row.words)


@pytest.mark.parametrize("row", NOUNS, ids=lambda row: row.head)
def test_every_ending_names_its_kind_and_fits_known_figures(row: HeadRow) -> None:
    last = {end: other.head for other in NOUNS for end in other.ends}
    assert {head_of(end) for end in row.ends if last[end] == row.head} == {row.head}
    assert set(row.fits) <= set(LETTERS)
    assert any(end in row.example for end in row.ends)


@pytest.mark.parametrize("row", UNITS, ids=lambda row: row.letter)
def test_every_unit_counts_its_kind(row: UnitRow) -> None:
    kind = "percent" if row.letter == "p" else "ratio" if row.letter == "f" else "count"
    assert {LETTERS[kind_of(kind, unit, False, False)] for unit in row.units} == {row.letter}


def test_an_outline_says_what_stands_between() -> None:
    drawn = outline(read("二手註冊量錄得約4000宗，較去年同期上升兩成。"))
    assert "".join(HEADS[place] for place in drawn.heads) == "qLF,KPCF.\n"


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("大埔區的平均呎租上月報38元。", "38元", "平均呎租"),
        ("調查訪問了620間食肆。", "620間", "食肆"),
        ("失業率由3.1%升至3.4%。", "3.4%", "失業率"),
        ("全年零售銷售額為3,100億元，較前年的3,000億元增加3.3%。", "3.3%", "零售銷售額"),
        ("空置率跌至8.5%，租金回升兩成。", "8.5%", "空置率"),
        ("空置率跌至8.5%，租金回升兩成。", "兩成", "租金"),
    ],
)
def test_a_measure_is_the_noun_that_the_figure_is_of(text: str, figure: str, measure: str) -> None:
    phrase = linked(text)[figure].measure
    assert phrase is not None
    assert phrase.text.endswith(measure)
    assert text[phrase.start : phrase.end] == phrase.text


@pytest.mark.parametrize(
    ("text", "figure", "period"),
    [
        ("今年首季出口額為1.2萬億元。", "1.2萬億元", "今年首季"),
        ("上月成交錄得86宗，較去年同月的64宗增加34.4%。", "86宗", "上月"),
        ("上月成交錄得86宗，較去年同月的64宗增加34.4%。", "64宗", "去年同月"),
        ("上月成交錄得86宗，較去年同月的64宗增加34.4%。", "34.4%", "上月"),
    ],
)
def test_a_period_is_when_the_figure_is_for(text: str, figure: str, period: str) -> None:
    assert when(text, linked(text)[figure]) == period


@pytest.mark.parametrize(
    ("text", "figure", "base"),
    [
        ("上月成交錄得86宗，較去年同月的64宗增加34.4%。", "34.4%", "去年同月"),
        ("五月份客運量按月上升8%。", "8%", "按月"),
    ],
)
def test_a_base_is_what_the_change_is_from(text: str, figure: str, base: str) -> None:
    found = linked(text)[figure].base
    assert found is not None
    assert found.text == base == text[found.start : found.end]


def test_a_level_has_no_base() -> None:
    figures = linked("上月成交錄得86宗，較去年同月的64宗增加34.4%。")
    assert figures["86宗"].base is None
    assert figures["64宗"].base is None


def test_links_stay_in_their_article() -> None:
    found: Reading = reading(
        read("一名老師說，2025年全校有620名學生。\n今年首五個月，葵青的吞吐量升兩成，按年多三成。")
    )
    ids = {x.id for x in (*found.periods, *found.entities)}
    for figure in found.figures:
        assert figure.period is None or figure.period in ids
        assert figure.entity is None or figure.entity in ids
        for phrase in (figure.measure, figure.base):
            assert phrase is None or found.text[phrase.start : phrase.end] == phrase.text != ""


def test_simplified_print_links_as_traditional_does() -> None:
    traditional = linked("上月二手註冊量錄得86宗，按月增加34.4%。")
    simplified = linked("上月二手注册量录得86宗，按月增加34.4%。")
    assert [(f.measure.start, f.measure.end) for f in traditional.values() if f.measure] == [
        (f.measure.start, f.measure.end) for f in simplified.values() if f.measure
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            *"，。；、\n（）「」的較由佔升至",
            " ",
            "3.5億元",
            "兩成",
            "去年同期",
            "按月",
            "香港",
            "空置率",
            "學生",
            "86宗",
            "今年首季",
            "恒指",
            "x",
        ]
    ),
    max_size=40,
)


@settings(deadline=None, max_examples=60)
@given(PIECES)
def test_linking_never_raises_and_points_into_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found: Reading = reading(read(text))
    for figure in found.figures:
        for phrase in (figure.measure, figure.base):
            assert phrase is None or text[phrase.start : phrase.end] == phrase.text


def test_another_name_in_brackets_is_no_measure() -> None:
    phrase = linked("乾散貨運價指數（BDI）周四報2,016點。")["2,016點"].measure
    assert phrase is not None
    assert phrase.text.endswith("運價指數")


def test_a_text_of_forty_thousand_lines_links_as_a_short_one_does() -> None:
    last = "空置率跌至8.5%，租金回升兩成。"
    doc = nlp().make_doc("上月成交錄得86宗。\n" + "街。\n" * 40_000 + last)
    found: Reading = nlp().get_pipe("heshu_figures")(doc)._.heshu
    links.link(doc)
    wanted = [figure.measure.text for figure in linked(last).values() if figure.measure]
    assert [figure.measure.text for figure in found.figures[1:] if figure.measure] == wanted
    assert len(wanted) == 2


@pytest.mark.parametrize("link", weights.LINKS)
def test_every_number_of_a_feature_is_whole_in_a_float(link: str) -> None:
    numbering = weights.Numbering(link)
    assert numbering.size <= weights.MOST
    frame = make_frame(read("上月成交錄得86宗。"))
    frame.table[:] = [size - 1 for name, size in SIZES.items() if name not in SIDES]
    frame.sides[:] = [size - 1 for name, size in SIZES.items() if name in SIDES]
    ends = [*numbering.offsets[1:], numbering.size]
    assert (numbering.numbers(frame) == numpy.array(ends, dtype=int) - 1).all()


def test_too_many_values_of_features_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "MOST", 100)
    with pytest.raises(ModelError, match="more than 100"):
        weights.Numbering("measure")


def test_figures_choose_the_same_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "上月成交錄得86宗，較去年同月的64宗增加34.4%；空置率跌至8.5%，租金回升兩成。"
    whole = linked(text)
    monkeypatch.setattr(weights, "_AT_ONCE", 2)
    assert linked(text) == whole


def test_a_broken_model_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "read_model_file", lambda *_: b"{")
    weights.choosers.cache_clear()
    try:
        with pytest.raises(ModelError, match="train it again"):
            weights.choosers()
    finally:
        weights.choosers.cache_clear()


CORPUS = Path(__file__).parents[1] / "corpus"
