"""Numbers beyond anything that is counted: read, said to be out of range, judged by no rule, and no error of ours."""

import decimal
from decimal import Decimal

import pytest

import heshu
from heshu.checks.tables import read_tables
from heshu.errors import LexiconError
from heshu.model.quantity import LARGEST, SMALLEST, is_held

MANY = "億" * 11
ABSURD = {
    "由1元升至99999999999999999999999999億元，升5%。": ["99999999999999999999999999億元"],
    "收入1234567890123456789012345678901234567890元，較去年同期的2元升8%。": [
        "1234567890123456789012345678901234567890元"
    ],
    f"收入{'9' * 5000}元，較去年同期的2元升8%。": [f"{'9' * 5000}元"],
    f"佔比{'九' * 60}成，按年升{'一' * 50}倍。": [f"{'九' * 60}成", f"{'一' * 50}倍"],
    f"一{MANY}元，比上月多二{MANY}元。": [f"一{MANY}元", f"二{MANY}元"],
    "成交1e99元，跌1e-99%，是9e99倍。": ["1e99元", "1e-99%", "9e99倍"],
    f"共0.{'0' * 36}1元。": [f"0.{'0' * 36}1元"],
    f"圓周率是3.{'1415926535' * 6}倍。": [f"3.{'1415926535' * 6}倍"],
    f"港島佔{'9' * 26}%、九龍佔50%、新界佔50%，合共100%。": [f"{'9' * 26}%"],
    f"每呎1元，面積0.{'0' * 30}1平方呎，售價{'9' * 24}億元。": [f"0.{'0' * 30}1平方呎", f"{'9' * 24}億元"],
    f"人數由10人至{'9' * 32}人不等。": [f"10人至{'9' * 32}人"],
    f"氣溫降至-{'9' * 30}度。": [f"-{'9' * 30}度"],
    f"三成受訪者，另有百分之{'9' * 100}。": [f"百分之{'9' * 100}"],
    f"三間店賣出1件、2件及{'9' * 30}件，合共{'9' * 30}件。": [f"{'9' * 30}件", f"{'9' * 30}件"],
    f"集資US${'9' * 20}tn，折合HK${'8' * 40}。": [f"US${'9' * 20}tn", f"HK${'8' * 40}"],
    "九萬億兆萬億兆倍，三個億億億億。": ["九萬億兆萬億兆倍", "三個億億億億"],
}
ODD = (
    "由0元升至0元，升0%。由0升至5宗，升五成。",
    "0/0人，1/0人，三分之零，零分之三，0:0，5比0。",
    "月租0元，樓價0元，回報率5厘。月租1元，樓價0.0001元，回報率1厘。",
    f"由{'9' * 24}元升至1{'0' * 24}元，升0.{'0' * 20}1%，相差1元。",
    f"平均每人0.{'3' * 37}元，3人合共1元，由0.{'1' * 37}升至{'7' * 24}，升0.{'1' * 37}%。",
    f"{'9' * 28}年99月99日，第{'9' * 26}季，民國{'9' * 20}年，星期八，農曆{'十' * 40}月。",
    f"一百多萬{'億' * 5000}，幾{'億' * 5000}元，三個{'億' * 5000}。",
    f"{'1/' * 300}1，{'1:' * 300}1，{'1至' * 300}1，{'1.' * 300}1，{'1,000' * 300}。",
    f"由{'0' * 60}5宗升至{'0' * 60}6宗，升{'0' * 60}20%。",
    "每股∞元，升−∞%，NaN%，Infinity億元，1E+999999元，0x7fffffff宗。",
    f"減少{'9' * 24}倍，增加0.{'0' * 23}1倍，貴{'9' * 12}.{'9' * 12}倍。",
    f"3厘{'7' * 80}，三成{'九' * 60}，5元3{'毛' * 60}，{'1小時' * 200}。",
    "負零下負5度，--5%，負負3元，-0元升至+0元，升-0%。",
    f"營業額由{'9' * 24}.{'9' * 24}元變成0.{'0' * 22}1元，即翻一番，又翻了三番。",
    "人數由9億至0.000000000000000000000001億，翻一番。首季逾9741宗，9741成半，厘1至1億。",
    "收入不足15,000元的僱員，經過25年後有2億元，平均每年增長約13%，翻了三番。",
    "三個原因",
    "新機的三名市民原因",
)


@pytest.mark.parametrize("text", ABSURD, ids=lambda text: text[:12])
def test_it_is_read_said_and_not_judged(text: str) -> None:
    (sheet,) = heshu.check(text)
    beyond = [figure for figure in sheet.record.figures if figure.is_out_of_range]
    assert [figure.text for figure in beyond] == ABSURD[text]
    assert all(f.value is f.lower is f.upper is None for f in beyond)
    assert sheet.coverage.unchecked["out_of_range"] == len(beyond)
    assert f"{len(beyond)}個超出可核對的範圍" in sheet.coverage.line
    for finding in sheet.record.findings:
        assert not any(f.start < span.end and span.start < f.end for span in finding.spans for f in beyond)


@pytest.mark.parametrize("text", ODD, ids=lambda text: text[:12])
def test_odd_numbers_get_through(text: str) -> None:
    for sheet in heshu.check(text):
        assert sheet.record.model_dump_json()
        for figure in sheet.record.figures:
            assert text[figure.start : figure.end] == figure.text
            assert all(is_held(value) for value in (figure.value, figure.lower, figure.upper))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (f"{10**24}元", LARGEST),
        (f"-{10**24}元", -LARGEST),
        (f"0.{'0' * 23}1元", SMALLEST),
        ("一萬億億元", Decimal(10) ** 20),
        (f"{'0' * 30}5元", Decimal(5)),
    ],
)
def test_what_is_just_within_has_its_value(text: str, value: Decimal) -> None:
    (figure,) = heshu.analyse(text)[0].figures
    assert (figure.value, figure.is_out_of_range) == (value, False)


def test_a_number_beyond_lends_its_unit_and_no_more() -> None:
    first, second = heshu.analyse(f"面積為3、{'9' * 30}平方米。")[0].figures
    assert (first.value, first.unit, first.rule) == (3, "m2", "borrowed.area.square_metre")
    assert second.is_out_of_range


def test_what_a_caller_has_set_changes_no_sum() -> None:
    text = "由4,200宗升至5,040宗，按月升三成，平均每月123456.789元。"
    plain = heshu.check(text)
    with decimal.localcontext(prec=3, traps=[decimal.Inexact, decimal.Rounded]):
        assert heshu.check(text) == plain


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e25", "sNaN"])
def test_a_reference_table_holds_values_that_can_be_compared(tmp_path, value: str) -> None:
    (tmp_path / "jobs.toml").write_text('measure = "失業率"\nunit = "percent"\nsource = "統計處"\n')
    (tmp_path / "jobs.csv").write_text(f"period,value\n2026-01,{value}\n")
    with pytest.raises(LexiconError, match=r"jobs\.csv line 2"):
        read_tables(tmp_path)
