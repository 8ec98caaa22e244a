"""Ratios against peers, measured in one run on one core; `make bench`. Exit code 1 where a ratio is below its floor.

Candidates take turns in one process, over our own columns; each figure is the median of its rounds.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import jieba
import spacy
from spacy.tokens import Doc

from heshu import entities, language
from heshu.checks import check
from heshu.evaluate.gold import load_gold
from heshu.evaluate.themes import measure_speed
from heshu.model.page import Article, Block, Source
from heshu.model.record import Record
from heshu.record import make_record
from heshu.text.fold import fold
from heshu.text.tokenizer import Tokenizer
from heshu.themes.labels import read_labels

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 5


def main() -> int:
    """Measure, print, and judge."""
    short = 0
    for name, texts in (("prose", prose()), ("dense columns", [gold.text for gold in load_gold(CORPUS)])):
        rates, ratios = bench(texts)
        print(f"{name}: {sum(map(len, texts))} characters")
        for what, rate in rates.items():
            print(f"  {what:45} {rate / 1e6:8.3f} M characters/s")
        short += judge(ratios, rates)
    speed = measure_speed(prose(), CORPUS / "themes" / "train.csv")
    print(f"themes, directly against scikit-learn one by one {speed.times:5.2f} times (at least 2.5)")
    return 1 if short or speed.times < 2.5 else 0


def prose() -> list[str]:
    """Give prose of ordinary density: the labelled short texts, fifteen to a column."""
    lines = [text.text for text in read_labels(CORPUS / "themes" / "train.csv")]
    return ["\n".join(lines[at : at + 15]) for at in range(0, len(lines), 15)]


def bench(texts: list[str]) -> tuple[dict[str, float], list[tuple[str, str, str, float]]]:
    """Measure every candidate on the texts; give rates and the ratios to be judged."""
    norms = [fold(text) for text in texts]
    size = sum(map(len, texts))
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    peer = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp = language.load()
    bare = language.load()
    bare.disable_pipe("heshu_entities")
    records = [_record(nlp, text) for text in texts]
    words = Tokenizer(nlp.vocab, lambda _: ())
    rates = measure(
        {
            "jieba, cut": (size, lambda: [jieba.lcut(norm) for norm in norms]),
            "spaCy zh with jieba, text to Doc": (size, lambda: [peer.make_doc(text) for text in texts]),
            "heshu, text to Doc": (size, lambda: [words(text) for text in texts]),
            "heshu, text to Doc with its numbers": (size, lambda: [nlp.make_doc(text) for text in texts]),
            "heshu, entities": (
                size,
                lambda: [entities.find(t, n) for t, n in zip(texts, norms, strict=True)],
            ),
            "heshu, all stages but entities": (size, lambda: [_read(bare, text) for text in texts]),
            "heshu, all stages": (size, lambda: [_read(nlp, text) for text in texts]),
            "heshu, checks": (size, lambda: [check(record) for record in records]),
        }
    )
    return rates, [
        (
            "text to Doc against spaCy zh with jieba",
            "heshu, text to Doc",
            "spaCy zh with jieba, text to Doc",
            8,
        ),
        ("entities against jieba alone", "heshu, entities", "jieba, cut", 0.3),
        ("all stages but entities against jieba alone", "heshu, all stages but entities", "jieba, cut", 1),
        ("all stages against jieba alone", "heshu, all stages", "jieba, cut", 0),
        ("checks against all stages: a fifth at most", "heshu, checks", "heshu, all stages", 5),
    ]


def measure(candidates: dict[str, tuple[int, Callable[[], object]]]) -> dict[str, float]:
    """Give characters a second for each candidate: the median of rounds in turn, after one to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for round_ in range(ROUNDS + 1):
        for name, (_, run) in candidates.items():
            start = time.process_time()
            run()
            if round_:
                seconds[name].append(time.process_time() - start)
    return {name: size / statistics.median(seconds[name]) for name, (size, _) in candidates.items()}


def judge(ratios: list[tuple[str, str, str, float]], rates: dict[str, float]) -> int:
    """Print each ratio beside its floor; give 1 where one is below."""
    short = 0
    for name, ours, theirs, floor in ratios:
        ratio = rates[ours] / rates[theirs]
        short += ratio < floor
        print(f"  {name:45} {ratio:8.2f} times (at least {floor}){' SHORT' if ratio < floor else ''}")
    return 1 if short else 0


def _read(nlp: spacy.language.Language, text: str) -> Doc:
    return language.read(nlp, _article(text))


def _record(nlp: spacy.language.Language, text: str) -> Record:
    source = Source("-", "", "text/plain", "utf-8")
    return make_record(_read(nlp, text), _article(text), source)


def _article(text: str) -> Article:
    return Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))


if __name__ == "__main__":
    sys.exit(main())
