"""Real texts for the scorer of sums: what a right text holds by itself, and what it does not mean.

Simplified news, converted as Hong Kong prints it. In a right text a hypothesis that does not hold is not meant; one
that holds may be, and teaches nothing. Half of the texts (by a checksum of their place) teach; the other half is
for alarms.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

from heshu.checks.column import COUNT, MONEY, PERCENT, PERIOD, SIGNS, draw
from heshu.checks.sums.families import hypotheses
from heshu.checks.sums.features import Print
from heshu.checks.sums.network import characters
from heshu.checks.sums.terms import terms
from heshu.evaluate.checks import unchecked
from heshu.evaluate.sums_labels import Example, label
from heshu.text.fold import fold

SETS = {"sogouc": 1200, "cnews_mini": 400, "fewfc": 800}
"""How many texts of each set teach at most."""
_LONGEST = 1300
_NUMBERS = re.compile(r"\d|[百千萬億成%]")


def teaching(data: Path) -> Iterator[str]:
    """Yield texts that teach: those with numbers, of the even half."""
    convert = OpenCC("s2hk").convert
    for name, most in SETS.items():
        with gzip.open(data / name / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
            even = (line for number, line in enumerate(lines) if not crc32(f"{name}{number}".encode()) % 2)
            texts = (convert(json.loads(line)["text"])[:_LONGEST] for line in even)
            dense = (text for text in texts if name == "fewfc" or len(_NUMBERS.findall(text)) >= 12)
            yield from islice(dense, most)


def real_examples(data: Path) -> list[Example]:
    """Read the texts that teach; their style is `real` with a turn, so that folds share them out."""
    read = []
    for number, text in enumerate(teaching(data)):
        parts = [part for line in text.splitlines() if (part := line.strip())]
        column = draw(unchecked([("paragraph", part) for part in parts], outlet="證券日報"))
        found = terms(column)
        possible = list(hypotheses(found))
        if len(found) > 2 and possible:
            read.append(
                Example(f"real-{number % 3}", Print(column, found), possible, label((), found, possible))
            )
    assert all(np.all(example.labels <= 0) for example in read)
    return read


ROW = 160
"""How many characters of running text are read at once."""
_SEEN = 20
_NUMBER = r"(?:\d[\d,.]*|[一二三四五六七八九十百两]+)[万亿千百多余]*"
_DRAWN = (
    (rf"{_NUMBER}(?:年|月|日)", PERIOD),
    (rf"{_NUMBER}(?:%|成|个百分点)", PERCENT),
    (rf"{_NUMBER}(?:美元|港元|元)", MONEY),
    (r"\d[\d,.]*[万亿千百多余]*(?:人次|人|宗|个|家|间|名|件|辆|吨)?", COUNT),
)


def running(data: Path) -> Iterator[str]:
    """Yield the texts of every training split, folded, their numbers drawn about as a column draws them."""
    patterns = [(re.compile(pattern), sign) for pattern, sign in _DRAWN]
    for path in sorted(data.glob("*/train.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                text = row.get("text") or "".join(row.get("tokens") or ())
                if len(text) < 30 or (
                    path.parent.name in SETS and crc32(f"{path.parent.name}{number}".encode()) % 2
                ):
                    continue
                drawn = fold(text[:3000])
                for pattern, sign in patterns:
                    drawn = pattern.sub(sign, drawn)
                yield drawn


def known_codes(read: Sequence[Example], texts: Sequence[str], least: int = 4) -> NDArray[np.int64]:
    """Give the codes of the characters that are met often enough to be learnt, sorted; digits are one."""
    seen: Counter[int] = Counter()
    for example in read:
        seen.update(example.printed.codes.tolist())
    met = Counter(char for text in texts for char in text)
    often = {code for code, count in seen.items() if count >= least}
    often |= {ord(char) for char, count in met.items() if count >= _SEEN}
    often |= {ord(sign) for sign in SIGNS.split("-")}
    return np.array(sorted(code for code in often if not 49 <= code <= 57), np.int64)


def rows_of(texts: Sequence[str], codes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Cut texts into rows of ROW characters, as rows of their embeddings; 0 beyond a text's end."""
    rows = []
    for text in texts:
        read = characters(np.array([ord(char) for char in text], np.int64), codes)
        rows += [row for at in range(0, len(read), ROW) if len(row := read[at : at + ROW]) > ROW // 4]
    table = np.zeros((len(rows), ROW), np.int64)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table
