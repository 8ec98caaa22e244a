"""The numeral core: every print of a number has one value, and writing a number reads back."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.figures.digits import BEYOND, parse, read
from heshu.figures.numerals import find, read_numeral
from heshu.figures.writing import Style, write
from heshu.text.fold import fold

CASES = tomllib.loads((Path(__file__).parent / "figures" / "numerals.toml").read_text(encoding="utf-8"))
EXACT = [
    (Decimal(n), p) for table in ("values", "spelt") for n, prints in CASES[table].items() for p in prints
]
UP_TO_1E16 = st.integers(min_value=-(10**16), max_value=10**16)


@pytest.mark.parametrize(("number", "print_"), EXACT)
def test_a_print_has_its_value(number: Decimal, print_: str) -> None:
    assert parse(fold(print_)) == number


@pytest.mark.parametrize(("ends", "print_"), [(e, p) for e, prints in CASES["loose"].items() for p in prints])
def test_neighbours_are_a_range(ends: str, print_: str) -> None:
    value = read(fold(print_))
    assert value is not None
    assert [value.lower, value.upper] == [Decimal(end) for end in ends.split()]
    assert (value.value, value.hedge) == (None, "about")


@pytest.mark.parametrize("print_", CASES["invalid"]["prints"])
def test_what_is_no_number_has_no_value(print_: str) -> None:
    assert parse(fold(print_)) is None


@pytest.mark.parametrize(
    ("print_", "lower", "upper"),
    [
        ("三百多", 300, 400),
        ("二十幾", 20, 30),
        ("十餘", 10, 20),
        ("十幾萬", 100000, 200000),
        ("兩百七十幾萬", 2700000, 2800000),
        ("3千多萬", 30000000, 40000000),
        ("3億多", 300000000, 400000000),
        ("1.5萬多", 15000, 16000),
        ("450餘", 450, 460),
        ("一億幾千萬", 100000000, 200000000),
        ("數十", 20, None),
        ("幾百萬", 2000000, None),
    ],
)
def test_indefinite_numbers_have_bounds(print_: str, lower: int, upper: int | None) -> None:
    numeral = read_numeral(fold(print_), 0)
    assert numeral is not None and numeral.reading is not None
    assert numeral.end == len(print_)
    assert (numeral.reading.value, numeral.reading.lower, numeral.reading.upper) == (None, lower, upper)


@given(UP_TO_1E16, st.sampled_from(get_args(Style)))
def test_writing_a_whole_number_reads_back(number: int, style: Style) -> None:
    assert parse(fold(write(number, style))) == number


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False),
    st.sampled_from(["arabic", "grouped", "wide", "chinese", "formal", "digits"]),
)
def test_writing_a_decimal_reads_back(number: Decimal, style: Style) -> None:
    assert parse(fold(write(number, style))) == number


@given(st.text(alphabet="0123456789,.，零一二三十百千萬億兆兩點負- 半多几壹貳拾佰", max_size=60))
def test_bare_numerals_stand_in_the_text(text: str) -> None:
    norm = fold(text)
    end = 0
    for numeral in find(norm):
        assert end <= numeral.start < numeral.end <= len(norm)
        end = numeral.end


def test_a_long_run_of_digits_is_beyond_what_is_counted() -> None:
    assert parse("9" * 5000) == BEYOND
    assert parse("一" * 5000) == BEYOND
