"""The spaCy component `heshu_entities`."""

from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from heshu import entities
from heshu.model.nouns import Entity
from heshu.text.reading import Reading
from heshu.text.spans import spans_of
from heshu.text.stage import CONFIG, MakeTokenizer, Stage


@Language.factory(
    "heshu_entities",
    default_config=CONFIG,
    assigns=["doc.ents", "doc.spans", "doc._.heshu"],
    retokenizes=True,
)
def add_entities(nlp: Language, name: str, tokenizer: MakeTokenizer) -> Stage:
    """Give the component, which needs no other."""
    return Stage("heshu_entities", _add, tokenizer(nlp))


def _add(doc: Doc, found: Reading) -> None:
    """Find entities, number them `e1`, `e2`, … and lay them on `doc.ents`.

    References (該公司, 他) lie on `doc.spans["references"]`, each with the id of the first mention of what it means.
    """
    numbers = (*found.numbers.figures, *found.numbers.mentions) if found.numbers else ()
    found.entities = entities.find(
        found.text,
        found.norm,
        blocks=found.blocks,
        taken=[(x.start, x.end) for x in numbers],
        sentences=found.sentences,
    )
    for number, entity in enumerate(found.entities, 1):
        entity.id = f"e{number}"
    doc.ents = _apart(spans_of(doc, found.entities, lambda entity: entity.label))
    first: dict[str, Entity] = {}
    for entity in found.entities:
        first.setdefault(entity.name, entity)
    meant = [
        replace(first[reference.name], start=reference.start, end=reference.end)
        for reference in entities.references(found.text, found.norm, found.entities)
        if reference.name
    ]
    doc.spans["references"] = spans_of(doc, meant, lambda entity: entity.label)


def _apart(spans: list[Span]) -> list[Span]:
    """Leave out what overlaps a span before it: two names in one word of another tokenizer."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
