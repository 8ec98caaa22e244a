"""Themes: what an article is about, why, how sure, and how a desk changes the list."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone

from heshu.errors import LexiconError, ModelError
from heshu.evaluate.gold import load_gold
from heshu.evaluate.themes import evaluate_baselines, evaluate_model, evaluate_topics
from heshu.service.analyse import analyse
from heshu.text.fold import fold
from heshu.themes import explain, find, keywords
from heshu.themes.estimator import ThemeClassifier
from heshu.themes.evidence import Finder, Sample, cut, place
from heshu.themes.labels import Labelled, merge, parse_labels, read_labels, to_csv
from heshu.themes.model import load_weights
from heshu.themes.scores import Report, calibration_error
from heshu.themes.taxonomy import ThemeRow, extend, taxonomy
from heshu.themes.train import fit, train, truth
from heshu.themes.weights import weigh

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "corpus" / "themes"
SHARED = ROOT.parent / "shared"
IDS = """
storage semiconductors ai technology telecoms clearing exchange ipo equities bonds fx rates banking insurance
pension asset_management fintech crypto property commercial_property land_housing public_finance tax trade
shipping aviation energy green ev commodities retail tourism labour population education health hk_macro
china_macro us_macro world_macro governance geopolitics gba
""".split()  # noqa: SIM905  # forty words read better than a forty-line list


def themes_of(text: str, title: str = "") -> list[str]:
    whole = f"{title}\n{text}" if title else text
    return [theme.theme for theme in find(whole, fold(whole), len(title))]


# the list of themes


def test_every_fixed_theme_is_there_and_says_what_it_is() -> None:
    rows = taxonomy()
    assert [row.id for row in rows] == IDS
    for row in rows:
        assert row.name and row.name_en and row.definition and row.seeds
        assert fold(row.name) == fold(row.name_hans) or row.id in ("telecoms", "pension")
        assert row.parent in ("", *IDS)
        assert all(1 <= weight <= 5 for weight in row.seeds.values())


@pytest.mark.parametrize("row", taxonomy(), ids=lambda row: row.id)
def test_the_example_of_a_theme_is_filed_there(row: ThemeRow) -> None:
    assert row.id in themes_of(row.example)


def test_a_parent_must_be_a_theme() -> None:
    with pytest.raises(LexiconError, match="nowhere"):
        extend(taxonomy(), (ThemeRow("x", "某", parent="nowhere"),))


# finding


def test_terms_are_printed_words_that_carried_it() -> None:
    text = "結算所把保證金上調一成，會員須於翌日補交，違約基金的規模亦要檢討。"
    best = find(text, fold(text))[0]
    assert best.theme == "clearing"
    assert best.score > 0.9
    assert {"結算所", "保證金"} <= set(best.terms)
    assert all(term in text for term in best.terms)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "今天天氣很好。",
        "主隊在補時階段憑角球頂入奠勝一球，球迷在看台上高歌直至深夜。",
        "豆腐切件煎至兩面金黃，下薑葱和豉油，收汁前灑一把芫荽便可上碟。",
    ],
)
def test_what_is_about_none_of_them_gets_none(text: str) -> None:
    assert themes_of(text) == []


def test_both_scripts_are_filed_alike() -> None:
    text = "樓市轉旺，新盤開售首日沽清，二手業主反價。"
    traditional, simplified = (
        [(t.theme, t.score) for t in find(each, fold(each))] for each in (text, fold(text))
    )
    assert traditional == simplified


def test_the_title_counts_more() -> None:
    body = "官員表示會留意市況，並與業界保持溝通，稍後再公布詳情。航班亦有所增加。"
    assert "insurance" in themes_of(body, "醫療保險保費加價")
    assert place(0, 5) == 2 * place(5, 5)
    assert place(5, 0) < place(0, 0)


@pytest.mark.parametrize(
    ("text", "hit"),
    [("AI改變行業", True), ("MAIN街的RAIN", False), ("銅價上升", False), ("購入銅和鎳", True)],
)
def test_short_entries_stand_alone(text: str, hit: bool) -> None:
    finder = Finder(["AI", "铜"])
    norm = fold(text)
    assert bool(list(finder.hits(norm, cut(norm)))) is hit


def test_explain_says_why_even_where_a_theme_does_not_hold() -> None:
    text = "銀行的淨息差收窄，按揭貸款的壞賬仍低。"
    reasons = list(explain(text, fold(text)))
    assert reasons[0].theme == "banking"
    assert reasons[0].holds
    assert dict(reasons[0].terms)["淨息差"] > 0
    assert not reasons[-1].holds
    assert [r.score for r in reasons] == sorted((r.score for r in reasons), reverse=True)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="train"):
        find("樓市", "楼市", model=str(tmp_path / "none"))
    (tmp_path / "config.toml").write_text('version = 1\nthemes = ["a"]\n', encoding="utf-8")
    (tmp_path / "weights.npz").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="train it again"):
        load_weights(str(tmp_path))


# keywords


def test_keywords_keep_names_whole_and_leave_common_words_out() -> None:
    text = "海港存儲科技擴產。海港存儲科技的閃存產能今年倍增，公司表示，閃存的需求強勁；市場認為海港存儲科技領先。"
    names = [(at, at + 6) for at in range(len(text)) if text.startswith("海港存儲科技", at)]
    found = [keyword.term for keyword in keywords(text, fold(text), 9, names)]
    assert found[0] == "海港存儲科技"
    assert "閃存" in found[:3]
    assert not {"海港", "公司", "表示"} & set(found)


def test_words_that_always_stand_together_are_one_keyword() -> None:
    text = "組合保證金是大勢。組合保證金省錢，組合保證金亦有風險。"
    assert keywords(text, fold(text))[0].term == "組合保證金"


# learning


@pytest.fixture(scope="module")
def learned() -> tuple[ThemeClassifier, list[Sample]]:
    texts = read_labels(LABELLED / "train.csv")
    rows = taxonomy()
    classifier = fit(texts, truth(texts, [row.id for row in rows], "train"), rows)
    return classifier, [text.sample() for text in texts[::9]] + [
        Sample(fold(gold.text), len(gold.blocks[0][1])) for gold in load_gold(ROOT / "corpus", "train")
    ]


def test_weights_applied_directly_give_the_estimators_labels(
    learned: tuple[ThemeClassifier, list[Sample]],
) -> None:
    classifier, samples = learned
    weights = classifier.weights(IDS)
    direct = np.array([weigh(weights, sample).probabilities for sample in samples])
    assert np.array_equal(direct >= weights.threshold, classifier.predict(samples) > 0)
    assert np.allclose(direct, classifier.predict_proba(samples), atol=1e-4)


def test_the_shipped_model_is_what_training_gives(
    learned: tuple[ThemeClassifier, list[Sample]],
) -> None:
    classifier, samples = learned
    fresh, shipped = classifier.weights(IDS), load_weights()
    assert (shipped.themes, shipped.vote_words, shipped.threshold) == (
        fresh.themes,
        fresh.vote_words,
        fresh.threshold,
    )
    for sample in samples[:20]:
        assert np.allclose(
            weigh(fresh, sample).probabilities, weigh(shipped, sample).probabilities, atol=5e-3
        )


def test_the_estimator_keeps_scikit_learns_conventions() -> None:
    classifier = ThemeClassifier({"楼": [(0, 3.0)]}, taught=0.2)
    assert clone(classifier).get_params() == classifier.get_params()
    assert "threshold" in classifier.get_params()


@pytest.fixture(scope="module")
def scored() -> Report:
    return evaluate_model(LABELLED / "test.csv")


def test_unseen_texts_are_filed_well(scored: Report) -> None:
    assert scored.texts >= 150
    assert min(score.texts for score in scored.themes) >= 3
    assert scored.top1 >= 0.90
    assert scored.macro_f1 >= 0.80
    assert scored.calibration <= 0.08
    assert scored.nothing is not None and scored.nothing >= 0.8


def test_the_model_is_no_worse_than_the_plain_baselines(scored: Report) -> None:
    for baseline in evaluate_baselines(LABELLED / "train.csv", LABELLED / "test.csv").values():
        assert scored.top1 >= baseline.top1
        assert scored.macro_f1 >= baseline.macro_f1 - 0.01
        assert scored.calibration < baseline.calibration


def test_train_and_test_texts_are_apart() -> None:
    known, unseen = (read_labels(LABELLED / name) for name in ("train.csv", "test.csv"))
    assert not {text.text for text in known} & {text.text for text in unseen}
    assert len(known) + len(unseen) >= 700
    for theme in IDS:
        assert sum(theme in text.themes for text in known) >= 12
        assert sum(theme in text.themes for text in unseen) >= 4


def test_articles_of_the_corpus_are_filed_by_their_gold() -> None:
    gold = list(load_gold(ROOT / "corpus", "dev"))
    first = [find(each.text, fold(each.text), len(each.blocks[0][1])) for each in gold]
    right = [bool(f) and f[0].theme in g.head["themes"] for f, g in zip(first, gold, strict=True)]
    assert sum(right) / len(right) >= 0.9


def test_calibration_error_is_the_mean_gap() -> None:
    assert calibration_error(np.array([0.95, 0.95]), np.array([1, 1])) == pytest.approx(0.05)
    assert calibration_error(np.array([0.55, 0.95]), np.array([0, 1])) == pytest.approx(0.3)


# a desk's own themes


def test_a_new_theme_from_twelve_texts(tmp_path: Path, scored: Report) -> None:
    model = tmp_path / "desk"
    trained = train(LABELLED / "agriculture.csv", taxonomy_file=LABELLED / "agriculture.toml", out=model)
    unseen = evaluate_model(LABELLED / "agriculture_unseen.csv", str(model))
    (own,) = [score for score in unseen.themes if score.theme == "agriculture"]
    assert own.texts == 8
    assert own.recall >= 0.8
    after = {score.theme: score.f1 for score in evaluate_model(LABELLED / "test.csv", str(model)).themes}
    fallen = [score.theme for score in scored.themes if after[score.theme] < score.f1 - 0.02]
    assert fallen == []
    assert trained.report.texts == trained.texts
    assert trained.few == ()


def test_a_correction_becomes_a_training_row(tmp_path: Path) -> None:
    text = "某某試行的「社區廚神擂台」下月開鑼，街坊可以報名參加。"
    (tmp_path / "corrections.csv").write_text(f"id,themes,text\nr1,retail tourism,{text}\n", encoding="utf-8")
    train(tmp_path / "corrections.csv", out=tmp_path / "once")
    (tmp_path / "corrections.csv").write_text(f"id,themes,text\nr1,,{text}\n", encoding="utf-8")
    train(tmp_path / "corrections.csv", base=str(tmp_path / "once"), out=tmp_path / "twice")
    once, twice = (
        [row.themes for row in read_labels(tmp_path / name / "labels.csv") if row.text == text]
        for name in ("once", "twice")
    )
    assert (once, twice) == ([("retail", "tourism")], [()])


def test_labels_that_cannot_be_used_say_why(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="themes"):
        parse_labels("title,text\na,b\n", "my.csv")
    with pytest.raises(LexiconError, match="line 2"):
        parse_labels("themes,text\nretail,\n", "my.csv")
    (tmp_path / "my.csv").write_text("themes,text\nfarming,種菜\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="farming"):
        train(tmp_path / "my.csv", out=tmp_path / "out")


def test_labels_come_back_as_written() -> None:
    rows = [Labelled(("retail", "gba"), "題目", "一，「二」\n三"), Labelled((), "", "詩")]
    assert parse_labels(to_csv(rows), "x") == rows
    assert merge([*rows, Labelled(("ai",), "", "詩")])[-1].themes == ("ai",)


# what needs the shared material


@pytest.mark.skipif(not (SHARED / "seed" / "page.txt").exists(), reason="the seed page is not here")
def test_the_seed_page_is_filed() -> None:
    records = analyse((SHARED / "seed" / "page.txt").read_text(encoding="utf-8"))
    best = [record.themes[0] for record in records]
    assert [theme.theme for theme in best] == ["storage", "clearing", "property"]
    assert all(theme.score > 0.6 and len(theme.terms) >= 3 for theme in best)


@pytest.mark.skipif(not (SHARED / "data").exists(), reason="the public topic sets are not here")
@pytest.mark.parametrize(("name", "floor"), [("sogouc", 0.892), ("cnews_mini", 0.98)])
def test_the_same_code_learns_a_public_topic_set(name: str, floor: float) -> None:
    assert evaluate_topics(SHARED / "data" / name).macro_f1 >= floor
