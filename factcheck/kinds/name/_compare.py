"""Whether two offices of one person fit together, and whether two names for one role do."""

from __future__ import annotations

from dataclasses import dataclass

from factcheck.entities import PER, Names
from factcheck.kinds.name._items import Vocabulary
from factcheck.kinds.name._office import Office
from factcheck.model import Outcome, Severity, Verdict

WEEKS = 14
"""Days between two publications after which a person may have changed office."""


@dataclass(frozen=True, slots=True)
class Offices:
    """Judges two offices of one person, by the ladders of `titles.toml` and the places of the lexicon."""

    vocabulary: Vocabulary
    names: Names

    def compare(self, a: Office, b: Office, days_apart: int | None) -> Outcome:
        """Return the outcome for two offices told by articles published `days_apart` days from each other."""
        if a.canonical == b.canonical:
            return _agree("name.same-office", f"both give the office as {a}")
        stands = a.head in self.vocabulary.seeking
        if stands is not (b.head in self.vocabulary.seeking):
            one, other = (a, b) if stands else (b, a)
            reason = f"{one} tells what the person stands as, {other} what the person is already or has become since"
            return _fits("name.candidate", reason)
        if {a.status, b.status} & {"former", "coming"} and a.status != b.status:
            return _fits("name.office-over-time", f"{a} and {b} say whether the office is held still or not yet")
        if "acting" in (a.status, b.status) and a.head == b.head and a.rank != b.rank:
            return _fits("name.office-over-time", f"{a} and {b}: a deputy acts for the one above")
        if (self._vague(a) or self._vague(b)) and not (stands and a.head == b.head):
            if self._vague(a) and self._vague(b):
                return _fits("name.office-less-specific", f"{a} and {b} both leave open which office it is")
            exact, vague = (b, a) if self._vague(a) else (a, b)
            return _fits("name.office-less-specific", f"one gives {exact}, the other says it less exactly: {vague}")
        if self.places_apart(a, b) and a.head == b.head:
            if not (self._listed(a) and self._listed(b)):
                return Outcome(
                    Verdict.UNDECIDED,
                    "name.other-institution",
                    f"{a} and {b} may be of one institution",
                    confidence=0.5,
                )
            return self._against(a, b, days_apart, "name.other-institution", 0.6, "for different institutions")
        if a.head == b.head:
            return self._same_head(a, b, days_apart)
        return self._other_head(a, b, days_apart)

    def _same_head(self, a: Office, b: Office, days_apart: int | None) -> Outcome:
        if a.unit != b.unit and {a.unit, b.unit} <= self.vocabulary.levels:
            return self._against(a, b, days_apart, "name.other-level", 0.75, "of different levels")
        if a.unit and b.unit and not set(a.unit.split()) & set(b.unit.split()):
            return _fits("name.several-offices", f"{a} and {b} may be offices in two bodies")
        ours, theirs = fields_of(a), fields_of(b)
        if ours and theirs and not ours & theirs:
            return self._against(a, b, days_apart, "name.other-office", 0.75, "of the same rank in different fields")
        if a.rank != b.rank:
            if a.head in self.vocabulary.unranked or not self._comparable_ranks(a, b):
                return _fits("name.office-less-specific", f"{a} and {b}: one leaves out what the other tells")
            exact = bool(a.rank and b.rank) or (self._told(a) and self._told(b)) or bool(_common_unit(a, b))
            sure = 0.85 if exact else 0.7
            return self._against(a, b, days_apart, "name.other-rank", sure, "of different rank in one office")
        if a.domain != b.domain:
            return _fits("name.office-less-specific", f"{a} and {b}: one leaves out the field")
        return _agree("name.same-office", f"both give the office as {max(str(a), str(b), key=len)}")

    def _other_head(self, a: Office, b: Office, days_apart: int | None) -> Outcome:
        if {a.head, b.head} == {"minister", "secretary"} and a.domain == b.domain and a.rank == b.rank:
            return _fits("name.office-in-other-words", f"{a} and {b} name the same office in different words")
        ladders = self.vocabulary.ladders
        common = ladders.get(a.head, frozenset()) & ladders.get(b.head, frozenset())
        if common & self.vocabulary.addressed and (a.head.endswith(f" {b.head}") or b.head.endswith(f" {a.head}")):
            return _fits("name.office-less-specific", f"{a} and {b}: one is the short form of address")
        if common and not self.places_apart(a, b):
            # A company has presidents too: whose the office is must be told, but for ranks.
            ranks = common & (self.vocabulary.addressed | {"police"})
            sure = 0.7 if ranks or (a.institutions and b.institutions) else 0.45
            return self._against(a, b, days_apart, "name.other-rung", sure, "that one person does not hold together")
        return _fits("name.several-offices", f"{a} and {b} are different offices, and one person can hold both")

    def _comparable_ranks(self, a: Office, b: Office) -> bool:
        """A plain office with nothing but its head ('minister Lee') is shorthand for any rank of it."""
        plain = [office for office in (a, b) if not office.rank]
        if not plain or self._told(plain[0]):
            return True
        return plain[0].head in self.vocabulary.complete or bool(plain[0].unit and plain[0].unit == _common_unit(a, b))

    @staticmethod
    def _told(office: Office) -> bool:
        return bool(office.domain) or bool(office.institutions and office.head not in _LOOSE)

    def _vague(self, office: Office) -> bool:
        return office.head in self.vocabulary.vague and not office.domain and not office.unit

    def places_apart(self, a: Office, b: Office) -> bool:
        """Tell whether the two name institutions that cannot be the same or one inside the other."""
        return bool(a.institutions and b.institutions) and not any(
            self._related(x, y) for x in a.institutions for y in b.institutions
        )

    def _listed(self, office: Office) -> bool:
        """Tell whether the lexicon knows what the office belongs to: two unknown names may be one body's."""
        names = self.names
        return all(names.gazetteer.find(one) or names.organisation(one).known for one in office.institutions)

    def _related(self, x: str, y: str) -> bool:
        names = self.names
        if names.same(x, y):
            return True
        left, right = names.gazetteer.find(x), names.gazetteer.find(y)
        if left and right:
            return left.name in right.within or right.name in left.within
        bodies = [names.organisation(name) for name, place in ((x, left), (y, right)) if place is None]
        if left or right:
            # A body may stand for its country: the State Department and the United States.
            place = left or right
            places = bodies[0].places
            return not places or bool(
                place and any(place.name == p or place.name in names.place(p).within for p in places)
            )
        return False

    @staticmethod
    def _against(a: Office, b: Office, days_apart: int | None, rule: str, sure: float, how: str) -> Outcome:
        reason = f"{a} and {b} are offices {how}"
        if days_apart is not None and days_apart >= WEEKS:
            return Outcome(
                Verdict.UPDATE,
                rule,
                f"{reason}; the articles are {days_apart} days apart, so the office may have changed",
                f"a contradiction if both were published within {WEEKS} days",
                Severity.MINOR,
                sure,
            )
        return Outcome(
            Verdict.CONTRADICTION, rule, reason, "fits if the person changed office in between", Severity.MINOR, sure
        )


def fields_of(office: Office) -> frozenset[str]:
    """Return all that an office is in charge of; a minister of state may be in charge of anything."""
    return office.fields - {"state"} if office.head == "minister" else office.fields


def _common_unit(a: Office, b: Office) -> str:
    """Return the unit that both offices name, empty where they name none or two."""
    return a.unit if a.unit == b.unit else ""


_LOOSE = frozenset({"secretary", "director", "manager", "editor", "professor"})


def _agree(rule: str, reason: str) -> Outcome:
    return Outcome(Verdict.AGREEMENT, rule, reason, severity=Severity.NOTE)


def _fits(rule: str, reason: str) -> Outcome:
    return Outcome(Verdict.COMPATIBLE, rule, reason, severity=Severity.NOTE)


def compare_bearers(names: Names, role: str, a: str, b: str, definite: bool) -> Outcome | None:
    """Judge two names given to one role; None where an event has many of them."""
    likeness = names.likeness(a, b, PER)
    if likeness >= 0.5:
        how = f"{a} and {b} are spellings or parts of one name" if a != b else f"both name {a}"
        return _agree("name.same-bearer", f"the {role}: {how}")
    left, right = names.people.form(a).words, names.people.form(b).words
    if set(left) & set(right) and min(len(left), len(right)) > 1:
        reason = f"the {role} is called {a} by one and {b} by the other"
        return Outcome(Verdict.CONTRADICTION, "name.bearer-half", reason, "fits if they are two people", confidence=0.7)
    if role == "victim":
        return None
    reason = f"the {role} is {a} in one and {b} in the other"
    if definite and role in ("gunman", "winner", "pilot"):
        return Outcome(Verdict.CONTRADICTION, "name.other-bearer", reason, "fits if there were two", confidence=0.6)
    return Outcome(Verdict.UNDECIDED, "name.other-bearer", f"{reason}; there may be several", confidence=0.5)
