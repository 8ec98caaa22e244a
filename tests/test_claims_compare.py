"""Canonical forms, conflicts and near-duplicates: never fooled by one sentence with another number."""

from datetime import date
from itertools import combinations

import pytest
from spacy.language import Language

from heshu import language
from heshu.claims.canonical import canonical
from heshu.claims.compare import judge_pair, judge_texts
from heshu.claims.duplicates import groups
from heshu.claims.stated import Stated, stated
from heshu.evaluate.claims_pairs import NEAR_EQUALS
from heshu.model.nouns import Claim
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading

CONFLICTS = [
    ("該縣有五個行政區。", "該縣有六個行政區。"),
    ("上月零售額下跌3.2%。", "上月零售額下跌5.1%。"),
    ("該會堂始建於1931年。", "該會堂始建於1913年。"),
    ("他在家中排行第四。", "他在家中排行第五。"),
    ("全年旅客將近三百萬人次。", "全年旅客為一百二十萬人次。"),
]
UNRELATED = [
    ("2023年出口增長3%。", "2024年出口增長4%。"),
    ("失業率為3.1%。", "通脹率為2.4%。"),
    ("該校有學生800人。", "該區有巴士線30條。"),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def read(nlp: Language, text: str) -> Reading:
    article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
    return reading(language.read(nlp, article, published=date(2026, 6, 15)))


@pytest.mark.parametrize(("one", "other"), CONFLICTS)
def test_another_number_conflicts(nlp: Language, one: str, other: str) -> None:
    assert judge_texts(read(nlp, one), read(nlp, other)) == "conflicting"
    assert judge_texts(read(nlp, other), read(nlp, one)) == "conflicting"


@pytest.mark.parametrize(("one", "other"), NEAR_EQUALS)
def test_hedged_near_equals_do_not_conflict(nlp: Language, one: str, other: str) -> None:
    assert judge_texts(read(nlp, one), read(nlp, other)) != "conflicting"


@pytest.mark.parametrize(("one", "other"), UNRELATED)
def test_another_time_or_thing_is_unrelated(nlp: Language, one: str, other: str) -> None:
    assert judge_texts(read(nlp, one), read(nlp, other)) == "unrelated"


def test_a_claim_agrees_with_itself(nlp: Language) -> None:
    found = read(nlp, "土地註冊處公布，上月註冊量為5,040宗，按月升兩成。")
    for claim in found.claims:
        assert judge_pair((found, claim), (found, claim)) == "compatible"


def test_the_canonical_form_lays_a_number_out(nlp: Language) -> None:
    found = read(nlp, "2026年5月失業率為3.9%。")
    (form,) = canonical(found, found.claims[0])
    assert form.measure == "失业率"
    assert form.period == "2026-05"
    assert form.unit == "percent"
    assert form.values is not None
    assert form.values.meets(Stated(form.values.low, form.values.high))


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("銷量約300萬件。", 2_800_000, 2_400_000),
        ("銷量逾300萬件。", 3_200_000, 2_900_000),
        ("銷量近300萬件。", 2_900_000, 3_100_000),
        ("銷量為312件。", 312, 313),
    ],
)
def test_a_hedge_widens_what_a_number_may_be(nlp: Language, text: str, inside: int, outside: int) -> None:
    values = stated(read(nlp, text).figures[0])
    assert values is not None
    assert values.low is not None and values.high is not None
    assert values.low <= inside < values.high
    assert not values.low <= outside < values.high


def test_near_duplicates_are_grouped_and_other_numbers_are_not(nlp: Language) -> None:
    texts = [
        "土地註冊處上月錄得住宅買賣登記共5,040宗。",
        "土地註冊處上月錄得住宅買賣登記共6,120宗。",
        "據悉土地註冊處上月錄得住宅買賣登記合共5,040宗。",
        "天文台上月錄得雨量456毫米。",
    ]
    claims: list[tuple[Reading, Claim]] = []
    for text in texts:
        found = read(nlp, text)
        claims += [(found, claim) for claim in found.claims]
    assert len(claims) == len(texts)
    assert groups(claims) == [[0, 2]]


def test_grouping_never_joins_conflicting_claims(nlp: Language) -> None:
    claims = []
    for pair in CONFLICTS:
        for text in pair:
            found = read(nlp, text)
            claims += [(found, claim) for claim in found.claims]
    for places in groups(claims):
        for a, b in combinations(places, 2):
            assert judge_pair(claims[a], claims[b]) != "conflicting"
