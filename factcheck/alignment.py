"""Are these two about the same thing? Decided without looking at their values.

A fact is known by its frame: its clause with the value masked, and the context that the clause leaves out. Frames that
are close are candidates; named features (who, where, what is counted, when, in which story) then say how likely it is
that the two are about one thing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from factcheck.config import Scope
from factcheck.entities import PER, Cast, clash, name_likeness, shared
from factcheck.errors import ModelError
from factcheck.kinds import Kind
from factcheck.model import Alignment, Block, Fact, Span, Statement

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


@dataclass(frozen=True, slots=True)
class Framed:
    """A fact ready to be aligned: the article it stands in, by index, its frame, and who and what is named there."""

    fact: Fact
    article: int
    frame: Frame
    cast: Cast


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
    return sorted({t for f in framed for t in (f.frame.clause, f.frame.context, f.fact.about) if t})


@dataclass(frozen=True, slots=True)
class SameThing:
    """The decision, as logistic weights over `FEATURES` for each kind, made by models/alignment/make.py."""

    intercepts: Mapping[str, float]
    coefficients: Mapping[str, tuple[float, ...]]
    threshold: float

    @classmethod
    def load(cls, folder: Path) -> SameThing:
        """Read alignment/weights.json below `folder`; ModelError says what is wrong with it."""
        path = folder / "alignment" / "weights.json"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            kinds = content["kinds"]
            return cls(
                {kind: float(w["intercept"]) for kind, w in kinds.items()},
                {kind: tuple(float(w["coefficients"].get(name, 0)) for name in FEATURES) for kind, w in kinds.items()},
                float(content["threshold"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path}: cannot be read ({error}); reinstall the package") from error

    def align(
        self,
        kind: Kind,
        framed: Sequence[Framed],
        embedded: Embedded,
        stories: Mapping[tuple[int, int], float],
        scope: Scope,
    ) -> list[Alignment]:
        """Return the pairs of facts of one kind that are about the same thing, in reading order.

        `stories` holds the probability that two articles, by index, tell one story; only those are looked at.
        """
        pairs = list(_candidates(kind, framed, embedded, stories, scope))
        if not pairs:
            return []
        features = _features(kind, framed, embedded, stories, pairs)
        weights = kind.name if kind.name in self.coefficients else "other"
        linear = features @ np.asarray(self.coefficients[weights]) + self.intercepts[weights]
        scores = 1.0 / (1.0 + np.exp(-linear))
        return [
            Alignment(framed[i].fact, framed[j].fact, float(score), _why(row))
            for (i, j), score, row in zip(pairs, scores, features, strict=True)
            if score >= self.threshold
        ]


def _candidates(
    kind: Kind,
    framed: Sequence[Framed],
    embedded: Embedded,
    stories: Mapping[tuple[int, int], float],
    scope: Scope,
) -> Iterator[tuple[int, int]]:
    """Yield every comparable pair, within one story, whose frames are near or whose subject is named."""
    of_article: dict[int, list[int]] = {}
    for number, item in enumerate(framed):
        of_article.setdefault(item.article, []).append(number)
    clauses = embedded.of([item.frame.clause for item in framed])
    contexts = embedded.of([item.frame.context for item in framed])
    named = np.array([kind.named(item.fact) for item in framed])
    for one, other in _article_pairs(sorted(of_article), stories, scope):
        left, right = of_article.get(one, []), of_article.get(other, [])
        near = (clauses[left] @ clauses[right].T >= _CANDIDATE) | (contexts[left] @ contexts[right].T >= _CANDIDATE)
        near |= named[left][:, None] & named[right][None, :]
        for row, column in np.argwhere(near):
            i, j = left[row], right[column]
            if (one != other or i < j) and kind.comparable(framed[i].fact, framed[j].fact):
                yield i, j


def _article_pairs(
    articles: Sequence[int], stories: Mapping[tuple[int, int], float], scope: Scope
) -> Iterator[tuple[int, int]]:
    if scope is not Scope.CROSS:
        yield from ((number, number) for number in articles)
    if scope is not Scope.WITHIN:
        yield from sorted(stories)


def _features(
    kind: Kind,
    framed: Sequence[Framed],
    embedded: Embedded,
    stories: Mapping[tuple[int, int], float],
    pairs: Sequence[tuple[int, int]],
) -> NDArray[np.float64]:
    """Return one row of `FEATURES` for each pair."""
    left, right = [framed[i] for i, _ in pairs], [framed[j] for _, j in pairs]
    abouts = [bool(a.fact.about and b.fact.about) for a, b in zip(left, right, strict=True)]
    columns = [
        _cosines(embedded, [f.frame.clause for f in left], [f.frame.clause for f in right]),
        _cosines(embedded, [f.frame.context for f in left], [f.frame.context for f in right]),
        _cosines(
            embedded,
            [f.fact.about if known else f.frame.clause for f, known in zip(left, abouts, strict=True)],
            [f.fact.about if known else f.frame.clause for f, known in zip(right, abouts, strict=True)],
        ),
        np.array(abouts, dtype=np.float64),
    ]
    rest = [_named_features(kind, a, b, stories) for a, b in zip(left, right, strict=True)]
    return np.column_stack([*columns, np.array(rest, dtype=np.float64)])


def _cosines(embedded: Embedded, left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    return np.asarray(np.einsum("ij,ij->i", embedded.of(left), embedded.of(right)), dtype=np.float64)


def _named_features(kind: Kind, a: Framed, b: Framed, stories: Mapping[tuple[int, int], float]) -> tuple[float, ...]:
    differ = clash(a.cast, b.cast)
    one, other = a.fact.statement, b.fact.statement
    same_article = a.article == b.article
    return (
        min(3.0, float(len(shared(a.cast, b.cast)))),
        float(differ.people),
        float(differ.places),
        float(differ.orgs),
        1.0 if same_article else stories[a.article, b.article],
        float(same_article),
        float(one.mood is not other.mood),
        float(one.speaker != other.speaker),
        _likeness(kind, a.fact, b.fact),
    )


def _likeness(kind: Kind, a: Fact, b: Fact) -> float:
    """How surely two facts belong to one named person, 0 to 1; 0 when a name does not settle it."""
    return name_likeness(a.about, b.about, PER) if kind.named(a) and kind.named(b) else 0.0


def _why(row: NDArray[np.float64]) -> str:
    """Say in a few words what spoke for and against the two being one thing."""
    value = dict(zip(FEATURES, row, strict=True))
    parts = [f"clauses {value['frame']:.2f} alike, contexts {value['context']:.2f}"]
    if value["about_known"]:
        parts.append(f"subjects {value['about']:.2f}")
    if value["shared_names"]:
        parts.append(f"{value['shared_names']:.0f} shared names")
    for feature, words in (("people_clash", "other people"), ("places_clash", "other places")):
        if value[feature]:
            parts.append(words)
    return ", ".join(parts)
