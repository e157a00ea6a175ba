"""What comparing two values says about their being of one thing, fitted on labelled pairs and judged clashes.

A judged clash is a conflict when both values are of one thing and cannot both be right; any other label means that the
alignment, or the reading of a value, was wrong. `findings.jsonl` holds them as digests of the articles' texts as
published, offsets and labels, no text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize, minimize_scalar

SPREAD = 1.0  # of what one rule's evidence may differ from the one known of it, in log odds
WIDE = 2.0  # of what a kind's may differ from the one expected of agreeing values
STEEP = 3.0  # of what a measure may say


def judged(path: Path) -> dict[tuple[Any, ...], int]:
    """Return 1 for judged clashes that are conflicts, else 0, by kind and both ends; unclear ones are left out."""
    records = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {
        (r["kind"], *sorted((tuple(r["left"]), tuple(r["right"])))): int(r["label"] == "conflict")
        for r in records
        if r["label"] != "unclear"
    }


def clash(
    scores: np.ndarray, true: np.ndarray, measures: np.ndarray, of: np.ndarray, weight: np.ndarray, expected: float
) -> tuple[dict[str, float], list[float]]:
    """Return what a clash adds to the log odds of one thing, for each sort of articles, and what each measure takes.

    `measures`, pairs x measures, grow with what speaks for two things. Each sort of articles, `of`, has its own share
    of conflicts among its clashes, real news a small one; what the measures say is common to all.
    """
    odds = np.log(scores / (1 - scores))
    names, at = np.unique(of, return_inverse=True)
    sorts = len(names)

    def loss(told: np.ndarray) -> float:
        z = odds + told[:sorts][at] - measures @ told[sorts:]
        prior = (((told[:sorts] - expected) / WIDE) ** 2).sum() / 2 + ((told[sorts:] / STEEP) ** 2).sum() / 2
        return float((weight * (np.logaddexp(0, z) - true * z)).sum() + prior)

    taken = measures.shape[1]
    start = np.append(np.full(sorts, expected), np.zeros(taken))
    bounds = [(-9.0, 6.0)] * sorts + [(0.0, 12.0)] * taken
    found = [round(float(x), 2) for x in minimize(loss, start, method="L-BFGS-B", bounds=bounds).x]
    return dict(zip(names.tolist(), found, strict=False)), found[sorts:]


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
