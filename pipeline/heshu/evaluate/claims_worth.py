"""Check-worthiness: its training on labelled sentences, and the average precision of the ranking it gives."""

from datetime import date
from pathlib import Path

from heshu import language
from heshu.claims.train import Labelled as Sentence
from heshu.claims.train import labelled, train, write_weights
from heshu.claims.worth import features_of
from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.gold import Split
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading

_PUBLISHED = date(2026, 6, 1)  # the clock of sentences that were written for the purpose
Seen = tuple[Sentence, set[str], float, bool]
"""A labelled sentence, the features of its claims together, the best score among them, and whether it has a numeral."""


def train_worth(corpus: Path, folder: Path) -> dict[str, float]:
    """Train on the train split, write `weights.json` to `folder`, and give the size and the agreement of the labels."""
    seen = read_sentences(corpus)
    write_weights(train([(found, row.worth) for row, found, _, _ in seen if row.split == "train"]), folder)
    twice = [(row.worth, row.again) for row, _, _, _ in seen if row.again is not None]
    return {
        "sentences": len(seen),
        "labelled twice": len(twice),
        "agreement": round(sum(a == b for a, b in twice) / len(twice), 4),
        "kappa": round(_kappa(twice), 4),
    }


def score_worth(corpus: Path, split: Split) -> dict[str, float]:
    """Give the average precision of a split's sentences, each ranked by its best claim, beside "any numeral"."""
    seen = [each for each in read_sentences(corpus) if each[0].split == split]
    scores = {}
    for name, rows in (
        ("worth", seen),
        ("worth, columns", [each for each in seen if each[0].article]),
        ("worth, written", [each for each in seen if not each[0].article]),
    ):
        truth = [row.worth for row, _, _, _ in rows]
        scores[name] = round(average_precision(truth, [best for _, _, best, _ in rows]), 4)
        scores[f"{name}: any numeral"] = round(
            average_precision(truth, [float(numeral) for _, _, _, numeral in rows]), 4
        )
    return scores


def read_sentences(corpus: Path) -> list[Seen]:
    """Run the pipeline over every labelled sentence, those of articles in their article."""
    nlp = language.load()
    articles = {gold.id: found for gold, found in read_gold_articles(nlp, corpus)}
    at: dict[str, int] = {}
    seen: list[Seen] = []
    for row in labelled(corpus):
        if row.article:
            found = articles[row.article]
            start = found.text.index(row.text, at.get(row.article, 0))
            at[row.article] = start + len(row.text)
            seen.append(_see(row, found, start, start + len(row.text)))
        else:
            size = len(row.text)
            article = Article(row.text, ((0, 0, size),), (Block("paragraph", 0, size),))
            seen.append(_see(row, reading(language.read(nlp, article, published=_PUBLISHED)), 0, size))
    return seen


def _see(row: Sentence, found: Reading, start: int, end: int) -> Seen:
    every = zip(found.claims, features_of(found), strict=True)
    held = [(claim, features) for claim, features in every if start <= claim.start < end]
    numeral = any(start <= figure.start < end for figure in found.figures)
    together = set().union(*(features for _, features in held))
    return row, together, max((claim.score for claim, _ in held), default=0.0), numeral


def average_precision(truth: list[bool], scores: list[float]) -> float:
    """Give the mean precision at each new recall; equal scores are one step, so that their order cannot matter."""
    ranked = sorted(zip(scores, truth, strict=True), key=lambda pair: -pair[0])
    hits = total = 0
    area = 0.0
    while total < len(ranked):
        level = ranked[total][0]
        tied = [worth for score, worth in ranked[total:] if score == level]
        new = sum(tied)
        total += len(tied)
        hits += new
        area += new * hits / total
    return area / hits if hits else 0.0


def _kappa(pairs: list[tuple[bool, bool]]) -> float:
    both = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (sum(pair[n] for pair in pairs) / len(pairs) for n in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return (both - chance) / (1 - chance)
