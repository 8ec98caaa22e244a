"""Floors for periods on the dev halves of public suites; skipped where the suites are not at hand."""

from pathlib import Path

import pytest

from heshu.evaluate.suites_dates import Case, Row, judge, score_dates

SUITES = Path(__file__).parents[2] / "shared" / "suites"
FLOORS = {"recognizers": 0.93, "duckling": 0.89, "jionlp": 0.86, "nemo": 0.89, "wetext": 0.86, "cn2an": 1.0}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    if not SUITES.is_dir():
        pytest.skip("the public suites are not beside the project")
    return score_dates(SUITES)


@pytest.mark.parametrize("form", ["text", "text_hant"])
@pytest.mark.parametrize("suite", FLOORS)
def test_floor(rows: list[Row], suite: str, form: str) -> None:
    mine = [row for row in rows if row.suite == suite and row.form == form]
    passed, cases = sum(row.passed for row in mine), sum(row.cases for row in mine)
    assert passed >= FLOORS[suite] * cases, [line for row in mine for line in row.failures]


def case(text: str, value: str, **more: object) -> Case:
    item = {
        "start": 0,
        "end": len(text),
        "text": text,
        "value": value,
        "lower": None,
        "upper": None,
        "type": "date",
    }
    return {
        "id": "x", "source": "duckling", "ref": "2026-06-25T09:00:00", "span_policy": "whole",
        "expected": [item | more],
    }  # fmt: skip


def test_a_right_date_passes_and_a_wrong_one_fails() -> None:
    assert judge(case("六月三日", "2027-06-03"), "六月三日")[0] == "pass"
    assert judge(case("六月三日", "2027-06-04"), "六月三日")[0] == "fail"
    assert judge(case("無事", "2027-06-03"), "無事")[0] == "fail"


def test_what_the_guide_calls_no_period_is_a_convention() -> None:
    assert judge(case("每周一", "P1W", type="set"), "每周一")[0] == "convention"
    assert judge(case("現在", "2026-06-25"), "現在")[0] == "convention"


def test_lengths_go_to_their_own_scorer() -> None:
    length = case("兩年", "P2Y", type="duration")
    assert judge(length, "兩年")[0] == "convention"
    assert judge(length, "兩年", lambda text, item: item["value"] == "P2Y")[0] == "pass"
    assert judge(length, "兩年", lambda text, item: False)[0] == "fail"
