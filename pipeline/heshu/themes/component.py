"""The spaCy component `heshu_themes`."""

from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from heshu import themes
from heshu.text.reading import Reading
from heshu.text.stage import CONFIG, MakeTokenizer, Stage
from heshu.themes.model import DEFAULT, load_weights


@Language.factory(
    "heshu_themes", default_config={**CONFIG, "model": DEFAULT}, assigns=["doc.cats", "doc._.heshu"]
)
def add_themes(nlp: Language, name: str, tokenizer: MakeTokenizer, model: str) -> Stage:
    """Give the component; `model` is `themes`, or the folder of a desk's own. Raises ModelError where it is missing."""
    load_weights(model)
    return Stage("heshu_themes", partial(_add, model), tokenizer(nlp))


def _add(model: str, doc: Doc, found: Reading) -> None:
    """Find the themes, best first, and the keywords; lay the themes' scores on `doc.cats`."""
    title_end = max((b.end for b in found.blocks if b.kind == "title"), default=0)
    found.themes = themes.find(found.text, found.norm, title_end, model)
    names = [(entity.start, entity.end) for entity in found.entities]
    found.keywords = themes.keywords(found.text, found.norm, title_end, names)
    doc.cats = {theme.theme: theme.score for theme in found.themes}
