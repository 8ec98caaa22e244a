"""Every regular expression of the package is linear: none is slow on any text, however it repeats.

A fresh interpreter imports every module and reads a page, and tells what it compiled; the source tells how each
pattern is used. `regex_growth` finds in a pattern what would make it more than linear.
"""

import ast
import contextlib
import importlib
import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import heshu
from regex_growth import faults

PACKAGE = Path(heshu.__file__).parent
PAGE = PACKAGE.parent.parent / "corpus" / "columns" / "2025-06-09-hibor-plunge.txt"
RE = frozenset({"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"})
SPY = """
import importlib, json, pkgutil, re, sys

seen, compile_ = {}, re._compile

def spy(pattern, flags):
    made, frame = compile_(pattern, flags), sys._getframe(1)
    while frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "")
    if name.startswith("heshu"):
        text = made.pattern if isinstance(made.pattern, str) else made.pattern.decode("latin-1")
        seen[name, frame.f_lineno, text, made.flags] = None
    return made

re._compile = spy
import heshu
for module in pkgutil.walk_packages(heshu.__path__, "heshu."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
with open(sys.argv[1], encoding="utf-8") as page:
    heshu.analyse(page.read())
print(json.dumps(list(seen)))
"""


class Made(NamedTuple):
    """A pattern of the package, and where it is written."""

    module: str
    line: int
    pattern: str
    flags: int


@cache
def compiled() -> frozenset[Made]:
    """Give what the package compiled, and what is written in functions that the page did not come by."""
    told = subprocess.run(
        [sys.executable, "-c", SPY, str(PAGE)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stderr
    seen = [Made(*made) for made in json.loads(told.stdout)]
    return frozenset((*seen, *_others({(made.module, made.line) for made in seen})))


def _others(seen: set[tuple[str, int]]) -> Iterator[Made]:
    for module, tree in modules():
        names = vars(importlib.import_module(module))
        for call in (call for call in written(tree) if (module, call.lineno) not in seen):
            for form in forms(call.args[0]):
                with contextlib.suppress(NameError):  # made of what a function was given
                    pattern = eval(ast.unparse(form), dict(names))
                    yield Made(module, call.lineno, getattr(pattern, "pattern", pattern), 0)


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(set(PACKAGE.rglob("*.py")) - set(PACKAGE.rglob("__main__.py"))):
        name = ".".join(("heshu", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        yield name, ast.parse(path.read_text(encoding="utf-8"))


def forms(node: ast.expr) -> Iterator[ast.expr]:
    """Yield both sides of a choice between two patterns."""
    if isinstance(node, ast.IfExp):
        yield from (*forms(node.body), *forms(node.orelse))
    else:
        yield node


def written(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield the calls of `re` in a module."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name("re"), attr=attr)) if attr in RE:
                yield node


@cache
def uses() -> dict[tuple[str, int], frozenset[str]]:
    """Give how the pattern that is written at a place is used; `search` stands for what is not known."""
    found: dict[str, set[str]] = defaultdict(set)
    names: dict[tuple[str, int], str] = {}
    here: dict[tuple[str, int], frozenset[str]] = {}
    for module, tree in modules():
        parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for call in written(tree):
            match parents[call], call.func:
                case ast.Assign(targets=[ast.Name(name)]), ast.Attribute(attr="compile"):
                    names[module, call.lineno] = own(module, name)
                case _, ast.Attribute(attr=attr) if attr != "compile":
                    here[module, call.lineno] = frozenset({attr})
        for node in ast.walk(tree):
            match node, parents.get(node), parents.get(parents.get(node, node)):
                case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name), over, use:
                    once = isinstance(use, ast.Call) and len(use.args) == 1
                    known = isinstance(over, ast.Attribute) and over.attr in RE
                    how = (
                        {"search", "fullmatch"} if not known else {over.attr if once else "search", over.attr}
                    )
                    found[own(module, name)] |= how
    return here | {place: frozenset(found[name]) for place, name in names.items()}


def own(module: str, name: str) -> str:
    return f"{module}.{name}" if name.startswith("_") else name


def test_every_pattern_of_the_source_is_known() -> None:
    """But for one that is made of the words of a search, each with no more than a space or a comma inside."""
    known = {(made.module, made.line) for made in compiled()}
    unknown = {
        module for module, tree in modules() for call in written(tree) if (module, call.lineno) not in known
    }
    assert unknown == {"heshu.index.search"}


def test_every_pattern_is_linear() -> None:
    places: dict[tuple[str, int, bool, bool], list[str]] = defaultdict(list)
    for made in compiled():
        used = uses().get((made.module, made.line), frozenset({"search", "fullmatch"}))
        key = made.pattern, made.flags, used <= {"match", "fullmatch"}, "fullmatch" in used
        places[key].append(f"{made.module}:{made.line}")
    found = {
        where[0]: told
        for (pattern, flags, anchored, whole), where in places.items()
        if (told := sorted(set(faults(pattern, flags, anchored=anchored, whole=whole))))
    }
    assert not found, "\n".join(f"{where}: {'; '.join(told)}" for where, told in sorted(found.items()))
