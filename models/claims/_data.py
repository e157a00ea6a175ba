"""The training pairs: which sets, how much of each, what is held out, and the pairs made by editing."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

LABELS = ("contradiction", "entailment", "neutral")
C, E, N = (frozenset([i]) for i in range(3))
NOT_C, NOT_E, ANY = E | N, C | N, C | E | N
"""Sets of labels that a pair may have: half a label still teaches."""

SHARES: dict[str, int] = {
    "mnli": 18000,
    "wanli": 16000,
    "conjnli": 16000,
    "fever_dev": 14000,
    "fever_symmetric": 1500,
    "fm2": 3000,
    "vitaminc_sample": 400,
    "timexnli": 5000,
    "wikifactcheck": 6000,
    "cad_nli": 7000,
    "snli": 16000,
    "breaking_nli": 2000,
    "med": 2500,
    "semfrag": 1200,
    "equate_stresstest_numeric": 2000,
}
"""Most pairs taken from each set: captions, templates and contradictions-only sets are held down."""
SKIPPED_SPLITS = {("mnli", "dev_matched"), ("snli", "dev"), ("snli", "test"), ("cad_nli", "dev"), ("cad_nli", "test")}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences, the labels they may have, the same for the other order, and where they are from.

    `prior`: log probabilities of the labels as a bag of the hypothesis's words tells them, where that was asked.
    """

    premise: str
    hypothesis: str
    labels: frozenset[int]
    turned: frozenset[int]
    source: str
    prior: tuple[float, ...] = (0.0, 0.0, 0.0)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Records of a JSON Lines file, gzipped or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def clean(text: str) -> str:
    """Text without the spaces and brackets that treebank tokenisation leaves."""
    for mark, plain in (("-LRB-", "("), ("-RRB-", ")"), ("-LSB-", "["), ("-RSB-", "]"), ("``", '"'), ("''", '"')):
        text = text.replace(mark, plain)
    text = re.sub(r" (?=[,.;:!?)\]%])|(?<=[(\[$£€]) ", "", text)
    text = re.sub(r" (?=n't\b|'(?:s|re|ve|ll|d|m)\b)", "", text)
    text = re.sub(r'(?<!\S)" ([^"]+) "(?!\w)', r'"\1"', text)
    return " ".join(text.split())


def key(*texts: str) -> str:
    """A text or pair regardless of case, spaces and punctuation."""
    return "|".join(re.sub(r"\W+", " ", text.lower()).strip() for text in texts)


def labelled(source: str, found: Iterable[dict[str, str]]) -> Iterator[Pair]:
    """Pairs of a three-way set; only contradiction says anything certain about the other order."""
    for row in found:
        if (source, row.get("split")) in SKIPPED_SPLITS:
            continue
        label = frozenset([LABELS.index(row["label"])])
        yield Pair(clean(row["premise"]), clean(row["hypothesis"]), label, C if label == C else NOT_C, source)


def scored(source: str, found: Iterable[dict[str, str]]) -> Iterator[Pair]:
    """Pairs of a similarity set: equal, of one topic but not equal, or unlike."""
    paraphrases = source.startswith("paws")
    for row in found:
        score = float(row["score"])
        labels = E if score >= 0.92 else NOT_E if paraphrases or 0.4 <= score <= 0.7 else N if score < 0.4 else None
        if labels:
            yield Pair(clean(row["a"]), clean(row["b"]), labels, labels, source)


def sealed_keys(data: Path) -> set[str]:
    """Keys of every sentence and pair of the evaluation sets, so that none is trained on."""
    keys: set[str] = set()
    for name in ("rte3.dev.jsonl", "negation_nli.jsonl", "glue_diagnostics.jsonl"):
        for row in rows(data / "eval" / name):
            keys.add(key(row["premise"], row["hypothesis"]))
            keys.add(key(row["premise"]))
    for row in rows(data / "eval" / "claimdiff.dev.jsonl.gz"):
        keys |= {key(row["claim_a"]), key(row["claim_b"])}
    for row in rows(data / "train" / "mnli.jsonl.gz"):
        if row["split"] == "dev_matched":
            keys.add(key(clean(row["premise"]), clean(row["hypothesis"])))
    return {k for k in keys if len(k) > 30}


def part_of(pair: Pair) -> str:
    """train, or held: one premise in forty, by its digest, so that no premise is in both."""
    digest = hashlib.sha256(key(pair.premise).encode()).digest()
    return "held" if digest[0] < 6 else "train"


def collected(data: Path, rng: random.Random) -> tuple[list[Pair], list[Pair]]:
    """Train and held-out pairs of the public sets: no pair twice, none that is in an evaluation set."""
    sealed, seen = sealed_keys(data), set()
    parts: dict[str, list[Pair]] = {"train": [], "held": []}
    for source, share in {**SHARES, "stsb_sts": 4000, "sts12_16_sts": 6000, "pawsx_en_dev_para": 2000}.items():
        found = list(rows(data / "train" / f"{source}.jsonl.gz"))
        pairs = list(scored(source, found) if "score" in found[0] else labelled(source, found))
        rng.shuffle(pairs)
        for pair in _even(pairs, share):
            both = key(pair.premise, pair.hypothesis)
            sides = {both, key(pair.hypothesis, pair.premise), key(pair.premise), key(pair.hypothesis)}
            if both in seen or sides & sealed:
                continue
            seen |= {both, key(pair.hypothesis, pair.premise)}
            parts[part_of(pair)].append(pair)
    return parts["train"], parts["held"]


def collected_more(data: Path, source: str, known: set[str], most: int, rng: random.Random) -> list[Pair]:
    """Further train pairs of one set: not held out, and no pair whose key is in `known`."""
    found = list(labelled(source, rows(data / "train" / f"{source}.jsonl.gz")))
    rng.shuffle(found)
    new = [p for p in found if part_of(p) == "train" and key(p.premise, p.hypothesis) not in known]
    return _even(new, most)


def _even(pairs: Sequence[Pair], share: int) -> list[Pair]:
    """At most `share` pairs, the labels as evenly filled as the set allows."""
    by_label: dict[frozenset[int], list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_label[pair.labels].append(pair)
    chosen: list[Pair] = []
    groups = sorted(by_label.values(), key=len)
    for left, group in zip(range(len(groups), 0, -1), groups, strict=True):
        chosen += group[: (share - len(chosen)) // left]
    return chosen


def in_order(pair: Pair, turned: bool) -> Pair:
    """The pair, or its other order with the labels that then remain possible."""
    if not turned:
        return pair
    sides = {"premise": pair.hypothesis, "hypothesis": pair.premise, "prior": (0.0, 0.0, 0.0)}
    return replace(pair, labels=pair.turned, turned=pair.labels, **sides)
