"""Train the claims model (do two statements fit together?) and export it.

python models/claims/make.py --data ../shared/data --out models/claims
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parents[1]))

from _data import LABELS, Pair, clean, collected, in_order, key, rows
from _export import set_temperature, ship
from _made import FACTUAL, Found, Namer, from_pairs, from_sentences, look_alikes, surrounded
from _names import names_of
from _network import LONGEST, Claims, Encoded, accuracies, encoded, loss_of, percent_right
from _run import OnnxClaims
from _second import second_batches, second_pairs
from _training import Log, Schedule, base_weights, buckets, fit
from _values import values_of
from _written import read, with_priors

SEED = 20261121
MADE = {"sentences": 22000, "look_alikes": 18000, "surrounded": 12000}
WEIGHTS = {
    "mnli": 2.0,
    "wanli": 2.0,
    "fm2": 2.0,
    "vitaminc_sample": 2.0,
    "snli": 0.6,
    "cad_nli": 0.7,
    "timexnli": 0.7,
    "wikifactcheck": 0.7,
    "semfrag": 0.7,
    "equate_stresstest_numeric": 0.7,
    "med": 0.6,
    "breaking_nli": 0.5,
    "denied": 0.45,
    "denied_both": 0.6,
    "edit": 0.7,
    "reworded": 0.6,
    "look_alike": 0.45,
    "surrounded": 0.4,
}
"""How often an epoch shows a pair of each source, on average; once where not named. Hard ones twice."""
TURNED = 0.25
"""The share of pairs shown in the other order."""


def training_pairs(data: Path, work: Path, threads: int) -> tuple[list[Pair], list[Pair]]:
    """Train and held-out pairs, the made ones among the train pairs; kept in `work`/pairs.json between runs."""
    kept = work / "pairs.json"
    if kept.exists():
        return tuple([_pair(row) for row in part] for part in json.loads(kept.read_text()))
    rng = random.Random(SEED)
    train, held = collected(data, rng)
    worth = [p for p in train if p.source in FACTUAL]
    sentences = sorted({text for p in worth for text in (p.premise, p.hypothesis) if 6 <= len(text.split()) <= 45})
    names = names_of(sentences, work / "names.json", threads)
    found, namer = Found(names, values_of(sentences, work / "values.json")), Namer(names, rng)
    related = {key(*sides) for p in train for sides in ((p.premise, p.hypothesis), (p.hypothesis, p.premise))}
    made = list(from_pairs(train, found, namer, rng))
    made += from_sentences(rng.sample(sentences, min(MADE["sentences"], len(sentences))), found, namer, rng)
    made += look_alikes(sentences, related, rng, MADE["look_alikes"])
    made += surrounded(train + made, rng, MADE["surrounded"])
    parts = (train + made, held)
    kept.write_text(json.dumps([[_row(p) for p in part] for part in parts]))
    Log(work)(pairs=dict(Counter(p.source for p in parts[0])))
    return parts


def _row(pair: Pair) -> list:
    return [pair.premise, pair.hypothesis, sorted(pair.labels), sorted(pair.turned), pair.source]


def _pair(row: Sequence) -> Pair:
    return Pair(row[0], row[1], frozenset(row[2]), frozenset(row[3]), row[4])


def batches(pairs: Sequence[Pair], epoch: int) -> list[list[Encoded]]:
    rng = random.Random(SEED + epoch)
    shown = [p for p in pairs for _ in range(int(WEIGHTS.get(p.source, 1.0) + rng.random()))]
    made = encoded([in_order(p, rng.random() < TURNED) for p in shown])
    return [[made[i] for i in batch] for batch in buckets([len(e) for e in made], 1536, 32, rng)]


def dev_pairs(data: Path, held: Sequence[Pair]) -> list[Pair]:
    """Held-out pairs of each set, at most 150, and 600 of mnli's dev_matched."""
    rng, by_source = random.Random(SEED), {}
    for pair in held:
        by_source.setdefault(pair.source, []).append(pair)
    chosen = [p for pairs in by_source.values() for p in rng.sample(pairs, min(150, len(pairs)))]
    mnli = [r for r in rows(data / "train/mnli.jsonl.gz") if r["split"] == "dev_matched"]
    for row in rng.sample(mnli, 600):
        label = frozenset([LABELS.index(row["label"])])
        chosen.append(Pair(clean(row["premise"]), clean(row["hypothesis"]), label, label, "mnli_dev"))
    return chosen


def calibration_pairs(data: Path) -> list[Pair]:
    """The half of mnli's dev_matched that the temperature is fitted on; the benchmark reports on the other half."""
    found = [r for r in rows(data / "train/mnli.jsonl.gz") if r["split"] == "dev_matched"][::2]
    labels = [frozenset([LABELS.index(r["label"])]) for r in found]
    return [Pair(clean(r["premise"]), clean(r["hypothesis"]), y, y, "mnli") for r, y in zip(found, labels, strict=True)]


def calibrate(model: Claims, dev: Sequence[Pair], options: argparse.Namespace) -> None:
    """Fit the temperature of the exported model; the log tells the dev accuracy before and after."""
    small, certain = OnnxClaims(options.out, options.workers), calibration_pairs(options.data)
    gold = torch.tensor([next(iter(p.labels)) for p in certain])
    logits = torch.from_numpy(small.logits([(p.premise, p.hypothesis) for p in certain]))

    def loss(divisor: float) -> float:
        return float(torch.nn.functional.cross_entropy(logits / divisor, gold))

    temperature = min((round(0.5 + 0.05 * i, 2) for i in range(51)), key=loss)
    set_temperature(options.out, temperature)
    Log(options.work)(
        event="shipped",
        temperature=temperature,
        fp32=accuracies(model, certain),
        int8=percent_right(certain, logits.argmax(dim=1).tolist()),
        dev_fp32=accuracies(model, dev),
    )


def between(one: Claims, other: Claims, share: float) -> Claims:
    """The model whose weights lie between those of two, `share` of the way to the second."""
    made, (old, new) = Claims(), (one.state_dict(), other.state_dict())
    made.load_state_dict({name: torch.lerp(old[name], new[name], share) for name in old})
    return made.eval()


def first(train: Sequence[Pair], dev: Sequence[Pair], options: argparse.Namespace) -> Claims:
    """The base model trained on the public sets and on edits of their sentences."""
    model = Claims()
    model.bert.load_base(base_weights())
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    schedule = Schedule(options.steps, rate=2e-4, warm=150, head_rate=6e-4)
    fit(
        model,
        lambda epoch: batches(train, epoch),
        loss_of,
        schedule,
        options.work,
        lambda trained: accuracies(trained, dev),
        400,
        options.workers,
    )
    return model


def second(model: Claims, train: Sequence[Pair], dev: Sequence[Pair], options: argparse.Namespace) -> Claims:
    """The first stage's model trained further, with the written pairs."""
    items = with_priors(read()[0])
    pairs = second_pairs(options.data, train, items, options.work, options.workers)
    folder = options.work / "second"
    Log(folder)(items=len(items), pairs=dict(Counter(p.source for p in pairs)))
    trained = Claims(dropout=0.1)
    trained.load_state_dict(model.state_dict())
    trained.bert.embeddings.word_embeddings.requires_grad_(False)
    fit(
        trained,
        lambda epoch: second_batches(pairs, items, epoch),
        loss_of,
        Schedule(options.second_steps, rate=1.5e-4, warm=100, fall=0.5, head_rate=1.5e-4),
        folder,
        lambda now: accuracies(now, dev),
        500,
        options.workers,
    )
    return trained


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/ and eval/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--work", type=Path, default=Path("/tmp/factcheck-claims"), help="checkpoints and log")
    parser.add_argument("--steps", type=int, default=3000, help="of the first stage")
    parser.add_argument("--second-steps", type=int, default=3850)
    parser.add_argument("--share", type=float, default=0.4, help="how far the weights go towards the second stage's")
    parser.add_argument("--workers", type=int, default=3)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.workers)
    torch.manual_seed(SEED)
    train, held = training_pairs(options.data, options.work, options.workers)
    dev = dev_pairs(options.data, held)
    written = [p for item in read()[1] for p in item.pairs]
    model = first(train, dev, options)
    if options.second_steps:
        model = between(model, second(model, train, [*dev, *written], options), options.share)
    reading = {"labels": LABELS, "max_length": LONGEST, "temperature": 1.0}
    ship(model, options.out, "factcheck-claims", reading, [options.steps, options.second_steps])
    calibrate(model, [*dev, *written], options)


if __name__ == "__main__":
    main()
