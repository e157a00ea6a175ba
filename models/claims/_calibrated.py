"""Four numbers between the model's logits and probabilities: a temperature, and what is added to each label's logit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize


def fitted(logits: np.ndarray, gold: np.ndarray, sets: Sequence[str]) -> tuple[float, np.ndarray]:
    """The temperature, and the addends to the raw logits, of least log loss; every set named in `sets` counts the same.

    `logits` is pairs x labels, `gold` the right label of each and `sets` the set it is from. Addends sum to nought.
    """
    many = Counter(sets)
    share = np.array([1 / (len(many) * many[name]) for name in sets])
    rows = np.arange(len(gold))

    def loss(x: np.ndarray) -> float:
        scaled = (logits + _addends(x)) / np.exp(x[0])
        top = scaled.max(axis=1, keepdims=True)
        logs = scaled - top - np.log(np.exp(scaled - top).sum(axis=1, keepdims=True))
        return float(-(share * logs[rows, gold]).sum())

    found = minimize(loss, np.zeros(logits.shape[1]), method="L-BFGS-B")
    return float(np.exp(found.x[0])), _addends(found.x)


def _addends(x: np.ndarray) -> np.ndarray:
    free = np.append(x[1:], 0.0)
    return free - free.mean()
