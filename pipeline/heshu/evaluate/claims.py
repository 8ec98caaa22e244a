"""Claims against our gold (corpus/claims): what is found, and what is said of it; claims_scores.py says how."""

from pathlib import Path

from heshu import language
from heshu.evaluate.articles import read_gold_articles
from heshu.evaluate.claims_labels import read_claims
from heshu.evaluate.claims_pairs import score_pairs
from heshu.evaluate.claims_scores import Scores
from heshu.evaluate.claims_worth import score_worth
from heshu.evaluate.gold import Split


def evaluate_claims(corpus: Path, shared: Path) -> dict[str, float]:
    """Give every score of claims on the test split: against gold, of check-worthiness, and of conflicting pairs."""
    scores, _ = score_claims(corpus, "test")
    return {**scores, **score_worth(corpus, "test"), **score_pairs(shared / "data" / "cfever_claims")}


def score_claims(corpus: Path, split: Split) -> tuple[dict[str, float], list[str]]:
    """Score the claims of a split's articles; also give a line for every miss, for reading on train and dev."""
    scores = Scores()
    misses: list[str] = []
    for gold, found in read_gold_articles(language.load(), corpus, split):
        missed = scores.count(gold.text, read_claims(corpus, gold), found.claims)
        misses += [f"{gold.id}: {what}" for what in missed]
    return scores.all(), misses
