"""What the page that the project began with must show; found by a few characters of each line, for we hold no copy."""

import re
from pathlib import Path

import pytest

from heshu.model.nouns import Claim
from heshu.model.record import Record
from heshu.service.analyse import analyse

SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="the page is not here")


@pytest.fixture(scope="module")
def records() -> list[Record]:
    return list(analyse(SEED.read_text(encoding="utf-8")))


def claim_with(records: list[Record], pattern: str) -> tuple[Record, Claim]:
    held = [(r, c) for r in records for c in r.claims if re.search(pattern, c.text)]
    assert len(held) == 1, held
    return held[0]


def test_a_report_and_its_advice_are_its_body_s(records: list[Record]) -> None:
    record, claim = claim_with(records, "IMF.{0,20}建議")
    assert "attribution" in claim.types
    assert claim.modality == "reported"
    assert claim.speaker is not None
    names = {e.id: e.name for e in record.entities}
    assert {e.text for e in record.entities if e.name == names[claim.speaker.entity or ""]} & {"IMF"}


def test_what_will_be_on_sale_is_a_forecast(records: list[Record]) -> None:
    _, claim = claim_with(records, "新盤待")
    assert "forecast" in claim.types
    assert claim.modality == "forecast"


def test_a_rise_on_a_year_is_a_comparison(records: list[Record]) -> None:
    _, claim = claim_with(records, "激增四成")
    assert "comparison" in claim.types


def test_first_and_only_is_a_ranking(records: list[Record]) -> None:
    _, claim = claim_with(records, "首家、")
    assert "ranking" in claim.types


def test_what_should_be_done_is_opinion_and_not_checkable(records: list[Record]) -> None:
    _, claim = claim_with(records, "應認真")
    assert "opinion" in claim.types
    assert claim.modality == "normative"
    assert not claim.checkable
