"""Grammar of clock times in words: "shortly before eight", "a quarter to twelve", "ten past four that afternoon".

A bare hour is a number like any other, so it takes words on both sides to make it a time: "at seven that evening",
"just after nine," but not "one in three" nor "the toll stands at nine".
"""

from __future__ import annotations

from factcheck.kinds.time._told import Clock, Cursor

Spoken = tuple[int, int, int] | None

DAY_PARTS = ("morning", "afternoon", "evening", "night")
_NEAR = ("about", "around", "exactly", "precisely", "nearly", "almost", "roughly", "just", "approximately")
_CLOSE = ("shortly", "just", "soon", "right", "well", "moments", "long", "minutes", "little", "immediately", "not")
_LOOSE = ("by", "from", "since", "before", "after", "around", "about", "nearly", "almost", "towards", "toward", "till")
_MINUTES = (5, 10, 20, 25)
_HALVES = (15, 30, 45)
_POINTING = ("that", "this", "the", "last", "yesterday", "tomorrow", "tonight", "today", "every", "each")
_STOPS = frozenset((".", ",", ";", ":", ")", "”", '"', "?", "!", "—", "–"))


def spoken(c: Cursor, i: int) -> Spoken:
    """Read a clock time in words at token `i`: its minute within twelve hours, its precision, the index after it."""
    start = i + (c.word(i) in ("a", "the") and c.word(i + 1) == "quarter")
    shifted = _shifted(c, start)
    if shifted:
        minute, end, sure = shifted
        firm = sure and _follows(c, end)
        return (minute, 1, end) if part_behind(c, end) or firm or _introduced(c, i, end) else None
    hour = c.w.numbers.get(c.word(i), 0)
    if not 1 <= hour <= 12 or c.word(i) in ("a", "an") or _ends_range(c, i):
        return None
    joined = c.skip(i + 1, "-")
    half = c.number(joined)
    if half and half[0] in _HALVES and not c.at(joined).digits and _introduced(c, i, half[1]):
        return hour * 60 + int(half[0]), 1, half[1]
    plain = (in_the(c, i + 1) and (i == 0 or c.word(i - 1) == ",")) or _introduced(c, i, i + 1)
    return (hour * 60, 60, i + 1) if plain else None


def _shifted(c: Cursor, i: int) -> tuple[int, int, bool] | None:
    """Read "quarter to twelve", "twenty past four", "ten minutes to six"; "past" and "minutes to" are sure."""
    if c.word(i) in ("half", "quarter"):
        size, j, sure = (30 if c.word(i) == "half" else 15), i + 1, True
        if c.word(i) == "half" and c.word(j) != "past":
            return None
    else:
        number = c.number(i)
        if not number or number[0] not in _MINUTES or c.at(i).digits:
            return None
        size, j = int(number[0]), number[1]
        sure = c.word(j) == "minutes"
        j += sure
    sign = {"past": 1, "to": -1, "after": 1, "before": -1}.get(c.word(j), 0)
    if not sign or (c.word(j) in ("after", "before") and not sure):
        return None
    hour = c.w.numbers.get(c.word(j + 1), 0)
    if not 1 <= hour <= 12 or c.word(j + 1) in ("a", "an"):
        return None
    minute = hour * 60 + sign * size
    return minute + 720 * (minute < 60), j + 2, sure or c.word(j) == "past"


def in_the(c: Cursor, j: int) -> int:
    """Return the index after "in the (early) morning" or "at night" at `j`, 0 where neither stands there."""
    if c.word(j) == "at" and c.word(j + 1) == "night":
        return j + 2
    if c.word(j) != "in" or c.word(j + 1) != "the":
        return 0
    k = c.skip(j + 2, "early", "late", "small")
    return k + 1 if c.word(k) in DAY_PARTS[:3] else 0


def _introduced(c: Cursor, i: int, end: int) -> bool:
    """Tell whether the words around make bare numbers at `i` to `end` a clock time."""
    at = i - 1
    while c.word(at) in _NEAR and c.word(at - 1) in ("at", "until", "till", "by", *_NEAR):
        at -= 1
    before, earlier = c.word(at), c.word(at - 1)
    if c.word(i - 1) == "and" and c.word(i - 3) == "between":
        return _dated_behind(c, end)
    close = before in ("before", "after", "past") and earlier in _CLOSE
    if before == "at" and _is_level(c, at):
        return False
    if not (close or before in ("at", "until", "till") or before in _LOOSE):
        return False
    if part_behind(c, end) or ((close or before not in _LOOSE) and _dated_behind(c, end)):
        return True
    one = c.word(i) == "one" and end == i + 1
    return (close or (before in ("at", "until", "till") and not one)) and _follows(c, end)


def _is_level(c: Cursor, at: int) -> bool:
    return c.word(at - 1) in c.w.clock_levels or any(
        c.word(k) in c.w.clock_levels_near for k in range(max(0, at - 5), at)
    )


def _dated_behind(c: Cursor, j: int) -> bool:
    """Tell whether a day or a part of one follows: "on Sunday", "that evening", "yesterday", "Monday morning"."""
    if in_the(c, j) or c.word(j) in ("yesterday", "tomorrow", "tonight", "today") or c.word(j) in c.w.weekdays:
        return True
    if c.word(j) == "on":
        return c.word(c.skip(j + 1, "the")) in c.w.weekdays or c.word(j + 1) in c.w.months
    return part_behind(c, j)


def part_behind(c: Cursor, j: int) -> bool:
    """Tell whether "that evening", "the next morning", "on Sunday night" follow."""
    if in_the(c, j):
        return True
    k = c.skip(j, "on")
    if c.word(k) not in _POINTING and c.word(k) not in c.w.weekdays:
        return False
    k = c.skip(k + 1, "next", "same", "following", "previous")
    return c.word(k) in DAY_PARTS


def _follows(c: Cursor, j: int) -> bool:
    """Tell whether a clause may go on after a clock time: no noun that the number counts, no second number."""
    word, after = c.word(j), c.word(j + 1)
    if c.ends(j):
        return True
    if word == "," and after in ("he", "she", "i"):
        return False  # "at six, she": an age
    if word in _STOPS:
        return True
    number = c.at(j + 1).digits or after in c.w.numbers
    return word in c.w.clock_on and (not number or after in ("a", "an"))


def _ends_range(c: Cursor, i: int) -> bool:
    """Tell whether an hour ends a range: "from six to eight", "between six and eight" is read by its middle."""
    return c.word(i - 1) in ("to", "-", "–") and (c.word(i - 2) in c.w.numbers or c.at(i - 2).digits)


def within(clock: Clock, part: str) -> Clock:
    """Return a clock time without its half of the day as the hour that it is in that part of the day."""
    if not clock.twelve or not part:
        return clock
    minute = clock.minute % 720
    late = part in ("AF", "EV") or (part == "NI" and minute >= 300)
    if part == "NI" and clock.minute == 720:
        return Clock(1440, clock.precision, clock.zone)
    return Clock(minute + 720 * late, clock.precision, clock.zone)


def middle(c: Cursor, i: int, clock: Clock) -> Clock | None:
    """Return the middle of "between seven and eight" when `clock` is its end, read at token `i`."""
    if c.word(i - 1) != "and" or c.word(i - 3) != "between":
        return None
    hour = c.w.numbers.get(c.word(i - 2), 0) or c.integer(i - 2) or 0
    first = hour * 60 + (720 if clock.minute > 780 else 0)
    if not 1 <= hour <= 12 or not 0 < clock.minute - first <= 300:
        return None
    return Clock((first + clock.minute) // 2, clock.precision, clock.zone, clock.twelve)
