"""Whether an article answers the question behind a value of its summary with another one: who, where, how many, when.

Both sentences are read by the questions model with their values masked, so that a name or a number in the place of
another one is told although the article mentions it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from factcheck.entities import LOC, ORG, PER, Entity, resolve, same_name
from factcheck.frames import frames
from factcheck.kinds import Kind
from factcheck.model import Alignment, Fact, Statement, Verdict
from factcheck.questions import SUREST

SAME, OTHER = 2, 4
"""Mentions of the same value and of others that are asked about, those of the likest sentences."""
_SORTS = {PER: "person", ORG: "organisation", LOC: "place"}
_FITS = (Verdict.AGREEMENT, Verdict.COMPATIBLE)


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a value: what it stands for in its text, and whether that is a person, an organisation or a place."""

    label: str
    key: str

    @property
    def canonical(self) -> str:
        """The name in lower case."""
        return self.key.casefold()

    @property
    def sort(self) -> str:
        """What is named."""
        return _SORTS[self.label]

    def __str__(self) -> str:
        return self.key


@dataclass(frozen=True, slots=True)
class Gap:
    """A value, the number of its sentence, and that sentence with the value masked."""

    fact: Fact
    sentence: int
    asked: str


def gaps(
    said: Sequence[Statement], tagged: Sequence[Sequence[Entity]], facts: Sequence[Sequence[Fact]]
) -> tuple[Gap, ...]:
    """Mask every name of a text, given the entities of each sentence, and every value, given its facts."""
    # A name is a kind of its own: its other mentions are left out of the sentence, other names stay.
    named = [
        Fact(statement, f"name {e.key or e.text}", Name(e.label, e.key or e.text), e.span)
        for statement, entities in zip(said, resolve(said, tagged), strict=True)
        for e in entities
        if e.label in _SORTS
    ]
    every = [*named, *(fact for own in facts for fact in own)]
    place = {statement.index: number for number, statement in enumerate(said)}
    masked = zip(every, frames(every, said), strict=True)
    return tuple(Gap(fact, place[fact.statement.index], frame.asked) for fact, frame in masked if frame.asked)


@dataclass(frozen=True, slots=True)
class Rivals:
    """A value of a summary, the article's mentions of the same one, and those of others of its sort."""

    own: Gap
    same: Sequence[Gap]
    others: Sequence[Gap]

    @classmethod
    def of(cls, own: Gap, article: Sequence[Gap], likeness: np.ndarray, kinds: Sequence[Kind]) -> Rivals:
        """Choose mentions by the `likeness` of the value's sentence to each of the article."""
        same, others = [], []
        for gap in sorted(article, key=lambda gap: -likeness[gap.sentence]):
            if _same(own.fact, gap.fact, kinds):
                same.append(gap)
            elif _comparable(own.fact, gap.fact, kinds):
                others.append(gap)
        return cls(own, same[:SAME], others[:OTHER])

    def pairs(self) -> Iterator[tuple[str, str]]:
        """What the model is asked."""
        return ((self.own.asked, gap.asked) for gap in (*self.same, *self.others))

    def better(self, odds: Mapping[tuple[str, str], float]) -> float:
        """How much surer the model is, in log odds, that another value answers the question than that this one does.

        0 where this one does as well as any other.
        """
        same, others = ([odds[self.own.asked, gap.asked] for gap in some] for some in (self.same, self.others))
        return max(0.0, float(np.logaddexp.reduce([-SUREST, *others]) - np.logaddexp.reduce([-SUREST, *same])))


def answers(
    article: Sequence[Gap], summary: Sequence[Gap], likeness: np.ndarray, kinds: Sequence[Kind]
) -> list[Rivals]:
    """Hold every value of a summary against its article's; `likeness` has a row for each sentence of the summary."""
    return [Rivals.of(gap, article, likeness[gap.sentence], kinds) for gap in summary]


def better_answered(found: Sequence[Rivals], number: int, odds: Mapping[tuple[str, str], float]) -> tuple[float, float]:
    """How much better the article answers with another name, and with another number or time: a sentence's worst."""
    told = [(one.own.fact, one.better(odds)) for one in found if one.own.sentence == number]
    names = (better for fact, better in told if isinstance(fact.value, Name))
    values = (better for fact, better in told if not isinstance(fact.value, Name))
    return max(names, default=0.0), max(values, default=0.0)


def fits(kind: Kind, fact: Fact, others: Sequence[Fact]) -> bool:
    """Tell whether some fact that could answer the same question has a value that fits."""
    rivals = [other for other in others if other.kind == fact.kind]
    if any(fact.surface.casefold() == other.surface.casefold() for other in rivals):
        return True
    outcomes = kind.compare([Alignment(fact, o, 1.0, "") for o in rivals if kind.comparable(fact, o)])
    return any(outcome is not None and outcome.verdict in _FITS for outcome in outcomes)


def _same(own: Fact, other: Fact, kinds: Sequence[Kind]) -> bool:
    a, b = own.value, other.value
    if isinstance(a, Name) and isinstance(b, Name):
        label = a.label if a.label == b.label else ""
        return own.surface.casefold() == other.surface.casefold() or same_name(a.key, b.key, label)
    return any(fits(kind, own, [other]) for kind in kinds if kind.name == own.kind)


def _comparable(own: Fact, other: Fact, kinds: Sequence[Kind]) -> bool:
    a, b = own.value, other.value
    if isinstance(a, Name) and isinstance(b, Name):
        return a.label == b.label
    return own.kind == other.kind and any(kind.comparable(own, other) for kind in kinds if kind.name == own.kind)
