"""Builders for the quantity tests: facts of a sentence, the outcome of comparing two sentences."""

from __future__ import annotations

from datetime import date
from functools import cache

from factcheck.config import Config
from factcheck.kinds.quantity import Quantities, Quantity
from factcheck.model import Alignment, Article, Fact, Mood, Outcome, Span, Statement

KIND = Quantities(Config())


def facts(
    text: str,
    published: date | None = None,
    kind: Quantities = KIND,
    speaker: str | None = None,
    mood: Mood = Mood.REPORTED,
) -> list[Fact]:
    """Return the facts of one sentence that is an article of its own."""
    article = Article(f"{published}.txt", text, published=published)
    return kind.find([Statement(article, Span(0, len(text)), speaker=speaker, mood=mood)])


def only(text: str, published: date | None = None, kind: Quantities = KIND) -> Fact:
    """Return the one fact of a sentence."""
    found = facts(text, published, kind)
    assert len(found) == 1, [(fact.surface, str(fact.value)) for fact in found]
    return found[0]


def value(text: str, kind: Quantities = KIND) -> Quantity:
    """Return the one value of a sentence."""
    found = only(text, kind=kind).value
    assert isinstance(found, Quantity)
    return found


@cache
def tolerant(name: str, share: float) -> Quantities:
    """Return the kind with one tolerance set."""
    return Quantities(Config(tolerances={name: share}))


def judge(left: Fact, right: Fact, kind: Quantities = KIND) -> Outcome:
    """Return the outcome, having checked that swapping the sides keeps verdict and rule."""
    there, back = kind.compare([Alignment(left, right, 1.0, ""), Alignment(right, left, 1.0, "")])
    assert (there.verdict, there.rule, there.severity) == (back.verdict, back.rule, back.severity)
    assert there.reason.endswith(".")
    return there
