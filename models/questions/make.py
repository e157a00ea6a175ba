"""Train the questions model (do two masked values answer one question?) and export it.

python models/questions/make.py --data ../shared/data --start CHECKPOINT-OF-CLAIMS --out models/questions
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import torch
from sklearn.metrics import average_precision_score
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1]))

from _bert import HIDDEN, Bert
from _export import INPUTS, export, write_config, write_digests, write_tokenizer
from _marked import held, stories
from _others import copied, inferences, similar
from _pairs import Pair, copies_of, kinds_of, pairs_of
from _training import Log, Schedule, base_tokenizer, base_weights, buckets, fit, pad

SEED, LONGEST = 20261122, 192
LABELS = ("other", "same")
CHECKED = 4000  # pairs held out that are looked at


class Questions(nn.Module):
    """Encoder over both masked sentences; the first piece's vector and the mean of all decide."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = Bert(kinds=2, dropout=0.0, plain=True)
        self.head_mix = nn.Linear(2 * HIDDEN, HIDDEN)
        self.dropout = nn.Dropout(0.1)
        self.head_same = nn.Linear(HIDDEN, len(LABELS))

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        """The three inputs, batch x pieces, to logits, batch x labels."""
        x = self.bert(input_ids, attention_mask, token_type_ids)
        weights = attention_mask[..., None].to(x.dtype)
        mean = (x * weights).sum(dim=1) / weights.sum(dim=1)
        mixed = torch.tanh(self.head_mix(torch.cat([x[:, 0], mean], dim=-1)))
        return self.head_same(self.dropout(mixed))

    def start_from(self, claims: Path) -> None:
        """Take the encoder of a trained claims model, which has learnt to read two sentences together."""
        saved = torch.load(claims, weights_only=True)["model"]
        self.load_state_dict({k: v for k, v in saved.items() if k.startswith(("bert.", "head_mix."))}, strict=False)


Encoded = tuple[list[int], list[int], bool]


def encoded(pairs: Sequence[Pair]) -> list[Encoded]:
    found = base_tokenizer(LONGEST).encode_batch([(p.left, p.right) for p in pairs])
    return [(e.ids, e.type_ids, p.same) for e, p in zip(found, pairs, strict=True)]


def batches(pairs: Sequence[Pair], epoch: int) -> list[list[Encoded]]:
    rng = random.Random(SEED + epoch)
    turned = [Pair(p.right, p.left, p.same, p.story) if rng.random() < 0.5 else p for p in pairs]
    made = encoded(turned)
    return [[made[i] for i in batch] for batch in buckets([len(e[0]) for e in made], 2048, 24, rng)]


def inputs_of(batch: Sequence[Encoded]) -> tuple[Tensor, Tensor, Tensor]:
    return pad([e[0] for e in batch]), pad([[1] * len(e[0]) for e in batch]), pad([e[1] for e in batch])


def loss_of(model: nn.Module, batch: Sequence[Encoded]) -> Tensor:
    wanted = torch.tensor([int(e[2]) for e in batch])
    return nn.functional.cross_entropy(model(*inputs_of(batch)).float(), wanted, label_smoothing=0.03)


@torch.no_grad()
def odds_of(model: nn.Module, pairs: Sequence[Pair]) -> list[float]:
    """Log odds of one question for each pair, as given."""
    model.eval()
    made = encoded(pairs)
    order = sorted(range(len(made)), key=lambda i: len(made[i][0]))
    odds = [0.0] * len(made)
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            logits = model(*inputs_of([made[i] for i in chosen])).float()
        for i, row in zip(chosen, logits.tolist(), strict=True):
            odds[i] = row[1] - row[0]
    return odds


def average_precision(odds: Sequence[float], pairs: Sequence[Pair]) -> float:
    """Mean precision over the recall gained, in percent."""
    return 100 * float(average_precision_score([pair.same for pair in pairs], odds))


def parts(data: Path, work: Path) -> tuple[list[Pair], list[Pair]]:
    """Pairs to train on and pairs held out, by story; those of the inference sets are kept in `work` between runs."""
    kinds, apart = kinds_of(), []
    kept = work / "inferences.json"
    if not kept.exists():
        rng = random.Random(SEED)
        found = [*inferences(data, kinds, rng), *similar(data, kinds), *copied(data, kinds, rng)]
        kept.write_text(json.dumps([[p.left, p.right, p.same, p.story] for p in found]))
    train = [Pair(*row) for row in json.loads(kept.read_text())]
    for record in stories():
        rng = random.Random(f"{SEED} {record['id']}")
        if held(record):
            apart += pairs_of(record, kinds, rng)
        else:
            train += [*pairs_of(record, kinds, rng), *copies_of(record, kinds, rng)]
    return train, random.Random(SEED).sample(apart, min(len(apart), CHECKED))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--start", type=Path, help="the claims model's checkpoint; the plain encoder where not given")
    parser.add_argument("--work", type=Path, default=Path("/tmp/factcheck-questions"), help="checkpoint and log")
    parser.add_argument("--steps", type=int, default=2600)
    parser.add_argument("--workers", type=int, default=4)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    train, apart = parts(options.data, options.work)
    log = Log(options.work)
    log(train=len(train), same=sum(p.same for p in train), held=len(apart), held_same=sum(p.same for p in apart))
    model = Questions()
    model.bert.load_base(base_weights())
    if options.start:
        model.start_from(options.start)
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    fit(
        model,
        lambda epoch: batches(train, epoch),
        loss_of,
        Schedule(options.steps, rate=1e-4, warm=60, head_rate=5e-4),
        options.work,
        lambda trained: {"held_ap": average_precision(odds_of(trained, apart), apart)},
        150,
        options.workers,
    )
    ship(model, apart, options, log)


def ship(model: Questions, apart: Sequence[Pair], options: argparse.Namespace, log: Log) -> None:
    """Export to int8, and write what belongs to it."""
    options.out.mkdir(parents=True, exist_ok=True)
    export(model, model.bert, options.out / "model.onnx", sequence_out=False)
    write_tokenizer(options.out)
    config = {
        "name": "factcheck-questions",
        "labels": LABELS,
        "max_length": LONGEST,
        "inputs": INPUTS,
        "output": "logits",
        "steps": options.steps,
    }
    write_config(options.out, config)
    write_digests(options.out)
    log(event="shipped", held_ap=average_precision(odds_of(model, apart), apart))


if __name__ == "__main__":
    main()
