"""What the checks are worth, told apart by where the errors come from, each family: `heshu evaluate checks`."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from heshu.evaluate.alarms import judge
from heshu.evaluate.checks import Tally, score_columns, score_sentences
from heshu.evaluate.gold import Split
from heshu.evaluate.stock_plants import score_stock
from heshu.evaluate.title_swaps import of_gold, of_public
from heshu.evaluate.title_swaps import score as score_swaps
from heshu.evaluate.unseen import score_unseen


def planted(corpus: Path, twins: Path, model: Path, split: Split) -> Iterator[str]:
    """Write what is caught of errors planted in our columns, in sentences set into them and in unseen styles."""
    yield from _lines("planted in the columns themselves", score_columns(corpus, split))
    yield from _lines("planted in sentences set into the columns", score_sentences(corpus, twins, split))
    config = tomllib.loads((model / "config.toml").read_text(encoding="utf-8"))
    held = score_stock(corpus / "sums", config["held_out"])
    yield from _lines(f"planted in styles that training never saw ({', '.join(config['held_out'])})", held)
    yield from _lines("twins by writers who saw no code", score_unseen(corpus / "twins"))


def real(corpus: Path, data: Path, verdicts: Path, split: Split) -> Iterator[str]:
    """Write what is caught of swapped headline numbers, and what is flagged in real text as a reader judged it."""
    swapped = score_swaps(chain(of_gold(corpus, split), of_public(data)))
    articles = {name: tally for name, tally in swapped.tallies.items() if name in swapped.articles}
    yield from _lines(f"headline numbers swapped ({sum(swapped.articles.values())} articles)", articles)
    judged = judge(data, verdicts)
    yield f"# alarms in real text ({sum(judged.texts.values())} texts)"
    yield "rule\tright\twrong\tunjudged\tprecision\twrong in 100 texts"
    counts: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("right", "wrong", "unjudged"), 0))
    for alarm, verdict in judged.alarms.items():
        for name in (alarm.rule, "total"):
            counts[name][verdict] += 1
    for name, count in sorted(counts.items(), key=_total_last):
        read = count["right"] + count["wrong"]
        precision = f"{count['right'] / read:.2f}" if read else "-"
        rate = f"{100 * count['wrong'] / max(1, sum(judged.texts.values())):.2f}"
        yield "\t".join((name, *map(str, count.values()), precision, rate))


def _lines(title: str, tallies: dict[str, Tally]) -> Iterator[str]:
    """Write one table: a family a line, the whole last."""
    whole = Tally(
        *(sum(getattr(t, name) for t in tallies.values()) for name in ("planted", "caught", "false_alarms"))
    )
    yield f"# {title}"
    yield "family\tcaught\tplanted\trecall\tfalse alarms"
    for name, tally in sorted({**tallies, "total": whole}.items(), key=_total_last):
        recall = f"{tally.recall:.3f}" if tally.planted else "-"
        yield f"{name}\t{tally.caught}\t{tally.planted}\t{recall}\t{tally.false_alarms}"


def _total_last(row: tuple[str, object]) -> tuple[bool, str]:
    return row[0] == "total", row[0]
