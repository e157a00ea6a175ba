"""Places: where the event of a clause took place. Two towns are another event more often than a contradiction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcheck.config import Config
from factcheck.entities import Entity, Names, Tagger, default_tagger, folded_tokens, names_of, resolve
from factcheck.kinds._years import years_of
from factcheck.kinds.place._compare import Location, Places
from factcheck.kinds.place._events import Events
from factcheck.kinds.place._spots import Spot, Spots
from factcheck.kinds.place._words import Words
from factcheck.model import Alignment, Fact, Outcome, Span, Statement

_LINK = re.compile(r" (?:of|between|with|on|for) ")

__all__ = ["Location", "PlaceKind"]


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """The kind `place`: a fact is about the event that a clause puts in, at or near a place, or sends there."""

    tagger: Tagger
    names: Names
    spots: Spots
    name: str = "place"

    @staticmethod
    def of(config: Config | None = None, jobs: int = 0) -> PlaceKind:
        """Build the kind over the lexicon with the user's additions."""
        extra = config.lexicon if config else None
        names = names_of(config)
        return PlaceKind(default_tagger(config, jobs), names, Spots.of(Events.of(extra), names, extra))

    def find(self, statements: Sequence[Statement]) -> Sequence[Fact]:
        """Return the places of events; a country or town that is only mentioned is none."""
        resolved = resolve(statements, self.tagger.tag(statements), self.names)
        return [
            fact
            for statement, entities in zip(statements, resolved, strict=True)
            for fact in self._of(statement, entities)
        ]

    def comparable(self, left: Fact, right: Fact) -> bool:
        """Places of events of one sort, both by name or both by what they are, and not of two people."""
        a, b = left.value, right.value
        return isinstance(a, Location) and isinstance(b, Location) and self._places.comparable(a, b)

    def named(self, fact: Fact) -> bool:
        """Tell whether the event is one that one person has once: the arrest of Ann Lee, not a meeting."""
        value = fact.value
        once = isinstance(value, Location) and value.single and value.event not in self.spots.events.recurring
        return once and " of " in fact.about

    def same_subject(self, left: Fact, right: Fact) -> float:
        """Tell whether both clauses name their event by the same words; half where only one says whose it was."""
        if left.about and left.about.casefold() == right.about.casefold():
            return 1.0
        a, b = left.value, right.value
        if not (isinstance(a, Location) and isinstance(b, Location)):
            return 0.0
        return 0.5 if a.event == b.event and not (a.whose and b.whose) else 0.0

    def compare(self, pairs: Sequence[Alignment]) -> Sequence[Outcome | None]:
        """Judge each pair by the places' names, levels and containers, or by what they are."""
        return [self._outcome(pair.left, pair.right) for pair in pairs]

    def question(self, fact: Fact) -> str:
        """Ask where the event was, or where a journey led."""
        if isinstance(fact.value, Location) and fact.value.event in ("transfer", "journey"):
            return f"Where did the {fact.about} lead?"
        head = _LINK.split(fact.about)[0]
        many = head.endswith("s") and not head.endswith("ss")
        return f"Where {'were' if many else 'was'} the {fact.about}?"

    @property
    def _places(self) -> Places:
        return Places(self.names, self.spots)

    def _outcome(self, left: Fact, right: Fact) -> Outcome | None:
        a, b = left.value, right.value
        return self._places.compare(left, right, a, b) if isinstance(a, Location) and isinstance(b, Location) else None

    def _of(self, statement: Statement, entities: Sequence[Entity]) -> Iterator[Fact]:
        text, base = statement.text, statement.span.start
        if text.rstrip("\"'”’ ").endswith("?") or not self.spots.any(text, entities):
            return
        words = Words.of(text, entities, base)
        for spot in self.spots.find(words, entities, base):
            event = self.spots.events.event(words, spot.tie)
            if event is None:
                continue
            whose = self._whose(event.about)
            names = tuple(dict.fromkeys(entity.key or entity.text for entity in spot.names))
            value = Location(
                names[0] if names else "",
                names[1:],
                event.noun,
                event.single,
                whose,
                spot.near,
                event.one,
                spot.venue,
                spot.marks,
                _years(words, spot, event.at, base),
            )
            span = Span(base + words.spans[spot.first][0], base + _end(words, spot, base))
            yield Fact(statement, self.name, value, span, about=event.about)

    def _whose(self, about: str) -> frozenset[str]:
        """Return the names in an event's words; a capital that opens them may be the sentence's."""
        words = [about[start:end] for (start, end), _ in folded_tokens(about)]
        named = [
            w for i, w in enumerate(words) if w[0].isupper() and (i or self.names.gazetteer.find(w) or w.isupper())
        ]
        places = [self.names.gazetteer.find(w) for w in named]
        return frozenset(place.name if place else w for w, place in zip(named, places, strict=True))


def _years(words: Words, spot: Spot, event: int, base: int) -> frozenset[str]:
    """Return the years told of an event that is put somewhere."""
    (start, stop), first = words.spans[event], words.spans[spot.first][0]
    return years_of(words.text, min(start, first), max(stop, _end(words, spot, base)))


def _end(words: Words, spot: Spot, base: int) -> int:
    """Return the character past the end of a place in its statement; a name may end in more than words."""
    last = words.spans[spot.last][1]
    return max([last, *(entity.span.end - base for entity in spot.names)])
