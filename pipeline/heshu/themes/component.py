"""The spaCy component `heshu_themes`."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from heshu import themes
from heshu.text.reading import reading
from heshu.themes.model import DEFAULT, load_weights


@Language.factory(
    "heshu_themes",
    requires=["doc._.heshu"],
    assigns=["doc.cats", "doc._.heshu"],
    default_config={"model": DEFAULT},
)
def add_themes(nlp: Language, name: str, model: str) -> Callable[[Doc], Doc]:
    """Give the component; `model` is `themes`, or the folder of a desk's own. Raises ModelError where it is missing."""
    load_weights(model)

    def component(doc: Doc) -> Doc:
        """Find the themes, best first, and the keywords; lay the themes' scores on `doc.cats`."""
        found = reading(doc)
        title_end = max((b.end for b in found.blocks if b.kind == "title"), default=0)
        found.themes = themes.find(found.text, found.norm, title_end, model)
        names = [(entity.start, entity.end) for entity in found.entities]
        found.keywords = themes.keywords(found.text, found.norm, title_end, names)
        doc.cats = {theme.theme: theme.score for theme in found.themes}
        return doc

    return component
