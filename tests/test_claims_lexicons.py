"""Every row of the claims lexicons does what its example shows."""

import pytest
from spacy.language import Language

from heshu import language
from heshu.claims.prose import pieces, prose
from heshu.claims.words import Cue, Join, Speech, Voice, cues, joins
from heshu.claims.worth import Mark, marks
from heshu.lexicon import load_rows
from heshu.model.page import Article, Block
from heshu.text.fold import fold
from heshu.text.reading import Reading, reading
from heshu.text.sentences import sentences


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def rows(name: str, kind: type) -> list[object]:
    return list(load_rows("heshu.claims", name, kind))


def name_of(row: object) -> str:
    return str(row.words[0])  # type: ignore[attr-defined]  # every row has words


def read(nlp: Language, text: str) -> Reading:
    article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
    return reading(language.read(nlp, article))


@pytest.mark.parametrize("row", rows("cues.toml", Cue), ids=name_of)
def test_a_cue_shows_its_types_and_modality(nlp: Language, row: Cue) -> None:
    claims = read(nlp, row.example).claims
    assert any(set(row.types) <= set(claim.types) for claim in claims), claims
    assert not row.modality or any(claim.modality == row.modality for claim in claims), claims


@pytest.mark.parametrize("row", rows("not_cues.toml", Cue), ids=name_of)
def test_a_false_cue_is_no_cue(row: Cue) -> None:
    held = [word for word in row.words if word in row.example]
    assert held
    found = cues().scan(row.example)
    for word in held:
        at = row.example.index(word)
        assert all(not hit.types for start, _, hit in found if at <= start < at + len(word))  # type: ignore[attr-defined]


@pytest.mark.parametrize("row", rows("speech.toml", Speech), ids=name_of)
def test_a_word_of_speech_hands_the_floor_over(nlp: Language, row: Speech) -> None:
    claims = read(nlp, row.example).claims
    assert any(claim.speaker for claim in claims), claims
    assert all("attribution" in claim.types for claim in claims if claim.speaker)


@pytest.mark.parametrize("row", rows("voices.toml", Voice), ids=name_of)
def test_a_voice_speaks_and_the_columnist_is_no_speaker(nlp: Language, row: Voice) -> None:
    speakers = [claim.speaker for claim in read(nlp, row.example).claims]
    assert all(speaker is None for speaker in speakers) == row.author


@pytest.mark.parametrize("row", rows("joins.toml", Join), ids=lambda row: row.role)
def test_a_join_ties_or_ends(row: Join) -> None:
    found = Reading(row.example, row.example, sentences(row.example))
    cut = next(iter(pieces(found.norm, prose(found))))
    stretches = [found.norm[piece.start : piece.bare] for piece in cut]
    rules = joins()
    assert {
        "whole": lambda: stretches[0] in rules.whole,
        "opening": lambda: rules.opening.match(stretches[0]) is not None,
        "closing": lambda: stretches[0].endswith(rules.closing),
        "restates": lambda: any(rules.restates.match(stretch) for stretch in stretches[1:]),
        "comment": lambda: any(rules.comment.match(stretch) for stretch in stretches[1:]),
    }[row.role]()


@pytest.mark.parametrize("row", rows("worth.toml", Mark), ids=lambda row: row.feature)
def test_a_mark_shows_its_feature(row: Mark) -> None:
    found = marks().scan(fold(row.example))
    assert row.feature in {hit.feature for _, _, hit in found}  # type: ignore[attr-defined]  # the table's rows are marks
