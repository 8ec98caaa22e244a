"""What `make` installs is pinned in constraints.txt: every dependency, within the range that pyproject promises."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OWN = PROJECT["project"]["dependencies"]
DEV = PROJECT["project"]["optional-dependencies"]["dev"]
LINES = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(name): version for name, version in (line.split("==") for line in LINES)}


def test_constraints_are_names_and_versions() -> None:
    for line in LINES:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line), line


@pytest.mark.parametrize("asked", [*OWN, *DEV, *PROJECT["build-system"]["requires"]])
def test_each_dependency_is_pinned_within_its_range(asked: str) -> None:
    wanted = Requirement(asked)
    assert wanted.url is None
    operators = {part.operator for part in wanted.specifier}
    assert operators == {">=", "<"}, "a range with both ends; the pin is in constraints.txt"
    assert wanted.specifier.contains(PINS[canonicalize_name(wanted.name)])
