"""The outline of a Doc: its words joined into parts, each one letter.

A part is a figure (`F`), a period (`P`), a run of nouns (a small letter: what its last word names, see `heads.toml`),
a verb (`V`), a unit that others are reckoned by (`E`: 每股), a word of `words.toml`, or a mark that ends a clause
(`,` `;`), a sentence (`.`) or a line (a newline). Adverbs and whatever else says nothing are left out:
二手註冊量錄得約4000宗 is `qLF`. Words have their parts by lexicon, then by the segmenter's own part of speech; each
word is looked up once in a process.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy
import rjieba
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

from heshu.lexicon import Norm, load_rows
from heshu.text.overlap import Spanned
from heshu.text.reading import reading

_MARKS = (
    dict.fromkeys("，,：:—…", ",")
    | dict.fromkeys("；;", ";")
    | dict.fromkeys("。！？!?.", ".")
    | dict(zip("（）()", "()()", strict=True))
)
_NOUNS = ("n", "an", "eng", "s", "j", "l", "g")
GLUED = "达占由为"
"""Verbs that the segmenter may leave on an unknown noun: 功率达, 内地客占."""
_TIMES = ("年", "月", "季", "日", "周", "天", "逢", "每", "次", "当", "个月")
_SPOKEN = "仲喺咗嚟啲唔冇佢嗰畀"
_MORE_OR_LESS = "高低多少大小优逊快慢贵胜"
_OF_DEEDS = "息价率量额费税租薪款债值幅"
_HEADED = ("n", "v", "j", "l", "zg", "g", "b", "a", "s", "q")
_LOWEST = ord("a")
_NAME = ord("e")
_ENTITIES = {"INDEX": ord("i"), "PRODUCT": ord("n"), "LAW": ord("n"), "EVENT": ord("n")}

HEADS = "qmpriawtoghxzukenVFPLTCZKRDJ&OUHIE,;.()\n"
"""Every letter of an outline; those of nouns come first, the plain noun last of them."""
NOUN = HEADS.index("n")

_HEAD_OF = numpy.zeros(256, dtype="intp")
_HEAD_OF[[ord(letter) for letter in HEADS]] = numpy.arange(len(HEADS))
_HEAD_OF[[ord("b"), ord("v")]] = NOUN

Places = NDArray[numpy.intp]


@dataclass(frozen=True, slots=True)
class WordRow:
    """Words that play one part; `tag` is its letter."""

    tag: str
    words: tuple[Norm, ...]
    example: Norm


@dataclass(frozen=True, slots=True)
class HeadRow:
    """Endings of nouns that say what kind of quantity they name; `fits` are the letters of its figures."""

    head: str
    fits: str
    ends: tuple[Norm, ...]
    example: Norm


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a text, one array place each, and a line mark at the end (so that place -1 is a line mark too).

    `heads` are indexes into `HEADS`, `parts` the same with every noun run `n`; `single` is true for a part of one
    word, `brief` where the last word has one character. `starts` and `ends` lie in the text. `figures`, `periods`
    and `names` are the places of those that the reading has.
    """

    heads: Places
    parts: Places
    single: "NDArray[numpy.bool_]"
    brief: "NDArray[numpy.bool_]"
    starts: Places
    ends: Places
    figures: Places
    periods: Places
    names: Places


@lru_cache(maxsize=1)
def words() -> dict[str, str]:
    """Read `words.toml`: the letter of each word, the first row's where two have it."""
    table: dict[str, str] = {}
    for row in load_rows("heshu.links", "words.toml", WordRow):
        for word in row.words:
            table.setdefault(word, row.tag)
    return table


@lru_cache(maxsize=1)
def heads() -> dict[str, str]:
    """Read `heads.toml`: the letter of each ending."""
    return {end: row.head for row in load_rows("heshu.links", "heads.toml", HeadRow) for end in row.ends}


def head_of(word: str) -> str:
    """Give the letter of a folded word's longest ending in `heads.toml`, or `n`."""
    known = heads()
    return next((known[word[at:]] for at in range(len(word)) if word[at:] in known), "n")


def letter(word: str) -> str:
    """Give the part that a folded word plays, by itself; `v` is a deed that counts as a noun before another."""
    if mark := _MARKS.get(word):
        return mark
    if word.startswith("\n"):
        return "\n"
    if tag := words().get(word):
        return tag
    if word[0] == "每" and word[1:] not in _TIMES:
        return "E"
    if word[0] in _SPOKEN:
        return "-"
    if word in heads():
        return heads()[word]
    if word[0] == "由" and len(word) > 1:
        return "R"
    if word[-1] == "于" and len(word) > 2:
        return "K" if word[-2] in _MORE_OR_LESS else "V"
    tagged = rjieba.tag(word)
    speech = tagged[-1][1] if tagged else "x"
    if len(word) > 1 and word[-1] in GLUED and (head := head_of(word[:-1])) != "n":
        return head
    if speech[0] != "n" and "占" in (word[0], word[-1]):
        return "Z"
    if speech[0] != "n" and word[0] in "较比":
        return "K"
    if speech.startswith(_HEADED):
        head = head_of(word)
        if head != "n" and (speech[0] != "v" or word[-1] in _OF_DEEDS):
            return head
    if speech == "x":
        return "n" if word[0].isascii() and word[0].isalnum() else "b" if word.isalpha() else "-"
    if speech.startswith(("v", "p")) and word.endswith(("至", "到")):
        return "T"
    if speech.startswith("v") and len(word) < 4 and word[-1] in "升跌增减涨降挫":
        return "C"
    if speech in ("ns", "nt"):
        return "e"
    if speech == "vn":
        return "v"
    if speech.startswith("v"):
        return "V"
    if speech.startswith(_NOUNS):
        return "n"
    return "b" if speech in ("b", "t") or (len(word) == 1 and speech in ("zg", "g")) else "-"


class _Letters:
    """The letters of words by their numbers in the vocabulary, a whole text at a time.

    A number's low bits are its slot in an array; the few words whose slot another has are looked up one by one.
    """

    _SLOTS = 2**15

    def __init__(self, vocab: Vocab) -> None:
        self.strings = vocab.strings
        self.known: dict[int, int] = {}
        self.numbers = numpy.zeros(self._SLOTS, dtype="uint64")
        self.codes = numpy.zeros(self._SLOTS, dtype="uint8")

    def __call__(self, numbers: NDArray[numpy.uint64]) -> NDArray[numpy.uint8]:
        """Give the letter of each word as its character code."""
        slots = (numbers & numpy.uint64(self._SLOTS - 1)).astype("intp")
        codes: NDArray[numpy.uint8] = self.codes[slots]
        missed = (self.numbers[slots] != numbers).nonzero()[0]
        for at, slot, number in zip(
            missed.tolist(), slots[missed].tolist(), numbers[missed].tolist(), strict=True
        ):
            code = self.known.get(number)
            if code is None:
                self.known[number] = code = ord(letter(self.strings[number]))
                if not self.numbers[slot]:
                    self.numbers[slot], self.codes[slot] = number, code
            codes[at] = code
        return codes


@lru_cache(maxsize=4)
def _letters(vocab: Vocab) -> _Letters:
    return _Letters(vocab)


def outline(doc: Doc) -> Outline:
    """Give the outline of a Doc: of its reading's words, figures, periods and entities."""
    found = reading(doc)
    assert found.words is not None  # a stage sees to it
    letters = _letters(doc.vocab)(found.words.norms).tobytes().replace(b"ZK", b"nr")
    codes = numpy.frombuffer(bytearray(letters + b"\n"), dtype="uint8")
    starts, ends = (numpy.append(edges, len(found.text)) for edges in found.words[1:])
    length = ends - starts
    spans: tuple[Spanned, ...] = (*found.figures, *found.periods, *found.entities)
    at = starts.searchsorted([x.start for x in spans], side="right") - 1
    figures, rest = at[: len(found.figures)], at[len(found.figures) :]
    periods, names = rest[: len(found.periods)], rest[len(found.periods) :]

    opens = codes == ord("e")
    if len(names):
        last = ends.searchsorted([entity.end for entity in found.entities])
        for token, final in zip(names[last > names].tolist(), last[last > names].tolist(), strict=True):
            codes[token:final] = ord("n")
            opens[token : final + 1] = False
        opens[last + 1] = False
        opens[names] = True
        codes[last] = [_ENTITIES.get(entity.label, _NAME) for entity in found.entities]
    codes[figures] = ord("F")
    codes[periods] = ord("P")

    noun = codes >= _LOWEST
    follows = noun[1:]
    deed = (codes[:-1] == ord("V")) | (codes[:-1] == ord("C"))
    noun[:-1] |= follows & deed & (length[1:] == 1)
    for bare, left in ((ord("v"), ord("V")), (ord("b"), ord("-"))):
        alone = (codes[:-1] == bare) & ~follows
        noun[:-1] &= ~alone
        codes[:-1][alone] = left
    goes_on = noun[:-1] & follows & ~opens[1:]
    first = noun | (codes != ord("-"))
    last_of = first.copy()
    last_of[:-1] &= ~goes_on
    first[1:] &= ~goes_on
    lasts = last_of.nonzero()[0]
    firsts = first.nonzero()[0]
    place = last_of.cumsum() - 1
    heads = _HEAD_OF[codes[lasts]]
    return Outline(
        heads=heads,
        parts=numpy.maximum(heads, NOUN),
        single=lasts == firsts,
        brief=length[lasts] == 1,
        starts=starts[firsts],
        ends=ends[lasts],
        figures=place[figures],
        periods=place[periods],
        names=place[names],
    )
