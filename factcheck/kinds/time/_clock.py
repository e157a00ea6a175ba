"""Grammar of the time of day: "9 p.m. ET", "0200 GMT", "noon", "half past nine", "9:00 am local time"."""

from __future__ import annotations

from factcheck.kinds.time._spoken import in_the, part_behind, spoken, within
from factcheck.kinds.time._told import Clock, Cursor

Reading = tuple[Clock, int] | None


def clock(c: Cursor, i: int) -> Reading:
    """Read a time of day with its zone at token `i`."""
    word = c.word(i)
    if word in c.w.clock and not (word == "noon" and c.word(i + 1) == "-"):
        return _zoned(c, c.w.clock[word], 1, i + 1, twelve=False)
    if word == "half" and c.word(i + 1) == "past" and c.at(i + 2).digits:
        return _past(c, i + 2, 30)
    if word == "quarter" and c.word(i + 1) in ("past", "to") and c.at(i + 2).digits:
        return _past(c, i + 2, 15 if c.word(i + 1) == "past" else -15)
    if not c.at(i).digits:
        return _words(c, i)
    if c.glued(i) and c.word(i - 1) in (".", "-", "/", "$", "£", "€") and c.glued(i - 1):
        return None
    return _digits(c, i)


def _words(c: Cursor, i: int) -> Reading:
    told = spoken(c, i)
    if told:
        return _half(c, *told)
    hour = c.w.numbers.get(c.word(i), 0)
    if not 1 <= hour <= 12 or c.word(i) in ("a", "an"):
        return None
    if c.word(i + 1) == "o" and c.word(i + 2) == "'" and c.word(i + 3) == "clock":
        return _half(c, hour * 60, 60, i + 4)
    if c.word(i + 1) in ("am", "pm") and c.at(i + 1).text not in ("am", "Am"):
        return _half(c, hour * 60, 60, i + 1)
    return None


def _past(c: Cursor, i: int, shift: int) -> Reading:
    hour = c.integer(i) or 0
    if not 1 <= hour <= 12:
        return None
    return _half(c, hour * 60 + shift, 1, i + 1)


def _digits(c: Cursor, i: int) -> Reading:
    word = c.word(i)
    pieces = word.replace(".", ":").split(":")
    if len(pieces) > 3 or any(not piece.isdecimal() or len(piece) > 4 for piece in pieces):
        return None
    numbers = [int(piece) for piece in pieces]
    half = c.word(i + 1) in ("am", "pm") or c.word(i + 1) == "p" or c.word(i + 1) == "o"
    if len(pieces) == 1:
        if len(word) == 4 and numbers[0] % 100 < 60 and numbers[0] <= 2400:
            return _military(c, numbers[0], i)
        if not half or not 1 <= numbers[0] <= 12:
            return _in_the(c, i, numbers[0])
        if c.word(i + 1) == "o" and not (c.word(i + 2) == "'" and c.word(i + 3) == "clock"):
            return None
        return _half(c, numbers[0] * 60, 60, i + (4 if c.word(i + 1) == "o" else 1))
    if len(pieces[1]) != 2 or numbers[1] > 59 or numbers[0] > 24 or len(pieces[0]) > 2:
        return None
    if "." in word and not half and not _zone(c, i + 1) and not part_behind(c, i + 1):
        return None
    minute = numbers[0] * 60 + numbers[1]
    return _half(c, minute, 1, i + 1)


def _in_the(c: Cursor, i: int, hour: int) -> Reading:
    """Read "4 in the morning", "9 at night"."""
    if not 1 <= hour <= 12:
        return None
    if in_the(c, i + 1) or part_behind(c, i + 1):
        return _half(c, hour * 60, 60, i + 1)
    return None


def _military(c: Cursor, value: int, i: int) -> Reading:
    zone = _zone(c, i + 1)
    if zone:
        return Clock(value // 100 * 60 + value % 100, 1, zone[0]), zone[1]
    if c.word(i + 1) in ("hours", "hrs") and c.word(i) != "2000":
        return _zoned(c, value // 100 * 60 + value % 100, 1, i + 2, twelve=False)
    return None


def _noon(minute: int, *, late: bool) -> int:
    minute %= 720
    return minute + 720 if late else minute


def _half(c: Cursor, minute: int, precision: int, j: int) -> Reading:
    """Read the half of the day after a clock time, then its zone."""
    mark = c.word(j)
    if mark in ("am", "pm"):
        if minute > 780:
            return None
        return _zoned(c, _noon(minute, late=mark == "pm"), precision, j + 1, twelve=False)
    if mark in ("a", "p") and c.word(j + 1) == "." and c.word(j + 2) == "m" and c.glued(j + 1):
        return _zoned(c, _noon(minute, late=mark == "p"), precision, c.skip(j + 3, "."), twelve=False)
    end = in_the(c, j)
    if end:
        told = within(Clock(minute, precision, "", 60 <= minute < 780), c.w.parts[c.word(end - 1)])
        return _zoned(c, told.minute, precision, end, twelve=False)
    return _zoned(c, minute, precision, j, twelve=60 <= minute < 780)


def _zoned(c: Cursor, minute: int, precision: int, j: int, *, twelve: bool) -> Reading:
    zone = _zone(c, j)
    if zone:
        return Clock(minute, precision, zone[0], twelve), zone[1]
    return Clock(minute, precision, "", twelve), j


def _zone(c: Cursor, j: int) -> tuple[str, int] | None:
    """Read "ET", "(GMT)", "Moscow time", "local time", "GMT+3"."""
    k = c.skip(j, "(", ",")
    word = c.word(k)
    if word not in c.w.zone_heads:
        return None
    for size in (3, 2):
        name = " ".join(c.word(k + n) for n in range(size))
        if name in c.w.civil_zones or name in c.w.unknown_zones:
            return name, _closed(c, j, k, k + size)
    if (not c.at(k).text.isupper() and word != "eastern") or not _known(c, word):
        return None
    sign = c.word(k + 1)
    hours = c.integer(k + 2)
    if word in ("gmt", "utc") and sign in ("+", "-", "−") and hours is not None and hours <= 14 and c.glued(k + 2):
        return f"{word}{'+' if sign == '+' else '-'}{hours}", _closed(c, j, k, k + 3)
    if c.word(j) == "," and word not in ("gmt", "utc", "et", "est", "edt", "pt", "ct"):
        return None
    return word, _closed(c, j, k, c.skip(k + 1, "time"))


def _known(c: Cursor, word: str) -> bool:
    return word in c.w.fixed_zones or word in c.w.civil_zones or word in c.w.unknown_zones


def _closed(c: Cursor, j: int, k: int, end: int) -> int:
    return c.skip(end, ")") if c.word(j) == "(" and k > j else end
