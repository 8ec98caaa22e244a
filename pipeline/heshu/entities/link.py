"""Linking within an article: one name for every mention of a thing, and what 該公司, 集團, 該行 and 他 refer to.

A short form takes the name of the one longer form that it can stand for; where two could, it keeps its own. A
reference that could mean two things means none.
"""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from heshu.entities.dictionary import Entry
from heshu.entities.patterns import SPELLED
from heshu.model.nouns import Entity, EntityLabel

_HAN = "\u4e00-\u9fff"
_FORMAL = "先生|女士|小姐|博士|教授|医生|律师|议员|司长|局长|主席|总裁|老师"
_ADDRESS = f"哥|姐|叔|伯|嫂|婶|姨|师傅|师兄|师姐|太太|太|生|Sir|{_FORMAL}"
_CALLED = re.compile(rf"(?:[阿老小肥](?P<after>[{_HAN}]{{1,2}})|(?P<before>[{_HAN}])(?:{_ADDRESS}))")
_NICKNAMES = "哥|姐|叔|伯|嫂|婶|姨|Sir"
_NICKNAME = re.compile(rf"[阿老](?P<letter>[{_HAN}])(?:{_NICKNAMES})?|(?P<before>[{_HAN}])(?:{_NICKNAMES})")
_OLD = re.compile(rf"老[{_HAN}](?![{_HAN}]?板)")
_SPACE = re.compile(r"\s+")
_SHORTEST, _LONGEST = 2, 40


class Chosen(Protocol):
    """A mention that `find` settled on."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def label(self) -> EntityLabel: ...  # noqa: D102
    @property
    def entry(self) -> Entry | None: ...  # noqa: D102
    @property
    def owner(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Reference:
    """該公司, 集團, 該行, 他: a word that stands for an entity; `name` is None where it could mean several or none."""

    start: int
    end: int
    text: str
    name: str | None


def named(text: str, norm: str, chosen: Sequence[Chosen]) -> list[Entity]:
    """Give the mentions as entities, every mention of one thing with one name."""
    names: dict[int, str] = {}
    by_norm: dict[tuple[str, str], str] = {}
    for c in chosen:
        printed = (
            _SPACE.sub("", text[c.start : c.end])
            if text[c.start].isascii() is False
            else text[c.start : c.end]
        )
        key = (norm[c.start : c.end], c.label)
        if c.entry is not None:
            names[c.start] = c.entry.name
        else:
            names[c.start] = by_norm.setdefault(key, printed)
    for c in chosen:
        if c.owner >= 0 and c.entry is None:
            names[c.start] = names.get(c.owner, names[c.start])
    longer = _longer_names(norm, chosen, names)
    for c in chosen:
        if c.entry is None and c.owner < 0 and len(found := longer[norm[c.start : c.end], c.label]) == 1:
            names[c.start] = next(iter(found))
    return [Entity(c.start, c.end, text[c.start : c.end], c.label, names[c.start]) for c in chosen]


def _longer_names(
    norm: str, chosen: Sequence[Chosen], names: dict[int, str]
) -> dict[tuple[str, EntityLabel], set[str]]:
    """Give for each print the names of the longer forms that it may stand for."""
    full = {
        norm[c.start : c.end]: names[c.start] for c in chosen if c.label in ("PER", "ORG") and c.owner < 0
    }
    holding: dict[str, list[str]] = defaultdict(list)
    for form in full:
        for part in _parts(form):
            holding[part].append(form)
    return {
        (short, label): {
            full[form]
            for form in holding.get(_letter(short, label), ())
            if form != short and _stands_for(short, form, label)
        }
        for short, label in {(norm[c.start : c.end], c.label) for c in chosen}
    }


def _parts(full: str) -> set[str]:
    """Give what a short form of a full one may have of it: its beginning, one or two letters, its initials."""
    begins = (full[:n] for n in range(_SHORTEST, min(len(full), _LONGEST)))
    letters = (full[at : at + n] for n in (1, 2) for at in range(min(len(full), _LONGEST) - n + 1))
    return {*begins, *letters, full[:1] + full[2:3]}


def _letter(short: str, label: EntityLabel) -> str:
    """Give what a short form has of the full one: 輝 of 阿輝 and 輝哥, else all of it."""
    called = _CALLED.fullmatch(short) if label == "PER" else None
    return called["after"] or called["before"] if called else short


def _stands_for(short: str, full: str, label: EntityLabel) -> bool:
    """Whether `short` can be a short form of `full`: 穎晴 of 穎晴科技, 老霍 of 霍啟泉, 陳太 of nobody but herself."""
    if label == "ORG":
        return _SHORTEST <= len(short) < len(full) and (full.startswith(short) or _initials(short, full))
    if label != "PER":
        return False
    called, fuller = _CALLED.fullmatch(short), _CALLED.fullmatch(full)
    if fuller and (fuller["before"] or not called):
        return False
    if called:
        letter = called["after"] or called["before"]
        if short[0] == "老" or short.endswith(tuple(_FORMAL.split("|"))):
            return full.startswith(letter) and len(full) >= 2
        if short.endswith(("太太", "太", "生")):
            return False
        return letter in full and len(full) >= 2 and short != full
    return len(short) == 2 and len(full) == 3 and full.endswith(short)


def _initials(short: str, full: str) -> bool:
    """Whether `short` has the first letter of both parts of `full`: 海证 of 海晴证券."""
    if len(short) != 2 or len(full) != 4:
        return False
    return short[0] == full[0] and short[1] == full[2]


def nicknames(norm: str, people: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Give (start, end, owner's start) of 阿輝, 榮哥 and 老霍 where exactly one person found here bears the letter."""
    bearers: dict[str, set[str]] = {}
    starts: dict[str, int] = {}
    for start, end in people:
        form = norm[start:end]
        starts.setdefault(form, start)
        if len(form) == 2 and re.fullmatch(rf"[阿老].|.(?:{_NICKNAMES})", form):
            continue
        for letter in form:
            bearers.setdefault(letter, set()).add(form)
    owners = {
        letter: next(iter(forms))
        for letter, forms in bearers.items()
        if len(forms) == 1 and letter not in "阿老小肥仔师兄姐哥太" and letter.isalpha()
    }
    found = []
    at = 0
    while (match := _NICKNAME.search(norm, at)) is not None:
        at = match.start() + 1
        letter = match["letter"] or match["before"]
        owner = owners.get(letter)
        if owner is None:
            continue
        if len(owner) == 3 and owner[0] == letter:  # by his surname, only 老霍
            match = _OLD.match(norm, match.start())
        if match is not None and norm[match.end() : match.end() + 1] not in SPELLED:
            found.append((*match.span(), starts[owner]))
            at = match.end()
    return found


_REFERENCE = re.compile(
    r"(?P<bank>该行|该银行)|(?P<org>该公司|该集团|该企业|该机构|该局|该署|该会|该校|该基金|该所)|"
    r"(?P<group>(?<=[，。；：\n])集团(?=[^，。]))|(?P<person>(?<![其吉排])(?:他|她)(?!们|国|人|日|方|山|乡|杀|信|项|类|律))"
)
_LINE_END = re.compile("\n")
_BANK = re.compile(
    r"银行|证券|资本|投行|Bank|大摩|小摩|高盛|瑞银|花旗|汇丰|渣打|中金|里昂|大和|野村|星展|[银信]$"
)


def references(text: str, norm: str, entities: Sequence[Entity]) -> list[Reference]:
    """Give every reference of the article, resolved where one thing, and only one, can be meant.

    What can be meant is what its paragraph has named before it, else what the article has.
    """
    found = []
    known = {
        "person": _Named(e for e in entities if e.label == "PER"),
        "org": _Named(e for e in entities if e.label == "ORG"),
        "bank": _Named(e for e in entities if e.label == "ORG" and _BANK.search(norm, e.start, e.end)),
    }
    lines = [0, *(match.end() for match in _LINE_END.finditer(norm))]
    for match in _REFERENCE.finditer(norm):
        start, end = match.span()
        line = lines[bisect_right(lines, start) - 1]
        name = known[match.lastgroup if match.lastgroup in known else "org"].only(line, start)
        found.append(Reference(start, end, text[start:end], name))
    return found


class _Named:
    """Things in text order, asked for the one name among them before one place of the text after another."""

    def __init__(self, things: Iterable[Entity]) -> None:
        self._things = deque(things)
        self._line = -1
        self._near: set[str] = set()
        self._all: set[str] = set()

    def only(self, line: int, place: int) -> str | None:
        """Give the one name between the start of a line and a place in it, else the one before; None for several."""
        if line != self._line:
            self._line, self._near = line, set()
        while self._things and self._things[0].end <= place:
            thing = self._things.popleft()
            self._all.add(thing.name)
            if thing.start >= line:
                self._near.add(thing.name)
        names = self._near or self._all
        return next(iter(names)) if len(names) == 1 else None
