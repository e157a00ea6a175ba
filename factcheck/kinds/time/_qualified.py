"""Grammar of what stands before a date or a length of time and belongs to it: a part, a margin, an article.

"Late November", "about two years ago", "at least 30 days", "the week of March 6", "the past two months".
"""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time import _periods as periods
from factcheck.kinds.time._core import Core
from factcheck.kinds.time._lengths import length
from factcheck.kinds.time._repeats import anaphor
from factcheck.kinds.time._told import Base, Cursor, Read, Told, Type

_EDGE_NOUNS = ("end", "start", "close", "beginning", "middle", "midst", "outset", "onset")
_PERIODS = ("year", "month", "week", "quarter", "day", "decade", "century")
_EXACT = ("just", "only", "exactly", "precisely", "fully")
_RANKS = ("first", "latest", "final", "recent", "same")


def edged(c: Cursor, i: int, core: Core) -> Read:
    """Read a part of a period: "late November", "the end of the year", "earlier this month", "year-end"."""
    start = c.skip(i, "the")
    word = c.word(start)
    edge = c.w.edges.get(word)
    if edge is None:
        return _unit_end(c, start)
    comparative = word in ("earlier", "later")
    if comparative and start > i:
        return None
    k = c.skip(c.skip(start + 1, "-"), "part", "half", "days", "hours")
    if word in _EDGE_NOUNS and c.word(k) != "of":
        return None
    if c.word(k) in ("of", "in"):
        k = c.skip(k + 1, "the")
        unit = c.w.units.get(c.word(k), "")
        if unit in _PERIODS and c.word(k - 1) == "the":
            return Told(unit=unit, shift=0, base=Base.CONTEXT, edge=edge), k + 1
    elif comparative:
        k = c.skip(k, "on")
    found = core.read(c, k) or (anaphor(c, k) if comparative else None)
    if found is None or found[0].type in (Type.DURATION, Type.SET):
        return None
    return replace(found[0], edge=edge), found[1]


def _unit_end(c: Cursor, i: int) -> Read:
    """Read "year-end", "the month's end"."""
    unit = c.word(i)
    if unit not in ("year", "month", "quarter"):
        return None
    j = c.skip(c.possessive(i + 1), "-")
    if c.word(j) != "end":
        return None
    told = Told(holiday="12 31") if unit == "year" else Told(unit=unit, shift=0, base=Base.CONTEXT, edge="end")
    return told, j + 1


def prefixed(c: Cursor, i: int, core: Core) -> Read:
    """Read an amount or a date with the words before it: "about two years ago", "at least 30 days", "the"."""
    if c.word(i) == "as" and c.word(i - 1) in ("twice", "thrice", "half", "times"):
        return None  # twice as much as four years ago
    for phrase in c.w.quantifiers.get(c.word(i), ()):
        if all(c.word(i + n) == word for n, word in enumerate(phrase)):
            return _quantified(c, i, i + len(phrase))
    if c.word(i) in c.w.near and c.word(i) not in _EXACT:
        return _about(c, i, core)
    return _the(c, i, core) or _pointed_length(c, i)


def _quantified(c: Cursor, i: int, k: int) -> Read:
    """Read the amount at `k` behind the "more than" or "at least" at `i`."""
    found = periods.distance(c, k) or length(c, k)
    if not found and c.word(i) == "at":
        found = _pointed_length(c, k)
    return (replace(found[0], near=True), found[1]) if found and found[0].unit else None


def _about(c: Cursor, i: int, core: Core) -> Read:
    found = core.timed(c, i + 1) or edged(c, i + 1, core) or core.read(c, i + 1)
    if not found:
        return None
    told = found[0]
    # "they spoke about Monday": before a day that is only named or pointed at the word means something else
    day = (told.weekday is not None or told.unit == "day") and not told.month and not told.value and told.clock is None
    if day or (c.word(i) == "some" and told.type is not Type.DURATION):
        return None
    return replace(told, near=True), found[1]


def _the(c: Cursor, i: int, core: Core) -> Read:
    """Read a date with the article that belongs to it: "the fall", "the next Monday", "the 2001 quarter"."""
    if c.word(i) != "the":
        return None
    if c.word(i + 1) in ("week", "weekend", "month", "year", "day"):
        return _of_date(c, i + 1, core)
    year = c.year(i + 1)
    if year and c.word(year[1]) not in ("-", "'", "s"):
        part = periods.quarter(c, year[1])
        if part and part[0].span == "quarter":
            return replace(part[0], year=year[0]), part[1]
        if c.word(year[1]) in ("quarter", "period"):
            return Told(unit="quarter", shift=0, base=Base.CONTEXT, year=year[0]), year[1] + 1
    found = edged(c, i + 1, core) if c.word(i + 1) in c.w.edges else core.read(c, i + 1)
    if not found or (c.word(i + 2) == "-" and c.glued(i + 2) and c.glued(i + 3)):
        return None
    return None if _without_article(found[0], named=c.word(i + 1) in c.w.months) else found


def _without_article(told: Told, *, named: bool) -> bool:
    """Tell whether "the" before a date belongs to a noun behind it: "the Monday talks"; `named` begins with a month."""
    return bool(
        (named and told.month and not told.span and not told.edge)
        or (told.weekday is not None and told.direction is None and told.within is None)
        or (told.within is not None and told.within.year is not None)
        or (told.named is not None and not told.month)
        or (told.year and not told.span and not told.edge)
    )


def _of_date(c: Cursor, i: int, core: Core) -> Read:
    """Read "week of March 6", "month of May", "year 2000", "day of the 9/11 attacks"."""
    unit = c.word(i)
    if unit == "year":
        year = c.year(i + 1)
        return (Told(year=year[0]), year[1]) if year else None
    if c.word(i + 1) != "of":
        return None
    found = core.read(c, i + 2)
    if not found or found[0].type is not Type.DATE or (unit != "day" and not found[0].month):
        return None
    return replace(found[0], span="" if unit in ("day", "month") else unit), found[1]


def _pointed_length(c: Cursor, i: int) -> Read:
    """Read "the past two months", "the first nine months", "the next few days": lengths, not dates."""
    j = c.skip(i, "the")
    direction = c.w.directions.get(c.word(j))
    pointing = direction is not None or c.word(j) in _RANKS
    if not pointing and j == i:
        return None
    k = c.skip(j + pointing, "-")
    found = length(c, k)
    if not found or c.word(k) in ("a", "an", "year", "month", "week", "day"):
        return None
    end = found[1]
    if k == j and c.word(end - 2) == "-":  # the two-year plan
        return None
    if c.word(end) == "or" and c.word(end + 1) == "so":
        end += 2
    return replace(found[0], direction=direction), end
