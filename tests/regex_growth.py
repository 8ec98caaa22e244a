"""What makes a pattern take more than linear time, found in its automaton.

`ambiguous`: a loop that can go round on one text by two ways: exponential (`(?:a|a)*b`, `(?:[^，]+、)+b`).
`crossing`: two loops that one text can go round in, and pass from one to the other: quadratic (`a*b?a*c`).
`restart`: a loop that a search enters again at every place of one text, to fail each time: quadratic (`包括[^。]+！`).
A loop is let be that at every round has a match in hand (`包括[^。]+`): it cannot fail, and what it read is behind it.
"""

from collections.abc import Iterator

from regex_automaton import MANY, Automaton, Step

FEW = 8
"""An ambiguous loop of no more rounds is let be: its ways are numbered."""

_EVERYWHERE = -1  # where a search stands that has not begun a match


def faults(pattern: str, flags: int = 0, *, anchored: bool = False, whole: bool = True) -> Iterator[str]:
    """Yield what makes a pattern more than linear, with a text to repeat.

    `anchored`: it is tried at one place only. `whole`: it may be asked to match a whole text, so that it fails where
    it has a match in hand.
    """
    automaton = Automaton(pattern, flags)
    homes: dict[int, frozenset[int]] = {}
    kept: frozenset[int] = frozenset()
    for loop in automaton.loops:
        if loop.most > FEW and not loop.possessive:
            yield from _ambiguous(automaton, loop.body)
        if loop.most > MANY:
            homes |= {p: max(loop.body, homes.get(p, loop.body), key=len) for p in loop.body}
            kept |= loop.body if loop.possessive else frozenset()
    for q, home in homes.items() if not anchored else ():
        yield from _restart(automaton, q, home)
    done = frozenset() if whole else automaton.whole.last.keys()
    for p, home in ((p, home) for p, home in homes.items() if p not in kept):
        for q in _reach(automaton, p) & homes.keys() - {p} - done:
            yield from _crossing(automaton, p, home, q, homes[q])


def _reach(automaton: Automaton, start: int) -> set[int]:
    """Give the positions that follow a position, sooner or later."""
    seen: set[int] = set()
    todo = [start]
    while todo:
        new = automaton.follow[todo.pop()].keys() - seen
        seen |= new
        todo += new
    return seen


def _ambiguous(automaton: Automaton, body: frozenset[int]) -> Iterator[str]:
    """Two walks through the body part and meet again on one text."""
    seen: set[tuple[int, int]] = set()
    todo: list[tuple[int, int, tuple[int, ...]]] = [(p, p, ()) for p in body]
    while todo:
        a, b, text = todo.pop()
        last = automaton.reads[a] & automaton.reads[b]
        for x in automaton.next(a, automaton.any):
            if x.to not in body or not last & x.after:
                continue
            for y in automaton.next(b, x.chars):
                if y.to not in body or not last & x.after & y.after:
                    continue
                if x.to == y.to and (a != b or x.ways > 1):
                    yield _told("ambiguous", automaton, (*text, y.chars))
                    return
                if x.to != y.to and (x.to, y.to) not in seen:
                    seen.update(((x.to, y.to), (y.to, x.to)))
                    todo.append((x.to, y.to, (*text, y.chars)))


def _restart(automaton: Automaton, q: int, body: frozenset[int]) -> Iterator[str]:
    """On the text of one round from q to q, with no match in hand, a match that begins within it comes to q too."""
    done = automaton.whole.last
    start = (_EVERYWHERE, q, False)
    seen = {start}
    todo: list[tuple[tuple[int, int, bool], tuple[int, ...]]] = [(start, ())] if q not in done else []
    while todo:
        (a, b, round), text = todo.pop(0)
        last = automaton.reads[b] & (automaton.reads[a] if a != _EVERYWHERE else automaton.any)
        for y in automaton.next(b, automaton.any):
            if y.to not in body or y.to in done or not last & y.after:
                continue
            for x in _on(automaton, a, y.chars):
                step = (x.to, y.to, round or y.round)
                if not last & x.after & y.after:
                    continue
                if step == (q, q, True):
                    yield _told("restart", automaton, (*text, x.chars))
                    return
                if step not in seen:
                    seen.add(step)
                    todo.append((step, (*text, x.chars)))


def _on(automaton: Automaton, a: int, chars: int) -> list[Step]:
    if a != _EVERYWHERE:
        return automaton.next(a, chars)
    return [Step(_EVERYWHERE, chars, automaton.any, 1, False), *automaton.begin(chars)]


def _crossing(
    automaton: Automaton, p: int, home: frozenset[int], q: int, body: frozenset[int]
) -> Iterator[str]:
    """One text goes from p round to p, from p to q and from q round to q."""
    start = (p, p, q, False, False)
    seen = {start}
    todo: list[tuple[tuple[int, int, int, bool, bool], tuple[int, ...]]] = [(start, ())]
    while todo:
        (a, b, c, one, two), text = todo.pop()
        last = automaton.reads[a] & automaton.reads[b] & automaton.reads[c]
        for x in automaton.next(a, automaton.any):
            if x.to not in home or not last & x.after:
                continue
            for z in automaton.next(c, x.chars):
                if z.to not in body or not last & x.after & z.after:
                    continue
                for y in automaton.next(b, z.chars):
                    step = (x.to, y.to, z.to, one or x.round, two or z.round)
                    if not last & x.after & y.after & z.after:
                        continue
                    if step == (p, q, q, True, True):
                        yield _told("crossing", automaton, (*text, y.chars))
                        return
                    if step not in seen:
                        seen.add(step)
                        todo.append((step, (*text, y.chars)))


def _told(fault: str, automaton: Automaton, text: tuple[int, ...]) -> str:
    return f"{fault}: {''.join(map(automaton.shown, text))!r}"
