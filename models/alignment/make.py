"""Fit the weights that decide whether two facts are about the same thing.

    python models/alignment/make.py sample --data ../shared/data --out /tmp/pairs.jsonl     # pairs for an annotator
    python models/alignment/make.py fit --data ../shared/data --out models/alignment        # writes weights.json

Two sources on the same thing mostly give the same value; two unrelated values mostly differ. So whether the values of
a pair agree is a noisy label for whether the pair is about one thing, and there are tens of thousands of pairs. The
features do not see the values. A logistic regression, its signs fixed to what a reader would expect, learns the
probability of agreeing; two numbers for each kind, `chance` and `truth`, counted on pairs labelled by hand, turn it
into the probability of being about the same thing. Pairs within one article have weights of their own.

The sampled pairs hold text of the development sets and stay outside the project; labels.jsonl holds, for each pair,
digests of the two articles, offsets, and whether the two are about one thing: no text.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.metrics import average_precision_score

sys.path.insert(0, str(Path(__file__).parents[1]))

from _evidence import distance, even, evidence, judged, shift
from _files import write_digests, write_json
from _prepared import PLANTED, WRITTEN, Key, labels, prepare
from _sets import SETS
from _tasks import AGREE, Task, checked, fitted, held_out, tasks, without

from factcheck import encoding
from factcheck.alignment import SameThing
from factcheck.evidence import by_chance
from factcheck.features import FEATURES
from factcheck.frames import Framed
from factcheck.model import Verdict
from factcheck.questions import OnnxQuestions
from factcheck.words import Words

BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
PER_BIN = 60
PER_ARTICLES = 3  # sampled pairs from the same two articles at most
HAND_FILES = ("labels.jsonl", "claims.jsonl", "planted.jsonl")

OWN = ("lead", "question")  # kinds not fitted go without, and without the written stories
# What two claims say is judged by a model of its own, so more of them may be looked at; so may values that may agree.
LIKELY = 0.5
THRESHOLDS = {"claim": 0.3, "quantity": 0.1, "time": 0.3}
# Early counts of the dead and hurt differ although they are of one event. Of the pairs of such counts in labels.jsonl,
# 54 about one thing held 1 contradiction and 1 update, 35 about two held 7 and 8; one count is added to each.
# Dates written out on both sides are as hard to misread as figures, and are weighed as figures are: of the judged
# clashes of such dates across articles one was a conflict; the other six were stamps of the page, no longer read.
KNOWN = {
    "quantity": {
        "quantity.running-differs": -1.80,
        "quantity.running-fall": -1.80,
        "quantity.tally-differs": -1.80,
    },
    "time": {"time.dates-differ": -2.0},
}
NEITHER = (Verdict.COMPATIBLE, Verdict.UNDECIDED, Verdict.UPDATE)
# Two ages under one full name: all 11 such pairs across articles that were read were of one person.
RULES = {"quantity": {"quantity.age": -0.8, "quantity.running-update": -1.92, "quantity.injured-died": -1.92}}


def read_labels(folder: Path) -> dict[Key, int]:
    """Return the labels given by hand that the fit uses."""
    return {key: same for name in HAND_FILES for key, same in labels(folder / name).items()}


def fit_tasks(data: Path, folder: Path) -> Iterator[Task]:
    """Yield what is fitted on the development sets with the labels in `folder`."""
    told = read_labels(folder)
    ready = prepare(data, {end for key in told if key[0] == "claim" for end in key[1:]})
    words, clashes = Words.load(encoding.models_folder()), judged(folder / "findings.jsonl")
    yield from tasks(ready, words, OnnxQuestions.bundled(), told, clashes)


def fit(data: Path, out: Path) -> None:
    """Fit each kind, report figures of held-out stories on the hand labels, and write weights.json."""
    clashes = judged(out / "findings.jsonl")
    made: dict[str, Any] = {}
    other: dict[str, Any] = {}
    for task in fit_tasks(data, out):
        score = held_out(task)
        told = record(task) | {"held_out": by_set(task, score)}
        if task.within:
            made[task.kind]["inside"] = told
        else:
            made[task.kind] = told | {"threshold": THRESHOLDS.get(task.kind, LIKELY), **rules(task, score, clashes)}
        if task.kind == "quantity":
            plain = record(replace(task, weight=task.unasked), OWN)
            other |= {"inside": plain} if task.within else plain | {"threshold": LIKELY, **of_any(task, score, clashes)}
        print(task.name, json.dumps(told, indent=1))
    made["other"] = shipped(other)  # for kinds not named
    write_json(out / "weights.json", {"kinds": made})
    write_digests(out, "weights.json")


def shipped(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the program reads of a kind's weights, without the figures."""
    used = {name: value for name, value in told.items() if name not in ("pairs", "judged", "held_out")}
    return used | ({"inside": shipped(used["inside"])} if "inside" in used else {})


def record(task: Task, left_out: Sequence[str] = ()) -> dict[str, Any]:
    """Return what weights.json says of one fit, some features left out."""
    final = fitted(task, without(task, left_out), np.ones(len(task.rows), dtype=bool))
    return {
        "intercept": final.intercept,
        "coefficients": dict(zip(FEATURES, final.coefficients, strict=True)),
        "chance": final.chance,
        "truth": final.truth,
        "pairs": int((task.target >= 0).sum()),
    }


def rules(task: Task, score: np.ndarray, clashes: Mapping[Key, int]) -> dict[str, Any]:
    """Return what outcomes say of being about one thing, fitted on judged clashes and labelled pairs.

    Those of half of the stories are used.
    """
    if task.kind not in KNOWN:
        return {"rules": {}}
    clash = np.array([clashes.get(key, -1) for key in task.keys])
    kept = np.array([checked(story) for story in task.story.tolist()])
    usable = (score > 0) & ~kept & (task.set_of != PLANTED)
    expected = float(np.log((1 - task.truth) / (1 - task.chance)))

    same = np.where(clash >= 0, clash, task.label)
    known = usable & task.clash & (same >= 0)
    of = task.set_of[known]
    far = distance(score[known], same[known], task.apart[known], of, even(of), expected)

    told = usable & task.clash & (clash >= 0)
    weight = even(task.set_of[told])
    by_rule = task.rule[told].tolist()
    lost = far * task.apart[told]
    found = evidence(score[told], clash[told], by_rule, expected, KNOWN[task.kind], weight, lost)

    alike = usable & (task.label >= 0) & (task.agree == 1)
    agreed = shift(
        score[alike],
        task.label[alike],
        float(np.log(task.truth / task.chance)),
        known=-np.array([by_chance(common, task.chance) for common in task.common[alike].tolist()]),
    )
    fits = {}
    for verdict in NEITHER:
        own = usable & (task.label >= 0) & (task.verdict == verdict)
        away = -far * task.apart[own]
        said = shift(score[own], task.label[own], 0.0, known=away, weight=even(task.set_of[own]))
        fits[str(verdict)] = min(0.0, said)  # what merely fits is no reason to bring two facts together
    return {
        "rules": {"agreement": agreed, **fits, **found, **RULES.get(task.kind, {})},
        "apart": far,
        "judged": {
            "clashes": int(told.sum()),
            "conflicts": int(clash[told].sum()),
            "agreeing": int(alike.sum()),
            "of one thing": int(task.label[alike].sum()),
        },
    }


def of_any(task: Task, score: np.ndarray, clashes: Mapping[Key, int]) -> dict[str, Any]:
    """Return what the verdicts say in a kind that was not fitted: nothing is known of how far apart its values lie."""
    told = rules(replace(task, apart=np.zeros(len(task.apart))), score, clashes)["rules"]
    return {"rules": {str(verdict): told[verdict] for verdict in AGREE}}


def by_set(task: Task, score: np.ndarray) -> dict[str, Any]:
    """Return the figures of the pairs labelled by hand, of all sets and of each."""
    of_set = {"all": task.real} | {name: task.set_of == name for name in (*SETS, WRITTEN, PLANTED)}
    told = {name: own & (task.label >= 0) for name, own in of_set.items()}
    return {name: figures(score[own], task.label[own]) for name, own in told.items() if own.any()}


def figures(probability: np.ndarray, y: np.ndarray) -> dict[str, Any]:
    """Return counts, average precision, and precision and recall at a few thresholds."""
    at = {}
    for threshold in (0.3, 0.5, 0.7, 0.9):
        called = probability >= threshold
        hits = int((called & (y == 1)).sum())
        at[str(threshold)] = [round(hits / max(1, int(called.sum())), 3), round(hits / max(1, int(y.sum())), 3)]
    return {
        "pairs": len(y),
        "same": int(y.sum()),
        "average precision": round(float(average_precision_score(y, probability)), 3) if y.any() else 0.0,
        "mean probability": round(float(probability.mean()), 3),
        "precision and recall at": at,
    }


def sample(data: Path, out: Path) -> None:
    """Write pairs for an annotator, as many from each range of the present score, in random order."""
    chooser, present = random.Random(1), SameThing.load(encoding.models_folder())
    chosen: list[dict[str, Any]] = []
    for task in tasks(prepare(data, set()), present.words, present.questions, {}):
        scores = present.of(task.kind).of(task.within).same(task.rows)
        taken: Counter[Any] = Counter()
        asked = np.flatnonzero((task.weight > 0) & task.real).tolist()
        for n in chooser.sample(asked, len(asked)):
            left, right = task.ends[n]
            part, articles = bisect(BINS, scores[n]), (left.article, right.article)
            if taken[part] < PER_BIN and taken[articles] < PER_ARTICLES:
                taken.update([part, articles])
                chosen.append({"kind": task.kind, "left": _shown(left), "right": _shown(right)})
    chooser.shuffle(chosen)
    with out.open("w", encoding="utf-8") as lines:
        for number, item in enumerate(chosen):
            lines.write(json.dumps({"n": number, **item}, ensure_ascii=False) + "\n")
    print(f"{len(chosen)} pairs written to {out}")


def _shown(item: Framed) -> dict[str, Any]:
    fact, text, span = item.fact, item.fact.statement.article.text, item.fact.statement.span
    marked = f"{text[span.start : fact.span.start]}>>>{fact.surface}<<<{text[fact.span.end : span.end]}"
    return {
        "article": fact.statement.article.id,
        "start": fact.span.start,
        "end": fact.span.end,
        "title": fact.statement.article.title,
        "published": str(fact.statement.article.published),
        "before": " ".join(text[max(0, span.start - 300) : span.start].split()),
        "sentence": " ".join(marked.split()),
        "about": fact.about,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("sample", "fit"))
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    (sample if options.what == "sample" else fit)(options.data, options.out)


if __name__ == "__main__":
    main()
