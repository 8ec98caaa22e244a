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

from heshu import language
from heshu.evaluate.gold import load_gold
from heshu.model.page import Article, Block
from heshu.service.analyse import analyse_page
from heshu.sources import read
from heshu.text.fold import fold

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 5


def main() -> int:
    """Measure, print, and judge."""
    golds = list(load_gold(CORPUS))
    texts = [gold.text for gold in golds]
    norms = [fold(text) for text in texts]
    pages = [
        read(path) for folder in ("pages", "columns") for path in sorted((CORPUS / folder).glob("*.txt"))
    ]
    size = sum(map(len, texts))

    jieba.setLogLevel("WARNING")
    jieba.initialize()
    peer = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    nlp = language.load()

    candidates: dict[str, tuple[int, Callable[[], object]]] = {
        "jieba, cut": (size, lambda: [jieba.lcut(norm) for norm in norms]),
        "spaCy zh with jieba, text to Doc": (size, lambda: [peer.make_doc(text) for text in texts]),
        "heshu, text to Doc": (size, lambda: [nlp.make_doc(text) for text in texts]),
        "heshu, all stages": (size, lambda: [_read(nlp, text) for text in texts]),
        "heshu, page to records with checks": (
            sum(len(page.text) for page in pages),
            lambda: [analyse_page(page) for page in pages],
        ),
    }
    rates = measure(candidates)
    for name, rate in rates.items():
        print(f"{name:45} {rate / 1e6:8.3f} M characters/s")
    return judge(
        [
            (
                "text to Doc against spaCy zh with jieba",
                "heshu, text to Doc",
                "spaCy zh with jieba, text to Doc",
                8,
            ),
            ("all stages against jieba alone", "heshu, all stages", "jieba, cut", 1),
            ("page to records against jieba alone", "heshu, page to records with checks", "jieba, cut", 1),
        ],
        rates,
    )


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
        print(f"{name:45} {ratio:8.2f} times (at least {floor}){' SHORT' if ratio < floor else ''}")
    return 1 if short else 0


def _read(nlp: spacy.language.Language, text: str) -> object:
    return language.read(nlp, Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),)))


if __name__ == "__main__":
    sys.exit(main())
