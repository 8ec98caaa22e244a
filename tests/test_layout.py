"""Layout: every page in `layouts/` gives its articles, block by block, and the seed page as it stands."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from heshu.layout import split
from heshu.model.page import Article, Page, Source, Spread

LAYOUTS = Path(__file__).parent / "layouts"
SEED = Path(__file__).parents[2] / "shared" / "seed" / "page.txt"
SOURCE = Source("page.txt", "", "text/plain", "utf-8")


def read(text: str, body: int = 0) -> Spread:
    return split(Page(SOURCE, text, body))


def matches(printed: str, wanted: str) -> bool:
    """Whether a block is as wanted; 「甲…乙…丙」 wants it to begin with 甲, to have 乙, and to end with 丙."""
    if "…" not in wanted:
        return printed == wanted
    first, *middle, last = wanted.split("…")
    return printed.startswith(first) and printed.endswith(last) and all(part in printed for part in middle)


def blocks_of(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize("path", sorted(LAYOUTS.glob("*.toml")), ids=lambda path: path.stem)
def test_layout(path: Path) -> None:
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    text = case["page"].replace("\n", case.get("line_end", "\n"))
    spread = read(text)
    assert [text[f.start : f.end] for f in spread.fragments] == case.get("fragments", [])
    assert [article.title for article in spread.articles] == [
        wanted.get("title") for wanted in case["article"]
    ]
    for article, wanted in zip(spread.articles, case["article"], strict=True):
        check_article(article, wanted)


def check_article(article: Article, wanted: dict[str, Any]) -> None:
    lines = [line.split(": ", 1) for line in wanted["blocks"].strip().splitlines()]
    printed = blocks_of(article)
    assert [kind for kind, _ in printed] == [kind for kind, _ in lines]
    for (_, text), (_, pattern) in zip(printed, lines, strict=True):
        assert matches(text, pattern), f"{text} is not {pattern}"
    authors = [(author["name"], author.get("affiliation")) for author in wanted.get("authors", [])]
    assert [(author.name, author.affiliation) for author in article.authors] == authors
    assert article.column == wanted.get("column")
    assert article.section == wanted.get("section")
    assert article.standfirst == wanted.get("standfirst")
