"""What needs no labels: word vectors and clusters from plain text, and lists of names with what they name."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import jieba
import numpy
import rjieba
from ahocorasick_rs import AhoCorasick, MatchKind
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from heshu.entities.characters import Array, Knowledge, sieve_of, string_hashes
from heshu.entities.dictionary import names
from heshu.entities.labels import TYPES
from heshu.entities.sets import Sentence
from heshu.text.sentences import sentences as sentences_of

_DIGIT = re.compile("[0-9]")
_LONGEST = 12
_OTHER = 4
_LISTED = {"nr": 1, "nrt": 1, "nrfg": 1, "ns": 2, "nt": 3, "nz": _OTHER}
_HARVESTED = {"PER": 5, "LOC": 6, "ORG": 7}


def word_vectors(
    texts: Iterable[str], *, size: int, least: int, contexts: int, seed: int
) -> tuple[list[str], Array]:
    """Give words that occur `least` times and their vectors: positional PPMI, factored, of unit length."""
    words = [_DIGIT.sub("0", word) for word in rjieba.cut("\n\n".join(texts))]
    vocabulary = [
        word
        for word, count in sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
        if count >= least and word.strip()
    ]
    number = {word: at for at, word in enumerate(vocabulary)}
    ids = numpy.array([number.get(word, -1) for word in words])
    rows, columns = [], []
    for place, d in enumerate((-2, -1, 1, 2)):
        here, there = (ids[:-d], ids[d:]) if d > 0 else (ids[-d:], ids[:d])
        kept = (here >= 0) & (there >= 0) & (there < contexts)
        rows.append(here[kept])
        columns.append(there[kept] + place * contexts)
    row, column = numpy.concatenate(rows), numpy.concatenate(columns)
    counts = sparse.coo_matrix(
        (numpy.ones(len(row)), (row, column)), shape=(len(vocabulary), 4 * contexts)
    ).tocsr()
    counts.sum_duplicates()
    table = counts.tocoo()
    total = table.data.sum()
    by_row = numpy.asarray(counts.sum(axis=1)).ravel()
    by_column = numpy.asarray(counts.sum(axis=0)).ravel() ** 0.75
    by_column *= total / by_column.sum()
    information = numpy.log(table.data * total / (by_row[table.row] * by_column[table.col]))
    kept = information > 0
    shape = counts.shape
    positive = sparse.csr_matrix(
        (information[kept], (table.row[kept], table.col[kept])), shape=shape, dtype=numpy.float32
    )
    left, strength, _ = randomized_svd(positive, size, n_iter=3, random_state=seed)
    vectors = left * numpy.sqrt(strength)
    vectors /= numpy.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    return vocabulary, vectors.astype(numpy.float32)


def clusters_of(vectors: Array, sizes: Sequence[int], *, seed: int) -> Array:
    """Cluster the vectors, once a size, numbered from 1: (words, sizes)."""
    columns = [
        MiniBatchKMeans(size, random_state=seed, batch_size=4096, n_init=1, max_iter=30).fit(vectors).labels_
        + 1
        for size in sizes
    ]
    return numpy.stack(columns, axis=1)


KINDS = 1 + 16 * 8
"""How many kinds of listed name there are: what the sets mark, and what the lists say, each a small number."""


def name_kinds(
    sentences: Sequence[Sentence], harvested: Mapping[str, str]
) -> tuple[dict[str, int], dict[str, int]]:
    """Give listed names with their kinds, as training and as use should see them.

    A name that was marked only once is not listed for training: there it would only say that it is that mark.
    `harvested` are names that a first round found in plain text, with their types.
    """
    marked: dict[str, Counter[str]] = {}
    for sentence in sentences:
        for start, end, kind in sentence.spans:
            if 2 <= end - start <= _LONGEST:
                marked.setdefault(sentence.text[start:end], Counter())[kind] += 1
    order = sorted(marked)
    automaton = AhoCorasick(order)
    seen: Counter[int] = Counter()
    for sentence in sentences:
        seen.update(
            index for index, _, _ in automaton.find_matches_as_indexes(sentence.text, overlapping=True)
        )
    listed = {name: _HARVESTED[kind] for name, kind in harvested.items()}
    listed |= {name: kind for name, kind in _listed().items() if kind != _OTHER or name not in listed}
    kinds = {}
    for at, name in enumerate(order):
        counts = marked[name]
        total = counts.total()
        types = sum(1 << bit for bit, kind in enumerate(TYPES) if counts[kind] > 0.1 * total)
        kinds[name] = types * 2 + (total >= 0.7 * max(seen[at], 1))
    use = {name: 1 + kinds.get(name, 0) * 8 + listed.get(name, 0) for name in listed.keys() | kinds.keys()}
    once = {name for name, counts in marked.items() if counts.total() < 2}
    training = {
        name: 1 + (0 if name in once else kinds.get(name, 0)) * 8 + listed.get(name, 0)
        for name in use
        if name in listed or name not in once
    }
    return training, use


def harvest(
    texts: Iterable[str], tag: Callable[[Sequence[str]], list[list[tuple[int, int, str]]]], *, least: int
) -> dict[str, str]:
    """Give the names that `tag` finds `least` times in plain text, and nearly always where they are printed."""
    pieces = list(dict.fromkeys(text[a:b] for text in texts for a, b in sentences_of(text) if b - a >= 4))
    found: dict[str, Counter[str]] = {}
    for at in range(0, len(pieces), 200):
        group = pieces[at : at + 200]
        for piece, names_found in zip(group, tag(group), strict=True):
            for start, end, kind in names_found:
                if 2 <= end - start <= _LONGEST:
                    found.setdefault(piece[start:end], Counter())[kind] += 1
    often = sorted(name for name, counts in found.items() if counts.total() >= least)
    printed: Counter[int] = Counter()
    automaton = AhoCorasick(often, matchkind=MatchKind.LeftmostLongest)
    for piece in pieces:
        printed.update(index for index, _, _ in automaton.find_matches_as_indexes(piece))
    harvested = {}
    for at, name in enumerate(often):
        kind, count = found[name].most_common(1)[0]
        if count >= 0.7 * max(printed[at], found[name].total()):
            harvested[name] = kind
    return harvested


def _listed() -> dict[str, int]:
    """Give the names of jieba's dictionary and of ours, by what they name."""
    listed = {}
    path = Path(jieba.__file__).parent / "dict.txt"
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if tag in _LISTED and 2 <= len(word) <= _LONGEST:
            listed[word] = _LISTED[tag]
    ours = {"PER": 1, "LOC": 2, "FAC": 2, "ORG": 3}
    for alias, entry in names().by_alias.items():
        if entry.label in ours and 2 <= len(alias) <= _LONGEST:
            listed[alias] = ours[entry.label]
    return listed


def knowledge(words: Sequence[str], clusters: Array, kinds: dict[str, int]) -> tuple[Knowledge, Array]:
    """Give words, clusters and names by hash, and the order that sorts the words by theirs."""
    hashes = string_hashes(words)
    order = numpy.argsort(hashes)
    listed = sorted(kinds)
    name_hashes = string_hashes(listed)
    by_hash = numpy.argsort(name_hashes)
    numbers = numpy.array([kinds[name] for name in listed], dtype=numpy.int64)
    spans = tuple(sorted({len(name) for name in listed}))
    names_sorted = name_hashes[by_hash]
    known = Knowledge(
        hashes[order], clusters[order], names_sorted, numbers[by_hash], spans, sieve_of(names_sorted)
    )
    return known, order
