"""The second stage: written pairs, sentences with names or verbs exchanged, and the first stage's sets once more."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from _data import NOT_E, E, Pair, collected_more, in_order, key
from _edits import VERB, exchanged, other_verb, replaced
from _made import FACTUAL, Found, Namer, from_pairs
from _names import names_of
from _network import Encoded, encoded
from _training import buckets
from _values import values_of
from _written import Item, among_others, apart

SEED = 20261122
MORE_SNLI, SENTENCES = 40000, 24000
WRITTEN, AMONG = 2, 1
"""How often an epoch shows each written item as it is, and among sentences of others."""
WEIGHTS = {
    "mnli": 1.2,
    "wanli": 1.2,
    "snli": 0.5,
    "snli_more": 0.5,
    "fever_dev": 0.4,
    "conjnli": 0.4,
    "cad_nli": 0.6,
    "timexnli": 0.4,
    "wikifactcheck": 0.3,
    "denied": 0.1,
    "edit": 0.15,
    "look_alike": 0.15,
    "surrounded": 0.2,
    "reworded": 0.3,
    "shortened": 0.5,
    "same": 0.2,
    "edit_both": 0.3,
    "denied_both": 0.3,
    "equate_stresstest_numeric": 0.2,
    "semfrag": 0.4,
    "med": 0.5,
    "exchanged": 0.25,
    "other_verb": 0.15,
    "written_edit": 0.5,
}
"""How often an epoch shows a pair of each other source, on average; once where not named."""
TURNED = 0.2
TOGETHER = 6
"""Most pairs of one premise that are shown side by side; written items are never divided."""


def second_pairs(data: Path, train: Sequence[Pair], items: Sequence[Item], work: Path, threads: int) -> list[Pair]:
    """The pairs that the second stage shows beside the written ones: the first's, more of snli, and further edits."""
    rng = random.Random(SEED)
    known = {key(p.premise, p.hypothesis) for p in train}
    more = collected_more(data, "snli", known, MORE_SNLI, rng)
    worth = [p for p in train if p.source in FACTUAL]
    sentences = sorted({text for p in worth for text in (p.premise, p.hypothesis) if 6 <= len(text.split()) <= 45})
    written = [p for item in items for p in item.pairs]
    texts = sorted({text for p in written for text in (p.premise, p.hypothesis)})
    names = names_of(sentences, work / "names.json", threads) | names_of(texts, work / "names_written.json", threads)
    found = Found(names, values_of(texts, work / "values_written.json"))
    edits = [*from_pairs([replace(p, source=FACTUAL[0]) for p in written], found, Namer(names, rng), rng, 1.0)]
    made = [replace(p, source="written_edit") for p in edits]
    verbs = [verb for text in sentences for verb in VERB.findall(text)]
    made += _turned_facts(rng.sample(sentences, min(SENTENCES, len(sentences))), found, verbs, rng)
    made += _within([p for p in (*worth, *written) if p.labels == E], found, rng)
    return [*train, *(replace(p, source="snli_more") for p in more), *made]


def _turned_facts(sentences: Sequence[str], found: Found, verbs: Sequence[str], rng: random.Random) -> Iterator[Pair]:
    """A sentence beside itself with two names in each other's place, or another verb: it does not follow."""
    for text in sentences:
        other = exchanged(text, found.names_in(text), rng)
        if other:
            yield Pair(text, other, NOT_E, NOT_E, "exchanged")
        change = other_verb(text, verbs, rng)
        if change:
            yield Pair(text, replaced(text, change), NOT_E, NOT_E, "other_verb")


def _within(pairs: Sequence[Pair], found: Found, rng: random.Random) -> Iterator[Pair]:
    """What follows from a premise, with its names exchanged or with another verb of the premise: it does not follow."""
    for pair in pairs:
        other = exchanged(pair.hypothesis, found.names_in(pair.hypothesis), rng)
        if other:
            yield Pair(pair.premise, other, NOT_E, NOT_E, "exchanged")
        used = [v for v in VERB.findall(pair.premise) if v not in pair.hypothesis]
        change = other_verb(pair.hypothesis, used, rng)
        if change:
            yield Pair(pair.premise, replaced(pair.hypothesis, change), NOT_E, NOT_E, "other_verb")


def second_batches(pairs: Sequence[Pair], items: Sequence[Item], epoch: int) -> list[list[Encoded]]:
    """The batches of an epoch: pairs of one premise stand side by side, in batches of like length."""
    rng = random.Random(SEED + epoch)
    shown = [p for p in pairs for _ in range(int(WEIGHTS.get(p.source, 1.0) + rng.random()))]
    units = list(_by_premise([in_order(p, rng.random() < TURNED) for p in shown], rng))
    for item in items:
        for _ in range(WRITTEN):
            units.append([in_order(p, rng.random() < TURNED) for p in item.pairs])
    for _ in range(AMONG):
        units += among_others(items, rng)
    units += apart(items, rng)
    groups = [n for n, unit in enumerate(units) for _ in unit]
    flat = iter(encoded([p for unit in units for p in unit], groups))
    made = [[next(flat) for _ in unit] for unit in units]
    # a unit is as long as its longest pair, and takes as many rows as it has pairs
    longest = [max(map(len, unit)) for unit in made]
    widths = [len(unit) for unit in made]
    return [[e for n in batch for e in made[n]] for batch in buckets(longest, 1536, 56, rng, widths)]


def _by_premise(pairs: Sequence[Pair], rng: random.Random) -> Iterator[list[Pair]]:
    """Pairs of one premise together, at most `TOGETHER`."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.premise].append(pair)
    for own in groups.values():
        rng.shuffle(own)
        for start in range(0, len(own), TOGETHER):
            yield own[start : start + TOGETHER]
