"""What each kind's weights are fitted on: pairs with features, and what is known of each being about one thing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from _prepared import PLANTED, WRITTEN, Key, Prepared, end_of, key_of
from _regression import PENALTY, Regression

from factcheck.alignment import Weights, candidates
from factcheck.comparing import commonness
from factcheck.config import Scope
from factcheck.features import ASKED, FEATURES, answered, features
from factcheck.frames import Framed
from factcheck.identity import normal
from factcheck.kinds import Kind
from factcheck.model import Alignment, Fact, Outcome, Verdict
from factcheck.questions import Questions
from factcheck.settled import named
from factcheck.words import Words

FOLDS = 5
HAND = 20.0  # a pair labelled by hand counts for many of which only the values are known
SHARE = 1.0  # what the written stories count for beside all pairs labelled by hand
DRAWN = 15_000  # pairs not labelled about which the questions model is asked
OPEN = 0.05  # probability, by the other features, from which it is asked
PER_STORY = 500  # candidate pairs from which a story counts no more

# What the top of an article dates is mostly the day itself: two dates there agree without being of one event. That the
# questions model is certain tells nothing more of times: average precision 93.0 without it, 92.9 with it (measured
# when pairs were asked about in one order only).
# A sample of claims says nothing of their neighbours.
UNSEEN = {"time": ("prominence", "certain"), "claim": ("rivals", "crowd", "lead")}
CLAIM_RATES = 0.1, 0.9  # claims have no values to count agreement by: how far a judged verdict moves the alignment
CLAIM_PENALTY = 1.0

COLUMNS = ("rows", "verdict", "rule", "apart", "agree", "label", "common", "story")  # by pair, of what is to be kept
AGREE = {Verdict.AGREEMENT: 1, Verdict.CONTRADICTION: 0, Verdict.DISPUTE: 0}


@dataclass(frozen=True, slots=True)
class Task:
    """The pairs of one kind, across articles or within one, whose subject no name settles.

    By pair: `rows` of `FEATURES`; `verdict`, `rule` and `apart` of what comparing gives, empty for none; `agree`, what
    that says of the values (1 agree, 0 differ, -1 else; a copied sentence agrees with itself); `label` by hand or, in a
    written story, by its author (1 one thing, 0 not, -1 not read); `common`, the share of the other values of its two
    articles that equal its own; `weight`, 0 where the questions model was not asked; `unasked`, what a pair of real
    articles weighs where nobody is asked; `story`.
    `chance` and `truth` are how often values agree of two things, and of one.
    """

    kind: str
    within: bool
    keys: Sequence[Key]
    ends: Sequence[tuple[Framed, Framed]]
    rows: np.ndarray
    verdict: np.ndarray
    rule: np.ndarray
    apart: np.ndarray
    agree: np.ndarray
    label: np.ndarray
    common: np.ndarray
    weight: np.ndarray
    unasked: np.ndarray
    story: np.ndarray
    chance: float = 0.0
    truth: float = 1.0
    penalty: float = PENALTY

    @property
    def name(self) -> str:
        """The kind, and where both ends stand."""
        return f"{self.kind} within one article" if self.within else self.kind

    @property
    def target(self) -> np.ndarray:
        """The probability of agreeing that is fitted, -1 where nothing is known of it."""
        return np.where(self.label >= 0, np.where(self.label == 1, self.truth, self.chance), self.agree)

    @property
    def clash(self) -> np.ndarray:
        """Whether the two values of each pair cannot both be right."""
        return np.isin(self.verdict, (Verdict.CONTRADICTION, Verdict.DISPUTE))

    @property
    def set_of(self) -> np.ndarray:
        """The set of articles that each pair is of."""
        return np.array([story.partition(":")[0] for story in self.story.tolist()])

    @property
    def real(self) -> np.ndarray:
        """Whether each pair is of real articles."""
        return ~np.isin(self.set_of, (PLANTED, WRITTEN))


def tasks(
    ready: Prepared,
    words: Words,
    questions: Questions,
    labels: Mapping[Key, int],
    judged: Collection[Key] = frozenset(),
) -> Iterator[Task]:
    """Yield what is fitted: the kinds with values, across articles and within one; and claims.

    Labels of `judged` pairs count for nothing in the fit where their story is kept for checking; the questions model is
    asked about these pairs too.
    """
    for kind in ready.kinds:
        both = [_pairs(ready, kind, words, labels, scope) for scope in (Scope.CROSS, Scope.WITHIN)]
        agree, label, real = (
            np.concatenate([getattr(task, name) for task in both]) for name in ("agree", "label", "real")
        )
        truth = rate(agree[real & (label == 1)])
        for task in both:
            kept = np.array(
                [key in judged and checked(story) for key, story in zip(task.keys, task.story.tolist(), strict=True)]
            )
            weight = np.where(task.label >= 0, np.where(kept, 0.0, HAND), np.where(task.real, task.weight, 0.0))
            chance = rate(task.agree[task.real & (task.label == 0)])
            weighed = replace(task, weight=_balanced(task, weight), chance=chance, truth=truth)
            yield _asked(weighed, questions, judged)
    for scope in (Scope.CROSS, Scope.WITHIN):
        yield from _claims(_pairs(ready, ready.claims, words, labels, scope))


def _balanced(task: Task, weight: np.ndarray) -> np.ndarray:
    """Weigh the written stories as `SHARE` of what the real labelled pairs weigh together, the planted ones nothing."""
    told = task.label >= 0
    weight = np.where(task.set_of == PLANTED, 0.0, weight)
    ours, theirs = weight[told & ~task.real].sum(), weight[told & task.real].sum()
    return np.where(task.real, weight, weight * SHARE * theirs / max(ours, 1.0))


def _asked(task: Task, questions: Questions, judged: Collection[Key]) -> Task:
    """Ask the questions model about what is labelled or judged, and a sample of what else may be about one thing.

    The sample goes by a hash of the pair, so that one more article or label changes little of it.
    """
    first = fitted(task, task.rows, np.ones(len(task.rows), dtype=bool)).same(task.rows)
    known = (task.label >= 0) | np.array([key in judged for key in task.keys])
    may_be = np.flatnonzero(~known & (task.agree >= 0) & (task.weight > 0) & (first >= OPEN)).tolist()
    drawn = sorted(may_be, key=lambda n: number(json.dumps(task.keys[n])))[:DRAWN]
    chosen = np.sort(np.concatenate([np.flatnonzero(known), np.array(drawn, dtype=int)]))
    rows, weight = task.rows.copy(), np.where(known, task.weight, 0.0)
    weight[drawn] = task.weight[drawn] * len(may_be) / max(1, len(drawn))
    asked = [(a.frame.asked, b.frame.asked) for a, b in (task.ends[n] for n in chosen.tolist())]
    rows[chosen, ASKED] = answered(questions.odds(asked))
    rows[:, _unseen(task.kind)] = 0.0
    return replace(task, rows=rows, weight=weight, unasked=np.where(task.real, task.weight, 0.0))


def _claims(task: Task) -> Iterator[Task]:
    """Yield what hand labels alone tell of claims, which have no values whose agreement could teach."""
    (told,) = np.nonzero(task.label >= 0)
    if len(told):
        columns = {name: getattr(task, name)[told] for name in COLUMNS}
        chance, truth = CLAIM_RATES
        yield replace(
            task,
            **columns,
            keys=[task.keys[n] for n in told],
            ends=[task.ends[n] for n in told],
            weight=np.ones(len(told)),
            unasked=np.ones(len(told)),
            chance=chance,
            truth=truth,
            penalty=CLAIM_PENALTY,
        )


def _pairs(ready: Prepared, kind: Kind, words: Words, labels: Mapping[Key, int], scope: Scope) -> Task:
    facts = ready.facts[kind.name]
    found = [
        pair
        for pair in candidates(kind, facts, ready.embedded, ready.links, scope)
        if not named(kind, facts[pair.left].fact, facts[pair.right].fact)
    ]
    ends = [(facts[pair.left], facts[pair.right]) for pair in found]
    keys = [key_of(kind.name, *pair) for pair in ends]
    rows = features(kind, facts, ready.embedded, ready.links, found, words)
    rows[:, _unseen(kind.name)] = 0.0
    compared = _compared(kind, ends)
    story = np.array([ready.story[left.article] for left, _ in ends])
    many = Counter(story.tolist())
    common_of = commonness(item.fact for item in facts)
    common = np.array([common_of(left.fact, right.fact) for left, right in ends])
    weight = np.where(compared.agree == 1, 1.0 - common, 1.0)
    weight *= np.array([min(1.0, PER_STORY / many[name]) for name in story.tolist()])
    label = np.array([labels.get(key, _answered(ready, *pair)) for key, pair in zip(keys, ends, strict=True)])
    within = scope is Scope.WITHIN
    task = Task(kind.name, within, keys, ends, rows, *compared, label, common, weight, weight, story)
    # invented articles are known to tell one story, which says nothing of what a doubtful one means
    rows[~task.real, FEATURES.index("story")] = rows[task.real, FEATURES.index("story")].mean()
    return task


def _answered(ready: Prepared, left: Framed, right: Framed) -> int:
    """Return 1 where both answer one question of a written story, 0 where they answer two, else -1.

    Within one article authors marked hardly anything twice: it would teach that nothing is told again.
    """
    if left.article == right.article:
        return -1
    one, other = ready.answers.get(end_of(left)), ready.answers.get(end_of(right))
    return int(one == other) if one and other else -1


def _unseen(kind: str) -> list[int]:
    return [FEATURES.index(name) for name in UNSEEN.get(kind, ())]


class _Compared(NamedTuple):
    """Verdicts, rules, how far apart values lie, and whether they agree, as in `Task`."""

    verdict: np.ndarray
    rule: np.ndarray
    apart: np.ndarray
    agree: np.ndarray


def _compared(kind: Kind, ends: Sequence[tuple[Framed, Framed]]) -> _Compared:
    """Return what comparing gives, claims left out; the same words in a copied sentence count as agreeing."""
    outcomes: Sequence[Outcome | None] = [None] * len(ends)
    if kind.name != "claim":
        outcomes = kind.compare([Alignment(a.fact, b.fact, 1.0, "") for a, b in ends])
    agree = np.array([AGREE.get(o.verdict, -1) if o else -1 for o in outcomes])
    if kind.name != "claim":
        agree[[_copied(a.fact, b.fact) for a, b in ends]] = 1
    return _Compared(
        np.array([o.verdict.value if o else "" for o in outcomes]),
        np.array([o.rule if o else "" for o in outcomes]),
        np.array([o.apart if o else 0.0 for o in outcomes]),
        agree,
    )


def _copied(left: Fact, right: Fact) -> bool:
    return left.surface == right.surface and normal(left.statement.text) == normal(right.statement.text)


def rate(agree: np.ndarray) -> float:
    """Return how often values agree among those that agree or differ; one count is added to each."""
    told = agree[agree >= 0]
    return round((float(told.sum()) + 1) / (len(told) + 2), 3)


# --- fitting ---


def fitted(task: Task, rows: np.ndarray, chosen: np.ndarray) -> Weights:
    """Fit on the chosen pairs of which something is known; `rows` may leave features out."""
    use = chosen & (task.target >= 0) & (task.weight > 0)
    model = Regression.fit(rows[use], task.target[use], task.weight[use], task.penalty)
    return model.weights(task.chance, task.truth)


def without(task: Task, left_out: Sequence[str]) -> np.ndarray:
    """Return the rows with some features at nothing: a column that is constant gets no weight."""
    rows = task.rows.copy()
    rows[:, [FEATURES.index(name) for name in left_out]] = 0.0
    return rows


def held_out(task: Task, left_out: Sequence[str] = ()) -> np.ndarray:
    """Return the probability of being about one thing by weights that never saw the pair's story, nor some features."""
    rows = without(task, left_out)
    score, folds = np.zeros(len(rows)), np.array([number(story) % FOLDS for story in task.story.tolist()])
    for fold in range(FOLDS):
        test = folds == fold
        if test.any():
            score[test] = fitted(task, rows, ~test).same(rows[test])
    return score


def checked(story: str) -> bool:
    """Tell whether a story is of the half on which benchmarks/calibration.py checks what is fitted here."""
    return number(story) % 2 == 1


def number(story: str) -> int:
    """Return a number for a story, as good as chance and the same in every run."""
    return int(hashlib.sha256(story.encode()).hexdigest(), 16)
