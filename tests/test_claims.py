"""Claims: clauses, what each is judged to be, who says it, and what it holds."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from heshu import language
from heshu.claims.clauses import clauses
from heshu.claims.prose import prose
from heshu.model.nouns import Claim
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading

CASES = Path(__file__).parent / "claims"


def cases(name: str) -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = tomllib.loads((CASES / name).read_text(encoding="utf-8"))["case"]
    return table


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def read(nlp: Language, text: str) -> Reading:
    article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
    return reading(language.read(nlp, article, published=date(2026, 6, 15)))


@pytest.mark.parametrize("case", cases("clauses.toml"), ids=lambda case: case["why"])
def test_clauses_stand_by_themselves(nlp: Language, case: dict[str, Any]) -> None:
    wanted = [part.strip() for part in case["text"].split("|")]
    found = read(nlp, case["text"].replace("| ", "").replace("|", ""))
    units = clauses(found, prose(found))
    assert [found.text[unit.start : unit.end].strip() for unit in units] == wanted


@pytest.mark.parametrize("case", cases("cases.toml"), ids=lambda case: case["text"])
def test_a_claim_is_what_it_says(nlp: Language, case: dict[str, Any]) -> None:
    claim = claim_of(read(nlp, case["text"]), case.get("of", ""))
    assert claim.types == case["types"]
    assert claim.modality == case.get("modality", "asserted")
    assert claim.checkable == case.get("checkable", True)
    assert (claim.speaker.text if claim.speaker else None) == case.get("speaker")


def claim_of(found: Reading, of: str) -> Claim:
    held = [claim for claim in found.claims if of in claim.text]
    assert held, [claim.text for claim in found.claims]
    return held[0]


def test_a_clause_takes_subject_and_period_from_the_one_before(nlp: Language) -> None:
    found = read(nlp, "去年樓宇註冊量為6萬宗，較高峰期少四成。")
    first, second = found.claims
    assert first.subject is not None
    assert second.subject == first.subject
    assert second.periods == first.periods == [found.periods[0].id]


def test_a_question_alone_is_no_claim(nlp: Language) -> None:
    assert read(nlp, "誰應該為此負責？").claims == []


def test_a_speaker_known_by_name_is_linked_to_the_entity(nlp: Language) -> None:
    found = read(nlp, "金管局表示，本港銀行存款總額為18萬億元。")
    speaker = found.claims[0].speaker
    assert speaker is not None
    assert speaker.entity in {entity.id for entity in found.entities if entity.text == "金管局"}


def test_headings_part_at_their_spaces(nlp: Language) -> None:
    text = "拆息回落　供樓負擔減兩成"
    article = Article(text, ((0, 0, len(text)),), (Block("title", 0, len(text)),))
    found = reading(language.read(nlp, article))
    assert [claim.text for claim in found.claims] == ["拆息回落", "供樓負擔減兩成"]


def test_bylines_notes_and_chart_titles_claim_nothing(nlp: Language) -> None:
    parts = [
        ("byline", "數海拾貝 何可樂"),
        ("chart_title", "全年銷量30萬件"),
        ("author_note", "（作者從業30年）"),
    ]
    text = "\n".join(part for _, part in parts)
    blocks, at = [], 0
    for kind, part in parts:
        blocks.append(Block(kind, at, at + len(part)))  # type: ignore[arg-type]  # kinds as in the contract
        at += len(part) + 1
    found = reading(language.read(nlp, Article(text, ((0, 0, len(text)),), tuple(blocks))))
    assert found.claims == []
