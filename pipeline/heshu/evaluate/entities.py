"""Entity scores: the recogniser alone on the public sets, and the whole on our gold articles.

A name counts where start, end and type are all right (strict). On our gold, `name` is right where both names
mean the same dictionary entry, or are the same folded string.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from opencc import OpenCC

from heshu.entities import dictionary, sets
from heshu.entities.recogniser import DEFAULT, tagger
from heshu.entities.sets import Sentence
from heshu.entities.train import train
from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.gold import Gold, Split, load_gold
from heshu.language import load
from heshu.text.fold import fold
from heshu.text.sentences import sentences

_AS_PLACE = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "FAC": "LOC"}
MEASURED = ("msra", "uner_gsd", "fewfc", "finre_org", "pd1998", "cluener")
_CORE = ("PER", "ORG", "LOC")
Name = tuple[int, int, str]


@dataclass(slots=True)
class Score:
    """Counts of right, wanted and given names, by label; of names not in training, wanted and right."""

    right: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    unseen_wanted: int = 0
    unseen_right: int = 0

    def add(self, wanted: set[Name], given: set[Name], unseen: set[Name]) -> None:
        """Count one text."""
        self.wanted.update(label for _, _, label in wanted)
        self.given.update(label for _, _, label in given)
        self.right.update(label for _, _, label in wanted & given)
        self.unseen_wanted += len(unseen)
        self.unseen_right += len(unseen & given)

    def recall(self, *labels: str) -> float:
        """Give the recall over some labels, or over all."""
        return _share(self._sum(self.right, labels), self._sum(self.wanted, labels))

    def precision(self, *labels: str) -> float:
        """Give the precision over some labels, or over all."""
        return _share(self._sum(self.right, labels), self._sum(self.given, labels))

    def f1(self, *labels: str) -> float:
        """Give F1 over some labels, or over all."""
        both = self._sum(self.wanted, labels) + self._sum(self.given, labels)
        return _share(2 * self._sum(self.right, labels), both)

    def unseen_recall(self) -> float:
        """Give the recall on names that no training set marks."""
        return _share(self.unseen_right, self.unseen_wanted)

    @staticmethod
    def _sum(counts: Counter[str], labels: tuple[str, ...]) -> int:
        return sum(counts[label] for label in labels or counts)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def names_of(data: Path, name: str) -> frozenset[str]:
    """Give the names that the train split of a set marks."""
    return frozenset(s.text[a:b] for s in sets.read_set(data, name, "train") for a, b, _ in s.spans)


def score_set(
    data: Path, name: str, *, model: str = "entities-news", split: str = "dev", traditional: bool = False
) -> Score:
    """Score the recogniser alone on a split of a public set, under that set's guideline.

    With `traditional`, every sentence is first turned into Hong Kong Traditional print, then folded as print is.
    Names are unseen where the same set's train split does not mark them. Raises ModelError where data is absent.
    """
    trained = tagger(model)
    seen = names_of(data, name)
    wanted = list(sets.read_set(data, name, split))
    print_of = OpenCC("s2hk")
    score = Score()
    for at in range(0, len(wanted), 200):
        group = wanted[at : at + 200]
        texts = [fold(print_of.convert(s.text)) if traditional else s.text for s in group]
        source = group[0].source if group[0].source in trained.sources else trained.sources[0]
        for sentence, given in zip(group, trained.tag(texts, source), strict=True):
            marks = set(sentence.spans)
            score.add(marks, set(given), {m for m in marks if sentence.text[m[0] : m[1]] not in seen})
    return score


def own_sentences(corpus: Path, split: Split = "train") -> list[Sentence]:
    """Give the sentences of our gold articles as the recogniser learns them: a facility counts as a place."""
    return [s for gold in load_gold(corpus, split) for s in _sentences_of(gold)]


def _sentences_of(gold: Gold) -> Iterator[Sentence]:
    norm = fold(gold.text)
    marks = [(m.start, m.end, _AS_PLACE.get(m.fields["label"])) for m in gold.marks["entities"]]
    for start, end in sentences(norm):
        inside = tuple(
            (a - start, b - start, kind) for a, b, kind in marks if kind and start <= a and b <= end
        )
        yield Sentence(norm[start:end], inside, "columns")


@dataclass(frozen=True, slots=True)
class GoldScore:
    """Scores on our gold: spans and labels, and how many of the right spans bear the right name."""

    score: Score
    named: int
    rightly_named: int

    def name_accuracy(self) -> float:
        """Give the share of rightly found mentions whose name is right."""
        return _share(self.rightly_named, self.named)


def same_name(one: str, other: str) -> bool:
    """Whether two names mean the same dictionary entry, or are one folded string."""
    first, second = dictionary.entry_of(one), dictionary.entry_of(other)
    if first is not None or second is not None:
        return first is second
    return fold(one).replace(" ", "") == fold(other).replace(" ", "")


def score_gold(corpus: Path, split: Split) -> GoldScore:
    """Score the whole on the gold articles of a split."""
    score, named, right = Score(), 0, 0
    for gold, read in read_gold_articles(load(), corpus, split):
        marks = {
            (m.start, m.end, m.fields["label"]): m.fields.get("name", m.text) for m in gold.marks["entities"]
        }
        found = {(e.start, e.end, str(e.label)): e.name for e in read.entities}
        score.add(set(marks), set(found), set())
        both = marks.keys() & found.keys()
        named += len(both)
        right += sum(same_name(marks[key], found[key]) for key in both)
    return GoldScore(score, named, right)


def misses(corpus: Path, split: Split) -> Iterator[str]:
    """Yield a line for every wrong or missing entity of a train or dev article. Raises ValueError for test."""
    if split == "test":
        raise ValueError("test articles are scored, never read")
    for gold, read in read_gold_articles(load(), corpus, split):
        marks = {
            (m.start, m.end, m.fields["label"]): m.fields.get("name", m.text) for m in gold.marks["entities"]
        }
        found = {(e.start, e.end, str(e.label)): e.name for e in read.entities}
        for start, end, label in sorted(marks.keys() ^ found.keys()):
            side = "missing" if (start, end, label) in marks else "wrong"
            yield f"{gold.id}: {side} {label} {gold.text[start:end]} in …{gold.text[max(0, start - 8) : end + 8]}…"
        for key in sorted(marks.keys() & found.keys()):
            if not same_name(marks[key], found[key]):
                yield f"{gold.id}: {gold.text[key[0] : key[1]]} named {found[key]}, should be {marks[key]}"


def score_entities(corpus: Path, split: Split) -> tuple[dict[str, float], list[str]]:
    """Give every score of a gold split, and a line for each disagreement (none for the test split)."""
    gold = score_gold(corpus, split)
    score = gold.score
    scores = {
        "all": score.f1(),
        "per_org_loc": score.f1(*_CORE),
        "name": gold.name_accuracy(),
        **{label: score.f1(label) for label in sorted(score.wanted)},
    }
    rounded = {name: round(value, 4) for name, value in scores.items()}
    return rounded, [] if split == "test" else list(misses(corpus, split))


def score_recogniser(
    data: Path, model: str = "entities-news", split: str = "dev"
) -> dict[str, dict[str, float]]:
    """Give the recogniser's scores on the public sets, as they are and (`… traditional`) turned into Traditional."""
    table = {}
    for name in MEASURED:
        for traditional in (False, True):
            score = score_set(data, name, model=model, split=split, traditional=traditional)
            values = {
                "f1": score.f1(),
                "precision": score.precision(),
                "recall": score.recall(),
                "unseen_recall": score.unseen_recall(),
                **{f"f1_{label}": score.f1(label) for label in sorted(score.wanted)},
                **{f"recall_{label}": score.recall(label) for label in sorted(score.wanted)},
            }
            key = f"{name} traditional" if traditional else name
            table[key] = {name: round(value, 4) for name, value in values.items()}
    return table


def train_entities(folder: Path, data: Path, corpus: Path) -> Iterator[str]:
    """Train by `folder`/config.toml on the sets in `data` and our gold (train split); write weights and metrics."""
    yield from train(folder, data, own_sentences(corpus))
    tagger.cache_clear()
    table: dict[str, object] = {"recogniser, dev": score_recogniser(data, str(folder))}
    if folder.name == DEFAULT:
        table |= {f"gold, {split}": score_entities(corpus, split)[0] for split in ("train", "dev", "test")}
    (folder / "metrics.json").write_text(
        json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    yield f"{folder / 'metrics.json'} written"
