"""Train the questions model (do two masked values answer one question?) and export it.

python models/questions/make.py --data ../shared/data --start CHECKPOINT-OF-CLAIMS --out models/questions
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from sklearn.metrics import average_precision_score
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1]))

from _export import ship
from _marked import held, stories
from _others import copied, inferences, similar
from _pairs import OTHERS, SPARE, Pair, copies_of, kinds_of, pairs_of
from _training import Log, Schedule, base_weights, buckets, fit
from _two_texts import Pieces, TwoTexts, inputs_of, logits_of, pieces_of

SEED, LONGEST = 20261122, 192
LABELS = ("other", "same")
CHECKED = 4000  # pairs held out that are looked at


class Questions(TwoTexts):
    """Tells whether two masked values answer one question."""

    def __init__(self) -> None:
        super().__init__(len(LABELS), layer="head_same")

    def start_from(self, claims: Path) -> None:
        """Take the encoder of a trained claims model, which has learnt to read two sentences together."""
        saved = torch.load(claims, weights_only=True)["model"]
        self.load_state_dict({k: v for k, v in saved.items() if k.startswith(("bert.", "head_mix."))}, strict=False)


Encoded = tuple[Pieces, bool]


def batches(pairs: Sequence[Pair], epoch: int) -> list[list[Encoded]]:
    rng = random.Random(SEED + epoch)
    turned = [(p.right, p.left) if rng.random() < 0.5 else (p.left, p.right) for p in pairs]
    made = pieces_of(turned, LONGEST)
    return [[(made[i], pairs[i].same) for i in batch] for batch in buckets([len(e.ids) for e in made], 2048, 24, rng)]


def loss_of(model: nn.Module, batch: Sequence[Encoded]) -> Tensor:
    wanted = torch.tensor([int(same) for _, same in batch])
    logits = model(*inputs_of([pieces for pieces, _ in batch])).float()
    return nn.functional.cross_entropy(logits, wanted, label_smoothing=0.03)


def odds_of(model: nn.Module, pairs: Sequence[Pair]) -> list[float]:
    """Log odds of one question for each pair, as given."""
    logits = logits_of(model, [(p.left, p.right) for p in pairs], LONGEST)
    return [same - other for other, same in logits.tolist()]


def average_precision(odds: Sequence[float], pairs: Sequence[Pair]) -> float:
    """Mean precision over the recall gained, in percent."""
    return 100 * float(average_precision_score([pair.same for pair in pairs], odds))


@dataclass(frozen=True, slots=True)
class Parts:
    """Pairs to train on, those of two questions of which each epoch takes a share, and pairs held out, by story."""

    train: Sequence[Pair]
    spare: Sequence[Pair]
    apart: Sequence[Pair]

    def of(self, epoch: int) -> list[Pair]:
        """Return what is trained on in an epoch."""
        rng = random.Random(f"{SEED} spare {epoch}")
        return [*self.train, *rng.sample(self.spare, len(self.spare) // SPARE)]


def parts(data: Path, work: Path) -> Parts:
    """Read all pairs; those of the inference sets are kept in `work` between runs."""
    kinds, spare, apart = kinds_of(), [], []
    kept = work / "inferences.json"
    if not kept.exists():
        rng = random.Random(SEED)
        found = [*inferences(data, kinds, rng), *similar(data, kinds), *copied(data, kinds, rng)]
        kept.write_text(json.dumps([[p.left, p.right, p.same, p.story] for p in found]))
    train = [Pair(*row) for row in json.loads(kept.read_text())]
    for record in stories():
        rng = random.Random(f"{SEED} {record['id']}")
        if held(record):
            same, other = pairs_of(record, kinds, rng)
            apart += [*same, *other]
        else:
            same, other = pairs_of(record, kinds, rng, OTHERS * SPARE)
            train += [*same, *copies_of(record, kinds, rng)]
            spare += other
    return Parts(train, spare, random.Random(SEED).sample(apart, min(len(apart), CHECKED)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--start", type=Path, help="the claims model's checkpoint; the plain encoder where not given")
    parser.add_argument("--work", type=Path, default=Path("/tmp/factcheck-questions"), help="checkpoint and log")
    parser.add_argument("--steps", type=int, default=9500)
    parser.add_argument("--workers", type=int, default=4)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    told = parts(options.data, options.work)
    log, train, apart = Log(options.work), told.of(0), told.apart
    log(train=len(train), same=sum(p.same for p in train), held=len(apart), held_same=sum(p.same for p in apart))
    model = Questions()
    model.bert.load_base(base_weights())
    if options.start:
        model.start_from(options.start)
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    fit(
        model,
        lambda epoch: batches(told.of(epoch), epoch),
        loss_of,
        Schedule(options.steps, rate=1e-4, warm=60, head_rate=5e-4),
        options.work,
        lambda trained: {"held_ap": average_precision(odds_of(trained, apart), apart)},
        650,
        options.workers,
    )
    ship(model, options.out, "factcheck-questions", {"labels": LABELS, "max_length": LONGEST}, options.steps)
    log(event="shipped", held_ap=average_precision(odds_of(model, apart), apart))


if __name__ == "__main__":
    main()
