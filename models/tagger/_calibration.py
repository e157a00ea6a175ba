"""The temperature of the logits that makes told probabilities of spans hold on news of a kind not trained on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from _features import LABELS
from _sentences import Sentence, sentences

from factcheck.entities import ModelTagger
from factcheck.entities._model import spans_of

TYPES = ("PER", "ORG", "LOC")
KINDS = np.array([label[2:] for label in LABELS])
SETS = ("uner_pud", "gum_news")
"""The sets that the temperature is fitted on."""
TRIED = tuple(round(0.5 + 0.05 * i, 2) for i in range(71))
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Told:
    """A span that the model found: its words' logits (words x labels), its type, whether it is right, its document."""

    rows: np.ndarray
    kind: str
    held: bool
    document: str

    def probability(self, temperature: float) -> float:
        """The least sure word's probability of the type; the best path, and so the span, is the same at any heat."""
        scaled = self.rows / temperature
        shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        return float(shares[:, self.kind == KINDS].sum(axis=1).min())


def told(tagger: ModelTagger, gold: Sequence[Sentence]) -> list[Told]:
    """The spans that the model finds in marked sentences."""
    found = []
    for number, logits, words in tagger.read([s.text for s in gold]):
        sentence = gold[number]
        for start, end, kind, _ in spans_of(logits, words, LABELS):
            if kind in TYPES:
                rows = logits[[first for first, begin, stop in words if start <= begin and stop <= end]]
                held = (start, end, kind) in sentence.spans
                found.append(Told(rows.astype(np.float64), kind, held, sentence.document))
    return found


def fitted(found: Sequence[Told]) -> float:
    """The temperature under which what held and what did not is most likely."""
    held = np.array([span.held for span in found])

    def loss(temperature: float) -> float:
        said = np.clip([span.probability(temperature) for span in found], 1e-4, 1 - 1e-4)
        return float(-np.log(np.where(held, said, 1 - said)).mean())

    return min(TRIED, key=loss)


def folds(found: Sequence[Told], parts: int = 5) -> list[tuple[list[Told], list[Told]]]:
    """Pairs of spans to fit on and spans to check on, no document in both."""
    order = sorted({span.document for span in found})
    part = {document: i % parts for i, document in enumerate(order)}
    return [
        ([s for s in found if part[s.document] != i], [s for s in found if part[s.document] == i]) for i in range(parts)
    ]


def reliability(pairs: Iterable[tuple[float, bool]]) -> tuple[list[tuple[float, float, int, float, float]], float]:
    """Per bin of told probability: edges, spans, mean told, share that held; and the expected error in points."""
    given, rows, error = list(pairs), [], 0.0
    for low, high in pairwise(EDGES):
        inside = [(said, held) for said, held in given if low < said <= high]
        if inside:
            mean, held = (float(np.mean(column)) for column in zip(*inside, strict=True))
            error += abs(mean - held) * len(inside) / len(given)
            rows.append((low, high, len(inside), mean, held))
    return rows, 100 * error


def temperature(folder: Path, data: Path) -> float:
    """The temperature for the exported model in a folder, fitted on the sets in `data`/eval/ner."""
    tagger = ModelTagger.load(folder)
    sets = [list(sentences(data / f"eval/ner/{name}.jsonl.gz")) for name in SETS]
    return fitted([span for gold in sets for span in told(tagger, gold)])
