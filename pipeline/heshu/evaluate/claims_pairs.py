"""Conflicts: pairs of verified claims (CFEVER) that differ in their numbers alone, one supported and one refuted."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from spacy.language import Language

from heshu import language
from heshu.claims.compare import Judgement, frame_of, judge_texts
from heshu.given import given_files, given_lines
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading

NEAR_EQUALS = (
    ("全年旅客將近三百萬人次。", "全年旅客為兩百七十幾萬人次。"),
    ("該區人口接近八萬人。", "該區人口為七萬六千人。"),
    ("協會有會員約500人。", "協會有會員512人。"),
    ("工程造價逾20億元。", "工程造價為21.3億元。"),
    ("失業率約為3%。", "失業率為3.1%。"),
    ("展品有一千多件。", "展品有1,240件。"),
)
"""Hedged near-equals, written by us: each pair can both be true."""


def score_pairs(folder: Path) -> dict[str, float]:
    """Give the number-only pairs, the share of them seen as conflicting, and the near-equals seen so (should be 0)."""
    pairs = list(number_only_pairs(folder))
    seen = sum(judge(a, b) == "conflicting" for a, b in pairs)
    wrong = sum(judge(a, b) == "conflicting" for a, b in NEAR_EQUALS)
    return {
        "pairs": float(len(pairs)),
        "pairs conflicting": round(seen / len(pairs), 4) if pairs else 0.0,
        "near-equals conflicting": float(wrong),
    }


def number_only_pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every supported and refuted claim that share a wording and differ in a number."""
    by_frame: dict[str, list[tuple[str, tuple[str, ...], str]]] = defaultdict(list)
    for path in given_files(folder, "*.jsonl.gz"):
        for row in given_lines(path, "text", "label"):
            frame, numbers = frame_of(row["text"])
            if numbers and row["label"] in ("supports", "refutes"):
                by_frame[frame].append((row["text"], numbers, row["label"]))
    for alike in by_frame.values():
        for a, b in combinations(alike, 2):
            if a[1] != b[1] and a[2] != b[2]:
                yield a[0], b[0]


def judge(one: str, other: str) -> Judgement:
    """Judge two short texts."""
    return judge_texts(_read(one), _read(other))


def _read(text: str) -> Reading:
    article = Article(text, ((0, 0, len(text)),), (Block("paragraph", 0, len(text)),))
    return reading(language.read(_pipeline(), article))


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return language.load()
