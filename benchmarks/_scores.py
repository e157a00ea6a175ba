"""Figures that several benchmarks share: area under the ROC curve, average precision, intervals by resampling."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

Floats = np.ndarray
ROUNDS, SEED = 1000, 20261122


def auc(bad: Floats, good: Floats) -> float:
    """Area under the ROC curve in percent: how often a bad one scores above a good one, ties counting half."""
    return 100 * float((bad[:, None] > good).mean() + (bad[:, None] == good).mean() / 2)


def average_precision(score: Floats, held: Floats) -> float:
    """Mean, over the recall gained at each distinct score, of the precision there, in percent; 0 when none held."""
    if not held.any():
        return 0.0
    order = np.argsort(-score, kind="stable")
    ranked, right = score[order], np.cumsum(held[order].astype(bool))
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)  # equal scores are reached together
    gained = np.diff(np.append(0, right[last]))
    return 100 * float((right[last] / (last + 1) * gained).sum() / right[-1])


def interval(
    groups: Sequence[str], statistic: Callable[[np.ndarray], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The middle 95 % of `statistic` over resamples of whole groups: rows of one group stand or fall together.

    `statistic` is given the indices of the rows drawn.
    """
    rng, label = np.random.default_rng(SEED), np.asarray(groups)
    members = [np.flatnonzero(label == name) for name in np.unique(label)]
    drawn = (rng.integers(len(members), size=len(members)) for _ in range(rounds))
    values = [statistic(np.concatenate([members[i] for i in picks])) for picks in drawn]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)
