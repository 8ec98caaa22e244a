"""Real texts for the scorer of sums: what a right text holds by itself, and what it does not mean.

Simplified news, converted as Hong Kong prints it. In a right text a hypothesis that does not hold is not meant; one
that holds may be, and teaches nothing. Half of the texts (by a checksum of their place) teach; the other half is
for alarms.
"""

import gzip
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from zlib import crc32

import numpy as np
from opencc import OpenCC

from heshu.checks.column import draw
from heshu.checks.sums.families import hypotheses
from heshu.checks.sums.features import Print
from heshu.checks.sums.terms import terms
from heshu.evaluate.checks import record_of
from heshu.evaluate.sums_labels import Example, label

SETS = {"sogouc": 300, "cnews_mini": 200, "fewfc": 800}
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
        column = draw(record_of([("paragraph", part) for part in parts], outlet="證券日報"))
        found = terms(column)
        possible = list(hypotheses(found))
        if len(found) > 2 and possible:
            read.append(
                Example(f"real-{number % 3}", Print(column, found), possible, label((), found, possible))
            )
    assert all(np.all(example.labels <= 0) for example in read)
    return read
