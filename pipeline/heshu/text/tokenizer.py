"""Printed text to Doc: `doc.text` is the print (a lone surrogate is U+FFFD in it), `token.norm_` the folded word.

Numbers come before words: whatever `find` returns (figures and periods) stays whole in one token, and only
the stretches between are cut, because jieba cuts 百分之五十五岁 in the wrong place.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy
from spacy.attrs import NORM, SENT_START
from spacy.tokens import Doc
from spacy.vocab import Vocab

from heshu.model.written import writable
from heshu.text.reading import Reading, Words
from heshu.text.segment import Engine, segmenter

_NO_START = 2**64 - 1

Find = Callable[[Reading], Iterable[tuple[int, int]]]
"""Reads the norm, notes what it found on the reading, and gives the spans to keep whole, in order."""


class Tokenizer:
    """A spaCy tokenizer over printed Chinese text."""

    def __init__(self, vocab: Vocab, find: Find, engine: Engine = "rjieba") -> None:
        """Cut with the segmenter of `engine` between the spans that `find` gives."""
        self.vocab = vocab
        self.find = find
        self.engine: Engine = engine
        self.cut = segmenter(engine)
        self.keys = _Keys(vocab)

    def __reduce__(self) -> tuple[type["Tokenizer"], tuple[Vocab, Find, Engine]]:
        """Pickle what it was made from: a segmenter is loaded, never carried."""
        return type(self), (self.vocab, self.find, self.engine)

    @contextmanager
    def memory_zone(self, memory: Any = None) -> Iterator[Any]:
        """Forget afterwards the keys of words: spaCy frees the strings that were new in a zone."""
        try:
            yield memory
        finally:
            self.keys.clear()

    def over(self, vocab: Vocab) -> "Tokenizer":
        """Give the same tokenizer over another vocabulary."""
        return type(self)(vocab, self.find, self.engine)

    def __call__(self, text: str) -> Doc:
        """Give the Doc of `text`, its reading at `doc._.heshu`."""
        reading = Reading(text)
        norms = self._words(reading.norm, self.find(reading))
        ends = list(accumulate(map(len, norms)))
        printed = writable(text)  # spaCy keeps strings in UTF-8
        words = [self.keys[printed[start:end]] for start, end in pairwise((0, *ends))]
        spaces = [False] * len(words)
        if " " in text:
            words, spaces, norms, ends = _close_up(words, norms, ends, self.keys[" "])
        # Words by their keys: a string would be encoded and hashed again.
        doc = Doc(self.vocab, words=words, spaces=spaces)  # type: ignore[arg-type]  # takes keys too
        reading.words = self._placed(norms, ends, spaces)
        if words:
            table = _attributes(reading.words, reading.sentences)
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

    def _placed(self, norms: list[str], ends: list[int], spaces: list[bool]) -> Words:
        keys = numpy.fromiter(map(self.keys.__getitem__, norms), dtype="uint64", count=len(norms))
        stops = numpy.array(ends, dtype="intp")
        starts = numpy.zeros_like(stops)
        starts[1:] = stops[:-1] + spaces[:-1]
        return Words(keys, starts, stops)

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


class _Keys(dict[str, int]):
    """String store keys of words and norms, remembered."""

    def __init__(self, vocab: Vocab) -> None:
        self.strings = vocab.strings

    def __missing__(self, word: str) -> int:
        key: int = self.strings.add(word)
        self[word] = key
        return key


def _attributes(words: Words, sents: list[tuple[int, int]]) -> "numpy.ndarray[Any, Any]":
    """Give a row a token: the norm's key, and 1 where a sentence begins (else -1, as unsigned)."""
    table = numpy.full((len(words.norms), 2), _NO_START, dtype="uint64")
    table[:, 0] = words.norms
    table[0, 1] = 1
    table[words.ends.searchsorted([start for start, _ in sents], side="right"), 1] = 1
    return table


def _close_up(
    words: list[int], norms: list[str], ends: list[int], space: int
) -> tuple[list[int], list[bool], list[str], list[int]]:
    """Make a single space part of the word before it, as spaCy has it; ends keep out the space."""
    kept: list[int] = []
    spaces: list[bool] = []
    for at, word in enumerate(words):
        if word == space and kept and not spaces[-1]:
            spaces[-1] = True
        else:
            kept.append(at)
            spaces.append(False)
    return [words[at] for at in kept], spaces, [norms[at] for at in kept], [ends[at] for at in kept]
