"""Grammar of one date and what narrows it: a part of the day, a clock time, a second description in brackets."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time import _dates as dates
from factcheck.kinds.time import _periods as periods
from factcheck.kinds.time._clock import clock
from factcheck.kinds.time._lengths import length
from factcheck.kinds.time._named import figures, named
from factcheck.kinds.time._nth import nth_of_month
from factcheck.kinds.time._spoken import DAY_PARTS, middle, within
from factcheck.kinds.time._told import Base, Clock, Cursor, Read, Told, Type, longest
from factcheck.kinds.time._words import Words


class Core:
    """Reads a single date, or a time of day with its date, at a token."""

    __slots__ = ("_day_first", "_words")

    def __init__(self, words: Words, *, day_first: bool) -> None:
        self._words = words
        self._day_first = day_first

    def read(self, c: Cursor, i: int, *, inner: bool = False) -> Read:
        """Read one date or length of time, then what may follow it; inside brackets no further bracket."""
        best = longest(
            dates.numeric(c, i, day_first=self._day_first),
            dates.weekday(c, i, day_first=self._day_first),
            dates.month(c, i),
            dates.day(c, i),
            dates.holiday(c, i),
            periods.quarter(c, i),
            nth_of_month(c, i),
            figures(c, i),
            periods.decade(c, i),
            periods.distance(c, i),
            periods.pointed(c, i, day_first=self._day_first),
            periods.season(c, i),
            self._one_day(c, i),
            length(c, i),
            dates.year(c, i),
        )
        if best is None or best[0].type is Type.DURATION:
            return best
        best = named(c, best)
        return self._tail(c, best[0], best[1], inner=inner)

    def _one_day(self, c: Cursor, i: int) -> Read:
        word = c.word(i)
        if word not in self._words.days or (c.capital(i) and c.capital(i - 1)):
            return None
        part = {"tonight": "NI", "overnight": "NI"}.get(word, "")
        kind = Type.TIME if part else Type.DATE
        return Told(type=kind, unit="day", shift=self._words.days[word], part=part), i + 1

    def _tail(self, c: Cursor, told: Told, j: int, *, inner: bool) -> tuple[Told, int]:
        """Read what narrows a date: a part of the day, a clock time, a year pointed at, a second description."""
        if (told.month and told.year is None) or told.weekday is not None or told.holiday or told.span == "season":
            k = c.skip(j, "of", "in")
            if c.word(k) in self._words.directions and c.word(k + 1) in ("year", "week", "month"):
                told = replace(told, also=Told(unit=c.word(k + 1), shift=self._words.directions[c.word(k)]))
                j = k + 2
        if _daily(told) and not told.part:
            k = c.skip(j, "-")
            if c.word(k) in self._words.parts and c.word(k) not in ("nights", "mornings", "evenings", "afternoons"):
                told, j = replace(told, type=Type.TIME, part=self._words.parts[c.word(k)]), k + 1
            elif c.word(j) == "in" and c.word(j + 1) == "the" and c.word(j + 2) in ("morning", "afternoon", "evening"):
                told, j = replace(told, type=Type.TIME, part=self._words.parts[c.word(j + 2)]), j + 3
        if told.day and told.year and c.word(j) == "t" and c.glued(j) and c.at(j + 1).digits:
            at = clock(c, j + 1)
            if at:
                return replace(told, type=Type.TIME, clock=at[0]), at[1]
        if _daily(told) and told.clock is None:
            k = c.skip(j, ",")
            k = c.skip(c.skip(k, "at"), "about", "around", "exactly", "precisely", "approximately")
            at = clock(c, k)
            if at and not (c.word(k - 1) == "," and not at[0].zone and c.at(k).word.isdecimal()):
                told, j = replace(told, type=Type.TIME, clock=within(at[0], told.part)), at[1]
        return _apposition(c, told, j) or self._bracketed(c, told, j, inner=inner)

    def _bracketed(self, c: Cursor, told: Told, j: int, *, inner: bool) -> tuple[Told, int]:
        if c.word(j) == "(" and told.also is None and not inner:
            second = self.read(c, j + 1, inner=True)
            if second and c.word(second[1]) == ")" and _says_same(told, second[0]):
                return replace(told, also=second[0]), second[1] + 1
        return told, j

    def timed(self, c: Cursor, i: int) -> Read:
        """Read a clock time or part of the day that comes first: "9 p.m. ET on Friday", "the evening of May 9th"."""
        at = clock(c, i)
        if at:
            return self._clock_first(c, at[0], at[1], i)
        k = c.skip(c.skip(c.skip(i, "the"), "early", "late", "mid"), "-")
        part = self._words.parts.get(c.word(k))
        if not part or c.word(k).endswith("s"):
            return None
        joined = c.word(k + 1) in ("of", "on") or (
            (c.word(k - 1) == "-" or k == i) and c.word(k + 1) in ("yesterday", "tomorrow")
        )
        after = c.skip(c.skip(k + 1, "of", "on"), "the")
        date = self.read(c, after) if joined else None
        if date and _daily(date[0]) and not date[0].clock:
            return replace(date[0], type=Type.TIME, part=part), date[1]
        if k > i and c.word(k - 1) == "-":
            return Told(type=Type.TIME, unit="day", shift=0, base=Base.CONTEXT, part=part), k + 1
        return None

    def _clock_first(self, c: Cursor, at: Clock, j: int, i: int) -> Read:
        if at.twelve and not at.zone and not _reads_as_clock(c, i, j):
            return None
        halfway = middle(c, i, at)
        told = Told(type=Type.TIME, clock=halfway or at, near=halfway is not None)
        k = c.skip(j, ",")
        if c.word(k) in ("that", "the") and c.word(c.skip(k + 1, "same")) in DAY_PARTS:
            end = c.skip(k + 1, "same")
            return _on(told, Told(unit="day", shift=0, base=Base.CONTEXT, part=c.w.parts[c.word(end)])), end + 1
        k = c.skip(k, "on", "of", "that")
        k += c.word(k) == "the" and (c.word(k + 1) in ("next", "following") or nth_of_month(c, k + 1) is not None)
        date = self.read(c, k)
        if date and _daily(date[0]) and not date[0].clock and not (k > j and c.word(j) == "," and c.word(k - 1) == ","):
            return _on(told, date[0]), date[1]
        if date and c.word(j) == "," and date[0].day and date[0].month:
            return _on(told, date[0]), date[1]
        return replace(told, unit="day", shift=0, base=Base.CONTEXT), j


def _on(told: Told, day: Told) -> Told:
    """Return a clock time on the day told behind it, in the part of that day."""
    assert told.clock is not None
    return replace(day, type=Type.TIME, clock=within(told.clock, day.part), near=told.near or day.near)


def _apposition(c: Cursor, told: Told, j: int) -> Read:
    """Read the date that explains a weekday: "last Monday night, November 28"."""
    if told.weekday is None or told.day or c.word(j) != ",":
        return None
    date = dates.month(c, j + 1) or dates.day(c, j + 1)
    if not date or not date[0].month or not date[0].day:
        return None
    return replace(date[0], type=told.type, weekday=told.weekday, part=told.part, clock=told.clock), date[1]


def _daily(told: Told) -> bool:
    """Tell whether the words name a single day."""
    if told.type is Type.SET or told.span or told.through:
        return False
    return bool(told.day or told.weekday is not None or told.holiday or told.unit == "day")


def _says_same(told: Told, inner: Told) -> bool:
    """Tell whether the bracket after a date describes the same day rather than another fact."""
    return inner.type in (Type.DATE, Type.TIME) and _daily(told) and (_daily(inner) or inner.clock is not None)


def _reads_as_clock(c: Cursor, i: int, j: int) -> bool:
    """Tell a bare "9:30" from a score or ratio: "at", "by", "from" before it, or a date after it."""
    before = c.word(i - 1)
    return before in (
        "at",
        "by",
        "from",
        "until",
        "till",
        "since",
        "around",
        "about",
        "before",
        "after",
        "between",
        "past",
        "nearly",
        "almost",
        "exactly",
        "just",
        ",",
        "(",
    ) or (before == "and" and c.word(i - 3) == "between")
