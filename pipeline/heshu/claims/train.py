"""Training of check-worthiness: labelled sentences in, `models/claims/weights.json` out.

A sentence's features are those of all its claims together; one without a claim has none.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from heshu.errors import LexiconError
from heshu.given import given_rows

Features = Callable[[str, str], set[str]]
"""Gives the features of a labelled sentence: its article's id ("" for one written for the purpose) and its text."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row of corpus/claims/sentences.csv; `again` is the second label, where one was given."""

    article: str
    worth: bool
    again: bool | None
    text: str

    @property
    def split(self) -> str:
        """Give train, dev or test: the article's own, or by the text's hash as articles are by their id's."""
        digit = int(sha1((self.article or self.text).encode()).hexdigest()[0], 16)
        return "train" if digit < 6 else "dev" if digit < 10 else "test"


def labelled(corpus: Path) -> Iterator[Labelled]:
    """Yield the labelled sentences of a corpus. Raises LexiconError for a row that is not one."""
    path = corpus / "claims" / "sentences.csv"
    for number, row in given_rows(path, "article", "worth", "again", "text"):
        if row["worth"] not in ("0", "1") or row["again"] not in ("", "0", "1"):
            raise LexiconError(f"{path}:{number}: 值不對 worth should be 0 or 1, again 0, 1 or nothing")
        again = None if row["again"] == "" else row["again"] == "1"
        yield Labelled(row["article"], row["worth"] == "1", again, row["text"])


def train(rows: list[tuple[set[str], bool]], *, strength: float = 0.5) -> dict[str, float]:
    """Fit the weights of every feature seen, and the `intercept`; `strength` is scikit-learn's C."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    table = vectorizer.fit_transform([dict.fromkeys(sorted(found), 1.0) for found, _ in rows])
    model = LogisticRegression(C=strength, max_iter=1000)
    model.fit(table, [worth for _, worth in rows])
    names = vectorizer.get_feature_names_out()
    found = {str(name): round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"intercept": round(float(model.intercept_[0]), 4), **found}


def write_weights(found: dict[str, float], folder: Path) -> None:
    """Write the weights, one feature a line, sorted."""
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / "weights.json").write_text(text + "\n", encoding="utf-8")
