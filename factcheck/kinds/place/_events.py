"""Which event a place in a sentence belongs to: the noun or verb whose adjunct it is, or none."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.entities import ORG, PER, Entity, folded_tokens
from factcheck.lexicon import table

_FAR = 14
_OBJECT = 5
_ON_WHAT = 4
_LONGEST = 10
_LINKS = frozenset({"of", "between", "with"})
_TOPIC = _LINKS | {"on", "over", "about", "for", "against", "among", "to", "by"}
_LINKING = _LINKS | {"and", "the", "representatives", "ministers", "leaders", "officials"}


@dataclass(frozen=True, slots=True)
class Event:
    """An event named in a sentence: `noun` stands for its sort, `about` are its words, `single` when there is one."""

    noun: str
    about: str
    single: bool


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """The words of events.toml."""

    nouns: Mapping[str, str] = field(repr=False)
    verbs: Mapping[str, str] = field(repr=False)
    many: frozenset[str] = field(repr=False)
    once: frozenset[str] = field(repr=False)
    suffered: frozenset[str] = field(repr=False)
    passive: frozenset[str] = field(repr=False)
    support: frozenset[str] = field(repr=False)
    small: frozenset[str] = field(repr=False)
    at: frozenset[str] = field(repr=False)
    between: frozenset[str] = field(repr=False)
    by: frozenset[str] = field(repr=False)
    stop: frozenset[str] = field(repr=False)

    @staticmethod
    def of(extra: Mapping[str, Any] | None = None) -> Events:
        """Read `events` with the user's additions."""
        events = table("events", extra)
        nouns = {form: noun for noun, forms in events["nouns"].items() for form in (noun, *_words(forms))}
        verbs = {form: noun for noun, forms in events["verbs"].items() for form in _words(forms)}
        near = events["near"]
        return Events(
            nouns,
            verbs,
            frozenset(_words(events["many"]["words"])),
            frozenset(_words(events["once"]["nouns"])),
            frozenset(_words(events["suffered"]["verbs"])),
            frozenset(_words(events["support"]["passive"])),
            frozenset(_words(events["support"]["verbs"])),
            frozenset(_words(events["support"]["small"])),
            frozenset(_words(near["at"])),
            frozenset(_words(near["between"])),
            frozenset(_words(near["by"])),
            frozenset(_words(near["stop"])),
        )

    def adjunct(self, words: Words, start: int) -> int | None:
        """Return the index of the preposition before the place that starts at character `start`, None without one."""
        i = words.at(start) - 1
        while i >= 0 and words.keys[i] in self.between and words.close(i) and words.keys[i] not in self.at:
            i -= 1
        return i if i >= 0 and words.keys[i] in self.at and words.close(i) else None

    def beside(self, words: Words, preposition: int, start: int) -> bool:
        """Tell whether the words from the preposition to the place at `start` put the event by it, not in it."""
        return not self.by.isdisjoint(words.keys[preposition : words.at(start)])

    def event(self, words: Words, preposition: int) -> Event | None:
        """Return the event whose place the preposition at that index gives: before it, or after when it opens."""
        if preposition == 0 or (preposition <= 2 and words.keys[0] in ("on", "earlier", "later")):
            return self._after(words, preposition)
        unknown = 0
        for i in range(preposition - 1, max(-1, preposition - _FAR), -1):
            if words.breaks[i] or words.keys[i] in self.stop:
                return None
            noun = self.nouns.get(words.keys[i])
            if noun is not None and words.keys[i] not in self.support:
                linked = i + 1 >= preposition or words.keys[i + 1] in _TOPIC
                return self._noun(words, i, noun, preposition) if unknown <= (_ON_WHAT if linked else 0) else None
            verb = self.verbs.get(words.keys[i])
            if verb is not None:
                return self._verb(words, i, verb) if unknown <= _OBJECT else None
            known = words.keys[i] in self.small or words.keys[i] in self.support or words.named[i]
            unknown += not (known or words.keys[i].isdigit())
        return None

    def _after(self, words: Words, preposition: int) -> Event | None:
        """Read 'In Geneva on Sunday, ministers met': the first event of the clause after the comma."""
        for i in range(preposition + 1, min(len(words.keys), preposition + 2 * _FAR)):
            if words.keys[i] in self.stop:
                return None
            verb = self.verbs.get(words.keys[i])
            if verb is not None:
                return self._verb(words, i, verb)
            noun = self.nouns.get(words.keys[i])
            happens = i + 1 < len(words.keys) and words.keys[i + 1] in self.support
            if noun is not None and happens:
                return self._noun(words, i, noun, i + 1)
        return None

    def _noun(self, words: Words, i: int, noun: str, end: int) -> Event:
        """Take the event's words with what modifies them: 'security talks between Dorland and Ostia'."""
        first, last = i, i
        while first > 0 and i - first < 4 and words.close(first - 1) and not words.breaks[first - 1]:
            before = words.keys[first - 1]
            plain = before in self.small or before in self.support or before in self.verbs or before in self.stop
            if plain or len(before) < 2 or before.isdigit():
                break
            first -= 1
        if i + 1 < end and words.keys[i + 1] in _LINKS and end - i <= _LONGEST:
            while last + 1 < end and (last == i or words.named[last + 1] or words.keys[last + 1] in _LINKING):
                last += 1
            while last > i and not words.named[last]:
                last -= 1
        single = words.keys[i] not in self.many
        article = words.keys[first - 1] if first else ""
        about = " ".join(words.text[words.spans[first][0] : words.spans[last][1]].split())
        return Event(noun, about, single and article not in ("a", "an"))

    def _verb(self, words: Words, i: int, noun: str) -> Event:
        active = words.keys[i] in self.suffered and not self.passive & set(words.keys[max(0, i - 2) : i])
        person = words.name_after(i) if active else words.name_near(i, people=True)
        other = "" if active else words.name_near(i, people=False)
        single = bool(person) and words.keys[i] not in self.many
        name = person or other
        return Event(noun, f"{noun} of {name}" if name else noun, single)


@dataclass(frozen=True, slots=True)
class Words:
    """A statement's words with their folded forms, which of them are in a name, and where a clause breaks after one."""

    text: str
    spans: Sequence[tuple[int, int]]
    keys: Sequence[str]
    named: Sequence[str]
    person: Sequence[bool]
    breaks: Sequence[bool]

    @staticmethod
    def of(text: str, entities: Sequence[Entity], base: int) -> Words:
        """Cut a statement whose text starts at `base` of its article."""
        cut = folded_tokens(text)
        spans = [span for span, _ in cut]
        named, person = [""] * len(cut), [False] * len(cut)
        starts = [start for start, _ in spans]
        for entity in entities:
            i, end = bisect_left(starts, entity.span.start - base), entity.span.end - base
            while i < len(spans) and spans[i][1] <= end:
                named[i] = entity.key if entity.label in (PER, ORG) else "-"
                person[i] = entity.label == PER
                i += 1
        following = [s for s, _ in spans[1:]] + [len(text)]
        breaks = [any(c in text[e:s] for c in ';:!?()—–"“”') for (_, e), s in zip(spans, following, strict=True)]
        return Words(text, spans, [key for _, key in cut], named, person, breaks)

    def at(self, start: int) -> int:
        """Return the index of the word that starts at, or first after, a character."""
        return bisect_left(self.spans, (start, 0))

    def close(self, i: int) -> bool:
        """Tell whether only a space stands between word `i` and the next."""
        return i + 1 < len(self.spans) and not self.text[self.spans[i][1] : self.spans[i + 1][0]].strip("- \n")

    def name_near(self, verb: int, *, people: bool) -> str:
        """Return the person, or else the organisation, named last before a verb; a person also first after it."""
        for i in range(verb - 1, max(-1, verb - 10), -1):
            if self.breaks[i]:
                break
            if self._is(i, people):
                return self.named[i]
        return self.name_after(verb) if people else ""

    def name_after(self, verb: int) -> str:
        """Return the person named first after a verb, in its clause."""
        for i in range(verb + 1, min(verb + 6, len(self.keys))):
            if self.breaks[i - 1]:
                break
            if self._is(i, people=True):
                return self.named[i]
        return ""

    def _is(self, i: int, people: bool) -> bool:
        return bool(self.named[i]) and self.named[i] != "-" and self.person[i] is people


def _words(listed: Sequence[str]) -> list[str]:
    return [word.strip() for line in listed for word in line.split(",") if word.strip()]
