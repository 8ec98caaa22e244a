"""The stock of right sentences (`corpus/sums`): passages with the sums that their writer means, marked.

One passage a line: its text with every number of a sum as `{1:45.6萬公噸}`, ⏎ between blocks, a tab, and the sums
(`growth 3 1 = 2`), parted by semicolons. `corpus/README.md` tells what each sum's operands are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_MARK = re.compile(r"\{(\d+):([^{}]+)\}")
_SUM = re.compile(r"(\w+) ([\d ]+) = (\d+)")


@dataclass(frozen=True, slots=True)
class Meant:
    """One sum that a writer means: spans of its operands in order, and of what is stated (None: told by itself)."""

    name: str
    operands: tuple[tuple[int, int], ...]
    stated: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of one style; `blocks` are its lines, spans are of them joined by newlines."""

    style: str
    text: str
    sums: tuple[Meant, ...]

    @property
    def blocks(self) -> list[str]:
        """Its blocks: a title and a body, or paragraphs."""
        return self.text.split("\n")


def read_stock(folder: Path) -> Iterator[Passage]:
    """Yield every passage of a folder, style by style. Raises ValueError for a line that cannot be read."""
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line:
                try:
                    yield _passage(path.stem, line)
                except (KeyError, ValueError) as error:
                    raise ValueError(f"{path}:{number}: {error}") from error


def _passage(style: str, line: str) -> Passage:
    marked, _, sums = line.partition("\t")
    spans: dict[str, tuple[int, int]] = {}
    parts: list[str] = []
    at = length = 0
    for mark in _MARK.finditer(marked):
        plain = marked[at : mark.start()]
        length += len(plain)
        spans[mark[1]] = (length, length + len(mark[2]))
        parts += [plain, mark[2]]
        length += len(mark[2])
        at = mark.end()
    text = ("".join(parts) + marked[at:]).replace("⏎", "\n")
    return Passage(style, text, tuple(_meant(one, spans) for one in sums.split(";") if one.strip()))


def _meant(text: str, spans: dict[str, tuple[int, int]]) -> Meant:
    found = _SUM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"no sum: {text}")
    name, operands, stated = found.groups()
    bare = name in ("currency", "same", "breakdown") and stated in ("0", "100")
    return Meant(name, tuple(spans[o] for o in operands.split()), None if bare else spans[stated])


def in_percent(passage: Passage) -> Passage | None:
    """Give a passage with its differences of rates printed as percentages, as `wording.point` must know them."""
    if len(passage.sums) != 1 or (meant := passage.sums[0]).name != "difference" or meant.stated is None:
        return None
    start, end = meant.stated
    printed = re.sub("個?百分點", "%", passage.text[start:end])
    shift = len(printed) - (end - start)
    if not shift or any(a >= end for a, _ in meant.operands):
        return None
    text = passage.text[:start] + printed + passage.text[end:]
    return Passage(passage.style, text, (Meant("difference", meant.operands, (start, end + shift)),))
