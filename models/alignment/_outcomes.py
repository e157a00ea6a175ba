"""What each outcome of a comparison says of its two values being of one thing, fitted on one half of the stories.

The other half is kept: benchmarks/calibration.py checks on it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from _evidence import SPREAD, clash, even, shift
from _prepared import PLANTED, WRITTEN, Key, key
from _tasks import AGREE, Task, checked

from factcheck.comparing import told_by_one
from factcheck.evidence import by_chance, posterior
from factcheck.model import Verdict

FITTED = ("quantity", "time")
NEITHER = (Verdict.COMPATIBLE, Verdict.UNDECIDED, Verdict.UPDATE)
REAL = "real"
# Dates written out on both sides are as hard to misread as figures, and are weighed as figures are: of the judged
# clashes of such dates across articles one was a conflict; the other six were stamps of the page, no longer read.
KNOWN = {"time": {"time.dates-differ": -2.0}}
# Two ages under one full name: all 11 such pairs across articles that were read were of one person. Early counts of
# the dead and hurt change although they are of one event: of such pairs in labels.jsonl 54 about one thing held 1
# update, 35 about two held 8; one count is added to each.
RULES = {"quantity": {"quantity.age": -0.8, "quantity.running-update": -1.92, "quantity.injured-died": -1.92}}


def outcomes(task: Task, score: np.ndarray, clashes: Mapping[Key, int], inside: Mapping[Key, float]) -> dict[str, Any]:
    """Return what weights.json says of outcomes across articles; none for a kind whose values cannot teach it.

    `score` is the probability of being about one thing, learned without the story; `inside` that of the kind's pairs
    within one article.
    """
    if task.kind not in FITTED:
        return {"rules": {}}
    kept = np.array([checked(story) for story in task.story.tolist()])
    usable = (score > 0) & ~kept & (task.set_of != PLANTED)
    alike = usable & (task.label >= 0) & (task.agree == 1)
    agreed = shift(
        score[alike],
        task.label[alike],
        float(np.log(task.truth / task.chance)),
        known=-np.array([by_chance(common, task.chance) for common in task.common[alike].tolist()]),
    )
    judged = np.array([clashes.get(one, -1) for one in task.keys])
    told = usable & task.clash & (judged >= 0)
    return {
        **_clashing(task, score, judged, usable, both(task, score, agreed, inside), agreed),
        "judged": {
            "clashes": int(told.sum()),
            "conflicts": int(judged[told].sum()),
            "agreeing": int(alike.sum()),
            "of one thing": int(task.label[alike].sum()),
        },
    }


def _clashing(
    task: Task, score: np.ndarray, judged: np.ndarray, usable: np.ndarray, both: np.ndarray, agreed: float
) -> dict[str, Any]:
    expected = float(np.log((1 - task.truth) / (1 - task.chance)))
    measures = np.column_stack([task.apart, both])
    same = np.where(judged >= 0, judged, task.label)
    known = usable & task.clash & (same >= 0)
    sort = np.where(task.set_of == WRITTEN, WRITTEN, REAL)
    by_set = even(task.set_of[known])
    said, (far, beside) = clash(score[known], same[known], measures[known], sort[known], by_set, expected)
    lost = measures @ np.array([far, beside])

    by_rule = {}
    for rule, prior in KNOWN.get(task.kind, {}).items():
        own = usable & (task.rule == rule) & (judged >= 0)
        away, weight = lost[own], even(task.set_of[own])
        by_rule[rule] = shift(
            score[own], judged[own], prior + (away.mean() if own.any() else 0.0), SPREAD, -away, weight
        )

    fits = {}
    for verdict in NEITHER:
        own = usable & (task.label >= 0) & (task.verdict == verdict)
        weight = even(task.set_of[own])
        told = shift(score[own], task.label[own], 0.0, known=-far * task.apart[own], weight=weight)
        fits[str(verdict)] = min(0.0, told)  # what merely fits is no reason to bring two facts together
    clashing = {str(verdict): said[REAL] for verdict in (Verdict.CONTRADICTION, Verdict.DISPUTE)}
    return {
        "rules": {"agreement": agreed, **fits, **clashing, **by_rule, **RULES.get(task.kind, {})},
        "apart": far,
        "both": beside,
    }


def both(task: Task, score: np.ndarray, agreed: float, inside: Mapping[Key, float]) -> np.ndarray:
    """Return, for each clash, how surely some article gives both values, of two things; 0 for other pairs."""
    ends = [(one, other) for _, one, other in task.keys]
    agreeing = {}
    for n in np.flatnonzero(task.verdict == Verdict.AGREEMENT).tolist():
        said = agreed - by_chance(float(task.common[n]), task.chance)
        agreeing[ends[n]] = posterior(float(score[n]), said)
    clashing = np.flatnonzero(task.clash).tolist()
    told = told_by_one([ends[n] for n in clashing], agreeing, lambda pair: inside.get(key(task.kind, *pair), 0.0))
    found = np.zeros(len(score))
    found[clashing] = [told[ends[n]] for n in clashing]
    return found


def of_any(task: Task, score: np.ndarray, clashes: Mapping[Key, int], inside: Mapping[Key, float]) -> dict[str, Any]:
    """Return what the verdicts say in a kind that was not fitted: nothing is known of how far apart its values lie."""
    told = outcomes(replace(task, apart=np.zeros(len(task.apart))), score, clashes, inside)
    return {"rules": {str(verdict): told["rules"][verdict] for verdict in AGREE}, "both": told["both"]}
