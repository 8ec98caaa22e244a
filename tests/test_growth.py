"""The whole analysis grows with a text and no faster, whatever is repeated in it.

`python tests/test_growth.py` prints the exponent of every shape in `growth.toml`: 1 is linear, 2 quadratic.
"""

import tomllib
from itertools import chain
from math import log
from pathlib import Path

import pytest

import heshu
from pace import cpu

SHAPES = tomllib.loads((Path(__file__).parent / "growth.toml").read_text(encoding="utf-8"))
ALL = [*dict.fromkeys(chain.from_iterable(SHAPES.values()))]
LENGTH, TIMES = 1500, 4
MOST = 1.7
"""The exponent that fails: a busy machine moves a ratio of CPU times a little; a quadratic one is 2."""


def repeated(shape: str, length: int) -> str:
    """Give about so many characters of a shape; its numbers and names are never the same again."""
    parts: list[str] = []
    size = 0
    for n in range(length):
        parts.append(shape.replace("{n}", str(1000 + 7 * n)).replace("{name}", _name(n)))
        size += len(parts[-1])
        if size >= length:
            break
    return "".join(parts)


def _name(n: int) -> str:
    """Give a name of three characters that is another for every number."""
    surnames, given = "陳李張黃何林王周梁劉", "志明嘉慧偉文詠詩家俊國強美玲子健思敏浩然"
    return surnames[n % 10] + given[n // 10 % 20] + given[n // 200 % 20]


def exponent(shape: str) -> float:
    """Give by which power the CPU time of a check grows with the length of its text, the least of some tries."""
    small, large = repeated(shape, LENGTH), repeated(shape, LENGTH * TIMES)
    tries = []
    for _ in range(3):
        grown = cpu(lambda: heshu.check(large), 1) / max(cpu(lambda: heshu.check(small), 2), 1e-3)
        tries.append(log(grown) / log(TIMES))
        if tries[-1] < MOST - 0.3:
            break
    return min(tries)


def test_there_are_shapes_of_every_kind() -> None:
    assert len(ALL) >= 150
    assert len(SHAPES) >= 8


@pytest.mark.parametrize("shape", ALL)
def test_the_analysis_is_linear(shape: str) -> None:
    assert exponent(shape) < MOST


if __name__ == "__main__":
    heshu.check("暖身：由1宗升至2宗，升100%。")
    told = sorted(((exponent(shape), shape) for shape in ALL), reverse=True)
    for power, shape in told:
        print(f"{power:.2f}\t{shape!r}")
