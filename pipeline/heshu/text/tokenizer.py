"""Printed text to Doc: `doc.text` is the print, `token.norm_` the folded word.

Numbers come before words: whatever `find` returns (figures and periods) stays whole in one token, and only
the stretches between are cut, because jieba cuts 百分之五十五岁 in the wrong place.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy
from spacy.attrs import NORM, SENT_START
from spacy.tokens import Doc
from spacy.vocab import Vocab

from heshu.text.fold import fold
from heshu.text.reading import Reading
from heshu.text.segment import Cut
from heshu.text.sentences import sentences

Find = Callable[[Reading], Iterable[tuple[int, int]]]
"""Reads the norm, notes what it found on the reading, and gives the spans to keep whole, in order."""


class Tokenizer:
    """A spaCy tokenizer over printed Chinese text."""

    def __init__(self, vocab: Vocab, cut: Cut, find: Find) -> None:
        """Cut with `cut` between the spans that `find` gives."""
        self.vocab = vocab
        self.cut = cut
        self.find = find

    def __call__(self, text: str) -> Doc:
        """Give the Doc of `text`, its reading at `doc._.heshu`."""
        norm = fold(text)
        reading = Reading(text, norm, sentences(norm))
        norms = self._words(norm, self.find(reading))
        words, spaces, kept = _lay_over(text, norms)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if kept:
            table = self._attributes(words, kept, spaces, reading.sentences)
            doc.from_array([NORM, SENT_START], table)  # type: ignore[arg-type]  # uint64, as spaCy stores it
        doc._.heshu = reading
        return doc

    def _words(self, norm: str, spans: Iterable[tuple[int, int]]) -> list[str]:
        words: list[str] = []
        at = 0
        for start, end in spans:
            if start > at:
                words += self.cut(norm[at:start])
            words.append(norm[start:end])
            at = end
        if at < len(norm):
            words += self.cut(norm[at:])
        return words

    def _attributes(
        self, words: list[str], norms: list[str], spaces: list[bool], sents: list[tuple[int, int]]
    ) -> "numpy.ndarray[Any, Any]":
        add = self.vocab.strings.add
        table = numpy.zeros((len(words), 2), dtype="uint64")
        table[:, 0] = [add(word) for word in norms]
        lengths = numpy.fromiter((len(word) for word in words), dtype="int64", count=len(words))
        starts = numpy.cumsum(lengths + numpy.asarray(spaces, dtype="int64")) - lengths - spaces
        first = numpy.isin(starts, numpy.asarray([start for start, _ in sents], dtype="int64"))
        first[0] = True
        table[:, 1] = numpy.where(first, 1, numpy.uint64(2**64 - 1))
        return table

    def to_disk(self, path: Path, **_: Any) -> None:
        """Write nothing: the tokenizer is made of lexicons, which travel with the package."""

    def from_disk(self, path: Path, **_: Any) -> "Tokenizer":
        """Read nothing: see `to_disk`."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Give nothing: see `to_disk`."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> "Tokenizer":
        """Read nothing: see `to_disk`."""
        return self


def _lay_over(text: str, norms: list[str]) -> tuple[list[str], list[bool], list[str]]:
    """Lay folded words over the print: printed words, which are followed by one space, and their norms."""
    words: list[str] = []
    spaces: list[bool] = []
    kept: list[str] = []
    at = 0
    for norm in norms:
        end = at + len(norm)
        if norm == " " and text[at] == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(text[at:end])
            spaces.append(False)
            kept.append(norm)
        at = end
    return words, spaces, kept
