"""The judge of claims: its evidence, its reasons, and the passages that teach it."""

from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from heshu import language
from heshu.claims.evidence import names
from heshu.claims.find import Case, examine
from heshu.claims.floor import chain
from heshu.claims.grams import Known, Stretches, beside, codes, runs, spell, within
from heshu.claims.judge import ANSWERS, settle, trained
from heshu.errors import LexiconError
from heshu.evaluate.claims_labels import paired
from heshu.evaluate.claims_written import read_written
from heshu.model.page import Article, Block
from heshu.text.reading import reading

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load()


def case_of(nlp: Language, text: str) -> Case:
    article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
    found = examine(reading(language.read(nlp, article)))
    assert found is not None
    return found


def odds(**said: float) -> list[float]:
    return [said.get(name, -1.0) for name in ANSWERS]


def stretches(*spans: tuple[int, int]) -> Stretches:
    return Stretches(np.array([start for start, _ in spans]), np.array([end for _, end in spans]))


def test_runs_lie_within_their_stretch_and_digits_are_one_sign() -> None:
    keys, owners = within(runs(codes("升3成，跌。")), stretches((0, 4), (4, 6)))
    found = {(spell(int(key)), int(owner)) for key, owner in zip(keys, owners, strict=True)}
    assert {("升0成", 0), ("0成", 0), ("跌。", 1)} <= found
    assert not any("，跌" in run for run, _ in found)


def test_a_number_of_many_digits_leaves_what_stands_beside_it() -> None:
    keys, _ = within(runs(codes("约345宗")), stretches((0, 5)))
    assert {spell(int(key)) for key in keys} == {"约", "约0", "0", "0宗", "宗"}


def test_runs_beside_a_place_carry_the_place_and_stay_inside() -> None:
    every = runs(codes("共升3成，跌"))
    at, owners = np.array([2]), np.array([0])
    keys, _ = beside(every, "before figure", at, owners, stretches((1, 5), (5, 6)))
    assert [spell(int(key)) for key in keys] == ["升 (before figure)"]


def test_known_runs_are_found_and_others_are_not() -> None:
    known = Known(np.unique(runs(codes("升跌"))[0]))
    owners, rows = known.rows(codes("升涨跌"), np.arange(3))
    assert owners.tolist() == [0, 2]
    assert [spell(int(known.keys[row])) for row in rows] == ["升", "跌"]


def test_reasons_add_up_to_the_odds(nlp: Language) -> None:
    judge = trained()
    evidence = case_of(nlp, "統計處表示，加息令供款增加一成，業主應預留現金。").evidence
    lent = judge.lent(evidence)
    for clause, row in enumerate(judge.odds(evidence, lent)):
        for number, answer in enumerate(ANSWERS):
            reasons = judge.why(evidence, clause, answer)
            total = sum(weight for _, weight in reasons) + judge.bias[number]
            assert total == pytest.approx(row[number], abs=1e-2)
            assert reasons == sorted(reasons, key=lambda pair: -abs(pair[1]))


def test_every_column_has_a_name(nlp: Language) -> None:
    evidence = case_of(nlp, "去年出口升3%，今年料再升。").evidence
    assert evidence.table().shape[1] == len(names()) == len(set(names()))


def test_advice_is_opinion_and_nothing_to_look_up() -> None:
    verdict = settle(odds(quantity=1, trend=2, normative=3, checkable=4), spoken=False, question=False)
    assert (verdict.types, verdict.modality, verdict.checkable) == (
        ["quantity", "opinion"],
        "normative",
        False,
    )


def test_others_words_are_reported_and_no_advice_of_ours() -> None:
    verdict = settle(odds(opinion=1, normative=3, checkable=1), spoken=True, question=False)
    assert (verdict.types, verdict.modality) == (["attribution", "opinion"], "reported")


def test_a_claim_is_never_of_no_type() -> None:
    assert settle(odds(rule=-0.5), spoken=False, question=False).types == ["rule"]


def test_words_go_on_within_a_sentence_and_stop_where_the_columnist_begins() -> None:
    spoken = chain(
        [1.0, -1.0, -1.0, 1.0], [False] * 4, [False, False, False, True], [True, False, True], (2.0, 0.5)
    )
    assert spoken == [True, True, False, False]


def test_the_written_passages_are_whole_and_cut_as_the_pipeline_cuts(nlp: Language) -> None:
    passages = list(read_written(CORPUS))
    assert sum(len(labels) for _, labels in passages) >= 1600
    met = wanted = 0
    for text, labels in passages[::10]:
        assert "".join(label.text for label in labels) == text
        wanted += len(labels)
        met += sum(unit is not None for _, unit in paired(text, labels, case_of(nlp, text).units))
    assert met >= 0.93 * wanted


@pytest.mark.parametrize("line", ["[x]不是標籤。", "[qa/r@某局]統計處表示，共三宗。", "沒有標籤。"])
def test_a_passage_without_proper_labels_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "written.txt").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"written\.txt:1"):
        list(read_written(tmp_path))
