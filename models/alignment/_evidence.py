"""What comparing two values says about their being of one thing, fitted on labelled pairs and judged clashes.

A judged clash is a conflict when both values are of one thing and cannot both be right; any other label means that the
alignment, or the reading of a value, was wrong. `findings.jsonl` holds them as digests of the articles' texts as
published, offsets and labels, no text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar

SPREAD = 1.0  # of what one rule's evidence may differ from its kind's, in log odds
WIDE = 2.0  # of what a kind's may differ from the one expected of agreeing values
STEEP = 3.0  # of what distance may say
ENOUGH = 4  # judged clashes from which a rule has evidence of its own


def judged(path: Path) -> dict[tuple[Any, ...], int]:
    """Return 1 for judged clashes that are conflicts, else 0, by kind and both ends; unclear ones are left out."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {
        (r["kind"], *sorted((tuple(r["left"]), tuple(r["right"])))): int(r["label"] == "conflict")
        for r in records
        if r["label"] != "unclear"
    }


def evidence(
    scores: np.ndarray,
    conflict: np.ndarray,
    rules: Sequence[str],
    expected: float,
    known: Mapping[str, float],
    weight: np.ndarray,
    lost: np.ndarray,
) -> Mapping[str, float]:
    """Return log odds to add for a contradiction or dispute, and for rules with enough clashes of their own.

    `scores` are the probabilities of being about one thing, learned without the story; `conflict` is 1 or 0; `known` is
    what is expected of a rule from elsewhere; `weight` is what a clash counts, `lost` the log odds that it loses for
    how far apart its values lie. What is expected is meant of clashes as they come, this loss included.
    """
    general = shift(scores, conflict, expected + lost.mean(), known=-lost, weight=weight)
    told = np.array(rules)
    often = {rule for rule in rules if (told == rule).sum() >= ENOUGH}
    found = {}
    for rule in sorted({*often, *known}):
        own = told == rule
        prior = known[rule] + (lost[own].mean() if own.any() else lost.mean()) if rule in known else general
        found[rule] = shift(scores[own], conflict[own], prior, SPREAD, -lost[own], weight[own])
    return {"contradiction": general, "dispute": general, **found}


def distance(
    scores: np.ndarray, true: np.ndarray, apart: np.ndarray, of: np.ndarray, weight: np.ndarray, expected: float
) -> float:
    """Return the log odds that a clash loses where its values lie as far apart as counts.

    Each set of articles, `of`, has its own share of conflicts among its clashes; what distance says is common to all.
    """
    odds = np.log(scores / (1 - scores))
    names, at = np.unique(of, return_inverse=True)

    def loss(told: np.ndarray) -> float:
        z = odds + told[at] - told[-1] * apart
        prior = (((told[:-1] - expected) / WIDE) ** 2).sum() / 2 + (told[-1] / STEEP) ** 2 / 2
        return float((weight * (np.logaddexp(0, z) - true * z)).sum() + prior)

    start = np.append(np.full(len(names), expected), 0.0)
    bounds = [(-9.0, 6.0)] * len(names) + [(0.0, 12.0)]
    return round(float(minimize(loss, start, method="L-BFGS-B", bounds=bounds).x[-1]), 2)


def even(of: np.ndarray) -> np.ndarray:
    """Return weights by which each set of articles counts the same, however many of its clashes were judged."""
    names, at, many = np.unique(of, return_inverse=True, return_counts=True)
    return np.asarray((len(of) / (len(names) * many))[at])


def shift(
    scores: np.ndarray,
    true: np.ndarray,
    expected: float,
    spread: float = WIDE,
    known: np.ndarray | float = 0.0,
    weight: np.ndarray | float = 1.0,
) -> float:
    """Return the most likely shift of the log odds of `scores`, given what is expected; `known` moves them before."""
    odds = np.log(scores / (1 - scores)) + known

    def loss(added: float) -> float:
        z = odds + added
        return float((weight * (np.logaddexp(0, z) - true * z)).sum() + ((added - expected) / spread) ** 2 / 2)

    return round(float(minimize_scalar(loss, bounds=(-9, 6), method="bounded").x), 2)
