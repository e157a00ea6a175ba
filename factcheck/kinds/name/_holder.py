"""Who holds an office: another name for one office is a contradiction where the two can hardly be two people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.entities import PER, Names
from factcheck.kinds.name._compare import WEEKS, Offices, fields_of
from factcheck.kinds.name._office import Office
from factcheck.model import Fact, Outcome, Verdict

_VARIANT = 75.0  # similarity in per cent from which two first names may be one, misspelt
_SHORT = 3  # letters in common at the start from which one first name may be short for the other
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Holder:
    """An office with the person who holds it, by the resolved name: `Role` seen from the office."""

    person: str
    office: Office

    @property
    def canonical(self) -> str:
        """The name in lower case."""
        return self.person.casefold()

    @property
    def sort(self) -> str:
        """A person."""
        return "person"

    def __str__(self) -> str:
        return f"{self.person}, {self.office}"


@dataclass(frozen=True, slots=True)
class Holders:
    """Judges whether two names for one office are a contradiction."""

    offices: Offices
    names: Names

    def tells(self, office: Office) -> bool:
        """Tell whether a story names one holder of such an office, so that it says who is meant."""
        return office.head not in self.offices.vocabulary.many

    def rivals(self, a: Holder, b: Holder) -> bool:
        """Tell whether two people are named as the holder of what can be one office."""
        return self._one_office(a.office, b.office) and (
            self._other_given(a.person, b.person) or self._other_person(a, b)
        )

    def compare(self, left: Fact, right: Fact, a: Holder, b: Holder) -> Outcome | None:
        """Return a contradiction, or None where the two may be two people, or hold the office one after the other."""
        if _knows(left, b.person, a.person) or _knows(right, a.person, b.person):
            return None
        flips = "fits if they are two people"
        if self._other_given(a.person, b.person):
            sure = 0.8 if self._exact(a.office) and self._exact(b.office) else 0.7
            reason = (
                f"the {_shorter(a.office, b.office)} is {a.person} in one and {b.person} in the other, and neither "
                f"article knows both"
            )
            return Outcome(Verdict.CONTRADICTION, "name.other-given", reason, flips, confidence=sure)
        one, other = left.statement.article.published, right.statement.article.published
        if one is None or other is None or abs((one - other).days) >= WEEKS:
            return None
        reason = f"the {_shorter(a.office, b.office)} is {a.person} in one and {b.person} in the other"
        flips = "fits if the office changed hands, or one of them held it before"
        return Outcome(Verdict.CONTRADICTION, "name.other-holder", reason, flips, confidence=0.7)

    def _one_office(self, a: Office, b: Office) -> bool:
        if (a.head, a.rank, a.status) != (b.head, b.rank, b.status) or (a.unit and b.unit and a.unit != b.unit):
            return False
        ours, theirs = fields_of(a), fields_of(b)
        apart = bool(ours and theirs) and not ours & theirs
        return not apart and not self.offices.places_apart(a, b)

    def _other_given(self, a: str, b: str) -> bool:
        """Tell whether two full names share the family name, and the first names cannot be one."""
        left, right = self.names.people.form(a).words, self.names.people.form(b).words
        if min(len(left), len(right)) < 2 or left[-1] != right[-1] or set(left[:-1]) & set(right[:-1]):
            return False
        if (
            len(left[-1]) == 1
            or left[0] in self.names.people.family_first
            or right[0] in self.names.people.family_first
        ):
            return False
        if self.names.likeness(a, b, PER) >= 0.5:
            return False
        return not any(_variants(x, y) for x in left[:-1] for y in right[:-1])

    def _other_person(self, a: Holder, b: Holder) -> bool:
        """Tell whether two names have no word in common, and the office is one that only one person holds."""
        left, right = (self.names.people.form(one.person).words for one in (a, b))
        if min(len(left), len(right)) < 2 or any(_variants(x, y) for x in left for y in right):
            return False
        office, other = a.office, b.office
        unique = office.head in self.offices.vocabulary.unique and not (office.rank or office.status)
        return unique and any(self.names.same(x, y) for x in office.institutions for y in other.institutions)

    def _exact(self, office: Office) -> bool:
        return bool(
            fields_of(office) or office.unit or office.institutions or office.head in self.offices.vocabulary.complete
        )


def _variants(x: str, y: str) -> bool:
    """Tell whether one word of a name may stand for another: an initial, a short form, a misspelling."""
    if len(x) == 1 or len(y) == 1:
        return True
    return x[:_SHORT] == y[:_SHORT] or fuzz.ratio(x, y) >= _VARIANT


def _knows(fact: Fact, name: str, own: str) -> bool:
    """Tell whether a fact's article uses a word of the other name that is no word of its own."""
    words = {word.casefold() for word in _WORD.findall(fact.statement.article.text)}
    mine = {word.casefold() for word in _WORD.findall(own)}
    return not words.isdisjoint({word.casefold() for word in _WORD.findall(name)} - mine)


def _shorter(a: Office, b: Office) -> str:
    return min(str(a), str(b), key=lambda text: (len(text), text))
