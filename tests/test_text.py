"""Folding, sentences and words: the laws that every offset rests on."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.errors import OptionError
from heshu.text.fold import fold
from heshu.text.segment import domain_words, segmenter
from heshu.text.sentences import sentences

HAN = st.text(alphabet="臺灣國際貨幣基金組織於發表報告，建議將旗下三家中央結算所整合。１２３％ＡＢ裏着衞 \n")


@given(st.text(alphabet=st.characters()))
def test_folding_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(HAN)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_fold_joins_scripts_and_widths() -> None:
    assert fold("隨着衞生署１０．５％裏") == fold("随着卫生署10.5%里") == "随着卫生署10.5%里"


@given(st.text())
def test_sentences_lie_in_order_and_lose_only_white_space(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_closing_quote_stays_with_its_sentence() -> None:
    text = "他說：「升三成。」市場不信！？翌日再升。"
    assert [text[a:b] for a, b in sentences(text)] == ["他說：「升三成。」", "市場不信！？", "翌日再升。"]


COLUMN = fold(
    "本港樓市在首季明顯回暖，發展商趁勢推盤，買家入市態度轉趨積極。土地註冊處的數字反映，二手註冊量連升數月，"
    "銀行亦放寬按揭審批，帶動用家提早上車。不過筆者認為，加息風險猶在，業主叫價不宜過分進取。"
    "結算所提高保證金要求後，部分中小型券商的資金壓力顯著增加，業界期望監管機構研究跨產品對銷安排。"
)


def test_the_fast_engine_agrees_with_the_reference() -> None:
    fast, reference = segmenter("rjieba")(COLUMN), segmenter("jieba")(COLUMN)
    assert "".join(fast) == "".join(reference) == COLUMN
    cuts = [set(_ends(words)) for words in (fast, reference)]
    assert len(cuts[0] & cuts[1]) / len(cuts[0] | cuts[1]) > 0.99


@pytest.mark.parametrize("engine", ["rjieba", "jieba"])
def test_domain_words_are_kept_whole_by_both_engines(engine: str) -> None:
    cut = segmenter(engine)  # type: ignore[arg-type]  # one of the two, by the list above
    broken = [row.word for row in domain_words() if row.word not in cut(row.example)]
    assert not broken


def test_an_unknown_engine_is_refused_with_the_cure() -> None:
    with pytest.raises(OptionError, match="use rjieba or jieba"):
        segmenter("hanlp")  # type: ignore[arg-type]  # the point of the test


def _ends(words: list[str]) -> list[int]:
    at, ends = 0, []
    for word in words:
        at += len(word)
        ends.append(at)
    return ends
