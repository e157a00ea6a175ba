"""Premises with statements written by hand for this model: reading them, what is held out, and how they are shown."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from _data import ANY, LABELS, NOT_C, NOT_E, C, E, N, Pair
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

FOLDER = Path(__file__).parent / "written"
FOLDS, APART = 5, 4


@dataclass(frozen=True, slots=True)
class Item:
    """A premise with the pairs written for it; `kinds` names how each hypothesis departs from the premise."""

    name: str
    premise: str
    pairs: Sequence[Pair]
    kinds: Sequence[str]

    @property
    def topic(self) -> str:
        """The file it is from."""
        return self.name.rsplit("-", 1)[0]


def read(folder: Path = FOLDER) -> tuple[list[Item], list[Item]]:
    """Items to train on and items held out: a tenth, by the digest of their name."""
    parts: tuple[list[Item], list[Item]] = ([], [])
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = _item(json.loads(line))
            parts[hashlib.sha256(item.name.encode()).digest()[0] < 26].append(item)
    return parts


def _item(row: dict) -> Item:
    pairs, kinds = [], []
    for name, kind, hypothesis in row["pairs"]:
        label = frozenset([LABELS.index(name)])
        turned = C if label == C else N if kind in ("other_event", "opinion") else NOT_C
        pairs.append(Pair(" ".join(row["premise"].split()), " ".join(hypothesis.split()), label, turned, "written"))
        kinds.append(kind)
    return Item(row["id"], pairs[0].premise, tuple(pairs), tuple(kinds))


def with_priors(items: Sequence[Item]) -> list[Item]:
    """The items with what a bag of the words of each hypothesis alone tells, fitted on other items.

    Writers leave traces ("because" where something is false, "not" where something is true). What the traces tell is
    added to the model's logits while it trains, so that nothing is gained by learning them.
    """
    told = by_words_alone(items)
    made, start = [], 0
    for item in items:
        rows = told[start : start + len(item.pairs)]
        pairs = [replace(p, prior=tuple(map(float, np.log(row)))) for p, row in zip(item.pairs, rows, strict=True)]
        made.append(replace(item, pairs=tuple(pairs)))
        start += len(item.pairs)
    return made


def by_words_alone(items: Sequence[Item]) -> np.ndarray:
    """Probabilities (pairs x labels) by words and word pairs of the hypotheses, cross-validated over items."""
    texts = [p.hypothesis for item in items for p in item.pairs]
    gold = np.array([next(iter(p.labels)) for item in items for p in item.pairs])
    fold = np.array([n % FOLDS for n, item in enumerate(items) for _ in item.pairs])
    words = CountVectorizer(ngram_range=(1, 2), min_df=3, binary=True).fit_transform(texts)
    told = np.zeros((len(texts), len(LABELS)))
    for n in range(FOLDS):
        model = LogisticRegression(C=0.1, max_iter=200).fit(words[fold != n], gold[fold != n])
        told[fold == n] = model.predict_proba(words[fold == n])
    return told


def apart(items: Sequence[Item], rng: random.Random) -> Iterator[list[Pair]]:
    """Statements of one premise against each other, as two outlets would make them.

    Two that are true of it do not clash, nor does one that may be true; what is true entails neither what is false nor
    what may be true. Two statements joined are as false or as uncertain as the worse of them.
    """
    for item in items:
        true, false, open_ = ([p.hypothesis for p in item.pairs if p.labels == label] for label in (E, C, N))
        for _ in range(APART):
            one, other = rng.sample(true, 2)
            wrong, maybe, more = rng.choice(false), rng.choice(open_), rng.choice(open_)
            yield [_pair(one, other, NOT_C, NOT_C)]
            yield [_pair(one, maybe, N, NOT_C)]
            yield [_pair(one, wrong, NOT_E, ANY)]
            yield [_pair(f"{one} {maybe}", f"{other} {more}", NOT_C, NOT_C)]
            yield [_pair(f"{one} {maybe}", other, NOT_C, NOT_C)]
        yield [
            _pair(item.premise, f"{one} {other}", E, NOT_C),
            _pair(item.premise, f"{one} {maybe}", N, NOT_C),
            _pair(item.premise, f"{one} {wrong}", C, C),
        ]


def _pair(premise: str, hypothesis: str, labels: frozenset[int], turned: frozenset[int]) -> Pair:
    return Pair(premise, hypothesis, labels, turned, "written_apart")


def among_others(items: Sequence[Item], rng: random.Random) -> Iterator[list[Pair]]:
    """Each item with a sentence or two of another on its topic before or after its premise, which changes nothing."""
    by_topic: dict[str, list[Item]] = {}
    for item in items:
        by_topic.setdefault(item.topic, []).append(item)
    for item in items:
        other = rng.choice(by_topic[item.topic])
        if other is item:
            continue
        parts = [item.premise, _some(other.premise, rng)]
        rng.shuffle(parts)
        yield [replace(p, premise=" ".join(parts), turned=ANY, source="written_among") for p in item.pairs]


def _some(text: str, rng: random.Random) -> str:
    sentences = [s if s.endswith((".", '"', "!")) else s + "." for s in text.split(". ")]
    start = rng.randrange(len(sentences))
    return " ".join(sentences[start : start + rng.choice((1, 2))])
