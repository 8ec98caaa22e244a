"""The peers on the public suites and against our clock, in one run on one core; `make bench-peers`.

Runs in the peers' environment; heshu answers from its own through `ours.py`. Writes the table of all and exits with 1
where a ratio of speed is below its floor. A rate is over the second half of our columns, seen once before by each;
heshu's rate at first sight, when rules are still being compiled, is given too.

    bench_peers.py PYTHON SUITES TABLE    PYTHON is the interpreter of the project's environment
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import readers
from marks import moment, passes

HERE = Path(__file__).parent
ROUNDS = 3
NOW = datetime(2020, 1, 1)  # where a case names no clock
MONEY = ("currency", "currency_extract")
MEASURES = ("dimension", "age", "temperature", "distance", "quantity", "volume")
NUMBERS = ("number", "percent", "ordinal", "digits", "fraction")
DATES = (
    "date", "datetime", "date_time", "date_time_period", "datetime_experimental", "holiday", "period", "set", "time",
    "time_period", "datetime_extract", "duration",
)  # fmt: skip
FLOORS = {"Recognizers": 100, "JioNLP": 10}  # times as fast
# Which suites a peer can answer: it has a finder for their kind.
ANSWERS: dict[str, Callable[[str, str], bool]] = {
    "Recognizers": lambda suite, kind: not kind.startswith("range"),
    "JioNLP": lambda suite, kind: kind in (*MONEY, *DATES) and suite not in ("cn2an", "wetext"),
    "cn2an": lambda suite, kind: suite == "cn2an" or (kind in NUMBERS and suite != "wetext"),
    "WeText": lambda suite, kind: suite in ("wetext", "nemo", "cn2an") or kind in (*NUMBERS, *MONEY),
}


def main() -> int:
    """Score every peer, then take turns against the clock."""
    python, suites, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    ours = _ask(python, "scores", str(suites))
    peers = {
        "Recognizers": readers.recognizers(),
        "JioNLP": readers.jionlp(),
        "cn2an": readers.cn2an(),
        "WeText": readers.wetext(),
    }
    rows = {
        name: [
            _score(read, suites / f"{suite}.jsonl", form, set(ids))
            for suite, ids in ours["counted"].items()
            if ANSWERS[name](*suite.split("-", 1))
            for form in ("text", "text_hant")
        ]
        for name, read in peers.items()
    }
    rates = _speed(python, peers)
    with TemporaryDirectory() as folder:
        measured = Path(folder) / "measured.json"
        measured.write_text(
            json.dumps({"ours": ours["rows"], "peers": rows, "rates": rates}), encoding="utf-8"
        )
        _ask(python, "table", str(measured), str(out))
    short = 0
    for name, rate in rates.items():
        print(f"{name:22} {rate:12,.0f} characters/s")
    for name, floor in FLOORS.items():
        ratio = rates["heshu"] / rates[name]
        short += ratio < floor
        print(f"against {name:12} {ratio:8.1f} times (at least {floor}){' SHORT' if ratio < floor else ''}")
    return 1 if short else 0


def _ask(python: str, *words: str) -> object:
    done = subprocess.run(
        [python, str(HERE / "ours.py"), *words], check=True, capture_output=True, encoding="utf-8"
    )
    return json.loads(done.stdout)


def _score(read: dict[str, readers.Read], path: Path, form: str, counted: set[str]) -> dict[str, object]:
    suite, kind = path.stem.split("-", 1)
    row = {
        "suite": suite,
        "kind": kind,
        "form": form,
        "cases": 0,
        "passed": 0,
        "conventions": [],
        "failures": [],
    }
    for case in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if case["id"] not in counted:
            continue
        row["cases"] += 1
        finder = _finder(read, suite, kind, case["span_policy"])
        now = moment(case["ref"]) if case["ref"] else NOW
        try:
            seen = finder(case[form], now, case["span_policy"] == "whole")
            right = passes(case, seen, dates=kind in DATES, lengths=kind == "duration")
        except Exception as error:  # whatever a peer raises on a text is a failure of its own
            row["failures"].append(f"{case['id']}: raised {type(error).__name__}")
            continue
        row["passed"] += right
        if not right:
            row["failures"].append(case["id"])
    return row


def _finder(read: dict[str, readers.Read], suite: str, kind: str, policy: str) -> readers.Read:
    """Give the peer's finder for a kind of suite, and the whole of what it finds where the suite mixes kinds."""
    if kind in DATES:
        names = ("date", "number")
    elif kind in MONEY:
        names = ("currency", "number")
    elif policy == "unchanged":
        names = ("unit", "any number", "number")
    elif kind in MEASURES and suite not in ("wetext", "nemo"):
        names = (
            {"distance": "dimension", "quantity": "dimension", "volume": "dimension"}.get(kind, kind),
            "number",
        )
    elif policy == "all":
        names = (kind, "number")
    elif "date" in read and kind in ("mixed", "mixed_config"):
        return lambda text, now, whole: [s for n in ("any number", "date") for s in read[n](text, now, whole)]
    else:
        names = ("any number", "number")
    return next(read[name] for name in names if name in read)


def _speed(python: str, peers: dict[str, dict[str, readers.Read]]) -> dict[str, float]:
    """Give characters a second over the second half of our columns: the median of rounds in turn."""
    texts = _ask(python, "texts")
    second = texts[len(texts) // 2 :]
    size = sum(map(len, second))
    finders = {
        "Recognizers": ("number", "percent", "currency", "dimension", "age", "temperature", "date"),
        "JioNLP": ("currency", "date"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in ("heshu", "heshu, at first sight", *finders)}
    for round_ in range(ROUNDS + 1):
        first, again = _ask(python, "speed")
        seconds["heshu"].append(again)
        seconds["heshu, at first sight"].append(first)
        for name, kinds in finders.items():
            start = time.process_time()
            for text in second:
                for kind in kinds:
                    peers[name][kind](text, NOW, False)
            if round_:
                seconds[name].append(time.process_time() - start)
    return {name: size / statistics.median(taken) for name, taken in seconds.items()}


if __name__ == "__main__":
    sys.exit(main())
