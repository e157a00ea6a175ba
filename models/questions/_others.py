"""Pairs of masked values from public sentence pairs: what follows, what is equal or alike, and copies of sentences."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from _pairs import Pair, Value, copies
from _sets import LEFT_OUT

from factcheck.frames import frames
from factcheck.kinds import Kind
from factcheck.model import Article, Fact, Span, Statement

MOST = {
    "mnli": 4000,
    "wanli": 4000,
    "conjnli": 4000,
    "fever_dev": 4000,
    "fever_symmetric": 1000,
    "fm2": 1500,
    "vitaminc_sample": 400,
    "timexnli": 1000,
    "snli": 800,
    "cad_nli": 500,
}
"""Most pairs with a value on both sides read from each set of ../shared/data/train."""
SIMILAR = ("stsb_sts", "sts12_16_sts")
EQUAL, UNLIKE = 0.8, 0.5
SENTENCES = 5000
_SKIPPED = {("mnli", "dev_matched"), ("snli", "dev"), ("snli", "test"), ("cad_nli", "dev"), ("cad_nli", "test")}
_VALUE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|\w+day|january|february|march"
    r"|april|june|july|august|september|october|november|december|century|decade|years?)\b",
    re.IGNORECASE,
)


def inferences(data: Path, kinds: Sequence[Kind], rng: random.Random) -> Iterator[Pair]:
    """Yield, for each value of what follows, the premise's equal value (one question) and its others (two)."""
    for source, most in MOST.items():
        rows = [row for row in _rows(data / "train" / f"{source}.jsonl.gz") if _usable(source, row)]
        for row in rng.sample(rows, min(most, len(rows))):
            for kind in kinds:
                yield from _pairs(kind, _told(kind, row["premise"]), _told(kind, row["hypothesis"]), source)


def similar(data: Path, kinds: Sequence[Kind]) -> Iterator[Pair]:
    """Yield the values of two sentences that people found equal in meaning (one question), or of one topic (two)."""
    for source in SIMILAR:
        for row in _rows(data / "train" / f"{source}.jsonl.gz"):
            if row["score"] >= EQUAL or row["score"] <= UNLIKE:
                for kind in kinds:
                    yield from _scored(kind, row, source)


def _scored(kind: Kind, row: dict, source: str) -> Iterator[Pair]:
    ends = [_told(kind, row[side]) for side in "ab"]
    near = [(x, y) for x in ends[0] for y in ends[1] if kind.comparable(x[0], y[0])]
    if len(near) == 1:
        left, right = sorted(words for _, words in near[0])
        if left != right:
            yield Pair(left, right, row["score"] >= EQUAL, source)


def copied(data: Path, kinds: Sequence[Kind], rng: random.Random) -> Iterator[Pair]:
    """Yield pairs of a sentence of the tagger's training set and its copy."""
    every = _rows(data / "train" / "ner" / "mix_commercial.jsonl.gz")
    rows = [row for row in every if row["split"] == "train" and row["src"] not in LEFT_OUT]
    texts = [" ".join(row["tokens"]) for row in rows if 12 <= len(row["tokens"]) <= 45]
    for text in rng.sample([t for t in texts if _VALUE.search(t)], SENTENCES):
        for kind in kinds:
            values = [Value(fact, str(n), words) for n, (fact, words) in enumerate(_told(kind, text))]
            yield from copies(values, "ner", rng)


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _usable(source: str, row: dict[str, str]) -> bool:
    entailed = row["label"] == "entailment" and (source, row.get("split")) not in _SKIPPED
    return entailed and all(_VALUE.search(row[side]) for side in ("premise", "hypothesis"))


def _told(kind: Kind, text: str) -> list[tuple[Fact, str]]:
    """Return the facts of one sentence with their masked texts."""
    said = Statement(Article("-", text), Span(0, len(text)))
    facts = kind.find([said])
    told = ((fact, frame.asked) for fact, frame in zip(facts, frames(facts, [said]), strict=True))
    return [(fact, words) for fact, words in told if words]


def _pairs(
    kind: Kind, premise: Sequence[tuple[Fact, str]], hypothesis: Sequence[tuple[Fact, str]], source: str
) -> Iterator[Pair]:
    for fact, text in hypothesis:
        near = [(other, words) for other, words in premise if kind.comparable(fact, other)]
        equal = [other.value.canonical == fact.value.canonical for other, _ in near]
        if sum(equal) == 1 and len(near) > 1:  # one value alone teaches no more than that words are shared
            for (_, words), same in zip(near, equal, strict=True):
                left, right = sorted((text, words))
                if left != right:
                    yield Pair(left, right, same, source)
