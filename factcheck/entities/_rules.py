"""Names by rule: capitals, the lexicon, titles before people, heads of organisations and places. No model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from factcheck.entities._fold import fold
from factcheck.entities._names import Names, default_names
from factcheck.entities._nouns import PER, Entity
from factcheck.entities._scan import DOUBT, FAINT, STRONG, Scan
from factcheck.entities._tokens import tokens
from factcheck.entities._vocabulary import Vocabulary, vocabulary
from factcheck.model import Article, Span, Statement


@dataclass(frozen=True, slots=True)
class _Mention:
    statement: int
    start: int
    end: int
    label: str
    text: str
    strength: int


@dataclass(frozen=True, slots=True)
class RuleTagger:
    """Finds names by rule; labels agree within an article because its sure mentions decide its faint ones."""

    vocabulary: Vocabulary

    @staticmethod
    def of(names: Names | None = None, extra: Mapping[str, Any] | None = None) -> RuleTagger:
        """Build the tagger over the shipped lexicon, or over `names` and the user's additions."""
        return RuleTagger(vocabulary(names, extra) if names else _shipped())

    def tag(self, statements: Sequence[Statement]) -> list[tuple[Entity, ...]]:
        """Return the entities of each statement, in order; thousands of statements a second."""
        texts = [statement.text for statement in statements]
        cut = [tokens(text) for text in texts]
        lower: dict[Article, Counter[str]] = defaultdict(Counter)
        for statement, found in zip(statements, cut, strict=True):
            lower[statement.article].update(token.text for token in found if not token.capital)
        mentions: dict[Article, list[_Mention]] = defaultdict(list)
        for number, (statement, text, found) in enumerate(zip(statements, texts, cut, strict=True)):
            scan = Scan.of(self.vocabulary, lower[statement.article], text, found)
            mentions[statement.article].extend(_Mention(number, *piece) for piece in scan.pieces())
        out: list[list[Entity]] = [[] for _ in statements]
        for of_article in mentions.values():
            for mention in _agreed(of_article):
                base = statements[mention.statement].span.start
                span = Span(base + mention.start, base + mention.end)
                out[mention.statement].append(Entity(span, mention.label, mention.text, mention.text))
        return [tuple(entities) for entities in out]


def _agreed(mentions: Sequence[_Mention]) -> Iterator[_Mention]:
    """Give faint mentions the label of the same words' sure mentions, and family names that of their bearer."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    family: set[str] = set()
    for mention in mentions:
        key = fold(mention.text)
        if mention.strength > DOUBT:
            votes[key][mention.label] += mention.strength
        if mention.label == PER and mention.strength >= FAINT and " " in key:
            family.add(key.rsplit(" ", 1)[1])
    for mention in mentions:
        key, label = fold(mention.text), mention.label
        if mention.strength < STRONG:
            if key in family:
                label = PER
            elif votes[key]:
                label = votes[key].most_common(1)[0][0]
            elif mention.strength == DOUBT:
                continue
        yield _Mention(mention.statement, mention.start, mention.end, label, mention.text, mention.strength)


@cache
def _shipped() -> Vocabulary:
    return vocabulary(default_names(), None)
