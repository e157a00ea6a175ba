"""Pairs of masked values from the written stories: which two answer one question."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from _marked import Marks, key_at, plain

from factcheck import statements
from factcheck.config import Config
from factcheck.frames import MASK, frames
from factcheck.kinds import Kind, load
from factcheck.model import Article, Fact

KINDS = ("quantity", "time", "name", "place")
OTHERS = 5  # pairs of two questions for each of one
SPARE = 3  # epochs in which those of a story are not the same ones
COPIED = 0.4  # the share of values of which a copy is made
UNLIKE = 0.1  # the share of pairs kept that the program would never compare


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences with one value masked in each, the story they tell, and whether both answer one question."""

    left: str
    right: str
    same: bool
    story: str


@dataclass(frozen=True, slots=True)
class Value:
    """A fact of an article that its author marked: the question it answers, and its text with the value masked."""

    fact: Fact
    key: str
    text: str


def pairs_of(
    record: dict, kinds: tuple[Kind, ...], rng: random.Random, others: int = OTHERS
) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of one story: all of one question, and `others` times as many of two.

    Most of the latter are such that the program would compare them.
    """
    told = _told(record, kinds)
    found = [
        Pair(*sorted((a.text, b.text)), a.key == b.key, record["id"])
        for i, one in enumerate(told)
        for j, other in enumerate(told[i:], start=i)
        for n, a in enumerate(one)
        for m, b in enumerate(other)
        if (i != j or n < m) and a.fact.kind == b.fact.kind and a.fact.statement != b.fact.statement
        if a.key == b.key or rng.random() < UNLIKE or _kind(kinds, a).comparable(a.fact, b.fact)
    ]
    same, other = [p for p in found if p.same], [p for p in found if not p.same]
    return same, rng.sample(other, min(len(other), others * max(1, len(same))))


def copies_of(record: dict, kinds: tuple[Kind, ...], rng: random.Random) -> list[Pair]:
    """Return values of one story paired with copies of their sentences."""
    return [pair for own in _told(record, kinds) for pair in copies(own, record["id"], rng)]


def _told(record: dict, kinds: tuple[Kind, ...]) -> list[list[Value]]:
    return [list(_values(plain(record["id"], n, outlet), kinds)) for n, outlet in enumerate(record["outlets"])]


def copies(values: Sequence[Value], story: str, rng: random.Random) -> Iterator[Pair]:
    """Yield pairs of a text and its copy in another article: the same value of both, and two values of one sentence.

    Without them what reads alike would seem to be two questions, since newsrooms that were told to differ never copy.
    """
    for value in values:
        if rng.random() < COPIED:
            beside = [v for v in values if v.fact.statement == value.fact.statement and v.fact.kind == value.fact.kind]
            other = rng.choice([v for v in beside if v.key != value.key] or [value])
            for taken in (value, other) if other is not value else (value,):
                copy = edited(taken.text, rng)
                if copy != value.text:
                    yield Pair(*sorted((value.text, copy)), taken is value, story)


def edited(text: str, rng: random.Random) -> str:
    """Return a text as another newsroom may print it: cut at the start or at the end, words left out."""
    words = text.split()
    (at, *_) = [n for n, word in enumerate(words) if MASK in word]
    first = rng.randrange(max(1, at - 4)) if rng.random() < 0.6 else 0
    last = len(words) - (rng.randrange(max(1, len(words) - at - 4)) if rng.random() < 0.4 else 0)
    loss = rng.choice((0.0, 0.0, 0.1, 0.2))
    return " ".join(words[n] for n in range(first, last) if abs(n - at) < 2 or rng.random() >= loss)


def _kind(kinds: tuple[Kind, ...], value: Value) -> Kind:
    return next(kind for kind in kinds if kind.name == value.fact.kind)


def _values(told: tuple[Article, Marks], kinds: tuple[Kind, ...]) -> Iterator[Value]:
    article, marks = told
    said = statements.split(article, Config())
    for kind in kinds:
        facts = kind.find(said)
        for fact, frame in zip(facts, frames(facts, said), strict=True):
            key = key_at(fact.span, marks)
            if key and frame.asked:
                yield Value(fact, key, frame.asked)


def kinds_of() -> tuple[Kind, ...]:
    """Return the kinds whose values are masked."""
    return tuple(kind for kind in load(Config(), 1) if kind.name in KINDS)
