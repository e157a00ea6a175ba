"""Grammar of times that repeat ("every Monday"), that point back ("that day") and that name no date ("recently")."""

from __future__ import annotations

from factcheck.kinds.time._dates import month, weekday
from factcheck.kinds.time._lengths import length
from factcheck.kinds.time._told import Base, Cursor, Read, Told, Type

_PLURAL_PARTS = {"nights": "NI", "mornings": "MO", "evenings": "EV", "afternoons": "AF"}
_UNIT_LETTERS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "weekend": "WE"}


def repeated(c: Cursor, i: int) -> Read:
    """Read a set: "every day", "each July", "daily", "Tuesday nights", "twice a week"."""
    word = c.word(i)
    if word in c.w.every:
        return _every(c, i + 1)
    if word in c.w.frequencies and not (c.capital(i) and c.capital(i + 1)):
        if word == "quarterly" and c.at(i + 1).text[:1].isalpha() and c.word(i + 1) not in c.w.month_before:
            return None
        return Told(type=Type.SET, value=c.w.frequencies[word]), i + 1
    plural = word[:-1] if word.endswith("s") else ""
    if plural in c.w.weekdays and len(plural) > 5:
        return Told(type=Type.SET, weekday=c.w.weekdays[plural], value=_weekly(c.w.weekdays[plural], "")), i + 1
    if word in c.w.weekdays and c.word(i + 1) in _PLURAL_PARTS:
        part = _PLURAL_PARTS[c.word(i + 1)]
        return Told(
            type=Type.SET, weekday=c.w.weekdays[word], part=part, value=_weekly(c.w.weekdays[word], part)
        ), i + 2
    if word in ("a", "an", "per") and c.word(i + 1) in c.w.units and c.word(i - 1) in ("once", "twice", "times"):
        return _period(c.w.units[c.word(i + 1)], i + 2)
    return None


def _weekly(day: int, part: str) -> str:
    return f"XXXX-WXX-{day + 1}" + (f"T{part}" if part else "")


def _period(unit: str, end: int, count: int = 1) -> Read:
    if unit in ("hour", "minute", "second"):
        return Told(type=Type.SET, value=f"PT{count}{unit[0].upper()}"), end
    letter = _UNIT_LETTERS.get(unit)
    if letter == "WE":
        return Told(type=Type.SET, value="XXXX-WXX-WE"), end
    return (Told(type=Type.SET, value=f"P{count}{letter}"), end) if letter else None


def _every(c: Cursor, j: int) -> Read:
    word = c.word(j)
    if word in c.w.units and not word.endswith("s"):
        return _period("day" if word == "night" else c.w.units[word], j + 1)
    day = weekday(c, j, day_first=False)
    if day and day[0].weekday is not None and not day[0].day:
        part = c.w.parts.get(c.word(day[1]), "")
        told = Told(type=Type.SET, weekday=day[0].weekday, part=part, value=_weekly(day[0].weekday, part))
        return told, day[1] + (1 if part else 0)
    found = month(c, j)
    if found and found[0].year is None:
        inner = f"-{found[0].day:02d}" if found[0].day else ""
        return Told(
            type=Type.SET, month=found[0].month, day=found[0].day, value=f"XXXX-{found[0].month:02d}{inner}"
        ), found[1]
    if word in c.w.seasons:
        return Told(type=Type.SET, value=f"XXXX-{('SP', 'SU', 'FA', 'WI')[c.w.seasons[word]]}"), j + 1
    if word in c.w.parts and not word.endswith("s"):
        return Told(type=Type.SET, value=f"XXXX-XX-XXT{c.w.parts[word]}"), j + 1
    if word == "other" and c.word(j + 1) in c.w.units:
        return _period(c.w.units[c.word(j + 1)], j + 2, 2)
    amount = length(c, j)
    if amount and amount[0].shift and c.word(j) not in ("a", "an", "of"):
        return Told(type=Type.SET, value=amount[0].value), amount[1]
    return None


def anaphor(c: Cursor, i: int) -> Read:
    """Read a period that the text before has named: "that day", "the same week", "the quarter", "year-earlier"."""
    word = c.word(i)
    if (
        word in ("that", "the")
        and c.word(i + 1) == "same"
        and c.word(i + 2) in c.w.units
        and not c.word(i + 2).endswith("s")
    ):
        return _back(c, i + 2)
    if word == "that" and c.word(i + 1) in c.w.units and not c.word(i + 1).endswith("s"):
        return _back(c, i + 1)
    if word == "the" and c.word(i + 1) == "weekend":
        return Told(unit="weekend", shift=None), i + 2
    if (
        word == "the"
        and c.word(i + 1) in ("latest", "current", "full")
        and c.word(i + 2) in ("quarter", "year", "period", "week")
    ):
        unit = "quarter" if c.word(i + 2) == "period" else c.word(i + 2)
        shift = -1 if c.word(i + 1) == "latest" and unit == "quarter" else 0
        return Told(unit=unit, shift=shift), i + 3
    if word == "the" and c.word(i + 1) == "quarter":
        ended = month(c, i + 3) if c.word(i + 2) in ("ended", "ending") else None
        return Told(unit="quarter", shift=0, base=Base.CONTEXT, also=ended[0] if ended else None), i + 2
    if word == "the" and c.word(i + 1) in ("year", "week", "month") and c.word(i + 2) in ("ended", "ending"):
        return Told(type=Type.DURATION, unit=c.word(i + 1), value=f"P1{_UNIT_LETTERS[c.word(i + 1)]}"), i + 2
    if word == "the" and c.word(i + 1) == "latest" and c.word(i + 2) == "fiscal" and c.word(i + 3) == "year":
        return Told(unit="year", shift=-1, fiscal=True), i + 4
    return _before_that(c, i) or _year_ago(c, i)


def _before_that(c: Cursor, i: int) -> Read:
    """Read "the night before", "the day before" at the end of its phrase: one day back."""
    if c.word(i) != "the" or c.word(i + 1) not in ("day", "night", "morning", "evening") or c.word(i + 2) != "before":
        return None
    if c.at(i + 3).text[:1].isalnum() and c.word(i + 3) not in ("and", "but", "when", "at", "in"):
        return None
    part = c.w.parts.get(c.word(i + 1), "")
    return Told(type=Type.TIME if part else Type.DATE, unit="day", shift=-1, base=Base.CONTEXT, part=part), i + 3


def _back(c: Cursor, i: int) -> Read:
    unit = c.w.units[c.word(i)]
    part = c.w.parts.get(c.word(i), "")
    if unit in ("second", "minute", "hour"):
        return None
    return Told(type=Type.TIME if part else Type.DATE, unit=unit, shift=0, base=Base.CONTEXT, part=part), i + 1


def _year_ago(c: Cursor, i: int) -> Read:
    """Read "the year-earlier period", "the year-ago third quarter": the same period one year back."""
    j = c.skip(c.skip(i, "the"), "comparable", "corresponding")
    if c.word(j) != "year" or c.word(j + 1) != "-" or c.word(j + 2) not in ("ago", "earlier"):
        return None
    end = j + 3
    nth = c.ordinal(end)
    if nth and c.word(nth[1]) == "quarter":
        return Told(span="quarter", nth=nth[0], direction=-1, unit="year"), nth[1] + 1
    noun = c.word(end) in ("quarter", "period", "month", "week")
    if not noun and j > i:
        return None
    return Told(unit="year", shift=-1, base=Base.CONTEXT), end + noun


_ADVERBS = {
    ("right", "now"): "PRESENT_REF",
    ("these", "days"): "PRESENT_REF",
    ("the", "past"): "PAST_REF",
    ("the", "future"): "FUTURE_REF",
    ("the", "near", "future"): "FUTURE_REF",
    ("the", "near", "term"): "FUTURE_REF",
    ("the", "foreseeable", "future"): "FUTURE_REF",
    ("the", "present"): "PRESENT_REF",
    ("the", "recent", "past"): "PAST_REF",
    ("as", "soon", "as", "possible"): "FUTURE_REF",
    ("more", "recently"): "PAST_REF",
}


def reference(c: Cursor, i: int) -> Read:
    """Read a word for past, present or future: "now", "recently", "the near future", "recent years"."""
    for phrase, value in _ADVERBS.items():
        if c.word(i) == phrase[0] and all(c.word(i + n) == word for n, word in enumerate(phrase)):
            if phrase == ("the", "past") and c.word(i + 2) in c.w.units:
                continue
            return Told(reference=value), i + len(phrase)
    if c.word(i) == "recent" and c.word(i + 1) in c.w.units:
        return Told(reference="PAST_REF"), i + 2
    if c.word(i) in ("coming", "future") and c.word(i + 1) in c.w.units and c.word(i + 1).endswith("s"):
        return Told(reference="FUTURE_REF"), i + 2
    if c.word(i) in ("future", "present") or (c.word(i) == "soon" and c.word(i - 1) == "as"):
        return None
    value = c.w.references.get(c.word(i), "")
    if not value or (c.word(i) == "soon" and c.word(i + 1) in ("after", "as")):
        return None
    return Told(reference=value), i + 1
