"""What a date is the date of: an event, a state on that day, or the day on which somebody said something.

The word that governs the date tells: the noun that it modifies ("the fatal February shooting"), else the nearest verb
or event before it ("arrested Wednesday"), else the verb after it ("On Friday, gunmen attacked").
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factcheck.kinds.time._words import BREAK, Token, Words

_REACH = 25
_PHRASE = 6
_STOPS = frozenset((".", "!", "?", ";", ":", BREAK))
_QUOTES = frozenset(('"', "“", "”", "«", "»"))
_ENDS = frozenset((".", "that", ""))
_CONJUNCTIONS = frozenset(("who", "which", "where", "when", "because", "while", "whose", "whom", "although", "though"))
_NARROW = frozenset(("after", "following", "before", "during", "at", "since", "from", "until"))
_WIDE = frozenset(("in", "of", "for", "with", "to", "over", "on", "about", "into", "by"))
_LASTING = frozenset(("since", "until", "till"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "am"))
_HAVE = frozenset(("has", "have", "had"))
_NOT = frozenset(("not", "never", "yet", "t"))
_LEADS = frozenset(("the", "a", "an", "this", "that", "his", "her", "its", "their", "our"))


class Role(StrEnum):
    """What a date dates."""

    EVENT = "event"
    STATE = "state"
    SAYING = "saying"


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date dates, and by which families of words its event is named, none where that is not known."""

    role: Role = Role.EVENT
    families: frozenset[str] = frozenset()

    def bears_on(self, other: Dated) -> bool:
        """Tell whether two dates could be dates of one thing."""
        if self.role is not other.role:
            return False
        return not self.families or not other.families or not self.families.isdisjoint(other.families)


_SAYING, _STATE, _UNKNOWN = Dated(Role.SAYING), Dated(Role.STATE), Dated()


def dated(
    tokens: Sequence[Token], at: tuple[int, int], taken: Container[int], words: Words, *, clock: bool = False
) -> Dated:
    """Tell what the date at tokens `at` dates; `taken` are the tokens of all dates.

    With a `clock` time it hardly dates what was said: "About 9 p.m., police said, two men ran".
    """
    finder = _Finder(tokens, taken, words)
    first, last = at
    if finder.word(first - 1) in _LASTING:
        found = _dated(finder, first, last, clock=clock)
        return _UNKNOWN if found is _SAYING else found  # "manager since 2019, told the court"
    return _dated(finder, first, last, clock=clock)


def _dated(finder: _Finder, first: int, last: int, *, clock: bool) -> Dated:
    tokens = finder.tokens
    owner = last < len(tokens) and tokens[last].word == "'" and tokens[last].start == tokens[last - 1].end
    if owner:
        return finder.noun_after(last + (2 if finder.word(last + 1) == "s" else 1)) or _UNKNOWN
    if finder.speaks(last) and not finder.passive(last):
        return _SAYING
    near = finder.directly_before(first)
    if near is _SAYING and clock and finder.word(last) not in _ENDS:
        return _UNKNOWN
    return (
        near
        or (finder.noun_after(last) if finder.modifies(first, last) else None)
        or finder.before(first)
        or finder.after(last, clock=clock)
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    tokens: Sequence[Token]
    taken: Container[int]
    words: Words

    def word(self, i: int) -> str:
        return self.tokens[i].word if 0 <= i < len(self.tokens) else ""

    def speaks(self, i: int) -> bool:
        """Tell whether a verb of saying stands at `i`."""
        return self.word(i) in self.words.speech and self._small(i)

    def passive(self, i: int) -> bool:
        return any(self.word(k) in _BE for k in (i - 1, i - 2))

    def directly_before(self, first: int) -> Dated | None:
        """Judge by the words that touch the date: "said Tuesday", "as of Monday morning"."""
        i = first - 1
        if self.word(i) == "of" and self.word(i - 1) == "as":
            return _STATE
        while self.word(i) in ("on", "late", "early", "at", "the") and first - i <= 3:
            i -= 1
        return _SAYING if self.speaks(i) and not self.passive(i) else None

    def modifies(self, first: int, last: int) -> bool:
        """Tell whether the date stands in front of a noun: "the fatal Monday | shooting", "Friday morning | fire"."""
        i = first - 1
        if self._event(last) and not self._finite(last) and self.word(last).isalpha():
            return True
        while i >= max(0, first - 3) and self.tokens[i].text.islower() and self.word(i) not in _LEADS:
            if self.word(i) in self.words.prepositions or self._finite(i):
                return False
            i -= 1
        return self.word(i) in _LEADS and self._small(last)

    def noun_after(self, i: int) -> Dated | None:
        """Judge by the last telling word of the noun phrase that begins at `i`."""
        found: Dated | None = None
        for k in range(i, min(len(self.tokens), i + _PHRASE)):
            word = self.word(k)
            if word in self.words.closing or word in self.words.prepositions or word in _STOPS or word == ",":
                break
            if word in self.words.saying or self._press(k):
                found = _SAYING
            elif self._event(k) and not (found and self._finite(k)):
                found = Dated(Role.EVENT, self._event(k))
        return found

    def before(self, first: int) -> Dated | None:
        """Judge by the nearest telling word before the date; None where the date opens its clause."""
        families: frozenset[str] = frozenset()
        light = clause = False
        quotes = 0
        for i in range(first - 1, max(-1, first - 1 - _REACH), -1):
            word = self.word(i)
            if i in self.taken:
                continue
            if word in _QUOTES:
                quotes += 1 if self._closes(i) else -1
            if quotes < 0 or self._opens(i, first, light=light):
                break
            plain = not families and not light
            if plain and (self._state(i) or self._goes_on(i)):
                return _STATE
            if plain and self._told(i):
                return _SAYING
            if word in self.words.light and (word != "reported" or self.passive(i)):
                light = light or plain
            elif self._event(i):
                families |= self._event(i)
                if light or self._governs(i) or self._finite(i):
                    return Dated(Role.EVENT, families)
            elif plain and self.speaks(i):
                return _UNKNOWN if clause or self.passive(i) else _SAYING
            elif self._finite(i) or self._infinitive(i):
                return self._unknown(i, families)
            clause = clause or word in self.words.auxiliaries
        return Dated(Role.EVENT, families) if families or light else None

    def _opens(self, i: int, first: int, *, light: bool) -> bool:
        """Tell whether the clause of a date begins after the word at `i`."""
        word = self.word(i)
        if word in _STOPS or word in _CONJUNCTIONS or (word == "that" and not light):
            return True
        if word == "," and light and self.word(i + 1) in self.words.light:
            return True  # "Holm, who won by 40 votes, begins on Monday"
        return word == "and" and i == first - 1 - (self.word(first - 1) == "on") and i - 1 not in self.taken

    def _closes(self, i: int) -> bool:
        """Tell whether a quotation mark closes: it touches the word before it."""
        return i > 0 and self.tokens[i - 1].end == self.tokens[i].start

    def _goes_on(self, i: int) -> bool:
        """Tell whether a verb goes on at that time: "is being held"."""
        return self.word(i - 1) == "being" and self.word(i - 2) in _BE and self._finite(i)

    def after(self, last: int, *, clock: bool) -> Dated:
        """Judge by the first verb after a date that opens its clause."""
        noun: frozenset[str] = frozenset()
        be = False
        for i in range(last, min(len(self.tokens), last + _REACH)):
            word = self.word(i)
            if word in _STOPS:
                break
            if word in self.words.light and self._finite(i):
                return Dated(Role.EVENT, noun)
            if self.speaks(i) and not self.passive(i):
                return _UNKNOWN if clock else _SAYING
            if self._event(i) and (be or self._finite(i)):
                return Dated(Role.EVENT, self._event(i))
            if self._finite(i):
                return self._unknown(i, frozenset())
            noun = self._event(i) or noun
            be = be or word in _BE
        return _UNKNOWN

    def _event(self, i: int) -> frozenset[str]:
        return self.words.events.get(self.word(i), frozenset())

    def _finite(self, i: int) -> bool:
        """Tell whether a verb that makes a clause stands at `i`: past, present or progressive, no auxiliary."""
        word = self.word(i)
        if word in _BE or word in _HAVE or word in self.words.not_verbs or not self._small(i):
            return False
        if self.word(i - 1) in self.words.determiners - {"he", "she", "it", "they", "we"}:
            return False
        if word.endswith("ing"):
            return self.word(i - 1) in _BE or self.word(i - 2) in _BE
        return word in self.words.past or word in self.words.timetable or (word.endswith("ed") and len(word) > 4)

    def _infinitive(self, i: int) -> bool:
        """Tell whether a verb stands at `i` that an auxiliary or a plan leads: "will close", "is due to travel"."""
        word = self.word(i)
        if not self._small(i) or word in self.words.not_verbs or word in self.words.auxiliaries:
            return False
        if word in _NOT or word in _BE or word in _HAVE:
            return False
        k = i - 1
        while self.word(k) in _NOT or self.word(k).endswith("ly"):
            k -= 1
        if self.word(k) == "to":
            return self.word(k - 1) in self.words.plan or self.word(k - 1) in _BE
        return self.word(k) in self.words.future or self.word(k) in self.words.modals

    def _small(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].text[:1].islower()

    def _governs(self, i: int) -> bool:
        """Tell whether a noun takes the date alone: no wider verb is sought for "after the shooting early Tuesday"."""
        for k in range(i - 1, max(-1, i - 1 - _PHRASE), -1):
            if self.word(k) in _NARROW:
                return True
            if self.word(k) in _WIDE:
                return False
            if self._finite(k) or self.word(k) in _STOPS:
                return True
        return True

    def _unknown(self, i: int, families: frozenset[str]) -> Dated:
        """Judge a verb that names no known event: "had not been located" and "is being treated" are states."""
        if families:
            return Dated(Role.EVENT, families)
        before = [self.word(k) for k in range(max(0, i - 4), i)]
        negated = any(word in _NOT for word in before) and any(word in _HAVE for word in before)
        return _STATE if negated or "still" in before else _UNKNOWN

    def _state(self, i: int) -> bool:
        """Tell whether a phrase for a state ends at `i`."""
        for phrase in self.words.states.get(self.word(i), ()):
            start = i + 1 - len(phrase)
            if start >= 0 and all(self.word(start + n) == word for n, word in enumerate(phrase)):
                return not (phrase[0] == "in" and self._happened(start))
        return False

    def _happened(self, end: int) -> bool:
        """Tell whether an event's verb governs the words up to `end`: "sentenced to a year | in prison"."""
        for k in range(end - 1, max(-1, end - 1 - _PHRASE), -1):
            if self.word(k) in _BE or self.word(k) in _STOPS or self.word(k) == ",":
                return False
            if self._finite(k):
                return bool(self._event(k))
        return False

    def _told(self, i: int) -> bool:
        """Tell whether a noun for something said stands at `i`: "in a statement Thursday"."""
        return self.word(i) in self.words.saying or self._press(i)

    def _press(self, i: int) -> bool:
        return self.word(i) in ("release", "conference") and self.word(i - 1) in ("news", "press", "media")
