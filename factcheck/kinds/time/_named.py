"""Grammar of dates that name an event of one year: "the September 11 attacks", "since 9/11"."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._told import Cursor, Read, Told

_PLACED = ("in", "on", "at", "against")


def named(c: Cursor, found: tuple[Told, int]) -> tuple[Told, int]:
    """Add to a day and month without a year the date that it names, where the words of the name follow."""
    told, end = found
    if not (told.month and told.day) or told.year is not None or told.weekday is not None or told.through:
        return found
    row = c.w.named_days.get((told.month, told.day))
    if row is None:
        return found
    k = c.skip(end, "terror", "terrorist")
    if c.word(k) not in row.words or not _at_home(c, k + 1, row.places):
        return found
    return replace(told, named=row.date), end


def figures(c: Cursor, i: int) -> Read:
    """Read a name in figures: "9/11" alone, "7/7" before one of its words; not a part ("9/11 of it") or a list."""
    row = c.w.named_figures.get(c.word(i)) if c.at(i).digits else None
    if row is None or c.glued(i):
        return None
    k = c.skip(i + 1, "terror", "terrorist")
    told = Told(named=row.date)
    if c.word(k) in row.words:
        return (told, i + 1) if _at_home(c, k + 1, row.places) else None
    if not row.alone or k > i + 1:
        return None
    before, after = c.at(i - 1), c.word(i + 1)
    numbers = before.digits or c.at(i + 1).digits or c.at(i + 2).digits or c.at(i - 2).digits
    dated = before.word in c.w.weekdays or c.word(i - 2) in c.w.weekdays
    part = after in ("of", "th", "ths", "inch", "inches", "-", "–", "%", "at", "@") or after in c.w.units
    return None if numbers or dated or part or before.word in ("$", "£", "€", "by", "at") else (told, i + 1)


def _at_home(c: Cursor, k: int, places: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether the place behind a name, if any, is the one it is known for: not "the July 7 bombings in Ely"."""
    if c.word(k) not in _PLACED:
        return True
    start = c.skip(k + 1, "the")
    for place in places:
        end = start + len(place)
        if all(c.word(start + n) == word for n, word in enumerate(place)):
            return not c.at(end).text[:1].isalpha() or c.word(end) in c.w.stop
    return start == k + 1 and (c.at(start).digits or c.word(start) in c.w.stop)
