"""What the recogniser reads off folded text, for many sentences at once: characters, words, tags and listed names.

Sentences are laid end to end with a gap between them, so that windows never reach into a neighbour. Strings are
known by 64-bit hashes, which running sums give for any slice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
class Words:
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
    return numpy.fromiter(map(_TAG_CODES.__getitem__, tags), dtype=numpy.uint64, count=len(tags))


class _TagCodes(dict[str, int]):
    def __missing__(self, tag: str) -> int:
        return self.setdefault(tag, int.from_bytes(tag.encode()[:4], "little"))


_TAG_CODES = _TagCodes()


def _words(text: str, sums: Array, backs: Array) -> Words:
    tagged = rjieba.tag(text)
    count = len(tagged)
    pieces, tag_names = zip(*tagged, strict=True)
    sizes = numpy.fromiter(map(len, pieces), dtype=numpy.int64, count=count)
    tags = tag_codes(tag_names)
    ends = numpy.cumsum(sizes)
    starts = ends - sizes
    index = numpy.repeat(numpy.arange(count), sizes)
    offset = numpy.arange(len(text)) - starts[index]
    left = sizes[index] - offset - 1
    place = numpy.minimum(offset, 2) * 3 + numpy.minimum(left, 2)
    hashes = slice_hashes(sums, backs, starts, ends)
    return Words(index, place.astype(numpy.uint64), hashes, tags, sizes, starts, ends)


def _matches(length: int, sums: Array, backs: Array, known: Knowledge) -> tuple[Array, Array, Array]:
    """For every position, the longest listed name that begins, ends and runs on here: kind and length."""
    begin, end, inside = (numpy.zeros(length, dtype=numpy.uint64) for _ in range(3))
    spans = numpy.array([span for span in known.spans if span <= length], dtype=numpy.int64)
    places = numpy.arange(length)
    ends = numpy.minimum(places + spans[:, None], length)
    hashes = slice_hashes(sums, backs, numpy.broadcast_to(places, ends.shape), ends)
    row, start = numpy.nonzero(known.sieve[(hashes >> _SIEVED).view(numpy.int64)])
    at, there = found_at(hashes[row, start], known.names)
    there &= start + spans[row] <= length
    start, span, at = start[there], spans[row[there]], at[there]
    code = known.kinds[at].astype(numpy.uint64) * numpy.uint64(8) + numpy.minimum(span, 7).astype(
        numpy.uint64
    )
    begin[start] = code
    end[start + span - 1] = code
    inner = numpy.maximum(span - 2, 0)
    first = numpy.repeat(start + 1 - (numpy.cumsum(inner) - inner), inner)
    inside[first + numpy.arange(int(inner.sum()))] = numpy.repeat(code, inner)
    return begin, end, inside


@dataclass(frozen=True, slots=True)
class Script:
    """A layout as read: by position the code points, classes and listed names, by word the rest.

    `names` say what begins, ends and runs on at each position. `word_rows` gives each word's row in the word
    vectors (0: none) and `clusters` its clusters, coarse to fine. `sums` and `backs` hash any slice.
    """

    sheet: Sheet
    char: Array
    kind: Array
    names: tuple[Array, Array, Array]
    words: Words
    word_rows: Array
    clusters: Array
    sums: Array
    backs: Array


def read(sheet: Sheet, known: Knowledge) -> Script:
    """Read a layout."""
    codes = codes_of(sheet.text)
    sums, backs = slice_sums(codes)
    kind = _CLASSES[numpy.minimum(codes, 0xFFFF)].astype(numpy.uint64)
    words = _words(sheet.text, sums, backs)
    names = _matches(len(sheet.text), sums, backs, known)
    at, there = found_at(words.hashes, known.words)
    rows = numpy.where(there, at + 1, 0)
    clusters = numpy.where(there[:, None], known.clusters[at], 0).astype(numpy.uint64)
    return Script(sheet, codes.astype(numpy.uint64), kind, names, words, rows, clusters, sums, backs)
