"""Claims of an article: its clauses, each with its types, modality, speaker, subject and what it holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import TypeVar

from heshu.claims.clauses import Clause, clauses
from heshu.claims.judge import Verdict, judge
from heshu.claims.prose import Sentence, prose
from heshu.claims.speech import Scope, scopes
from heshu.claims.subject import subject_of
from heshu.claims.words import Cue, Hit, cues
from heshu.claims.worth import features, marks, score
from heshu.model.nouns import Claim, Figure, Period, Phrase
from heshu.text.reading import Reading

Thing = TypeVar("Thing")

_LISTED = re.compile(
    r"(?:个|条|道|项|点|大|种|类|招|步)?(?:主要|重要)?(?:建议|痛点|利好|利淡|关口|规矩|因素|问题|原因|挑战|板斧|方向|步|招|出路|变化|教训"
    r"|启示|风险|理由|疑问|条件|困境|难题|重点|真言|数：|误区|关键|阶段|元素|要点|支柱|特点|信号|矛盾)"
)
_FEW = 12
_AHEAD = re.compile(
    r"(?:(?<![增最很至大半])多|(?<![减至不最很])少|贵|(?<![水公])平|(?<![最降调拉压])低|(?<![最提升推调炒新楼身浪墙])高|便宜)$"
)
_EQUALS = re.compile(r"(?:是|系|为|即|达|等于|相当于|变成|只是|成)$")
_ASKS = ("？", "?", "？」", "？』", "？”", "?」")
_SCHEDULED = re.compile(r"(?:定|订|将|拟|已定)(?:于|在)[^，；。]{0,6}\d|\d日起|起生效|下周|下月|本月底")
_DONE = re.compile(r"已|宣布|公布|承诺|通过|曾")
_AHEAD_OF_US = ("未来", "今后", "下", "明")
_ADVICE = ("建议", "主张", "倡议", "提议", "促请", "力主")
_FORESEES = ("预期", "预计", "预料", "估计")
_ANNOUNCES = re.compile(
    r"(?:建议|主张|倡议)[^，；。]{0,8}[两三四五六2-6]|[两三四五六几](?:道板斧|招|个建议|项建议|点建议|步走|大建议)"
)
_FIRST = re.compile(
    r"首先|其[一二三四五次]|[一二三四五]是|第[一二三四五]|再者|最后|此外|另外|同时|[一二三四]则|[一二三四]系"
)
_GOES_ON = re.compile(
    r"\s*(?:其[二三四五六]|[二三四五六](?:是|系|则)|第[二三四五六]|再|最后|同时|并|容许|允许|把|将|设|先|另|及|以及|应|须|由)"
)


def find(reading: Reading) -> list[Claim]:
    """Give the claims of the article in text order, with the ids of the figures, entities and periods they hold."""
    norm = reading.norm
    sentences = prose(reading)
    units = clauses(reading, sentences)
    said = scopes(reading, sentences, units)
    cue_hits, mark_hits = cues().scan(norm), marks().scan(norm)
    cue_starts, mark_starts = [hit[0] for hit in cue_hits], [hit[0] for hit in mark_hits]
    figure_starts = [figure.start for figure in reading.figures]
    period_starts = [period.start for period in reading.periods]
    entity_starts = [entity.start for entity in reading.entities]
    found: list[Claim] = []
    carried, announced, sentence = "", False, -1
    subject: Phrase | None = None
    dates: list[str] = []
    for unit in units:
        if unit.sentence != sentence:
            sentence = unit.sentence
            carried = "normative" if announced and _FIRST.match(norm, unit.start) else ""
            announced = bool(carried) or _announces(norm, sentences[sentence])
            subject, dates = None, []
        here = _held(cue_hits, cue_starts, unit)
        figures = [f for f in _held(reading.figures, figure_starts, unit) if f.end <= unit.end]
        periods = _held(reading.periods, period_starts, unit)
        entities = _held(reading.entities, entity_starts, unit)
        scope = _scope(said, unit)
        verdict = _verdict(reading, unit, here, figures, periods, scope, carried)
        carried = _carry(norm, unit, here, carried, scope, verdict)
        if verdict is None:
            continue
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


def _announces(norm: str, sentence: Sentence) -> bool:
    return _ANNOUNCES.search(norm, sentence.start, sentence.end) is not None


def _verdict(
    reading: Reading,
    unit: Clause,
    here: Sequence[Hit],
    figures: Sequence[Figure],
    periods: Sequence[Period],
    scope: Scope | None,
    carried: str,
) -> Verdict | None:
    norm = reading.norm
    return judge(
        [row for _, _, row in here if isinstance(row, Cue)],
        figures,
        compared=_compared(norm, unit, figures),
        coming=bool(periods) and _coming(reading, unit, periods),
        dated=any(p.first is not None for p in periods),
        scheduled=bool(periods) and _SCHEDULED.search(norm, unit.start, unit.end) is not None,
        listing=bool(figures) and all(_points(norm, f) for f in figures),
        spoken=scope.kind if scope else "",
        carried=carried,
        question=norm.endswith(_ASKS, unit.start, unit.end),
    )


def _points(norm: str, figure: Figure) -> bool:
    """Say whether a figure counts points of the argument: 三大難題, 五項建議."""
    few = figure.value is not None and figure.value <= _FEW
    return few and _LISTED.match(norm, figure.end) is not None


def _compared(norm: str, unit: Clause, figures: Sequence[Figure]) -> bool:
    """Say whether a figure of the clause is set against another: 是兩倍, 多3000宗."""
    for figure in figures:
        if figure.kind == "ratio" and norm[figure.start - 1] in "的嘅" and figure.start > unit.start:
            return True
        if figure.unit == "times" and _EQUALS.search(norm, max(unit.start, figure.start - 3), figure.start):
            return True
        if _AHEAD.search(norm, max(unit.start, figure.start - 3), figure.start):
            return True
    return False


def _coming(reading: Reading, unit: Clause, periods: Sequence[Period]) -> bool:
    """Say whether a clause names a period that begins after publication."""
    if reading.published is None or _DONE.search(reading.norm, unit.start, unit.end):
        return False
    return any(
        p.first is not None
        and (p.first > reading.published or reading.norm.startswith(_AHEAD_OF_US, p.start))
        for p in periods
    )


_scope_start = attrgetter("start")


def _scope(said: list[Scope], unit: Clause) -> Scope | None:
    """Give the scope that holds most of a clause's main part."""
    at = bisect_right(said, unit.end - 1, key=_scope_start) - 1
    if at < 0 or said[at].end <= unit.head:
        return None
    scope = said[at]
    shared = min(scope.end, unit.end) - max(scope.start, unit.head)
    return scope if shared * 2 > unit.end - unit.head else None


def _carry(
    norm: str, unit: Clause, here: Sequence[Hit], carried: str, scope: Scope | None, verdict: Verdict | None
) -> str:
    """Give the modality that a clause hands on to the rest of its sentence."""
    modality = verdict.modality if verdict is not None else "asserted"
    if not carried and modality in ("asserted", "reported") and scope is not None:
        return ""
    stops = norm[unit.end - 1] in "；;"
    if carried == "normative" and stops and not _GOES_ON.match(norm, unit.end):
        carried = ""
    if scope is None and _opens(norm, here, _ADVICE):
        return "normative"
    if modality == "forecast" and (scope.kind == "estimate" if scope else _opens(norm, here, _FORESEES)):
        return "forecast"
    if stops and (carried == "conditional" or (carried == "forecast" and scope is None)):
        return ""
    return "conditional" if modality == "conditional" and not stops else carried


def _opens(norm: str, here: Sequence[Hit], words: tuple[str, ...]) -> bool:
    return any(norm.startswith(words, start) for start, _, _ in here) if here else False
