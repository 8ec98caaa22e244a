"""Passages written for the claims model: corpus/claims/written.txt, every clause with its label before it.

`[qt/r@統計處]` reads: letters of the types, after a slash the modality, a minus where nothing can be looked up, and
after @ the speaker (left out: the one before).
"""

import re
from collections.abc import Iterator
from pathlib import Path

from heshu.errors import LexiconError
from heshu.evaluate.claims_labels import Labelled
from heshu.given import given_text

_TYPES = {
    "q": "quantity", "c": "comparison", "r": "ranking", "t": "trend", "f": "forecast", "u": "causal",
    "a": "attribution", "l": "rule", "o": "opinion",
}  # fmt: skip
_MODALITIES = {"n": "normative", "i": "conditional", "f": "forecast", "r": "reported"}
_CLAUSE = re.compile(r"\[([^\]]{0,80})\]([^\[]*)")
_LABEL = re.compile(r"([qcrtfualo]+)(?:/([nifr]))?(-)?(?:@(.+))?")


def read_written(corpus: Path) -> Iterator[tuple[str, list[Labelled]]]:
    """Yield every passage with the labels of its clauses. Raises LexiconError for a line that is none."""
    path = corpus / "claims" / "written.txt"
    for number, line in enumerate(given_text(path).splitlines(), 1):
        if line and not line.startswith("#"):
            yield _passage(line, f"{path.name}:{number}")


def _passage(line: str, where: str) -> tuple[str, list[Labelled]]:
    text, found, speaker = "", [], None
    for label, clause in _CLAUSE.findall(line):
        match = _LABEL.fullmatch(label)
        if match is None:
            raise LexiconError(f"{where}: [{label}] 不是標籤 this is no label")
        letters, modality, unfit, named = match.groups()
        speaker = named or speaker
        types = tuple(_TYPES[letter] for letter in letters)
        said = speaker if "a" in letters else None
        start, text = len(text), text + clause
        found.append(
            Labelled(start, len(text), clause, types, not unfit, _MODALITIES.get(modality, "asserted"), said)
        )
    if not found or any(label.speaker and label.speaker not in text for label in found):
        raise LexiconError(
            f"{where}: 沒有標註，或文中沒有這個說話人 no labelled clause, or a speaker who does not stand in it"
        )
    return text, found
