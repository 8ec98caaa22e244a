"""The record contract: every record satisfies the published schema, and every span is the slice that it says."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from heshu.model.record import Record, json_schema
from heshu.service.analyse import analyse
from heshu.service.page import analyse_page
from heshu.sources import read

CORPUS = Path(__file__).parents[1] / "corpus"
SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
FILES = [*sorted((CORPUS / "pages").glob("*.txt")), *sorted((CORPUS / "columns").glob("*.txt"))]


@pytest.fixture(scope="module")
def analysed() -> "list[tuple[str, list[Record]]]":
    return [(page.text, analyse_page(page).records) for page in map(read, FILES)]


def test_every_record_satisfies_the_schema(analysed) -> None:
    validator = Draft202012Validator(json_schema())
    for _, records in analysed:
        for record in records:
            errors = [
                e.message for e in validator.iter_errors(json.loads(record.model_dump_json(by_alias=True)))
            ]
            assert errors == []


def test_spans_and_segments_are_what_is_printed(analysed) -> None:
    for source, records in analysed:
        for record in records:
            for here, there, length in record.segments:
                assert record.text[here : here + length] == source[there : there + length]
            assert record.text == "\n".join(record.text[b.start : b.end] for b in record.blocks)
            for found in (*record.figures, *record.periods, *record.entities, *record.claims):
                assert record.text[found.start : found.end] == found.text, found


def test_ids_are_unique_and_links_point_at_something(analysed) -> None:
    for _, records in analysed:
        for record in records:
            ids = [
                x.id
                for x in (
                    *record.figures,
                    *record.periods,
                    *record.entities,
                    *record.claims,
                    *record.findings,
                )
            ]
            assert len(ids) == len(set(ids))
            assert all(ids)
            known = set(ids)
            for figure in record.figures:
                assert {figure.entity, figure.period} - {None} <= known
            for claim in record.claims:
                assert {*claim.figures, *claim.entities, *claim.periods} <= known


def test_a_record_survives_its_own_json(analysed) -> None:
    for _, records in analysed:
        for record in records:
            assert Record.model_validate_json(record.model_dump_json(by_alias=True)) == record


@pytest.mark.skipif(
    not SEED.exists(), reason="the seed page belongs to a newspaper and is read from beside the checkout"
)
def test_the_seed_page_gives_its_three_articles() -> None:
    spread, records, _ = analyse_page(read(SEED))
    assert [r.title for r in records] == [
        "AI產業井噴 國產存儲芯片新機遇", "優化港市場結算制度 提升資金效率", "樓市信心轉強 下半年料續旺",
    ]  # fmt: skip
    assert [r.themes[0].theme for r in records] == ["storage", "clearing", "property"]
    assert [r.column for r in records] == ["淵淵遠略", None, "樓語縱橫"]
    assert [[(a.name, a.affiliation) for a in r.authors] for r in records] == [
        [(None, "外資投資基金董事總經理")],
        [("高文宏", "香港立法會議員"), ("李惟宏", "香港立法會議員")],
        [("楊永健", "世紀21星鑄總經理")],
    ]
    joined = ("受海外設備管制影響", "全球存儲芯片產業", "包括日本", "5000宗以上的成交")
    text = "\n".join(r.text for r in records)
    assert [part for part in joined if part not in text] == []
    assert records[0].standfirst is not None
    assert records[0].standfirst.startswith("本文基於長鑫科技")
    assert {r.source.section for r in records} == {"經濟觀察家"}
    kinds = {b.kind: r.text[b.start : b.end] for r in records for b in r.blocks}
    assert kinds["caption"].startswith("▲")
    assert kinds["chart_title"] == "本港新盤每月成交量 (伙)"
    assert spread.page.text[spread.fragments[0].start : spread.fragments[0].end].startswith("局，推動")


_WORDS = """
    樓市 程曉 ? ， 。 「 」 由 升至 5,040宗 三成 去年同期 他說 如果 ： ； 已經解決 , 較 分別 及
    港交所（HKEX） 阿程 2026年 （作者為主任） A 萬 １０．５％ 其中 \x00 🎉
"""
_SHREDS = st.lists(st.sampled_from([*_WORDS.split(), "\n", " "]), max_size=40)


@settings(max_examples=150, deadline=None)
@given(_SHREDS)
def test_no_text_raises_and_every_span_is_what_it_says(shreds: list[str]) -> None:
    text = "".join(shreds)
    for record in analyse(text):
        for found in (*record.entities, *record.periods, *record.figures, *record.claims):
            assert record.text[found.start : found.end] == found.text
        for start, source, length in record.segments:
            assert record.text[start : start + length] == text[source : source + length]
