"""heshu's side of `make bench-peers`, in the project's own environment: scores, which cases count, and the clock.

`ours.py scores SUITES` prints our rows and the ids that count; `ours.py texts` our columns; `ours.py speed` the
seconds that the second half of them took; `ours.py table MEASURED OUT` writes the table of one run.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from heshu import figures, periods
from heshu.evaluate.gold import load_gold
from heshu.evaluate.suites import case_id, markdown, score_suites
from heshu.evaluate.suites_dates import Row
from heshu.evaluate.suites_dates_values import is_date
from heshu.text.fold import fold

CORPUS = Path(__file__).parents[2] / "corpus"
PREFACE = """# Public suites, dev halves

Per cent of cases right, spans and values, written by `make bench-peers`; the peers were measured in the same run, as
printed / in Traditional, by the mapping of `tests/peers/marks.py`. An empty cell: the peer has no finder for it.
The suites' own texts are not part of the project: cases are named by id.

"""
SPEED = """One core, our columns in Traditional: heshu's fold, periods and figures; Recognizers' number, percent,
currency, unit and date models; JioNLP's money and time extraction. Each had seen the texts once before, and heshu
remembers numerals; at first sight its rules are still being compiled. Wanted: 100 and 10 times as fast."""


def scores(suites: Path) -> dict[str, object]:
    """Give our rows, and the ids of the cases that they count by suite."""
    rows = score_suites(suites)
    counted: dict[str, list[str]] = {}
    for row in rows:
        if row.form == "text":
            name = f"{row.suite}-{row.kind}"
            counted[name] = sorted({*counted.get(name, ()), *_counted(suites / f"{name}.jsonl", row)})
    return {"rows": [asdict(row) for row in rows], "counted": counted}


def _counted(path: Path, row: Row) -> set[str]:
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    left_out = set(map(case_id, row.conventions))
    counted = {case["id"] for case in cases} - left_out
    if len(counted) != row.cases:  # the date cases of a mixed suite
        counted = {c["id"] for c in cases if c["id"] in counted and any(map(is_date, c["expected"]))}
    assert len(counted) == row.cases, (path.name, len(counted), row.cases)
    return counted


def texts() -> list[str]:
    """Give the text of every column of ours."""
    return [gold.text for gold in load_gold(CORPUS)]


def speed() -> tuple[float, float]:
    """Give seconds of processor time for the second half: at first sight after the first half, and again."""
    known = texts()
    half = len(known) // 2
    for text in known[:half]:
        _find(text)
    taken = []
    for _ in range(2):
        start = time.process_time()
        for text in known[half:]:
            _find(text)
        taken.append(time.process_time() - start)
    return taken[0], taken[1]


def _find(text: str) -> None:
    norm = fold(text)
    taken = [(mention.start, mention.end) for mention in periods.find(norm)]
    figures.find(text, norm, taken)


def table(measured: Path, out: Path) -> None:
    """Write the committed table from what one run measured."""
    run = json.loads(measured.read_text(encoding="utf-8"))
    peers = {name: [Row(**row) for row in rows] for name, rows in run["peers"].items()}
    suites = markdown([Row(**row) for row in run["ours"]], peers)
    speeds = [f"| {name} | {rate:,.0f} |" for name, rate in run["rates"].items()]
    head = ["", "## Speed", "", "| Candidate | Characters a second |", "| --- | ---: |", *speeds]
    ratios = [
        f"{name} {run['rates']['heshu'] / run['rates'][name]:.1f}" for name in ("Recognizers", "JioNLP")
    ]
    head[3:3] = [SPEED, "", f"Times as fast: {', '.join(ratios)}.", ""]
    out.write_text(PREFACE + suites + "\n".join([*head, ""]), encoding="utf-8")


if __name__ == "__main__":
    paths = [Path(word) for word in sys.argv[2:]]
    what = {"scores": scores, "texts": texts, "speed": speed, "table": table}[sys.argv[1]]
    json.dump(what(*paths), sys.stdout, ensure_ascii=False)
