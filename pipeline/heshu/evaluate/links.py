"""Links against our gold: measure, period, entity and base of every figure.

What is right:

- a measure, where its text is the gold's, or one ends with the other (平均呎價 and 呎價: one holds the other, and both
  have the same head, which in Chinese comes last) with two characters shared at least; quotes do not count;
- a period, where it means the same time as the gold's (EDTF), or has its text where either has no EDTF; the gold's
  is the nearest period of that text, one before the figure rather than one after;
- an entity, where its text or name is the gold's;
- a base, where it is right by the rule of measures, or is a period by the rule of periods.

`right` is of the gold figures that state the link and whose very span was found; `null` of those that state none: they
are right where we give none. A measure is compared as text, not as a place, because the gold is a printed string.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from heshu import language
from heshu.evaluate.articles import gold_article
from heshu.evaluate.gold import Gold, Mark, Split, load_gold
from heshu.evaluate.scores import Tally
from heshu.links.frame import Frame, make_frame
from heshu.links.link import base_at, by_weights, find_links, phrase
from heshu.links.weights import LINKS, Chooser, choosers
from heshu.model.nouns import Entity, Figure, Period
from heshu.text.fold import fold
from heshu.text.reading import reading
from heshu.text.tokenizer import Tokenizer

_QUOTES = str.maketrans("", "", "「」『』《》〈〉“” \u3000")


@dataclass(frozen=True, slots=True)
class Case:
    """A gold article to be linked; `marks` are the gold of each figure of the frame, None where the gold has none."""

    gold: Gold
    frame: Frame
    marks: list[Mark | None]
    judged: dict[tuple[str, int, int], bool] = field(default_factory=dict)


def gold_cases(nlp: Language, corpus: Path, split: Split) -> list[Case]:
    """Give the articles of a split with the gold's own figures, periods and entities."""
    return [
        Case(gold, make_frame(gold_doc(nlp, gold)), list(gold.marks["figures"]))
        for gold in load_gold(corpus, split)
    ]


def found_cases(nlp: Language, corpus: Path, split: Split) -> list[Case]:
    """Give the articles of a split with the figures, periods and entities that our own stages find."""
    cases = []
    with nlp.select_pipes(disable="heshu_links"):
        for gold in load_gold(corpus, split):
            doc = language.read(nlp, gold_article(gold), published=gold.published, outlet=gold.outlet)
            marks = {(mark.start, mark.end): mark for mark in gold.marks["figures"]}
            frame = make_frame(doc)
            cases.append(Case(gold, frame, [marks.get((f.start, f.end)) for f in frame.found.figures]))
    return cases


def gold_doc(nlp: Language, gold: Gold) -> Doc:
    """Give a gold article as a Doc that has the gold's figures, periods and entities for its own."""
    spans: list[tuple[int, int]] = []
    numbers = (*gold.marks["figures"], *gold.marks["periods"])
    for mark in sorted(numbers, key=lambda mark: (mark.start, -mark.end)):
        if not spans or mark.start >= spans[-1][1]:
            spans.append((mark.start, mark.end))
    doc = Tokenizer(nlp.vocab, lambda _: spans)(gold.text)
    found = reading(doc)
    found.figures = [
        Figure(
            mark.start,
            mark.end,
            mark.text,
            mark.fields["kind"],
            Decimal(mark.fields["value"]) if "value" in mark.fields else None,
            mark.fields.get("unit"),
            direction=mark.fields.get("direction"),
            per=mark.fields.get("per"),
        )
        for mark in gold.marks["figures"]
    ]
    found.periods = [
        Period(mark.start, mark.end, mark.text, mark.fields.get("edtf")) for mark in gold.marks["periods"]
    ]
    found.entities = [
        Entity(mark.start, mark.end, mark.text, mark.fields["label"], mark.fields.get("name", mark.text))
        for mark in gold.marks["entities"]
    ]
    return doc


def score_links(
    corpus: Path, split: Split, *, from_gold: bool = False, nlp: Language | None = None
) -> tuple[dict[str, float], list[str]]:
    """Give the trained links' scores on a split, and a line for each wrong one (none for the test split).

    With `from_gold` the figures, periods and entities are the gold's; without, those that we find.
    """
    cases = (gold_cases if from_gold else found_cases)(nlp or language.load(), corpus, split)
    scores, lines = score_cases(cases, choosers())
    return scores, [] if split == "test" else lines


def score_cases(cases: list[Case], known: dict[str, Chooser]) -> tuple[dict[str, float], list[str]]:
    """Give `right` and `null` of every link, and a line for each wrong one."""
    return score_parts([(cases, known)])


def score_parts(parts: list[tuple[list[Case], dict[str, Chooser]]]) -> tuple[dict[str, float], list[str]]:
    """Give the same of several sets of cases together, each by its own weights."""
    tallies = {f"{link}_{name}": Tally() for link in LINKS for name in ("right", "null")}
    lines = []
    for case, known in [(case, known) for cases, known in parts for case in cases]:
        for link, k, mark, candidate in _answers(case, known):
            wanted = link in mark.fields
            right = is_right(case, link, k, candidate) if wanted else candidate < 0
            tally = tallies[f"{link}_{'right' if wanted else 'null'}"]
            tally.wanted += 1
            tally.hits += right
            if not right:
                lines.append(_line(case, link, mark, candidate))
    return {name: round(tally.recall, 4) for name, tally in tallies.items()}, lines


def is_right(case: Case, link: str, k: int, candidate: int) -> bool:
    """Say whether a candidate (-1: none) is the link that the gold gives to figure `k`."""
    mark = case.marks[k]
    if mark is None or candidate < 0 or link not in mark.fields:
        return False
    key = link, k, candidate
    if key not in case.judged:
        case.judged[key] = _JUDGES[link](case, mark, candidate, mark.fields[link])
    return case.judged[key]


def _measure_right(case: Case, _: Mark, place: int, wanted: str) -> bool:
    return same_head(phrase(case.frame, place).text, wanted)


def _period_right(case: Case, mark: Mark, number: int, wanted: str) -> bool:
    return _same_time(case, mark, case.frame.found.periods[number], wanted)


def _entity_right(case: Case, _: Mark, number: int, wanted: str) -> bool:
    entity = case.frame.found.entities[number]
    names = {wanted} | {m.fields.get("name") for m in case.gold.marks["entities"] if m.text == wanted}
    return entity.text in names or entity.name in names


def _base_right(case: Case, mark: Mark, number: int, wanted: str) -> bool:
    at, kind = divmod(number, 3)
    if kind == 0 and _same_time(case, mark, case.frame.found.periods[at], wanted):
        return True
    return same_head(base_at(case.frame, number).text, wanted)


_JUDGES: dict[str, Callable[[Case, Mark, int, str], bool]] = {
    "measure": _measure_right,
    "period": _period_right,
    "entity": _entity_right,
    "base": _base_right,
}


def same_head(one: str, other: str) -> bool:
    """Say whether two phrases are the same, or one ends with the other, two characters at least."""
    one, other = fold(one).translate(_QUOTES), fold(other).translate(_QUOTES)
    if len(one) > len(other):
        one, other = other, one
    return one == other or (len(one) > 1 and other.endswith(one))


def _same_time(case: Case, mark: Mark, period: Period, text: str) -> bool:
    named = [other for other in case.gold.marks["periods"] if other.text == text]
    if not named:
        return period.text == text
    nearest = min(named, key=lambda other: (other.start > mark.start, abs(other.start - mark.start)))
    meant = nearest.fields.get("edtf")
    return bool(meant == period.edtf if meant and period.edtf else period.text == text)


def _answers(case: Case, known: dict[str, Chooser]) -> Iterator[tuple[str, int, Mark, int]]:
    links = find_links(case.frame, by_weights(known))
    for k, mark in enumerate(case.marks):
        if mark is not None:
            for link in LINKS:
                yield link, k, mark, getattr(links, link)[k]


def _line(case: Case, link: str, mark: Mark, candidate: int) -> str:
    found = case.frame.found
    got = "none"
    if candidate >= 0:
        got = {
            "measure": lambda: phrase(case.frame, candidate).text,
            "period": lambda: found.periods[candidate].text,
            "entity": lambda: found.entities[candidate].text,
            "base": lambda: base_at(case.frame, candidate).text,
        }[link]()
    before = case.gold.text[max(0, mark.start - 30) : mark.start]
    after = case.gold.text[mark.end : mark.end + 10]
    return f"{case.gold.id} {link} {got}, not {mark.fields.get(link, 'any')}: {before}〔{mark.text}〕{after}"
