"""Every rule against the sentences of its documentation and its twins; findings, coverage, the seed page."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from heshu.checks import RULES, coverage, dismiss, settle
from heshu.checks.cards import Card, cards
from heshu.checks.tables import read_tables
from heshu.evaluate.checks import blocks_of, record_of
from heshu.model.nouns import Finding
from heshu.model.record import Record


def is_learnt(rule: str) -> bool:
    """Tell whether the trained scorer finds what a rule judges."""
    return rule.startswith("arithmetic.") or rule in (
        "repeat.title",
        "calendar.age",
        "calendar.anniversary",
        "wording.point",
    )


HERE = Path(__file__).parent
SEED = HERE.parent.parent / "shared" / "seed" / "page.txt"
CARDS = {card.name: card for card in cards()}
TWINS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["twins"]
    for path in sorted((HERE / "checks").glob("*.toml"))
}
TODAY = date(2026, 7, 13)
TABLES = read_tables(HERE.parent / "corpus" / "reference")


def read(text: str) -> Record:
    return record_of(blocks_of(text), TODAY, None, TABLES)


def wrong(record: Record) -> set[str]:
    return {finding.rule for finding in record.findings if finding.status == "inconsistent"}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS)
def test_the_documentation_of_a_rule_holds(card: Card) -> None:
    assert card.right
    assert card.wrong
    for text, english in card.right:
        assert wrong(read(text)) == set(), text
        assert english
    for text, _ in card.wrong:
        assert wrong(read(text)) == {card.name}, text


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len(CARDS) == len(RULES)


@pytest.mark.parametrize("rule", CARDS)
def test_every_rule_has_a_dozen_twins(rule: str) -> None:
    assert len(TWINS[rule]) >= 12


LEARNT = {rule for rule in CARDS if is_learnt(rule)}
FLOORS = tomllib.loads((HERE / "scores" / "twins.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("rule", "right", "twin"),
    [(rule, *pair) for rule, pairs in TWINS.items() if rule not in LEARNT for pair in pairs],
)
def test_twins(rule: str, right: str, twin: str) -> None:
    assert wrong(read(right)) == set()
    assert rule in wrong(read(twin))


@pytest.mark.parametrize("rule", sorted(LEARNT))
def test_twins_of_what_is_learnt(rule: str) -> None:
    """No right twin is flagged; of the wrong ones as many are caught as the floor says, which only rises."""
    alarms = [right for right, _ in TWINS[rule] if wrong(read(right))]
    assert alarms == []
    caught = sum(rule in wrong(read(twin)) for _, twin in TWINS[rule])
    assert caught >= FLOORS[rule]


def test_a_list_of_hundreds_is_read() -> None:
    """Where an item could hold the mark between items, thirty of them took for ever."""
    names = [a + b + c for a in "陳李張黃王林" for b in "大小國家志" for c in "文明強偉成"]
    assert wrong(read(f"出席者包括{'、'.join(names)}。")) == set()
    assert wrong(read(f"{'、'.join(names[:6])}六名委員沒有投票。")) == set()
    assert wrong(read(f"{'、'.join(names)}六名委員沒有投票。")) == {"count.enumeration"}


def test_a_finding_spells_out_its_sum() -> None:
    record = read("註冊量由4,200宗升至5,040宗，按月升三成。")
    found = next(f for f in record.findings if f.rule == "arithmetic.growth")
    assert found.working == "(5040 − 4200) ÷ 4200 = 20%"
    assert (found.stated, found.expected, found.suggestion) == ("30", "20%", "兩成")
    assert [record.text[s.start : s.end] for s in found.spans] == ["4,200宗", "5,040宗", "三成"]
    assert "三成" in found.message
    assert "三成" in found.message_en


def test_findings_are_numbered_in_text_order() -> None:
    record = read("空置率由9.1%回落至9.8%。註冊量由4,200宗升至5,040宗，按月升三成。")
    assert [f.id for f in record.findings] == [f"n{i}" for i in range(1, len(record.findings) + 1)]
    starts = [f.start for f in record.findings]
    assert starts == sorted(starts)


def test_coverage_accounts_for_every_figure() -> None:
    record = read("註冊量由4,200宗升至5,040宗，按月升三成。公司有六個地盤。")
    found = coverage(record)
    assert (found.figures, found.checked, found.flagged) == (4, 3, 3)
    assert found.unchecked == {"no_relation": 1}
    assert found.line_en == "4 figures: 3 checked, 3 flagged, 1 no relation stated"
    assert found.line == "4個數字：核對3個，提示3個，1個沒有所述的關係"


def test_coverage_tells_what_there_was_nothing_to_hold_against() -> None:
    text = "7月1日（星期四）起生效。去年盈利60億元。2026年6月失業率為3.7%。"
    undated = record_of(blocks_of(text))
    found = coverage(undated)
    assert found.wanting == {"date": 2, "table": 1, "index": 1}
    assert found.line == (
        "2個數字：核對0個，提示0個，2個沒有所述的關係；沒有出版日期，2處時間未能確定（星期、今年去年、年歲等無從核對）；"
        "1個數字沒有相應的參考表可對；1個數字未與索引內的舊文比對"
    )
    assert found.line_en == (
        "2 figures: 0 checked, 0 flagged, 2 no relation stated; "
        "no publication date: 2 times not resolved (weekdays, this and last year, ages go unchecked); "
        "no reference table to hold 1 against; 1 not held against earlier articles of an index"
    )
    given = record_of(blocks_of(text), TODAY, None, TABLES)
    assert coverage(given, indexed=True).wanting == {"table": 1}  # last year's profit is in no table


def test_a_dismissal_outlives_the_page_but_not_the_number() -> None:
    text = "註冊量由4,200宗升至5,040宗，按月升三成。"
    record = read(text)
    found = next(f for f in record.findings if f.status == "inconsistent")
    kept = dismiss(record, found, "作者確認為按年", when=TODAY)
    again = read("今日先談樓市。/" + text)
    standing, gone = settle(again, again.findings, [kept])
    assert [f.rule for f in gone] == ["arithmetic.growth"]
    assert "arithmetic.growth" not in {f.rule for f in standing}
    changed = read(text.replace("三成", "四成"))
    standing, gone = settle(changed, changed.findings, [kept])
    assert not gone
    assert "arithmetic.growth" in {f.rule for f in standing if f.status == "inconsistent"}


def test_a_dismissal_needs_a_reason() -> None:
    record = read("註冊量由4,200宗升至5,040宗，按月升三成。")
    with pytest.raises(ValueError, match="理由"):
        dismiss(record, record.findings[0], " ")


def seed_findings() -> list[tuple[str, Finding]]:
    import heshu

    records = heshu.analyse(SEED.read_text(encoding="utf-8"), published=date(2026, 6, 25))
    return [(record.text[f.start : f.end], f) for record in records for f in record.findings]


@pytest.mark.skipif(not SEED.is_file(), reason="the seed page is no part of the project")
def test_the_seed_page() -> None:
    found = seed_findings()
    agreed = {(f.rule, f.working) for _, f in found if f.status != "inconsistent"}
    assert ("arithmetic.growth", "(5000 − 3500) ÷ 3500 ≈ 42.9%") in agreed
    counts = [f.working for _, f in found if f.rule == "count.enumeration" and f.status == "consistent"]
    assert sorted(c for c in counts if c) == ["列出3項", "列出4項", "列出4項", "列出4項"]
    flagged = sorted((f.rule, f.suggestion) for _, f in found if f.status == "inconsistent")
    assert flagged == [
        ("text.conversion", "一" + "、二手"),
        ("text.doubled", "力量"),
        ("text.mixed_script", "核心技術"),
        ("text.mixed_script", "發展"),
    ]
