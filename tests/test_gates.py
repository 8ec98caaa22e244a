"""Quality only rises: every component's scores against the committed floors, over cases with a fingerprint.

`python tests/test_gates.py` raises the floors to what is reached; where cases changed, it sets them anew.
"""

import tomllib
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from heshu.evaluate.entities import score_entities
from heshu.evaluate.figures import score_figures
from heshu.evaluate.gold import load_gold
from heshu.evaluate.themes import evaluate_model

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
FLOORS = Path(__file__).with_name("floors.toml")
SLACK = 0.0005  # scores are compared to three places


def _themes() -> dict[str, float]:
    report = evaluate_model(CORPUS / "themes" / "test.csv")
    return {"top1": report.top1, "macro_f1": report.macro_f1, "calibrated": 1 - report.calibration}


SCORES: dict[str, Callable[[], dict[str, float]]] = {
    "figures-dev": lambda: score_figures(CORPUS, "dev")[0],
    "figures-test": lambda: score_figures(CORPUS, "test")[0],
    "entities-dev": lambda: _core(score_entities(CORPUS, "dev")[0]),
    "entities-test": lambda: _core(score_entities(CORPUS, "test")[0]),
    "themes-test": _themes,
}


def _core(scores: dict[str, float]) -> dict[str, float]:
    return {name: scores[name] for name in ("all", "per_org_loc", "name")}


def cases(component: str) -> list[Path]:
    """Give the files whose cases a component is scored on."""
    name, split = component.rsplit("-", 1)
    if name == "themes":
        return [CORPUS / "themes" / "test.csv"]
    return [CORPUS / "gold" / f"{gold.id}.toml" for gold in load_gold(CORPUS, split)]  # type: ignore[arg-type]


def fingerprint(component: str) -> str:
    digest = sha256()
    for path in cases(component):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def floors() -> dict[str, dict[str, float | str]]:
    return tomllib.loads(FLOORS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("component", SCORES)
def test_no_score_falls_below_its_floor(component: str) -> None:
    floor = dict(floors()[component])
    assert floor.pop("cases") == fingerprint(component), (
        "the cases changed: run `python tests/test_gates.py`, say so"
    )
    scores = SCORES[component]()
    print(component, scores)
    assert {name: scores[name] for name in floor if scores[name] < float(floor[name]) - SLACK} == {}


def _raise() -> None:
    known = floors() if FLOORS.exists() else {}
    lines = ["# Floors that scores may not fall below; `python tests/test_gates.py` raises them."]
    for component, score in SCORES.items():
        print_ = fingerprint(component)
        old = known.get(component, {})
        same = old.get("cases") == print_
        lines += ["", f"[{component}]", f'cases = "{print_}"']
        for name, value in score().items():
            reached = max(value, float(old[name])) if same and name in old else value
            lines.append(f"{name} = {reached:.3f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _raise()
