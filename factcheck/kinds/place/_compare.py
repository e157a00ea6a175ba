"""Whether two places of one event fit together: by name and containers, or by what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factcheck.entities import LOC, Level, Names, folded_tokens
from factcheck.kinds.place._spots import Spots
from factcheck.model import Fact, Outcome, Severity, Span, Verdict

_FLIPS = "fits if they are two events, or one place lies in the other"
# Of the 32 comparable pairs in 2,014 real articles on what befell one person once, 31 were of one event; none of the 12
# that give its place in other words was taken for two towns.
_ONE_PERSON = 0.7


@dataclass(frozen=True, slots=True)
class Location:
    """A place by its canonical name, and those that the text says it lies in or near.

    `event` is the sort of event that was there, `single` when the text names it as the one that it is, `whose` the
    names that its words hold ("NATO" and "Russia" of "NATO-Russia talks"), canonical where known. `near` when it was
    not in the place but by it. `one` when the text speaks of one such event, whichever. `venue` is the sort of place
    ("hotel"), `marks` what tells it from another of that sort ("east"); only they are known of a place without a name.
    `years` are those that the clause tells of the event.
    """

    name: str
    within: tuple[str, ...] = ()
    event: str = ""
    single: bool = False
    whose: frozenset[str] = frozenset()
    near: bool = False
    one: bool = False
    venue: str = ""
    marks: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()

    @property
    def canonical(self) -> str:
        """The name in lower case, with the containers that the text tells."""
        return ", ".join((self.name or self._sort, *self.within)).casefold()

    @property
    def sort(self) -> str:
        """A place."""
        return "place"

    @property
    def _sort(self) -> str:
        return " ".join((*sorted(self.marks), self.venue))

    def __str__(self) -> str:
        return ", ".join((self.name or self._sort, *self.within))


@dataclass(frozen=True, slots=True)
class Places:
    """Judges two places of one event."""

    names: Names
    spots: Spots

    def comparable(self, a: Location, b: Location) -> bool:
        """Tell whether both are of events of one sort, not of two people, and both named or both of a known sort."""
        if a.event != b.event or not ((a.name and b.name) or (a.venue and b.venue)):
            return False
        return not (a.whose and b.whose) or any(self.names.same(x, y) for x in a.whose for y in b.whose)

    def compare(self, left: Fact, right: Fact, a: Location, b: Location) -> Outcome | None:
        """Return the outcome; None where the two may well be places of two events."""
        if a.name and b.name:
            if self.names.same(a.name, b.name, LOC):
                if self.spots.rivals(a.marks, b.marks):
                    return self._aside(a, b)
                return self._in_town(left, right, a, b, b.name) or self._same_name(a, b)
            for inner, outer in ((a, b), (b, a)):
                if self._within(inner, outer.name) or self._part(outer.name, inner.name):
                    if found := self._in_town(left, right, a, b, outer.name):
                        return found
                    reason = f"{inner.name} lies in {outer.name}: one is more exact"
                    return Outcome(Verdict.COMPATIBLE, "place.contained", reason, severity=Severity.NOTE)
            found = self._apart(left, right, a, b) if self._one_time(a, b) else None
            if found or not (a.venue and b.venue):
                return found
        return self._sorts(left, right, a, b) if self._one_time(a, b) else None

    def _one_time(self, a: Location, b: Location) -> bool:
        """Tell whether no year speaks for two events: the congress of 1960 is not that of 2004, nor this week's."""
        if not (a.years and b.years):
            return a.years == b.years or (a.single and b.single and a.event in self.spots.events.life)
        return not a.years.isdisjoint(b.years)

    @staticmethod
    def _aside(a: Location, b: Location) -> Outcome | None:
        """Judge two sides of one place, told by the compass or the like."""
        if not (a.one and b.one):
            return None
        ours, theirs = (", ".join(sorted(one.marks)) for one in (a, b))
        reason = f"of {a.name}, one says {ours} and the other {theirs}"
        return Outcome(Verdict.UNDECIDED, "place.other-side", reason, _FLIPS, Severity.MINOR, 0.5)

    def _same_name(self, a: Location, b: Location) -> Outcome:
        clash = [(x, y) for x in a.within for y in b.within if self._other(x, y)]
        if clash:
            x, y = clash[0]
            reason = f"{a.name} in {x} and {b.name} in {y} are two places of one name"
            return Outcome(Verdict.UNDECIDED, "place.same-name", reason, confidence=0.5)
        how = f"both say {a.name}" if a.name == b.name else f"{a.name} and {b.name} are one place"
        return Outcome(Verdict.AGREEMENT, "place.same", how, severity=Severity.NOTE)

    def _apart(self, first: Fact, second: Fact, a: Location, b: Location) -> Outcome | None:
        """Judge two named places that are neither the same nor one in the other."""
        left, right = self.names.place(a.name), self.names.place(b.name)
        known = left.known and right.known
        levels = {self.spots.level(a.name), self.spots.level(b.name)}
        sites = levels == {Level.SITE} and bool(a.venue) and a.venue == b.venue
        if Level.WIDER in levels or (Level.SITE in levels and not sites) or (len(levels) > 1 and not known):
            return None
        strangers = not (_mentions(first, b.name) or _mentions(second, a.name))
        # Of two places of which one is in no list, that may be a part of the other.
        apart = left.known == right.known
        told = a.one and b.one if apart else a.single and b.single
        if not told or (a.event in self.spots.events.recurring and not strangers):
            # Talks and attacks are held in many places: nothing speaks for one event.
            return None
        reason = f"{a} and {b} are different places"
        # The shooting of Ann Lee in one town, and a shooting in another, are hardly one.
        alike = len(levels) == 1 and bool(a.whose) is bool(b.whose) and strangers and not (a.near or b.near)
        # Of two places that no list has, one may be a part of the other: only what befell one person is told apart.
        unlisted = not left.known and not right.known and bool(a.whose)
        settled = alike and a.single and b.single and not sites and (known or unlisted)
        if settled and a.event in self.spots.events.once:
            sure = _ONE_PERSON if a.whose and b.whose else 0.6
            return Outcome(Verdict.CONTRADICTION, "place.other", reason, _FLIPS, confidence=sure)
        return Outcome(Verdict.UNDECIDED, "place.other", reason, _FLIPS, confidence=0.5)

    def _sorts(self, left: Fact, right: Fact, a: Location, b: Location) -> Outcome | None:
        """Judge two places by what they are: a hotel and a school, the east pier and the west pier."""
        if a.venue == b.venue and not self.spots.rivals(a.marks, b.marks):
            vague = a.venue in self.spots.vague and a.marks != b.marks
            if (a.name and b.name) or vague or (a.event, a.venue) in self.spots.common:
                return None
            reason = f"both give a place of one sort: {a.venue}"
            return Outcome(Verdict.AGREEMENT, "place.same-sort", reason, severity=Severity.NOTE)
        known = a.venue != b.venue and (_mentions(left, b.venue) or _mentions(right, a.venue))
        return None if known else self._two_sorts(left, right, a, b)

    def _in_town(self, left: Fact, right: Fact, a: Location, b: Location, town: str) -> Outcome | None:
        """Judge two sorts of place in one town: her home in Leeds, a hospital in Leeds; None where they fit."""
        apart = a.venue and b.venue and a.venue != b.venue and self.spots.level(town) is not Level.SITE
        if not apart or not self._one_time(a, b):
            return None
        own = a.single and b.single and a.whose and b.whose and a.event in self.spots.events.once
        # What befell one person is told with its place; any other text may tell of both places.
        known = not own and (_mentions(left, b.venue) or _mentions(right, a.venue))
        return None if known else self._two_sorts(left, right, a, b)

    def _two_sorts(self, left: Fact, right: Fact, a: Location, b: Location) -> Outcome | None:
        vague = a.venue != b.venue and {a.venue, b.venue} & self.spots.vague
        part = (a.venue, b.venue) in self.spots.parts or (b.venue, a.venue) in self.spots.parts
        if not (a.one and b.one) or a.near or b.near or vague or part:
            return None
        reason = f"{left.surface} and {right.surface} are different places"
        return Outcome(Verdict.UNDECIDED, "place.other-sort", reason, _FLIPS, Severity.MINOR, 0.5)

    def _within(self, inner: Location, outer: str) -> bool:
        return any(self.names.same(x, outer, LOC) or self.names.contains(outer, x) for x in inner.within) or (
            self.names.contains(outer, inner.name)
        )

    def _part(self, outer: str, inner: str) -> bool:
        """Tell whether one name is in the other: South Leeds and Leeds, Osk Children's Hospital and that hospital."""
        if self.names.place(outer).known and self.names.place(inner).known:
            return False
        small, large = (frozenset(key for _, key in folded_tokens(name)) for name in (outer, inner))
        return bool(small) and small < large

    def _other(self, x: str, y: str) -> bool:
        """Tell whether two containers are of one level and not the same."""
        return self.names.place(x).level is self.names.place(y).level and not self.names.same(x, y, LOC)


def _mentions(fact: Fact, place: str) -> bool:
    """Tell whether a fact's article names the other place as well: then it tells of two, or of one by the other."""
    text, span = fact.statement.article.text, fact.span
    named = re.compile(rf"\b{re.escape(place)}\b", re.IGNORECASE)
    return any(not span.covers(Span(*match.span())) for match in named.finditer(text))
