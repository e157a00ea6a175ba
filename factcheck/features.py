"""What a reader would look at to tell whether two facts are about one thing, as numbers; never the values themselves.

Who and where, what is counted or dated, which story, what else the two sentences say, and how near the next best is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from factcheck.entities import LOC, ORG, Level, clash, default_names, shared
from factcheck.frames import Embedded, Framed, Spread
from factcheck.kinds import Kind
from factcheck.model import Block, Fact
from factcheck.words import Weights, Words, words_of

FEATURES = (
    "frame",
    "context",
    "about",
    "margin",
    "subject",
    "words",
    "context_words",
    "telling_words",
    "telling_union",
    "named_event",
    "people_clash",
    "places_clash",
    "orgs_clash",
    "story",
    "speaker_differs",
    "rivals",
    "subject_rivals",
    "prominence",
    "company_agrees",
    "company_differs",
)
_ALIKE = 0.75  # cosine from which two frames of one article are hard to tell apart
_LEAD = 6.0  # statements over which an article turns from its main event to the rest

Stories = Mapping[tuple[int, int], float]  # the probability that two articles, by index, tell one story
Rows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two facts, by index, whose frames are near; `margin` is by how much they are nearer than the next best."""

    left: int
    right: int
    margin: float


def features(
    kind: Kind,
    framed: Sequence[Framed],
    embedded: Embedded,
    stories: Stories,
    found: Sequence[Candidate],
    words: Words,
) -> Rows:
    """Return one row of `FEATURES` for each candidate pair."""
    left, right = [framed[pair.left] for pair in found], [framed[pair.right] for pair in found]
    rivals, answers = _rivals(framed, embedded), _answers(kind, framed)
    columns = [
        _cosines(embedded, [f.frame.clause for f in left], [f.frame.clause for f in right]),
        _cosines(embedded, [f.frame.context for f in left], [f.frame.context for f in right]),
        _cosines(embedded, [_about(f) for f in left], [_about(f) for f in right]),
        np.array([pair.margin for pair in found]),
        np.array([_between(kind, a, b, stories, words) for a, b in zip(left, right, strict=True)], dtype=np.float64),
        np.array([math.log1p(rivals[pair.left] + rivals[pair.right]) for pair in found]),
        np.array([math.log1p(answers[pair.left] + answers[pair.right]) for pair in found]),
        np.array([_prominence(a) * _prominence(b) for a, b in zip(left, right, strict=True)]),
        _company(kind, framed, found),
    ]
    return np.column_stack(columns)


def _between(kind: Kind, a: Framed, b: Framed, stories: Stories, words: Words) -> tuple[float, ...]:
    """Return the features from "subject" to "speaker_differs"."""
    differ = clash(a.cast, b.cast)
    return (
        kind.same_subject(a.fact, b.fact),
        words.overlap(words_of(a.frame.clause), words_of(b.frame.clause))[0],
        words.overlap(words_of(a.frame.context), words_of(b.frame.context))[1],
        *_telling(a, b, words),
        _named_event(a, b),
        differ.people,
        differ.places,
        differ.orgs,
        in_story(a, b, stories),
        float(a.fact.statement.speaker != b.fact.statement.speaker),
    )


def _telling(a: Framed, b: Framed, words: Words) -> tuple[float, float]:
    """Return the overlap of two clauses by words that tell them from the rest of their own two articles."""
    weights = _weights(a.spread, b.spread, words)
    return words.overlap(words_of(a.frame.clause), words_of(b.frame.clause), weights.__getitem__)


@lru_cache(maxsize=8)
def _weights(one: Spread, other: Spread, words: Words) -> Weights:
    """Return what words weigh between two articles: rare ones much, those that the two say everywhere little."""
    total = 1 + one.statements + other.statements

    def weight(word: str) -> float:
        return words.rarity(word) * math.log(total / (1 + one.words.get(word, 0) + other.words.get(word, 0)))

    return Weights(weight)


def _named_event(a: Framed, b: Framed) -> float:
    """Tell whether two clauses name the same body in the same town, which names an event."""
    ties = shared(a.cast, b.cast)
    towns = (default_names().place(tie.left).level in (Level.CITY, Level.SITE) for tie in ties if tie.label == LOC)
    return float(any(tie.label == ORG for tie in ties) and any(towns))


def _rivals(framed: Sequence[Framed], embedded: Embedded) -> NDArray[np.int64]:
    """Count, for each fact, the other facts of its article with a frame like its own and another value.

    A frame that its own article fills several times (captions, tables, rounds of a match) identifies nothing.
    """
    counts = np.zeros(len(framed), dtype=np.int64)
    for numbers in by_article(framed).values():
        vectors = embedded.of([framed[n].frame.clause for n in numbers])
        known = {value: n for n, value in enumerate({framed[n].fact.value.canonical for n in numbers})}
        values = np.array([known[framed[n].fact.value.canonical] for n in numbers])
        alike = (vectors @ vectors.T >= _ALIKE) & (values[:, None] != values[None, :])
        counts[numbers] = alike.sum(axis=1)
    return counts


def _answers(kind: Kind, framed: Sequence[Framed]) -> NDArray[np.int64]:
    """Count, for each fact, the other values that its article gives of its subject.

    An article that counts the dead of several events has an answer for each.
    """
    counts = np.zeros(len(framed), dtype=np.int64)
    for numbers in by_article(framed).values():
        for n in numbers:
            fact = framed[n].fact
            others = (framed[m].fact for m in numbers)
            alike = {f.value.canonical for f in others if kind.comparable(fact, f) and kind.same_subject(fact, f) >= 1}
            counts[n] = len(alike - {fact.value.canonical})
    return counts


def _company(kind: Kind, framed: Sequence[Framed], found: Sequence[Candidate]) -> Rows:
    """Tell, for each pair, whether other facts of its two sentences on one subject agree, and whether they differ.

    Two sentences that give the same number of dead are about one event, and so are their numbers of injured.
    """
    beside: dict[tuple[int, int], list[int]] = {}
    for n, item in enumerate(framed):
        beside.setdefault((item.article, item.fact.statement.index), []).append(n)

    def others(n: int) -> list[Fact]:
        ends = beside[framed[n].article, framed[n].fact.statement.index]
        return [framed[m].fact for m in ends if m != n]

    out = np.zeros((len(found), 2))
    for row, pair in enumerate(found):
        for a in others(pair.left):
            for b in others(pair.right):
                if kind.comparable(a, b) and kind.same_subject(a, b) >= 1:
                    out[row, int(a.value.canonical != b.value.canonical)] = 1.0
    return out


def _prominence(item: Framed) -> float:
    """Return how near the top of its article a fact stands: 1 in the headline or the first sentence, falling below.

    News gives its main event first, so that what two leads count or date is more likely one thing.
    """
    statement = item.fact.statement
    headline = statement.block is Block.HEADING and statement.index in (0, item.spread.statements - 1)
    return 1.0 if headline else math.exp(-statement.index / _LEAD)


def _about(item: Framed) -> str:
    return item.fact.about or item.frame.clause


def _cosines(embedded: Embedded, left: Sequence[str], right: Sequence[str]) -> Rows:
    return np.asarray(np.einsum("ij,ij->i", embedded.of(left), embedded.of(right)), dtype=np.float64)


def why(row: Rows) -> str:
    """Say in a few words what spoke for and against the two being one thing."""
    value = dict(zip(FEATURES, row.tolist(), strict=True))
    parts = [f"clauses {value['frame']:.2f} alike, contexts {value['context']:.2f}, subjects {value['about']:.2f}"]
    for feature, words in (("people_clash", "other people"), ("places_clash", "other places")):
        if value[feature]:
            parts.append(words)
    return ", ".join(parts)


def by_article(framed: Sequence[Framed]) -> dict[int, list[int]]:
    """Return the indices of the facts of each article."""
    of_article: dict[int, list[int]] = {}
    for number, item in enumerate(framed):
        of_article.setdefault(item.article, []).append(number)
    return of_article


def in_story(a: Framed, b: Framed, stories: Stories) -> float:
    """Return the probability that two facts stand in one story: 1 within one article."""
    return 1.0 if a.article == b.article else stories[a.article, b.article]
