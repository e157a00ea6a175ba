"""Two quantities side by side, and how an outcome is put."""

from __future__ import annotations

from typing import NamedTuple

from factcheck.kinds.quantity._value import Quantity
from factcheck.model import Article, Fact, Outcome, Severity, Verdict


class Pair(NamedTuple):
    """Two facts with their values, and the interval of each in base units."""

    left: Fact
    right: Fact
    a: Quantity
    b: Quantity

    @property
    def words(self) -> str:
        """Both values as a reader understands them."""
        return f"{self.a} and {self.b}"

    @property
    def articles(self) -> tuple[Article, Article]:
        """The articles of both sides."""
        return self.left.statement.article, self.right.statement.article

    @property
    def dated(self) -> bool:
        """Tell whether the two articles were published on two known days."""
        first, later = (article.published for article in self.articles)
        return first is not None and later is not None and first != later

    @property
    def in_order(self) -> tuple[Quantity, Quantity]:
        """The values, that of the earlier article first; as they stand unless `dated`."""
        first, later = (article.published for article in self.articles)
        swapped = first is not None and later is not None and later < first
        return (self.b, self.a) if swapped else (self.a, self.b)


def agrees(rule: str, reason: str, flips: str, confidence: float) -> Outcome:
    """Return an agreement."""
    return Outcome(Verdict.AGREEMENT, rule, reason, flips, Severity.NOTE, confidence)


def fits(rule: str, reason: str, flips: str, confidence: float) -> Outcome:
    """Return the outcome of two values that differ and may both hold."""
    return Outcome(Verdict.COMPATIBLE, rule, reason, flips, Severity.NOTE, confidence)


def undecided(rule: str, reason: str, flips: str, confidence: float) -> Outcome:
    """Return the outcome of two values that the texts do not let one judge."""
    return Outcome(Verdict.UNDECIDED, rule, reason, flips, Severity.MINOR, confidence)
