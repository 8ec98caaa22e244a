"""Claims of an article: its clauses, each with its types, modality, speaker, subject and what it holds."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar

from heshu.claims.clauses import Clause, clauses
from heshu.claims.evidence import Evidence, gather
from heshu.claims.floor import give
from heshu.claims.judge import Judge, trained, verdicts
from heshu.claims.prose import prose
from heshu.claims.speakers import Voices, listen
from heshu.claims.speech import Scope, scopes
from heshu.claims.subject import subject_of
from heshu.claims.words import cues
from heshu.claims.worth import features, marks, score
from heshu.model.nouns import Claim, Phrase
from heshu.text.reading import Reading

Thing = TypeVar("Thing")

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Case:
    """An article laid out for the judge: its clauses, the scope that rules of speech give each, and the evidence."""

    heard: Voices
    units: list[Clause]
    ruled: list[Scope | None]
    evidence: Evidence

    def hear(self, spoken: list[bool]) -> list[Scope | None]:
        """Give whose words each clause is, and enter it in the evidence."""
        said = give(self.heard, self.units, self.ruled, spoken)
        self.evidence.hear(said)
        return said


def examine(reading: Reading) -> Case | None:
    """Lay an article out for the judge; None where it has no clause."""
    sentences = prose(reading)
    units = clauses(reading, sentences)
    if not units:
        return None
    heard = listen(reading)
    scoped = scopes(heard, sentences, units)
    ruled = [_scope(scoped, unit) for unit in units]
    return Case(heard, units, ruled, gather(heard, sentences, units, ruled, cues().scan(reading.norm)))


def find(reading: Reading, judge: Judge | None = None) -> list[Claim]:
    """Give the claims of the article in text order, with the ids of the figures, entities and periods they hold."""
    case = examine(reading)
    if case is None:
        return []
    judge = judge or trained()
    lent = judge.lent(case.evidence)
    said = case.hear(judge.spoken(case.evidence, lent))
    mark_hits = marks().scan(reading.norm)
    mark_starts = [hit[0] for hit in mark_hits]
    figure_starts = [figure.start for figure in reading.figures]
    period_starts = [period.start for period in reading.periods]
    entity_starts = [entity.start for entity in reading.entities]
    found: list[Claim] = []
    sentence = -1
    subject: Phrase | None = None
    dates: list[str] = []
    for unit, scope, verdict in zip(case.units, said, verdicts(judge, case.evidence, lent), strict=True):
        if unit.sentence != sentence:
            sentence, subject, dates = unit.sentence, None, []
        if verdict is None:
            continue
        figures = [f for f in _held(reading.figures, figure_starts, unit) if f.end <= unit.end]
        periods = _held(reading.periods, period_starts, unit)
        entities = _held(reading.entities, entity_starts, unit)
        subject = subject_of(reading, unit, figures) or subject
        dates = [p.id for p in periods] or [f.period for f in figures if f.period][:1] or dates
        claim = Claim(
            unit.start,
            unit.end,
            reading.text[unit.start : unit.end],
            types=verdict.types,
            checkable=verdict.checkable,
            score=0.0,
            modality=verdict.modality,
            speaker=scope.speaker if scope else None,
            subject=subject,
            figures=[f.id for f in figures],
            entities=[e.id for e in entities],
            periods=dates,
        )
        claim.score = score(features(claim, figures, entities, _held(mark_hits, mark_starts, unit)))
        found.append(claim)
    return found


def _held(things: list[Thing], starts: list[int], unit: Clause) -> list[Thing]:
    """Give the things that start in a clause; `starts` are the starts of all of them, in order."""
    return things[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]


def _scope(said: list[Scope], unit: Clause) -> Scope | None:
    """Give the scope that holds most of a clause's main part."""
    at = bisect_right(said, unit.end - 1, key=_start) - 1
    if at < 0 or said[at].end <= unit.head:
        return None
    scope = said[at]
    shared = min(scope.end, unit.end) - max(scope.start, unit.head)
    return scope if shared * 2 > unit.end - unit.head else None
