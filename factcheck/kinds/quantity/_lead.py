"""What the words right before a value make of it: growth up to it, a margin, something planned or supposed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from factcheck.kinds.quantity._words import Vocabulary
from factcheck.model import Fact


@dataclass(frozen=True, slots=True)
class Leads:
    """Reads a fact's sentence up to its value, by patterns made once."""

    _grown: re.Pattern[str]
    _margin: re.Pattern[str]
    _supposed: re.Pattern[str]

    @classmethod
    def of(cls, vocabulary: Vocabulary) -> Leads:
        """Make the patterns from quantity_words.toml."""
        grown, margin, supposed = (_any(vocabulary.words("leading", key)) for key in ("grown", "margin", "supposed"))
        return cls(
            re.compile(rf"\b{grown}(?: \w+){{0,2}} to(?: \w+){{0,2}} $", re.IGNORECASE),
            re.compile(rf"\b{margin}(?: \w+){{0,2}} $", re.IGNORECASE),
            re.compile(rf"\b{supposed}\b[^,;.]{{0,20}}$", re.IGNORECASE),
        )

    def grown(self, fact: Fact) -> bool:
        """Tell whether the sentence says that the number rose to what it tells: "has grown to 9,000 acres"."""
        return self._grown.search(_before(fact)) is not None

    def margin(self, fact: Fact) -> bool:
        """Tell whether a count is how far one lies ahead of another: "won by 214 votes"."""
        return self._margin.search(_before(fact)) is not None

    def supposed(self, fact: Fact) -> bool:
        """Tell whether the value itself is planned or supposed: "would be 70"."""
        return self._supposed.search(_before(fact)) is not None


def _any(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(phrase) for phrase in sorted(phrases))})"


def _before(fact: Fact) -> str:
    return fact.statement.article.text[fact.statement.span.start : fact.span.start]
