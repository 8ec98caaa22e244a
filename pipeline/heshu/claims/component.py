"""The spaCy component `heshu_claims`."""

from spacy.language import Language
from spacy.tokens import Doc

from heshu import claims
from heshu.text.reading import Reading
from heshu.text.spans import spans_of
from heshu.text.stage import CONFIG, MakeTokenizer, Stage


@Language.factory(
    "heshu_claims",
    default_config=CONFIG,
    requires=["doc.spans", "doc._.heshu"],
    assigns=["doc.spans", "doc._.heshu"],
)
def add_claims(nlp: Language, name: str, tokenizer: MakeTokenizer) -> Stage:
    """Give the component. It judges better where `heshu_periods`, `heshu_entities` and `heshu_links` ran."""
    return Stage("heshu_claims", _add, tokenizer(nlp), after=("heshu_figures",))


def _add(doc: Doc, found: Reading) -> None:
    """Find claims, number them `c1`, `c2`, … and lay them on `doc.spans["claims"]`, labelled with their first type."""
    found.claims = claims.find(found)
    for number, claim in enumerate(found.claims, 1):
        claim.id = f"c{number}"
    doc.spans["claims"] = spans_of(doc, found.claims, lambda claim: claim.types[0])
