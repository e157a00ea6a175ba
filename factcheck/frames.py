"""What a fact is known by, its value apart: the clause with the value masked, its surroundings, who and where.

Alignment sees frames only, so that it cannot be led by the values that are to be compared.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from factcheck.entities import LOC, Cast, Entity
from factcheck.model import Block, Fact, Span, Statement
from factcheck.words import words_of

MASK = "[MASK]"  # the word for a gap that the models were taught with
_LEAD_LENGTH = 160
# from a value to the place that it was counted in: "people were killed in "
_IN_A_PLACE = re.compile(
    r"^(?:[^\w,;:.]+[\w'’-]+){0,6}?[^\w,;:.]+(?:in|at|near|across|throughout|outside)(?:\s+the)?\s+$"
)

Vectors = NDArray[np.float32]
Named = Mapping[int, Sequence[Entity]]  # the entities of one article by the index of their statement


@dataclass(frozen=True, slots=True)
class Frame:
    """What a fact is known by, value apart: its own clause, and the clause in its surroundings.

    `asked` is the latter with `MASK` and the sort of value in its place; empty where the value is the whole statement.
    """

    clause: str
    context: str
    asked: str = ""


def frames(facts: Sequence[Fact], statements: Sequence[Statement]) -> list[Frame]:
    """Return the frame of each fact of one article, all its values masked, given the article's statements in order."""
    by_statement: dict[int, list[Fact]] = {}
    for fact in facts:
        by_statement.setdefault(fact.statement.index, []).append(fact)
    position = {statement.index: number for number, statement in enumerate(statements)}
    return [
        _frame(fact, by_statement[fact.statement.index], position[fact.statement.index], statements) for fact in facts
    ]


def _frame(fact: Fact, neighbours: Sequence[Fact], position: int, statements: Sequence[Statement]) -> Frame:
    gap = f"[{fact.kind}]"
    whole = _masked(fact, neighbours, fact.statement.span, gap)
    clause = _masked(fact, neighbours, fact.clause, gap) if fact.clause else whole
    before = _surroundings(position, statements)
    asked = _masked(fact, neighbours, fact.statement.span, f"{MASK} ({fact.value.sort})")
    return Frame(clause, f"{before} {whole}".strip(), f"{before} {asked}".strip() if MASK in asked else "")


def _masked(fact: Fact, neighbours: Sequence[Fact], part: Span, gap: str) -> str:
    """Write `part` with `gap` for the fact's value and the other values of its kind left out.

    A value that fills its whole statement, as a claim does, is its own frame.
    """
    text, start = fact.statement.article.text, part.start
    if fact.span == fact.statement.span:
        return " ".join(part.of(text).split())
    pieces: list[str] = []
    for other in sorted(neighbours, key=lambda f: (f.span.start, -f.span.end)):
        if other.kind != fact.kind or other.span.start < start or other.span.end > part.end:
            continue
        pieces.append(text[start : other.span.start])
        pieces.append(gap if other.span == fact.span else "…")
        start = other.span.end
    pieces.append(text[start : part.end])
    return " ".join("".join(pieces).split())


def _surroundings(position: int, statements: Sequence[Statement]) -> str:
    """Return what a sentence leans on: the heading above it, else the sentence before, else the title.

    A heading leans on what follows it, the headline at the end of a text on its first sentence.
    """
    if statements[position].block is Block.HEADING and len(statements) > 1:
        return statements[(position + 1) % len(statements)].text[:_LEAD_LENGTH]
    for earlier in reversed(statements[max(0, position - 6) : position]):
        if earlier.block is Block.HEADING:
            return earlier.text[:_LEAD_LENGTH]
    if position:
        return statements[position - 1].text[:_LEAD_LENGTH]
    return statements[0].article.title[:_LEAD_LENGTH]


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """In how many of an article's statements each word occurs: what is said everywhere tells nothing apart."""

    statements: int
    words: Mapping[str, int]

    @classmethod
    def of(cls, own: Sequence[Statement]) -> Spread:
        """Count the words of an article's statements."""
        return cls(len(own), Counter(word for statement in own for word in words_of(statement.text)))


@dataclass(frozen=True, slots=True)
class Framed:
    """A fact ready to be aligned: the article it stands in, by index, its frame, and who and what is named there.

    `cast` is of the clause that the value belongs to, where the sentence dates or counts several things; `where` are
    the places told right after the value ("11 dead in Osk"); `spread` is of the whole article.
    """

    fact: Fact
    article: int
    frame: Frame
    cast: Cast
    spread: Spread
    where: tuple[str, ...] = ()


def framed(number: int, facts: Sequence[Fact], own: Sequence[Statement], named: Named) -> Iterator[Framed]:
    """Yield the facts of article `number` with frames and casts; `named` holds the entities of each statement."""
    spread = Spread.of(own)
    starts = sorted({fact.span.start for fact in facts})
    for fact, frame in zip(facts, frames(facts, own), strict=True):
        entities = told = named[fact.statement.index]
        if fact.clause:
            entities = tuple(e for e in entities if fact.clause.overlaps(e.span))
        after = starts[bisect_right(starts, fact.span.start) :]
        yield Framed(fact, number, frame, Cast.of(entities), spread, _where(fact, told, after[0] if after else None))


def _where(fact: Fact, entities: Sequence[Entity], following: int | None) -> tuple[str, ...]:
    """Return the places told after a value and before the one that follows: "6 dead in Osk and 11 in Lume"."""
    text, begin = fact.statement.article.text, fact.span.end
    end = fact.statement.span.end if following is None else min(following, fact.statement.span.end)
    places = sorted((e for e in entities if e.label == LOC and begin <= e.span.start < end), key=lambda e: e.span.start)
    if not places or not _IN_A_PLACE.search(text[begin : places[0].span.start]):
        return ()
    return tuple(dict.fromkeys(e.key or e.text for e in places))


@dataclass(frozen=True, slots=True)
class Embedded:
    """Unit vectors of texts, each text once."""

    row: Mapping[str, int]
    vectors: Vectors

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text."""
        return self.vectors[[self.row[text] for text in texts]]


def texts_of(framed: Sequence[Framed]) -> list[str]:
    """Return every distinct text that aligning these facts needs embedded, sorted."""
    return sorted({t for f in framed for t in (f.frame.clause, f.frame.context) if t})
