"""What printed numbers stand for, and arithmetic over them: laws and cases."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heshu.checks.printed import cut_off, fine_step, rounded, step
from heshu.checks.sets import INFINITY, Interval, exactly, total
from heshu.checks.verdict import kindest, verdict
from heshu.model.nouns import Figure, FigureKind, Hedge

D = Decimal
numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False)
positive = st.decimals(min_value=1, max_value=10**6, places=2, allow_nan=False)


def figure(
    text: str,
    value: str | None,
    unit: str = "宗",
    kind: FigureKind = "count",
    hedge: Hedge = "exact",
    lower: str | None = None,
    upper: str | None = None,
) -> Figure:
    bounds = [None if b is None else D(b) for b in (value, lower, upper)]
    return Figure(0, len(text), text, kind, bounds[0], unit, bounds[1], bounds[2], hedge)


def percent(text: str, value: str | None, hedge: Hedge = "exact", **bounds: str) -> Figure:
    return figure(text, value, "percent", "percent", hedge, **bounds)


@st.composite
def intervals(draw: st.DrawFn, of: "st.SearchStrategy[Decimal]" = numbers) -> Interval:
    low, high = sorted((draw(of), draw(of)))
    return Interval(low, high)


@given(intervals(), intervals(), st.data())
def test_an_operation_holds_every_result(a: Interval, b: Interval, data: st.DataObject) -> None:
    x = data.draw(st.decimals(min_value=a.low, max_value=a.high, places=2))
    y = data.draw(st.decimals(min_value=b.low, max_value=b.high, places=2))
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    assert -x in -a


@given(intervals(), intervals(positive), st.data())
def test_a_quotient_holds_every_result(a: Interval, b: Interval, data: st.DataObject) -> None:
    x = data.draw(st.decimals(min_value=a.low, max_value=a.high, places=2))
    y = data.draw(st.decimals(min_value=b.low, max_value=b.high, places=2))
    quotient = a / b
    assert quotient.low - D("1e-20") <= x / y <= quotient.high + D("1e-20")


@given(intervals(), intervals())
def test_meeting_is_mutual(a: Interval, b: Interval) -> None:
    assert a.meets(b) == b.meets(a)
    assert a.meets(a)


def test_dividing_by_what_may_be_nothing_tells_nothing() -> None:
    assert exactly(D(1)) / Interval(D(-1), D(1)) == Interval(-INFINITY, INFINITY)


def test_half_open_sets_do_not_meet_at_the_open_end() -> None:
    assert not Interval(D("41.5"), D("42.5"), open=True).meets(Interval(D("42.5"), D("43.5"), open=True))
    assert D("41.5") in Interval(D("41.5"), D("42.5"), open=True)
    assert D("42.5") not in Interval(D("41.5"), D("42.5"), open=True)


def test_an_empty_interval_is_refused() -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(D(1), D(0))


@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=3))
def test_every_value_that_rounds_to_the_print_is_in_its_set(thousandths: int, decimals: int) -> None:
    value = D(thousandths) / 10
    printed = round(value, decimals)
    if not printed:
        return
    found = rounded(percent(f"{printed}%", str(printed)))
    assert found is not None
    assert abs(value - printed) <= D(10) ** -decimals / 2
    assert found.low <= value <= found.high


@given(st.decimals(min_value=1, max_value=999, places=4), st.integers(min_value=0, max_value=2))
def test_every_value_that_is_cut_to_the_print_is_in_the_cut_set(value: Decimal, decimals: int) -> None:
    printed = (value * 10**decimals // 1) / 10**decimals
    found = cut_off(percent(f"{printed}%", str(printed)), D(10) ** -decimals)
    assert found is not None
    assert value in found


@pytest.mark.parametrize(
    ("stated", "low", "high"),
    [
        (percent("42%", "42"), "41.5", "42.5"),
        (percent("４２％", "42"), "41.5", "42.5"),
        (percent("四成", "40"), "35", "45"),
        (percent("4成", "40"), "35", "45"),
        (percent("三成半", "35"), "32.5", "37.5"),
        (percent("二成六", "26"), "25.5", "26.5"),
        (percent("百分之二十", "20"), "19.5", "20.5"),
        (percent("百分之三點二", "3.2"), "3.15", "3.25"),
        (percent("三厘二", "3.2"), "3.15", "3.25"),
        (percent("三厘七五", "3.75"), "3.745", "3.755"),
        (figure("4,200宗", "4200"), "4199.5", "4200.5"),
        (figure("一萬二千宗", "12000"), "11500", "12500"),
        (figure("二十人", "20"), "19.5", "20.5"),
        (figure("3.5億元", "350000000", "HKD", "money"), "345000000", "355000000"),
        (figure("US$1.2 billion", "1200000000", "USD", "money"), "1150000000", "1250000000"),
        (figure("25點子", "25", "basis_point", "percent"), "24.5", "25.5"),
        (percent("逾四成", "40", "more_than", lower="40"), "40", "Infinity"),
        (percent("四成以上", "40", "at_least", lower="40"), "40", "Infinity"),
        (percent("不足三成", "30", "less_than", upper="30"), "-Infinity", "30"),
        (percent("近一成", "10", "nearly", upper="10"), "5", "10"),
        (percent("50%至60%", None, lower="50", upper="60"), "45", "65"),
        (figure("七十多個", None, hedge="more_than", lower="70", upper="80"), "70", "80"),
    ],
)
def test_a_printed_number_is_a_set(stated: Figure, low: str, high: str) -> None:
    found = rounded(stated)
    assert found is not None
    assert (found.low, found.high) == (D(low), D(high))


def test_about_widens_and_is_not_contradicted_nearby() -> None:
    about, bare = rounded(percent("約四成", "40", "about")), rounded(percent("四成", "40"))
    assert about is not None
    assert bare is not None
    assert about.low < bare.low
    assert D("42.9") in about
    assert D("46") in about
    assert D("55") not in about


def test_a_full_count_is_exact_and_one_digit_nearly_so() -> None:
    assert fine_step(figure("4,200宗", "4200")) == 0
    assert fine_step(percent("3%", "3")) == D("0.075")
    assert fine_step(percent("3.2%", "3.2")) == step(percent("3.2%", "3.2"))


def growth(stated: Figure, first: Figure, second: Figure) -> str:
    found = verdict(stated, lambda a, b: (b / a - exactly(D(1))).scaled(100), [first, second])
    assert found is not None
    return found[0]


def test_rounding_and_truncation_are_told_apart() -> None:
    first = figure("1,000宗", "1000")
    assert growth(percent("43%", "43"), first, figure("1,429宗", "1429")) == "consistent"
    assert growth(percent("42%", "42"), first, figure("1,429宗", "1429")) == "by_truncation"
    assert growth(percent("44%", "44"), first, figure("1,429宗", "1429")) == "inconsistent"
    assert growth(percent("42%", "42"), first, figure("1,425宗", "1425")) == "by_truncation"
    coarse = figure("1.4萬宗", "14000"), figure("1.9萬宗", "19000")
    assert growth(percent("33%", "33"), *coarse) == "by_rounding"
    assert growth(percent("50%", "50"), *coarse) == "inconsistent"


@given(st.integers(min_value=100, max_value=99999), st.integers(min_value=100, max_value=99999))
def test_a_growth_worked_from_the_numbers_is_consistent(a: int, b: int) -> None:
    first, second = figure(f"{a:,}宗", str(a)), figure(f"{b:,}宗", str(b))
    worked = ((D(b) / a - 1) * 100).quantize(D("0.1"), ROUND_HALF_UP)
    assert growth(percent(f"{worked}%", str(worked)), first, second) in ("consistent", "by_rounding")


@given(
    st.decimals(min_value=100, max_value=9999, places=3), st.decimals(min_value=100, max_value=9999, places=3)
)
def test_numbers_printed_after_rounding_never_contradict(a: Decimal, b: Decimal) -> None:
    """The true change, printed to a whole percent, beside levels printed to the unit of 10,000."""
    first, second = (figure(f"{round(x, 1)}萬元", str(round(x, 1) * 10000), "HKD", "money") for x in (a, b))
    worked = round((b / a - 1) * 100)
    assert growth(percent(f"{worked}%", str(worked)), first, second) != "inconsistent"


@given(st.lists(st.integers(min_value=1, max_value=9999), min_size=2, max_size=6))
def test_parts_make_their_total(parts: list[int]) -> None:
    made = figure(f"{sum(parts):,}宗", str(sum(parts)))
    found = verdict(made, lambda *p: total(list(p)), [figure(f"{p:,}宗", str(p)) for p in parts])
    assert found == ("consistent", D(sum(parts)))


def test_of_several_readings_the_kindest_is_taken() -> None:
    assert kindest([("inconsistent", D(1)), None, ("by_rounding", D(2)), ("consistent", D(3))]) == 3
    assert kindest([None]) is None
