"""Fit the weights that decide whether two articles tell the same story, by story-wise cross-validation.

    python models/stories/make.py --data ../shared/data --out models/stories

Positives are pairs of articles of one labelled story or event cluster, negatives all other pairs that share a rare
word. Six weights and a threshold are fitted on the development sets gva, wikinews and allsides; the figures in
card.md come from the five folds, whose stories the weights of that fold never saw.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

sys.path.insert(0, str(Path(__file__).parents[1]))

from _files import write_digests, write_json
from _sets import SETS, article, records

from factcheck import encoding
from factcheck.stories import FEATURES, StoryModel, lead
from factcheck.words import Words

# What weights.json calls the sets; the folds hang on it too.
SHOWN = {"gva": "gva", "wikinews": "wikinews.clusters", "allsides": "allsides.clusters"}
PRECISION = 0.95  # the threshold is the lowest probability whose cross-validated pair precision reaches this on gva


def fit(features: np.ndarray, labels: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=1.0, max_iter=2000).fit(features, labels)


def cross_validated(features: np.ndarray, labels: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return for each pair the probability given by weights that saw no pair of its first story."""
    out = np.zeros(len(labels))
    for train, test in GroupKFold(5).split(features, labels, groups):
        out[test] = fit(features[train], labels[train]).predict_proba(features[test])[:, 1]
    return out


def threshold_for(precision: float, probability: np.ndarray, labels: np.ndarray) -> float:
    order = np.argsort(-probability)
    reached = np.cumsum(labels[order]) / np.arange(1, len(order) + 1)
    last = int(np.flatnonzero(reached >= precision)[-1])
    return round(float(probability[order[last]]), 4)


def figures(name: str, probability: np.ndarray, labels: np.ndarray, total: int, threshold: float) -> dict:
    called = probability >= threshold
    hits = int((called & (labels == 1)).sum())
    return {
        "set": name,
        "pairs of one story": total,
        "sharing a rare word": int(labels.sum()),
        "called": int(called.sum()),
        "precision": round(hits / max(1, int(called.sum())), 4),
        "recall": round(hits / max(1, total), 4),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("models/stories"))
    options = parser.parse_args(arguments)
    model = StoryModel(Words.load(options.out.parent), 0.0, (0.0,) * len(FEATURES), 0.5)
    encoder = encoding.bundled()
    parts = []
    for name in SETS:
        labelled = list(records(options.data, name))
        articles = [article(record, str(n)) for n, (_, record) in enumerate(labelled)]
        stories = np.array([hash_of(SHOWN[name] + story.removeprefix(f"{name}:")) for story, _ in labelled])
        pairs, features = model.features(articles, encoder.encode([lead(a) for a in articles]))
        labels = (stories[pairs[:, 0]] == stories[pairs[:, 1]]).astype(int)
        total = int(sum(n * (n - 1) // 2 for n in np.unique(stories, return_counts=True)[1]))
        parts.append((name, features, labels, stories[pairs[:, 0]], total))
    features, labels = np.vstack([p[1] for p in parts]), np.concatenate([p[2] for p in parts])
    groups = np.concatenate([p[3] for p in parts])
    held_out = cross_validated(features, labels, groups)
    start, results, threshold = 0, [], 0.5
    for name, _, part_labels, _, total in parts:
        probability = held_out[start : start + len(part_labels)]
        start += len(part_labels)
        if name == "gva":
            threshold = threshold_for(PRECISION, probability, part_labels)
        results.append(figures(SHOWN[name], probability, part_labels, total, threshold))
    final = fit(features, labels)
    weights = {
        "intercept": round(float(final.intercept_[0]), 4),
        "coefficients": {n: round(float(c), 4) for n, c in zip(FEATURES, final.coef_[0], strict=True)},
        "threshold": threshold,
        "cross_validated": results,
    }
    write_json(options.out / "weights.json", weights)
    write_digests(options.out, "weights.json")
    print(json.dumps(weights, indent=1))


def hash_of(story: str) -> int:
    return int(hashlib.sha256(story.encode()).hexdigest()[:12], 16)


if __name__ == "__main__":
    main()
