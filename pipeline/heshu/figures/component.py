"""The spaCy component `heshu_figures`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu.figures.resolve import outlet_currency, resolve_currency
from heshu.text.reading import reading
from heshu.text.spans import lay_spans


@Language.component("heshu_figures", requires=["doc._.heshu"], assigns=["doc.spans", "doc._.heshu"])
def add_figures(doc: Doc) -> Doc:
    """Settle whose 元 is meant, number the figures `f1`, `f2`, … and lay them on `doc.spans["figures"]`."""
    found = reading(doc)
    resolve_currency(found.figures, found.norm, outlet_currency(found.outlet))
    for number, figure in enumerate(found.figures, 1):
        figure.id = f"f{number}"
    lay_spans(doc, "figures", found.figures)
    return doc
