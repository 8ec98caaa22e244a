"""Standard output and error in whatever encoding they have: no character raises, and none that can be shown is lost.

A console in cp950, cp936 or latin-1, and a redirect on Windows, have no − and no ✓: a substitute that can be read
stands for such a character (`substitutes.toml`). A character with none is named (<U+5605>) among others that print; in
an encoding without any Chinese it is a ?, so that the numbers and the English stay readable. JSON and HTML have escapes
of their own, so that what a program reads is whole in any encoding.
"""

import codecs
import os
import re
import sys
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from io import TextIOWrapper

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BY_CATEGORY = {
    "Pd": "-",
    "Zs": " ",
    "Ps": "[",
    "Pe": "]",
    "Pi": '"',
    "Pf": '"',
    "Cf": "",
    "Mn": "",
    "So": "*",
}

_lost: set[str] = set()


def prepare_streams() -> None:
    """Let standard output and error print what they can of any text; a stream that is closed prints nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # for the whole run
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_handler(name, stream.encoding))


def print_json(text: str) -> None:
    """Print JSON: as it is where the output is UTF-8, in ASCII elsewhere."""
    print((_SURROGATE if _is_utf8() else _NOT_ASCII).sub(_json_escape, text))


def print_html(text: str) -> None:
    """Print HTML: as it is where the output is UTF-8, with character references elsewhere."""
    print(text if _is_utf8() else text.encode("ascii", "xmlcharrefreplace").decode("ascii"))


def told_of_lost() -> str:
    """Give a line that says how many characters standard output could not print, and the cure; empty for none."""
    if not _lost or _is_utf8():
        return ""
    return (
        f"輸出的編碼（{sys.stdout.encoding}）沒有其中{len(_lost)}個字；設定 PYTHONIOENCODING=utf-8 即可全數印出 "
        f"{len(_lost)} characters are not in this output's encoding ({sys.stdout.encoding}); "
        "PYTHONIOENCODING=utf-8 prints them all"
    )


@lru_cache(maxsize=4096)
def substitute(char: str, encoding: str) -> str | None:
    """Give what stands for a character that an encoding has not, in that encoding; None where nothing does."""
    for candidate in _table().get(char, ()):
        if _has(encoding, candidate):
            return candidate
    for form in _by_unicode(char):
        parts = [part if _has(encoding, part) else substitute(part, encoding) for part in form]
        if None not in parts:
            return "".join(part for part in parts if part)
    return None


def _by_unicode(char: str) -> tuple[str, ...]:
    """Give what Unicode says a character is like: ％ %, ① (1), ² ^2, é e, – -."""
    kind, category = unicodedata.decomposition(char).partition(">")[0], unicodedata.category(char)
    plain = unicodedata.normalize("NFKC", char)
    if kind == "<circle":
        plain = f"({plain})"
    elif kind == "<super" and category == "No":
        plain = f"^{plain}"
    bare = "".join(c for c in unicodedata.normalize("NFKD", char) if unicodedata.category(c) != "Mn")
    found = tuple(form for form in (plain, bare) if form not in (char, ""))
    return (*found, _BY_CATEGORY[category]) if category in _BY_CATEGORY else found


def _handler(stream: str, encoding: str) -> str:
    """Register how a stream prints what its encoding has not; give the handler's name."""
    name = f"heshu-{stream}"
    chinese = _has(encoding, "中")

    def handle(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        parts = []
        for char in error.object[error.start : error.end]:
            part = substitute(char, encoding)
            if part is None:
                if stream == "stdout":
                    _lost.add(char)
                part = f"<U+{ord(char):04X}>" if chinese else "?"
            parts.append(part)
        return "".join(parts), error.end

    codecs.register_error(name, handle)
    return name


def _is_utf8() -> bool:
    return codecs.lookup(sys.stdout.encoding).name == "utf-8"


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _json_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


@lru_cache(maxsize=1)
def _table() -> dict[str, list[str]]:
    return tomllib.loads(files("heshu.cli").joinpath("substitutes.toml").read_text(encoding="utf-8"))
