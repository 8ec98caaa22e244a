"""How common a word is in news: document frequencies learned from public texts, for TF-IDF."""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log

from heshu.errors import ModelError
from heshu.resources import read_model_file
from heshu.text.fold import fold
from heshu.themes.evidence import words

_STRETCH = 120
_LONGEST = 10
_SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]?|[。！？\n]")


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of `texts` short texts each word stands; a word that is not there stands in none."""

    texts: int
    counts: dict[str, int]

    def rarity(self, word: str) -> float:
        """Give the word's inverse document frequency, at least 0."""
        return log((self.texts + 1) / (self.counts.get(word, 0) + 1))


@lru_cache(maxsize=1)
def background() -> Background:
    """Read the table of `models/background`, once. Raises ModelError where it is missing or broken."""
    data = read_model_file("background", "words.tsv.gz")
    try:
        lines = gzip.decompress(data).decode("utf-8").splitlines()
        pairs = (line.split("\t") for line in lines[1:])
        return Background(int(lines[0]), {word: int(count) for word, count in pairs})
    except (OSError, ValueError, IndexError) as error:
        raise ModelError(
            f"models/background/words.tsv.gz: 已損壞，請重新安裝 it is broken, install heshu again: {error}"
        ) from error


def learn(texts: Iterable[str], least: int = 4) -> Background:
    """Count in how many short stretches of the texts each word stands, keeping words that stand in `least`.

    A text is cut into stretches of whole sentences, 120 characters or a little more each.
    """
    spread: Counter[str] = Counter()
    stretches = 0
    for text in texts:
        for stretch in _stretches(fold(text)):
            spread.update({word for word, _ in words(stretch)})
            stretches += 1
    return Background(
        stretches, {word: n for word, n in spread.items() if n >= least and len(word) <= _LONGEST}
    )


def _stretches(norm: str) -> Iterator[str]:
    stretch = ""
    for sentence in _SENTENCE.findall(norm):
        stretch += sentence
        if len(stretch) > _STRETCH:
            yield stretch
            stretch = ""
    if stretch.strip():
        yield stretch


def pack(table: Background) -> bytes:
    """Give the file's bytes, the same for the same table."""
    lines = [str(table.texts), *(f"{word}\t{count}" for word, count in sorted(table.counts.items()))]
    return gzip.compress("\n".join(lines).encode("utf-8"), mtime=0)
