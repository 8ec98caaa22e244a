"""Every error that a user may see is said in Traditional Chinese first, then in English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from heshu import errors

PACKAGE = Path(__file__).parents[1] / "pipeline/heshu"
NAMED = {name for name in vars(errors) if name.endswith("Error")}
_PLACE = re.compile(r"^[^:\u4e00-\u9fff]*: ?")
"""What names the file and the line, before the message."""
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = re.compile(r"[a-z]{2,}")


def messages() -> Iterator[tuple[str, str]]:
    """Yield where a named error is made with words of its own, and the words."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in NAMED:
                printed = "".join(_printed(argument) for argument in node.args)
                words = _PLACE.sub("", printed)
                if _ENGLISH.search(words) or _CHINESE.search(words):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", words


def _printed(node: ast.expr) -> str:
    """Give a string as it is written, {} for what is put into it."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_printed(part) for part in node.values)
    return "{}"


@pytest.mark.parametrize(("where", "words"), list(messages()), ids=[where for where, _ in messages()])
def test_an_error_is_said_in_both_languages_chinese_first(where: str, words: str) -> None:
    chinese, english = _CHINESE.search(words), _ENGLISH.search(words)
    assert chinese, words
    assert english, words
    assert chinese.start() < english.start(), words
