"""Logistic regression with the signs that a reader would expect, as plain numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from factcheck.alignment import Weights
from factcheck.features import FEATURES

AGAINST = tuple(name in ("names_clash", "elsewhere", "rivals", "crowd") for name in FEATURES)
PENALTY = 10.0


@dataclass(frozen=True)
class Regression:
    """Logistic regression whose coefficients have the sign that a reader would expect of each feature."""

    coefficients: np.ndarray
    intercept: float

    @classmethod
    def fit(
        cls,
        rows: np.ndarray,
        y: np.ndarray,
        weight: np.ndarray,
        penalty: float = PENALTY,
        against: Sequence[bool] = AGAINST,
    ) -> Regression:
        """Minimise the weighted log loss with an L2 penalty on standardised features.

        A coefficient is at most 0 where `against` says so, elsewhere at least 0.
        """
        mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9
        x = np.column_stack([(rows - mean) / scale, np.ones(len(rows))])
        shrink = np.append(np.full(rows.shape[1], penalty), 0.0)

        def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
            z = x @ w
            value = (weight * (np.logaddexp(0, z) - y * z)).sum() + (shrink * w * w).sum() / 2
            return float(value), x.T @ (weight * (1 / (1 + np.exp(-z)) - y)) + shrink * w

        bounds = [(None, 0) if below else (0, None) for below in against] + [(None, None)]
        w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
        coefficients = w[:-1] / scale
        return cls(coefficients, float(w[-1] - coefficients @ mean))

    def weights(self, chance: float, truth: float) -> Weights:
        """Return the rounded numbers that the program loads."""
        coefficients = tuple(round(float(c), 4) for c in self.coefficients)
        return Weights(round(self.intercept, 4), coefficients, chance, truth)
