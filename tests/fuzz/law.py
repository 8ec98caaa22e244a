"""What holds for every text whatever: no exception, every span what is printed there, records whole in JSON."""

import re
import time

import heshu
from heshu.model.record import Record
from heshu.sheet import html

MOST_SECONDS = 5.0
"""CPU that a text of 20 kB may take."""
# Two halves of a character side by side are one in JSON: their places hold, they themselves do not.
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def hold(text: str) -> None:
    """Analyse and check a text. Raises AssertionError where something does not hold, or what heshu raises."""
    sheets = heshu.check(text)
    html(sheets).encode("utf-8")
    for sheet in sheets:
        record = sheet.record
        for here, there, length in record.segments:
            assert record.text[here : here + length] == text[there : there + length]
        for found in (*record.figures, *record.periods, *record.entities, *record.claims):
            assert record.text[found.start : found.end] == found.text != "", found
        for finding in record.findings:
            for span in (finding, *finding.spans):
                assert 0 <= span.start <= span.end <= len(record.text), finding
        again = Record.model_validate_json(record.model_dump_json(by_alias=True))
        assert len(again.text) == len(record.text)
        assert again == record or _HALVES.search(text)


def broken(texts: list[str]) -> list[tuple[str, str]]:
    """Give the texts for which something does not hold, or that take too long, each with what was wrong."""
    wrong = []
    for text in texts:
        started = time.process_time()
        try:
            hold(text)
        except Exception as error:
            wrong.append((text, f"{type(error).__name__}: {error}"[:300]))
        if (seconds := time.process_time() - started) > MOST_SECONDS:
            wrong.append((text, f"{seconds:.1f} seconds"))
    return wrong
