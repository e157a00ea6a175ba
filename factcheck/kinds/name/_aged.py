"""People told with their age: of two first names for one family name and one age, one is mistaken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.entities import PER, Entity, Names
from factcheck.kinds.name._people import Named, Relation, days_apart, knows, misspelt, relation
from factcheck.model import Fact, Outcome, Span, Statement, Verdict

_AFTER = re.compile(
    r"\s*(?:,\s*(?:aged?\s+|an?\s+)?|\()(\d{1,3})(?:(?=\s*[,.;)]|\s*$|\s+and\b)|[- ]years?[- ]old\b)", re.IGNORECASE
)
_BEFORE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\s+(?:[a-z]+\s+){0,2}$")
_REACH = 45  # characters before a name in which its age is looked for
_LONG = 300  # days between two articles after which one person is a year older


@dataclass(frozen=True, slots=True)
class Aged(Named):
    """A person, by the resolved name, with an age in years."""

    person: str
    age: int

    @property
    def about(self) -> str:
        """What two articles call one person by even if they differ in the first name."""
        return f"{self.age}-year-old {self.person.rsplit(' ', 1)[-1]}"

    def __str__(self) -> str:
        return f"{self.person}, {self.age}"


def aged(statement: Statement, entities: Sequence[Entity], kind: str) -> Iterator[Fact]:
    """Yield the people that a statement gives by full name and age."""
    text, base = statement.text, statement.span.start
    for entity in entities:
        person = entity.key or entity.text
        start, end = entity.span.start - base, entity.span.end - base
        if entity.label != PER or " " not in person or person.split(" ", 1)[0] not in entity.text:
            continue
        found = _AFTER.match(text, end)
        if found is None:
            found = _BEFORE.search(text[max(0, start - _REACH) : start])
        if found is not None:
            value = Aged(person, int(found[1]))
            yield Fact(statement, kind, value, Span(entity.span.start, entity.span.end), about=value.about)


def rivals(names: Names, a: Aged, b: Aged) -> bool:
    """Tell whether two people of one family name and one age differ in the first name."""
    same = a.about.casefold() == b.about.casefold()
    return same and relation(names, a.person, b.person) in (Relation.OTHER_GIVEN, Relation.SPELLING)


def compare_aged(names: Names, left: Fact, right: Fact, a: Aged, b: Aged) -> Outcome | None:
    """Return the outcome, or None where an article knows both, or the two may be of different years."""
    if knows(left, b.person, a.person) or knows(right, a.person, b.person) or days_apart(left, right, 0) > _LONG:
        return None
    reason = f"the {a.about} is {a.person} in one and {b.person} in the other"
    if relation(names, a.person, b.person) is Relation.SPELLING:
        return misspelt(reason)
    reason += ", and neither article knows both"
    return Outcome(Verdict.CONTRADICTION, "name.other-given", reason, "fits if they are two people", confidence=0.7)
