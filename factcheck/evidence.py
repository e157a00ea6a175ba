"""What comparing two values says about whether they are of one thing at all."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from factcheck.model import Comparison, Fact, Verdict


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an outcome adds to the log odds that two facts are about one thing.

    `shifts` tells it by rule, or else by verdict. `chance` is how often values of two things agree: where a value is
    more common than that in its two articles, an agreement says so much less. `apart` is what is lost where two values
    lie far from each other: sources that differ on one thing are mostly near each other, two things are anything.
    """

    shifts: Mapping[str, float] = field(default_factory=dict)
    chance: float = 1.0
    apart: float = 0.0

    def of(self, comparison: Comparison) -> float:
        """Return the log odds to add."""
        outcome = comparison.outcome
        told = self.shifts.get(outcome.rule, self.shifts.get(outcome.verdict, 0.0))
        if outcome.verdict is Verdict.AGREEMENT:
            return told - by_chance(comparison.common, self.chance)
        return told - self.apart * outcome.apart


def by_chance(common: float, chance: float) -> float:
    """Return the log odds that an agreement loses where its value is more common in its articles than `chance`."""
    return math.log(max(1.0, common / chance))


def posterior(probability: float, log_odds: float) -> float:
    """Return a probability once its log odds have been moved."""
    odds = probability / max(1e-9, 1 - probability) * math.exp(log_odds)
    return odds / (1 + odds)


def commonness(facts: Iterable[Fact]) -> Callable[[Fact, Fact], float]:
    """Return what share of the other values in the articles of two of these facts equals theirs, 0 to 1.

    Where every date is that of the day, two dates that agree teach little.
    """
    values: dict[str, Counter[str]] = {}
    for fact in facts:
        values.setdefault(fact.statement.article.path, Counter())[fact.value.canonical] += 1

    def common(left: Fact, right: Fact) -> float:
        ends = [(values[fact.statement.article.path], fact.value.canonical) for fact in (left, right)]
        same = sum(own[value] for own, value in ends) - 2
        return same / max(1, sum(own.total() for own, _ in ends) - 2)

    return common
