"""Train the network of sums (`checks.sums.network`) with PyTorch, of `heshu[train]`; nothing else needs it.

First it learns to fill in characters that are hidden in running text, then which sums are meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from heshu.checks.sums.families import FAMILIES
from heshu.checks.sums.features import RELATION_SIZE, RELATIONS, SAID, SAID_SIZE, STANDING
from heshu.checks.sums.hypotheses import COLUMNS, Laid, lay_out
from heshu.checks.sums.network import (
    FARTHEST_SENTENCE,
    HEADS,
    HIDDEN,
    NEIGHBOURS,
    REACHES,
    WIDTH,
    Network,
    characters,
    neighbours,
)
from heshu.evaluate.sums_labels import Example

MOST = 1200
"""How many hypotheses of one passage teach at most: a real text has thousands."""
STANDS = 32
_DROPPED, _HIDDEN_CHARACTERS, _MASKED = 0.3, 0.2, 0.15
_BATCH, _KEPT = 48, 0.998
_SIGNS = 0xE000


class Net(nn.Module):
    """The network as torch trains it; its parameters have the names that `Network` looks for."""

    def __init__(self, codes: NDArray[np.int64]) -> None:
        """Begin with weights by chance."""
        super().__init__()
        self.codes = codes
        self.first_sign = int(np.searchsorted(codes, _SIGNS)) + 2
        self.characters = nn.Embedding(len(codes) + 2, WIDTH, padding_idx=0)
        self.said = nn.Embedding(SAID * SAID_SIZE, WIDTH)
        self.convolve = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=r, dilation=r) for r in REACHES)
        self.before = nn.ModuleList(nn.LayerNorm(WIDTH) for _ in REACHES)
        self.after, self.meet, self.think, self.last = (nn.LayerNorm(WIDTH) for _ in range(4))
        self.query, self.key, self.value, self.look = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.distance = nn.Embedding(2 * NEIGHBOURS + 1, HEADS)
        self.sentences = nn.Embedding(2 * FARTHEST_SENTENCE + 1, HEADS)
        self.wide, self.narrow = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)
        self.slot = nn.Linear(WIDTH, COLUMNS)
        self.left, self.right = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN, bias=False)
        self.shared = nn.Embedding(RELATIONS * RELATION_SIZE, HIDDEN)
        self.pair = nn.Embedding(COLUMNS, HIDDEN)
        self.standing = nn.Linear(STANDING, STANDS, bias=False)
        self.family = nn.Embedding(len(FAMILIES), STANDS)
        self.stands = nn.Embedding(len(FAMILIES), STANDS)
        self.bias = nn.Parameter(torch.full((len(FAMILIES),), -4.0))
        for table, spread in (
            (self.characters, 0.3), (self.said, 0.1), (self.shared, 0.02), (self.pair, 0.1), (self.family, 0.1),
            (self.stands, 0.1), (self.distance, 0.0), (self.sentences, 0.0),
        ):  # fmt: skip
            nn.init.normal_(table.weight, std=spread)

    def drop(self, values: Tensor) -> Tensor:
        """Drop some values while it learns."""
        return functional.dropout(values, _DROPPED, self.training)

    def read(self, characters: Tensor, told: tuple[Tensor, Tensor] | None = None) -> Tensor:
        """Give a vector a character, shape `(passages, characters, WIDTH)`; `told` adds what numbers are, at places."""
        h = self.characters(characters)
        if told is not None:
            places, said = told
            h = h.view(-1, WIDTH).index_add(0, places, self.said(said).sum(1)).view(h.shape)
        h = self.drop(h)
        for convolve, normal in zip(self.convolve, self.before, strict=True):
            h = h + self.drop(functional.relu(convolve(normal(h).transpose(1, 2)).transpose(1, 2)))
        return h

    def forward(self, batch: "Batch") -> Tensor:
        """Give the log-odds of each hypothesis of a batch."""
        shape = batch.characters
        if self.training:
            hides = (torch.rand(shape.shape) < _HIDDEN_CHARACTERS) & (shape > 1) & (shape < self.first_sign)
            shape = torch.where(hides, 1, shape)
        h = self.read(shape, (batch.at, batch.said)).view(-1, WIDTH)
        v = self.after(h[batch.at])
        v = v + self.drop(self._neighbours(self.meet(v), batch))
        v = v + self.drop(self.narrow(functional.relu(self.wide(self.think(v)))))
        v = self.drop(self.last(v))
        slots = self.slot(v)
        hidden = self.left(v)[batch.pairs[:, 0]] + self.right(v)[batch.pairs[:, 1]]
        hidden = self.drop(functional.relu(hidden + self.shared(batch.relations).sum(1)))
        stand = functional.relu(self.standing(batch.standing) + self.family(batch.families))
        z = self.bias[batch.families] + (self.drop(stand) * self.stands(batch.families)).sum(1)
        row, column, term = batch.slot_rows.T
        z = z.index_add(0, row, slots[term, column] * batch.slot_shares)
        row, column, pair = batch.pair_rows.T
        return z.index_add(0, row, (hidden[pair] * self.pair(column)).sum(1) * batch.pair_shares)

    def _neighbours(self, v: Tensor, batch: "Batch") -> Tensor:
        size = len(v)
        query, key, value = (layer(v).view(size, HEADS, -1) for layer in (self.query, self.key, self.value))
        looks = torch.einsum("nhd,nkhd->nkh", query, key[batch.place]) / (WIDTH / HEADS) ** 0.5
        looks = looks + self.distance.weight + self.sentences(batch.apart)
        looks = looks.masked_fill(~batch.real[:, :, None], -1e9).softmax(1)
        return self.look(torch.einsum("nkh,nkhd->nhd", looks, value[batch.place]).reshape(size, -1))

    def network(self) -> Network:
        """Give the weights as arrays."""
        weights = {name: value.detach().numpy().copy() for name, value in self.state_dict().items()}
        return Network(weights, self.codes)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One passage laid out: its characters, its terms, hypotheses and their labels (as in `Example`)."""

    characters: NDArray[np.int64]
    at: NDArray[np.int64]
    said: NDArray[np.int64]
    sentence: NDArray[np.int64]
    laid: Laid
    relations: NDArray[np.int16]
    standing: NDArray[np.float16]
    labels: NDArray[np.int64]


def lesson(example: Example, codes: NDArray[np.int64], draw: np.random.Generator) -> Lesson:
    """Lay a passage out; of a long one, some stated numbers with all that may be said of them."""
    stated = np.array([h.terms[h.stated] for h in example.found])
    keep = np.ones(len(stated), np.bool_)
    if len(stated) > MOST:
        order = draw.permutation(np.unique(stated))
        sizes = np.bincount(stated)[order].cumsum()
        keep = np.isin(stated, order[: max(1, int(np.searchsorted(sizes, MOST)))])
    some = [example.found[n] for n in np.flatnonzero(keep)]
    printed = example.printed
    laid = lay_out(some, len(printed.terms))
    return Lesson(
        characters(printed.codes, codes),
        printed.at,
        printed.said,
        printed.sentence,
        laid,
        printed.relations(*laid.pairs.T).astype(np.int16),
        printed.standing(laid).astype(np.float16),
        example.labels[keep],
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """Several passages as one: what stands in `Laid` and `Lesson`, counted on from passage to passage."""

    characters: Tensor
    at: Tensor
    said: Tensor
    place: Tensor
    real: Tensor
    apart: Tensor
    pairs: Tensor
    relations: Tensor
    standing: Tensor
    families: Tensor
    group: Tensor
    slot_rows: Tensor
    slot_shares: Tensor
    pair_rows: Tensor
    pair_shares: Tensor
    labels: Tensor


def batch_of(some: Sequence[Lesson]) -> Batch:
    """Put passages together."""
    longest = max(len(one.characters) for one in some)
    shape = np.zeros((len(some), longest), np.int64)
    columns: dict[str, list[NDArray[np.generic]]] = {name: [] for name in Batch.__slots__[1:]}
    terms = rows = pairs = 0
    for number, one in enumerate(some):
        shape[number, : len(one.characters)] = one.characters
        place, real, apart = neighbours(one.sentence)
        laid = one.laid
        values = {
            "at": one.at + number * longest, "said": one.said, "place": place + terms, "real": real, "apart": apart,
            "pairs": laid.pairs + terms, "relations": one.relations, "standing": one.standing,
            "families": laid.families, "group": laid.group + 3 * terms, "labels": one.labels,
            "slot_rows": laid.slot_rows + np.array((rows, 0, terms)), "slot_shares": laid.slot_shares,
            "pair_rows": laid.pair_rows + np.array((rows, 0, pairs)), "pair_shares": laid.pair_shares,
        }  # fmt: skip
        for name, value in values.items():
            columns[name].append(value)
        terms, rows, pairs = terms + len(one.at), rows + len(laid.families), pairs + len(laid.pairs)
    tensors = {name: torch.from_numpy(np.concatenate(parts)) for name, parts in columns.items()}
    kinds = {torch.float16: torch.float32, torch.int16: torch.int64}
    return Batch(
        torch.from_numpy(shape), **{n: t.to(kinds.get(t.dtype, t.dtype)) for n, t in tensors.items()}
    )


def _loss(z: Tensor, batch: Batch) -> Tensor:
    """Give the mean surprise a number at which of its sums is meant, or none; what may be meant is left out."""
    z = z.masked_fill(batch.labels < 0, -1e4)
    _, group = torch.unique(batch.group, return_inverse=True)
    size = int(group.max()) + 1
    most = torch.zeros(size).scatter_reduce(0, group, z.detach(), "amax")
    mass = torch.exp(z - most[group])
    nothing = torch.exp(-most)
    whole = nothing.index_add(0, group, mass)
    meant = torch.zeros(size).index_add(0, group, mass * (batch.labels == 1))
    is_meant = torch.zeros(size).index_add(0, group, (batch.labels == 1).float()) > 0
    return (whole.log() - torch.where(is_meant, meant, nothing).clamp_min(1e-12).log()).sum()


def fill_in(
    codes: NDArray[np.int64], rows: NDArray[np.int64], steps: int, seed: int = 0
) -> dict[str, Tensor]:
    """Learn characters and convolutions by filling in hidden characters of `rows`; give these weights."""
    torch.manual_seed(seed)
    net, draw = Net(codes), np.random.default_rng(seed)
    net.eval()  # nothing is dropped
    out = nn.Linear(WIDTH, len(codes) + 2)
    out.weight = net.characters.weight
    learnt = [p for part in (net.characters, net.convolve, net.before, net.after) for p in part.parameters()]
    learnt.append(out.bias)
    optimiser = torch.optim.AdamW(learnt, weight_decay=0.01)
    for step in range(steps):
        _pace(optimiser, step, steps, 200)
        shown = torch.from_numpy(rows[draw.integers(0, len(rows), 64)])
        hidden = (torch.rand(shown.shape) < _MASKED) & (shown > 0)
        h = net.read(torch.where(hidden, 1, shown))
        loss = functional.cross_entropy(out(net.after(h[hidden]) * 0.3), shown[hidden])
        _step(optimiser, loss, learnt)
        if step % 1000 == 999:
            print(f"fill in {step + 1} of {steps}: {loss.item():.3f}", flush=True)
    return {
        k: v
        for k, v in net.state_dict().items()
        if k.split(".")[0] in ("characters", "convolve", "before", "after")
    }


def fit(
    lessons: Sequence[Lesson], codes: NDArray[np.int64], begun: dict[str, Tensor], epochs: int, seed: int = 0
) -> Net:
    """Learn which sums are meant."""
    torch.manual_seed(seed)
    net, draw = Net(codes), np.random.default_rng(seed)
    net.load_state_dict(begun, strict=False)
    learnt = list(net.parameters())
    optimiser = torch.optim.AdamW(learnt, weight_decay=0.02)
    steps, step = epochs * (len(lessons) // _BATCH + 1), 0
    smooth = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(_KEPT))
    for epoch in range(epochs):
        net.train()
        total = 0.0
        for some in _shuffled(lessons, draw):
            _pace(optimiser, step, steps, 100)
            batch = batch_of(some)
            loss = _loss(net(batch), batch) / len(some)
            _step(optimiser, loss, learnt)
            smooth.update_parameters(net)
            total, step = total + loss.item() * len(some), step + 1
        print(f"epoch {epoch + 1} of {epochs}: {total / len(lessons):.4f}", flush=True)
    smoothed: Net = smooth.module
    smoothed.eval()
    return smoothed


def _shuffled(lessons: Sequence[Lesson], draw: np.random.Generator) -> Iterator[list[Lesson]]:
    """Yield batches of passages about as long as each other, in any order."""
    order = draw.permutation(len(lessons))
    batches: list[list[Lesson]] = []
    for start in range(0, len(order), _BATCH * 20):
        near = sorted(
            (lessons[n] for n in order[start : start + _BATCH * 20]), key=lambda one: len(one.characters)
        )
        batches += [near[n : n + _BATCH] for n in range(0, len(near), _BATCH)]
    yield from (batches[n] for n in draw.permutation(len(batches)))


def _pace(optimiser: torch.optim.Optimizer, step: int, steps: int, warm: int, most: float = 2e-3) -> None:
    for group in optimiser.param_groups:
        group["lr"] = most * min(1.0, (step + 1) / warm) * max(0.02, 1 - step / steps)


def _step(optimiser: torch.optim.Optimizer, loss: Tensor, learnt: Sequence[Tensor]) -> None:
    optimiser.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(learnt, 5.0)
    optimiser.step()
