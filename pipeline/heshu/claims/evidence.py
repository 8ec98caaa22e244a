"""What speaks for a clause being this or that: signs that a reader can see, gathered for all clauses at once.

Signs are columns of one table, a row each clause: what it holds (figures, periods), how it stands (first, heading,
spoken), and the cues of cues.toml in it, by row, by type and by how surely. A clause also has the signs of its
neighbours in the sentence, and of all before it there. Runs of characters (grams.py) come beside them.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from heshu.claims.clauses import Clause
from heshu.claims.grams import Keys, Places, Stretches, beside, codes, runs, within
from heshu.claims.prose import Sentence
from heshu.claims.speakers import Voices
from heshu.claims.speech import Scope
from heshu.claims.words import Cue, Hit, cues, joins
from heshu.model.nouns import ClaimType, FigureKind, Hedge, Modality
from heshu.text.reading import Reading

Table = NDArray[np.float32]

_LISTED = re.compile(
    r"(?:个|条|道|项|点|大|种|类|招|步)?(?:主要|重要)?(?:建议|痛点|利好|利淡|关口|规矩|因素|问题|原因|挑战|板斧|方向|步|招|出路|变化|教训"
    r"|启示|风险|理由|疑问|条件|困境|难题|重点|真言|数：|误区|关键|阶段|元素|要点|支柱|特点|信号|矛盾)"
)
_FEW = 12
_SCHEDULED = re.compile(r"(?:定|订|将|拟|已定)(?:于|在)[^，；。]{0,6}\d|\d日起|起生效|下周|下月|本月底")
_ANNOUNCES = re.compile(
    r"(?:建议|主张|倡议)[^，；。]{0,8}[两三四五六2-6]|[两三四五六几](?:道板斧|招|个建议|项建议|点建议|步走|大建议)"
)
_ORDINAL = re.compile(
    r"首先|其[一二三四五次]|[一二三四五]是|第[一二三四五]|再者|最后|此外|另外|同时|[一二三四]则|[一二三四]系"
)
_ASKS = ("？", "?", "？」", "？』", "？”", "?」")
_LENGTHS = (6, 9, 12, 16, 22, 30)
_SPOKEN = ("say", "forecast", "estimate", "voice", "advise", "source", "hearsay")
_MARKS = "，；。：！？"


def _signs() -> tuple[str, ...]:
    types, modalities = get_args(ClaimType), get_args(Modality)
    return (
        "figure", "figures", "points", "up", "down", "base", "times", "measured",
        *(f"kind {kind}" for kind in get_args(FigureKind)), *(f"hedge {hedge}" for hedge in get_args(Hedge)),
        "period", "future", "past", "undated", "scheduled",
        "spoken", *(f"spoken {kind}" for kind in _SPOKEN),
        *(f"says {kind}" for kind in _SPOKEN), "person ahead", "body ahead", "voice ahead", "own voice", "own head",
        "quoted", "quote opens", "quote closes", "remark", "scope opens",
        "first", "last", "paragraph", "heading", "led", "question", "announced", *(f"ends {mark}" for mark in _MARKS),
        *(f"{size} characters or more" for size in (0, *_LENGTHS)),
        *(f"cue {name}" for name in types), *(f"cue {name}, out of place" for name in types),
        *(f"cue {name}, surely" for name in modalities),
    )  # fmt: skip


SIGNS = _signs()
COLUMN = {name: number for number, name in enumerate(SIGNS)}
"""The signs, and the column of each; the columns of single cues follow."""

_LENGTH = COLUMN["0 characters or more"]
_ENDS = {mark: COLUMN[f"ends {mark}"] for mark in _MARKS}
_CUES = [number for name, number in COLUMN.items() if name.startswith("cue ")]
_KINDS = {kind: COLUMN[f"kind {kind}"] for kind in get_args(FigureKind)}
_HEDGES = {hedge: COLUMN[f"hedge {hedge}"] for hedge in get_args(Hedge)}
_SPOKEN_AS = {kind: COLUMN[f"spoken {kind}"] for kind in _SPOKEN}
_SAYS = {kind: COLUMN[f"says {kind}"] for kind in _SPOKEN}
_WIDTH = 1 << 10  # a cell is row * _WIDTH + column
_SPEECH = [
    number
    for name, number in COLUMN.items()
    if name.startswith(("spoken", "says ", "quote")) or name.endswith((" ahead", "own voice"))
]
_SHARED = [COLUMN["figure"], COLUMN["announced"], *_ENDS.values(), *_SPEECH, *_CUES]
_QUOTES = re.compile(r"「[^「」\n]{8,600}」|“[^“”\n]{8,600}”|『[^『』\n]{8,600}』|「[^「」\n]+[。！？]」")
_AHEAD = 10
_SCOPED = [number for name, number in COLUMN.items() if name.startswith("spoken") or name == "scope opens"]

_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Each clause's own signs (a row each), which clauses share their sentence with the next, and the runs of all."""

    own: Table
    same: NDArray[np.bool_]
    keys: Keys
    owners: Places

    def table(self) -> Table:
        """Give the own signs with those that hang on them: cues with a figure and spoken, the clauses around."""
        return _around(self.own, self.same)

    def hear(self, said: Sequence["Scope | None"]) -> None:
        """Enter anew in whose words each clause stands."""
        self.own[:, _SCOPED] = 0
        rows: list[int] = []
        columns: list[int] = []
        before = None
        for number, scope in enumerate(said):
            if scope is not None:
                rows += (number, number)
                columns += (COLUMN["spoken"], _SPOKEN_AS[scope.kind])
                if scope is not before:
                    rows.append(number)
                    columns.append(COLUMN["scope opens"])
            before = scope
        self.own[rows, columns] = 1


@lru_cache(maxsize=1)
def cue_rows() -> tuple[Cue, ...]:
    """Give the rows of cues.toml, in order: those that show something."""
    found = {id(row): row for rows in cues().rows for row in rows if isinstance(row, Cue)}
    return tuple(row for row in found.values() if row.types or row.modality)


@lru_cache(maxsize=1)
def _cue_columns() -> dict[int, tuple[list[int], list[int]]]:
    """Give each cue's columns, by its row's identity: where it stands right, and where it misses or minds a figure."""
    found = {}
    for number, row in enumerate(cue_rows(), len(SIGNS)):
        surely = [COLUMN[f"cue {row.modality}, surely"]] if row.modality else []
        right = [number, *surely, *(COLUMN[f"cue {name}"] for name in row.types)]
        wrong = [number, *surely, *(COLUMN[f"cue {name}, out of place"] for name in row.types)]
        found[id(row)] = (right, wrong)
    return found


@lru_cache(maxsize=1)
def names() -> tuple[str, ...]:
    """Give the name of every column: signs, cues, cues with a figure and spoken, and those of the clauses around."""
    return (
        *SIGNS,
        *(f"like {row.words[0]}" for row in cue_rows()),
        *(f"{SIGNS[number]}, with a figure" for number in _CUES),
        *(f"{SIGNS[number]}, spoken" for number in _CUES),
        *(f"before: {SIGNS[number]}" for number in _SHARED),
        *(f"after: {SIGNS[number]}" for number in _SHARED),
        *(f"so far: {SIGNS[number]}" for number in _CUES),
    )


def gather(
    heard: Voices,
    sentences: Sequence[Sentence],
    clauses: Sequence[Clause],
    said: Sequence[Scope | None],
    hits: Sequence[Hit],
) -> Evidence:
    """Gather the evidence on clauses (at least one); `said` is the scope of each, `hits` the cues of the article."""
    reading = heard.reading
    starts = np.array([clause.start for clause in clauses], np.intp)
    ends = np.array([clause.end for clause in clauses], np.intp)
    begins = starts.tolist()
    cells, figured = _hold(reading, begins, clauses)
    cells += _stand(reading.norm, sentences, clauses)
    cells += _speak(heard, begins, clauses)
    columns = _cue_columns()
    for start, _, row in hits:
        number = bisect_right(begins, start) - 1
        if number >= 0 and start < clauses[number].end and id(row) in columns:
            assert isinstance(row, Cue)
            held = columns[id(row)][row.bare if number in figured else row.figure]
            cells += [number * _WIDTH + column for column in held]
    own = np.zeros((len(clauses), len(SIGNS) + len(cue_rows())), np.float32)
    entered = np.array(cells, np.intp)
    own[entered // _WIDTH, entered % _WIDTH] = 1
    same = np.array([a.sentence == b.sentence for a, b in pairwise(clauses)], np.bool_)
    keys, owners = _runs(reading, clauses, Stretches(starts, ends))
    evidence = Evidence(own, same, keys, owners)
    evidence.hear(said)
    return evidence


def _stand(norm: str, sentences: Sequence[Sentence], clauses: Sequence[Clause]) -> list[int]:
    """Give the cells of how each clause stands: where in its sentence, how long, after what announcement."""
    heralds = {bisect_right(sentences, m.start(), key=_start) - 1 for m in _ANNOUNCES.finditer(norm)}
    column, remark = COLUMN, joins().comment
    cells: list[int] = []
    sentence, announced = -1, False
    for number, clause in enumerate(clauses):
        row, start, end = number * _WIDTH, clause.start, clause.end
        if clause.sentence != sentence:
            sentence = clause.sentence
            announced = announced and _ORDINAL.match(norm, start) is not None
            cells.append(row + column["first"])
            if not number or norm.find("\n", clauses[number - 1].end - 1, start) >= 0:
                cells.append(row + column["paragraph"])
            if number:
                cells.append(row - _WIDTH + column["last"])
            heading = sentences[sentence].heading
        if not announced and sentence in heralds:
            announced = _ANNOUNCES.search(norm, start, end) is not None
        if announced:
            cells.append(row + column["announced"])
        if heading:
            cells.append(row + column["heading"])
        if clause.head > start:
            cells.append(row + column["led"])
        if remark.match(norm, start) or (clause.head > start and remark.match(norm, clause.head)):
            cells.append(row + column["remark"])
        if norm.endswith(_ASKS, start, end):
            cells.append(row + column["question"])
        cells.append(row + _LENGTH + bisect_right(_LENGTHS, end - start))
        mark = _ENDS.get(norm[end - 1])
        if mark is not None:
            cells.append(row + mark)
    cells.append((len(clauses) - 1) * _WIDTH + column["last"])
    return cells


def _hold(reading: Reading, begins: Sequence[int], clauses: Sequence[Clause]) -> tuple[list[int], set[int]]:
    """Give the cells of what each clause holds, figures and periods, and which clauses hold a figure."""
    column, norm, published = COLUMN, reading.norm, reading.published
    cells: list[int] = []
    figured: set[int] = set()
    for figure in reading.figures:
        number = bisect_right(begins, figure.start) - 1
        if number < 0 or figure.end > clauses[number].end:
            continue
        row = number * _WIDTH
        cells += (row + _KINDS[figure.kind], row + _HEDGES[figure.hedge], row + column["figure"])
        if number in figured:
            cells.append(row + column["figures"])
        figured.add(number)
        if figure.direction:
            cells.append(row + column[figure.direction])
        if figure.base is not None:
            cells.append(row + column["base"])
        if figure.unit == "times":
            cells.append(row + column["times"])
        if figure.value is not None and figure.value <= _FEW and _LISTED.match(norm, figure.end):
            cells.append(row + column["points"])
        if figure.measure is not None and begins[number] <= figure.measure.start < figure.start:
            cells.append(row + column["measured"])
    for period in reading.periods:
        number = bisect_right(begins, period.start) - 1
        if number < 0 or period.start >= clauses[number].end:
            continue
        if period.first is None:
            when = "undated"
        else:
            when = "future" if published is not None and period.first > published else "past"
        cells += (number * _WIDTH + column["period"], number * _WIDTH + column[when])
    for match in _SCHEDULED.finditer(norm):
        number = bisect_right(begins, match.start()) - 1
        if number >= 0 and match.end() <= clauses[number].end:
            cells.append(number * _WIDTH + column["scheduled"])
    return cells, figured


def _speak(heard: Voices, begins: Sequence[int], clauses: Sequence[Clause]) -> list[int]:
    """Give the cells of who may be speaking: words of speech, names and voices near a clause's head, quotations."""
    column = COLUMN
    cells: list[int] = []
    for start, _, row in heard.words:
        number = bisect_right(begins, start) - 1
        if number >= 0 and start < clauses[number].end:
            cells.append(number * _WIDTH + _SAYS[row.kind])
    for name in heard.names:
        number = bisect_right(begins, name.start) - 1
        if number >= 0 and _ahead(name.start, clauses[number]):
            cells.append(number * _WIDTH + column["person ahead" if name.label == "PER" else "body ahead"])
    for start, _, voice in heard.unnamed:
        number = bisect_right(begins, start) - 1
        if number >= 0 and _ahead(start, clauses[number]):
            cells.append(number * _WIDTH + column["own voice" if voice.author else "voice ahead"])
            if voice.author and start in (clauses[number].start, clauses[number].head):
                cells.append(number * _WIDTH + column["own head"])
    for match in _QUOTES.finditer(heard.reading.norm):
        first = bisect_right(begins, match.start()) - 1
        last = bisect_right(begins, match.end() - 1) - 1
        if first >= 0:
            cells += (first * _WIDTH + column["quote opens"], last * _WIDTH + column["quote closes"])
            first += match.start() > clauses[first].head
            cells += [number * _WIDTH + column["quoted"] for number in range(first, last + 1)]
    return cells


def _ahead(start: int, clause: Clause) -> bool:
    """Say whether a place stands near where a clause or its main part begins."""
    return start - clause.start < _AHEAD or 0 <= start - clause.head < _AHEAD


def _around(table: Table, same: NDArray[np.bool_]) -> Table:
    """Add to each clause's columns its cues with a figure and spoken, and the signs of the clauses around it."""
    cued, shared = table[:, _CUES], table[:, _SHARED]
    before, after, so_far = np.zeros_like(shared), np.zeros_like(shared), np.zeros_like(cued)
    before[1:] = shared[:-1] * same[:, None]
    after[:-1] = shared[1:] * same[:, None]
    for number in np.flatnonzero(same & (table[:-1, COLUMN["ends ；"]] == 0)).tolist():
        np.maximum(so_far[number], cued[number], out=so_far[number + 1])
    return np.hstack(
        [
            table,
            cued * table[:, [COLUMN["figure"]]],
            cued * table[:, [COLUMN["spoken"]]],
            before,
            after,
            so_far,
        ]
    )


def _runs(reading: Reading, clauses: Sequence[Clause], stretches: Stretches) -> tuple[Keys, Places]:
    """Give the runs of all clauses, and those at their places and of the clauses around."""
    every = runs(codes(reading.norm))
    whose = np.arange(len(clauses))
    heads = np.array([clause.head for clause in clauses], np.intp)
    bare = np.array([clause.bare for clause in clauses], np.intp)
    opens = beside(every, "opens", stretches.starts, whose, stretches)
    found = [
        within(every, stretches),
        opens,
        beside(every, "heads", heads, whose, stretches),
        beside(every, "closes", bare, whose, stretches),
    ]
    if reading.figures:
        begins = np.array([figure.start for figure in reading.figures], np.intp)
        stops = np.array([figure.end for figure in reading.figures], np.intp)
        owner = np.searchsorted(stretches.starts, begins, "right") - 1
        held = (owner >= 0) & (stops <= stretches.ends[owner])
        found.append(beside(every, "before figure", begins[held], owner[held], stretches))
        found.append(beside(every, "after figure", stops[held], owner[held], stretches))
    return np.concatenate([keys for keys, _ in found]), np.concatenate([owners for _, owners in found])
