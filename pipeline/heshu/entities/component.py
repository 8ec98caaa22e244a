"""The spaCy component `heshu_entities`."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from heshu import entities
from heshu.text.reading import reading


@Language.component("heshu_entities", assigns=["doc.ents", "doc.spans", "doc._.heshu"])
def add_entities(doc: Doc) -> Doc:
    """Find entities, number them `e1`, `e2`, … and lay them on `doc.ents`.

    Resolved references (該公司, 他) lie on `doc.spans["references"]`, each span's id its entity's name.
    """
    found = reading(doc)
    taken = [(x.start, x.end) for x in (*found.figures, *found.mentions)]
    found.entities = entities.find(
        found.text, found.norm, blocks=found.blocks, taken=taken, sentences=found.sentences
    )
    spans: list[Span] = []
    for number, entity in enumerate(found.entities, 1):
        entity.id = f"e{number}"
        span = doc.char_span(entity.start, entity.end, label=entity.label, alignment_mode="expand")
        if span is not None and (not spans or span.start >= spans[-1].end):
            spans.append(span)
    doc.ents = tuple(spans)
    references = entities.references(found.text, found.norm, found.entities)
    laid = [
        doc.char_span(r.start, r.end, span_id=r.name, alignment_mode="expand") for r in references if r.name
    ]
    doc.spans["references"] = [span for span in laid if span is not None]
    return doc
