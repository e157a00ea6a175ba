"""What each feature of alignment contributes: the weights refitted without it, judged on stories left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "alignment"))

import _regression
import make as fitting
from _scores import average_precision, interval

from factcheck import remembering
from factcheck.config import Config
from factcheck.kinds import Kind
from factcheck.store import Store
from factcheck.words import Words

ROOT = Path(__file__).parents[1]
SURE = 0.9
"""The score from which precision is told; the figure is left out where fewer than this many pairs reach it."""
FEWEST = 10


@dataclass(frozen=True, slots=True)
class Task:
    """What one kind's weights are fitted on: all rows with targets, and the hand labels (1, 0, or -1 for none)."""

    kind: str
    rows: np.ndarray
    target: np.ndarray
    weight: np.ndarray
    label: np.ndarray
    story: np.ndarray
    chance: float
    truth: float
    penalty: float


@contextmanager
def remembered(store: Store) -> Iterator[None]:
    """Have the fit read vectors and names from the store, which it fills."""
    config, encoder, tagger = Config(), fitting.encoding.bundled(), fitting.default_tagger(Config())
    with (
        patch.object(fitting.encoding, "bundled", lambda jobs=0: remembering._Encoder(encoder, store)),
        patch.object(
            fitting, "default_tagger", lambda given=None, jobs=0: remembering._Tagger(tagger, store, config.digest)
        ),
    ):
        yield


def tasks(data: Path, store: Store) -> list[Task]:
    """What models/alignment/make.py fits on, for each kind that it fits."""
    folder = ROOT / "models" / "alignment"
    claims = fitting.claim_labels(folder / "claims.jsonl")
    with remembered(store):
        ready = fitting.prepare(data, {end for key in claims for end in key[1:]})
    words, labels = Words.load(fitting.encoding.models_folder()), dict(fitting._labels(folder / "labels.jsonl"))
    return [*(_values(ready, kind, words, labels) for kind in ready.kinds), _claims(ready, words, claims)]


def _values(ready: fitting.Prepared, kind: Kind, words: Words, labels: Mapping[tuple, int]) -> Task:
    pairs, facts = fitting.pairs_of(ready, kind, words), ready.facts[kind.name]
    keys = [fitting._key(kind.name, facts[p.left], facts[p.right]) for p in pairs.found]
    label = np.array([labels.get(key, -1) for key in keys])
    chance, truth = fitting.rates(pairs.agree, label)
    target = np.where(label >= 0, np.where(label == 1, truth, chance), pairs.agree)
    weight, used = np.where(label >= 0, fitting.HAND, pairs.weight), target >= 0
    kept = (pairs.rows[used], target[used], weight[used], label[used], pairs.story[used])
    return Task(kind.name, *kept, chance, truth, _regression.PENALTY)


def _claims(ready: fitting.Prepared, words: Words, labels: Mapping[tuple, int]) -> Task:
    kind, facts = ready.claims, ready.facts["claim"]
    all_found = fitting.candidates(kind, facts, ready.embedded, ready.links, fitting.Scope.CROSS)
    found = [p for p in all_found if fitting._key("claim", facts[p.left], facts[p.right]) in labels]
    label = np.array([labels[fitting._key("claim", facts[p.left], facts[p.right])] for p in found])
    rows = fitting.features(kind, facts, ready.embedded, ready.links, found, words)
    rows[:, [fitting.FEATURES.index("margin"), fitting.FEATURES.index("rivals")]] = 0.0  # as in make.py
    chance, truth = fitting.CLAIM_RATES
    story = np.array([ready.story[facts[p.left].article] for p in found])
    target = np.where(label == 1, truth, chance)
    return Task("claim", rows, target, np.ones(len(label)), label, story, chance, truth, 1.0)


@dataclass(frozen=True, slots=True)
class Held:
    """Scores of the labelled pairs by weights that never saw their story, with label and story."""

    score: np.ndarray
    label: np.ndarray
    story: np.ndarray


def held_out(task: Task, left_out: Sequence[str] = ()) -> Held:
    """Fit in folds by story without some features."""
    rows, labelled = task.rows.copy(), task.label >= 0
    rows[:, [fitting.FEATURES.index(name) for name in left_out]] = 0.0  # a column that is constant gets no weight
    score, folds = np.zeros(len(rows)), np.array([fitting._fold(story) for story in task.story])
    for fold in range(fitting.FOLDS):
        test, train = (folds == fold) & labelled, folds != fold
        model = fitting.Regression.fit(rows[train], task.target[train], task.weight[train], task.penalty)
        score[test] = model.weights(task.chance, task.truth).same(rows[test])
    return Held(score[labelled], task.label[labelled], task.story[labelled])


def strength(task: Task) -> dict[str, float]:
    """Each feature's weight in the final fit, in log odds for one standard deviation of it."""
    model = fitting.Regression.fit(task.rows, task.target, task.weight, task.penalty)
    return dict(zip(fitting.FEATURES, model.coefficients * task.rows.std(axis=0), strict=True))


Figure = Callable[[np.ndarray, np.ndarray], float]


def precision_when_sure(score: np.ndarray, label: np.ndarray) -> float:
    """Precision in percent of the pairs scored 0.9 or more; not a number where they are few."""
    sure = score >= SURE
    return 100 * float(label[sure].mean()) if sure.sum() >= FEWEST else float("nan")


@dataclass(frozen=True, slots=True)
class Change:
    """By how many points a figure is higher with a feature than without; `low` to `high` holds 95 % of resamples."""

    points: float
    low: float
    high: float

    @property
    def told(self) -> bool:
        """Whether the change is more than noise."""
        return self.low > 0 or self.high < 0

    def __str__(self) -> str:
        if np.isnan(self.points):
            return "too few"
        value = f"{self.points:+.1f} ({self.low:+.1f} to {self.high:+.1f})"
        return f"**{value}**" if self.told else value


def change(whole: Held, without: Held, figure: Figure) -> Change:
    """Compare on the same resamples of stories, so that what both find hard does not widen the interval."""

    def gained(chosen: np.ndarray) -> float:
        return figure(whole.score[chosen], whole.label[chosen]) - figure(without.score[chosen], without.label[chosen])

    points = gained(np.arange(len(whole.label)))
    if np.isnan(points):
        return Change(points, points, points)
    return Change(points, *interval([str(s) for s in whole.story], gained))


SMALL = 0.5
"""Points of average precision that may go with features that are left out together."""


def feature_tables(found: Sequence[Task], names: Sequence[str] = fitting.FEATURES) -> Iterator[str]:
    """Report lines: a table for each kind, and which features can go together without a loss in any kind."""
    most = dict.fromkeys(names, 0.0)
    whole = {task.kind: held_out(task) for task in found}
    for task in found:
        full, weight = whole[task.kind], strength(task)
        yield from (
            f"### {task.kind}: {len(full.label)} labelled pairs, {int(full.label.sum())} of one thing",
            "",
            f"Average precision {average_precision(full.score, full.label):.1f}, precision from {SURE} on "
            f"{precision_when_sure(full.score, full.label):.1f} ({int((full.score >= SURE).sum())} pairs).",
            "",
            f"| without | weight | average precision lost | precision from {SURE} lost |",
            "|---|---:|---|---|",
        )
        for name in names:
            less = held_out(task, [name])
            lost, surely = (change(full, less, figure) for figure in (average_precision, precision_when_sure))
            most[name] = max(most[name], lost.points)
            yield f"| {name} | {weight[name]:+.2f} | {lost} | {surely} |"
        yield ""
    yield from _together(found, whole, sorted(most, key=lambda name: most[name]))


def _together(found: Sequence[Task], whole: Mapping[str, Held], order: Sequence[str]) -> Iterator[str]:
    """Leave out more and more features, those that were missed least first, until a kind misses them."""
    gone: list[str] = []
    lines: list[str] = []
    for name in order:
        lost = [change(whole[t.kind], held_out(t, [*gone, name]), average_precision) for t in found]
        missed = any(some.points > SMALL or (some.told and some.points > 0) for some in lost)
        lines.append(f"| {name}{' (missed)' if missed else ''} | " + " | ".join(map(str, lost)) + " |")
        if missed:
            break
        gone.append(name)
    yield "### Left out together"
    yield ""
    yield (
        f"Those that were missed least come first; each row leaves out what stands above it too. It ends where a kind "
        f"loses more than {SMALL} points or more than noise."
    )
    yield ""
    yield "| and without | " + " | ".join(f"{t.kind}: average precision lost" for t in found) + " |"
    yield "|---|" + "---|" * len(found)
    yield from lines
    yield ""
    yield f"Together they are not missed: {', '.join(gone) or 'none'}."
