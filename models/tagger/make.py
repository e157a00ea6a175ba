"""Train the tagger of people, organisations and places, and export it.

python models/tagger/make.py --data ../shared/data --out models/tagger
python models/tagger/make.py --data ../shared/data --out models/tagger --only-temperature
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

sys.path.insert(0, str(Path(__file__).parents[1]))

from _bert import HIDDEN, Bert
from _calibration import temperature
from _export import set_temperature, ship
from _features import CASES, LABELS, LONGEST
from _sentences import Sentence, possible, sentences
from _training import Log, Schedule, base_tokenizer, base_weights, buckets, fit, pad

from factcheck.entities import ModelTagger
from factcheck.entities._model import kinds_of, spans_of, words_of

SEED = 20261121
SHARE = {"btc": 0.5, "wnut17": 0.5}
"""Chat is far from news: half of it an epoch."""
BARE = ("masc", "uner_ewt", "wikigold")
"""Sources of edited prose that mark bare names, without titles: what they have in common is added at export."""


class Tagger(nn.Module):
    """Encoder, a shared label layer, and a small correction of it per source, as sources draw spans differently."""

    def __init__(self, sources: Sequence[str]) -> None:
        super().__init__()
        self.bert = Bert(kinds=len(CASES))
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(HIDDEN, len(LABELS))
        self.head_source = nn.Parameter(torch.zeros(len(sources), HIDDEN + 1, len(LABELS)))

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor, source: Tensor | None = None) -> Tensor:
        """Ids, mask and cases, batch x pieces, to logits; `source` (batch) adds what is peculiar to the source."""
        x = self.dropout(self.bert(ids, mask, kinds))
        logits = self.head(x)
        if source is not None:
            # Without its correction now and then, so that the shared layer learns to do without.
            own = self.head_source[source] * (torch.rand(len(source)) > (0.3 if self.training else -1))[:, None, None]
            logits = logits + torch.einsum("bth,bhl->btl", x.float(), own[:, :HIDDEN]) + own[:, None, HIDDEN]
        return logits


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as the model takes it, and for the first piece of each word the labels it may have."""

    ids: list[int]
    kinds: list[int]
    firsts: list[int]
    allowed: list[list[bool]]
    source: int


def examples(found: Sequence[Sentence], sources: Sequence[str]) -> list[Example]:
    tokenizer, made = base_tokenizer(LONGEST), []
    for sentence in found:
        encoding = tokenizer.encode(sentence.text)
        words = words_of(encoding)
        made.append(
            Example(
                encoding.ids,
                kinds_of(encoding, sentence.text, words, CASES),
                [first for first, _, _ in words],
                possible(sentence, words),
                sources.index(sentence.source),
            )
        )
    return made


def batches(made: Sequence[Example], sources: Sequence[str], epoch: int) -> list[list[Example]]:
    rng = random.Random(SEED + epoch)
    chosen = [e for e in made if rng.random() < SHARE.get(sources[e.source], 1.0)]
    return [[chosen[i] for i in batch] for batch in buckets([len(e.ids) for e in chosen], 768, 16, rng)]


def loss_of(model: nn.Module, batch: Sequence[Example]) -> Tensor:
    """Negative log of the probability left to the labels that each word's gold allows."""
    ids = pad([e.ids for e in batch])
    mask = pad([[1] * len(e.ids) for e in batch])
    source = torch.tensor([e.source for e in batch])
    logits = model(ids, mask, pad([e.kinds for e in batch]), source)
    rows = torch.tensor([b for b, e in enumerate(batch) for _ in e.firsts])
    columns = torch.tensor([first for e in batch for first in e.firsts])
    allowed = torch.tensor([row for e in batch for row in e.allowed])
    logs = logits[rows, columns].float().log_softmax(dim=-1)
    return -logs.masked_fill(~allowed, -1e4).logsumexp(dim=-1).mean()


@torch.no_grad()
def predicted(model: nn.Module, found: Sequence[Sentence], source: int | None) -> list[list[tuple[int, int, str]]]:
    model.eval()
    tokenizer, spans = base_tokenizer(LONGEST), []
    for sentence in found:
        encoding = tokenizer.encode(sentence.text)
        words, one = words_of(encoding), torch.tensor([encoding.ids])
        own = None if source is None else torch.tensor([source])
        kinds = torch.tensor([kinds_of(encoding, sentence.text, words, CASES)])
        logits = model(one, torch.ones_like(one), kinds, own)
        spans.append([s[:3] for s in spans_of(logits[0].float().numpy(), words, LABELS)])
    return spans


def span_f1(gold: Sequence[Sentence], found: Sequence[Sequence[tuple[int, int, str]]]) -> float:
    """Micro F1 of exact spans and types over PER, ORG and LOC, in percent."""
    main = ("PER", "ORG", "LOC")
    hits = truth = told = 0
    for sentence, spans in zip(gold, found, strict=True):
        right, given = {s for s in sentence.spans if s[2] in main}, {s for s in spans if s[2] in main}
        hits, truth, told = hits + len(right & given), truth + len(right), told + len(given)
    return 200 * hits / max(1, truth + told)


@torch.no_grad()
def settle(model: Tagger, sources: Sequence[str]) -> None:
    """Add the mean correction of the sources in BARE to the shared label layer."""
    mean = model.head_source[[sources.index(name) for name in BARE]].mean(dim=0)
    model.head.weight += mean[:HIDDEN].T
    model.head.bias += mean[HIDDEN]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/ and eval/")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--work", type=Path, default=Path("/tmp/factcheck-tagger"), help="checkpoints and log")
    parser.add_argument("--steps", type=int, default=2400)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--only-temperature", action="store_true", help="keep the weights in --out, train nothing")
    options = parser.parse_args()
    if options.only_temperature:
        set_temperature(options.out, temperature(options.out, options.data))
        return
    torch.set_num_threads(1)
    torch.manual_seed(SEED)
    found = list(sentences(options.data / "train/ner/mix_commercial.jsonl.gz"))
    sources = sorted({s.source for s in found})
    made = examples([s for s in found if s.split == "train"], sources)
    dev = [s for s in found if s.split == "dev" and s.source not in SHARE]
    model = Tagger(sources)
    model.bert.load_base(base_weights())
    model.bert.embeddings.word_embeddings.requires_grad_(False)

    def check(trained: nn.Module) -> dict[str, float]:
        trained.eval()
        return {"dev": span_f1(dev, predicted(trained, dev, None))}

    schedule = Schedule(options.steps, rate=2.5e-4)
    fit(
        model, lambda epoch: batches(made, sources, epoch), loss_of, schedule, options.work, check, 800, options.workers
    )
    settle(model, sources)
    reading = {"labels": LABELS, "cases": CASES, "max_length": LONGEST, "temperature": 1.0}
    ship(model, options.out, "factcheck-tagger", reading, options.steps, sequence_out=True)
    set_temperature(options.out, temperature(options.out, options.data))
    small = ModelTagger.load(options.out).spans([s.text for s in dev])
    exact = span_f1(dev, predicted(model, dev, None))
    quantised = span_f1(dev, [[span[:3] for span in row] for row in small])
    Log(options.work)(event="shipped", dev_fp32=exact, dev_int8=quantised)


if __name__ == "__main__":
    main()
