"""What a reader would look at to tell whether two facts are about one thing, as numbers; never the values themselves.

Who and where, what is counted or dated, which story, and what else the two articles say. Each feature is here because
the fit misses it or because a reader asks for it: reports/ablation.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from factcheck.entities import Cast, Level, clash, default_names, shared
from factcheck.frames import Embedded, Framed, Spread
from factcheck.kinds import Kind
from factcheck.model import Block, Fact
from factcheck.words import Weights, Words, words_of

FEATURES = (
    "frame",
    "subject",
    "words",
    "same_town",
    "names_clash",
    "elsewhere",
    "story",
    "rivals",
    "crowd",
    "prominence",
    "company",
    "lead",
    "question",
    "certain",
)
ASKED = slice(FEATURES.index("question"), FEATURES.index("certain") + 1)
_ALIKE = 0.75  # cosine from which two frames of one article are hard to tell apart
_TOWNS = {Level.CITY, Level.SITE}
_SOLE = 0.5  # the lead of a pair without competitors, and the longest that counts
_TOLD = {"same_town": "one town", "names_clash": "other names", "elsewhere": "counted elsewhere"}
_TOP = 6.0  # statements over which an article turns from its main event to the rest

# Of pairs with log odds of 2.5 to 3 by the questions model half to two thirds were of one thing, on three sets of
# labelled pairs; from 3.5 on nine in ten were. Below it, odds tell evenly little.
_CERTAIN = 2.5

Stories = Mapping[tuple[int, int], float]  # the probability that two articles, by index, tell one story
Rows = NDArray[np.float64]
_Seen = TypeVar("_Seen")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two facts, by index, whose frames are near."""

    left: int
    right: int


def features(
    kind: Kind,
    framed: Sequence[Framed],
    embedded: Embedded,
    stories: Stories,
    found: Sequence[Candidate],
    words: Words,
) -> Rows:
    """Return one row of `FEATURES` for each candidate pair; the last two are left at 0, since asking takes long."""
    ends = [(framed[pair.left], framed[pair.right]) for pair in found]
    rivals, crowd = _rivals(kind, framed, embedded), Counter(item.article for item in framed)
    frame = _cosines(embedded, [(a.frame.clause, b.frame.clause) for a, b in ends])
    shared_words = np.array(_worked_out_once(_words_shared(words), _wordings(framed), found))
    casts, spots = [item.cast for item in framed], [Cast(places=item.where) for item in framed]
    columns = [
        frame,
        [kind.same_subject(a.fact, b.fact) for a, b in ends],
        shared_words,
        _worked_out_once(_same_town, casts, found),
        _worked_out_once(_names_clash, casts, found),
        _worked_out_once(lambda a, b: clash(a, b).places, spots, found),
        [in_story(a, b, stories) for a, b in ends],
        [math.log1p(rivals[pair.left] + rivals[pair.right]) for pair in found],
        [math.log(crowd[a.article] + crowd[b.article]) for a, b in ends],
        [_prominence(a) * _prominence(b) for a, b in ends],
        _company(kind, framed, found),
        _lead(framed, found, frame + shared_words),
        np.zeros(len(found)),
        np.zeros(len(found)),
    ]
    return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])


def answered(odds: Rows) -> Rows:
    """Return the columns `ASKED` for what the questions model said: its log odds, and by how much they are certain."""
    return np.column_stack([odds, np.maximum(0.0, odds - _CERTAIN)])


def _worked_out_once(
    compare: Callable[[_Seen, _Seen], float], of: Sequence[_Seen], found: Sequence[Candidate]
) -> list[float]:
    """Compare what is seen of the two facts of each pair; a text that repeats itself shows the same over and over."""
    first = {seen: n for n, seen in reversed(list(enumerate(of)))}
    known = cache(lambda left, right: compare(of[left], of[right]))
    same = [first[seen] for seen in of]
    return [known(same[pair.left], same[pair.right]) for pair in found]


@dataclass(frozen=True, slots=True)
class _Wording:
    """The words of a fact's clause, of its surroundings and of its whole article."""

    clause: frozenset[str]
    context: frozenset[str]
    spread: Spread


def _wordings(framed: Sequence[Framed]) -> list[_Wording]:
    return [_Wording(words_of(f.frame.clause), words_of(f.frame.context), f.spread) for f in framed]


def _words_shared(words: Words) -> Callable[[_Wording, _Wording], float]:
    """Return how much of their rare words two facts share: the mean over their clauses and their surroundings.

    In the clauses counts what tells them from the rest of their own two articles.
    """

    def shared_by(a: _Wording, b: _Wording) -> float:
        weights = _weights(a.spread, b.spread, words)
        clauses, _ = words.overlap(a.clause, b.clause, weights.__getitem__)
        _, contexts = words.overlap(a.context, b.context)
        return (clauses + contexts) / 2

    return shared_by


def _same_town(a: Cast, b: Cast) -> float:
    """Tell, 1 or 0, whether both sides name one town or site; countries take part more often than they place events."""
    places = default_names().place
    return float(
        any(
            {places(tie.left).level, places(tie.right).level} <= _TOWNS
            for tie in shared(Cast(places=a.places), Cast(places=b.places))
        )
    )


def _names_clash(a: Cast, b: Cast) -> float:
    """Count in what each side names others: people, organisations, places; countries alone count half."""
    differ = clash(a, b)
    return differ.people + differ.orgs + differ.places


@lru_cache(maxsize=8)
def _weights(one: Spread, other: Spread, words: Words) -> Weights:
    """Return what words weigh between two articles: rare ones much, those that the two say everywhere little."""
    total = 1 + one.statements + other.statements

    def weight(word: str) -> float:
        return words.rarity(word) * math.log(total / (1 + one.words.get(word, 0) + other.words.get(word, 0)))

    return Weights(weight)


def _rivals(kind: Kind, framed: Sequence[Framed], embedded: Embedded) -> NDArray[np.int64]:
    """Count, for each fact, the other values that its article gives in a frame like its own or of its subject.

    A frame that its own article fills several times (captions, tables, rounds of a match) identifies nothing, and an
    article that counts the dead of several events has an answer for each.
    """
    counts = np.zeros(len(framed), dtype=np.int64)
    for numbers in by_article(framed).values():
        vectors = embedded.of([framed[n].frame.clause for n in numbers])
        alike = vectors @ vectors.T >= _ALIKE
        facts = [framed[n].fact for n in numbers]
        values = [fact.value.canonical for fact in facts]
        for row, fact in enumerate(facts):
            others = {values[row], *(values[column] for column in np.flatnonzero(alike[row]).tolist())}
            others.update(
                value
                for value, other in zip(values, facts, strict=True)
                if value not in others and _one_subject(kind, fact, other)
            )
            counts[numbers[row]] = len(others) - 1
    return counts


def _company(kind: Kind, framed: Sequence[Framed], found: Sequence[Candidate]) -> list[float]:
    """Tell, for each pair, 1 or 0, whether other facts of its two sentences on one subject agree.

    Two sentences that give the same number of dead are about one event, and so are their numbers of injured.
    """
    sentence = [(item.article, item.fact.statement.index) for item in framed]
    beside: dict[tuple[int, int], list[int]] = {}
    for n, place in enumerate(sentence):
        beside.setdefault(place, []).append(n)

    values = [item.fact.value.canonical for item in framed]

    @cache
    def agreeing(one: tuple[int, int], other: tuple[int, int]) -> list[tuple[int, int]]:
        of_value: dict[str, list[int]] = {}
        for b in beside[other]:
            of_value.setdefault(values[b], []).append(b)
        equal = [(a, b) for a in beside[one] for b in of_value.get(values[a], ())]
        return [(a, b) for a, b in equal if _one_subject(kind, framed[a].fact, framed[b].fact)]

    ends = [(pair, agreeing(sentence[pair.left], sentence[pair.right])) for pair in found]
    return [float(any(a != pair.left and b != pair.right for a, b in agreed)) for pair, agreed in ends]


def _one_subject(kind: Kind, one: Fact, other: Fact) -> bool:
    return kind.same_subject(one, other) >= 1 and kind.comparable(one, other)


def _lead(framed: Sequence[Framed], found: Sequence[Candidate], likeness: Rows) -> Rows:
    """Return how much more alike the two sides of each pair are than either is to any other value of that article.

    Of all the values that another article gives, one at most answers the same question.
    """
    told = [item.fact.value.canonical for item in framed]
    values = likeness.tolist()
    sides = [((p.left, framed[p.right].article, p.right), (p.right, framed[p.left].article, p.left)) for p in found]
    best: dict[tuple[int, int], dict[str, float]] = {}  # of each value, by fact and the article of its partners
    for ends, alike in zip(sides, values, strict=True):
        for fact, article, partner in ends:
            of = best.setdefault((fact, article), {})
            value = told[partner]
            of[value] = max(alike, of.get(value, alike))
    ranked = {
        end: sorted(((alike, value) for value, alike in of.items()), reverse=True)[:2] for end, of in best.items()
    }

    def ahead(fact: int, article: int, partner: int, alike: float) -> float:
        own = told[partner]
        others = [other for other, value in ranked[fact, article] if value != own]
        return min(_SOLE, max(-_SOLE, alike - others[0])) if others else _SOLE

    return np.array([sum(ahead(*end, alike) for end in ends) for ends, alike in zip(sides, values, strict=True)])


def _prominence(item: Framed) -> float:
    """Return how near the top of its article a fact stands: 1 in the headline or the first sentence, falling below.

    News gives its main event first, so that what two leads count or date is more likely one thing.
    """
    statement = item.fact.statement
    headline = statement.block is Block.HEADING and statement.index in (0, item.spread.statements - 1)
    return 1.0 if headline else math.exp(-statement.index / _TOP)


def _cosines(embedded: Embedded, texts: Sequence[tuple[str, str]]) -> Rows:
    left, right = (embedded.of([pair[side] for pair in texts]) for side in (0, 1))
    return np.asarray(np.einsum("ij,ij->i", left, right), dtype=np.float64)


def why(row: Rows) -> str:
    """Say in a few words what spoke for and against the two being one thing."""
    value = dict(zip(FEATURES, row.tolist(), strict=True))
    parts = [f"clauses {value['frame']:.2f} alike"]
    parts += ["one subject"] if value["subject"] >= 1 else []
    parts += [f"one question {value['question']:+.1f}"] if value["question"] else []
    parts += [words for feature, words in _TOLD.items() if value[feature]]
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
