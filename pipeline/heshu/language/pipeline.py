"""Article → Doc: the tokenizer, then the stages in order."""

from datetime import date
from functools import partial

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

from heshu.language.numbers import find_numbers
from heshu.model.page import Article
from heshu.text.reading import reading
from heshu.text.segment import Engine
from heshu.text.tokenizer import Tokenizer

MOST_CHARACTERS = 100_000_000
STAGES = (
    "heshu_periods",
    "heshu_entities",
    "heshu_figures",
    "heshu_links",
    "heshu_themes",
    "heshu_claims",
)


def load(engine: Engine = "rjieba", *, themes: str = "themes") -> Language:
    """Give heshu as a spaCy `Language` over printed text; `nlp(text)` is a Doc with everything found.

    `themes` is the theme model: heshu's own, or the folder of a desk's.

    Raises LexiconError or ModelError where a packaged lexicon or model is broken.
    """
    nlp = spacy.blank(
        "zh", config={"nlp": {"tokenizer": {"@tokenizers": "heshu.Tokenizer.v1", "engine": engine}}}
    )
    nlp.max_length = MOST_CHARACTERS
    for stage in STAGES:
        nlp.add_pipe(stage, config={"model": themes} if stage == "heshu_themes" else {})
    return nlp


def read(nlp: Language, article: Article, *, published: date | None = None, outlet: str | None = None) -> Doc:
    """Run the stages over one article; `published` is the clock and `outlet` settles a bare 元."""
    doc = nlp.make_doc(article.text)
    found = reading(doc)
    found.published = published
    found.outlet = outlet
    found.blocks = article.blocks
    return nlp(doc)


@registry.tokenizers("heshu.Tokenizer.v1")  # type: ignore[untyped-decorator]  # catalogue has no types
def make_tokenizer(engine: Engine = "rjieba") -> "partial[Tokenizer]":
    """Give what spaCy calls with the pipeline to make its tokenizer."""
    return partial(_tokenizer, engine=engine)


def _tokenizer(nlp: Language, *, engine: Engine) -> Tokenizer:
    return Tokenizer(nlp.vocab, find_numbers, engine)
