"""A stage of the pipeline as a spaCy component: it reads any Doc, whoever cut its words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from heshu.errors import StageError
from heshu.text.reading import Reading, reading
from heshu.text.tokenizer import Tokenizer

MakeTokenizer = Callable[[Language], Tokenizer]
CONFIG = {"tokenizer": {"@tokenizers": "heshu.Tokenizer.v1"}}
"""The default config of every stage: heshu's own tokenizer, for Docs that another has cut."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Calls `run` on a Doc and its reading; `factory` is its own, `after` are those of the stages that must have run.

    `tokenizer` is heshu's, for Docs that another has cut. What a Doc's context (`nlp.pipe(…, as_tuples=True)`) has
    under `published` and `outlet` becomes the Doc's.
    """

    factory: str
    run: Callable[[Doc, Reading], None]
    tokenizer: Tokenizer
    after: tuple[str, ...] = ()

    def __call__(self, doc: Doc) -> Doc:
        """Run the stage. Raises StageError where an earlier one is missing, TypeError for a date that is none."""
        context = getattr(doc, "_context", None)
        if isinstance(context, Mapping):
            for known in ("published", "outlet"):
                if context.get(known) is not None:
                    doc._.set(known, context[known])
        found = reading(doc)
        for earlier in self.after:
            if earlier not in found.stages:
                raise StageError(
                    f'{self.factory} 之前須有 {earlier} needs {earlier} before it: nlp.add_pipe("{earlier}", '
                    f'before="{self.factory}")'
                )
        again = self.factory in found.stages
        if found.words is None or again:
            afresh = reading(self.tokenizer.over(doc.vocab)(found.text))
            found.words, found.numbers = afresh.words, afresh.numbers
        self.run(doc, found)
        if not again:
            found.stages.append(self.factory)
        return doc
