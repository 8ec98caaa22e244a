"""Front matter: `key: value` lines between two lines of `---` at the very top of a text."""

import re

_END = r"(?:\r\n|\r(?!\n)|\n)"
_LINE_END = rf"[ \t]*{_END}"
_BLOCK = re.compile(
    rf"\ufeff?---{_LINE_END}(?P<lines>(?:(?!---|\.\.\.)[^\r\n]*{_END}){{1,60}}?)"
    rf"(?:---|\.\.\.)(?:{_LINE_END}|[ \t]*\Z)"
)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*[:：](?P<value>.*)")
# Blank lines, comments, and the lines that go on with the key before them: lists and indented text.
_OTHER = re.compile(r"\s*|#.*|[ \t]+\S.*|-[ \t].*")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Give the values by key (lower case, without empty ones) and the offset at which the text proper starts.

    A block with any other line in it is no front matter: a page may well start with a rule.
    """
    block = _BLOCK.match(text)
    if not block:
        return {}, 0
    facts: dict[str, str] = {}
    for line in block["lines"].splitlines():
        if pair := _KEY.fullmatch(line):
            facts.setdefault(pair["key"].lower(), _unquoted(pair["value"].strip()))
        elif not _OTHER.fullmatch(line):
            return {}, 0
    if not facts:
        return {}, 0
    return {key: value for key, value in facts.items() if value}, block.end()


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
