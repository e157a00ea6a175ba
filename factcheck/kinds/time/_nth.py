"""Grammar of days counted within a month: "the last Thursday in January", "the third weekend of next month"."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._dates import month
from factcheck.kinds.time._periods import pointed
from factcheck.kinds.time._spoken import DAY_PARTS
from factcheck.kinds.time._told import Base, Cursor, Read, Told, Type

_FROM_THE_END = {"last": -1, "final": -1, "penultimate": -2}


def nth_of_month(c: Cursor, i: int) -> Read:
    """Read "second Tuesday of March", "last weekend in May 2021", "first week of May", "last Sunday of the month".

    A repetition ("every first Monday of the month", "the last Friday of each month") is none.
    """
    back = _FROM_THE_END.get(c.word(i))
    nth = (back, i + 1) if back else c.ordinal(i)
    if not nth or c.word(i - 1) in c.w.every:
        return None
    word, k = c.word(nth[1]), nth[1] + 1
    if word in c.w.weekdays:
        told = Told(weekday=c.w.weekdays[word], nth=nth[0])
        if c.word(k) in DAY_PARTS:
            told, k = replace(told, type=Type.TIME, part=c.w.parts[c.word(k)]), k + 1
    elif word in ("week", "weekend", "day"):
        told = Told(span=f"{word} of month", nth=nth[0])
        if c.word(i) == "last" and c.word(i - 1) != "the" and c.word(k) != "of":  # "he fell ill last week in May"
            return None
    else:
        return None
    if c.word(k) not in ("of", "in") or not _fits(told):
        return None
    within = _month(c, k + 1)
    return (replace(told, within=within[0]), within[1]) if within else None


def _fits(told: Told) -> bool:
    most = 31 if told.span == "day of month" else 5
    return told.nth is not None and told.nth <= most


def _month(c: Cursor, k: int) -> Read:
    """Read the month that days are counted in: by its name, from the article, or as "the month"."""
    start = c.skip(k, "the", "that")
    if c.word(start) == "month" and start > k and c.word(start + 1) == "of":
        return _month(c, start + 2)
    same = c.skip(start, "same")
    if c.word(same) == "month" and start > k and c.word(same + 1) not in ("-", "'", "after", "before", "since", "when"):
        return Told(unit="month", shift=0, base=Base.CONTEXT), same + 1
    found = month(c, k) or pointed(c, start, day_first=False)
    if not found or found[0].day or not (found[0].month or found[0].unit == "month"):
        return None
    if c.possessive(found[1]) > found[1]:
        return None
    told, end = replace(found[0], rolling=False), found[1]
    j = c.skip(end, "of", "in")
    if told.month and told.year is None and c.word(j) in c.w.directions and c.word(j + 1) == "year":
        return replace(told, also=Told(unit="year", shift=c.w.directions[c.word(j)])), j + 2
    return told, end
