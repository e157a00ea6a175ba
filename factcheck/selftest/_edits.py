"""Errors to plant: for each kind, where a sentence could be made wrong, and how.

Found by patterns of their own and not by the extractors under test, so that what those overlook counts as missed. Left
alone is what could still be true beside the original ("more than 20", "more than 28"), and a figure that is part of a
name ("Terminal 2").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from factcheck.entities import LOC, PER
from factcheck.model import Span, Statement
from factcheck.selftest._others import Others

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?"
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_FIGURE = rf"(?:\d[\d.,]*|{'|'.join(_WORDS)})"
_NUMBER = re.compile(
    rf"(?<![\w.,:/$€£#-])(?P<money>[$€£])?(?P<number>\d{{1,3}}(?:,\d{{3}}){{1,5}}|\d{{1,18}})(?P<rest>\.\d+)?"
    rf"(?![\w:/]|-(?!year-)|,\d|\.\d|\s*(?:{_MONTHS})\b|\s*(?:a\.?m|p\.?m|GMT|ET)\b)"
)
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WORDS)})(?![\w-])(?=\s+[a-z])")
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTHS})\s*$")
_BOUND = re.compile(
    r"\b(?:(?:more|less|fewer|greater|higher|lower|longer|shorter|further|later|earlier|older|younger) than"
    r"|at least|at most|up to|as (?:many|much|long|few|little|far|high|low|late|early) as|over|under|above|below|within"
    r"|upwards? of|in excess of|minimum of|maximum of)\s*(?:the |an? )?$",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(rf"(?:\b{_FIGURE}\s*(?:to|or|-|–|—|of|and)|\bbetween)\s*$", re.IGNORECASE)
_RANGE_AFTER = re.compile(rf"\s*(?:to|or|-|–|—|of|and)\s*[$€£]?{_FIGURE}\b", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?P<word>\b[A-Z][\w.]*)\s$|\b[Nn]umber\s$")
_OPENER = re.compile(
    rf"(?:{'|'.join(_DAYS)}|About|After|All|Almost|Another|Around|As|At|Before|But|By|Every|For|From|He|His|Her|In|Its"
    r"|Just|Nearly|Of|On|Only|Roughly|She|Some|The|Their|Then|These|They|Those|We|With)"
)
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
_UNIT = re.compile(rf"(?P<figure>\d[\d.,]*|\b(?:{'|'.join(_WORDS)}|a|an|several))[ -](?P<unit>{'|'.join(_UNITS)})\b")
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has|have|had|will|would|can|could|did|does|should|must)\b(?!\s+(?:not|no|never)\b|n['’]t)(?=\s+[a-z])"
)
_NOT = re.compile(r"(?<=\w)\s+not(?=\s+\w)")
_SUPPOSED = re.compile(r"\b(?:if|whether|unless)\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|at|near|from|to|outside|into|around|across)\s$", re.IGNORECASE)
_MORE_NAME = re.compile(r"['’]s\b|[-\s]*[A-Z]|-")


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
        before = text[: match.start()]
        if year or _AFTER_MONTH.search(before) or _open(before, text[match.end() :]) or _in_name(text, match):
            continue
        wrong = value + 3 if value < 20 else value + round(value * 0.4)
        shown = f"{wrong:,}" if "," in match["number"] else str(wrong)
        yield _edit("number", statement, match.start("number"), match.end("number"), shown)
    for match in _WORD.finditer(text):
        if not _open(text[: match.start()], text[match.end() :]):
            other = _WORDS[(_WORDS.index(match[0]) + 4) % len(_WORDS)]
            yield _edit("number", statement, match.start(), match.end(), other)


def _open(before: str, after: str) -> bool:
    """Tell whether a figure only bounds what is meant, or is one of two figures that do so."""
    return bool(_BOUND.search(before) or _RANGE_BEFORE.search(before) or _RANGE_AFTER.match(after))


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether a figure is part of a name: "Terminal 2", "Route 9", "10 On Your Side"."""
    before = text[: match.start()]
    if not before.strip("\"'“‘( "):
        return text[match.end() :].lstrip()[:1].isupper()
    found = _NAME_BEFORE.search(before)
    return found is not None and not match["money"] and not _OPENER.fullmatch(found["word"] or "")


def unit(statement: Statement, _: Others) -> Iterator[Edit]:
    """Change what a figure counts in."""
    text = statement.text
    for match in _UNIT.finditer(text):
        if not _BOUND.search(text[: match.start()].rstrip("$€£")):
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
        wrong = others.family_name(statement, words[-1])
        if len(words) > 1 and wrong:
            end = entity.span.end - statement.span.start
            yield _edit("name", statement, end - len(words[-1]), end, wrong)


def place(statement: Statement, others: Others) -> Iterator[Edit]:
    """Put another article's place in where a sentence says where something is: a town for a town."""
    text = statement.text
    for entity in others.here(statement, LOC):
        start = entity.span.start - statement.span.start
        end = start + len(entity.span)
        whole = not _MORE_NAME.match(text[end:]) and not any(character.isdigit() for character in entity.text)
        if not whole or not _WHERE.search(text[:start]):
            continue
        wrong = others.place(statement, entity.text)
        if wrong:
            yield _edit("place", statement, start, end, wrong)


def negation(statement: Statement, _: Others) -> Iterator[Edit]:
    """Deny what is said, or take a denial out; what is only supposed is left alone."""
    text = statement.text
    for pattern, instead in ((_NOT, ""), (_AUXILIARY, " not")):
        for match in pattern.finditer(text):
            if not _SUPPOSED.search(text[: match.start()]):
                start = match.end() if instead else match.start()
                yield _edit("negation", statement, start, match.end(), instead)
            return


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
