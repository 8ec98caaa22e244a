"""The outline of a Doc: its words joined into parts, each one letter.

A part is a figure (`F`), a period (`P`), a run of nouns (a small letter: what its last word names, see `heads.toml`),
a verb (`V`), a word of `words.toml`, or a mark that ends a clause (`,` `;`), a sentence (`.`) or a line (a newline).
Adverbs and whatever else says nothing are left out: 二手註冊量錄得約4000宗 is `qLF`. Words have their parts by lexicon,
then by the segmenter's own part of speech; each word is looked up once in a process.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy
import rjieba
from numpy.typing import NDArray
from spacy.attrs import LENGTH, NORM, SPACY
from spacy.tokens import Doc
from spacy.vocab import Vocab

from heshu.lexicon import Norm, load_rows
from heshu.text.reading import Spanned, reading

_MARKS = (
    dict.fromkeys("，,：:—…", ",")
    | dict.fromkeys("；;", ";")
    | dict.fromkeys("。！？!?.", ".")
    | dict(zip("（）()", "()()", strict=True))
)
_NOUNS = ("n", "an", "eng", "s", "j", "l", "g")
GLUED = "达占由为"
"""Verbs that the segmenter may leave on an unknown noun: 功率达, 内地客占."""
_SPOKEN = "每仲喺咗嚟啲唔冇佢嗰畀"
_OF_DEEDS = "息价率量额费税租薪款债值幅"
_HEADED = ("n", "v", "j", "l", "zg", "g", "b", "a", "s", "q")
_LOWEST = ord("a")
_NAME = ord("e")
_ENTITIES = {"INDEX": ord("i"), "PRODUCT": ord("n"), "LAW": ord("n"), "EVENT": ord("n")}

HEADS = "qmpriawtoghxzuenVFPLTCZKRDJ&OUHI,;.()\n"
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
    if word[0] in _SPOKEN:
        return "-"
    if word in heads():
        return heads()[word]
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
        return "n" if word[0].isascii() and word[0].isalnum() else "-"
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
    return "b" if speech in ("b", "t") else "-"


class _Letters(dict[int, str]):
    """The letter of each word by its number in the vocabulary, filled as words are met."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __missing__(self, number: int) -> str:
        self[number] = found = letter(self.vocab.strings[number])
        return found


@lru_cache(maxsize=4)
def _letters(vocab: Vocab) -> _Letters:
    return _Letters(vocab)


def outline(doc: Doc) -> Outline:
    """Give the outline of a Doc made by heshu's tokenizer, with its reading's figures, periods and entities."""
    found = reading(doc)
    known = _letters(doc.vocab)
    numbers = doc.to_array(NORM).tolist()
    letters = "".join([known[number] for number in numbers]).replace("ZK", "nr")
    codes = numpy.frombuffer(bytearray(letters + "\n", "ascii"), dtype="uint8")
    table = doc.to_array([LENGTH, SPACY]).view("int64")
    length = numpy.append(table[:, 0], 0)
    ends = length.cumsum()
    ends[1:] += table[:, 1].cumsum()
    starts = ends - length
    spans: tuple[Spanned, ...] = (*found.figures, *found.periods, *found.entities)
    at = starts.searchsorted([x.start for x in spans], side="right") - 1
    figures, periods, names = numpy.split(at, (len(found.figures), len(found.figures) + len(found.periods)))

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
    noun[:-1] |= follows & (codes[:-1] == ord("V")) & (length[1:] == 1)
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
