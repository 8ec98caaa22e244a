"""Who says it: the stretches of text that somebody other than the columnist answers for.

A scope opens at a word of speech (speech.toml) that has a speaker before it, or at 據…資料, and ends where it ends: at
the closing quote when it opens one, else with the sentence, or earlier where the columnist's own remark begins
(可見, 看來) or somebody else takes over. A dropped speaker (…發表報告，建議…) is the subject that opens the sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from heshu.claims.clauses import Clause
from heshu.claims.prose import Sentence
from heshu.claims.speakers import (
    Voices,
    body_named,
    last_name,
    speaker_before,
    speaker_named,
    trimmed,
)
from heshu.claims.words import Speech, joins
from heshu.lexicon import load_rows
from heshu.model.nouns import Speaker
from heshu.text.reading import Reading

_BREAKS = "，；：。！？「」『』\n,;:—"
_OPENS = ("，", "：", ":", ",", "「", "『", " ")
_QUOTED = re.compile(r"[，：:,]?\s{0,4}[「『“]")
_CLOSING = {"「": "」", "『": "』", "“": "”"}
_CONTRAST = ("但", "然而", "不过", "可是", "惟", "反而")
_GOES_ON = (
    "并",
    "又",
    "以及",
    "而且",
    "且",
    "将",
    "会",
    "已",
    "包括",
    "其中",
    "当中",
    "同时",
    "另",
    "亦",
    "也",
    "其余",
    "预",
)
_NEGATED = ("没有", "未有", "未曾", "未", "没", "不", "不愿", "拒绝", "未能", "无", "唔")
_DATED_SOURCES = ("报告", "资料", "数据", "统计", "文件", "年报")
_ISSUED = re.compile(
    r"(?:数字|数据|资料|报告|调查|统计|普查|年报|预测)(?:(?=[，,])|[^，；。：,\n]{0,6}(?=：))"
)
_BY = re.compile(r"(?:发表|公布|发布|披露|提供|编制)?[的嘅][^的嘅，；。：,\n]{0,6}$")
_NOT_ACCORDING = tuple("数证收论依凭单占票")
_REACH = 600
_NAME = 24


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody says, from the stretch that opens it to where it ends; `kind` is that of speech.toml."""

    start: int
    end: int
    speaker: Speaker
    kind: str


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where a scope opens, and where what is said begins."""

    start: int
    head: int
    speaker: Speaker
    kind: str


@lru_cache(maxsize=1)
def _according() -> "re.Pattern[str]":
    rows = load_rows("heshu.claims", "speech.toml", Speech)
    nouns = sorted(
        (word for row in rows if row.kind == "source" for word in row.words), key=len, reverse=True
    )
    return re.compile(
        r"(?P<by>根据|依据|依照|按照|引用|援引|引述|据|按|依(?![赖靠然旧次法规附托序]))"
        rf"(?P<who>[^，；。：\n]{{1,{_NAME}}}?)(?P<noun>{'|'.join(nouns)})(?![率时额中法])"
    )


def scopes(heard: Voices, sentences: list[Sentence], clauses: Sequence[Clause]) -> list[Scope]:
    """Give the scopes of the article in text order; they do not overlap."""
    reading = heard.reading
    opened = [*_sources(heard), *_sayings(heard, sentences)]
    found: list[Scope] = []
    for opening in sorted(opened, key=lambda opening: opening.start):
        marked = opening.kind == "source" or reading.norm.startswith(_OPENS, opening.head)
        end = _end(
            reading, opening.head, sentences, clauses, marked=marked, remark=opening.kind in ("say", "source")
        )
        if end <= opening.head:
            continue
        scope = Scope(opening.start, end, opening.speaker, opening.kind)
        if found and found[-1].end > scope.start:
            last = found.pop()
            if scope.start - last.start > 1:
                found.append(Scope(last.start, scope.start, last.speaker, last.kind))
            elif last.kind != "source":
                scope = last
        found.append(scope)
    return found


def _sources(heard: Voices) -> Iterator[_Opening]:
    """Yield 據…資料, and …的數字， before what was read there."""
    norm, text = heard.reading.norm, heard.reading.text
    for match in _according().finditer(norm):
        if norm.endswith(_NOT_ACCORDING, 0, match.start()):
            continue
        begin, at = match.span("who")
        speaker = speaker_named(heard, begin, at)
        if speaker is None and not _of_the_author(heard, begin, at):
            if match["by"] in ("按", "按照", "依") and not match["noun"].endswith(_DATED_SOURCES):
                continue
            if _holds_figure(heard.reading, begin, at):
                continue
            bare = norm[at - 1] in "的嘅"
            speaker = Speaker(text[begin : at - 1] if bare else text[begin : match.end("noun")])
        if speaker is not None:
            yield _Opening(match.start(), match.end(), speaker, "source")
    for match in _ISSUED.finditer(norm):
        begin = heard.stretch(max(0, match.start() - _NAME), match.start())
        by = _BY.search(norm, begin, match.start())
        at = by.start() if by else match.start()
        named = last_name(heard, begin, at)
        if named is not None and (by or named.start <= begin + 2):
            yield _Opening(begin, match.end(), Speaker(named.text, named.id or None), "source")
        elif named is None and by and (body := body_named(heard.reading, begin, at)):
            yield _Opening(begin, match.end(), body, "source")


def _sayings(heard: Voices, sentences: list[Sentence]) -> Iterator[_Opening]:
    """Yield the words of speech that have a speaker; one that the sentence has named speaks on (…，又預計…)."""
    norm = heard.reading.norm
    starts = [sentence.start for sentence in sentences]
    taken = -1
    before: tuple[int, Speaker] | None = None
    for start, end, row in heard.words:
        number = bisect_right(starts, start) - 1
        if row.kind == "source" or start < taken:
            continue
        if number < 0 or sentences[number].end < end or norm.endswith(_NEGATED, 0, start):
            continue
        begin = heard.stretch(starts[number], start)
        if row.kind == "hearsay":
            yield _Opening(begin, end, Speaker(heard.reading.text[start:end]), row.kind)
            continue
        marked = norm.startswith(_OPENS, end)
        if not marked and not _content(heard.reading, row, end):
            continue
        if before is not None and before[0] == number and trimmed(heard.reading, begin, start) <= begin:
            speaker: Speaker | None = before[1]
        else:
            speaker = speaker_before(heard, starts[number], begin, start, row, marked=marked)
        if speaker is not None:
            taken, before = end, (number, speaker)
            yield _Opening(begin, end, speaker, row.kind)


def _content(reading: Reading, row: Speech, end: int) -> bool:
    """Say whether words of speech without a comma after them are followed by what is said."""
    norm = reading.norm
    stop = next((at for at in range(end, min(end + 60, len(norm))) if norm[at] in _BREAKS), len(norm))
    if row.direct:
        return stop - end >= 3
    return stop - end >= 6 and _holds_figure(reading, end, stop)


def _holds_figure(reading: Reading, start: int, end: int) -> bool:
    at = bisect_left(reading.figures, start, key=lambda f: f.start)
    return at < len(reading.figures) and reading.figures[at].start < end


def _of_the_author(heard: Voices, begin: int, at: int) -> bool:
    number = bisect_right(heard.unnamed_ends, at) - 1
    return number >= 0 and heard.unnamed[number][0] >= begin and heard.unnamed[number][2].author


def _end(
    reading: Reading,
    head: int,
    sentences: list[Sentence],
    clauses: Sequence[Clause],
    *,
    marked: bool,
    remark: bool,
) -> int:
    """Give where what is said from `head` on ends; without a comma at `head`, a semicolon or 但 ends it too.

    After reported numbers, a last clause without one is the columnist's `remark` (…，壓力可想而知); 並… goes on.
    """
    norm = reading.norm
    quote = _QUOTED.match(norm, head)
    if quote:
        close = norm.find(_CLOSING[quote.group()[-1]], quote.end(), quote.end() + _REACH)
        line = norm.find("\n", quote.end(), quote.end() + _REACH)
        if close - quote.end() > 6 and not -1 < line < close:
            return close + 1
    number = bisect_right(sentences, head, key=lambda sentence: sentence.start) - 1
    if number < 0:
        return head
    end = sentences[number].end
    comment = joins().comment
    at = bisect_right(clauses, head, key=lambda clause: clause.start)
    substance: int | None = None
    for clause in clauses[max(0, at - 1) : at + 40]:
        if clause.start >= end:
            break
        if _holds_figure(reading, max(head, clause.start), clause.end) or norm.startswith(
            _GOES_ON, clause.start
        ):
            substance = clause.end
        if clause.start < head:
            continue
        if comment.match(norm, clause.start) or comment.match(norm, clause.head):
            return clause.start
        stopped = norm[clause.start - 1] in "；;"
        contrast = norm.startswith(_CONTRAST, clause.start)
        if (stopped and contrast) or (not marked and (stopped or contrast)):
            return clause.start
    return substance if remark and substance else end
