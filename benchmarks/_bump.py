"""Summaries with one planted error against their article: the edited one should look worse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from _data import clean, rows

NEAREST = 3
"""Article sentences that a summary sentence is held against, together: summaries merge several."""
METHOD = f"""Each summary sentence is held against the {NEAREST} article sentences most like it (bundled encoder),
joined; a summary's score is the highest probability that one of its sentences does not follow. Published: QAFactEval
71.5, Q2 64.2, FactCC 57.2, SummaC 55.9. Consistency: the edited one scores above the true one."""
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


def split(text: str) -> list[str]:
    """Sentences, roughly: the article as one source, no layout in it."""
    return [s for s in _END.split(text) if len(s.split()) > 2]


Encode = Callable[[Sequence[str]], np.ndarray]


def scores(texts: Sequence[tuple[str, str]], model: Any, encode: Encode, nearest: int = NEAREST) -> np.ndarray:
    """For each article and summary: the highest probability that one of its sentences does not follow."""
    pairs, owners = [], []
    for owner, (article, summary) in enumerate(texts):
        sentences, claims = split(clean(article)), split(clean(summary))
        vectors = encode([*sentences, *claims])
        near = vectors[len(sentences) :] @ vectors[: len(sentences)].T
        for claim, row in zip(claims, near, strict=True):
            passage = " ".join(sentences[i] for i in sorted(np.argsort(-row)[:nearest]))
            pairs.append((passage, claim))
            owners.append(owner)
    found = 1 - model.one_way(pairs)[:, 1]
    return np.array([max(found[np.array(owners) == owner]) for owner in range(len(texts))])


def auc(bad: np.ndarray, good: np.ndarray) -> float:
    """Area under the ROC curve in percent: how often a bad one scores above a good one, ties counting half."""
    return 100 * float((bad[:, None] > good).mean() + (bad[:, None] == good).mean() / 2)


def bump_section(data: Path, model: Any, encode: Encode) -> list[str]:
    """Report lines: ROC AUC and pairwise consistency by type of error, beside cosine only."""
    found = list(rows(data / "eval/bump.dev.jsonl.gz"))
    true = sorted({(r["article"], r["reference"]) for r in found})
    texts = [*true, *((r["article"], r["edited"]) for r in found)]
    told = {"model": scores(texts, model, encode), "cosine": 1 - _likeness(texts, encode)}
    good = {name: dict(zip(true, values, strict=False)) for name, values in told.items()}
    bad = {name: values[len(true) :] for name, values in told.items()}
    members: dict[str, list[int]] = defaultdict(list)
    for i, row in enumerate(found):
        members["all"].append(i)
        members[row["type"]].append(i)
    lines = [
        f"## bump.dev: {len(found)} edited summaries beside {len(true)} true ones",
        "",
        METHOD,
        "",
        "| type | edited | AUC | consistency | AUC, cosine only |",
        "|---|---|---|---|---|",
    ]
    for kind in ("all", *sorted(k for k in members if k != "all")):
        chosen = members[kind]
        mine = bad["model"][chosen]
        own = np.array([good["model"][found[i]["article"], found[i]["reference"]] for i in chosen])
        area = {name: auc(bad[name][chosen], np.array(list(good[name].values()))) for name in told}
        above = 100 * (mine > own).mean()
        lines.append(f"| {kind} | {len(chosen)} | **{area['model']:.1f}** | {above:.1f} | {area['cosine']:.1f} |")
    return lines


def _likeness(texts: Sequence[tuple[str, str]], encode: Encode) -> np.ndarray:
    """The untuned baseline: the least, over summary sentences, of the similarity to the nearest article sentence."""
    least = []
    for article, summary in texts:
        sentences, claims = split(clean(article)), split(clean(summary))
        vectors = encode([*sentences, *claims])
        least.append(float((vectors[len(sentences) :] @ vectors[: len(sentences)].T).max(axis=1).min()))
    return np.array(least)
