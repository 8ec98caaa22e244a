"""What kind of claim a clause makes, how surely, and whether somebody could look it up.

A logistic regression each over the evidence (evidence.py); the weights are applied as they stand in
`models/claims/judge.npz`, and `why` gives what spoke for an answer. What the contract settles is settled after it: a
speaker makes attribution, advice is opinion and nothing to look up.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import get_args

import numpy as np

from heshu.claims.evidence import COLUMN, Evidence, Table, names
from heshu.claims.floor import chain
from heshu.claims.grams import Known, spell
from heshu.errors import ModelError
from heshu.model.nouns import ClaimType, Modality
from heshu.resources import read_model_file

TYPES: tuple[ClaimType, ...] = get_args(ClaimType)
LEARNT = ("quantity", "comparison", "ranking", "trend", "forecast", "causal", "rule", "opinion")
MODES = ("conditional", "normative")
ANSWERS = (*LEARNT, *MODES, "checkable")
"""What is learnt: the types but attribution, the modalities that no type gives, and whether it can be looked up."""

_MODE = len(LEARNT)
_NOTHING = 0.01
_SURELY = 99.0
_AMOUNTS = [column for name, column in COLUMN.items() if name.startswith("kind ") and name != "kind rank"]
_SPOKEN, _FIGURE, _QUESTION = COLUMN["spoken"], COLUMN["figure"], COLUMN["question"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Types in the order of the contract, the modality, and whether the claim can be looked up."""

    types: list[ClaimType]
    modality: Modality
    checkable: bool


@dataclass(frozen=True, slots=True)
class Judge:
    """Trained weights: a row each column of the table and each known run, a column each of ANSWERS and last "spoken".

    `bias` holds the intercepts less the log-odds from which an answer is yes: above 0 is yes. `onward` is what a
    clause that is conditional, normative or spoken (a row each) adds to the odds that the next is, in its sentence and
    after it.
    """

    columns: Table
    known: Known
    runs: Table
    bias: Table
    onward: Table

    def lent(self, evidence: Evidence) -> Table:
        """Give what the runs of characters lend to every answer on every clause."""
        found: Table = np.repeat(self.bias[None, :], len(evidence.own), axis=0)
        owners, rows = self.known.rows(evidence.keys, evidence.owners)
        if len(rows):
            order = np.argsort(owners, kind="stable")
            owners = owners[order]
            begins = np.flatnonzero(np.diff(owners, prepend=-1))
            found[owners[begins]] += np.add.reduceat(self.runs[rows[order]], begins, axis=0)
        return found

    def spoken(self, evidence: Evidence, lent: Table) -> list[bool]:
        """Settle which clauses are somebody else's words, by the evidence as the rules of speech give it."""
        odds = evidence.table() @ self.columns[:, -1] + lent[:, -1]
        ruled = evidence.own[:, _SPOKEN] > 0
        own = (evidence.own[:, COLUMN["own head"]] > 0) & (evidence.own[:, COLUMN["quoted"]] == 0)
        same, other = self.onward[-1].tolist()
        return chain(odds.tolist(), ruled.tolist(), own.tolist(), evidence.same.tolist(), (same, other))

    def odds(self, evidence: Evidence, lent: Table) -> Table:
        """Give the log-odds of ANSWERS on every clause, 0 where yes begins."""
        found: Table = evidence.table() @ self.columns[:, :-1] + lent[:, :-1]
        return found

    def why(self, evidence: Evidence, clause: int, answer: str) -> list[tuple[str, float]]:
        """Give what each sign and run adds to an answer on a clause (in log-odds), the strongest first."""
        column = ANSWERS.index(answer)
        signs = np.flatnonzero(evidence.table()[clause])
        found = [(names()[sign], float(self.columns[sign, column])) for sign in signs.tolist()]
        owners, rows = self.known.rows(evidence.keys, evidence.owners)
        found += [
            (spell(int(self.known.keys[row])), float(self.runs[row, column]))
            for row in rows[owners == clause].tolist()
        ]
        return sorted(((name, weight) for name, weight in found if weight), key=lambda pair: -abs(pair[1]))


@lru_cache(maxsize=1)
def trained() -> Judge:
    """Read the trained weights, once. Raises ModelError where there are none."""
    try:
        with np.load(io.BytesIO(read_model_file("claims", "judge.npz")), allow_pickle=False) as stored:
            place = {
                name: number for number, name in enumerate(bytes(stored["columns"]).decode().split("\n"))
            }
            known = stored["column_weights"].astype(np.float32)
            weights = np.vstack([known, np.zeros((1, known.shape[1]), np.float32)])
            return Judge(
                columns=weights[[place.get(name, -1) for name in names()]],
                known=Known(stored["keys"]),
                runs=stored["run_weights"].astype(np.float32),
                bias=stored["bias"].astype(np.float32),
                onward=stored["onward"],
            )
    except (KeyError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise ModelError(
            f"models/claims/judge.npz: 已損壞，請重新訓練 it is broken, train it again: {error!r}"
        ) from error


def save(judge: Judge, path: Path) -> None:
    """Write a judge; runs whose weights are all next to nothing are left out."""
    kept = np.abs(judge.runs).max(axis=1) >= _NOTHING
    np.savez_compressed(
        path,
        columns=np.frombuffer("\n".join(names()).encode(), np.uint8),
        column_weights=judge.columns.astype(np.float16),
        keys=judge.known.keys[kept],
        run_weights=judge.runs[kept].astype(np.float16),
        bias=judge.bias,
        onward=judge.onward,
    )


def verdicts(judge: Judge, evidence: Evidence, lent: Table) -> list[Verdict | None]:
    """Judge clauses; None where one says nothing (a question without a figure). Figures are quantities, ranks apart."""
    odds = judge.odds(evidence, lent)
    odds[:, 0] += _SURELY * evidence.own[:, _AMOUNTS].any(axis=1)
    spoken, figured, asked = (evidence.own[:, column].tolist() for column in (_SPOKEN, _FIGURE, _QUESTION))
    conditional, normative = judge.onward[: len(MODES)].tolist()
    found: list[Verdict | None] = []
    before: Modality = "asserted"
    for row, said, figure, question, same in zip(
        odds.tolist(), spoken, figured, asked, [False, *evidence.same.tolist()], strict=True
    ):
        if question and not figure:
            found.append(None)
            before = "asserted"
            continue
        if before == "conditional":
            row[_MODE] += conditional[not same]
        elif before == "normative":
            row[_MODE + 1] += normative[not same]
        verdict = settle(row, spoken=bool(said), question=bool(question))
        found.append(verdict)
        before = verdict.modality
    return found


def settle(odds: Sequence[float], *, spoken: bool, question: bool) -> Verdict:
    """Settle the answers on one clause; `odds` are in the order of ANSWERS."""
    conditional, normative = odds[_MODE : _MODE + len(MODES)]
    yes = {name for name, value in zip(LEARNT, odds, strict=False) if value > 0}
    modality: Modality = "reported" if spoken else "asserted"
    if normative > max(0, conditional) and not spoken:
        return Verdict(["quantity", "opinion"] if "quantity" in yes else ["opinion"], "normative", False)
    if conditional > 0:
        modality = "conditional"
    elif "forecast" in yes:
        modality = "forecast"
    if spoken:
        yes.add("attribution")
    if not yes:
        yes.add(max(zip(odds, LEARNT, strict=False))[1])
    checkable = odds[-1] > 0 and modality != "conditional" and not question
    return Verdict([name for name in TYPES if name in yes], modality, checkable)
