"""The links of an article's figures, written on them: phrases, ids, and bases with their periods."""

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from heshu.links.base import follow_bases, mark_bases
from heshu.links.entity import follow_entities, mark_entities
from heshu.links.frame import ENTITIES, MEASURES, PERIODS, Flags, Frame, Pick, make_frame
from heshu.links.measure import follow_measures
from heshu.links.outline import GLUED
from heshu.links.period import follow_periods, mark_periods, period_days
from heshu.links.weights import Chooser, choosers
from heshu.model.nouns import Base, Phrase

_QUOTES = "「」『』《》〈〉“” 　"

Picker = Callable[[str, Frame, Flags], Pick]
"""Takes a link's name and the tables so far, and which candidates there are; gives what picks a column for a figure."""


@dataclass(frozen=True, slots=True)
class Links:
    """What each figure is linked to, -1 for nothing: a place in the outline, indexes, a base's number."""

    measure: list[int]
    period: list[int]
    entity: list[int]
    base: list[int]


def link(doc: Doc) -> None:
    """Fill `measure`, `period`, `base` and `entity` of every figure of `doc`. Raises ModelError."""
    frame = make_frame(doc)
    write(frame, find_links(frame, by_weights(choosers())))


def by_weights(known: dict[str, Chooser]) -> Picker:
    """Give the picker that goes by trained weights; a link that is not known links to nothing."""

    def picker(name: str, frame: Frame, there: Flags) -> Pick:
        if name not in known:
            return lambda k, _: -1
        columns = known[name].choose(frame, there)
        return lambda k, _: columns[k]

    return picker


def find_links(frame: Frame, picker: Picker) -> Links:
    """Link every figure: measures first, then periods, then what rests on them, entities and bases."""
    measures, carried = follow_measures(frame, picker("measure", frame, frame.there[MEASURES]))
    days = period_days(frame)
    mark_periods(frame, days)
    periods = follow_periods(frame, picker("period", frame, frame.there[PERIODS]))
    entities = [-1] * len(measures)
    if frame.found.entities:
        mark_entities(frame, measures, carried)
        entities = follow_entities(frame, picker("entity", frame, frame.there[ENTITIES]))
    bases = follow_bases(frame, picker("base", frame, mark_bases(frame, days, periods)))
    return Links(measures, periods, entities, bases)


def write(frame: Frame, links: Links) -> None:
    """Write the links on the figures."""
    found = frame.found
    phrases: dict[int, Phrase] = {}
    chosen = zip(found.figures, links.measure, links.period, links.entity, links.base, strict=True)
    for figure, measure, period, entity, base in chosen:
        if measure >= 0:
            if measure not in phrases:
                phrases[measure] = phrase(frame, measure)
            figure.measure = phrases[measure]
        if period >= 0:
            figure.period = found.periods[period].id
        if entity >= 0:
            figure.entity = found.entities[entity].id
        if base >= 0:
            figure.base = base_at(frame, base)


def phrase(frame: Frame, place: int) -> Phrase:
    """Give the print of a part of the outline, without quotes around it."""
    text = frame.found.text
    start, end = int(frame.outline.starts[place]), int(frame.outline.ends[place])
    while start < end - 1 and text[start] in _QUOTES:
        start += 1
    while end > start + 1 and text[end - 1] in _QUOTES:
        end -= 1
    if end - start > 2 and frame.found.norm[end - 1] in GLUED:
        end -= 1
    return Phrase(text[start:end], start, end)


def base_at(frame: Frame, number: int) -> Base:
    """Give the base that a number stands for (see `base.follow_bases`)."""
    found = frame.found
    at, kind = divmod(number, 3)
    if kind == 0:
        period = found.periods[at]
        return Base(period.text, period.start, period.end, period.id)
    if kind == 1:
        return Base(found.text[at : at + 2], at, at + 2)
    noun = phrase(frame, at)
    return Base(noun.text, noun.start, noun.end)
