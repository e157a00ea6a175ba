"""Small builders for tests: an article, a fact in it, a comparison of two facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factcheck.model import (
    Alignment,
    Article,
    Comparison,
    Fact,
    Origin,
    Outcome,
    Severity,
    Span,
    Statement,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A value that is just a word."""

    word: str

    @property
    def canonical(self) -> str:
        return self.word.casefold()

    @property
    def sort(self) -> str:
        return "word"

    def __str__(self) -> str:
        return self.word


def article(text: str, path: str = "a.txt", source: str = "", published: str = "", title: str = "") -> Article:
    day = date.fromisoformat(published) if published else None
    origin = Origin.HEADER if day else Origin.UNKNOWN
    return Article(path, text, source=source, title=title, published=day, published_from=origin)


def statement(within: Article, text: str | None = None, speaker: str | None = None) -> Statement:
    text = within.text if text is None else text
    start = within.text.index(text)
    return Statement(within, Span(start, start + len(text)), speaker=speaker)


def fact(said: Statement, word: str, kind: str = "word", about: str = "") -> Fact:
    start = said.article.text.index(word, said.span.start)
    return Fact(said, kind, Word(word), Span(start, start + len(word)), about)


def compared(
    left: Fact,
    right: Fact,
    verdict: Verdict = Verdict.AGREEMENT,
    score: float = 0.9,
    confidence: float = 1.0,
    severity: Severity = Severity.MAJOR,
) -> Comparison:
    outcome = Outcome(verdict, f"word.{verdict.value}", f"{left.value} and {right.value}.", "", severity, confidence)
    return Comparison(Alignment(left, right, score, "the same words"), outcome)
