"""Which event a place in a sentence belongs to: the noun or verb whose adjunct it is, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from factcheck.kinds.place._words import Words
from factcheck.lexicon import table

_FAR = 14
_OBJECT = 5
_ON_WHAT = 4
_LONGEST = 10
_SUBJECT = 6
_LINKS = frozenset({"of", "between", "with"})
_TOPIC = _LINKS | {"on", "over", "about", "for", "against", "among", "to", "by"}
_LINKING = _LINKS | {"and", "the", "representatives", "ministers", "leaders", "officials"}
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "our"})
_ONE = frozenset({"he", "she", "it"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Event:
    """An event named in a sentence: `noun` stands for its sort, `about` are its words.

    `single` when the text names it as the one that it is, `one` when it speaks of one event, whichever; `at` is the
    index of its word.
    """

    noun: str
    about: str
    single: bool
    one: bool
    at: int


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """The words of events.toml."""

    nouns: Mapping[str, str] = field(repr=False)
    verbs: Mapping[str, str] = field(repr=False)
    moving: Mapping[str, Mapping[str, str]] = field(repr=False)
    objects: Mapping[str, str] = field(repr=False)
    hosts: frozenset[str] = field(repr=False)
    many: frozenset[str] = field(repr=False)
    once: frozenset[str] = field(repr=False)
    life: frozenset[str] = field(repr=False)
    recurring: frozenset[str] = field(repr=False)
    suffered: frozenset[str] = field(repr=False)
    passive: frozenset[str] = field(repr=False)
    told: frozenset[str] = field(repr=False)
    support: frozenset[str] = field(repr=False)
    small: frozenset[str] = field(repr=False)
    at: frozenset[str] = field(repr=False)
    beside: frozenset[str] = field(repr=False)
    aside: frozenset[str] = field(repr=False)
    between: frozenset[str] = field(repr=False)
    by: frozenset[str] = field(repr=False)
    stop: frozenset[str] = field(repr=False)

    @staticmethod
    def of(extra: Mapping[str, Any] | None = None) -> Events:
        """Read `events` with the user's additions."""
        events = table("events", extra)
        nouns = {form: noun for noun, forms in events["nouns"].items() for form in (noun, *_words(forms))}
        near, support = events["near"], events["support"]
        return Events(
            nouns,
            _forms(events["verbs"]),
            {word: _forms(events[way]) for way in ("to", "from", "for") for word in _words(near[way])},
            _forms(events["object"]),
            frozenset(_words(events["host"]["verbs"])),
            frozenset(_words(events["many"]["words"])),
            frozenset(_words(events["once"]["nouns"])),
            frozenset(_words(events["life"]["nouns"])),
            frozenset(_words(events["recurring"]["nouns"])),
            frozenset(_words(events["suffered"]["verbs"])),
            frozenset(_words(support["passive"])),
            frozenset(_words(events["suffered"]["told"])),
            frozenset(_words(support["verbs"])),
            frozenset(_words(support["small"])),
            frozenset(_words(near["at"])),
            frozenset(_words(near["on"])),
            frozenset(_words(near["aside"])),
            frozenset(_words(near["between"])),
            frozenset(_words(near["by"])),
            frozenset(_words(near["stop"])),
        )

    def before(self, words: Words, first: int) -> int | None:
        """Return the index of the preposition, or of the verb, that a name beginning at word `first` belongs to."""
        i = first - 1
        if i > 0 and words.keys[i] == "of" and words.keys[i - 1] in self.aside:
            return i - 1
        if i >= 0 and words.keys[i] in self.aside and words.close(i) and words.keys[i] not in self.between:
            return i
        while i >= 0 and words.keys[i] in self.between and words.close(i) and not self.ties(words.keys[i]):
            i -= 1
        if i < 0 or not words.close(i):
            return None
        return i if self.ties(words.keys[i]) or words.keys[i] in self.objects else None

    def hosting(self, words: Words, last: int) -> int | None:
        """Return the index of the verb of a place that hosts something, given the last word of its name."""
        for i in range(last + 1, min(last + 4, len(words.keys))):
            if words.keys[i] in self.hosts:
                return i
            if not (words.keys[i] in self.support or words.keys[i] == "to"):
                return None
        return None

    def ties(self, key: str) -> bool:
        """Tell whether a word is a preposition that may give an event its place."""
        return key in self.at or key in self.beside or key in self.moving

    def event(self, words: Words, tie: int) -> Event | None:
        """Return the event whose place the word at that index gives: before it, or after when it opens."""
        key = words.keys[tie]
        if key in self.hosts:
            return self._hosted(words, tie)
        if key in self.objects and not self.ties(key):
            return self._of_object(words, tie)
        verbs = self.moving.get(key, self.verbs)
        if verbs is self.verbs and (tie == 0 or (tie <= 2 and words.keys[0] in ("on", "earlier", "later"))):
            return self._after(words, tie)
        nouns = self.nouns if verbs is self.verbs else {}
        unknown = 0
        for i in range(tie - 1, max(-1, tie - _FAR), -1):
            if words.breaks[i] or words.keys[i] in self.stop:
                return None
            noun = None if self._of_calendar(words, i) else nouns.get(words.keys[i])
            if i and words.pair(i - 1) in verbs:
                continue
            if noun is not None and words.keys[i] not in self.support:
                linked = i + 1 >= tie or words.keys[i + 1] in _TOPIC
                return self._noun(words, i, noun, tie) if unknown <= (_ON_WHAT if linked else 0) else None
            verb = verbs.get(words.pair(i)) or verbs.get(words.keys[i])
            if verb is not None and not (verbs is self.verbs and i and words.keys[i - 1] in _DETERMINERS):
                return self._verb(words, i, verb) if unknown <= _OBJECT else None
            known = words.keys[i] in self.small or words.keys[i] in self.support or words.named[i]
            unknown += not (known or words.keys[i].isdigit())
        return None

    def _hosted(self, words: Words, verb: int) -> Event | None:
        for i in range(verb + 1, min(len(words.keys), verb + 2 + _OBJECT)):
            noun = self.nouns.get(words.keys[i])
            if noun is not None:
                return self._noun(words, i, noun, min(len(words.keys), i + _LONGEST))
        return None

    def _of_calendar(self, words: Words, i: int) -> bool:
        """Tell a month from the event of that name: 'March 20' is no march."""
        return words.keys[i] in self.small and words.text[words.spans[i][0]].isupper()

    def _of_object(self, words: Words, verb: int) -> Event:
        noun = self.objects[words.keys[verb]]
        person = words.name_near(verb, people=True) if verb else ""
        single = bool(person) and not self._subject(words, verb)[0]
        one = single or self._subject(words, verb)[1]
        return Event(noun, f"{noun} of {person}" if single else noun, single, one, verb)

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
        if 0 < first < i and words.keys[first - 1].isdigit():
            first += 1  # "7.5 hours talks" are talks
        if i + 1 < end and words.keys[i + 1] in _LINKS and end - i <= _LONGEST:
            while last + 1 < end and (last == i or words.named[last + 1] or words.keys[last + 1] in _LINKING):
                last += 1
            while last > i and not words.named[last]:
                last -= 1
        one = words.keys[i] not in self.many
        article = words.keys[first - 1] if first else ""
        about = " ".join(words.text[words.spans[first][0] : words.spans[last][1]].split())
        return Event(noun, about, one and article not in ("a", "an"), one, i)

    def _verb(self, words: Words, i: int, noun: str) -> Event:
        if words.keys[i] in self.told and i and words.keys[i - 1] in self.nouns:
            return self._noun(words, i - 1, self.nouns[words.keys[i - 1]], i)
        active = words.keys[i] in self.suffered and not self.passive & set(words.keys[max(0, i - 2) : i])
        apart = "" if active else self._set_apart(words, i)
        subject, one = ("", active and self._object(words, i)) if active or apart else self._subject(words, i)
        person = apart or (words.name_after(i) if active else "" if subject else self._person(words, i))
        if not (active or subject or one or person):
            person, one = self._opening(words, i)
        other = "" if active or subject else words.name_near(i, people=False)
        several = words.keys[i] in self.many
        name = person or other
        single = bool(person) and not several
        return Event(noun, f"{noun} of {name}" if name else noun, single, single or (one and not several), i)

    def _set_apart(self, words: Words, verb: int) -> str:
        """Return the person whom a clause between commas parts from the verb: 'Ann Lee, who had two sons, died'."""
        i, first = verb - 1, next((j + 1 for j in range(verb - 1, -1, -1) if words.breaks[j]), 0)
        while i > first and words.keys[i] in self.support | self.passive:
            i -= 1
        after = next((j for j in range(first, i) if not words.person[j]), i)
        commas = after > first and words.gap(after - 1) == words.gap(i) == ","
        return words.named[first] if commas and words.person[first] else ""

    @staticmethod
    def _person(words: Words, verb: int) -> str:
        """Return whom a verb tells of that is not active: where it opens the sentence, who is named behind a comma."""
        led = words.name_led(verb) if not verb or words.breaks[verb - 1] else ""
        return led or words.name_near(verb, people=True)

    def _subject(self, words: Words, verb: int) -> tuple[str, bool]:
        """Return the common noun that is the subject of a verb, empty when it is a name, and whether it is one."""
        i = verb - 1
        while i >= max(0, verb - _SUBJECT) and (
            words.keys[i] in self.passive
            or words.keys[i] in self.support
            or words.keys[i] in _RELATIVE
            or words.keys[i].endswith("ly")
            or words.keys[i].isdigit()
        ):
            i -= 1
        if i < 0 or words.breaks[i] or words.named[i]:
            return "", False
        key = words.keys[i]
        if key in _ONE:
            return "", True
        plain = key in self.nouns or not (key in self.small or key in self.stop)
        if not plain or words.text[words.spans[i][0]].isupper():
            return "", False
        return key, not _plural(key)

    @staticmethod
    def _opening(words: Words, verb: int) -> tuple[str, bool]:
        """Return the person who opens the clause of a verb, and whether it opens with one person or thing."""
        first = next((i + 1 for i in range(verb - 1, -1, -1) if words.breaks[i]), 0)
        if words.person[first]:
            return words.named[first], True
        if words.keys[first] in _ONE:
            return "", True
        noun = words.keys[first + 1 : first + 2]
        return "", words.keys[first] in _DETERMINERS and bool(noun) and not _plural(noun[0])

    @staticmethod
    def _object(words: Words, verb: int) -> bool:
        """Tell whether one thing follows an active verb: 'found a body', 'found the wreck', 'found her'."""
        after = words.keys[verb + 1 : verb + 4]
        if not after:
            return False
        return after[0] in ("him", "her", "it") or (
            after[0] in ("a", "an", "the", "his", "its") and not any(map(_plural, after[1:]))
        )


def _plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith("ss")


def _forms(listed: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {form: noun for noun, forms in listed.items() for form in _words(forms)}


def _words(listed: Sequence[str]) -> list[str]:
    return [word.strip() for line in listed for word in line.split(",") if word.strip()]
