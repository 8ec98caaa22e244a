"""A regular expression as an automaton: one position for each character it may read, and what may follow it.

Glushkov's construction over the parse tree of `re`, with three things kept that backtracking feels: by how many
ways one position follows another, what a look-behind asks of the character before, and what a look-ahead of one
character asks of the next. A longer look-ahead is a branch that leads nowhere; a longer
negative look-behind asks nothing here. So the automaton may walk where the pattern cannot, never the reverse.
"""

from collections.abc import Callable, Iterable
from re import I, M, S, _constants, _parser
from typing import Any, NamedTuple

MANY = 100
"""A loop of more rounds than these is held to have no end."""

op: Any = _constants
_PROSE = (
    "\t\n\r 　09０９٣AZazＡé一十百万億亿國国年，。、；：！？「」（）《》.,:;!?()%-—…$@#_'\"/\\\ue000\ue00b😀"
)
_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdecimal,
    "SPACE": str.isspace,
    "WORD": lambda c: c.isalnum() or c == "_",
}


class Arc(NamedTuple):
    """A way on: by how many ways (two stands for more), after and before which characters, or round an endless loop."""

    ways: int
    after: int
    before: int
    round: bool = False

    def __and__(self, other: "Arc") -> "Arc":
        return Arc(min(2, self.ways * other.ways), self.after & other.after, self.before & other.before)

    def __or__(self, other: "Arc") -> "Arc":
        ways = min(2, self.ways + other.ways)
        return Arc(ways, self.after | other.after, self.before | other.before, self.round or other.round)


class Step(NamedTuple):
    """A position to go to: on which characters, after which, by how many ways, and whether round an endless loop."""

    to: int
    chars: int
    after: int
    ways: int
    round: bool


class Part(NamedTuple):
    """A piece of pattern: where it may begin and end, whether it may be empty, and its positions."""

    first: dict[int, Arc]
    last: dict[int, Arc]
    empty: Arc | None
    body: frozenset[int]


class Loop(NamedTuple):
    """A repetition that may come round: its most times, its positions, and whether it keeps what it read."""

    most: int
    body: frozenset[int]
    possessive: bool


class Automaton:
    """The automaton of a pattern.

    Sets of characters are bits over `alphabet`: every character that the pattern names, its neighbours, and prose.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        tree = _parser.parse(pattern, flags)
        self.flags = tree.state.flags
        self.alphabet = sorted(set(_PROSE) | set(_named(tree)))
        self._places = {c: 1 << i for i, c in enumerate(self.alphabet)}
        self.end = 1 << len(self.alphabet)
        self.any = self.end - 1
        self.free = Arc(1, self.any | self.end, self.any | self.end)
        self.reads: list[int] = []
        self.follow: list[dict[int, Arc]] = []
        self.loops: list[Loop] = []
        self.whole = self._sequence(tree)
        kinds: dict[frozenset[tuple[int, Arc]], int] = {}
        self._kinds = [kinds.setdefault(frozenset(arcs.items()), len(kinds)) for arcs in self.follow]
        self._next: dict[tuple[int, int], list[Step]] = {}

    def next(self, position: int, chars: int) -> list[Step]:
        """Give the steps from a position on one of `chars`."""
        key = self._kinds[position], chars
        if key not in self._next:
            self._next[key] = self._steps(self.follow[position], chars)
        return self._next[key]

    def begin(self, chars: int) -> list[Step]:
        """Give the steps that begin a match on one of `chars`."""
        return self._steps(self.whole.first, chars)

    def _steps(self, arcs: dict[int, Arc], chars: int) -> list[Step]:
        on = ((q, chars & self.reads[q] & arc.before, arc) for q, arc in arcs.items())
        return [Step(q, both, arc.after, arc.ways, arc.round) for q, both, arc in on if both]

    def shown(self, chars: int) -> str:
        """Give one character of a set, for a message."""
        return next((c for c in reversed(self.alphabet) if self._places[c] & chars), "$")

    def _position(self, chars: int) -> Part:
        at = len(self.reads)
        self.reads.append(chars)
        self.follow.append({})
        return Part({at: self.free}, {at: self.free}, None, frozenset({at}))

    def _chars(self, test: Callable[[str], bool]) -> int:
        return sum(place for c, place in self._places.items() if test(c))

    def _literal(self, code: int) -> int:
        if self.flags & I:
            return self._chars(lambda c: c.lower() == chr(code).lower() or c.upper() == chr(code).upper())
        return self._places[chr(code)]

    def _range(self, low: str, high: str) -> int:
        forms = (str.lower, str.upper) if self.flags & I else (str,)
        return self._chars(lambda c: any(low <= form(c) <= high for form in forms))

    def _set(self, items: Iterable[tuple[Any, Any]]) -> int:
        negated, chars = False, 0
        for kind, value in items:
            if kind is op.NEGATE:
                negated = True
            elif kind is op.LITERAL:
                chars |= self._literal(value)
            elif kind is op.RANGE:
                chars |= self._range(*map(chr, value))
            else:
                chars |= self._category(str(value))
        return self.any & ~chars if negated else chars

    def _category(self, name: str) -> int:
        chars = self._chars(_CATEGORIES[name.removeprefix("CATEGORY_").removeprefix("NOT_")])
        return self.any & ~chars if "NOT_" in name else chars

    def _join(self, left: dict[int, Arc], right: dict[int, Arc], *, round: bool = False) -> None:
        for p, a in left.items():
            for q, b in right.items():
                arc = (a & b)._replace(round=round)
                if self.reads[p] & arc.after and self.reads[q] & arc.before:
                    _put(self.follow[p], q, arc)

    def _then(self, a: Part, b: Part) -> Part:
        self._join(a.last, b.first)
        first, last = dict(a.first), dict(b.last)
        for q, arc in b.first.items() if a.empty else ():
            _put(first, q, a.empty & arc)
        for p, arc in a.last.items() if b.empty else ():
            _put(last, p, arc & b.empty)
        return Part(first, last, a.empty & b.empty if a.empty and b.empty else None, a.body | b.body)

    def _sequence(self, items: Iterable[tuple[Any, Any]]) -> Part:
        part = Part({}, {}, self.free, frozenset())
        for kind, value in items:
            part = self._then(part, self._part(kind, value))
        return part

    def _either(self, parts: Iterable[Part]) -> Part:
        first: dict[int, Arc] = {}
        last: dict[int, Arc] = {}
        empty: Arc | None = None
        body: frozenset[int] = frozenset()
        for part in parts:
            for q, arc in part.first.items():
                _put(first, q, arc)
            for p, arc in part.last.items():
                _put(last, p, arc)
            if part.empty:
                empty = empty | part.empty if empty else part.empty
            body |= part.body
        return Part(first, last, empty, body)

    def _part(self, kind: Any, value: Any) -> Part:
        if kind is op.LITERAL:
            return self._position(self._literal(value))
        if kind is op.NOT_LITERAL:
            return self._position(self.any & ~self._literal(value))
        if kind is op.ANY:
            return self._position(self.any if self.flags & S else self.any & ~self._literal(10))
        if kind is op.IN:
            return self._position(self._set(value))
        if kind is op.BRANCH:
            return self._either([self._sequence(branch) for branch in value[1]])
        if kind is op.SUBPATTERN:
            return self._sequence(value[3])
        if kind is op.ATOMIC_GROUP:
            return self._sequence(value)
        if kind is op.GROUPREF_EXISTS:
            return self._either([self._sequence(branch or ()) for branch in value[1:]])
        if kind is op.GROUPREF:
            return Part({}, {}, self.free, frozenset())
        if kind is op.AT:
            return self._edge(value)
        if kind in (op.ASSERT, op.ASSERT_NOT):
            return self._look(value[1], behind=value[0] < 0, negated=kind is op.ASSERT_NOT)
        return self._loop(*value, possessive=kind is op.POSSESSIVE_REPEAT)

    def _edge(self, place: Any) -> Part:
        line = self._literal(10)
        if place in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            after = line if self.flags & M and place is op.AT_BEGINNING else 0
            return Part({}, {}, self.free._replace(after=after), frozenset())
        if place is op.AT_END_STRING:
            return self._position(self.end)
        return self._position(self.end | line) if place is op.AT_END else Part({}, {}, self.free, frozenset())

    def _look(self, body: Any, *, behind: bool, negated: bool) -> Part:
        seen = self._sequence(body)
        one = body.getwidth() == (1, 1) and all(p in seen.last for p in seen.first)
        if one or (behind and not negated):
            chars = 0
            for p in seen.last:
                chars |= self.reads[p]
            chars = (self.any | self.end) & ~chars if negated else chars
            arc = self.free._replace(**{"after" if behind else "before": chars})
            return Part({}, {}, arc, frozenset())
        return Part({} if behind else seen.first, {}, self.free, seen.body)

    def _loop(self, least: int, most: int, body: Any, *, possessive: bool) -> Part:
        part = self._sequence(body)
        if most > 1:
            self._join(part.last, part.first, round=most > MANY)
            self.loops.append(Loop(most, part.body, possessive))
        return part._replace(empty=self.free if least == 0 or part.empty else None)


def _put(arcs: dict[int, Arc], position: int, arc: Arc) -> None:
    arcs[position] = arcs[position] | arc if position in arcs else arc


def _named(tree: Any) -> Iterable[str]:
    """Yield every character that a pattern names, with its neighbours."""
    if isinstance(tree, int):
        for code in (tree - 1, tree, tree + 1):
            if 0 <= code < 0x110000:
                yield chr(code)
        return
    if not isinstance(tree, tuple | list | _parser.SubPattern):
        return
    for item in tree:
        yield from _named(item)
