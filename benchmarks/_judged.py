"""Pairs of facts judged by hand, found again in a run by their offsets, and how well a probability fits them."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from factcheck.review.learning import Interval, wilson

End = tuple[str, int, int]  # digest of the article, offsets of the value
Numbers = NDArray[np.float64]
LABELS = ("conflict", "other", "fits", "misread", "unclear")
EDGES = (0.0, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 1.0)  # finer where the program has to decide
_FAR = 12.0  # log odds beyond which a probability is as good as 0 or 1


@dataclass(frozen=True)
class Label:
    """What a reader made of two values: a conflict, or why it is none.

    `cause` names in a word or two what misled the program; `source` is the set of articles.
    """

    source: str
    kind: str
    left: End
    right: End
    label: str
    cause: str = ""


class Compared(Protocol):
    """Two facts that a run compared."""

    kind: str
    left: End
    right: End
    confidence: float


def read(path: Path) -> list[Label]:
    """Return the labels in a file; ValueError names the line that holds none."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        record = json.loads(line)
        if record["label"] not in LABELS:
            raise ValueError(f"{path}:{number}: no such label: {record['label']!r} (known: {', '.join(LABELS)})")
        left, right = sorted((_end(record["left"]), _end(record["right"])))
        out.append(Label(record["set"], record["kind"], left, right, record["label"], record.get("cause", "")))
    return out


def _end(record: Sequence[str | int]) -> End:
    article, start, end = record
    return str(article), int(start), int(end)


def held_out(story: str) -> bool:
    """Tell whether a story is for checking only; the other half may be fitted on."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16) % 2 == 1


def found_again(labels: Sequence[Label], pairs: Iterable[Compared]) -> list[int]:
    """Return, for each label, the index of the compared pair whose values overlap its own most, or -1.

    Values are found by their place, so that a pair is known again when the program reads a word more or less.
    """
    listed: dict[tuple[str, str, str], list[tuple[int, Compared]]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        listed[pair.kind, pair.left[0], pair.right[0]].append((number, pair))
    out = []
    for label in labels:
        near = [
            (_shared(label.left, one) * _shared(label.right, other), -number)
            for number, pair in listed[label.kind, label.left[0], label.right[0]]
            for one, other in _ways(pair)
        ]
        best, number = max(near, default=(0.0, 1))
        out.append(-number if best > 0 else -1)
    return out


def _ways(pair: Compared) -> list[tuple[End, End]]:
    """Return the two ways to lay a pair on another: within one article either end may be the first."""
    return (
        [(pair.left, pair.right), (pair.right, pair.left)]
        if pair.left[0] == pair.right[0]
        else [(pair.left, pair.right)]
    )


def _shared(one: End, other: End) -> float:
    """Return the characters two ends share as a part of those that they cover together."""
    common = min(one[2], other[2]) - max(one[1], other[1])
    return max(0, common) / max(1, max(one[2], other[2]) - min(one[1], other[1]))


# --- how well probabilities fit ---


@dataclass(frozen=True)
class Scored:
    """Probabilities of being a conflict, whether each is one (1 or 0), and for how many of a run each stands."""

    probability: Numbers
    real: Numbers
    weight: Numbers

    def where(self, chosen: NDArray[np.bool_]) -> Scored:
        """Return the chosen pairs."""
        return Scored(self.probability[chosen], self.real[chosen], self.weight[chosen])

    def with_(self, probability: Numbers) -> Scored:
        """Return the same pairs under other probabilities."""
        return Scored(probability, self.real, self.weight)


@dataclass(frozen=True)
class Bin:
    """The pairs whose probability lies from `low` to `high`: what was told, and what held (weighted)."""

    low: float
    high: float
    pairs: int
    told: float
    held: float
    interval: Interval


def bins(scored: Scored, edges: Sequence[float] = EDGES) -> list[Bin]:
    """Return what was told and what held by range of probability, empty ranges left out; the interval is unweighted."""
    place = np.clip(np.searchsorted(edges, scored.probability, side="right") - 1, 0, len(edges) - 2)
    out = []
    for number in range(len(edges) - 1):
        own = scored.where(place == number)
        if len(own.real) and own.weight.sum() > 0:
            told, held = (float(np.average(x, weights=own.weight)) for x in (own.probability, own.real))
            interval = wilson(int(own.real.sum()), len(own.real))
            out.append(Bin(edges[number], edges[number + 1], len(own.real), told, held, interval))
    return out


def calibration_error(scored: Scored, edges: Sequence[float] = EDGES) -> float:
    """Return the expected calibration error: how far what was told lies from what held, by weight of the ranges."""
    place = np.clip(np.searchsorted(edges, scored.probability, side="right") - 1, 0, len(edges) - 2)
    total, gap = scored.weight.sum(), 0.0
    for number in set(place.tolist()):
        own = scored.where(place == number)
        gap += abs(float(((own.probability - own.real) * own.weight).sum()))
    return gap / float(total) if total else float("nan")


def brier(scored: Scored) -> float:
    """Return the mean squared distance of probability and truth, by weight."""
    return float(np.average((scored.probability - scored.real) ** 2, weights=scored.weight))


def precision(scored: Scored, threshold: float) -> tuple[int, Interval]:
    """Return how many pairs reach a threshold, and how many of them are conflicts, with Wilson's interval."""
    real = scored.real[scored.probability >= threshold]
    return len(real), wilson(int(real.sum()), len(real))


def lowest_threshold(scored: Scored, aim: float = 0.9) -> float | None:
    """Return the lowest probability from which on the judged pairs hold as often as aimed at; None if none does."""
    order = np.argsort(-scored.probability, kind="stable")
    told, hits = scored.probability[order], np.cumsum(scored.real[order])
    reached = hits / np.arange(1, len(order) + 1) >= aim
    last = np.append(told[1:] < told[:-1], True)  # all pairs of one probability are above a threshold, or none
    passing = np.flatnonzero(reached & last)
    return float(told[passing[-1]]) if len(passing) else None


# --- another map from probability to probability ---


def log_odds(probability: Numbers) -> Numbers:
    """Return the log odds of probabilities, those of 0 and 1 kept finite."""
    edge = 1 / (1 + math.exp(_FAR))
    p = np.clip(probability, edge, 1 - edge)
    return np.asarray(np.log(p / (1 - p)))


def platt(scored: Scored) -> tuple[float, float]:
    """Fit slope and shift on the log odds that make the probabilities fit best; the slope is never negative."""
    from scipy.optimize import minimize

    x, y, w = log_odds(scored.probability), scored.real, scored.weight / scored.weight.mean()

    def loss(told: Numbers) -> float:
        z = told[0] * x + told[1]
        # a prior of a few pairs holds the map near the present one
        return float((w * (np.logaddexp(0, z) - y * z)).sum() + (told[0] - 1) ** 2 + told[1] ** 2 / 2)

    slope, shift = minimize(loss, np.array([1.0, 0.0]), bounds=[(0, None), (None, None)]).x
    return float(slope), float(shift)


def mapped(probability: Numbers, slope: float, shift: float) -> Numbers:
    """Return probabilities after a map of their log odds."""
    return np.asarray(1 / (1 + np.exp(-(slope * log_odds(probability) + shift))))


def standing_for(strata: Sequence[str], run: Counter[str]) -> Numbers:
    """Return for how many pairs of a run each judged pair stands, given its stratum and the run's count of each."""
    judged = Counter(strata)
    return np.array([run[name] / judged[name] for name in strata], dtype=np.float64)


def tally(labels: Iterable[Label], key: Callable[[Label], str]) -> dict[str, Counter[str]]:
    """Count labels by a key."""
    out: dict[str, Counter[str]] = defaultdict(Counter)
    for label in labels:
        out[key(label)][label.label] += 1
    return dict(sorted(out.items()))
