"""Every public suite by its groups: floors in cases that only rise, Traditional beside the print, the table's form.

The suites are not part of the project; without them beside it, only what needs none of them runs.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from heshu.evaluate.suites import FORMS, GROUPS, case_id, groups, markdown, score_suites
from heshu.evaluate.suites_dates import Row
from heshu.evaluate.suites_lengths import is_length, iso

SUITES = Path(__file__).parents[2] / "shared" / "suites"
FLOORS = {
    "Recognizers numbers and percent": 243,
    "Recognizers number ranges": 40,
    "Recognizers money": 15,
    "Recognizers measures": 28,
    "Recognizers dates": 345,
    "Duckling numbers": 66,
    "Duckling money": 16,
    "Duckling measures": 61,
    "Duckling dates": 313,
    "JioNLP money": 33,
    "JioNLP dates": 199,
    "cn2an numbers": 131,
    "WeText": 166,
    "NeMo numbers": 242,
    "NeMo money": 32,
    "NeMo dates": 53,
    "NeMo others": 47,
}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    if not SUITES.is_dir():
        pytest.skip("the public suites are not beside the project")
    return score_suites(SUITES)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", FLOORS)
def test_a_group_does_not_fall(rows: list[Row], name: str, form: str) -> None:
    passed, _ = groups(rows, form)[name]
    assert passed >= FLOORS[name]


def test_every_group_has_a_floor_and_every_row_a_group(rows: list[Row]) -> None:
    assert set(groups(rows)) == set(FLOORS) == {group.name for group in GROUPS}
    for form in FORMS:
        assert sum(c for _, c in groups(rows, form).values()) == sum(r.cases for r in rows if r.form == form)


def test_traditional_is_within_a_point(rows: list[Row]) -> None:
    hant = groups(rows, "text_hant")
    for name, (passed, cases) in groups(rows).items():
        assert abs(passed / cases - hant[name][0] / hant[name][1]) <= 0.01, name


def test_the_table_names_failing_cases_without_their_texts(rows: list[Row]) -> None:
    page = markdown(rows, {})
    for row in rows:
        for line in row.failures:
            case = case_id(line)
            assert f"`{case}`" in page
            assert line.removeprefix(case).lstrip(": ") not in page


def test_the_table_sets_a_peer_beside_ours() -> None:
    ours = [Row("nemo", "currency", form, 4, 4) for form in FORMS]
    peer = [Row("nemo", "currency", "text", 4, 3), Row("nemo", "currency", "text_hant", 4, 1)]
    page = markdown(ours, {"Peer": peer, "Other": []})
    assert "| NeMo money | 4 | 95 | 100.0 | 100.0 | 75.0 / 25.0 |  |" in page


def expected(
    text: str, value: str | None, lower: str | None = None, upper: str | None = None
) -> dict[str, object]:
    return {"start": 0, "end": len(text), "value": value, "lower": lower, "upper": upper, "type": "duration"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四年零兩個月", "P50M"),
        ("9天4小時", "P9DT4H"),
        ("兩星期", "P14D"),
        ("一年半", "P1.5Y"),
        ("七分十秒", "PT430S"),
    ],
)
def test_a_length_is_compared_exactly(text: str, value: str) -> None:
    assert is_length(text, expected(text, value))
    assert not is_length(text, expected(text, "P99Y"))


def test_bounds_of_a_length() -> None:
    assert is_length("20至45天", expected("20至45天", None, "P20D", "P45D"))
    assert not is_length("20至45天", expected("20至45天", None, "P20D", "P46D"))


def test_a_length_elsewhere_in_the_text_is_no_match() -> None:
    item = expected("三年", "P3Y") | {"start": 6, "end": 8}
    assert is_length("合約還有尚餘三年", item)
    assert not is_length("三年後才可再談", item | {"start": 3, "end": 5})


def test_durations_in_months_and_seconds() -> None:
    assert iso("P1Y3MT2H5M") == (Decimal(15), Decimal(7500))
    assert iso("15 workday") == (Decimal(0), Decimal(15 * 86400))
