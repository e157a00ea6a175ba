"""Where a sentence puts something: the names and common nouns of one place, and the word that ties it to an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from factcheck.entities import LOC, ORG, Entity, Level, Names, folded_tokens
from factcheck.kinds.place._events import Events
from factcheck.kinds.place._words import Words
from factcheck.lexicon import table

_MODIFIERS = 4
_JOINED = (", ", " in ", ", in ", " near ", ", near ")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a sentence, by the index of its words.

    `tie` is the word that gives it to an event, `names` what it is called and lies in, innermost first, `venue` the
    sort of place where it is not named ("hotel"), `marks` what tells it from another of that sort ("east"). `near`
    when the event was by the place; `bound` when it only says where another place is. `first` and `last` are its words
    from the name or article on.
    """

    tie: int
    first: int
    last: int
    names: tuple[Entity, ...] = ()
    venue: str = ""
    marks: frozenset[str] = frozenset()
    near: bool = False
    bound: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Spots:
    """Finds the places in a sentence by the words of events.toml and venues.toml."""

    events: Events
    names: Names
    venues: Mapping[str, str] = field(repr=False)
    common: frozenset[tuple[str, str]] = field(repr=False)
    vague: frozenset[str] = field(repr=False)
    parts: frozenset[tuple[str, str]] = field(repr=False)
    marks: Mapping[str, tuple[str, str]] = field(repr=False)
    articles: frozenset[str] = field(repr=False)
    after: frozenset[str] = field(repr=False)
    chain: frozenset[str] = field(repr=False)
    quick: re.Pattern[str] = field(repr=False)

    @staticmethod
    def of(events: Events, names: Names, extra: Mapping[str, Any] | None = None) -> Spots:
        """Read `venues` with the user's additions."""
        venues = table("venues", extra)
        alike = venues["marks"]["alike"]
        marks = {
            word: (choice, alike.get(word, word))
            for choice, listed in venues["marks"].items()
            if choice != "alike"
            for word in _words(listed)
        }
        phrase = venues["phrase"]
        sorts = {word: sort for sort, others in venues["nouns"].items() for word in (sort, *others)}
        return Spots(
            events,
            names,
            sorts,
            frozenset((event, sort) for sort, listed in venues["common"].items() for event in _words(listed)),
            frozenset(_words(venues["vague"]["sorts"])),
            frozenset((part, whole) for whole, listed in venues["parts"].items() for part in _words(listed)),
            marks,
            frozenset(_words(phrase["article"])),
            frozenset(_words(phrase["after"])),
            frozenset(_words(phrase["chain"])),
            re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(sorts)))})\b"),
        )

    def any(self, text: str, entities: Sequence[Entity]) -> bool:
        """Tell, quickly, whether a sentence may hold a place."""
        return any(entity.label in (LOC, ORG) for entity in entities) or self.quick.search(text) is not None

    def find(self, words: Words, entities: Sequence[Entity], base: int) -> list[Spot]:
        """Return the places of a statement whose text starts at `base` of its article, in order, none in another."""
        found = [*self._named(words, entities, base), *self._unnamed(words)]
        spots: list[Spot] = []
        for spot in sorted(found, key=lambda s: (s.first, -s.last)):
            before = spots[-1] if spots else None
            if before is not None and spot.first <= before.last:
                continue
            joined = before is not None and self._joins(words, before, spot)
            if before is not None and joined:
                spots[-1] = _one(before, spot)
            elif not spot.bound:
                spots.append(spot)
        return spots

    def rivals(self, a: frozenset[str], b: frozenset[str]) -> bool:
        """Tell whether the marks of two places of one sort are of one choice and not the same: east and west."""
        ours, theirs = (dict(self.marks[mark] for mark in marks) for marks in (a, b))
        return any(ours[choice] != theirs[choice] for choice in ours.keys() & theirs.keys())

    def _named(self, words: Words, entities: Sequence[Entity], base: int) -> Iterator[Spot]:
        told = -1
        for i, entity in enumerate(entities):
            start, end = entity.span.start - base, entity.span.end - base
            first = words.at(start)
            venue = self._sort_of(entity)
            if first <= told or first >= len(words.keys) or words.text[end : end + 2] in ("'s", "’s"):
                continue
            if (entity.label != LOC and not (entity.label == ORG and venue)) or words.keys[first].isdigit():
                continue
            tie = self.events.before(words, first)
            if tie is None:
                tie = self.events.hosting(words, words.at(end) - 1)
            bound = tie is None or (words.keys[tie] in self.events.beside and not self._site(entity))
            if tie is None:
                tie = first - 2 if first > 1 and words.keys[first - 1] == "the" else first - 1
            if bound and (tie < 0 or words.keys[tie] not in self.chain):
                continue
            around = _around(entity, islice(entities, i + 1, i + 4), words.text, base)
            told = words.at((around[-1] if around else entity).span.end - base) - 1
            between = words.keys[tie:first]
            near = not self.events.by.isdisjoint(between) or words.keys[tie] in self.events.aside
            marks = frozenset(self.marks[key][1] for key in between if key in self.marks)
            yield Spot(tie, first, max(told, first), (entity, *around), venue, marks, near, bound)

    def level(self, name: str) -> Level:
        """Return how large a place is: a street or a church is one however its name ends."""
        place, heads = self.names.place(name), self.names.gazetteer.heads
        later = () if place.known else [key for _, key in folded_tokens(name)][1:]
        small = any(key in heads or key in self.venues for key in later)
        return Level.SITE if small and place.level is Level.CITY else place.level

    def _site(self, entity: Entity) -> bool:
        return self.names.place(entity.key or entity.text).level is Level.SITE

    def _sort_of(self, entity: Entity) -> str:
        if entity.label == LOC and not self._site(entity):
            return ""
        name = entity.text.casefold().split()
        return next((self.venues[part] for part in (" ".join(name[-2:]), name[-1]) if part in self.venues), "")

    def _unnamed(self, words: Words) -> Iterator[Spot]:
        at = 0
        while at < len(words.keys):
            size = 2 if words.pair(at) in self.venues else 1 if words.keys[at] in self.venues else 0
            spot = self._unnamed_at(words, at, at + size - 1) if size and not words.named[at] else None
            if spot is not None:
                yield spot
            at += max(1, size)

    def _unnamed_at(self, words: Words, head: int, last: int) -> Spot | None:
        """Return the place whose noun stands at `head`, up to the word `last`, if an article opens it."""
        if last + 1 < len(words.keys) and words.close(last) and not self._ends(words, last + 1):
            return None
        if not words.text[words.spans[head][0]].islower():
            return None
        i, owned = head - 1, False
        while i > 0 and head - i <= _MODIFIERS and self._leads(words, i) and self._modifies(words, i):
            owned = owned or not words.close(i)
            i -= 1
        if i < 0 or not self._leads(words, i):
            return None
        # "in her aunt's cottage" has an article, "in Ann Lee's cottage" none
        tie = i - 1 if words.keys[i] in self.articles else i if owned or not words.close(i) else -1
        if tie < 0:
            return None
        if not self.events.ties(words.keys[tie]) or words.breaks[tie]:
            return None
        phrase = words.pair(head) if last > head else words.keys[head]
        own = [j for j in range(tie + 1, head) if words.text[words.spans[j][0]].islower()]
        marks = frozenset(self.marks[words.keys[j]][1] for j in own if words.keys[j] in self.marks)
        near = words.keys[tie] in self.events.by
        if self.venues[phrase] in self.vague and not marks:
            return None
        return Spot(tie, tie + 1, last, (), self.venues[phrase], marks, near)

    @staticmethod
    def _leads(words: Words, i: int) -> bool:
        """Tell whether a word stands right before the next, or owns it."""
        gap = words.text[words.spans[i][1] : words.spans[i + 1][0]].strip("- \n")
        return gap in ("", "'s", "’s")

    def _modifies(self, words: Words, i: int) -> bool:
        key = words.keys[i]
        return key not in self.articles and key not in self.chain and key not in self.after and not words.breaks[i]

    def _ends(self, words: Words, i: int) -> bool:
        key, events = words.keys[i], self.events
        known = key in self.after or key in self.chain or key in events.small or key in events.support
        return known or key in events.stop or key in events.verbs or key in events.passive or events.ties(key)

    def _joins(self, words: Words, before: Spot, spot: Spot) -> bool:
        """Tell whether a place goes on to tell where the one before it is: 'at a hotel in Leeds'."""
        gap = words.text[words.spans[before.last][1] : words.spans[spot.tie][0]]
        return spot.tie == before.last + 1 and gap.strip() in ("", ",") and words.keys[spot.tie] in self.chain


def _one(inner: Spot, outer: Spot) -> Spot:
    near = inner.near if inner.names else inner.near or outer.near
    return replace(
        inner,
        last=outer.last,
        names=inner.names + outer.names,
        venue=inner.venue or outer.venue,
        marks=inner.marks or (frozenset() if inner.venue else outer.marks),
        near=near,
    )


def _around(entity: Entity, following: Iterator[Entity], text: str, base: int) -> list[Entity]:
    """Return the places that follow as containers: 'Geneva, Switzerland', 'Tarnham, near Leeds'."""
    found: list[Entity] = []
    end = entity.span.end
    for other in following:
        if other.label != LOC or text[end - base : other.span.start - base] not in _JOINED:
            break
        found.append(other)
        end = other.span.end
    return found


def _words(listed: Sequence[str]) -> list[str]:
    return [word.strip() for line in listed for word in line.split(",") if word.strip()]
