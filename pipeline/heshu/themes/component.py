"""The spaCy component `heshu_themes`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu import themes
from heshu.text.reading import reading


@Language.component("heshu_themes", requires=["doc._.heshu"], assigns=["doc.cats", "doc._.heshu"])
def add_themes(doc: Doc) -> Doc:
    """Find the themes, best first, and lay their scores on `doc.cats`."""
    found = reading(doc)
    title_end = max((b.end for b in found.blocks if b.kind == "title"), default=0)
    found.themes = themes.find(found.text, found.norm, title_end)
    doc.cats = {theme.theme: theme.score for theme in found.themes}
    return doc
