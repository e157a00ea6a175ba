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

import _named
from _evidence import judged
from _files import write_digests, write_json
from _outcomes import of_any, outcomes
from _prepared import PLANTED, WRITTEN, Key, labels, prepare
from _sets import SETS
from _tasks import Task, fitted, held_out, tasks, without

from factcheck import encoding
from factcheck.alignment import SameThing
from factcheck.features import FEATURES
from factcheck.frames import Framed
from factcheck.questions import OnnxQuestions
from factcheck.words import Words

BINS = (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)
PER_BIN = 60
PER_ARTICLES = 3  # sampled pairs from the same two articles at most
HAND_FILES = ("labels.jsonl", "claims.jsonl", "planted.jsonl")

OWN = ("lead", "question", "certain")  # kinds not fitted go without, and without the written stories
# What two claims say is judged by a model of its own, so more of them may be looked at; so may values that may agree.
LIKELY = 0.5
THRESHOLDS = {"claim": 0.3, "quantity": 0.1, "time": 0.3}


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
    across: tuple[Task, np.ndarray] | None = None
    for task in fit_tasks(data, out):
        score = held_out(task)
        told = record(task) | {"held_out": by_set(task, score)}
        print(task.name, json.dumps(told, indent=1))
        if not task.within:
            across = task, score
            made[task.kind] = told | {"threshold": THRESHOLDS.get(task.kind, LIKELY)}
        if task.kind == "quantity":
            plain = record(replace(task, weight=task.unasked), OWN)
            other |= {"inside": plain} if task.within else plain | {"threshold": LIKELY}
        if task.within and across:
            inside = dict(zip(task.keys, score.tolist(), strict=True))
            made[task.kind] |= outcomes(*across, clashes, inside) | {"inside": told}
            if task.kind == "quantity":
                other |= of_any(*across, clashes, inside)
    made["other"] = shipped(other)  # for kinds not named
    made["name"] = _named.weights(made["other"])
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
