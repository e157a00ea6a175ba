"""The network, how it is fed, and what it is told while it trains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from _data import LABELS, Pair
from _two_texts import Pieces, TwoTexts, inputs_of, logits_of, pieces_of
from torch import Tensor, nn

LONGEST = 160
CONTRAST = 0.3
"""How much telling apart the statements of one premise counts beside naming the label of each."""


class Claims(TwoTexts):
    """Tells whether two statements fit together."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__(len(LABELS), dropout=dropout)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair in pieces; pairs of one `group` are of one premise, and are told apart."""

    pieces: Pieces
    labels: frozenset[int]
    prior: tuple[float, ...]
    group: int = -1

    def __len__(self) -> int:
        return len(self.pieces.ids)


def encoded(pairs: Sequence[Pair], groups: Sequence[int] | None = None) -> list[Encoded]:
    """Pairs in pieces, as `LONGEST` allows."""
    found = pieces_of([(p.premise, p.hypothesis) for p in pairs], LONGEST)
    groups = groups or [-1] * len(pairs)
    return [Encoded(e, p.labels, p.prior, group) for e, p, group in zip(found, pairs, groups, strict=True)]


def loss_of(model: nn.Module, batch: Sequence[Encoded]) -> Tensor:
    """Negative log of the probability left to the labels that a pair may have; and, in groups, the contrast."""
    logs = model(*inputs_of([e.pieces for e in batch])).float() + torch.tensor([e.prior for e in batch])
    logs = logs.log_softmax(dim=-1)
    allowed = torch.tensor([[label in e.labels for label in range(len(LABELS))] for e in batch])
    named = -logs.masked_fill(~allowed, -1e4).logsumexp(dim=-1).mean()
    return named + CONTRAST * _contrast(logs, allowed, torch.tensor([e.group for e in batch]))


def _contrast(logs: Tensor, allowed: Tensor, group: Tensor) -> Tensor:
    """In each group: log odds of entailment where it is the label above where it is not one; so of contradiction."""
    together = (group[:, None] == group[None, :]) & (group[:, None] >= 0)
    losses = []
    for label in (LABELS.index("entailment"), LABELS.index("contradiction")):
        odds = logs[:, label] - torch.log1p(-logs[:, label].exp().clamp(max=1 - 1e-6))
        above = allowed[:, label] & (allowed.sum(dim=1) == 1)
        wanted = together & above[:, None] & ~allowed[:, label][None, :]
        if wanted.any():
            losses.append(nn.functional.softplus(odds[None, :] - odds[:, None])[wanted].mean())
    return torch.stack(losses).mean() if losses else logs.sum() * 0.0


def accuracies(model: nn.Module, pairs: Sequence[Pair]) -> dict[str, float]:
    """Percent right by source, for pairs with one label."""
    certain = [p for p in pairs if len(p.labels) == 1]
    logits = logits_of(model, [(p.premise, p.hypothesis) for p in certain], LONGEST)
    return percent_right(certain, logits.argmax(dim=1).tolist())


def percent_right(pairs: Sequence[Pair], told: Sequence[int]) -> dict[str, float]:
    """How often, by source, the label told is the pair's."""
    right, total = Counter(), Counter()
    for pair, guess in zip(pairs, told, strict=True):
        right[pair.source] += guess in pair.labels
        total[pair.source] += 1
    return {source: 100 * right[source] / total[source] for source in sorted(total)}
