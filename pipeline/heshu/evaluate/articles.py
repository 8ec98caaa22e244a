"""Gold articles read by the pipeline as if layout had found them just so."""

from pathlib import Path

from spacy.language import Language

from heshu import language
from heshu.evaluate.gold import Gold, Split, load_gold
from heshu.model.page import Article, Block
from heshu.text.reading import Reading, reading


def gold_article(gold: Gold) -> Article:
    """Give the article that layout should have found: the gold's own blocks."""
    blocks: list[Block] = []
    at = 0
    for kind, text in gold.blocks:
        blocks.append(Block(kind, at, at + len(text)))  # type: ignore[arg-type]  # a corpus test checks the kinds
        at += len(text) + 1
    return Article(gold.text, ((0, 0, len(gold.text)),), tuple(blocks))


def read_gold_articles(nlp: Language, corpus: Path, split: Split | None = None) -> list[tuple[Gold, Reading]]:
    """Read every gold article of a split; give each with what the pipeline found in it."""
    return [
        (gold, reading(language.read(nlp, gold_article(gold), published=gold.published, outlet=gold.outlet)))
        for gold in load_gold(corpus, split)
    ]
