"""The spaCy component `heshu_periods`."""

from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from heshu import periods
from heshu.periods import Mention
from heshu.text.reading import reading
from heshu.text.spans import lay_spans


@Language.component("heshu_periods", requires=["doc._.heshu"], assigns=["doc.spans", "doc._.heshu"])
def add_periods(doc: Doc) -> Doc:
    """Resolve the periods against the publication date, number them `p1`, …, and lay them on `doc.spans["periods"]`."""
    found = reading(doc)
    found.periods = periods.resolve(
        cast(list[Mention], found.mentions), found.text, found.published, found.norm
    )
    for number, period in enumerate(found.periods, 1):
        period.id = f"p{number}"
    lay_spans(doc, "periods", found.periods)
    return doc
