"""The dev half of public number suites, each at least as good as it was: floors only rise.

The suites are not part of the project; without them beside it, there is nothing to run.
"""

from pathlib import Path

import pytest

from heshu.evaluate.suites_dates import Row
from heshu.evaluate.suites_numbers import score_numbers

SUITES = Path(__file__).parents[2] / "shared" / "suites"
FLOORS = {
    "recognizers-number": 162, "recognizers-percent": 78, "recognizers-currency": 14, "recognizers-dimension": 20,
    "recognizers-age": 4, "recognizers-temperature": 4, "recognizers-ordinal": 2, "recognizers-range": 18,
    "recognizers-range_experimental": 16, "duckling-number": 66, "duckling-currency": 15, "duckling-distance": 19,
    "duckling-quantity": 9, "duckling-temperature": 7, "duckling-volume": 26, "jionlp-currency": 26,
    "jionlp-currency_extract": 5, "cn2an-number": 99, "cn2an-digits": 4, "cn2an-currency": 14, "cn2an-mixed": 11,
    "wetext-number": 53, "wetext-currency": 8, "wetext-dimension": 28, "wetext-fraction": 3, "wetext-mixed": 22,
    "wetext-mixed_config": 27, "wetext-math": 0, "wetext-other": 2, "wetext-negative": 3, "nemo-number": 156,
    "nemo-currency": 32, "nemo-percent": 8, "nemo-fraction": 14, "nemo-ordinal": 64, "nemo-dimension": 6,
    "nemo-negative": 41, "nemo-other": 0,
}  # fmt: skip

pytestmark = pytest.mark.skipif(not SUITES.is_dir(), reason="the public suites are not here")


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return score_numbers(SUITES)


def test_every_suite_is_scored_in_both_scripts(rows: list[Row]) -> None:
    assert sorted((f"{row.suite}-{row.kind}", row.form) for row in rows) == sorted(
        (name, form) for name in FLOORS for form in ("text", "text_hant")
    )


@pytest.mark.parametrize("name", FLOORS)
def test_a_suite_does_not_fall(rows: list[Row], name: str) -> None:
    for row in rows:
        if f"{row.suite}-{row.kind}" == name:
            assert row.passed >= FLOORS[name], row.failures
            assert row.passed + len(row.failures) == row.cases
