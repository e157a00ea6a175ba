"""The network, how it is fed, and what it is told while it trains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from _bert import HIDDEN, Bert
from _data import LABELS, Pair
from _training import base_tokenizer, pad
from torch import Tensor, nn

LONGEST = 160
CONTRAST = 0.3
"""How much telling apart the statements of one premise counts beside naming the label of each."""


class Claims(nn.Module):
    """Encoder over both sentences; the first piece's vector and the mean of all decide."""

    def __init__(self, dropout: float = 0.0) -> None:
        super().__init__()
        self.bert = Bert(kinds=2, dropout=dropout, plain=True)
        self.head_mix = nn.Linear(2 * HIDDEN, HIDDEN)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(HIDDEN, len(LABELS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """The three inputs, batch x pieces, to logits, batch x labels."""
        x = self.bert(input_ids, attention_mask, token_type_ids)
        weights = attention_mask[..., None].to(x.dtype)
        mean = (x * weights).sum(dim=1) / weights.sum(dim=1)
        mixed = torch.tanh(self.head_mix(torch.cat([x[:, 0], mean], dim=-1)))
        return self.head(self.dropout(mixed))


@dataclass(frozen=True, slots=True)
class Encoded:
    """A pair in pieces; pairs of one `group` are of one premise, and are told apart."""

    ids: list[int]
    types: list[int]
    labels: frozenset[int]
    prior: tuple[float, ...]
    group: int = -1


def encoded(pairs: Sequence[Pair], groups: Sequence[int] | None = None) -> list[Encoded]:
    """Pairs in pieces, as `LONGEST` allows."""
    found = base_tokenizer(LONGEST).encode_batch([(p.premise, p.hypothesis) for p in pairs])
    groups = groups or [-1] * len(pairs)
    return [
        Encoded(e.ids, e.type_ids, p.labels, p.prior, group) for e, p, group in zip(found, pairs, groups, strict=True)
    ]


def inputs_of(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and types of a batch."""
    return pad([e.ids for e in batch]), pad([[1] * len(e.ids) for e in batch]), pad([e.types for e in batch])


def loss_of(model: nn.Module, batch: Sequence[Encoded]) -> Tensor:
    """Negative log of the probability left to the labels that a pair may have; and, in groups, the contrast."""
    logs = model(*inputs_of(batch)).float() + torch.tensor([e.prior for e in batch])
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


@torch.no_grad()
def logits_of(model: nn.Module, pairs: Sequence[Pair]) -> Tensor:
    """Logits (pairs x labels) in one order, as given."""
    model.eval()
    made = encoded(pairs)
    order = sorted(range(len(made)), key=lambda i: len(made[i].ids))
    logits = torch.zeros(len(made), len(LABELS))
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits[chosen] = model(*inputs_of([made[i] for i in chosen])).float()
    return logits


def accuracies(model: nn.Module, pairs: Sequence[Pair]) -> dict[str, float]:
    """Percent right by source, for pairs with one label."""
    certain = [p for p in pairs if len(p.labels) == 1]
    return percent_right(certain, logits_of(model, certain).argmax(dim=1).tolist())


def percent_right(pairs: Sequence[Pair], told: Sequence[int]) -> dict[str, float]:
    """How often, by source, the label told is the pair's."""
    right, total = Counter(), Counter()
    for pair, guess in zip(pairs, told, strict=True):
        right[pair.source] += guess in pair.labels
        total[pair.source] += 1
    return {source: 100 * right[source] / total[source] for source in sorted(total)}
