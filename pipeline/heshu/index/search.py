"""Words in, sentences out: either script, whole words or parts of them, best first.

A query word is cut in every way that the index's own vocabulary allows, so that no segmenter is needed
and a word is found however the text around it was cut.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from heshu.errors import OptionError
from heshu.index.rows import without_commas
from heshu.index.store import Index
from heshu.model.day import Day, day_of
from heshu.model.written import writable
from heshu.text.fold import fold

_SPLIT = re.compile(r"[^\w.%$&+/-]+")
_MOST_CUTS = 32
_MOST_CHARACTERS = 60
_MOST_TERMS = 16
MOST_HITS = 1000
"""Sentences that one search may ask for."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One sentence found; `lit` are the spans of the searched words in `text`."""

    article: str
    title: str | None
    authors: str
    outlet: str | None
    published: str | None
    themes: list[str]
    start: int
    end: int
    text: str
    claim: str | None
    lit: list[tuple[int, int]]
    rank: float


def search(
    index: Index,
    words: str,
    *,
    since: Day | None = None,
    until: Day | None = None,
    theme: str | None = None,
    author: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """Find sentences that hold every one of `words`, best first; the filters narrow by article.

    Superseded articles are left out. Raises OptionError where `words` holds nothing to search for, or too much, for a
    theme that there is not and a string that is no day.
    """
    first, last = day_of(since), day_of(until)
    terms = [t for t in _SPLIT.split(without_commas(fold(words).lower())) if t]
    if not terms:
        raise OptionError("請輸入要搜尋的字詞 nothing to search for: give a word")
    if len(terms) > _MOST_TERMS or any(len(term) > _MOST_CHARACTERS for term in terms):
        raise OptionError(
            f"搜尋字詞過長或過多 a search may have {_MOST_TERMS} words of {_MOST_CHARACTERS} characters at most"
        )
    if not 1 <= limit <= MOST_HITS:
        raise OptionError(f"limit {limit}: 請給 1 至 {MOST_HITS} give 1 to {MOST_HITS}")
    if theme is not None:
        _require_theme(index, theme)
    matches = [_match(index, term) for term in terms]
    if not all(matches):
        return []
    rows = index.db.execute(
        """
        SELECT s.article, a.title, a.authors, a.outlet, a.published, s.start, s."end", s.claim, s.norm,
            bm25(lookup, 1.0, 0.3) AS rank, (
                SELECT group_concat(theme, ' ')
                FROM (SELECT theme FROM theme WHERE article = a.id ORDER BY score DESC)
            )
        FROM lookup JOIN sentence s ON s.rowid = lookup.rowid JOIN article a ON a.id = s.article
        WHERE lookup MATCH :match AND a.superseded_by IS NULL
            AND (:since IS NULL OR a.published >= :since) AND (:until IS NULL OR a.published <= :until)
            AND (:theme IS NULL OR EXISTS (SELECT 1 FROM theme WHERE article = a.id AND theme = :theme))
            AND (:author IS NULL OR instr(a.authors, :author) > 0)
        ORDER BY rank, s.score DESC, a.published DESC, s.rowid LIMIT :limit
        """,
        {
            "match": " AND ".join(f"({match})" for match in matches),
            "since": first and first.isoformat(),
            "until": last and last.isoformat(),
            "theme": theme and writable(theme),
            "author": author and writable(author),
            "limit": limit * 2,
        },
    )
    hits: list[Hit] = []
    text = lru_cache(maxsize=8)(index.text)
    for article, title, by, outlet, day, start, end, claim, norm, rank, themes in rows:
        lit = _lit(norm.lower(), terms)
        if lit and len(hits) < limit:
            about = (themes or "").split()
            printed = text(article)[start:end]
            hits.append(Hit(article, title, by, outlet, day, about, start, end, printed, claim, lit, rank))
    return hits


def _require_theme(index: Index, theme: str) -> None:
    if index.db.execute("SELECT 1 FROM theme WHERE theme = ?", (writable(theme),)).fetchone() is None:
        from heshu.themes.taxonomy import taxonomy

        if theme not in {row.id for row in taxonomy()}:
            raise OptionError(
                f"{theme}: 沒有這個主題，請看 heshu themes list no such theme; heshu themes list names them"
            )


def _match(index: Index, term: str) -> str:
    """Give the FTS5 expression for one term: any of its cuts as a phrase; empty where the index lacks it."""
    phrases = []
    for cut in islice(_cuts(index, term), _MOST_CUTS):
        quoted = " ".join(word.replace('"', '""') for word in cut)
        phrases.append(f'"{quoted}"*')
    return " OR ".join(phrases)


def _cuts(index: Index, term: str) -> Iterator[list[str]]:
    """Yield the ways to cut `term` into words of the index, fewest words first; the last may be a word's beginning."""
    known = _known(index, term)
    begins = {i for i in range(len(term)) if _begins_word(index, term[i:])}
    waiting: list[tuple[int, list[str]]] = [(0, [])]
    while waiting:
        later = []
        for at, words in waiting:
            if at in begins:
                yield [*words, term[at:]]
            later += [
                (end, [*words, term[at:end]]) for end in range(len(term) - 1, at, -1) if term[at:end] in known
            ]
        waiting = later[:1000]


def _known(index: Index, term: str) -> set[str]:
    pieces = list({term[i:j] for i in range(len(term)) for j in range(i + 1, len(term) + 1)})
    found: set[str] = set()
    for at in range(0, len(pieces), 500):
        some = pieces[at : at + 500]
        marks = ",".join("?" * len(some))
        found.update(
            w for (w,) in index.db.execute(f"SELECT term FROM vocabulary WHERE term IN ({marks})", some)
        )
    return found


def _begins_word(index: Index, beginning: str) -> bool:
    row = index.db.execute(
        "SELECT 1 FROM vocabulary WHERE term >= ? AND term < ? LIMIT 1", (beginning, beginning + "\U0010ffff")
    ).fetchone()
    return row is not None


def _lit(norm: str, terms: list[str]) -> list[tuple[int, int]]:
    """Give where the terms stand in the sentence, in order; none at all where one of them does not stand there."""
    places = [[m.span() for m in re.finditer(r"[\s,]?".join(map(re.escape, term)), norm)] for term in terms]
    return sorted({span for spans in places for span in spans}) if all(places) else []
