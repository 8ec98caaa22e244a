"""What each rule says of itself, for `heshu rules`: read from its documentation."""

import re
from dataclasses import dataclass
from inspect import cleandoc

from heshu.checks.run import RULES, Rule

_HEAD = re.compile(r"`(?P<name>[\w.]+)`: (?P<en>.+)\n(?P<zh>.+)\n")
_CASE = re.compile(r"^(?P<side>Right|Wrong): (?P<text>.+)\n\s+(?P<en>\S.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Card:
    """A rule's name, what it holds in both languages, and right and wrong sentences, each with its English."""

    name: str
    zh: str
    en: str
    right: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]


def cards() -> list[Card]:
    """Give the card of every rule, in the order that they run. Blocks of an example are parted by /, ▲ is a caption."""
    return [_card(rule) for rule in RULES]


def _card(rule: Rule) -> Card:
    text = cleandoc(rule.__doc__ or "")
    head = _HEAD.match(text)
    if head is None:
        raise ValueError(
            f"{rule}: its documentation should begin with `name`: English, and a line in Chinese"
        )
    cases = [(m["side"], (m["text"], m["en"])) for m in _CASE.finditer(text)]
    return Card(
        head["name"],
        head["zh"],
        head["en"],
        right=tuple(case for side, case in cases if side == "Right"),
        wrong=tuple(case for side, case in cases if side == "Wrong"),
    )
