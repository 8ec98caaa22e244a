"""The chain's arithmetic for training: marginals of a linear chain over many sentences at once."""

import numpy

from heshu.entities.characters import Array
from heshu.entities.labels import ALLOWED, COUNT, MAY_END, MAY_START


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
