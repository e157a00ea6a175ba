"""Reads the expressions of time in a text: one pass over its tokens, every rule with a bounded look-ahead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from factcheck.kinds.time._core import Core
from factcheck.kinds.time._from_event import from_event
from factcheck.kinds.time._qualified import edged, prefixed
from factcheck.kinds.time._repeats import anaphor, reference, repeated
from factcheck.kinds.time._told import Base, Cursor, Mention, Read, Told, longest
from factcheck.kinds.time._words import Token, Words


class Reader:
    """The grammar with one lexicon; `day_first` decides "9/1/2022", `events` reads "the eve of the talks"."""

    __slots__ = ("_core", "_events", "_starters", "_words")

    def __init__(self, words: Words, *, day_first: bool = False, events: bool = True) -> None:
        self._words = words
        self._core = Core(words, day_first=day_first)
        self._events = events
        tables: tuple[Iterable[str], ...] = (
            words.months,
            words.weekdays,
            words.seasons,
            words.parts,
            words.numbers,
            words.ordinals,
            words.decades,
            words.quantifiers,
        )
        tables += (words.directions, words.edges, words.days, words.references, words.frequencies, words.holidays)
        self._starters = words.starters.union(*tables, words.clock, words.vague, words.every, words.near)

    def scan(self, found_tokens: list[Token]) -> list[Mention]:
        """Return the expressions of time in a text that is cut into tokens, in order, none overlapping."""
        c = Cursor(found_tokens, self._words)
        out: list[Mention] = []
        i, size = 0, len(c.t)
        while i < size:
            token = c.t[i]
            found = self._longest(c, i) if token.digits or token.word in self._starters else None
            if found is None or found[1] <= i or _is_no_date(c, found[1]):
                i += 1 if found is None else max(1, found[1] - i)
                continue
            told = _bounded(c, i, found)
            out.append(Mention(token.start, c.t[found[1] - 1].end, told, (i, found[1])))
            out.extend(_listed(c, found[1], told))
            i = found[1]
        return out

    def _longest(self, c: Cursor, i: int) -> Read:
        core = self._core
        return longest(
            prefixed(c, i, core),
            edged(c, i, core),
            core.timed(c, i),
            from_event(c, i, core) if self._events else None,
            repeated(c, i),
            reference(c, i),
            anaphor(c, i),
            core.read(c, i),
        )


def _is_no_date(c: Cursor, end: int) -> bool:
    """Tell whether what was read is half of a word, "the quarter-final", or a year before our era, "1400 BC"."""
    if c.word(end) in ("bc", "bce"):
        return True
    glued = c.word(end) == "-" and c.at(end).start == c.at(end - 1).end and c.at(end + 1).start == c.at(end).end
    return glued and c.word(end - 1) == "quarter" and c.word(end + 1).isalpha()


def _listed(c: Cursor, j: int, told: Told) -> Iterator[Mention]:
    """Read the days listed after the first: "January 12 and 13", "Jan. 12, 14 and 16"."""
    if not told.month or not told.day or told.clock or told.year or told.weekday is not None:
        return
    while c.word(j) in ("and", "or", ",", "&"):
        k = c.skip(j + 1, "and")
        day, after = c.integer(k), c.word(k + 1)
        if day is None or not 1 <= day <= 31 or len(c.word(k)) > 2:
            return
        if (after.isalnum() and after not in ("and", "in")) or (c.word(j) == "," and after not in (",", "and")):
            return
        other = replace(told, day=day, through=None, base=Base.CONTEXT)
        yield Mention(c.at(k).start, c.at(k).end, other, (k, k + 1))
        j = k + 1


def _bounded(c: Cursor, i: int, found: tuple[Told, int]) -> Told:
    """Add the bound before an expression: none where an event follows ("after Sunday's fire"), "just after" is near."""
    told, end = found
    bound = _bound(c, i)
    if c.word(i - 1) == "past" and c.word(i - 2) in ("just", "shortly", "soon"):
        return replace(told, near=True)
    if not bound or c.possessive(end) > end:
        return told
    if c.word(i - 2) in ("just", "shortly", "soon", "right", "moments", "minutes") and bound in ("before", "after"):
        return replace(told, near=True)
    return replace(told, bound=bound)


def _bound(c: Cursor, i: int) -> str:
    """Return the bound that the preposition before an expression sets."""
    word = c.word(i - 1)
    if word == "to" and c.word(i - 2) == "prior":
        return "before"
    if word == "than" and c.word(i - 2) == "later":
        return "by" if c.word(i - 3) in ("no", "not") else "after"
    if word == "of" and c.word(i - 2) == "ahead":
        return "before"
    return c.w.bounds.get(word, "")
