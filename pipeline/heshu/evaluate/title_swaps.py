"""Swapped headlines: a number of a title, subhead or caption exchanged for another of the article, and false alarms.

The articles are our gold columns, and of the public texts those of `cnews_mini`, the one set with headlines: there the
headline runs into the body, and is cut off where a dateline opens the body; the others of that set are passed over.
Public texts are converted to Traditional as Hong Kong prints it, and told of by set and line only.
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from opencc import OpenCC

from heshu.checks.printed import step
from heshu.checks.saying import rewrite
from heshu.checks.sums.terms import HEADS
from heshu.evaluate.checks import Tally, record_of
from heshu.evaluate.gold import Split, load_gold
from heshu.evaluate.planting import Plant
from heshu.model.nouns import Figure, Finding
from heshu.model.page import BlockKind
from heshu.model.record import Record

RULES = ("repeat.title", "repeat.contradiction", "repeat.magnitude")
REPEATED = "in the body too"
"""Of a swapped number: the body prints it as well, so that a reader of the page alone can see the swap."""

_DATELINE = (
    r"新浪[^，。 ]{0,4}讯|本报[^，。：]{0,6}(?:讯|记者|报道)|[^，。：、\s]{2,4}(?:快报|晚报|日报|时报|商报)讯|每经记者"
    r"|(?:香港)?中[新通][社网]|新华[社网]|据[^，。]{2,20}(?:报道|消息)|(?<!于)北京时间"
    r"|[^，。：\d]{0,4}(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日(?:消息|电|讯|报道)"
)
_HEADED = re.compile(rf"(?P<title>[^。\n]{{6,60}}?)(?P<body>(?:{_DATELINE}).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Titled:
    """An article with a title, as blocks in reading order; `place` is its id, or its split and line.

    `wrong` are the spans of what is known to be misprinted: neither swapped nor a false alarm.
    """

    set: str
    place: str
    blocks: tuple[tuple[BlockKind, str], ...]
    published: date | None = None
    outlet: str | None = None
    wrong: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Swap:
    """A number of a head that becomes another of the article; `repeated` where the body prints the right one too."""

    plant: Plant
    repeated: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Tallies by set, all swaps and those of a number that stands `in the body too`; and what was missed or alarmed."""

    tallies: dict[str, Tally]
    articles: dict[str, int]
    lines: list[str]


def headed(text: str) -> tuple[str, str] | None:
    """Cut a Simplified text into the headline that runs into it and the body from its dateline; None without one."""
    found = _HEADED.match(text.strip())
    return None if found is None else (found["title"].strip(" □"), found["body"])


def of_gold(corpus: Path, split: Split) -> Iterator[Titled]:
    """Yield the articles of a split of our gold that have a title, subhead or caption."""
    for gold in load_gold(corpus, split):
        blocks = tuple((cast(BlockKind, kind), text) for kind, text in gold.blocks)
        if any(kind in HEADS for kind, _ in blocks):
            wrong = tuple((mark.start, mark.end) for mark in gold.marks["wrong"])
            yield Titled("gold", gold.id, blocks, gold.published, gold.outlet, wrong)


def of_public(data: Path) -> Iterator[Titled]:
    """Yield the public texts whose headline a dateline ends."""
    convert = OpenCC("s2hk").convert
    for split in ("train", "dev"):
        with gzip.open(data / "cnews_mini" / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                found = headed(json.loads(line)["text"])
                if found is not None:
                    title, body = map(convert, found)
                    parts = [part for line in body.splitlines() if (part := line.strip())]
                    blocks: list[tuple[BlockKind, str]] = [("title", title)]
                    blocks.extend(("paragraph", part) for part in parts)
                    yield Titled("cnews_mini", f"{split} {number}", tuple(blocks), None, "證券日報")


def swaps(record: Record) -> Iterator[Swap]:
    """Yield for each number of a title, subhead or caption the other number of the body that is likest in print.

    It is of one kind and unit, another value, and no number of those heads; one with as many digits comes first.
    """
    heads = [figure for figure in record.figures if _in_head(record, figure.start)]
    bodies = [figure for figure in record.figures if not _in_head(record, figure.start)]
    for head in heads:
        if head.value is None or head.kind == "rank":
            continue
        taken = {figure.value for figure in heads}
        others = [f for f in bodies if _alike(head, f) and f.value is not None and f.value not in taken]
        if others:
            other = min(others, key=lambda f: (*_unlike(head, f), f.start))
            repeated = any(_alike(head, f) and f.value == head.value for f in bodies)
            yield Swap(Plant("repeat.title", head.start, head.end, _printed(head, other)), repeated)


def _printed(head: Figure, other: Figure) -> str:
    """Print another number the way the head's is printed, or as it is where that would round it."""
    value = other.value
    assert value is not None
    return (None if value % step(head) else rewrite(head, value)) or other.text


def _in_head(record: Record, offset: int) -> bool:
    return any(block.kind in HEADS and block.start <= offset < block.end for block in record.blocks)


def _alike(a: Figure, b: Figure) -> bool:
    return (a.kind, a.unit, a.per) == (b.kind, b.unit, b.per)


def _unlike(a: Figure, b: Figure) -> tuple[int, bool]:
    """Give how many digits more or fewer one number has, and whether the point stands elsewhere."""
    x, y = (len(f.value.normalize().as_tuple().digits) if f.value else 1 for f in (a, b))
    points = [f.value.normalize().as_tuple().exponent if f.value else 0 for f in (a, b)]
    return abs(x - y), points[0] != points[1]


def score(articles: Iterable[Titled]) -> Report:
    """Read each article as it is and with each swap.

    A finding of `RULES` on the swapped number counts, but where one stood before; those that stood are false alarms.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    seen: dict[str, int] = defaultdict(int)
    lines: list[str] = []
    for article in articles:
        seen[article.set] += 1
        record = _read(article, [text for _, text in article.blocks])
        before = [f for f in _flagged(record) if any(_in_head(record, span.start) for span in f.spans)]
        before = [f for f in before if not any(_over(f, *span) for span in article.wrong)]
        tallies[article.set].false_alarms += len(before)
        lines.extend(
            f"alarm\t{article.set}\t{article.place}\t{f.rule}\t{f.stated} ≠ {f.expected}" for f in before
        )
        for swap in swaps(record):
            plant = swap.plant
            if any(start < plant.end and plant.start < end for start, end in article.wrong):
                continue
            again = _read(article, plant.into(record.text).split("\n"))
            end = plant.start + len(plant.print)
            caught = any(_over(f, plant.start, end) for f in _flagged(again)) and not any(
                _over(f, plant.start, plant.end) for f in before
            )
            for name in (article.set, f"{article.set}, {REPEATED}") if swap.repeated else (article.set,):
                tallies[name].planted += 1
                tallies[name].caught += caught
            if not caught:
                old = record.text[plant.start : plant.end]
                lines.append(f"missed\t{article.set}\t{article.place}\t{old} → {plant.print}")
    return Report(dict(tallies), dict(seen), lines)


def _read(article: Titled, parts: list[str]) -> Record:
    kinds = [kind for kind, _ in article.blocks]
    return record_of(list(zip(kinds, parts, strict=True)), article.published, article.outlet)


def _flagged(record: Record) -> list[Finding]:
    return [f for f in record.findings if f.status == "inconsistent" and f.rule in RULES]


def _over(finding: Finding, start: int, end: int) -> bool:
    return any(span.start < end and start < span.end for span in finding.spans)
