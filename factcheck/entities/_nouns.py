"""What a tagger gives: entities, with spans that count in the article's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from factcheck.model import Span, Statement

PER, ORG, LOC, MISC = "PER", "ORG", "LOC", "MISC"


@dataclass(frozen=True, slots=True)
class Entity:
    """A name in an article; `text` is its words there.

    `label` is PER, ORG, LOC or MISC (demonyms, peoples and names of other things). `key` is the name that it stands
    for: resolved within the article where `resolve` was run, else its own words; two articles' keys compare by
    `same_name`.
    """

    span: Span
    label: str
    text: str
    key: str = ""


class Tagger(Protocol):
    """Finds names in statements, many at once: of one article or of thousands."""

    def tag(self, statements: Sequence[Statement]) -> list[tuple[Entity, ...]]:
        """Return the entities of each statement, in order and without overlap."""
