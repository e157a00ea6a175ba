"""What a clash of two names says, counted on the written stories; their other weights are those of any kind.

Which two facts are about one person, office or post is settled by its name (`factcheck.settled.named`), not by
weights: of all comparable pairs in the held-out written stories one was left to the weights, and of the places twenty
were labelled. That a clash speaks for two things is taken from numbers, where it does. Of names it does not: two
offices of one person, or two first names under one post, are mostly a slip of one of the two sources. The articles are
linked as the program links them, so that a clash between two stories taken for one counts against it.

No model is asked about pairs that a name settles, so all written stories are used, not only those held out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from _evidence import even, shift
from _marked import Marks, key_at, plain, stories

from factcheck import encoding, kinds, statements
from factcheck.alignment import SameThing
from factcheck.comparing import CLASHES
from factcheck.config import Config
from factcheck.entities import default_tagger, resolve
from factcheck.frames import Embedded, Framed, framed, texts_of
from factcheck.kinds import Kind
from factcheck.model import Alignment, Article, Fact, Statement
from factcheck.readers.headlines import headlined
from factcheck.settled import named
from factcheck.stories import StoryModel, lead

KIND = "name"
# Who had a role ("the victim") is not settled by a name, and many share one: these are weighed as any other clash. Of
# 11 such pairs in real news, five when counted once, none was a conflict.
OPEN = ("name.bearer-half", "name.other-bearer")


@dataclass(frozen=True, slots=True)
class Told:
    """An article of a written story, its marks, its statements, and who is named in which office, post or role."""

    story: str
    article: Article
    marks: Marks
    said: Sequence[Statement]
    facts: Sequence[Fact]


@dataclass(frozen=True, slots=True)
class Clashes:
    """Pairs that a name settles and whose values clash: how surely they are of one thing, and whether they are.

    `score` is the probability before the values are compared, `same` 1 or 0, `story` where the left one stands.
    """

    score: np.ndarray
    same: np.ndarray
    story: np.ndarray


def weights(other: Mapping[str, Any]) -> dict[str, Any]:
    """Return the weights of names for weights.json, given those of any kind: the same, but for what a clash says."""
    found, general = settled(stories()), other["rules"]["contradiction"]
    said = shift(found.score, found.same, general, weight=even(found.story))
    clash = min(0.0, said)  # a difference is no reason to bring two facts together
    rules = {"contradiction": clash, "dispute": clash, **dict.fromkeys(OPEN, general)}
    judged = {"clashes": len(found.same), "of one thing": int(found.same.sum()), "fitted": said}
    return {**other, "rules": {**other["rules"], **rules}, "judged": judged}


def settled(records: Iterable[Mapping[str, Any]]) -> Clashes:
    """Return the clashes of written stories that a name settles, of which it is known whether they are one thing.

    Those within one story whose question its author did not mark are left out.
    """
    (kind,) = kinds.load(replace(Config(), kinds=(KIND,)))
    told = list(_told(kind, records))
    encoder = encoding.bundled()
    links = StoryModel.load(encoding.models_folder()).link(
        [one.article for one in told], encoder.encode([lead(one.article) for one in told])
    )
    pairs = {pair: score for pair, score in links.scores.items() if _clash(kind, told[pair[0]], told[pair[1]])}
    rows = [(alignment, same) for alignment, same in _aligned(kind, told, pairs) if same >= 0]
    return Clashes(
        np.array([alignment.score for alignment, _ in rows]),
        np.array([same for _, same in rows]),
        np.array([_story(told, alignment.left) for alignment, _ in rows]),
    )


def _told(kind: Kind, records: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    outlets = ((record["id"], n, outlet) for record in records for n, outlet in enumerate(record["outlets"]))
    for number, (story, n, outlet) in enumerate(outlets):
        bare, marks = plain(story, n, outlet)
        article = replace(headlined(bare), path=f"{number:05}")
        said = statements.split(article, Config())
        yield Told(story, article, marks, said, kind.find(said))


def _clash(kind: Kind, one: Told, other: Told) -> bool:
    """Tell whether any value of one article clashes with one of the other."""
    pairs = [Alignment(a, b, 1.0, "") for a in one.facts for b in other.facts if kind.comparable(a, b)]
    return any(outcome and outcome.verdict in CLASHES for outcome in kind.compare(pairs))


def _aligned(
    kind: Kind, told: Sequence[Told], pairs: Mapping[tuple[int, int], float]
) -> Iterator[tuple[Alignment, int]]:
    """Yield the aligned pairs that clash and that a name settles, with what is known of their being one thing."""
    same_thing = SameThing.load(encoding.models_folder())
    ready = _framed(told, sorted({number for pair in pairs for number in pair}))
    texts = texts_of([item for own in ready.values() for item in own])
    embedded = Embedded({text: row for row, text in enumerate(texts)}, encoding.bundled().encode(texts))
    proposed = {pair: same_thing.propose(kind, ready[pair[0]], ready[pair[1]], embedded) for pair in pairs}
    aligned = same_thing.align(KIND, [one.facts for one in told], proposed, pairs)
    for alignment, outcome in zip(aligned, kind.compare(aligned), strict=True):
        settles = named(kind, alignment.left, alignment.right) > 0
        if outcome and outcome.verdict in CLASHES and settles:
            yield alignment, _same(told, alignment)


def _framed(told: Sequence[Told], numbers: Sequence[int]) -> dict[int, list[Framed]]:
    flat = [statement for number in numbers for statement in told[number].said]
    entities = iter(resolve(flat, default_tagger(Config()).tag(flat)))
    named_in = {number: {s.index: next(entities) for s in told[number].said} for number in numbers}
    return {n: list(framed(n, told[n].facts, told[n].said, named_in[n])) for n in numbers}


def _same(told: Sequence[Told], alignment: Alignment) -> int:
    """Return 1 where both answer one question of a story, 0 where they answer two or stand in two stories, else -1."""
    if _story(told, alignment.left) != _story(told, alignment.right):
        return 0
    one, other = (key_at(fact.span, _of(told, fact).marks) for fact in (alignment.left, alignment.right))
    return int(one == other) if one and other else -1


def _story(told: Sequence[Told], fact: Fact) -> str:
    return _of(told, fact).story


def _of(told: Sequence[Told], fact: Fact) -> Told:
    return told[int(fact.statement.article.path)]
