"""Who speaks: the name or voice that stands before a word of speech."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from heshu.claims.words import Speech, Voice, speech, voices
from heshu.model.nouns import Entity, Speaker
from heshu.text.reading import Reading

_ADVERB = re.compile(
    r"(?:又|亦|也|则|便|都|还|曾|已|均|再|并|就|即|昨日|今日|昨天|今天|近日|日前|早前|最新|最近|普遍|一般|一致|公开|多次|其后|随即|同时"
    r"|明确|曾经|当时|目前|现时|先后|经已|方面|不断|其实|本身|自己|内部|初步|临时)$"
)
_LEADING = re.compile(
    r"^(?:但|而|又|不过|难怪|其中|当中|至于|另有?|此外|近日|日前|昨日|今日|早前|同时|连|反而|有|一位|一名|某|这个|这间|该"
    r"|一来|二来|三来|一嚟|二嚟){1,6}"
)
_NOT_NAME = re.compile(
    r"[是为有在达占升跌增减涨把被将须要由至的嘅以令使让叫]|可以|能够|会(?![员长议计所同社会])|因为|如果"
)
_BODY = (
    "局", "署", "部", "会", "院", "司", "集团", "银行", "中心", "大学", "处", "厅", "委", "所", "社", "组织", "机构",
    "联盟", "电台",
)  # fmt: skip
_NOT_TITLE = re.compile(r"[^\w·]|[是为有在把被将须要由至以令使让叫于对向就则也都]|\d")
_ADDRESSEE = ("向", "对", "跟", "同", "与", "和", "给", "俾", "畀", "请", "获", "由", "在")
_PUBLICATION = re.compile(
    r"(?:的|嘅|啲)?(?:最新|临时|年度|内部|上月|上周|今年|近日|刚|日前|公布的|发表的|发布的|进行的|委托的|自己的|综合){0,6}"
    r"(?:资料|数据|数字|统计|调查|报告|推算|研究|年报|问卷|文件|声明|公告|数|记录|纪录|预测|模型|普查|指引|版本|业绩)$"
)
_NEAR, _PUBLISHED = 14, 32
_LINE_END = re.compile(r"\n")
_BREAK = re.compile(r"[，；：。！？「」『』\n,;:—]")


@dataclass(frozen=True, slots=True)
class Voices:
    """Everybody who may speak in an article, in text order: its people and bodies, the unnamed voices; and the words
    of speech.

    `names_heard` gives for each name the number of the last one up to it that is not spoken to (向筆者, 對記者), -1 for
    none; so does `unnamed_heard`. `lines` and `breaks` are where lines and the stretches between commas begin.
    """

    reading: Reading
    names: list[Entity]
    name_ends: list[int]
    names_heard: list[int]
    unnamed: list[tuple[int, int, Voice]]
    unnamed_ends: list[int]
    unnamed_heard: list[int]
    words: list[tuple[int, int, Speech]]
    word_starts: list[int]
    lines: list[int]
    breaks: list[int]

    def first_word(self, start: int, end: int) -> int | None:
        """Give where the first word of speech stands that is inside a stretch and does not begin it."""
        number = bisect_right(self.word_starts, start)
        inside = number < len(self.word_starts) and self.word_starts[number] < end
        return self.word_starts[number] if inside else None

    def line(self, place: int) -> int:
        """Give where the line of a place begins."""
        return self.lines[bisect_right(self.lines, place) - 1]

    def stretch(self, sentence: int, place: int) -> int:
        """Give where the stretch between commas that holds a place begins; no earlier than its sentence."""
        return max(sentence, self.breaks[bisect_right(self.breaks, place) - 1])


def listen(reading: Reading) -> Voices:
    """Gather who may speak."""
    names = [e for e in reading.entities if e.label in ("PER", "ORG")]
    unnamed = [(start, end, row) for start, end, row in voices().scan(reading.norm) if isinstance(row, Voice)]
    words = [(start, end, row) for start, end, row in speech().scan(reading.norm) if isinstance(row, Speech)]
    return Voices(
        reading,
        names, [e.end for e in names], _heard(reading.norm, [e.start for e in names]),
        unnamed, [end for _, end, _ in unnamed], _heard(reading.norm, [start for start, _, _ in unnamed]),
        words, [start for start, _, _ in words],
        [0, *(match.end() for match in _LINE_END.finditer(reading.norm))],
        [0, *(match.end() for match in _BREAK.finditer(reading.norm))],
    )  # fmt: skip


def _heard(norm: str, starts: Sequence[int]) -> list[int]:
    heard = (-1 if norm.endswith(_ADDRESSEE, 0, start) else number for number, start in enumerate(starts))
    return list(accumulate(heard, max))


def speaker_before(
    heard: Voices, sentence: int, begin: int, verb: int, row: Speech, *, marked: bool
) -> Speaker | None:
    """Give who speaks in the stretch `begin`…`verb`, or None for the columnist or nobody.

    A formal opening (指出， with its comma) looks farther back than 金管局稱至7月底….
    """
    norm = heard.reading.norm
    at = trimmed(heard.reading, begin, verb)
    if at <= begin:
        return _dropped(heard, sentence, begin)
    strict = row.kind != "say" or not marked
    publication = _PUBLICATION.search(norm, max(begin, at - _PUBLISHED), at)
    if publication:
        at = trimmed(heard.reading, begin, publication.start())
    loose = not strict or publication is not None
    named = last_name(heard, begin, at)
    if named is not None and (named.end == at or (loose and at - named.end <= _NEAR)):
        title = norm[named.end : at]
        whole = publication is None and title and not _NOT_TITLE.search(title)
        return Speaker(heard.reading.text[named.start : at] if whole else named.text, named.id or None)
    voice = last_voice(heard, begin, at)
    if voice is not None:
        if voice[2].author:
            return None
        if voice[1] == at or loose:
            return Speaker(heard.reading.text[voice[0] : voice[1]])
    if row.kind == "say" and _counted(heard.reading, begin, at):
        return _respondents(heard, sentence, begin, at)
    if strict or named is not None:
        return None
    return _plain_name(heard.reading, begin, at, digits=norm.startswith("显示", verb))


def speaker_named(heard: Voices, begin: int, at: int) -> Speaker | None:
    """Give the name, else the voice, that stands in a stretch; None where there is none or it is the columnist's."""
    named = last_name(heard, begin, at)
    if named is not None:
        return Speaker(named.text, named.id or None)
    voice = last_voice(heard, begin, at)
    return Speaker(heard.reading.text[voice[0] : voice[1]]) if voice and not voice[2].author else None


def body_named(reading: Reading, begin: int, at: int) -> Speaker | None:
    """Give a stretch that ends as the names of public bodies do (…局, …協會), though no list knows it."""
    at = trimmed(reading, begin, at)
    if 3 <= at - begin <= 16 and reading.norm.endswith(_BODY, begin, at):
        return Speaker(reading.text[begin:at])
    return None


def last_name(heard: Voices, begin: int, at: int) -> Entity | None:
    """Give the last person or body in a stretch that is not spoken to (向筆者, 對記者)."""
    last = bisect_right(heard.name_ends, at) - 1
    number = heard.names_heard[last] if last >= 0 else -1
    if number >= 0 and heard.names[number].start >= begin:
        return heard.names[number]
    first = bisect_left(heard.names, begin, key=lambda name: name.start)  # nobody stands before it here
    return heard.names[first] if first <= last and heard.names[first].start == begin else None


def last_voice(heard: Voices, begin: int, at: int) -> tuple[int, int, Voice] | None:
    """Give the last unnamed voice in a stretch that is not spoken to."""
    last = bisect_right(heard.unnamed_ends, at) - 1
    number = heard.unnamed_heard[last] if last >= 0 else -1
    if number >= 0 and heard.unnamed[number][0] >= begin:
        return heard.unnamed[number]
    first = bisect_left(heard.unnamed, begin, key=lambda voice: voice[0])
    return heard.unnamed[first] if first <= last and heard.unnamed[first][0] == begin else None


def trimmed(reading: Reading, begin: int, at: int) -> int:
    """Give where the name before a word of speech ends: adverbs and dates between them are stepped over."""
    periods = reading.periods
    while at > begin:
        number = bisect_left(periods, at, key=lambda p: p.end)
        if number < len(periods) and periods[number].end == at and periods[number].start >= begin:
            at = periods[number].start
        elif reading.norm[at - 1] in "于在的嘅啲 ）)":
            at -= 1
        elif adverb := _ADVERB.search(reading.norm, max(begin, at - 2), at):
            at = adverb.start()
        else:
            break
    return at


def _dropped(heard: Voices, sentence: int, begin: int) -> Speaker | None:
    """Give the subject that a word of speech leaves out: the name or voice that the sentence opens with."""
    if begin <= sentence:
        return None
    number = bisect_right(heard.unnamed_ends, sentence)
    if number < len(heard.unnamed) and heard.unnamed[number][0] <= sentence + 3:
        start, end, row = heard.unnamed[number]
        return None if row.author else Speaker(heard.reading.text[start:end])
    number = bisect_right(heard.name_ends, sentence)
    if (
        number < len(heard.names)
        and heard.names[number].start <= sentence + 4
        and heard.names[number].end <= begin
    ):
        return Speaker(heard.names[number].text, heard.names[number].id or None)
    return None


def _counted(reading: Reading, begin: int, at: int) -> bool:
    """Say whether a bare number stands where the speaker should (103間表示…)."""
    number = bisect_left(reading.figures, at, key=lambda f: f.end)
    if number >= len(reading.figures) or reading.figures[number].end != at:
        return False
    figure = reading.figures[number]
    return figure.start >= begin and figure.kind in ("count", "percent", "ratio")


def _respondents(heard: Voices, sentence: int, begin: int, at: int) -> Speaker:
    """Give whom a bare number counts: the voice before it in the sentence, else the number itself."""
    voice = last_voice(heard, sentence, at)
    if voice is not None and not voice[2].author:
        return Speaker(heard.reading.text[voice[0] : voice[1]])
    return Speaker(heard.reading.text[begin:at])


def _plain_name(reading: Reading, begin: int, at: int, *, digits: bool) -> Speaker | None:
    lead = _LEADING.match(reading.norm[begin:at])
    begin += lead.end() if lead else 0
    stretch = reading.norm[begin:at]
    if not 2 <= len(stretch) <= 16 or (not digits and any(c.isdigit() for c in stretch)):
        return None
    if stretch.endswith(_BODY) or not _NOT_NAME.search(stretch):
        return Speaker(reading.text[begin:at])
    return None
