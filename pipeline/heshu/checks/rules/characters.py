"""Which characters are Simplified, which are two forms of one, and which form a word takes."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

from opencc import OpenCC

from heshu.text.fold import convertible


@dataclass(frozen=True)
class Characters:
    """What `characters.toml` holds; its head says what each part is. A form is keyed to its Simplified character."""

    classes: dict[str, dict[str, int]]
    stands_for_all: frozenset[str]
    bound: frozenset[str]
    either: frozenset[str]
    kept: frozenset[str]
    print: frozenset[str]

    @cached_property
    def pattern(self) -> "re.Pattern[str]":
        """Any Simplified character that has several forms."""
        return re.compile(f"[{''.join(self.classes)}]")


@lru_cache(maxsize=1)
def characters() -> Characters:
    """Read `characters.toml`, once."""
    text = files("heshu.checks.rules").joinpath("characters.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    forms: dict[str, str] = table["forms"]
    return Characters(
        classes={
            simplified: {form: n for n, part in enumerate(of.split("/")) for form in part.rstrip("*")}
            for simplified, of in forms.items()
        },
        stands_for_all=frozenset(
            form for of in forms.values() for part in of.split("/") if part[-1] == "*" for form in part[:-1]
        ),
        bound=frozenset(table["bound"]),
        either=frozenset(table["either"]),
        kept=frozenset(table["kept"]),
        print=frozenset(table["print"]),
    )


@lru_cache(maxsize=8)
def converter(name: str) -> OpenCC:
    """Give a conversion of OpenCC, made once."""
    return OpenCC(name)


@lru_cache(maxsize=1 << 13)
def is_simplified(character: str) -> bool:
    """Tell whether Simplified alone writes a character: conversion changes it, and Traditional never printed it."""
    known = characters()
    if (
        not "\u4e00" <= character <= "\u9fff"
        or character in known.print
        or character in known.kept
        or character in known.classes.get(character, ())
        or converter("t2s").convert(character) != character
    ):
        return False
    return all(converter(name).convert(character) != character for name in ("s2t", "s2hk", "s2tw"))


def standard(text: str) -> str:
    """Give Traditional text with the variants of Hong Kong and Taiwan in OpenCC's own form, one for one: 裡 to 裏."""
    text = convertible(text)
    plain = converter("tw2t").convert(converter("hk2t").convert(text))
    return plain if len(plain) == len(text) else text


@lru_cache(maxsize=1 << 14)
def form_of(word: str) -> str:
    """Give the Traditional form of a folded word, in OpenCC's own characters; the word itself if lengths differ."""
    form: str = converter("s2t").convert(word)
    return form if len(form) == len(word) else word


@lru_cache(maxsize=1 << 14)
def mainland(word: str) -> str:
    """Give the mainland word for a folded word that Taiwan has for it, folded; else the word: 阵列 gives 数组."""
    traditional = converter("s2t").convert(word)
    plain: str = converter("tw2sp").convert(traditional)
    return plain
