"""The spaCy component `heshu_periods`."""

from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from heshu import periods
from heshu.periods import Mention
from heshu.text.reading import Reading
from heshu.text.spans import spans_of
from heshu.text.stage import CONFIG, MakeTokenizer, Stage


@Language.factory("heshu_periods", default_config=CONFIG, assigns=["doc.spans", "doc._.heshu"])
def add_periods(nlp: Language, name: str, tokenizer: MakeTokenizer) -> Stage:
    """Give the component, which needs no other."""
    return Stage("heshu_periods", _add, tokenizer(nlp))


def _add(doc: Doc, found: Reading) -> None:
    """Resolve the periods against the publication date, number them `p1`, …, and lay them on `doc.spans["periods"]`."""
    mentions = cast(list[Mention], found.mentions)
    found.periods = periods.resolve(mentions, found.text, found.published, found.norm)
    for number, period in enumerate(found.periods, 1):
        period.id = f"p{number}"
    doc.spans["periods"] = spans_of(doc, found.periods, lambda _: "PERIOD")
