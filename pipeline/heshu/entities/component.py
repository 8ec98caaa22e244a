"""The spaCy component `heshu_entities`."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from heshu import entities
from heshu.text.reading import reading


@Language.component("heshu_entities", assigns=["doc.ents", "doc._.heshu"])
def add_entities(doc: Doc) -> Doc:
    """Find entities, number them `e1`, `e2`, … and lay them on `doc.ents`."""
    found = reading(doc)
    found.entities = entities.find(found.text, found.norm)
    spans: list[Span] = []
    for number, entity in enumerate(found.entities, 1):
        entity.id = f"e{number}"
        span = doc.char_span(entity.start, entity.end, label=entity.label, alignment_mode="expand")
        if span is not None and (not spans or span.start >= spans[-1].end):
            spans.append(span)
    doc.ents = tuple(spans)
    return doc
