"""The spaCy component `heshu_claims`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu import claims
from heshu.text.reading import reading
from heshu.text.spans import lay_spans


@Language.component("heshu_claims", requires=["doc._.heshu"], assigns=["doc.spans", "doc._.heshu"])
def add_claims(doc: Doc) -> Doc:
    """Find claims, number them `c1`, `c2`, … and lay them on `doc.spans["claims"]`."""
    found = reading(doc)
    found.claims = claims.find(found)
    for number, claim in enumerate(found.claims, 1):
        claim.id = f"c{number}"
    lay_spans(doc, "claims", found.claims)
    return doc
