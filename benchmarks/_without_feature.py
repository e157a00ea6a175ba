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

import _prepared as prepared
import _tasks as fitting
import make
from _regression import Regression
from _scores import average_precision, interval
from _tasks import Task

from factcheck import remembering
from factcheck.config import Config
from factcheck.features import FEATURES
from factcheck.store import Store

LABELS = Path(__file__).parents[1] / "models" / "alignment"
SURE = 0.9
"""The score from which precision is told; the figure is left out where fewer than this many pairs reach it."""
FEWEST = 10
ROUNDS = 200
"""Resamples of stories for an interval: there are hundreds of intervals."""


@contextmanager
def remembered(store: Store) -> Iterator[None]:
    """Have the fit read vectors and names from the store, which it fills."""
    config, encoder, tagger = Config(), prepared.encoding.bundled(), prepared.default_tagger(Config())
    with (
        patch.object(prepared.encoding, "bundled", lambda jobs=0: remembering._Encoder(encoder, store)),
        patch.object(
            prepared, "default_tagger", lambda given=None, jobs=0: remembering._Tagger(tagger, store, config.digest)
        ),
    ):
        yield


def tasks(data: Path, store: Store) -> list[Task]:
    """What models/alignment/make.py fits on, for each kind that it fits, across articles and within one."""
    with remembered(store):
        return list(make.fit_tasks(data, LABELS))


@dataclass(frozen=True, slots=True)
class Held:
    """What weights that never saw a story make of its pairs: scores of the labelled ones, with label and story.

    `surprise` and `pairs` are by story: the log loss of its values' agreeing or differing, summed, and the weight of
    those pairs; both empty for claims, which have no values.
    """

    score: np.ndarray
    label: np.ndarray
    story: np.ndarray
    surprise: np.ndarray
    pairs: np.ndarray


def held_out(task: Task, left_out: Sequence[str] = ()) -> Held:
    """Fit in folds by story without some features."""
    score, told = fitting.held_out(task, left_out), (task.label >= 0) & task.real
    compared = (task.agree >= 0) & (task.weight > 0) & task.real
    agree, weight = task.agree[compared], task.weight[compared]
    chance = np.clip(task.chance + score[compared] * (task.truth - task.chance), 1e-6, 1 - 1e-6)
    loss = -(agree * np.log(chance) + (1 - agree) * np.log(1 - chance)) * weight
    _, number = np.unique(task.story[compared], return_inverse=True)
    return Held(score[told], task.label[told], task.story[told], np.bincount(number, loss), np.bincount(number, weight))


def strength(task: Task) -> dict[str, float]:
    """Each feature's weight in the final fit, in log odds for one standard deviation of it."""
    known = (task.target >= 0) & (task.weight > 0)
    rows = task.rows[known]
    model = Regression.fit(rows, task.target[known], task.weight[known], task.penalty)
    return dict(zip(FEATURES, model.coefficients * rows.std(axis=0), strict=True))


Figure = Callable[[np.ndarray, np.ndarray], float]


def precision_when_sure(score: np.ndarray, label: np.ndarray) -> float:
    """Precision in percent of the pairs scored 0.9 or more; not a number where they are few."""
    sure = score >= SURE
    return 100 * float(label[sure].mean()) if sure.sum() >= FEWEST else float("nan")


@dataclass(frozen=True, slots=True)
class Change:
    """By how many points a figure is higher with a feature than without; `low` to `high` holds 95 % of resamples.

    Both are no number where some resample holds too few pairs.
    """

    points: float
    low: float
    high: float

    @property
    def told(self) -> bool:
        """Whether the change is more than noise."""
        return self.low > 0 or self.high < 0

    def __str__(self) -> str:
        if np.isnan(self.points):
            return "-"
        if np.isnan(self.low):
            return f"{self.points:+.1f}"
        value = f"{self.points:+.1f} ({self.low:+.1f} to {self.high:+.1f})"
        return f"**{value}**" if self.told else value


def change(whole: Held, without: Held, figure: Figure) -> Change:
    """Compare on the same resamples of stories, so that what both find hard does not widen the interval."""

    def gained(chosen: np.ndarray) -> float:
        return figure(whole.score[chosen], whole.label[chosen]) - figure(without.score[chosen], without.label[chosen])

    points = gained(np.arange(len(whole.label)))
    if np.isnan(points):
        return Change(points, points, points)
    return Change(points, *interval([str(s) for s in whole.story], gained, ROUNDS))


def surprised(whole: Held, without: Held) -> Change:
    """By how many hundredths of a nat the log loss of agreeing is higher without; not a number for claims."""
    if not len(whole.pairs):
        return Change(*[float("nan")] * 3)

    def risen(chosen: np.ndarray) -> float:
        gone = without.surprise[chosen].sum() - whole.surprise[chosen].sum()
        return 100 * float(gone / whole.pairs[chosen].sum())

    every = np.arange(len(whole.pairs))
    return Change(risen(every), *interval([str(n) for n in every], risen, ROUNDS))


SMALL = 0.5
"""Points of average precision that may go with features that are left out together."""


def feature_tables(found: Sequence[Task], names: Sequence[str] = FEATURES) -> Iterator[str]:
    """Report lines: a table for each kind, and which features can go together without a loss in any kind."""
    most = dict.fromkeys(names, 0.0)
    whole = {task.name: held_out(task) for task in found}
    for task in found:
        full, weight = whole[task.name], strength(task)
        sure, some = precision_when_sure(full.score, full.label), int((full.score >= SURE).sum())
        yield from (
            f"### {task.name}: {len(full.label)} labelled pairs, {int(full.label.sum())} of one thing",
            "",
            f"Average precision {average_precision(full.score, full.label):.1f}, precision from {SURE} on "
            f"{'not told' if np.isnan(sure) else f'{sure:.1f}'} ({some} pairs).",
            "",
            f"| without | weight | average precision lost | precision from {SURE} lost | log loss of agreeing, added |",
            "|---|---:|---|---|---|",
        )
        for name in names:
            less = held_out(task, [name])
            lost, surely = (change(full, less, figure) for figure in (average_precision, precision_when_sure))
            most[name] = max(most[name], lost.points)
            yield f"| {name} | {weight[name]:+.2f} | {lost} | {surely} | {surprised(full, less)} |"
        yield ""
    yield from _together(found, whole, sorted(most, key=lambda name: most[name]))


def _together(found: Sequence[Task], whole: Mapping[str, Held], order: Sequence[str]) -> Iterator[str]:
    """Leave out more and more features, those that were missed least first, until a kind misses them."""
    gone: list[str] = []
    lines: list[str] = []
    for name in order:
        lost = [change(whole[t.name], held_out(t, [*gone, name]), average_precision) for t in found]
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
    yield "| and without | " + " | ".join(f"{t.name}: average precision lost" for t in found) + " |"
    yield "|---|" + "---|" * len(found)
    yield from lines
    yield ""
    yield f"Together they are not missed: {', '.join(gone) or 'none'}."
