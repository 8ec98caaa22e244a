"""The spaCy component `heshu_figures`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu.figures.resolve import outlet_currency, resolve_currency
from heshu.text.reading import Reading
from heshu.text.spans import spans_of
from heshu.text.stage import CONFIG, MakeTokenizer, Stage


@Language.factory("heshu_figures", default_config=CONFIG, assigns=["doc.spans", "doc._.heshu"])
def add_figures(nlp: Language, name: str, tokenizer: MakeTokenizer) -> Stage:
    """Give the component, which needs no other."""
    return Stage("heshu_figures", _add, tokenizer(nlp))


def _add(doc: Doc, found: Reading) -> None:
    """Settle whose 元 is meant, number the figures `f1`, `f2`, … and lay them on `doc.spans["figures"]`."""
    found.figures = found.numbers.figures if found.numbers else []
    resolve_currency(found.figures, found.norm, outlet_currency(found.outlet))
    for number, figure in enumerate(found.figures, 1):
        figure.id = f"f{number}"
    doc.spans["figures"] = spans_of(doc, found.figures, lambda figure: figure.kind)
