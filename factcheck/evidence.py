"""What comparing two values says about whether they are of one thing at all."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.model import Comparison, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an outcome adds to the log odds that two facts are about one thing.

    `shifts` tells it by rule, or else by verdict. `chance` is how often values of two things agree: where a value is
    more common than that in its two articles, an agreement says so much less. `apart` is what is lost where two values
    lie far from each other: sources that differ on one thing are mostly near each other, two things are anything.
    `both` is what a clash loses where some article gives both its values.
    """

    shifts: Mapping[str, float] = field(default_factory=dict)
    chance: float = 1.0
    apart: float = 0.0
    both: float = 0.0

    def of(self, comparison: Comparison) -> float:
        """Return the log odds to add."""
        outcome = comparison.outcome
        told = self.shifts.get(outcome.rule, self.shifts.get(outcome.verdict, 0.0))
        if outcome.verdict is Verdict.AGREEMENT:
            return told - by_chance(comparison.common, self.chance)
        return told - self.apart * outcome.apart - self.both * comparison.both


def by_chance(common: float, chance: float) -> float:
    """Return the log odds that an agreement loses where its value is more common in its articles than `chance`."""
    return math.log(max(1.0, common / chance))


def posterior(probability: float, log_odds: float) -> float:
    """Return a probability once its log odds have been moved."""
    odds = probability / max(1e-9, 1 - probability) * math.exp(log_odds)
    return odds / (1 + odds)
