"""Who holds an office: another name for one office is a contradiction where the two can hardly be two people."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.entities import Names
from factcheck.kinds.name._compare import WEEKS, Offices, fields_of
from factcheck.kinds.name._office import Office
from factcheck.kinds.name._people import Named, Relation, apart, days_apart, knows, misspelt, relation
from factcheck.model import Fact, Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Holder(Named):
    """An office with the person who holds it, by the resolved name: `Role` seen from the office."""

    person: str
    office: Office

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
        if not self._one_office(a.office, b.office):
            return False
        related = relation(self.names, a.person, b.person)
        if related is Relation.OTHER_FAMILY:
            return a.office.head not in self.offices.vocabulary.several and self._exact(a.office)
        return related in (Relation.OTHER_GIVEN, Relation.SPELLING) or self._other_person(a, b)

    def compare(self, left: Fact, right: Fact, a: Holder, b: Holder) -> Outcome | None:
        """Return the outcome, or None where the two may be two people, or hold the office one after the other."""
        if knows(left, b.person, a.person) or knows(right, a.person, b.person):
            return None
        related = relation(self.names, a.person, b.person)
        reason = f"the {_shorter(a.office, b.office)} is {a.person} in one and {b.person} in the other"
        if related is Relation.SPELLING:
            return misspelt(reason)
        if related is Relation.OTHER_GIVEN:
            sure = 0.8 if self._exact(a.office) and self._exact(b.office) else 0.7
            reason += ", and neither article knows both"
            flips = "fits if they are two people"
            return Outcome(Verdict.CONTRADICTION, "name.other-given", reason, flips, confidence=sure)
        if days_apart(left, right, WEEKS) >= WEEKS:
            return None
        rule = "name.other-family" if related is Relation.OTHER_FAMILY else "name.other-holder"
        flips = "fits if the office changed hands, or one of them held it before"
        return Outcome(Verdict.CONTRADICTION, rule, reason, flips, confidence=0.7)

    def _one_office(self, a: Office, b: Office) -> bool:
        if (a.head, a.rank, a.status) != (b.head, b.rank, b.status) or (a.unit and b.unit and a.unit != b.unit):
            return False
        ours, theirs = fields_of(a), fields_of(b)
        apart = bool(ours and theirs) and not ours & theirs
        return not apart and not self.offices.places_apart(a, b)

    def _other_person(self, a: Holder, b: Holder) -> bool:
        """Tell whether two names have no word in common, and the office is one that only one person holds."""
        if not apart(self.names, a.person, b.person):
            return False
        office, other = a.office, b.office
        words = self.offices.vocabulary
        told = office.head in words.fielded and bool(fields_of(office) & fields_of(other))
        unique = (office.head in words.unique or told) and not (office.rank or office.status)
        return unique and any(self.names.same(x, y) for x in office.institutions for y in other.institutions)

    def _exact(self, office: Office) -> bool:
        return bool(
            fields_of(office) or office.unit or office.institutions or office.head in self.offices.vocabulary.complete
        )


def _shorter(a: Office, b: Office) -> str:
    return min(str(a), str(b), key=lambda text: (len(text), text))
