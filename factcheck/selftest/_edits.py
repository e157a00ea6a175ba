"""Errors to plant: for each kind, where a sentence could be made wrong, and how.

Found by patterns of their own and not by the extractors under test, so that what those overlook counts as missed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from factcheck.entities import LOC, PER, Entity
from factcheck.model import Span, Statement

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(
    rf"(?<![\w.,:/$€£-])(?P<money>[$€£])?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+)(?P<rest>\.\d+)?"
    rf"(?![\w:/-]|,\d|\.\d|\s*(?:{_MONTHS})\b|\s*(?:a\.?m|p\.?m|GMT|ET)\b)"
)
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])(?=\s+[a-z])")
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTHS})\s*$")
_DATE = re.compile(
    rf"\b(?:{_MONTHS})\s(?P<after>\d{{1,2}})\b(?!\d|:)|(?<![\d.,:])(?P<before>\d{{1,2}})\s(?:{_MONTHS})\b"
)
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")
_UNITS: Mapping[str, str] = {
    "million": "billion", "billion": "million", "thousand": "million", "kilometers": "miles", "kilometres": "miles",
    "miles": "kilometers", "meters": "feet", "metres": "feet", "feet": "meters", "hours": "minutes",
    "minutes": "hours", "days": "weeks", "weeks": "days", "months": "years", "years": "months", "dollars": "euros",
    "euros": "dollars", "kilograms": "tons", "tons": "kilograms", "tonnes": "kilograms",
}  # fmt: skip
_UNIT = re.compile(rf"(?:\d|\b(?:{'|'.join(_WORDS)}|a|an|several))[ -](?P<unit>{'|'.join(_UNITS)})\b")
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|can|could|did|does|should|must)\b(?!\s+(?:not|no|never)\b|n['’]t)(?=\s+[a-z])"
)
_NOT = re.compile(r"(?<=\w)\s+not(?=\s+\w)")


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement in an article's text that makes a statement wrong."""

    kind: str
    statement: Statement
    span: Span
    instead: str


def number(statement: Statement, _: Others) -> Iterator[Edit]:
    """Change a figure or a number word; days of a month, years, clock times and parts of names are left alone."""
    text = statement.text
    for match in _NUMBER.finditer(text):
        value = int(match["number"].replace(",", ""))
        year = 1900 <= value <= 2099 and "," not in match["number"] and not match["money"]
        if year or _AFTER_MONTH.search(text[: match.start()]):
            continue
        wrong = value + 3 if value < 20 else value + round(value * 0.4)
        shown = f"{wrong:,}" if "," in match["number"] else str(wrong)
        yield _edit("number", statement, match.start("number"), match.end("number"), shown)
    for match in _WORD.finditer(text):
        other = _WORDS[(_WORDS.index(match[0]) + 4) % len(_WORDS)]
        yield _edit("number", statement, match.start(), match.end(), other)


def unit(statement: Statement, _: Others) -> Iterator[Edit]:
    """Change what a figure counts in."""
    for match in _UNIT.finditer(statement.text):
        yield _edit("unit", statement, match.start("unit"), match.end("unit"), _UNITS[match["unit"]])


def day(statement: Statement, _: Others) -> Iterator[Edit]:
    """Move a day of a month by three."""
    for match in _DATE.finditer(statement.text):
        group = "after" if match["after"] else "before"
        value = int(match[group])
        if 1 <= value <= 31:
            wrong = value + 3 if value <= 25 else value - 3
            yield _edit("date", statement, match.start(group), match.end(group), str(wrong))


def weekday(statement: Statement, _: Others) -> Iterator[Edit]:
    """Move a weekday by two."""
    for match in _WEEKDAY.finditer(statement.text):
        wrong = _DAYS[(_DAYS.index(match[0]) + 2) % 7]
        yield _edit("weekday", statement, match.start(), match.end(), wrong)


def name(statement: Statement, others: Others) -> Iterator[Edit]:
    """Give a person the family name of somebody from another article."""
    for entity in others.here(statement, PER):
        words = entity.text.split()
        wrong = others.another(statement, PER, words[-1])
        if len(words) > 1 and wrong:
            end = entity.span.end - statement.span.start
            yield _edit("name", statement, end - len(words[-1]), end, wrong)


def place(statement: Statement, others: Others) -> Iterator[Edit]:
    """Put another article's place in."""
    for entity in others.here(statement, LOC):
        wrong = others.another(statement, LOC, entity.text)
        start = entity.span.start - statement.span.start
        if wrong:
            yield _edit("place", statement, start, start + len(entity.span), wrong)


def negation(statement: Statement, _: Others) -> Iterator[Edit]:
    """Deny what is said, or take a denial out."""
    text = statement.text
    for match in _NOT.finditer(text):
        yield _edit("negation", statement, match.start(), match.end(), "")
        return
    for match in _AUXILIARY.finditer(text):
        yield _edit("negation", statement, match.end(), match.end(), " not")
        return


@dataclass(frozen=True, slots=True)
class Others:
    """The names in all articles: by path and statement those that stand there, by label all there are."""

    found: Mapping[tuple[str, int], Sequence[Entity]]
    known: Mapping[str, Sequence[tuple[str, str]]]

    @classmethod
    def of(cls, said: Sequence[Statement], tagged: Sequence[Sequence[Entity]]) -> Others:
        """Collect the names that a tagger found in the statements."""
        found = {(s.article.path, s.index): tuple(own) for s, own in zip(said, tagged, strict=True)}
        known: dict[str, dict[tuple[str, str], None]] = {PER: {}, LOC: {}}
        for statement, own in zip(said, tagged, strict=True):
            for entity in own:
                words = entity.text.split()
                if entity.label == PER and len(words) > 1 and words[-1].isalpha():
                    known[PER][words[-1], statement.article.path] = None
                elif entity.label == LOC and entity.text.replace(" ", "").isalpha():
                    known[LOC][entity.text, statement.article.path] = None
        return cls(found, {label: tuple(names) for label, names in known.items()})

    def here(self, statement: Statement, label: str) -> list[Entity]:
        """Return the names of a kind in a statement."""
        own = self.found.get((statement.article.path, statement.index), ())
        return [
            entity for entity in own if entity.label == label and entity.text == entity.span.of(statement.article.text)
        ]

    def another(self, statement: Statement, label: str, instead_of: str) -> str:
        """Return a name of the kind that the statement's article does not hold; empty when there is none."""
        text = statement.article.text
        names = [n for n, path in self.known.get(label, ()) if path != statement.article.path and n not in text]
        names = names or [n for n in _STOCK[label] if n not in text]
        return names[sum(map(ord, instead_of)) % len(names)] if names else ""


_STOCK: Mapping[str, Sequence[str]] = {PER: ("Hallbrook", "Verstegen", "Okonjo"), LOC: ("Lisbon", "Nairobi", "Osaka")}


def _edit(kind: str, statement: Statement, start: int, end: int, instead: str) -> Edit:
    offset = statement.span.start
    return Edit(kind, statement, Span(offset + start, offset + end), instead)


EDITS: Mapping[str, Callable[[Statement, Others], Iterator[Edit]]] = {
    "number": number,
    "unit": unit,
    "date": day,
    "weekday": weekday,
    "name": name,
    "place": place,
    "negation": negation,
}
