"""Reads the expressions of time in a text: one pass over its tokens, every rule with a bounded look-ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from factcheck.kinds.time import _periods as periods
from factcheck.kinds.time._core import Core
from factcheck.kinds.time._lengths import length
from factcheck.kinds.time._repeats import anaphor, reference, repeated
from factcheck.kinds.time._told import Base, Cursor, Mention, Read, Told, Type
from factcheck.kinds.time._words import BREAK, Token, Words, tokens

_QUANTIFIERS = (
    ("no", "more", "than"),
    ("no", "less", "than"),
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("up", "to"),
    ("as", "much", "as"),
    ("over",),
    ("under",),
)
# words of no table that may begin an expression of time
_STARTERS = frozenset(
    [
        "the",
        "that",
        "fiscal",
        "fy",
        "q",
        "h",
        "half",
        "quarter",
        "'",
        "no",
        "at",
        "more",
        "less",
        "up",
        "over",
        "within",
        "under",
        "fewer",
        "as",
        "year",
        "month",
        "week",
        "day",
        "decade",
        "these",
        "once",
        "eve",
        "years",
        "months",
        "weeks",
        "days",
        "decades",
        "centuries",
        "right",
        "annual",
        "then",
        "coming",
        "turn",
        "hours",
        "final",
        "penultimate",
    ]
)
_PRONOUNS = frozenset(("he", "she", "it", "they", "we", "i", "you"))
_EVENT_STOP = frozenset([".", ",", ";", ":", "(", ")", '"', "“", "”", "!", "?", "-", "–", "—"]) | {BREAK, ""}


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
        )
        tables += (words.directions, words.edges, words.days, words.references, words.frequencies, words.holidays)
        self._starters = _STARTERS.union(*tables, words.clock, words.vague, words.every, words.near)

    def read(self, text: str) -> list[Mention]:
        """Return the expressions of time in `text`, in order, none overlapping."""
        return self.scan(tokens(text))

    def scan(self, found_tokens: list[Token]) -> list[Mention]:
        """Return the expressions of time in a text that is already cut into tokens."""
        c = Cursor(found_tokens, self._words)
        out: list[Mention] = []
        i, size = 0, len(c.t)
        while i < size:
            token = c.t[i]
            found = self._longest(c, i) if token.digits or token.word in self._starters else None
            if found is None or found[1] <= i:
                i += 1
                continue
            told = _bounded(c, i, found)
            out.append(Mention(token.start, c.t[found[1] - 1].end, told, (i, found[1])))
            out.extend(self._days_after(c, found[1], told))
            i = found[1]
        return out

    def _days_after(self, c: Cursor, j: int, told: Told) -> Sequence[Mention]:
        """Read the days listed after the first: "January 12 and 13", "Jan. 12, 14 and 16"."""
        out: list[Mention] = []
        if not told.month or not told.day or told.clock or told.year or told.weekday is not None:
            return out
        while c.word(j) in ("and", ",", "&") or c.word(j) == "or":
            k = c.skip(j + 1, "and")
            day = c.integer(k)
            after = c.word(k + 1)
            if (
                day is None
                or not 1 <= day <= 31
                or len(c.word(k)) > 2
                or (after.isalnum() and after not in ("and", "in"))
            ):
                break
            if c.word(j) == "," and after not in (",", "and"):
                break
            out.append(
                Mention(c.at(k).start, c.at(k).end, replace(told, day=day, through=None, base=Base.CONTEXT), (k, k + 1))
            )
            j = k + 1
        return out

    def _longest(self, c: Cursor, i: int) -> Read:
        best: Read = None
        for rule in (
            self._prefixed,
            self._edged,
            self._core.timed,
            self._event,
            repeated,
            reference,
            anaphor,
            self._core.read,
        ):
            found = rule(c, i)
            if found and (best is None or found[1] > best[1]):
                best = found
        return best

    def _edged(self, c: Cursor, i: int) -> Read:
        """Read a part of a period: "late November", "the end of the year", "earlier this month", "year-end"."""
        start = c.skip(i, "the")
        edge = self._words.edges.get(c.word(start))
        if edge is None:
            return self._unit_end(c, start)
        if start > i and c.word(start) in ("earlier", "later"):
            return None
        k = c.skip(c.skip(start + 1, "-"), "part", "half", "days", "hours")
        of = c.word(k) in ("of", "in")
        noun = c.word(start) in ("end", "start", "close", "beginning", "middle", "midst", "outset", "onset")
        if noun and c.word(k) != "of":
            return None
        k = (
            c.skip(c.skip(k, "of", "in"), "the")
            if of
            else c.skip(k, "on")
            if c.word(start) in ("earlier", "later")
            else k
        )
        unit = self._words.units.get(c.word(k), "")
        if of and unit in ("year", "month", "week", "quarter", "day", "decade", "century") and c.word(k - 1) == "the":
            return Told(unit=unit, shift=0, base=Base.CONTEXT, edge=edge), k + 1
        core = self._core.read(c, k) or (anaphor(c, k) if c.word(start) in ("earlier", "later") else None)
        if core is None or core[0].type in (Type.DURATION, Type.SET):
            return None
        return replace(core[0], edge=edge), core[1]

    def _unit_end(self, c: Cursor, i: int) -> Read:
        unit = c.word(i)
        if unit not in ("year", "month", "quarter"):
            return None
        j = c.skip(c.possessive(i + 1), "-")
        if c.word(j) == "end" and unit == "year":
            return Told(holiday="12 31"), j + 1
        if c.word(j) == "end":
            return Told(unit=unit, shift=0, base=Base.CONTEXT, edge="end"), j + 1
        return None

    def _prefixed(self, c: Cursor, i: int) -> Read:
        """Read what qualifies an amount or a date from before: "about two years ago", "at least 30 days", "the"."""
        k = i
        if c.word(i) == "as" and c.word(i - 1) in ("twice", "thrice", "half", "times"):
            return None  # twice as much as four years ago
        for phrase in _QUANTIFIERS:
            if all(c.word(i + n) == word for n, word in enumerate(phrase)):
                k = i + len(phrase)
                break
        if k > i:
            found = periods.distance(c, k) or length(c, k)
            if not found and c.word(i) == "at":
                found = self._counted_past(c, k)
            return (replace(found[0], near=True), found[1]) if found and found[0].unit else None
        if c.word(i) in self._words.near and c.word(i) not in ("just", "only", "exactly", "precisely", "fully"):
            found = self._core.timed(c, i + 1) or self._edged(c, i + 1) or self._core.read(c, i + 1)
            if found and c.word(i) == "some" and found[0].type is not Type.DURATION:
                return None
            if found and found[0].clock is None and _bare_day(found[0]):
                return None
            return (replace(found[0], near=True), found[1]) if found else None
        return self._the(c, i) or self._counted_past(c, i)

    def _the(self, c: Cursor, i: int) -> Read:
        if c.word(i) != "the":
            return None
        if c.word(i + 1) in ("week", "weekend", "month", "year", "day"):
            return self._of_date(c, i + 1)
        year = c.year(i + 1)
        if year and c.word(year[1]) not in ("-", "'", "s"):
            part = periods.quarter(c, year[1])
            if part and part[0].span == "quarter":
                return replace(part[0], year=year[0]), part[1]
            if c.word(year[1]) in ("quarter", "period"):
                return Told(unit="quarter", shift=0, base=Base.CONTEXT, year=year[0]), year[1] + 1
        early = self._words.edges.get(c.word(i + 1))
        found = self._edged(c, i + 1) if early else self._core.read(c, i + 1)
        if not found or (c.word(i + 2) == "-" and c.glued(i + 2) and c.glued(i + 3)):
            return None
        told = found[0]
        plain = told.month and not told.span and told.edge == "" and c.word(i + 1) in self._words.months
        if (
            plain
            or (told.weekday is not None and told.direction is None and told.within is None)
            or (told.within is not None and told.within.year is not None)
            or (told.named is not None and not told.month)
            or (told.year and not told.span and not told.edge)
        ):
            return None
        return found

    def _of_date(self, c: Cursor, i: int) -> Read:
        """Read "week of March 6", "month of May", "year 2000", "day before yesterday"."""
        unit = c.word(i)
        if unit == "year":
            year = c.year(i + 1)
            return (Told(year=year[0]), year[1]) if year else None
        if c.word(i + 1) == "of":
            found = self._core.read(c, i + 2)
            if found and found[0].type is Type.DATE and (unit == "day" or found[0].month):
                return replace(found[0], span="" if unit in ("day", "month") else unit), found[1]
        return None

    def _counted_past(self, c: Cursor, i: int) -> Read:
        """Read "the past two months", "the first nine months", "the next few days": lengths, not dates."""
        j = c.skip(i, "the")
        pointing = c.word(j) in self._words.directions or c.word(j) in (
            "first",
            "latest",
            "final",
            "recent",
            "same",
            "last",
        )
        k = j + 1 if pointing else j
        k = c.skip(k, "-")
        if not pointing and j == i:
            return None
        found = length(c, k)
        if found and c.word(found[1] - 2) == "-" and c.word(j) not in self._words.directions and j == k:
            return None
        if not found or c.word(k) in ("a", "an", "year", "month", "week", "day"):
            return None
        end = found[1]
        if c.word(end) == "or" and c.word(end + 1) == "so":
            end += 2
        return replace(found[0], direction=self._words.directions.get(c.word(j))), end

    def _event(self, c: Cursor, i: int) -> Read:
        """Read a date told from an event or another date: "on the eve of the talks", "the day after Christmas"."""
        if not self._events:
            return None
        start = c.skip(i, "the")
        if c.word(start) == "eve" and c.word(start + 1) == "of":
            return self._from(c, start + 2, Told(unit="day", shift=-1))
        found = length(c, start)
        if c.word(start) == "day" and c.word(start + 1) in ("after", "before"):
            found = (Told(unit="day", shift=1, value="P1D"), start + 1)
        if not found or found[0].shift is None or found[0].unit in ("", "hour", "minute", "second"):
            return None
        told, j = found
        if c.word(j) == "ago" and c.word(j + 1) in self._words.weekdays and told.unit == "week":
            day = self._core.read(c, j + 1)
            return (
                (replace(told, shift=-(told.shift or 1), base=Base.EVENT, also=day[0], type=Type.DATE), day[1])
                if day
                else None
            )
        if c.word(j) == "from":
            day = self._core.read(c, j + 1)
            if not day or day[0].type is Type.DURATION or not (day[0].weekday is not None or day[0].day):
                return None
            return replace(told, type=Type.DATE, base=Base.EVENT, also=day[0]), day[1]
        if c.word(j) not in ("after", "before"):
            return None
        sign = 1 if c.word(j) == "after" else -1
        return self._from(c, j + 1, replace(told, shift=(told.shift or 1) * sign))

    def _from(self, c: Cursor, j: int, told: Told) -> Read:
        told = replace(told, type=Type.DATE, base=Base.EVENT)
        k = c.skip(j, "the", "last" if c.word(j + 1) in self._words.weekdays else "the")
        date = self._core.read(c, k)
        if date and date[0].type is not Type.DURATION and not c.possessive(date[1]) > date[1]:
            return replace(told, also=date[0]), date[1]
        end = j
        while end < j + 10 and c.word(end) not in self._words.closing and c.word(end) not in _PRONOUNS:
            if c.word(end) in _EVENT_STOP and not (c.glued(end) and c.glued(end + 1) and c.word(end) == "-"):
                break
            end += 1
        if end == j or c.word(j) in ("being", "having"):
            return None
        words = [c.word(n) for n in range(j, end) if c.word(n) not in self._words.stop and c.word(n).isalnum()]
        return (replace(told, event=" ".join(words)), end) if words else None


def _bare_day(told: Told) -> bool:
    """Tell whether a day is only named or pointed at, so that "about" before it means something else."""
    return (told.weekday is not None or told.unit == "day") and not told.month and not told.value


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
