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
joined; a summary's score is the mean probability that its sentences do not follow. Published: QAFactEval 71.5, Q2 64.2,
FactCC 57.2, SummaC 55.9. Consistency: the edited one scores above the true one."""
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")


def split(text: str) -> list[str]:
    """Sentences, roughly: the article as one source, no layout in it."""
    return [s for s in _END.split(text) if len(s.split()) > 2]


Encode = Callable[[Sequence[str]], np.ndarray]


def nearness(texts: Sequence[tuple[str, str]], encode: Encode) -> list[tuple[list[str], list[str], np.ndarray]]:
    """For each article and summary: the sentences of both and their similarities (summary x article)."""
    parts = [(split(clean(article)), split(clean(summary))) for article, summary in texts]
    distinct = sorted({s for part in parts for side in part for s in side})
    vectors = dict(zip(distinct, encode(distinct), strict=True))
    return [
        (article, summary, np.stack([vectors[s] for s in summary]) @ np.stack([vectors[s] for s in article]).T)
        for article, summary in parts
    ]


def scores(near: Sequence[tuple[list[str], list[str], np.ndarray]], model: Any, nearest: int = NEAREST) -> np.ndarray:
    """For each article and summary: the mean probability that one of its sentences does not follow."""
    pairs, owners = [], []
    for owner, (article, summary, similar) in enumerate(near):
        for claim, row in zip(summary, similar, strict=True):
            pairs.append((" ".join(article[i] for i in sorted(np.argsort(-row)[:nearest])), claim))
            owners.append(owner)
    distinct = sorted(set(pairs))
    follows = dict(zip(distinct, model.one_way(distinct)[:, 1], strict=True))
    told = np.array([1 - follows[pair] for pair in pairs])
    return np.array([told[np.array(owners) == owner].mean() for owner in range(len(near))])


def auc(bad: np.ndarray, good: np.ndarray) -> float:
    """Area under the ROC curve in percent: how often a bad one scores above a good one, ties counting half."""
    return 100 * float((bad[:, None] > good).mean() + (bad[:, None] == good).mean() / 2)


def bump_section(data: Path, model: Any, encode: Encode) -> list[str]:
    """Report lines: ROC AUC and pairwise consistency by type of error, beside cosine only."""
    found = list(rows(data / "eval/bump.dev.jsonl.gz"))
    true = sorted({(r["article"], r["reference"]) for r in found})
    texts = [*true, *((r["article"], r["edited"]) for r in found)]
    near = nearness(texts, encode)
    # The untuned baseline: the mean, over summary sentences, of the similarity to the nearest article sentence.
    told = {"model": scores(near, model), "cosine": np.array([1 - n.max(axis=1).mean() for _, _, n in near])}
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
