"""The spaCy component `heshu_links`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu import links
from heshu.text.reading import Reading
from heshu.text.stage import CONFIG, MakeTokenizer, Stage


@Language.factory(
    "heshu_links", default_config=CONFIG, requires=["doc.spans", "doc._.heshu"], assigns=["doc._.heshu"]
)
def add_links(nlp: Language, name: str, tokenizer: MakeTokenizer) -> Stage:
    """Give the component; it links to periods and entities where `heshu_periods` and `heshu_entities` ran before it."""
    return Stage("heshu_links", _add, tokenizer(nlp), after=("heshu_figures",))


def _add(doc: Doc, found: Reading) -> None:
    """Say of every figure what it measures, for when, of whom, and against what."""
    if found.figures:
        links.link(doc)
