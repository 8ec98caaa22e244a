"""Many words at once: one pattern of them all, as a tree of their characters, or their lengths by first character."""

import re
from collections.abc import Iterable

Tree = dict[str, "Tree"]


def one_of(words: Iterable[str]) -> str:
    """Give a pattern that matches the longest of `words` at a place."""
    tree: Tree = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(tree)


def lengths_by_first(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Give the lengths of the words of each first character, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(of, reverse=True)) for first, of in lengths.items()}


def _branches(tree: Tree) -> str:
    leaf = "" in tree
    singles = [c for c, below in tree.items() if c and below.keys() == {""}]
    branches = [re.escape(c) + _branches(below) for c, below in tree.items() if c and below.keys() != {""}]
    if singles:
        branches.append(re.escape(singles[0]) if len(singles) == 1 else f"[{re.escape(''.join(singles))}]")
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not leaf else f"(?:{'|'.join(branches)})"
    return body + "?" if leaf else body
