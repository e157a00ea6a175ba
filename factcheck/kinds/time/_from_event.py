"""Grammar of dates told from an event or from another date: "the day after the vote", "two weeks from Monday"."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._core import Core
from factcheck.kinds.time._lengths import length
from factcheck.kinds.time._told import Base, Cursor, Read, Told, Type
from factcheck.kinds.time._words import BREAK

_LONGEST = 10  # tokens of an event's name
_STOPS = frozenset('.,;:()"“”!?-–—') | {BREAK, ""}


def from_event(c: Cursor, i: int, core: Core) -> Read:
    """Read "on the eve of the talks", "two days before the vote", "the day after Christmas", "a week ago Friday"."""
    start = c.skip(i, "the")
    if c.word(start) == "eve" and c.word(start + 1) == "of":
        return _of(c, start + 2, core, Told(unit="day", shift=-1, base=Base.EVENT))
    found = length(c, start)
    if c.word(start) == "day" and c.word(start + 1) in ("after", "before"):
        found = (Told(unit="day", shift=1, value="P1D"), start + 1)
    if not found or found[0].shift is None or found[0].unit in ("", "hour", "minute", "second"):
        return None
    size, j = found[0].shift, found[1]
    told = replace(found[0], type=Type.DATE, base=Base.EVENT)
    match c.word(j):
        case "ago" if told.unit == "week" and c.word(j + 1) in c.w.weekdays:
            day = core.read(c, j + 1)
            return (replace(told, shift=-size, also=day[0]), day[1]) if day else None
        case "from":
            return _from_day(c, j + 1, core, told)
        case "after":
            return _of(c, j + 1, core, told)
        case "before":
            return _of(c, j + 1, core, replace(told, shift=-size))
    return None


def _from_day(c: Cursor, j: int, core: Core, told: Told) -> Read:
    day = core.read(c, j)
    if not day or day[0].type is Type.DURATION or not (day[0].weekday is not None or day[0].day):
        return None
    return replace(told, also=day[0]), day[1]


def _of(c: Cursor, j: int, core: Core, told: Told) -> Read:
    """Read the date, else the name of the event, that `told` counts from."""
    k = c.skip(j, "the", "last") if c.word(j + 1) in c.w.weekdays else c.skip(j, "the")
    date = core.read(c, k)
    if date and date[0].type is not Type.DURATION and c.possessive(date[1]) == date[1]:
        return replace(told, also=date[0]), date[1]
    end = j
    while end < j + _LONGEST and c.word(end) not in c.w.closing and c.word(end) not in c.w.pronouns:
        hyphen = c.word(end) == "-" and c.glued(end) and c.glued(end + 1)
        if c.word(end) in _STOPS and not hyphen:
            break
        end += 1
    if end == j or c.word(j) in ("being", "having"):
        return None
    words = [c.word(n) for n in range(j, end) if c.word(n) not in c.w.stop and c.word(n).isalnum()]
    return (replace(told, event=" ".join(words)), end) if words else None
