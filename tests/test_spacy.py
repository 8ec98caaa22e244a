"""heshu as spaCy users expect it: any tokenizer's Docs, spans of the same characters, Docs that travel, dates given."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

import heshu
from heshu import language
from heshu.errors import OptionError, StageError
from heshu.layout import split
from heshu.record import make_record
from heshu.sources import read
from heshu.text import spans
from heshu.text.reading import Reading, reading

COLUMNS = sorted((Path(__file__).parents[1] / "corpus" / "columns").glob("*.txt"))
TEXT = "鮑爾說，港交所6月淨利潤3.2億元，按年升兩成。 希臘人過去十年的 HSBC 存款增12.5%，該公司料下周一派息。"
PUBLISHED = date(2026, 6, 25)
RESULTS = ("periods", "entities", "figures", "themes", "keywords", "claims")
LISTS = {
    "ents": "entity",
    "figures": "figure",
    "periods": "period",
    "claims": "claim",
    "references": "entity",
}

TOKENIZERS: dict[str, Callable[[], Language]] = {
    "characters": lambda: spacy.blank("zh"),
    "jieba": lambda: spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}}),
    "white space and marks": lambda: spacy.blank("en"),
}


@cache
def nlp() -> Language:
    return heshu.load()


def other(tokenizer: str, *stages: str) -> Language:
    made = TOKENIZERS[tokenizer]()
    for stage in stages:
        made.add_pipe(stage)
    return made


def dated(pipeline: Language, text: str = TEXT) -> Doc:
    ((doc, _),) = pipeline.pipe([(text, {"published": PUBLISHED})], as_tuples=True)
    return doc


def results(doc: Doc) -> dict[str, Any]:
    return {name: getattr(reading(doc), name) for name in RESULTS}


def seen(doc: Doc) -> dict[str, Any]:
    """Give all that a user can see of a Doc."""
    return {
        "tokens": [(t.text, t.norm_, t.whitespace_, t.is_sent_start) for t in doc],
        "cats": dict(doc.cats),
        "published": doc._.published,
        "outlet": doc._.outlet,
        **results(doc),
        **{
            name: [
                (s.start_char, s.end_char, s.label_, s.id_, s._.get(value))
                for s in (doc.ents if name == "ents" else doc.spans[name])
            ]
            for name, value in LISTS.items()
        },
    }


# Stages in pipelines of other making.


@pytest.mark.parametrize("tokenizer", TOKENIZERS)
def test_all_stages_find_the_same_whoever_cut_the_words(tokenizer: str) -> None:
    doc = dated(other(tokenizer, *language.STAGES))
    assert results(doc) == results(dated(nlp()))
    assert {name: len(doc.spans[name]) for name in ("figures", "periods", "claims")} == {
        name: len(getattr(reading(doc), name)) for name in ("figures", "periods", "claims")
    }


@pytest.mark.parametrize("stage", ["heshu_periods", "heshu_entities", "heshu_figures", "heshu_themes"])
@pytest.mark.parametrize("tokenizer", ["characters", "jieba"])
def test_a_stage_works_alone(tokenizer: str, stage: str) -> None:
    name = stage.removeprefix("heshu_")
    own = nlp().make_doc(TEXT)
    assert getattr(reading(nlp().get_pipe(stage)(own)), name)
    assert getattr(reading(other(tokenizer, stage)(TEXT)), name) == getattr(reading(own), name)


@pytest.mark.parametrize("stage", ["heshu_links", "heshu_claims"])
def test_a_stage_that_needs_another_says_so_with_the_cure(stage: str) -> None:
    made = other("characters", stage)
    with pytest.raises(StageError) as error:
        made("沒有數字。")
    line = str(error.value)
    assert "\n" not in line
    assert line.startswith(f"{stage} 之前須有 heshu_figures")
    exec(line.split(": ")[1], {"nlp": made})  # the cure as it is printed
    assert made.pipe_names == ["heshu_figures", stage]
    found = reading(made("二手註冊量錄得約4000宗。"))
    assert found.claims if stage == "heshu_claims" else found.figures[0].measure.text == "二手註冊量"


def test_the_words_of_others_are_left_whole_and_the_value_is_exact() -> None:
    doc = other("jieba", "heshu_entities")("鮑爾說，希臘人指數。")
    assert doc.ents[0].text == "鮑爾說"
    assert doc.ents[0]._.entity.text == "鮑爾"
    assert [t.text for t in doc] == [t.text for t in TOKENIZERS["jieba"]()("鮑爾說，希臘人指數。")]


def test_the_pipeline_declares_what_it_reads_and_writes() -> None:
    assert not any(nlp().analyze_pipes()["problems"].values())
    assert other("characters", "heshu_claims").analyze_pipes()["problems"]["heshu_claims"]


def test_a_text_without_words_is_a_doc_without_results() -> None:
    for made in (nlp(), other("characters", *language.STAGES)):
        for text in ("", " ", "\n"):
            assert not any(results(made(text)).values())


# Spans.


@cache
def columns() -> list[tuple[Doc, heshu.Record]]:
    docs = []
    for page in map(read, COLUMNS):
        for article in split(page).articles:
            doc = language.read(nlp(), article, published=page.source.published, outlet=page.source.outlet)
            docs.append((doc, make_record(doc, article, page.source)))
    return docs


@pytest.mark.parametrize("name", ["ents", "figures", "periods", "claims"])
def test_spans_are_the_characters_of_the_record(name: str) -> None:
    count = 0
    for doc, record in columns():
        laid = doc.ents if name == "ents" else doc.spans[name]
        wanted = record.entities if name == "ents" else getattr(record, name)
        assert [(s.text, s.start_char, s.end_char, s.id_) for s in laid] == [
            (x.text, x.start, x.end, x.id) for x in wanted
        ]
        assert [s._.get(LISTS[name]) for s in laid] == wanted
        count += len(wanted)
    assert count > 500


def test_labels_say_what_each_is() -> None:
    for doc, record in columns():
        assert [s.label_ for s in doc.ents] == [entity.label for entity in record.entities]
        assert [s.label_ for s in doc.spans["figures"]] == [figure.kind for figure in record.figures]
        assert {s.label_ for s in doc.spans["periods"]} <= {"PERIOD"}
        assert [s.label_ for s in doc.spans["claims"]] == [claim.types[0] for claim in record.claims]


def test_cutting_names_out_of_words_leaves_the_rest_as_it_was() -> None:
    for doc, record in columns():
        found: Reading = reading(doc)
        assert doc.text == record.text
        assert "".join(t.norm_ + t.whitespace_ for t in doc) == found.norm
        assert [s.text.strip() for s in doc.sents] == [record.text[a:b] for a, b in found.sentences]


def test_spans_of_the_user_keep_their_characters() -> None:
    doc = nlp().make_doc("鮑爾說，希臘人過去十年賺3億元。")
    doc.spans["mine"] = [doc[0:3], doc[2:4]]
    doc.spans["mine"].attrs["by"] = "me"
    texts = [s.text for s in doc.spans["mine"]]
    before = len(doc)
    assert len(nlp()(doc)) > before
    assert [s.text for s in doc.spans["mine"]] == texts
    assert doc.spans["mine"].attrs == {"by": "me"}
    assert [e.text for e in doc.ents] == ["鮑爾", "希臘"]


def test_a_very_long_text_keeps_its_words_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spans, "_MOST_MOVED", 0)
    doc = nlp()("鮑爾說，過去十年升1%。")
    assert [(e.text, e._.entity.text) for e in doc.ents] == [("鮑爾說", "鮑爾")]
    assert [(s.text, s._.figure.text) for s in doc.spans["figures"]] == [
        ("過去十年", "十年"),
        ("1%", "1%"),
    ]


def test_elsewhere_there_is_nothing() -> None:
    doc = nlp()(TEXT)
    entity, figure = doc.ents[0], doc.spans["figures"][0]
    assert (entity._.entity.text, entity._.figure, entity._.period, entity._.claim) == (
        "鮑爾",
        None,
        None,
        None,
    )
    assert (figure._.figure.value, figure._.entity, figure._.period) == (320_000_000, None, None)
    assert {doc[2:4]._.get(name) for name in LISTS.values()} == {None}
    plain = Doc(Vocab(), words=["樓市", "升"])
    assert {plain[0:1]._.get(name) for name in LISTS.values()} == {None}
    assert (plain._.published, plain._.outlet, plain._.heshu) == (None, None, None)


def test_a_reference_gives_what_it_means() -> None:
    doc = nlp()("港交所去年盈利升兩成，該公司增派息。")
    (reference,) = doc.spans["references"]
    assert (reference.text, reference.label_, reference._.entity.text) == ("該公司", "ORG", "港交所")


def test_a_part_cut_out_of_a_doc_is_read_for_itself() -> None:
    part = nlp()(TEXT)[-12:].as_doc(copy_user_data=True)
    assert part._.published is None
    assert [(s.text, s._.figure) for s in part.spans.get("figures", ())] == []
    found = nlp()(part)
    assert [s._.figure.text for s in found.spans["figures"]] == ["12.5%"]
    assert results(found) == results(nlp()(part.text))


def test_displacy_shows_kinds_and_names() -> None:
    doc = nlp()(TEXT)
    assert ">PER<" in "".join(displacy.render(doc, style="ent", jupyter=False).split())
    shown = displacy.render(doc, style="span", options={"spans_key": "figures"}, jupyter=False)
    assert "money" in shown
    assert "percent" in shown


# Docs on their way.


def by_bytes(doc: Doc) -> Doc:
    return Doc(Vocab()).from_bytes(doc.to_bytes())


def by_bin(doc: Doc) -> Doc:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(Vocab())
    return again


WAYS: dict[str, Callable[[Doc], Doc]] = {
    "bytes": by_bytes,
    "DocBin": by_bin,
    "copy": lambda doc: doc.copy(),
    "pickle": lambda doc: pickle.loads(pickle.dumps(doc)),
}
TEXTS = {
    "prose": TEXT,
    "a lone surrogate": "「陳\ud842文」表示，由4,200\udc00宗升至5,040宗，按月升\ud800三成。",
    "nothing": "",
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_what_was_found_arrives(text: str, way: str) -> None:
    doc = nlp().make_doc(text)
    doc._.published, doc._.outlet = "2026-06-25", "經濟日報"
    doc = nlp()(doc)
    before = seen(doc)
    again = WAYS[way](doc)
    assert seen(again) == before
    assert seen(nlp()(again)) == before  # and the stages can go on from there


@pytest.mark.parametrize("way", WAYS)
def test_a_doc_can_travel_between_two_stages(way: str) -> None:
    doc = nlp().make_doc(TEXT)
    for at, (_, stage) in enumerate(nlp().pipeline):
        doc = stage(WAYS[way](doc) if at % 2 else doc)
    assert seen(doc) == seen(nlp()(TEXT))


def test_a_copy_has_results_of_its_own() -> None:
    doc = dated(nlp())
    before = seen(doc)
    copy = doc.copy()
    copy._.published = date(2020, 1, 2)
    nlp()(copy)
    assert [p.edtf for p in reading(copy).periods] != [p.edtf for p in reading(doc).periods]
    assert seen(doc) == before


@pytest.mark.parametrize("made", [nlp, lambda: other("characters", *language.STAGES)], ids=["own", "other"])
def test_two_processes_give_what_one_gives(made: Callable[[], Language]) -> None:
    texts = [TEXT, "二手註冊量錄得約4000宗。", "", "由4,200宗升至5,040宗，按月升\ud800三成。"]
    if made is not nlp:
        texts.pop()  # no other tokenizer takes half a pair
    given = [(text, {"published": "2026-06-25", "number": n}) for n, text in enumerate(texts)]
    one = list(made().pipe(given, as_tuples=True))
    two = list(made().pipe(given, as_tuples=True, n_process=2, batch_size=1))
    assert [context["number"] for _, context in two] == [0, 1, 2, 3][: len(texts)]
    assert [seen_or_none(doc) for doc, _ in two] == [seen_or_none(doc) for doc, _ in one]


def seen_or_none(doc: Doc) -> dict[str, Any]:
    return seen(doc) | {"tokens": [t.text for t in doc]}


PIPELINES: dict[str, Callable[[Language, Path], Language]] = {
    "pickle": lambda made, _: pickle.loads(pickle.dumps(made)),
    "disk": lambda made, folder: made.to_disk(folder) or spacy.load(folder),
    "bytes": lambda made, _: heshu.load().from_bytes(made.to_bytes()),
}


@pytest.mark.parametrize("way", PIPELINES)
def test_the_pipeline_arrives(way: str, tmp_path: Path) -> None:
    assert seen(dated(PIPELINES[way](nlp(), tmp_path))) == seen(dated(nlp()))


def test_a_pipeline_on_disk_needs_no_other_import(tmp_path: Path) -> None:
    nlp().to_disk(tmp_path)
    code = f"import spacy; doc = spacy.load({str(tmp_path)!r})('二手註冊量錄得約4000宗。'); print(doc.spans['figures'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[約4000宗]\n"


def test_words_first_met_in_a_memory_zone_can_be_met_again() -> None:
    made = heshu.load()
    with made.memory_zone():
        inside = seen(made(TEXT))
    assert seen(made(TEXT)) == inside


# What is given with a text.

DAYS = [PUBLISHED, datetime(2026, 6, 25, 9, tzinfo=UTC), "2026-06-25", "2026-06-25T09:00:00+08:00"]
MADE = {"own": nlp, "other": lambda: other("characters", "heshu_periods", "heshu_figures")}


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_date_comes_with_a_text(made: Callable[[], Language], day: Any) -> None:
    text = "上月成交升兩成。"
    set_on_the_doc = made().make_doc(text)
    set_on_the_doc._.published = day
    ((given, context),) = made().pipe([(text, {"published": day, "page": 12})], as_tuples=True)
    assert context == {"published": day, "page": 12}
    for doc in (given, made()(set_on_the_doc)):
        assert doc._.published == PUBLISHED
        assert [s._.period.edtf for s in doc.spans["periods"]] == ["2026-05"]
    assert made()(text)._.published is None


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_an_outlet_comes_with_a_text(made: Callable[[], Language]) -> None:
    text = "盈利3億元。"
    ((doc, _),) = made().pipe([(text, {"outlet": "工商時報"})], as_tuples=True)
    assert (doc._.outlet, doc.spans["figures"][0]._.figure.unit) == ("工商時報", "TWD")
    assert reading(made()(text)).figures[0].unit == "HKD"


@pytest.mark.parametrize(
    "context", [None, 12, "2026-06-25", {}, {"page": 1}, {"published": None, "outlet": None}]
)
def test_any_other_context_is_the_users_own(context: Any) -> None:
    ((doc, given),) = nlp().pipe([("樓市升1%。", context)], as_tuples=True)
    assert given == context
    assert (doc._.published, doc._.outlet) == (None, None)


WRONG: list[tuple[str, Any, type[Exception], str]] = [
    ("published", 20260625, TypeError, "a day is a date, a datetime or a string such as 2026-06-25, not int"),
    ("published", ["2026-06-25"], TypeError, "not list"),
    ("published", "25/6/2026", OptionError, "write it as 2026-06-25"),
    ("outlet", 12, TypeError, "by its name"),
    ("outlet", b"HKET", TypeError, "not as bytes"),
]


@pytest.mark.parametrize(("name", "value", "error", "says"), WRONG)
def test_what_cannot_be_used_says_what_to_give(
    name: str, value: Any, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        nlp().make_doc(TEXT)._.set(name, value)
    with pytest.raises(error, match=says):
        list(nlp().pipe([(TEXT, {name: value})], as_tuples=True))


def test_another_date_for_the_same_doc_is_read_anew() -> None:
    doc = dated(nlp())
    first = seen(doc)
    for day in (date(2020, 1, 2), PUBLISHED):
        doc._.published = day
        nlp()(doc)
    assert seen(doc) == first
