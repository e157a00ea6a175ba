"""Grammar of periods and of dates told by their distance: quarters, decades, "last week", "two days ago"."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._dates import holiday, month, weekday
from factcheck.kinds.time._lengths import length
from factcheck.kinds.time._told import Base, Cursor, Read, Told, Type

_WHOLE = ("day", "week", "weekend", "month", "quarter", "season", "year", "decade", "century")


def quarter(c: Cursor, i: int) -> Read:
    """Read "third quarter of 2021", "fiscal second-quarter", "Q3 2021", "first half of 1990", "H1"."""
    j, fiscal = i, False
    if c.word(j) == "fiscal" or (c.word(j) == "fy" and c.at(j).text.isupper()):
        j, fiscal = c.skip(j + 1, "-"), True
    year = c.year(j)
    if fiscal and c.word(j) == "year":
        year = c.year(j + 1)
    if year and fiscal:
        return Told(year=year[0], fiscal=True), year[1]
    if fiscal and c.word(j) == "year":
        return Told(unit="year", shift=0, fiscal=True), j + 1
    if c.word(j) in ("q", "h") and c.at(j).text.isupper() and c.glued(j + 1):
        nth: tuple[int, int] | None = (int(c.word(j + 1)), j + 2) if c.word(j + 1) in ("1", "2", "3", "4") else None
        name = {"q": "quarter", "h": "half"}[c.word(j)]
        if not nth or (name == "half" and nth[0] > 2):
            return None
        return _of_year(c, Told(span=name, nth=nth[0], fiscal=fiscal), nth[1])
    nth = (-1, j + 1) if c.word(j) in ("last", "final") and c.word(j + 1) in ("half", "quarter") else c.ordinal(j)
    if not nth:
        return None
    j = c.skip(nth[1], "-")
    if c.word(j) == "fiscal":
        j, fiscal = j + 1, True
    return _nth(c, nth[0], j, fiscal=fiscal)


def _nth(c: Cursor, nth: int, j: int, *, fiscal: bool) -> Read:
    word = c.word(j)
    if word == "quarter" and 1 <= nth <= 4:
        return _of_year(c, Told(span="quarter", nth=nth, fiscal=fiscal), j + 1)
    if word == "half" and nth in (-1, 1, 2) and (c.word(j + 1) == "of" or c.word(j + 1) in (".", ",", "")):
        half = Told(span="half", nth=2 if nth == -1 else nth, fiscal=fiscal)
        found = _of_year(c, half, j + 1)
        return found if found and (found[0].year or found[0].direction is not None) else None
    if word == "century" and 1 <= nth <= 21:
        return Told(span="century", nth=nth), j + 1
    return None


def _of_year(c: Cursor, told: Told, j: int) -> tuple[Told, int]:
    k = c.skip(c.skip(c.skip(j, ",", "of", "in"), "the"), "fiscal")
    year = c.year(k)
    if year:
        return replace(told, year=year[0], fiscal=told.fiscal or c.word(k - 1) == "fiscal"), year[1]
    k = c.skip(j, "of")
    if c.word(k) in c.w.directions and c.word(k + 1) == "year":
        return replace(told, direction=c.w.directions[c.word(k)], unit="year"), k + 2
    return told, j


def decade(c: Cursor, i: int) -> Read:
    """Read "the 1990s", "'80s", "the nineties"."""
    word = c.word(i)
    if (c.at(i).digits and c.word(i + 1) == "s" and c.glued(i + 1)) or (c.word(i + 1) == "'" and c.word(i + 2) == "s"):
        j = i + 2 if c.word(i + 1) == "s" else i + 3
        value = c.integer(i)
        if value is not None and len(word) == 4 and value % 10 == 0 and 1000 <= value < 2100 and c.glued(j - 1):
            return Told(span="decade", nth=value), j
    if word == "'" and c.integer(i + 1) is not None and len(c.word(i + 1)) == 2 and c.glued(i + 1):
        short = int(c.word(i + 1))
        if c.word(i + 2) == "s" and c.glued(i + 2) and short % 10 == 0:
            return Told(span="decade", nth=1900 + short if short >= 20 else 2000 + short), i + 3
    if word in c.w.decades and (c.word(i - 1) in ("the", "early", "late") or c.word(i - 1) == "-"):
        return Told(span="decade", nth=1900 + c.w.decades[word]), i + 1
    return None


def season(c: Cursor, i: int) -> Read:
    """Read "the summer", "winter of 1994", "spring 2022"; "fall" and "spring" need a word that makes them a season."""
    word = c.word(i)
    if word not in c.w.seasons:
        return None
    told = Told(span="season", nth=c.w.seasons[word])
    year = c.year(c.skip(i + 1, ",", "of"))
    if year:
        return replace(told, year=year[0]), year[1]
    before = c.word(i - 1)
    if word in ("fall", "spring") and before == "the" and c.word(i - 2) not in ("in", "during", "by", "since", "until"):
        return None
    sure = before in ("in", "during", "the", "early", "late", "mid", "by", "until", "since", "-") or before in c.w.every
    return (told, i + 1) if sure and c.word(i + 1) != "-" and not c.capital(i + 1) else None


def pointed(c: Cursor, i: int, *, day_first: bool) -> Read:
    """Read a period pointed at: "last week", "this year's third quarter", "next Friday", "last fall"."""
    direction = c.w.directions.get(c.word(i))
    if direction is None or (c.capital(i) and c.capital(i + 1) and c.word(i + 1) in c.w.units):
        return None
    base = Base.CONTEXT if c.word(i) in c.w.context else Base.ARTICLE
    j = i + 1
    if c.word(i) == "this" and c.word(j) in ("past", "coming", "current"):
        direction, j = {"past": -1, "coming": 1, "current": 0}[c.word(j)], j + 1
    j = c.skip(j, "calendar", "full")
    if c.word(j) == "fiscal" and c.word(j + 1) in ("year", "quarter"):
        return Told(unit=c.word(j + 1), shift=direction, base=base, fiscal=True), j + 2
    day_part = c.w.parts.get(c.word(j))
    if day_part and c.word(j) in ("morning", "afternoon", "evening", "night"):
        if c.word(i) in ("last", "this") or base is Base.CONTEXT or (c.word(i) == "next" and c.word(i - 1) == "the"):
            at = Base.CONTEXT if c.word(i) == "next" else base
            return Told(type=Type.TIME, unit="day", shift=direction, base=at, part=day_part), j + 1
        return None
    unit = c.w.units.get(c.word(j), "")
    if unit in _WHOLE and c.word(j) not in ("night", "nights") and not _plural(c.word(j)):
        rolling = base is Base.ARTICLE and (c.word(j - 1) == "past" or (c.word(i) == "last" and c.word(i - 1) == "the"))
        return _unit(c, Told(unit=unit, shift=direction, base=base, rolling=rolling), j)
    return _named(c, j, direction, base, day_first=day_first)


def _plural(word: str) -> bool:
    return word.endswith("s") or word == "millennia"


def _unit(c: Cursor, told: Told, j: int) -> Read:
    if told.unit != "year":
        return told, j + 1
    k = c.possessive(j + 1)
    if k > j + 1:
        part = quarter(c, c.skip(k, "fiscal"))
        if part:
            return replace(part[0], direction=told.shift, unit="year", base=told.base), part[1]
        if c.word(k) == "end":
            return replace(told, edge="end"), k + 1
    return told, j + 1


def _named(c: Cursor, j: int, direction: int, base: Base, *, day_first: bool) -> Read:
    name = c.word(j)
    if name in c.w.seasons:
        return Told(span="season", nth=c.w.seasons[name], direction=direction, base=base), j + 1
    found = weekday(c, j, day_first=day_first) or month(c, j) or holiday(c, j)
    if found:
        return replace(found[0], direction=direction, base=base), found[1]
    part = quarter(c, j)
    if part and part[0].span == "quarter" and part[0].year is None:
        return replace(part[0], direction=direction, base=base), part[1]
    return None


def distance(c: Cursor, i: int) -> Read:
    """Read "two weeks ago", "a year earlier", "ten days from now", "a few years ago", "year-ago"."""
    found = length(c, i)
    if not found or not found[0].unit:
        return None
    told, j = found
    dash = c.word(j) == "-"
    k = c.skip(j, "or")
    k = k + 1 if k > j and c.word(k) in ("so", "more") else j
    k = c.skip(k, "-")
    word = c.word(k)
    sign, base = {
        "ago": (-1, Base.ARTICLE),
        "earlier": (-1, Base.CONTEXT),
        "previously": (-1, Base.CONTEXT),
        "before": (-1, Base.CONTEXT),
        "later": (1, Base.CONTEXT),
        "afterward": (1, Base.CONTEXT),
        "afterwards": (1, Base.CONTEXT),
        "hence": (1, Base.ARTICLE),
    }.get(word, (0, Base.ARTICLE))
    end = k + 1
    if word == "from" and c.word(k + 1) in ("now", "today"):
        sign, end = 1, k + 2
    if word in ("earlier", "later") and c.word(end) == "than":
        return None  # a week later than planned
    if not sign or (word == "before" and not _ends_phrase(c, end)):
        return None
    if dash and word not in ("ago", "earlier"):
        return None
    return replace(told, type=Type.DATE, shift=told.shift * sign if told.shift else None, base=base), end


def _ends_phrase(c: Cursor, i: int) -> bool:
    return c.ends(i) or not c.word(i).isalnum() or c.word(i) in ("and", "but", "in", "when", "by", "at", "with")
