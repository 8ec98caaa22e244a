"""The sheet, reference tables, and what other articles stated."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from heshu.checks import check
from heshu.checks.history import statements
from heshu.checks.tables import read_tables
from heshu.errors import LexiconError
from heshu.evaluate.checks import blocks_of, record_of
from heshu.model.nouns import Finding, Phrase
from heshu.model.record import Record
from heshu.sheet import html, make_sheet, markdown, stands

TABLES = read_tables(Path(__file__).parent.parent / "corpus" / "reference")
TEXT = (
    "＃樓市<轉>旺/註冊量由4,200宗升至5,040宗，按月升三成。空置率由9.8%回落至9.1%。"
    "/本行掌握核心技术，發展全面業務，服務各區業主。"
)


def read(text: str, day: date = date(2026, 7, 13)) -> Record:
    return record_of(blocks_of(text), day, "維港早報", TABLES)


def flagged(record: Record, rule: str) -> list[Finding]:
    return [f for f in record.findings if f.rule == rule and f.status == "inconsistent"]


class Balanced(HTMLParser):
    """Checks that every element is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marks.append(data)


def test_the_sheet_puts_the_worst_first() -> None:
    sheet = make_sheet(read(TEXT))
    assert [e.finding.rule for e in sheet.problems] == ["arithmetic.growth", "text.mixed_script"]
    assert [e.label[1] for e in sheet.problems] == ["Error", "Warning"]
    assert all(e.finding.status == "consistent" for e in sheet.others)
    assert stands([sheet])


def test_the_sheet_lights_what_was_looked_at() -> None:
    entry = make_sheet(read(TEXT)).problems[0]
    assert [text for text, lit in entry.quotes[0] if lit] == ["4,200宗", "5,040宗", "三成"]
    assert "".join(text for text, _ in entry.quotes[0]) == "註冊量由4,200宗升至5,040宗，按月升三成。"


def test_the_html_is_whole_and_escaped() -> None:
    page = html([make_sheet(read(TEXT)), make_sheet(read("今日無事。"))])
    parser = Balanced()
    parser.feed(page)
    assert parser.open == []
    assert parser.marks[:3] == ["4,200宗", "5,040宗", "三成"]
    assert "樓市&lt;轉&gt;旺" in page
    assert "size: A4" in page
    assert "兩成" in page
    assert "<script" not in page


def test_the_markdown_says_the_sum_and_the_mend() -> None:
    text = markdown([make_sheet(read(TEXT))])
    assert "> 註冊量由**4,200宗**升至**5,040宗**，按月升**三成**。" in text
    assert "算式 Working：(5040 − 4200) ÷ 4200 = 20%" in text
    assert "建議 Suggested：兩成" in text
    assert "樓市\\<轉\\>旺" in text


def test_a_sheet_without_problems_says_so() -> None:
    sheet = make_sheet(read("今日無事。"))
    assert "Nothing found" in markdown([sheet])
    assert not stands([sheet])


def test_right_when_printed_revised_since() -> None:
    text = "2025年第一季本地生產總值增長3.0%。"
    before = record_of(blocks_of(text), date(2025, 6, 1), None, TABLES)
    found = next(f for f in before.findings if f.rule == "reference.value")
    assert found.status == "consistent"
    assert "修訂為3.1" in found.message
    after = record_of(blocks_of(text), date(2026, 6, 1), None, TABLES)
    found = next(f for f in after.findings if f.rule == "reference.value")
    assert (found.status, found.severity, found.expected) == ("inconsistent", "warning", "3.1%")
    assert "樣本參考表" in found.sources[0]


@pytest.mark.parametrize(
    "text",
    [
        "2026年第二季失業率為3.7%。",  # released on 20 July, a week after the column
        "2019年第二季失業率為2.8%。",  # no such row
    ],
)
def test_what_the_table_does_not_have_is_not_guessed(text: str) -> None:
    found = [f for f in read(text).findings if f.rule == "reference.value"]
    assert [f.status for f in found] == ["unverifiable"]


@pytest.mark.parametrize(
    "text",
    [
        "美國2026年第一季失業率為4.8%。",
        "2026年第一季失業率上升0.2個百分點。",
        "2026年第一季青年失業率為9.8%。",
        "若2026年第一季失業率將達4.8%。",
    ],
)
def test_another_measure_is_not_held_against_the_table(text: str) -> None:
    assert [f for f in read(text).findings if f.rule == "reference.value"] == []


def test_a_bad_table_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('measure = "失業率"\nunit = "percent"\nsource = "x"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"a\.csv"):
        read_tables(tmp_path)
    (tmp_path / "a.csv").write_text("period,value\n2026-01,many\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="line 2"):
        read_tables(tmp_path)
    with pytest.raises(LexiconError, match=r"none: 這裏沒有 \*\.toml"):
        read_tables(tmp_path / "none")


def test_rates_of_a_table_judge_other_currencies(tmp_path: Path) -> None:
    (tmp_path / "cny.toml").write_text(
        'measure = "人民幣兌港元"\nunit = "HKD"\nper = "CNY"\nsource = "樣本"\n', encoding="utf-8"
    )
    (tmp_path / "cny.csv").write_text("period,value\n2026,1.09\n", encoding="utf-8")
    tables = read_tables(tmp_path)
    right = record_of(blocks_of("造價10億元人民幣（約10.9億港元）。"), date(2026, 7, 13), None, tables)
    wrong = record_of(blocks_of("造價10億元人民幣（約19億港元）。"), date(2026, 7, 13), None, tables)
    assert not flagged(right, "arithmetic.currency")
    assert flagged(wrong, "arithmetic.currency")


def stated(text: str, value_of: str, title: str, day: date) -> Record:
    """Give a record whose last figure measures `value_of`, for its first period."""
    record = record_of(blocks_of(f"＃{title}/{text}"), day)
    start = record.text.index(value_of)
    record.figures[-1].measure = Phrase(value_of, start, start + len(value_of))
    record.figures[-1].period = record.periods[0].id
    record.figures[-1].entity = None
    return record


def test_an_earlier_column_said_otherwise() -> None:
    old = stated("今年5月二手住宅註冊量為5,040宗。", "二手住宅註冊量", "舊文", date(2026, 6, 10))
    new = stated("今年5月二手住宅註冊量為5,400宗。", "二手住宅註冊量", "新文", date(2026, 6, 20))
    found = [f for f in check(new, earlier=statements(old)) if f.rule == "repeat.contradiction"]
    assert [(f.status, f.severity, f.expected) for f in found] == [("inconsistent", "warning", "5040")]
    assert found[0].sources == [f"2026-06-10 · 舊文 · {old.id}"]
    same = stated("今年5月二手住宅註冊量為5,040宗。", "二手住宅註冊量", "又文", date(2026, 6, 20))
    assert not [f for f in check(same, earlier=statements(old)) if f.status == "inconsistent"]
    assert not [f for f in check(old, earlier=statements(old)) if f.status == "inconsistent"]


def test_a_value_a_power_of_ten_off_its_history() -> None:
    months = (("1月", "4,300"), ("2月", "3,900"), ("3月", "4,700"))
    earlier = [
        statement
        for month, value in months
        for statement in statements(
            stated(f"今年{month}二手住宅註冊量為{value}宗。", "二手住宅註冊量", month, date(2026, 4, 10))
        )
    ]
    new = stated("今年4月二手住宅註冊量為42,000宗。", "二手住宅註冊量", "新文", date(2026, 5, 20))
    found = [f for f in check(new, earlier=earlier) if f.rule == "repeat.magnitude"]
    assert [(f.status, f.suggestion) for f in found] == [("inconsistent", "4,200宗")]
    steady = stated("今年4月二手住宅註冊量為5,000宗。", "二手住宅註冊量", "新文", date(2026, 5, 20))
    assert not [f for f in check(steady, earlier=earlier) if f.rule == "repeat.magnitude"]


def test_earlier_statements_of_another_entity_are_another_thing() -> None:
    old = stated("今年5月二手住宅註冊量為5,040宗。", "二手住宅註冊量", "舊文", date(2026, 6, 10))
    new = stated("今年5月二手住宅註冊量為5,400宗。", "二手住宅註冊量", "新文", date(2026, 6, 20))
    others = [replace(s, entity="將軍澳") for s in statements(old)]
    assert not [f for f in check(new, earlier=others) if f.status == "inconsistent"]
