"""Planted errors: how many are caught, and what is flagged where nothing was planted."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import cast

from spacy.language import Language

from heshu import language
from heshu.checks import check
from heshu.checks.rules.characters import is_simplified
from heshu.checks.tables import Table
from heshu.evaluate.gold import Gold, Split, load_gold
from heshu.evaluate.planting import FACTORS, PLANTERS, Plant, changed
from heshu.evaluate.related_gold import known_relations
from heshu.given import given_files, given_toml
from heshu.model.nouns import Finding
from heshu.model.page import Article, Block, BlockKind, Source
from heshu.model.record import Record
from heshu.record import make_record


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return language.load()


def record_of(
    blocks: list[tuple[BlockKind, str]],
    published: date | None = None,
    outlet: str | None = None,
    tables: tuple[Table, ...] = (),
) -> Record:
    """Analyse blocks of article text as one article, without laying out a page, and check it."""
    article = article_of(blocks)
    source = Source("-", "", "text/plain", "utf-8", outlet=outlet, published=published)
    doc = language.read(_pipeline(), article, published=published, outlet=outlet)
    record = make_record(doc, article, source)
    record.findings = check(record, tables)
    return record


def article_of(blocks: list[tuple[BlockKind, str]]) -> Article:
    """Make an article of blocks in reading order; segments map the text to itself."""
    spans, at = [], 0
    for kind, text in blocks:
        spans.append(Block(kind, at, at + len(text)))
        at += len(text) + 1
    text = "\n".join(text for _, text in blocks)
    title = next((text for kind, text in blocks if kind == "title"), None)
    return Article(text, ((0, 0, len(text)),), tuple(spans), title=title)


def blocks_of(text: str) -> list[tuple[BlockKind, str]]:
    """Read blocks from an example: parted by /, one that begins with ▲ a caption, with ＃ a title."""
    kinds: dict[str, BlockKind] = {"▲": "caption", "＃": "title"}
    return [(kinds.get(part[:1], "paragraph"), part.removeprefix("＃")) for part in text.split("/")]


@dataclass(slots=True)
class Tally:
    """Of one family: errors planted, caught, and findings where nothing was planted."""

    planted: int = 0
    caught: int = 0
    false_alarms: int = 0

    @property
    def recall(self) -> float:
        """The part of the planted errors that is caught."""
        return self.caught / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """The part of what is flagged that was planted."""
        flagged = self.caught + self.false_alarms
        return self.caught / flagged if flagged else 1.0


def score_columns(corpus: Path, split: Split = "test") -> dict[str, Tally]:
    """Plant errors in the numbers and words of gold columns themselves; give a tally per family.

    Numbers are those that others of their sentence give, by the annotation's values alone. Errors that the annotation
    lists count as planted; any other inconsistent finding on the column as it stands is a false alarm.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for gold in load_gold(corpus, split):
        record = record_of(_blocks(gold), gold.published, gold.outlet)
        wrong = gold.marks["wrong"]
        before = flagged(record)
        for finding in before:
            if not any(over(finding, mark.start, mark.end) for mark in wrong):
                tallies[finding.rule].false_alarms += 1
        for mark in wrong:
            tally = tallies[mark.fields["rule"]]
            tally.planted += 1
            tally.caught += any(over(finding, mark.start, mark.end) for finding in before)
        for plant in _column_plants(gold, record):
            _judge(tallies, record, [kind for kind, _ in _blocks(gold)], plant)
    return dict(tallies)


def score_sentences(corpus: Path, twins: Path, split: Split = "test") -> dict[str, Tally]:
    """Set right sentences (of a folder of twins) into gold columns as last paragraphs, plant in them, and tally.

    A false alarm is a finding on a right sentence, or one that appears elsewhere in the column once it is set in.
    """
    tallies: dict[str, Tally] = {}
    columns = list(load_gold(corpus, split))
    for path in given_files(twins, "*.toml"):
        rule = path.stem
        if rule not in PLANTERS:
            continue
        tally = tallies.setdefault(rule, Tally())
        for number, (right, _) in enumerate(given_toml(path).get("twins", [])):
            if any(map(is_simplified, right)):
                continue  # in a Traditional column, its script alone would be an error
            gold = columns[number % len(columns)]
            alone = record_of(blocks_of(right), gold.published)
            set_in = [*_blocks(gold), *blocks_of(right)]
            offset = len(gold.text) + 1
            record = record_of(set_in, gold.published, gold.outlet)
            tally.false_alarms += sum(finding.end > offset for finding in flagged(record))
            for plant in islice(PLANTERS[rule](alone), 4):
                moved = replace(plant, start=plant.start + offset, end=plant.end + offset)
                _judge(tallies, record, [kind for kind, _ in set_in], moved)
    return tallies


def _column_plants(gold: Gold, record: Record) -> Iterator[Plant]:
    figures = {figure.start: figure for figure in record.figures}
    for known in known_relations(gold):
        figure = figures.get(known.stated.start)
        if figure is not None and figure.value == known.value:
            for factor in FACTORS:
                yield from changed(known.rule, figure, factor)
    for rule in ("wording.direction", "wording.range", "calendar.weekday", "calendar.date"):
        yield from PLANTERS[rule](record)
    for rule, most in (("text.mixed_script", 2), ("text.doubled", 6), ("text.conversion", 2)):
        yield from islice(PLANTERS[rule](record), most)


def _judge(tallies: dict[str, Tally], record: Record, kinds: list[BlockKind], plant: Plant) -> None:
    parts = plant.into(record.text).split("\n")
    source = record.source
    again = record_of(list(zip(kinds, parts, strict=True)), source.published, source.outlet)
    tally = tallies.setdefault(plant.rule, Tally())
    tally.planted += 1
    end = plant.start + max(1, len(plant.print))
    tally.caught += any(over(finding, max(0, plant.start - 1), end) for finding in flagged(again))


def _blocks(gold: Gold) -> list[tuple[BlockKind, str]]:
    return [(cast(BlockKind, kind), text) for kind, text in gold.blocks]


def flagged(record: Record) -> list[Finding]:
    """Give the findings that say that a number does not hold."""
    return [finding for finding in record.findings if finding.status == "inconsistent"]


def over(finding: Finding, start: int, end: int) -> bool:
    """Tell whether a finding lights any character of a span."""
    return any(span.start < end and start < span.end for span in finding.spans)
