"""Are these two about the same thing? Decided without looking at their values.

Facts with near frames are candidates. Named features (who, where, what is counted, in which story, how many other
answers the articles give) then say how likely it is that two facts are about one thing. Where it could matter, a model
that reads both sentences is asked as well.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factcheck.config import Scope
from factcheck.digests import checked
from factcheck.encoding import OnnxModel
from factcheck.errors import ModelError
from factcheck.evidence import Evidence
from factcheck.features import ASKED, FEATURES, Candidate, Rows, Stories, answered, by_article, features, why
from factcheck.frames import Embedded, Framed
from factcheck.kinds import Kind
from factcheck.model import Alignment, Fact, Verdict
from factcheck.questions import SUREST, OnnxQuestions, Questions
from factcheck.settled import settled
from factcheck.words import Words

_CANDIDATE = 0.35  # cosine below which neither frame nor context was about the same thing, 7 pairs in 100 apart
_UNMASKED = 0.45  # the same where nothing is masked, and so nobody can be asked which question it answers
_RARE = 2  # pairs of one value in two articles: more often it tells nothing
_ASKED = 1_000  # pairs of two articles put to the questions model: some two seconds of its time
_LIKELY = 0.5  # what a pair must reach if the questions model says yes, or nobody asks it
_STORY = 0.6  # what a person's name alone is worth when the two stories are doubtful
_SUREST = 0.99
_SETTLED = 0.997  # one full name in one story is one person; a sentence of the same words has the same subject

Proposals = NDArray[np.void]

PROPOSAL = np.dtype([("left", "<i4"), ("right", "<i4"), ("settled", "<f8"), ("row", "<f8", (len(FEATURES),))])
"""Two facts by their number in their article, how surely their words settle it, and their row of `FEATURES`."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One kind's logistic weights over `FEATURES`, for the probability that two values agree.

    `chance` is how often values of unrelated facts agree, `truth` how often those of one thing do: between them the
    probability of agreeing is that of being about the same thing. Pairs below `threshold` are not compared; it is low
    where an agreement of the values can still make one thing of what was doubtful. `rules` holds evidence fitted for
    verdicts, and for rules that differ more often, or less, than others: counts of the dead do. `inside`
    are the weights for two facts of one article, which names a thing again less often than it goes on to another; None
    where they are the same.
    """

    intercept: float
    coefficients: tuple[float, ...]
    chance: float
    truth: float
    threshold: float = 0.5
    rules: Mapping[str, float] = field(default_factory=dict)
    apart: float = 0.0
    both: float = 0.0
    inside: Weights | None = None

    @classmethod
    def read(cls, record: Mapping[str, Any]) -> Weights:
        """Return the weights of a kind in weights.json; ValueError, KeyError, TypeError when they are not that."""
        return cls(
            float(record["intercept"]),
            tuple(float(record["coefficients"][name]) for name in FEATURES),
            float(record["chance"]),
            float(record["truth"]),
            float(record.get("threshold", 0.5)),
            {rule: float(shift) for rule, shift in record.get("rules", {}).items()},
            float(record.get("apart", 0.0)),
            float(record.get("both", 0.0)),
            cls.read(record["inside"]) if "inside" in record else None,
        )

    def of(self, within: bool) -> Weights:
        """Return the weights for two facts of one article, or of two."""
        return self.inside if within and self.inside else self

    def same(self, rows: Rows) -> Rows:
        """Return the probability that each row of `features` is of two facts about one thing."""
        agree = 1.0 / (1.0 + np.exp(-(rows @ np.asarray(self.coefficients) + self.intercept)))
        return np.asarray(np.clip((agree - self.chance) / (self.truth - self.chance), 0.0, _SUREST))

    @property
    def asks(self) -> bool:
        """Whether the questions model has a say in this kind."""
        return any(self.coefficients[ASKED])

    def at_best(self, rows: Rows) -> Rows:
        """Return what `same` would be at most, whatever the story and the answer of the questions model."""
        best = rows.copy()
        best[:, FEATURES.index("story")], best[:, ASKED] = 1.0, answered(np.array([SUREST]))
        return self.same(best)

    def evidence(self) -> Evidence:
        """Return what the verdict, or the rule, of a comparison says about being of one thing.

        Alignment looks away from the values; once they are compared, a difference speaks against it and an agreement
        for it.
        """
        differ = math.log((1 - self.truth) / (1 - self.chance))
        agree = math.log(self.truth / self.chance)
        shifts: dict[str, float] = {Verdict.AGREEMENT: agree, Verdict.CONTRADICTION: differ, Verdict.DISPUTE: differ}
        return Evidence({**shifts, **self.rules}, self.chance, self.apart, self.both)


@dataclass(frozen=True, slots=True)
class SameThing:
    """The decision for every kind, made by models/alignment/make.py; a kind it does not know gets those of "other"."""

    weights: Mapping[str, Weights]
    words: Words
    questions: Questions

    @classmethod
    def load(cls, folder: Path, jobs: int = 0) -> SameThing:
        """Read alignment/weights.json and the questions model below `folder`; ModelError says what is wrong there."""
        path = folder / "alignment" / "weights.json"
        try:
            content = json.loads(checked(path))
            weights = {kind: Weights.read(record) for kind, record in content["kinds"].items()}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path}: cannot be read ({error}); reinstall the package") from error
        return cls(weights, Words.load(folder), OnnxQuestions(OnnxModel(folder / "questions", jobs)))

    def of(self, kind: str) -> Weights:
        """Return the weights for a kind."""
        return self.weights.get(kind) or self.weights["other"]

    def propose(self, kind: Kind, one: Sequence[Framed], other: Sequence[Framed], embedded: Embedded) -> Proposals:
        """Return which facts of two articles, or of one given twice, may be about the same thing.

        That depends on the two alone. How surely they tell one story depends on the corpus and is left open: only what
        no story would make likely enough is left out.
        """
        within = one is other
        framed = one if within else [*one, *other]
        story = {} if within or not (one and other) else {(one[0].article, other[0].article): 1.0}
        found = candidates(kind, framed, embedded, story, Scope.WITHIN if within else Scope.CROSS)
        threshold, weights = self.of(kind.name).threshold, self.of(kind.name).of(within)
        if weights.asks and not within:
            found += _of_one_value(kind, framed, len(one), found)
        table = np.zeros(len(found), dtype=PROPOSAL)
        if found:
            table["left"] = [c.left for c in found]
            table["right"] = [c.right if within else c.right - len(one) for c in found]
            table["settled"] = settled(kind, framed, found)
            table["row"] = features(kind, framed, embedded, story, found, self.words)
            open_ = (table["settled"] == 0) & weights.asks
            worth = open_ & (weights.at_best(table["row"]) >= _LIKELY)
            asked = _likeliest(np.flatnonzero(worth), weights, table["row"])
            table["row"][asked, ASKED] = answered(self._odds(framed, [found[n] for n in asked.tolist()]))
            table = table[worth | ~open_]
        scores = (_scores(weights, table, np.full(len(table), sure)) for sure in (0.0, 1.0))
        return table[np.maximum(*scores) >= threshold]

    def _odds(self, framed: Sequence[Framed], found: Sequence[Candidate]) -> Rows:
        asked = [(framed[pair.left].frame.asked, framed[pair.right].frame.asked) for pair in found]
        return self.questions.odds(asked)

    def align(
        self,
        kind: str,
        facts: Sequence[Sequence[Fact]],
        proposed: Mapping[tuple[int, int], Proposals],
        stories: Stories,
    ) -> list[Alignment]:
        """Return the pairs of facts of one kind that are about the same thing, in reading order.

        `facts` are those of each article, `proposed` is by pair of articles; both by the article's index.
        """
        if not proposed:
            return []
        weights, table = self.of(kind), np.concatenate(list(proposed.values()))
        sizes = [len(some) for some in proposed.values()]
        story = np.repeat([1.0 if one == other else stories[one, other] for one, other in proposed], sizes)
        within = np.repeat([one == other for one, other in proposed], sizes)
        scores = np.where(within, _scores(weights.of(True), table, story), _scores(weights, table, story))
        first = np.cumsum([0, *map(len, facts)])
        lefts = np.repeat([first[one] for one, _ in proposed], sizes) + table["left"]
        rights = np.repeat([first[other] for _, other in proposed], sizes) + table["right"]
        pairs = list(zip(lefts.tolist(), rights.tolist(), strict=True))
        flat = [fact for own in facts for fact in own]
        likely = np.flatnonzero(scores >= weights.threshold).tolist()
        return [
            Alignment(flat[pairs[n][0]], flat[pairs[n][1]], float(scores[n]), why(table["row"][n]))
            for n in sorted(likely, key=pairs.__getitem__)
        ]


def _likeliest(worth: NDArray[np.intp], weights: Weights, rows: Rows) -> NDArray[np.intp]:
    """Return the pairs that the questions model is asked about; of a text that says one thing over and over, not all.

    For the others its answer stays open, at even odds.
    """
    if len(worth) <= _ASKED:
        return worth
    likeliest = np.argsort(-(rows[worth] @ np.asarray(weights.coefficients)), kind="stable")
    return np.sort(worth[likeliest[:_ASKED]])


def _of_one_value(kind: Kind, framed: Sequence[Framed], first: int, known: Sequence[Candidate]) -> list[Candidate]:
    """Return further pairs worth asking about: however they are worded, both articles give one rare value there.

    That they do is what makes them candidates, and no more: the features do not see it. `first` is where the second
    article begins.
    """
    told: dict[str, tuple[list[int], list[int]]] = {}
    for number, item in enumerate(framed):
        told.setdefault(item.fact.value.canonical, ([], []))[number >= first].append(number)
    seen = {(pair.left, pair.right) for pair in known}
    return [
        Candidate(left, right)
        for lefts, rights in told.values()
        if 0 < len(lefts) * len(rights) <= _RARE
        for left in lefts
        for right in rights
        if (left, right) not in seen and kind.comparable(framed[left].fact, framed[right].fact)
    ]


def candidates(
    kind: Kind, framed: Sequence[Framed], embedded: Embedded, stories: Stories, scope: Scope
) -> list[Candidate]:
    """Return every comparable pair, within one story, whose frames are near or whose persons are named."""
    of_article = by_article(framed)
    clauses = embedded.of([item.frame.clause for item in framed])
    contexts = embedded.of([item.frame.context for item in framed])
    named_only = np.array([kind.named(item.fact) for item in framed])
    least = _CANDIDATE if any(item.frame.asked for item in framed) else _UNMASKED
    found: list[Candidate] = []
    for one, other in article_pairs(sorted(of_article), stories, scope):
        left, right = of_article.get(one, []), of_article.get(other, [])
        if not left or not right:
            continue
        clause, context = clauses[left] @ clauses[right].T, contexts[left] @ contexts[right].T
        near = (clause >= least) | (context >= least) | (named_only[left][:, None] & named_only[right][None])
        for row, column in np.argwhere(near).tolist():
            i, j = left[row], right[column]
            if one == other and (i >= j or framed[i].fact.statement.span == framed[j].fact.statement.span):
                continue  # a sentence does not answer one question twice
            if kind.comparable(framed[i].fact, framed[j].fact):
                found.append(Candidate(i, j))
    return found


def _scores(weights: Weights, table: Proposals, story: Rows) -> Rows:
    """Return the probability of each proposal, given how surely its two articles tell one story."""
    rows = table["row"].copy()
    rows[:, FEATURES.index("story")] = story
    by_words = np.minimum(_SETTLED, table["settled"] * (_STORY + (1 - _STORY) * story))
    return np.where(table["settled"] > 0, by_words, weights.same(rows))


def article_pairs(articles: Sequence[int], stories: Stories, scope: Scope) -> list[tuple[int, int]]:
    """Return the pairs of articles to compare: each with itself, and those of one story."""
    alone = [] if scope is Scope.CROSS else [(number, number) for number in articles]
    return alone if scope is Scope.WITHIN else [*alone, *sorted(stories)]
