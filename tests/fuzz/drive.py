"""Coverage-guided fuzzing of the ways in: `python tests/fuzz/drive.py analyse -runs=10000`; `make fuzz` drives all.

Inputs begin as pieces of our columns and are changed by `texts` and by libFuzzer in turn; our own modules are
instrumented. What breaks is written to `fuzz-found/`, once for each place, and the run goes on.
"""

import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import lru_cache
from pathlib import Path
from random import Random

import atheris

sys.path.insert(0, str(Path(__file__).parents[1]))
with atheris.instrument_imports(include=["heshu"]):
    import heshu
    import heshu.service.page
    from heshu.errors import HeshuError, OptionError, SourceError
    from heshu.index import Index, open_index, search
    from heshu.layout import split
    from heshu.model.record import Record
    from heshu.sources import read_bytes, read_text

from fuzz.law import MOST_SECONDS, hold
from fuzz.texts import MUTATIONS, scrap

FOUND = Path("fuzz-found")
LONGEST = 600
OPENED = ExitStack()
ENCODINGS = (
    "utf-8",
    "big5hkscs",
    "cp950",
    "gb18030",
    "utf-16",
    "utf-16-le",
    "utf-8-sig",
    "shift_jis",
    "latin-1",
)


def analyse(data: bytes) -> None:
    """Analyse a text: it never raises."""
    heshu.analyse(_text(data))


def check(data: bytes) -> None:
    """Check a text, and hold the law of every text."""
    hold(_text(data))


def lay_out(data: bytes) -> None:
    """Split a text: every character that is not white space is in one place."""
    page = read_text(_text(data))
    spread = split(page)
    taken = [(b, b + n) for article in spread.articles for _, b, n in article.segments]
    taken += [(fragment.start, fragment.end) for fragment in spread.fragments]
    kept = "".join(page.text[a:b] for a, b in sorted(taken))
    assert "".join(kept.split()) == "".join(page.text[page.body :].split())


def decode(data: bytes) -> None:
    """Read bytes: a text that encodes to them again, or a refusal that names the file."""
    name = ("a.txt", "2026-06-25.md", "維港早報", "-")[len(data) % 4]
    try:
        page = read_bytes(data, name)
    except SourceError as error:
        assert name in str(error) or name == "-", error
    else:
        assert page.source.encoding and data.decode(page.source.encoding) == page.text


def store(data: bytes) -> None:
    """Put a record into an index, get it back whole, and search with any words."""
    text, _, words = _text(data).partition("\n\n")
    source = read_text(text).source
    record = Record(
        id=f"{len(data):016x}", source=source, title=text[:20], column=words[:9], standfirst=None, authors=[],
        text=text, segments=[], blocks=[],
    )  # fmt: skip
    index = _index()
    index.add(record)
    kept = index.get(record.id)
    assert kept is not None and len(kept.text) == len(text)
    query = (words, text[:60], text[-9:])[len(data) % 3]
    with suppress(OptionError):
        hits = search(index, query, author=words[:3] or None, limit=5)
        assert all(hit.text[a:b] for hit in hits for a, b in hit.lit)


WAYS: dict[str, Callable[[bytes], None]] = {
    "analyse": analyse,
    "check": check,
    "split": lay_out,
    "read_bytes": decode,
    "index": store,
}


@lru_cache(maxsize=1)
def _index() -> Index:
    """Open one index for the whole run; what it holds need not outlive the machine."""
    index = OPENED.enter_context(open_index(Path(tempfile.mkdtemp()) / "index.sqlite", create=True))
    index.db.execute("PRAGMA synchronous = OFF")
    return index


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8", "surrogatepass")[:LONGEST]
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")[:LONGEST]


def _guarded(way: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """Write down what breaks, once for each place, and go on."""
    known: set[str] = set()

    def one(data: bytes) -> None:
        started = time.process_time()
        try:
            way(data)
            seconds = time.process_time() - started
            assert seconds < MOST_SECONDS, f"{seconds:.1f} seconds"
        except Exception as error:
            told = "".join((*traceback.format_exception(error), *getattr(error, "__notes__", ())))
            places = [line.strip() for line in told.splitlines() if "heshu" in line and "line" in line]
            place = f"{type(error).__name__} {places[-1] if places else ''}"
            if place not in known:
                known.add(place)
                FOUND.mkdir(exist_ok=True)
                file = FOUND / f"{way.__name__}-{len(known)}-{abs(hash(data)):x}"
                file.write_bytes(data)
                file.with_suffix(".txt").write_text(told, encoding="utf-8", errors="backslashreplace")
                print(f"FOUND {place}: {file}", flush=True)

    return one


def _mutator(way: str) -> Callable[[bytes, int, int], bytes]:
    def mutate(data: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.4:
            return bytes(atheris.Mutate(data, most))
        text = _text(data) or scrap(random, 60)
        for _ in range(random.choice((1, 1, 2, 4))):
            text = random.choice(MUTATIONS)(random, text)
        encoding = random.choice(ENCODINGS) if way == "read_bytes" else "utf-8"
        return text.encode(encoding, "surrogatepass" if encoding == "utf-8" else "replace")[:most]

    return mutate


def _seeds(count: int) -> str:
    """Write pieces of our columns into a folder of their own, for libFuzzer to begin with."""
    folder = Path(tempfile.mkdtemp())
    random = Random(0)
    for number in range(count):
        (folder / str(number)).write_text(scrap(random, 200), encoding="utf-8")
    return str(folder)


def main() -> None:
    """Fuzz the way in that the first argument names; the others are libFuzzer's."""
    if len(sys.argv) < 2 or sys.argv[1] not in WAYS:
        raise SystemExit(f"usage: drive.py {'|'.join(WAYS)} [-runs=N] [-seed=N] …")
    way = sys.argv[1]
    if way in ("analyse", "check"):
        heshu.analyse("樓市升1%。")  # all that is loaded when first used counts for no input
    arguments = [
        sys.argv[0],
        "-timeout=1200",
        "-max_len=2400",
        "-rss_limit_mb=6000",
        *sys.argv[2:],
        _seeds(300),
    ]
    atheris.Setup(arguments, _guarded(WAYS[way]), custom_mutator=_mutator(way))
    atheris.Fuzz()


if __name__ == "__main__":
    try:
        main()
    except HeshuError as error:
        raise SystemExit(str(error)) from None
