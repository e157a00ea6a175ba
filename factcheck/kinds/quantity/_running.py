"""Counts that run over the days of a story: 12 dead on Monday, 15 on Tuesday."""

from __future__ import annotations

from factcheck.kinds.quantity._gap import apart
from factcheck.kinds.quantity._lead import Leads
from factcheck.kinds.quantity._pair import Pair, undecided
from factcheck.kinds.quantity._value import Quantity, Role
from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Outcome, Severity, Verdict

_SETTLED = 30  # days after which a story's counts run no more


class Running:
    """Tells a count that has run on from one that contradicts, by what is counted and by the articles' dates."""

    def __init__(self, vocabulary: Vocabulary, leads: Leads) -> None:
        self._leads = leads
        self._states = vocabulary.words("cumulative", "states")
        self._falling = vocabulary.words("cumulative", "falling")
        self._nouns = vocabulary.words("cumulative", "nouns")

    def runs(self, pair: Pair) -> bool:
        """Tell whether both count what only grows while a story is told; a margin of votes goes either way."""
        if not (self._cumulative(pair.a) and self._cumulative(pair.b)):
            return False
        return not any(map(self._leads.margin, (pair.left, pair.right)))

    def _cumulative(self, value: Quantity) -> bool:
        if value.dimension != "count" or value.role is not Role.LEVEL:
            return False
        return value.state in self._states if value.state else value.thing in self._nouns

    def judged(self, pair: Pair) -> Outcome | None:
        """Judge two counts that run by which was told first; None where they do not, or are of one article or day."""
        first, later = pair.articles
        if first == later or not self.runs(pair):
            return None
        if first.published is None or later.published is None:
            return undecided(
                "quantity.running-undated",
                f"{pair.words} differ; a running count may have changed, and the articles' dates are not both known.",
                "update or contradiction once both dates are known",
                0.7,
            )
        if first.published == later.published:
            return None
        early, late = pair.in_order
        if late.base[0] >= early.base[1] or early.state in self._falling:
            return _update(f"The count went from {early} to {late} in the later article.")
        return _fallen(pair, abs((later.published - first.published).days))


def _update(reason: str) -> Outcome:
    flips = "contradiction if both were published the same day"
    return Outcome(Verdict.UPDATE, "quantity.running-update", reason, flips, Severity.MINOR, 0.9)


def _fallen(pair: Pair, days: int) -> Outcome:
    """Judge a count that is smaller in the later article, published so many days after the earlier one."""
    early, late = pair.in_order
    if days > _SETTLED:
        return undecided(
            "quantity.running-late",
            f"{pair.words} differ, with more than {_SETTLED} days between the articles: the later one may correct "
            "the count, or tell of another event.",
            "contradiction if both are of the same days",
            0.7,
        )
    return Outcome(
        Verdict.CONTRADICTION,
        "quantity.running-fall",
        f"The later article has fewer: {late} after {early}, and a running count does not fall.",
        "update if the later article had more",
        Severity.MAJOR,
        0.85,
        apart(pair.a, pair.b),
    )
