"""The spaCy component `heshu_links`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu import links
from heshu.text.reading import reading


@Language.component("heshu_links", requires=["doc._.heshu", "doc.ents"], assigns=["doc._.heshu"])
def add_links(doc: Doc) -> Doc:
    """Say of every figure what it measures, for when, of whom, and against what."""
    if reading(doc).figures:
        links.link(doc)
    return doc
