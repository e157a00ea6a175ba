"""Are these two about the same thing? Decided without looking at their values.

A fact is known by its frame: its clause with the value masked, and the context that the clause leaves out. Frames that
are close are candidates; named features (who, where, what is counted, when, in which story) then say how likely it is
that the two are about one thing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.config import Scope
from factcheck.entities import Cast, clash, shared
from factcheck.errors import ModelError
from factcheck.kinds import Kind
from factcheck.model import Alignment, Block, Fact, Mood, Span, Statement

FEATURES = (
    "frame",
    "context",
    "about",
    "about_known",
    "shared_names",
    "people_clash",
    "places_clash",
    "orgs_clash",
    "story",
    "same_article",
    "mood_differs",
    "speaker_differs",
    "named",
)
_CANDIDATE = 0.45  # cosine below which neither frame nor context was ever about the same thing
_LEAD_LENGTH = 160

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a fact is known by, value apart: its own clause, and the clause in its surroundings."""

    clause: str
    context: str


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
    whole = _masked(fact, neighbours, fact.statement.span)
    clause = _masked(fact, neighbours, fact.clause) if fact.clause else whole
    before = [_surroundings(position, statements), whole]
    return Frame(clause, " ".join(part for part in before if part))


def _masked(fact: Fact, neighbours: Sequence[Fact], part: Span) -> str:
    """Write `part` with the fact's value as [kind] and the other values of its kind left out."""
    text, start = fact.statement.article.text, part.start
    pieces: list[str] = []
    for other in sorted(neighbours, key=lambda f: (f.span.start, -f.span.end)):
        if other.kind != fact.kind or other.span.start < start or other.span.end > part.end:
            continue
        pieces.append(text[start : other.span.start])
        pieces.append(f"[{fact.kind}]" if other.span == fact.span else "…")
        start = other.span.end
    pieces.append(text[start : part.end])
    return " ".join("".join(pieces).split())


def _surroundings(position: int, statements: Sequence[Statement]) -> str:
    """Return what a sentence leans on: the heading above it, else the sentence before, else the lead."""
    for earlier in reversed(statements[max(0, position - 6) : position]):
        if earlier.block is Block.HEADING:
            return earlier.text[:_LEAD_LENGTH]
    if position:
        return statements[position - 1].text[:_LEAD_LENGTH]
    return statements[0].article.title[:_LEAD_LENGTH]
