"""A network that reads two texts together, how it is fed, and its logits: what claims and questions have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from _bert import HIDDEN, Bert
from _training import base_tokenizer, pad
from torch import Tensor, nn


class TwoTexts(nn.Module):
    """Encoder over both texts; the first piece's vector and the mean of all decide between so many labels.

    `layer` names the label layer in checkpoints. `dropout` is the encoder's.
    """

    def __init__(self, labels: int, layer: str = "head", dropout: float = 0.0) -> None:
        super().__init__()
        self.bert = Bert(kinds=2, dropout=dropout, plain=True)
        self.head_mix = nn.Linear(2 * HIDDEN, HIDDEN)
        self.dropout = nn.Dropout(0.1)
        self.layer = layer
        self.add_module(layer, nn.Linear(HIDDEN, labels))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """The three inputs, batch x pieces, to logits, batch x labels."""
        x = self.bert(input_ids, attention_mask, token_type_ids)
        weights = attention_mask[..., None].to(x.dtype)
        mean = (x * weights).sum(dim=1) / weights.sum(dim=1)
        mixed = torch.tanh(self.head_mix(torch.cat([x[:, 0], mean], dim=-1)))
        return self.get_submodule(self.layer)(self.dropout(mixed))


@dataclass(frozen=True, slots=True)
class Pieces:
    """Two texts in word pieces: the id of each, and which of the two it is of."""

    ids: list[int]
    types: list[int]


def pieces_of(pairs: Sequence[tuple[str, str]], longest: int) -> list[Pieces]:
    """Pairs of texts in pieces, at most `longest` for both."""
    return [Pieces(e.ids, e.type_ids) for e in base_tokenizer(longest).encode_batch(list(pairs))]


def inputs_of(batch: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and types of a batch."""
    return pad([e.ids for e in batch]), pad([[1] * len(e.ids) for e in batch]), pad([e.types for e in batch])


@torch.no_grad()
def logits_of(model: nn.Module, pairs: Sequence[tuple[str, str]], longest: int) -> Tensor:
    """Logits (pairs x labels) of pairs of texts as given, worked out in batches of like length."""
    model.eval()
    made = pieces_of(pairs, longest)
    order = sorted(range(len(made)), key=lambda i: len(made[i].ids))
    found: list[Tensor] = []
    for start in range(0, len(order), 64):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found.append(model(*inputs_of([made[i] for i in order[start : start + 64]])).float())
    return torch.cat(found)[torch.tensor(order).argsort()]
