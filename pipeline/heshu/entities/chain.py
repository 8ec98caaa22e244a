"""The chain over the labels, over many sentences at once: the best run, and for training the marginals."""

from dataclasses import dataclass

import numpy

from heshu.entities.characters import Array
from heshu.entities.labels import ALLOWED, COUNT, MAY_END, MAY_START

NEVER = -1e6
_LINE = ord("\n")
_COMMAS = numpy.array([ord(c) for c in "，。；！？"])


@dataclass(frozen=True, slots=True)
class Runs:
    """Rows in runs without a gap or a comma: each is decided by itself, for no name runs across either.

    `lengths` are the runs', `into` the first rows before which something without a name stands, `out` the last rows
    that such a thing follows, `commas` the rows of commas.
    """

    lengths: Array
    into: Array
    out: Array
    commas: Array


def runs_of(places: Array, codes: Array) -> Runs:
    """Give the runs of rows that stand at `places` of a layout with code points `codes`."""
    commas = numpy.isin(codes[places], _COMMAS)
    stops = commas.copy()
    stops[:-1] |= numpy.diff(places) > 1
    stops[-1:] = True
    ends = numpy.flatnonzero(stops)
    starts = numpy.concatenate([[0], ends[:-1] + 1]) if len(ends) else ends
    into = starts[codes[places[starts] - 1] != _LINE]
    out = ends[codes[places[ends] + 1] != _LINE]
    return Runs(numpy.diff(ends, prepend=-1), into, out, numpy.flatnonzero(commas))


def marginals(scores: Array, lengths: Array, transitions: Array) -> tuple[Array, Array]:
    """Give the probability of every label at every character, and the expected transitions (labels, labels).

    A score of minus infinity forbids a label; every sentence must keep one allowed run.
    """
    starts = numpy.cumsum(lengths) - lengths
    order = numpy.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    active = [int(n) for n in numpy.searchsorted(-lengths, -numpy.arange(lengths[0]), side="left")]
    moves = numpy.exp(transitions) * ALLOWED
    here = numpy.exp(scores - scores.max(axis=1, keepdims=True))
    forward: list[Array] = []
    value = here[starts] * MAY_START
    for at, count in enumerate(active):
        if at:
            value = (forward[-1][:count] @ moves) * here[starts[:count] + at]
        value = value / value.sum(axis=1, keepdims=True)
        forward.append(value)
    result = numpy.empty_like(here)
    expected = numpy.zeros((COUNT, COUNT))
    behind = numpy.ones((len(lengths), COUNT)) * MAY_END
    for at in range(len(active) - 1, -1, -1):
        count = active[at]
        both = forward[at] * behind[:count]
        result[starts[:count] + at] = both / both.sum(axis=1, keepdims=True)
        if at:
            ahead = here[starts[:count] + at] * behind[:count]
            back = ahead @ moves.T
            past = forward[at - 1][:count]
            expected += moves * ((past / (past * back).sum(axis=1, keepdims=True)).T @ ahead)
            behind[:count] = back / back.sum(axis=1, keepdims=True)
    return result, expected


def pull(
    scores: Array, lengths: Array, transitions: Array, labels: Array, free: Array
) -> tuple[Array, Array]:
    """Give the gradient of the loss: expected minus wanted, by character and by transition.

    Characters that are `free` may bear any label: what is wanted there is what the chain expects of them, given
    the others.
    """
    result, expected = marginals(scores, lengths, transitions)
    if free.any():
        held = scores.copy()
        fixed = numpy.flatnonzero(~free)
        only = numpy.full((len(fixed), COUNT), -numpy.inf)
        only[numpy.arange(len(fixed)), labels[fixed]] = scores[fixed, labels[fixed]]
        held[fixed] = only
        wanted, moved = marginals(held, lengths, transitions)
        return result - wanted, expected - moved
    result[numpy.arange(len(labels)), labels] -= 1
    inner = numpy.ones(len(labels), dtype=bool)
    inner[(numpy.cumsum(lengths) - lengths)] = False
    at = numpy.flatnonzero(inner)
    numpy.subtract.at(expected, (labels[at - 1], labels[at]), 1)
    return result, expected


def best(scores: Array, lengths: Array, transitions: Array) -> Array:
    """Give the best allowed labels of every sentence (Viterbi over all sentences at once)."""
    labels = numpy.zeros(len(scores), dtype=numpy.int64)
    starts = numpy.cumsum(lengths) - lengths
    order = numpy.argsort(-lengths, kind="stable")
    order = order[lengths[order] > 0]
    if not len(order):
        return labels
    starts, lengths = starts[order], lengths[order]
    moves = numpy.where(ALLOWED, transitions, NEVER).T.astype(numpy.float32).copy()
    score = scores[starts] + numpy.where(MAY_START, 0, NEVER).astype(numpy.float32)
    last = score.copy()
    came: list[Array] = []
    rows = numpy.arange(len(starts))
    active = [int(n) for n in numpy.searchsorted(-lengths, -numpy.arange(1, lengths[0]), side="left")]
    for at, count in enumerate(active, 1):
        paths = score[:count, None, :] + moves
        came.append(paths.argmax(axis=2))
        score = paths.max(axis=2) + scores[starts[:count] + at]
        last[:count] = score
    label = (last + numpy.where(MAY_END, 0, NEVER).astype(numpy.float32)).argmax(axis=1)
    labels[starts + lengths - 1] = label
    for at in range(len(active), 0, -1):
        count = active[at - 1]
        label[:count] = came[at - 1][rows[:count], label[:count]]
        labels[starts[:count] + at - 1] = label[:count]
    return labels
