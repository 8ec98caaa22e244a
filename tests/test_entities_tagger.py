"""The recogniser: its labels, its chain against brute force, its features, and training that repeats itself."""

import gzip
import itertools
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heshu.entities import background, tagger
from heshu.entities.chain import best, marginals, pull, runs_of
from heshu.entities.characters import (
    Knowledge,
    lay_out,
    read,
    sieve_of,
    slice_hashes,
    slice_sums,
    string_hashes,
)
from heshu.entities.features import keys_at
from heshu.entities.gate import learn_gate
from heshu.entities.labels import ALLOWED, COUNT, MAY_END, MAY_START, decode, encode
from heshu.entities.learner import Learner, fresh
from heshu.entities.network import Network, carried, scores_of
from heshu.entities.sets import Sentence, read_set
from heshu.entities.train import read_recipe, train
from heshu.errors import ModelError

RNG = numpy.random.default_rng(3)


def _allowed(run: tuple[int, ...]) -> bool:
    return bool(
        MAY_START[run[0]] and MAY_END[run[-1]] and all(ALLOWED[a, b] for a, b in itertools.pairwise(run))
    )


def _runs(length: int) -> list[tuple[int, ...]]:
    return [run for run in itertools.product(range(COUNT), repeat=length) if _allowed(run)]


def test_labels_come_back_as_the_names_that_went_in() -> None:
    spans = [(0, 2, "PER"), (2, 3, "LOC"), (5, 9, "ORG")]
    assert decode(encode(10, spans)) == spans


def test_the_best_run_is_the_best_of_all_runs() -> None:
    lengths = numpy.array([3, 1, 2])
    scores = RNG.normal(size=(6, COUNT)).astype(numpy.float32)
    moves = RNG.normal(size=(COUNT, COUNT)).astype(numpy.float32)
    labels = best(scores, lengths, moves)
    start = 0
    for length in lengths.tolist():
        here = scores[start : start + length]

        def worth(run: tuple[int, ...], here: numpy.ndarray = here) -> float:  # type: ignore[type-arg]
            steps = sum(float(moves[a, b]) for a, b in itertools.pairwise(run))
            return sum(float(here[i, label]) for i, label in enumerate(run)) + steps

        assert tuple(labels[start : start + length].tolist()) == max(_runs(length), key=worth)
        start += length


def test_marginals_are_those_of_all_runs() -> None:
    lengths = numpy.array([3, 2])
    scores = RNG.normal(size=(5, COUNT))
    moves = RNG.normal(size=(COUNT, COUNT))
    result, _ = marginals(scores, lengths, moves)
    wanted = numpy.zeros((3, COUNT))
    for run in _runs(3):
        weight = numpy.exp(
            sum(scores[i, label] for i, label in enumerate(run))
            + sum(moves[a, b] for a, b in itertools.pairwise(run))
        )
        for i, label in enumerate(run):
            wanted[i, label] += weight
    assert numpy.allclose(result[:3], wanted / wanted.sum(axis=1, keepdims=True))
    assert numpy.allclose(result.sum(axis=1), 1)


def test_a_sentence_whose_labels_are_all_free_pulls_nowhere() -> None:
    lengths = numpy.array([4])
    scores = RNG.normal(size=(4, COUNT))
    free = numpy.ones(4, dtype=bool)
    by_character, by_transition = pull(
        scores, lengths, numpy.zeros((COUNT, COUNT)), numpy.zeros(4, dtype=int), free
    )
    assert numpy.allclose(by_character, 0)
    assert numpy.allclose(by_transition, 0)


@given(st.text(alphabet="港交所升三成A1 ", min_size=1, max_size=20), st.data())
def test_equal_strings_have_equal_hashes_wherever_they_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    codes = numpy.array([48 if c.isdigit() else ord(c) for c in text])
    sums, backs = slice_sums(codes)
    there = slice_hashes(sums, backs, numpy.array([start]), numpy.array([end]))
    assert there[0] == string_hashes([text[start:end]])[0]


def test_runs_end_at_gaps_and_commas() -> None:
    sheet = lay_out(["港交所升，匯豐跌。"])
    codes = read(sheet, _nothing()).char
    places = sheet.places()[[0, 1, 2, 4, 5, 7]]
    runs = runs_of(places, codes)
    assert runs.lengths.tolist() == [3, 1, 1, 1]
    assert runs.commas.tolist() == [3]
    assert runs.into.tolist() == [3, 4, 5]
    assert runs.out.tolist() == [2, 3, 4, 5]


def _network(dilations: tuple[int, ...]) -> Network:
    known = _nothing()
    tags = numpy.array([1, 2], dtype=numpy.uint64)
    chars = numpy.array([ord("交"), ord("港")])
    made = fresh(known, RNG.normal(size=(1, 4)), tags, chars, 2, 8, dilations, RNG)
    made.arrays["b1"] += 0.5
    return Network({**made.arrays, **carried(made.arrays)}, tags, chars, dilations)


def test_the_network_gives_the_same_scores_whether_asked_for_some_or_for_all() -> None:
    sheet = lay_out(["港交所上半年升三成，陳大文說。", "匯豐跌。"])
    script, places = read(sheet, _nothing()), sheet.places()
    network = _network((3, 1))
    everywhere = scores_of(network, script, places, sheet.lengths, 1, numpy.ones(len(places), dtype=bool))
    wanted = RNG.random(len(places)) < 0.3
    some = scores_of(network, script, places, sheet.lengths, 1, wanted)
    assert numpy.allclose(some, everywhere[wanted], atol=1e-5)


def test_the_network_learns_down_its_gradient() -> None:
    sheet = lay_out(["港交所上半年升三成。", "匯豐跌。"])
    script, places = read(sheet, _nothing()), sheet.places()
    network = _network((3, 1))
    learner = Learner(network, 0.0)
    wanted = numpy.arange(len(places)) % 3 > 0
    labels = numpy.zeros((int(wanted.sum()), COUNT), dtype=numpy.float32)
    labels[:, 1] = 1
    batch = SimpleNamespace(
        looked_up=network.rows(script, places), word_of=script.words.index[places], lengths=sheet.lengths,
        wanted=wanted, source=1,
    )  # fmt: skip
    losses = []
    for _ in range(30):
        scores, trace = learner.forward(batch, RNG)
        chance = numpy.exp(scores - scores.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
        losses.append(float(-numpy.log(chance[:, 1]).sum()))
        learner.learn(batch, trace, (chance - labels).astype(numpy.float32), 0.02)
    assert losses[-1] < 0.2 * losses[0]


def test_the_gate_lets_names_through_with_their_neighbours_and_spares_the_rest() -> None:
    texts = ["陳志恒在上環開會。", "今日天氣很好很好很好很好很好。"] * 6
    sheet = lay_out(texts)
    script = read(sheet, _nothing())
    labels = numpy.concatenate([encode(len(text), [(0, 3, "PER")] if "陳" in text else []) for text in texts])
    free = numpy.zeros(len(labels), dtype=bool)
    gate = learn_gate([script] * 8, [(labels, free)] * 8, missed=0.0, rng=RNG)
    passed = gate.lets_through(script)[sheet.places()]
    assert passed[labels > 0].all()
    assert passed[:5].all()
    assert not passed[14:20].any()


def test_names_are_harvested_where_they_are_nearly_always_found() -> None:
    texts = ["陳志恒今日開會。陳志恒說好。", "上環很靜，上環很熱。"]

    def tag(group: Sequence[str]) -> list[list[tuple[int, int, str]]]:
        return [[(0, 3, "PER")] if "陳" in s else [(0, 2, "LOC")] for s in group]

    assert background.harvest(texts, tag, least=2) == {"陳志恒": "PER"}


def _nothing() -> Knowledge:
    one = numpy.zeros(1, dtype=numpy.uint64)
    zero = numpy.zeros(1, dtype=numpy.int64)
    return Knowledge(one, zero[:, None], one, zero, (2, 3), sieve_of(one))


def _keys(sentences: list[str]) -> numpy.ndarray:  # type: ignore[type-arg]
    sheet = lay_out(sentences)
    return keys_at(read(sheet, _nothing()), sheet.places(), 0)[0]


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.text(alphabet="港交所升三成，陳大文說A1", min_size=1, max_size=12), min_size=2, max_size=4)
)
def test_features_do_not_see_the_neighbouring_sentence(sentences: list[str]) -> None:
    together = _keys(sentences)
    alone = numpy.concatenate([_keys([s])[:, :19] for s in sentences])
    assert numpy.array_equal(together[:, :19], alone)


RECIPE = """
sets = ["uner_gsd", "fewfc"]
plain = ["cfever_claims"]
seed = 5
first_epochs = 1
harvest = "wiki"
epochs = 6
batch = 4
least_words = 1
least_features = 1
vector_size = 4
contexts = 50
clusters = [2, 3]
hidden = 8
dilations = [3, 1]
rate_table = 0.2
rate_network = 0.01
drop_features = 0.1
drop_spelling = 0.1
drop_hidden = 0.1
kept_rows = 5000
gate_misses = 0.001
gate_least = -9.0
repeats = { columns = 1 }
"""

LINES = [
    ("陳志恒在上環開會。", [[0, 3, "PER"], [4, 6, "LOC"]]),
    ("琥珀證券派員到上環。", [[0, 4, "ORG"], [7, 9, "LOC"]]),
    ("李美華離開琥珀證券。", [[0, 3, "PER"], [5, 9, "ORG"]]),
    ("今日天氣很好。", []),
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    root = tmp_path / "data"
    for name, rows in (
        ("uner_gsd", LINES * 3),
        ("fewfc", LINES[1:3]),
        ("cfever_claims", [("上環在香港。", [])]),
    ):
        (root / name).mkdir(parents=True)
        with gzip.open(root / name / "train.jsonl.gz", "wt", encoding="utf-8") as file:
            for text, ents in rows:
                file.write(json.dumps({"text": text, "claim": text, "ents": ents}, ensure_ascii=False) + "\n")
    return root


def _trained(folder: Path, data: Path) -> tagger.Tagger:
    folder.mkdir()
    (folder / "config.toml").write_text(RECIPE, encoding="utf-8")
    own = [Sentence("程启朗说，上环静。", ((0, 3, "PER"), (5, 7, "LOC")), "columns")]
    assert list(train(folder, data, own))[-1].endswith("MB")
    return tagger.load(folder / "weights.npz")


def test_training_learns_and_comes_out_the_same_again(tmp_path: Path, data: Path) -> None:
    first, second = _trained(tmp_path / "one", data), _trained(tmp_path / "two", data)
    assert numpy.array_equal(first.table.weights, second.table.weights)
    assert numpy.array_equal(first.network.arrays["out"], second.network.arrays["out"])
    assert first.sources == ("wiki", "finance", "columns")
    sentences = [s.text for s in read_set(data, "uner_gsd", "train")]
    assert first.tag(sentences, "wiki") == [list(s.spans) for s in read_set(data, "uner_gsd", "train")]
    assert [first.tag([s], "wiki")[0] for s in sentences] == first.tag(sentences, "wiki")
    assert first.tag([""], "wiki") == [[]]
    with pytest.raises(ModelError, match="unknown guideline"):
        first.tag(sentences, "weather")


def test_a_partial_set_leaves_the_rest_free(data: Path) -> None:
    sentence = next(iter(read_set(data, "fewfc", "train")))
    assert sentence.spans == ((0, 4, "ORG"),)
    assert sentence.free is not None
    assert sentence.free[:4] == (False,) * 4
    assert sentence.free[4] and not sentence.free[-1]


def test_what_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="heshu train entities"):
        tagger.load(tmp_path / "weights.npz")
    with pytest.raises(ModelError, match="--data"):
        list(read_set(tmp_path, "msra", "train"))
    (tmp_path / "config.toml").write_text("seed = 1", encoding="utf-8")
    with pytest.raises(ModelError, match="the fields should be"):
        read_recipe(tmp_path / "config.toml")


def test_the_command_says_what_data_it_misses(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(RECIPE, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "heshu.cli",
        "train",
        "entities",
        str(tmp_path),
        "--data",
        str(tmp_path / "none"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "--data" in done.stderr
