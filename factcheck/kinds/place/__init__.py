"""Places: where the event of a clause took place. Two towns are another event more often than a contradiction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from factcheck.config import Config
from factcheck.entities import LOC, Entity, Level, Names, Tagger, default_tagger, folded_tokens, names_of, resolve
from factcheck.kinds.place._events import Events, Words
from factcheck.model import Alignment, Fact, Outcome, Severity, Span, Statement, Verdict

_LINK = re.compile(r" (?:of|between|with|on|for) ")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Location:
    """A place by its canonical name, and those that the text says it lies in or near.

    `event` is the sort of event that was there, `single` when the text speaks of one such event, `whose` the names
    that its words hold ("NATO" and "Russia" of "NATO-Russia talks"), canonical where known. `near`
    when it was not in the place but by it.
    """

    name: str
    within: tuple[str, ...] = ()
    event: str = ""
    single: bool = False
    whose: frozenset[str] = frozenset()
    near: bool = False

    @property
    def canonical(self) -> str:
        """The name in lower case, with the containers that the text tells."""
        return ", ".join((self.name, *self.within)).casefold()

    @property
    def sort(self) -> str:
        """A place."""
        return "place"

    def __str__(self) -> str:
        return ", ".join((self.name, *self.within))


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """The kind `place`: a fact is about the event that a clause puts in, at or near a place."""

    tagger: Tagger
    names: Names
    events: Events
    name: str = "place"

    @staticmethod
    def of(config: Config | None = None, jobs: int = 0) -> PlaceKind:
        """Build the kind over the lexicon with the user's additions."""
        extra = config.lexicon if config else None
        return PlaceKind(default_tagger(config, jobs), names_of(config), Events.of(extra))

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return the places of events; a country or town that is only mentioned is none."""
        resolved = resolve(statements, self.tagger.tag(statements), self.names)
        return [
            fact
            for statement, entities in zip(statements, resolved, strict=True)
            for fact in self._of(statement, entities)
        ]

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Places of events of one sort, unless both are somebody's and not the same one's."""
        a, b = left.value, right.value
        if not (isinstance(a, Location) and isinstance(b, Location) and a.event == b.event):
            return False
        return not (a.whose and b.whose) or any(self.names.same(x, y) for x in a.whose for y in b.whose)

    def named(self, fact: Fact) -> bool:
        """Tell whether the event is one person's: the arrest of Ann Lee, not a meeting."""
        return " of " in fact.about and isinstance(fact.value, Location) and fact.value.single

    def same_subject(self, left: Fact, right: Fact) -> float:
        """Tell whether both clauses name their event by the same words."""
        return float(bool(left.about) and left.about.casefold() == right.about.casefold())

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        """Judge each pair by the places' names, levels and containers."""
        return [self._outcome(pair.left, pair.right) for pair in pairs]

    def question(self, fact: Fact) -> str:
        """Ask where the event was."""
        head = _LINK.split(fact.about)[0]
        many = head.endswith("s") and not head.endswith("ss")
        return f"Where {'were' if many else 'was'} the {fact.about}?"

    def _of(self, statement: Statement, entities: Sequence[Entity]) -> Iterator[Fact]:
        base, text = statement.span.start, statement.text
        places = [entity for entity in entities if entity.label == LOC]
        if not places or text.rstrip("\"'”’ ").endswith("?"):
            return
        words = Words.of(text, entities, base)
        told: set[Span] = set()
        for i, entity in enumerate(places):
            start, end = entity.span.start - base, entity.span.end - base
            if entity.span in told or text[end : end + 2] in ("'s", "’s"):
                continue
            preposition = self.events.adjunct(words, start)
            if preposition is None:
                continue
            around = self._around(entity, islice(places, i + 1, i + 4), text, base)
            told.update(container.span for container in around)
            event = self.events.event(words, preposition)
            if event is not None:
                last = around[-1].span.end if around else entity.span.end
                within = tuple(dict.fromkeys(container.key or container.text for container in around))
                value = Location(
                    entity.key or entity.text,
                    within,
                    event.noun,
                    event.single,
                    self._whose(event.about),
                    self.events.beside(words, preposition, start),
                )
                yield Fact(statement, self.name, value, Span(entity.span.start, last), about=event.about)

    def _whose(self, about: str) -> frozenset[str]:
        """Return the names in an event's words; a capital that opens them may be the sentence's."""
        words = [about[start:end] for (start, end), _ in folded_tokens(about)]
        named = [
            w for i, w in enumerate(words) if w[0].isupper() and (i or self.names.gazetteer.find(w) or w.isupper())
        ]
        places = [self.names.gazetteer.find(w) for w in named]
        return frozenset(place.name if place else w for w, place in zip(named, places, strict=True))

    @staticmethod
    def _around(entity: Entity, following: Iterable[Entity], text: str, base: int) -> list[Entity]:
        """Return the places that follow as containers: 'Geneva, Switzerland', 'Tarnham, near Leeds'."""
        found: list[Entity] = []
        end = entity.span.end
        for other in following:
            if text[end - base : other.span.start - base] not in (", ", " in ", ", in ", " near ", ", near "):
                break
            found.append(other)
            end = other.span.end
        return found

    def _outcome(self, left: Fact, right: Fact) -> Outcome | None:
        a, b = left.value, right.value
        if not (isinstance(a, Location) and isinstance(b, Location)):
            return None
        if self.names.same(a.name, b.name, LOC):
            return self._same_name(a, b)
        for inner, outer in ((a, b), (b, a)):
            if self._within(inner, outer.name):
                reason = f"{inner.name} lies in {outer.name}: one is more exact"
                return Outcome(Verdict.COMPATIBLE, "place.contained", reason, severity=Severity.NOTE)
        strangers = not (_mentions(left, b.name) or _mentions(right, a.name))
        return self._apart(a, b, strangers) if _years(left) == _years(right) else None

    def _same_name(self, a: Location, b: Location) -> Outcome:
        clash = [(x, y) for x in a.within for y in b.within if self._rivals(x, y)]
        if clash:
            x, y = clash[0]
            reason = f"{a.name} in {x} and {b.name} in {y} are two places of one name"
            return Outcome(Verdict.UNDECIDED, "place.same-name", reason, confidence=0.5)
        how = f"both say {a.name}" if a.name == b.name else f"{a.name} and {b.name} are one place"
        return Outcome(Verdict.AGREEMENT, "place.same", how, severity=Severity.NOTE)

    def _apart(self, a: Location, b: Location, strangers: bool) -> Outcome | None:
        """Judge two places that are neither the same nor one in the other; `strangers` if no article names both."""
        left, right = self.names.place(a.name), self.names.place(b.name)
        known = left.known and right.known
        levels = {left.level, right.level}
        if Level.WIDER in levels or Level.SITE in levels or (len(levels) > 1 and not known):
            return None
        if not (a.single and b.single):
            # Talks and attacks are held in many places: nothing speaks for one event.
            return None
        reason = f"{a} and {b} are different places"
        flips = "fits if they are two events, or one place lies in the other"
        # The shooting of Ann Lee in one town, and a shooting in another, are hardly one.
        alike = len(levels) == 1 and bool(a.whose) is bool(b.whose) and strangers and not (a.near or b.near)
        # Of two places that no list has, one may be a part of the other: only what befell one person is told apart.
        unlisted = not left.known and not right.known and bool(a.whose)
        if alike and (known or unlisted) and a.event in self.events.once:
            return Outcome(Verdict.CONTRADICTION, "place.other", reason, flips, confidence=0.6)
        return Outcome(Verdict.UNDECIDED, "place.other", reason, flips, confidence=0.5)

    def _within(self, inner: Location, outer: str) -> bool:
        return any(self.names.same(x, outer, LOC) or self.names.contains(outer, x) for x in inner.within) or (
            self.names.contains(outer, inner.name)
        )

    def _rivals(self, x: str, y: str) -> bool:
        """Tell whether two containers are of one level and not the same."""
        return self.names.place(x).level is self.names.place(y).level and not self.names.same(x, y, LOC)


def _mentions(fact: Fact, place: str) -> bool:
    """Tell whether a fact's article names the other place as well: then it tells of two, or of one by the other."""
    return re.search(rf"\b{re.escape(place)}\b", fact.statement.article.text, re.IGNORECASE) is not None


def _years(fact: Fact) -> frozenset[str]:
    """Return the years told beside an event: the congress of 1960 is not that of 2004, nor this week's."""
    return frozenset(_YEAR.findall(fact.statement.text))
