"""The gold of claims holds together, and what the pipeline finds keeps its floors."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from heshu import language
from heshu.claims.train import labelled
from heshu.claims.worth import features_of, score, weights, why
from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.claims import read_claims, score_claims
from heshu.evaluate.claims_pairs import score_pairs
from heshu.evaluate.claims_worth import average_precision, score_worth
from heshu.evaluate.gold import Gold, load_gold
from heshu.model.nouns import ClaimType, Modality

CORPUS = Path(__file__).parents[1] / "corpus"
CFEVER = Path(__file__).parents[2] / "shared" / "data" / "cfever_claims"
FLOORS = tomllib.loads((Path(__file__).parent / "claims" / "floors.toml").read_text(encoding="utf-8"))
GOLD = [gold for gold in load_gold(CORPUS) if (CORPUS / "claims" / f"{gold.id}.toml").exists()]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.id)
def test_gold_claims_stand_in_their_article_and_are_well_named(gold: Gold) -> None:
    claims = read_claims(CORPUS, gold)
    assert claims
    for claim in claims:
        assert claim.types
        assert set(claim.types) <= set(get_args(ClaimType))
        assert claim.modality in get_args(Modality)
        assert claim.speaker is None or claim.speaker in gold.text
        assert (claim.speaker is not None) == ("attribution" in claim.types)


def test_every_article_has_its_claims() -> None:
    assert {gold.id for gold in GOLD} == {gold.id for gold in load_gold(CORPUS)}


def test_the_labelled_sentences_are_many_and_some_labelled_twice() -> None:
    rows = list(labelled(CORPUS))
    assert len(rows) >= 1500
    assert sum(row.again is not None for row in rows) >= 150
    assert min(Counter(row.worth for row in rows).values()) >= 500


def test_claims_keep_their_floors() -> None:
    scores, _ = score_claims(CORPUS, "test")
    assert {name: scores[name] for name, floor in FLOORS["claims"].items() if scores[name] < floor} == {}


def test_the_ranking_keeps_its_floor_and_beats_any_numeral() -> None:
    scores = score_worth(CORPUS, "test")
    assert scores["worth, columns"] >= FLOORS["worth"]["columns"]
    assert scores["worth, columns"] > scores["worth, columns: any numeral"] + 0.1


@pytest.mark.skipif(not CFEVER.is_dir(), reason="the shared claims are not here")
def test_number_only_pairs_conflict_and_near_equals_do_not() -> None:
    scores = score_pairs(CFEVER)
    assert scores["pairs"] >= 20
    assert scores["pairs conflicting"] >= 0.95
    assert scores["near-equals conflicting"] == 0


def test_every_figure_is_in_exactly_the_claims_whose_span_holds_it() -> None:
    for _, found in read_gold_articles(language.load(), CORPUS, "train"):
        for figure in found.figures:
            holding = [c.id for c in found.claims if c.start <= figure.start and figure.end <= c.end]
            assert [c.id for c in found.claims if figure.id in c.figures] == holding


def test_claims_do_not_overlap_and_are_slices_of_the_text() -> None:
    for _, found in read_gold_articles(language.load(), CORPUS, "dev"):
        assert all(claim.text == found.text[claim.start : claim.end] for claim in found.claims)
        assert all(a.end <= b.start for a, b in zip(found.claims, found.claims[1:], strict=False))


def test_a_score_is_the_sum_of_its_reasons() -> None:
    (_, found), *_ = read_gold_articles(language.load(), CORPUS, "dev")
    for claim, features in zip(found.claims, features_of(found), strict=True):
        assert claim.score == score(features)
        reasons = why(features)
        assert reasons == sorted(reasons, key=lambda pair: -abs(pair[1]))
        assert {name for name, _ in reasons} <= weights().keys()


def test_average_precision_does_not_hang_on_the_order_of_equals() -> None:
    assert average_precision([True, False], [0.9, 0.1]) == 1.0
    assert average_precision([False, True], [0.5, 0.5]) == average_precision([True, False], [0.5, 0.5]) == 0.5
