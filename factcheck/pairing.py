"""Which facts of two articles may be about the same thing: story by story, so that memory is that of a few stories.

Nothing here depends on the rest of the corpus, so what was proposed for two articles holds while they stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from factcheck.alignment import Proposals, SameThing
from factcheck.clock import Clock
from factcheck.encoding import Encoder
from factcheck.entities import Tagger, resolve
from factcheck.frames import Embedded, Framed, Named, framed, texts_of
from factcheck.kinds import Kind
from factcheck.model import Article, Fact, Statement

_ARTICLES = 32  # worked on together, so that all cores have texts to encode
_TEXTS = 1024
_TELLINGS = 3

Pair = tuple[int, int]  # two articles by index, the lower first; or one with itself
Proposed = Mapping[str, Proposals]  # by kind


@dataclass(frozen=True, slots=True)
class Told:
    """What one article tells: its statements, and its facts by kind; `beyond` counts those too many to be compared."""

    article: Article
    statements: Sequence[Statement]
    facts: Mapping[str, Sequence[Fact]]
    beyond: Mapping[str, int] = field(default_factory=dict)


def heard(facts: Sequence[Fact], own: Sequence[Statement]) -> list[Fact]:
    """Leave out what an article tells over and over, sentence for sentence the same: three tellings say it all."""
    before = {statement.index: own[n - 1].text if n else "" for n, statement in enumerate(own)}
    told: Counter[Hashable] = Counter()
    kept = []
    for fact in facts:
        said = fact.statement
        place = fact.span.start - said.span.start
        key = (said.text, place, fact.value.canonical, before[said.index], said.speaker, said.mood)
        told[key] += 1
        if told[key] <= _TELLINGS:
            kept.append(fact)
    return kept


class Means(Protocol):
    """What proposing takes."""

    @property
    def encoder(self) -> Encoder:
        """Encodes frames."""

    @property
    def tagger(self) -> Tagger:
        """Finds who and where."""

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of facts to pair."""

    @property
    def same_thing(self) -> SameThing:
        """Tells which frames are near."""


class Proposer(Protocol):
    """Tells, for pairs of articles, which of their facts may be about the same thing."""

    def __call__(
        self, pairs: Sequence[Pair], told: Sequence[Told], means: Means, clock: Clock
    ) -> Iterator[tuple[Pair, Proposed]]:
        """Yield every pair once, in any order; `told` is by index of the article."""


def propose(pairs: Sequence[Pair], told: Sequence[Told], means: Means, clock: Clock) -> Iterator[tuple[Pair, Proposed]]:
    """Yield the proposals for every pair, those of one story together."""
    done, total = 0, len({number for pair in pairs for number in pair})
    for some in _batches(pairs):
        numbers = sorted({number for pair in some for number in pair})
        with clock("names"):
            named = _named([told[number].statements for number in numbers], means.tagger)
        with clock("encoding"):
            ready = {
                number: {kind.name: _framed(number, told[number], kind, own) for kind in means.kinds}
                for number, own in zip(numbers, named, strict=True)
            }
            embedded = _embedded([f for own in ready.values() for some in own.values() for f in some], means.encoder)
            done += len(numbers)
            clock.progress("encoding", done, total)
        with clock("comparing"):
            proposed = [
                {
                    kind.name: means.same_thing.propose(kind, ready[one][kind.name], ready[other][kind.name], embedded)
                    for kind in means.kinds
                }
                for one, other in some
            ]
        yield from zip(some, proposed, strict=True)


def _batches(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Cut the pairs into batches of some articles each, no story in two of them."""
    above: dict[int, int] = {}

    def head(number: int) -> int:
        while above.setdefault(number, number) != number:
            above[number] = number = above[above[number]]
        return number

    for one, other in pairs:
        low, high = sorted((head(one), head(other)))
        above[high] = low
    stories: dict[int, list[Pair]] = {}
    for pair in pairs:
        stories.setdefault(head(pair[0]), []).append(pair)
    batch: list[Pair] = []
    articles = 0
    for some in stories.values():
        batch += some
        articles += len({number for pair in some for number in pair})
        if articles >= _ARTICLES:
            yield batch
            batch, articles = [], 0
    if batch:
        yield batch


def _named(said: Sequence[Sequence[Statement]], tagger: Tagger) -> list[Named]:
    """Return the names in each article's statements, resolved within their article."""
    flat = [statement for own in said for statement in own]
    entities = iter(resolve(flat, tagger.tag(flat)))
    return [{statement.index: next(entities) for statement in own} for own in said]


def _framed(number: int, told: Told, kind: Kind, named: Named) -> list[Framed]:
    return list(framed(number, told.facts[kind.name], told.statements, named))


def _embedded(framed: Sequence[Framed], encoder: Encoder) -> Embedded:
    texts = texts_of(framed)
    blocks = [encoder.encode(texts[start : start + _TEXTS]) for start in range(0, len(texts), _TEXTS)]
    vectors = np.vstack(blocks) if blocks else np.zeros((0, 1), dtype=np.float32)
    return Embedded({text: row for row, text in enumerate(texts)}, vectors)
