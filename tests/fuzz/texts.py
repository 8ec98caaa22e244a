"""Texts that nobody writes, made of our columns: cut, joined, swapped, repeated, filled with what no column holds."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

CORPUS = Path(__file__).parents[2] / "corpus"
WORDS = Path(__file__).with_name("words.txt").read_text(encoding="utf-8").split()
CONTROLS = (
    "\x00\x01\x07\x08\t\x0b\x0c\r\x1b\x1f\x7f\x80\x85\x9f\xad"
    "\u200b\u200d\u200e\u202e\u2028\u2029\u2060\ufe0f\ufeff\ufffd\uffff"
)
SCRIPTS = (
    (0x21, 0x7E), (0xA1, 0x24F), (0x300, 0x36F), (0x370, 0x4FF), (0x5D0, 0x6FF), (0x900, 0x97F), (0xE00, 0xE7F),
    (0x1100, 0x11FF), (0x2000, 0x2BFF), (0x2E80, 0x303F), (0x3040, 0x33FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xAC00, 0xD7A3), (0xD800, 0xDFFF), (0xE000, 0xF8FF), (0xF900, 0xFFEF), (0x1D400, 0x1D7FF), (0x1F000, 0x1FAFF),
    (0x20000, 0x2A6DF), (0x2F800, 0x2FA1F), (0xE0100, 0xE01EF), (0xF0000, 0x10FFFF),
)  # fmt: skip


FORMS = (
    "{d}", "{d}.{d}", "-{d}", "{d}%", "{c}", "{c}成{c}", "百分之{c}", "{d}分之{d}", "{d}/{d}", "{d}:{d}", "{d}e{d}",
    "0", "{d}至{d}億", "{c}點{c}", "{d},{d}", "{d}年{d}月{d}日", "第{d}", "{d}萬{d}", "00", ".{d}", "{d}倍", "{c}厘{c}",
)  # fmt: skip


@lru_cache(maxsize=1)
def columns() -> tuple[str, ...]:
    """Give the text of every column and page of the corpus."""
    return tuple(
        path.read_text(encoding="utf-8")
        for folder in ("columns", "pages")
        for path in sorted((CORPUS / folder).glob("*.txt"))
    )


def made(seed: int, count: int, longest: int = 160) -> Iterator[str]:
    """Yield `count` texts of `longest` characters at most, the same for the same seed."""
    random = Random(seed)
    for _ in range(count):
        text = scrap(random, 60)
        for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
            text = random.choice(MUTATIONS)(random, text)
        yield text[:longest]


def long_ones(seed: int, count: int, size: int = 20_000) -> Iterator[str]:
    """Yield `count` texts of `size` bytes: one scrap, or a few, over and over without an end of the sentence."""
    random = Random(seed)
    for _ in range(count):
        scraps = [random.choice((scrap, piece))(random, 24) for _ in range(random.choice((1, 1, 2, 5)))]
        if random.random() < 0.8:
            scraps = [part.translate(_UNENDED) for part in scraps]
        text = ""
        while len(text) < size:
            text += random.choice(scraps) + random.choice(("", "", "，", "、", "及"))
        yield text.encode("utf-8", "replace")[:size].decode("utf-8", "ignore")


def scrap(random: Random, longest: int) -> str:
    """Cut a piece out of a column."""
    text = random.choice(columns())
    start = random.randrange(len(text))
    return text[start : start + random.randint(1, longest)]


def number(random: Random) -> str:
    """Write a number as nobody would."""
    digits = "".join(random.choice("0123456789") for _ in range(random.choice((1, 2, 4, 9, 26, 45, 90))))
    chinese = "".join(
        random.choice("零〇一二三四五六七八九十百千萬億兆兩廿卅半幾數") for _ in range(random.randint(1, 12))
    )
    form = random.choice(FORMS)
    return form.format(d=digits, c=chinese).translate(_WIDE if random.random() < 0.1 else {})


def character(random: Random) -> str:
    """Give a character of any script, half a pair among them."""
    return chr(random.randint(*random.choice(SCRIPTS)))


def piece(random: Random, longest: int = 0) -> str:
    """Give a word that our rules look for, a number, a control or a character of any script."""
    kind = random.random()
    if kind < 0.4:
        return random.choice(WORDS)
    if kind < 0.7:
        return number(random)
    return random.choice(CONTROLS) if kind < 0.8 else character(random)


def _cut(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    return text[:start] + text[start + random.randint(0, 12) :]


def _join(random: Random, text: str) -> str:
    return text + random.choice(("", "\n", "\n\n", "，", " ")) + scrap(random, 40)


def _swap(random: Random, text: str) -> str:
    a, b = sorted(random.randrange(len(text) + 1) for _ in range(2))
    return text[b:] + text[a:b] + text[:a]


def _exchange(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _repeat(random: Random, text: str) -> str:
    start = random.randrange(len(text) + 1)
    part = text[start : start + random.randint(1, 8)]
    return text[:start] + part * random.randint(2, 12) + text[start:]


def _insert(random: Random, text: str) -> str:
    at = random.randrange(len(text) + 1)
    return text[:at] + "".join(piece(random) for _ in range(random.randint(1, 4))) + text[at:]


def _words_alone(random: Random, text: str) -> str:
    return "".join(piece(random) for _ in range(random.randint(1, 30)))


def _numbers_changed(random: Random, text: str) -> str:
    return "".join(number(random) if c in "0123456789" and random.random() < 0.3 else c for c in text)


MUTATIONS = (_cut, _join, _swap, _exchange, _repeat, _insert, _insert, _words_alone, _numbers_changed)
_WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")
_UNENDED = str.maketrans(dict.fromkeys("。！？!?\n；;"))
