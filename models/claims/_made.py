"""Pairs made from training sentences: facts changed on one side or on both, and sentences that only look alike."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from _data import NOT_C, C, E, N, Pair, key
from _edits import (
    Change,
    Name,
    negated,
    opposite,
    other_date,
    other_name,
    other_number,
    replaced,
    reworded,
    shortened,
)
from _values import Values
from sklearn.feature_extraction.text import TfidfVectorizer

FACTUAL = (
    "fever_dev",
    "fever_symmetric",
    "fm2",
    "conjnli",
    "vitaminc_sample",
    "stsb_sts",
    "sts12_16_sts",
    "wikifactcheck",
)
"""Sets of statements about the world, whose sentences are worth editing."""
NamesOf = Mapping[str, Sequence[Name]]


@dataclass(frozen=True, slots=True)
class Found:
    """What the project's extractors found in the sentences: names by the tagger, values by the kinds."""

    names: NamesOf
    values: Mapping[str, Values]

    def names_in(self, text: str) -> Sequence[Name]:
        """The names of a sentence; none where it was not read."""
        return self.names.get(text, ())

    def values_in(self, text: str) -> Values:
        """The quantities and times of a sentence; none where it was not read."""
        return self.values.get(text, Values())


class Namer:
    """Draws a name of a type: one from the other sentence when there is one, as writers confuse those, or any."""

    def __init__(self, names_of: NamesOf, rng: random.Random) -> None:
        self.rng, self.all = rng, defaultdict(list)
        for text, names in sorted(names_of.items()):
            for start, end, kind in names:
                self.all[kind].append(text[start:end])

    def near(self, text: str, names: Sequence[Name]) -> Callable[[str], str]:
        """A source of names for one sentence, given its partner and the partner's names."""

        def draw(kind: str) -> str:
            close = [text[start:end] for start, end, other in names if other == kind]
            return self.rng.choice(close if close and self.rng.random() < 0.6 else self.all[kind])

        return draw


def change_of(text: str, partner: str, found: Found, namer: Namer, rng: random.Random) -> Change | None:
    """One changed fact of a sentence: a number, a date, a name or an opposite, tried in random order."""
    own, theirs, values = found.names_in(text), found.names_in(partner), found.values_in(text)
    makers: list[Callable[[], Change | None]] = [
        lambda: other_number(values.quantities, rng),
        lambda: other_date(values.times, rng),
        lambda: other_name(text, own, namer.near(partner, theirs), rng),
        lambda: other_name(text, own, namer.near(partner, theirs), rng),
        lambda: opposite(text, rng),
    ]
    rng.shuffle(makers)
    return next((change for make in makers if (change := make())), None)


def from_pairs(
    pairs: Sequence[Pair], found: Found, namer: Namer, rng: random.Random, denying: float = 0.3
) -> Iterator[Pair]:
    """Edits of labelled pairs: what followed no longer does when one side changes, and still does when both change.

    `denying`: the share of hypotheses that are also denied, where they can be.
    """
    for pair in pairs:
        denied = negated(pair.hypothesis, rng)
        if denied and rng.random() < denying:
            yield from _denied(pair, denied)
        if pair.labels != E or pair.source not in FACTUAL:
            continue
        change = change_of(pair.hypothesis, pair.premise, found, namer, rng)
        if change is None:
            continue
        edited = replaced(pair.hypothesis, change)
        stated = change[0].lower() in pair.premise.lower()
        if stated and edited != pair.hypothesis:
            yield Pair(pair.premise, edited, C, C, "edit")
            if rng.random() < 0.4:
                yield Pair(replaced(pair.premise, change), edited, E, NOT_C, "edit_both")
        same = reworded(pair.hypothesis, found.names_in(pair.hypothesis), rng)
        if same and rng.random() < 0.4:
            yield Pair(pair.premise, same, E, NOT_C, "reworded")


def _denied(pair: Pair, denied: str) -> Iterator[Pair]:
    """A denied hypothesis: the opposite of what followed, perhaps true where it was false, unknown where unknown."""
    if pair.labels == E:
        yield Pair(pair.premise, denied, C, C, "denied")
    elif pair.labels == C:
        yield Pair(pair.premise, denied, NOT_C, NOT_C, "denied")
    elif pair.labels == N:
        yield Pair(pair.premise, denied, N, NOT_C, "denied")


def from_sentences(sentences: Sequence[str], found: Found, namer: Namer, rng: random.Random) -> Iterator[Pair]:
    """Pairs of one sentence with itself: as it is, reworded, shortened, denied, or with facts changed."""
    for text in sentences:
        names = found.names_in(text)
        change = change_of(text, "", found, namer, rng)
        same, short, denied = reworded(text, names, rng), shortened(text), negated(text, rng)
        if same:
            yield Pair(text, same, E, E, "reworded")
        elif rng.random() < 0.1:
            yield Pair(text, text, E, E, "same")
        if short:
            yield Pair(text, short, E, NOT_C, "shortened")
        if denied and rng.random() < 0.5:
            yield Pair(text, denied, C, C, "denied")
            if rng.random() < 0.5:
                yield Pair(denied, denied if not short else (negated(short, rng) or denied), E, NOT_C, "denied_both")
        if change:
            edited = replaced(text, change)
            if edited == text:
                continue
            base = same if same and rng.random() < 0.5 and change[0] in same else text
            yield Pair(base, edited, C, C, "edit")
            yield from _other_subject(text, edited, names, namer, rng)


def _other_subject(text: str, edited: str, names: Sequence[Name], namer: Namer, rng: random.Random) -> Iterator[Pair]:
    """Somebody else did it, and another fact differs as well: two events, not one told twice."""
    subjects = [name for name in names if name[0] <= 4 and text[name[0] : name[1]] in edited]
    if not subjects or rng.random() < 0.5:
        return
    change = other_name(text, subjects[:1], namer.near("", ()), rng)
    if change:
        yield Pair(text, replaced(edited, change), N, N, "other_subject")


def look_alikes(sentences: Sequence[str], related: set[str], rng: random.Random, most: int) -> Iterator[Pair]:
    """Sentences that share rare words but were never paired: another fact about a like thing."""
    chosen = sorted(set(sentences))
    rng.shuffle(chosen)
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32).fit_transform(chosen)
    made = 0
    for start in range(0, len(chosen), 500):
        near = (vectors[start : start + 500] @ vectors.T).toarray()
        near[(near < 0.2) | (near > 0.5)] = 0
        for row, best in enumerate(near.argmax(axis=1)):
            text, other = chosen[start + row], chosen[best]
            if near[row, best] > 0 and key(text, other) not in related and made < most:
                made += 1
                yield Pair(text, other, N, N, "look_alike")


def surrounded(pairs: Sequence[Pair], rng: random.Random, most: int) -> Iterator[Pair]:
    """Statements about the world with an unrelated sentence before or after the premise, which changes nothing."""
    worth = [p for p in pairs if p.source in (*FACTUAL, "edit", "edit_both") and len(p.premise.split()) <= 40]
    for pair, other in zip(rng.sample(worth, min(most, len(worth))), rng.choices(worth, k=most), strict=False):
        parts = [pair.premise, other.premise]
        rng.shuffle(parts)
        yield Pair(" ".join(parts), pair.hypothesis, pair.labels, C | E | N, "surrounded")
