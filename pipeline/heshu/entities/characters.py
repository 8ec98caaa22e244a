"""What the recogniser sees at each character: hashed features of folded text, for many sentences at once.

Sentences are laid end to end with a gap between them, so that windows never reach into a neighbour; every
feature is one vectorised pass over the whole layout. A feature is a 64-bit key: the template's number mixed
with what stands at the places that the template names (characters, their classes, words, tags, clusters).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy
import rjieba

Array = numpy.ndarray[Any, Any]

GAP = "\n\n\n"
REACH = 3
_ODD = 0x9E3779B97F4A7C15
_WRAP = 1 << 64
_STEP = numpy.uint64(0xC2B2AE3D27D4EB4F)
_BACK = numpy.uint64(pow(0xC2B2AE3D27D4EB4F, -1, _WRAP))
_MIX_1 = numpy.uint64(0xFF51AFD7ED558CCD)
_MIX_2 = numpy.uint64(0xC4CEB9FE1A85EC53)
_SHIFT = numpy.uint64(32)
_SIEVED = numpy.uint64(64 - 22)

_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单"
    "杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾"
    "暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍"
    "桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越"
    "夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂闫区岳苟佘麦欧"
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Sentences laid out: the text with gaps, where each sentence starts, and how long it is."""

    text: str
    starts: Array
    lengths: Array

    def places(self) -> Array:
        """Give the layout position of every sentence character, in order."""
        first = numpy.repeat(self.starts - (numpy.cumsum(self.lengths) - self.lengths), self.lengths)
        return first + numpy.arange(int(self.lengths.sum()))


def lay_out(sentences: Sequence[str]) -> Sheet:
    """Lay folded sentences end to end with gaps."""
    lengths = numpy.fromiter(map(len, sentences), dtype=numpy.int64, count=len(sentences))
    starts = numpy.cumsum(lengths + len(GAP)) - lengths
    return Sheet(GAP + GAP.join(sentences) + GAP, starts, lengths)


def codes_of(text: str) -> Array:
    """Give the code points of `text`, every digit as 0."""
    codes = numpy.frombuffer(text.encode("utf-32-le"), dtype=numpy.uint32).astype(numpy.int64)
    codes[(codes >= 48) & (codes <= 57)] = 48
    return codes


def mixed(keys: Array) -> Array:
    """Spread the bits of uint64 keys."""
    keys = keys ^ (keys >> _SHIFT)
    keys = keys * _MIX_1
    keys = keys ^ (keys >> _SHIFT)
    return keys * _MIX_2


def slice_sums(codes: Array) -> tuple[Array, Array]:
    """Prepare hashes of any slice: running sums, and what shifts a slice to the origin."""
    count = len(codes) + 1
    powers = numpy.ones(count, dtype=numpy.uint64)
    powers[1:] = _STEP
    backs = numpy.ones(count, dtype=numpy.uint64)
    backs[1:] = _BACK
    with numpy.errstate(over="ignore"):
        powers = numpy.cumprod(powers)
        backs = numpy.cumprod(backs)
        spread = mixed(codes.astype(numpy.uint64) + numpy.uint64(_ODD))
        sums = numpy.zeros(count, dtype=numpy.uint64)
        sums[1:] = numpy.cumsum(spread * powers[:-1])
    return sums, backs


def slice_hashes(sums: Array, backs: Array, starts: Array, ends: Array) -> Array:
    """Hash the slices [starts, ends): equal strings have equal hashes wherever they stand."""
    with numpy.errstate(over="ignore"):
        return mixed((sums[ends] - sums[starts]) * backs[starts])


def string_hashes(strings: Sequence[str]) -> Array:
    """Hash whole strings as `slice_hashes` would hash them in a text."""
    text = "".join(strings)
    lengths = numpy.fromiter(map(len, strings), dtype=numpy.int64, count=len(strings))
    ends = numpy.cumsum(lengths)
    sums, backs = slice_sums(codes_of(text))
    return slice_hashes(sums, backs, ends - lengths, ends)


def _class_table() -> Array:
    table = numpy.full(0x10000, 1, dtype=numpy.int64)
    table[0x4E00:0xA000] = 2
    table[0x3000:0x3040] = 3
    table[0x20:0x7F] = 3
    table[0xFF00:0xFFF0] = 3
    table[48:58] = 4
    table[65:91] = 5
    table[97:123] = 6
    for char in _SURNAMES:
        table[ord(char)] = 9
    for char in _NUMERALS:
        table[ord(char)] = 7
    table[[ord(char) for char in "·・•"]] = 8
    table[10] = 0
    return table


_CLASSES = _class_table()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What was learned from text without labels and from lists, by hash.

    `words` (sorted hashes) go with `clusters` (columns, coarse to fine). `names` (sorted hashes of listed
    names) go with `kinds` (small integers), and `spans` are the name lengths that occur. `sieve` says of a hash's
    first bits whether any name begins with them.
    """

    words: Array
    clusters: Array
    names: Array
    kinds: Array
    spans: tuple[int, ...]
    sieve: Array


def sieve_of(names: Array) -> Array:
    """Give the sieve over the names' hashes."""
    sieve = numpy.zeros(1 << 22, dtype=bool)
    sieve[(names >> _SIEVED).astype(numpy.int64)] = True
    return sieve


@dataclass(frozen=True, slots=True)
class View:
    """One layout as read: the feature keys and the columns of small integers, one row a character.

    `keys` is (characters, templates) uint64. `word_rows` gives each word's row in the word vectors (0: none);
    `word_tags` its tag's hash; `word_of` the word of each character. `small` is (characters, 6): place in the
    word, code point, class, and the listed names that begin, end and run on here. `spelling` are the templates
    that name the very characters or words.
    """

    keys: Array
    word_rows: Array
    word_tags: Array
    word_of: Array
    small: Array
    spelling: tuple[int, ...]


def found_at(hashes: Array, sorted_hashes: Array) -> tuple[Array, Array]:
    """Give for every hash its place in `sorted_hashes`, and whether it is there."""
    at = numpy.searchsorted(sorted_hashes, hashes)
    at[at == len(sorted_hashes)] = 0
    return at, sorted_hashes[at] == hashes


def shifted(values: Array, by: int) -> Array:
    """Give at each place the value `by` places on, zero beyond the ends."""
    if by == 0:
        return values
    moved = numpy.zeros_like(values)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


@dataclass(frozen=True, slots=True)
class _Words:
    """For every layout position: its word's index, its place in the word, and the words' own columns."""

    index: Array
    place: Array
    hashes: Array
    tags: Array
    sizes: Array
    starts: Array
    ends: Array


def tag_codes(tags: Sequence[str]) -> Array:
    """Give part-of-speech tags as numbers."""
    codes = (_tag_code(tag) for tag in tags)
    return numpy.fromiter(codes, dtype=numpy.uint64, count=len(tags))


@cache
def _tag_code(tag: str) -> int:
    return int.from_bytes(tag.encode()[:4], "little")


def _words(text: str, sums: Array, backs: Array) -> _Words:
    tagged = rjieba.tag(text)
    count = len(tagged)
    sizes = numpy.fromiter((len(word) for word, _ in tagged), dtype=numpy.int64, count=count)
    tags = tag_codes([tag for _, tag in tagged])
    ends = numpy.cumsum(sizes)
    starts = ends - sizes
    index = numpy.repeat(numpy.arange(count), sizes)
    offset = numpy.arange(len(text)) - starts[index]
    left = sizes[index] - offset - 1
    place = numpy.minimum(offset, 2) * 3 + numpy.minimum(left, 2)
    hashes = slice_hashes(sums, backs, starts, ends)
    return _Words(index, place.astype(numpy.uint64), hashes, tags, sizes, starts, ends)


def _matches(length: int, sums: Array, backs: Array, known: Knowledge) -> tuple[Array, Array, Array]:
    """For every position, the longest listed name that begins, ends and runs on here: kind and length."""
    begin, end, inside = (numpy.zeros(length, dtype=numpy.uint64) for _ in range(3))
    for span in known.spans:
        if span > length:
            break
        starts = numpy.arange(length - span + 1)
        hashes = slice_hashes(sums, backs, starts, starts + span)
        hit = numpy.flatnonzero(known.sieve[(hashes >> _SIEVED).astype(numpy.int64)])
        at, there = found_at(hashes[hit], known.names)
        hit, at = hit[there], at[there]
        code = known.kinds[at].astype(numpy.uint64) * numpy.uint64(8) + numpy.uint64(min(span, 7))
        begin[hit] = code
        end[hit + span - 1] = code
        for step in range(1, span - 1):
            inside[hit + step] = code
    return begin, end, inside


def view(sheet: Sheet, known: Knowledge, source: int) -> View:
    """Read a layout. `source` numbers the annotation guideline that is asked for."""
    text = sheet.text
    codes = codes_of(text)
    sums, backs = slice_sums(codes)
    char = codes.astype(numpy.uint64)
    kind = _CLASSES[numpy.minimum(codes, 0xFFFF)].astype(numpy.uint64)
    words = _words(text, sums, backs)
    names = _matches(len(text), sums, backs, known)
    at, there = found_at(words.hashes, known.words)
    rows = numpy.where(there, at + 1, 0)
    clusters = numpy.where(there[:, None], known.clusters[at], 0).astype(numpy.uint64)
    places = sheet.places()
    columns = _columns(char, kind, words, names, clusters, sums, backs, numpy.uint64(source))
    keys = numpy.stack([column[places] for column in columns.columns], axis=1)
    small = numpy.stack([words.place, char, kind, *names], axis=1)[places].astype(numpy.int64)
    return View(keys, rows, words.tags, words.index[places], small, tuple(columns.spelling))


class _Columns:
    """Feature columns in template order: each a mix of the template's number and the parts."""

    def __init__(self) -> None:
        self.columns: list[Array] = []
        self.spelling: list[int] = []

    def add(self, *parts: Array) -> None:
        with numpy.errstate(over="ignore"):
            value = parts[0] * _MIX_2
            for part in parts[1:]:
                value = ((value ^ (value >> _SHIFT)) + part) * _MIX_1
            self.columns.append(mixed(value + numpy.uint64((len(self.columns) + 1) * _ODD % _WRAP)))

    def spell(self, *parts: Array) -> None:
        """Add a template that names the very characters or word, rather than what kind they are."""
        self.spelling.append(len(self.columns))
        self.add(*parts)


def _columns(
    char: Array, kind: Array, words: _Words, names: tuple[Array, ...], clusters: Array,
    sums: Array, backs: Array, source: numpy.uint64,
) -> _Columns:  # fmt: skip
    c = {d: shifted(char, d) for d in range(-REACH, REACH + 1)}
    k = {d: shifted(kind, d) for d in range(-2, 3)}
    here, place = words.index, words.place
    near = range(-2, 3)
    word = {d: shifted(words.hashes, d)[here] for d in near}
    tag = {d: shifted(words.tags, d)[here] for d in near}
    sizes = numpy.minimum(words.sizes, 6).astype(numpy.uint64)
    size, size_next, size_past = (shifted(sizes, d)[here] for d in (0, 1, -1))
    last = char[words.ends - 1]
    last_here, last_next, last_past = (shifted(last, d)[here] for d in (0, 1, -1))
    first_next = shifted(char[words.starts], 1)[here]
    tail = slice_hashes(sums, backs, numpy.maximum(words.ends - 2, words.starts), words.ends)[here]
    begin, end, inside = names
    f = _Columns()
    for d in range(-REACH, REACH + 1):
        f.spell(c[d])
    for d in (-2, -1, 0, 1):
        f.spell(c[d], c[d + 1])
    f.spell(c[-1], c[1])
    for d in (-2, -1, 0):
        f.spell(c[d], c[d + 1], c[d + 2])
    for d in (-3, 0, -2, -1):
        f.spell(c[d], c[d + 1], c[d + 2], c[d + 3])
    f.add(k[-1], k[0], k[1])
    f.add(k[-2], k[-1], k[0], k[1], k[2])
    f.spell(word[0], place)
    for d in (-1, 1, -2, 2):
        f.add(word[d], place)
    f.spell(word[-1], word[0], place)
    f.spell(word[0], word[1], place)
    f.add(word[-1], word[1], place)
    f.add(tag[0], place)
    f.add(tag[-1], tag[0], place)
    f.add(tag[0], tag[1], place)
    f.add(tag[-1], tag[0], tag[1], place)
    f.add(tag[-2], tag[-1], tag[0], place)
    f.add(tag[0], tag[1], tag[2], place)
    f.add(tag[0], size, place, size_past, size_next)
    f.add(tag[0], place, c[0])
    f.add(tag[0], size, place, c[0])
    f.add(word[-1], tag[0], size, place)
    f.add(word[1], tag[0], size, place)
    f.add(last_here, place)
    f.add(tail, place)
    f.add(last_past, place, tag[0])
    f.add(last_next, place, tag[0])
    f.add(last_here, last_next, place)
    f.add(first_next, place, c[0])
    f.add(tag[0], tag[1], last_next, place)
    f.add(begin, place)
    f.add(end, place)
    f.add(inside, place)
    f.add(begin, end, inside)
    f.add(begin, c[0])
    f.add(end, c[0])
    f.add(inside, tag[0], place)
    f.add(begin, k[-1], tag[-1])
    f.add(end, tag[1], c[1])
    for column in clusters.T:
        group = {d: shifted(column, d)[here] for d in near}
        for d in near:
            f.add(group[d], place)
        f.add(group[-1], group[0], place)
        f.add(group[0], group[1], place)
        f.add(group[-1], group[1], tag[0], place)
    mark = numpy.full(len(char), source + numpy.uint64(1))
    f.spell(mark, word[0], place)
    f.add(mark, tag[0], place)
    f.spell(mark, c[-1], c[0])
    f.spell(mark, c[0], c[1])
    f.add(mark, begin, end, inside)
    f.add(mark, last_here, last_next, place)
    f.add(mark, group[0], place)
    f.add(mark, group[-1], tag[0], place)
    f.add(mark, group[1], tag[0], place)
    return f
