"""Clauses: the smallest stretches of prose that stand by themselves.

Pieces that cannot stand alone lean on a neighbour: 租金方面， 截至7月底， 若息率再升， lean forward; 即四分之一 leans
back. What is left over has its own predicate or figure, and takes its subject and period from the clause before where
it names none.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from heshu.claims.prose import Piece, Sentence, Span, pieces
from heshu.claims.words import Joins, joins
from heshu.text.overlap import Spanned
from heshu.text.reading import Reading

_PREDICATE = re.compile(
    r"[是为有系在达占升跌增减涨仍须应获录报值令使让要冇得等被把仅只逾超近约须较比创列排属需包括含未没无不会能可将肯想唔仲咗啦囉勁]"
    r"|来自|用于|位于|成立|开始|完成|推出|进行|成为|落成|投入|选择|面对|面临|下调|上调|回落|改善|生效"
    r"|见|做|买|卖|去|走|来|赚|蚀|建于|生于|卒于|出生|开业|创立|创办|竣工|通车|启用"
)
_ADJECTIVE = re.compile(
    r"[难易高低多少快慢平贵佳差急弱强好旺淡稳大小重轻亮正确足满细清俏俐活穷深浅薄厚冷热烈]$|不够|可言|而知"
)
_CONTRAST = ("但", "却", "惟", "不过", "可是", "然而", "反而", "则", "而")
_SEQUEL = ("便", "就", "才", "也只", "亦只")
_COPULA = ("是", "系", "依次是", "正是", "乃")
_MEASURES = ("计", "为例", "算", "而言", "来说", "来看", "而论", "为准", "为限")
_FROM = re.compile(r"由|从")
_ARRIVES = re.compile(r"[至到达降升增减加跌缩扩变恶放改涨落攀反翻谷标回转]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Clause:
    """One stretch that stands by itself: without its closing marks to `bare`; `head` is where its main part begins.

    `sentence` is the number of its sentence.
    """

    start: int
    end: int
    head: int
    bare: int
    sentence: int


@dataclass(frozen=True, slots=True)
class _Numbers:
    """Where the figures and the periods of an article stand."""

    figures: list[Span]
    periods: list[Span]


def clauses(reading: Reading, sentences: list[Sentence]) -> list[Clause]:
    """Give the clauses of the article's prose, in text order."""
    spans: Sequence[Spanned] = reading.periods or reading.mentions
    numbers = _Numbers(
        [(f.start, f.end) for f in reading.figures], sorted((span.start, span.end) for span in spans)
    )
    found: list[Clause] = []
    for number, cut in enumerate(pieces(reading.norm, sentences)):
        found += _joined(reading.norm, cut, numbers, number)
    return found


def _joined(norm: str, cut: list[Piece], numbers: _Numbers, number: int) -> list[Clause]:
    """Tie the pieces of one sentence that cannot stand alone to their neighbours."""
    rules = joins()
    found: list[Clause] = []
    opened: int | None = None
    bound = False
    for at, piece in enumerate(cut):
        figure = bisect_left(numbers.figures, (piece.bare, 0)) - 1
        held = figure >= 0 and numbers.figures[figure][0] >= piece.start
        figured = held or _numbered(norm, piece, numbers.periods)
        if opened is None and found and not bound and _leans_back(norm, piece, rules, figured):
            found[-1] = Clause(found[-1].start, piece.end, found[-1].head, piece.bare, number)
        elif (
            not piece.hard
            and at + 1 < len(cut)
            and (
                _opens(norm, piece, rules, figured)
                or _incomplete(
                    norm,
                    piece,
                    cut[at + 1],
                    numbers,
                    figured,
                    held and numbers.figures[figure][1] == piece.bare,
                )
            )
        ):
            opened = piece.start if opened is None else opened
            continue
        else:
            start = piece.start if opened is None else opened
            found.append(Clause(start, piece.end, piece.start, piece.bare, number))
        opened = None
        bound = piece.hard
    return found


def _leans_back(norm: str, piece: Piece, rules: Joins, figured: bool) -> bool:
    """Say whether a piece says the one before it again (即跌兩成), or is a mere tag."""
    if rules.restates.match(norm, piece.start, piece.bare):
        return True
    tag = piece.hard and not figured and piece.bare - piece.start <= 4
    return tag and not _PREDICATE.search(norm, piece.start, piece.bare)


def _opens(norm: str, piece: Piece, rules: Joins, figured: bool) -> bool:
    """Say whether a piece leans forward by its words: a connective, a condition, a topic, a word of speech, a colon."""
    start, bare = piece.start, piece.bare
    text = norm[start:bare]
    if norm[bare : piece.end].startswith((":", "：")) or text.strip("「『“") in rules.whole:
        return True
    if rules.opening.match(norm, start, bare):
        return not (figured and text[0] == "以" and not text.endswith(_MEASURES))
    if text.endswith(rules.closing):
        return not (figured and bare - start > 14 and text[-1] not in "计算起")
    return text.endswith(rules.speech)


def _incomplete(
    norm: str, piece: Piece, following: Piece, numbers: _Numbers, figured: bool, ends: bool
) -> bool:
    """Say whether a piece lacks a predicate: a date, a bare subject, or 由…3厘 whose 升至 is yet to come."""
    start, bare = piece.start, piece.bare
    outside = _outside(start, bare, numbers.periods)
    if outside <= 2:
        return True
    if figured:
        begins = _FROM.search(norm, start, bare) if ends else None
        return begins is not None and not _ARRIVES.search(norm, begins.end(), bare)
    after = following.start
    if norm.startswith(_SEQUEL, after):
        return True
    if norm.startswith(_COPULA, after) and norm.endswith(("的", "嘅", "者", "之一"), start, bare):
        return True
    if outside > 24 or (
        outside > 12 and norm.find("的", start, bare) < 0 and norm.find("嘅", start, bare) < 0
    ):
        return False
    if norm.startswith(_CONTRAST, after) or _PREDICATE.search(norm, start, bare):
        return False
    return not _ADJECTIVE.search(norm, start, bare)


def _numbered(norm: str, piece: Piece, periods: list[Span]) -> bool:
    """Say whether a digit stands in a piece outside its periods: a number that nobody read is one all the same."""
    for match in _DIGIT.finditer(norm, piece.start, piece.bare):
        at = bisect_left(periods, (match.start() + 1, 0)) - 1
        if at < 0 or periods[at][1] <= match.start():
            return True
    return False


def _outside(start: int, end: int, periods: list[Span]) -> int:
    """Give how many characters of a stretch no period covers."""
    covered = 0
    at = bisect_left(periods, (start, 0))
    while at < len(periods) and periods[at][0] < end:
        covered += min(end, periods[at][1]) - periods[at][0]
        at += 1
    return end - start - covered
