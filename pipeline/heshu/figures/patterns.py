"""Building one pattern from many words, as a tree of their characters: scanning stays fast at any size."""

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


def ending(norm: str, end: int, floor: int, table: dict[str, int]) -> int:
    """Give where the longest word of `table` that ends at `end` begins, not before `floor`; `end` if none does.

    `table` holds the words and, under their last character, how long the longest of those is.
    """
    longest = table.get(norm[end - 1 : end], 0)
    for length in range(min(longest, end - floor), 0, -1):
        if norm[end - length : end] in table:
            return end - length
    return end


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
