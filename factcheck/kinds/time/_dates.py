"""Grammar of calendar dates: days, months, years, weekdays, holidays, in the orders that style guides allow."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._told import Cursor, Read, Told, Type


def _is_month(c: Cursor, i: int) -> bool:
    word = c.word(i)
    if word not in c.w.months:
        return False
    if word in c.w.capital and not c.capital(i):
        return False
    if word not in c.w.ambiguous:
        return True
    follower = c.skip(i + 1, ".")
    if c.at(follower).digits or c.ordinal(follower):
        return True
    if word in ("may", "march"):
        if c.capital(i) and (c.at(i - 1).digits or c.ordinal(i - 1)):  # 2 March, the 14th May
            return True
        return c.word(i - 1) in c.w.month_before or c.word(i - 1) in c.w.edges or c.word(i - 1) in c.w.months
    if len(word) <= 4 and word not in ("june", "july"):
        return follower > i + 1 and c.word(i - 1) in c.w.month_before
    return c.word(i - 1) in c.w.month_before or not c.capital(i + 1)


def _is_weekday(c: Cursor, i: int) -> bool:
    word = c.word(i)
    if word not in c.w.weekdays:
        return False
    if len(word) > 5:
        return True
    follower = c.skip(c.skip(i + 1, "."), ",")
    return c.capital(i) and (c.at(follower).digits or c.word(follower) in c.w.months)


def _day(c: Cursor, i: int) -> tuple[int, int] | None:
    """Read a day of the month: "9", "9th", "ninth"."""
    found = c.ordinal(i)
    if found:
        return found if 1 <= found[0] <= 31 else None
    value = c.integer(i)
    return (value, i + 1) if value is not None and 1 <= value <= 31 and len(c.word(i)) <= 2 else None


def _year_after(c: Cursor, i: int) -> tuple[int, int] | None:
    """Read the year that may follow a month or day: "2022", ", 2022", "of 2022", "'22"."""
    j = c.skip(i, ",", "of", "in")
    found = c.year(j)
    if not found:
        return None
    plural = c.word(found[1]) in c.w.counted or (j > i and c.word(found[1]) in c.w.units)
    return None if plural else found


def month(c: Cursor, i: int) -> Read:
    """Read a date that begins with its month: "January", "Jan. 12", "January 12-13, 2022", "July 1997"."""
    if not _is_month(c, i):
        return None
    told = Told(month=c.w.months[c.word(i)])
    j = i + 1
    if c.word(j) == "." and c.word(i) in c.w.abbreviated:
        j += 1
    day = _day(c, c.skip(j, "the"))
    if day and c.word(j) == "the" and not c.ordinal(j + 1):
        day = None
    if not day:
        year = _year_after(c, j)
        if year:
            return replace(told, year=year[0]), year[1]
        return told, j
    told = replace(told, day=day[0])
    j = day[1]
    through = _through(c, j)
    if through:
        told, j = replace(told, through=Told(month=told.month, day=through[0])), through[1]
    year = _year_after(c, j)
    if year and c.word(j) not in ("in", "of"):
        told, j = _with_year(told, year[0]), year[1]
    return told, j


def _with_year(told: Told, year: int) -> Told:
    through = replace(told.through, year=year) if told.through else None
    return replace(told, year=year, through=through)


def _through(c: Cursor, j: int) -> tuple[int, int] | None:
    """Read the second day of a range: "12-13", "12 to 13", "12 through 15"."""
    if c.word(j) not in ("-", "–", "—", "to", "through"):
        return None
    day = _day(c, j + 1)
    if not day or c.word(day[1]) in c.w.units or _is_month(c, day[1]):
        return None
    return day


def day(c: Cursor, i: int) -> Read:
    """Read a date that begins with its day: "12 January 2022", "the 12th of January", "17-18 January"."""
    first = _day(c, i)
    if not first or c.glued(i):
        return None
    j = first[1]
    last = None
    if c.word(j) in ("-", "–", "—", "to"):
        last = _day(c, j + 1)
        j = last[1] if last else j
    j = c.skip(j, "of")
    if not _is_month(c, j) or (c.word(j - 1) == "of" and not c.ordinal(i)):
        return _day_alone(c, i)
    number = c.w.months[c.word(j)]
    told = Told(month=number, day=first[0])
    if last:
        told = replace(told, through=Told(month=number, day=last[0]))
    end = j + 1
    if c.word(end) == "." and c.word(j) in c.w.abbreviated:
        end += 1
    year = _year_after(c, end)
    if year and c.word(end) != "in":
        return _with_year(told, year[0]), year[1]
    return told, end


def _day_alone(c: Cursor, i: int) -> Read:
    """Read "on the 7th", a day whose month the context tells."""
    found = c.ordinal(i)
    if not found or not c.at(i).digits or c.word(i - 1) != "the" or c.word(i - 2) not in ("on", "by", "until", "since"):
        return None
    after = c.at(found[1])
    noun = after.text[:1].isalpha() and (after.word not in c.w.stop or after.word == "of")
    return (Told(day=found[0]), found[1]) if 1 <= found[0] <= 31 and not noun else None


def numeric(c: Cursor, i: int, *, day_first: bool) -> Read:
    """Read "2022-01-09", "2022/01/09", "9/1/2022" and "9.1.2022"; a dotted date has its day first."""
    token = c.at(i)
    if not token.digits or (c.glued(i) and c.word(i - 1) not in ("(", "[", '"', "'", ",", "“")):
        return None
    if c.word(i + 1) == "-" and c.word(i + 3) == "-" and c.glued(i + 1) and c.glued(i + 3) and c.glued(i + 4):
        fields = [c.integer(i), c.integer(i + 2), c.integer(i + 4)]
        return _checked(fields[0], fields[1], fields[2], i + 5) if len(token.word) == 4 else None
    pieces = token.word.replace(".", "/").split("/")
    if (
        len(pieces) != 3
        or ("." in token.word and "/" in token.word)
        or any(len(p) > 4 or not p.isdecimal() for p in pieces)
    ):
        return None
    one, two, three = (int(piece) for piece in pieces)
    if len(pieces[0]) == 4:
        return _checked(one, two, three, i + 1)
    if len(pieces[2]) not in (2, 4):
        return None
    year = three if len(pieces[2]) == 4 else three + (2000 if three < 40 else 1900)
    dotted = "." in token.word
    if dotted and len(pieces[2]) == 2:
        return None
    month, day = (two, one) if day_first or dotted or one > 12 else (one, two)
    return _checked(year, month, day, i + 1)


def _checked(year: int | None, month: int | None, day: int | None, end: int) -> Read:
    if year is None or month is None or day is None:
        return None
    fits = 1000 <= year < 2200 and 1 <= month <= 12 and 1 <= day <= 31
    return (Told(year=year, month=month, day=day), end) if fits else None


def weekday(c: Cursor, i: int, *, day_first: bool) -> Read:
    """Read "Monday", "Monday, January 10th", "Mon., Jan. 10", "Friday the 13th"."""
    if not _is_weekday(c, i):
        return None
    told = Told(weekday=c.w.weekdays[c.word(i)])
    j = i + 1
    if c.word(j) == "." and len(c.word(i)) <= 5:
        j += 1
    after = c.skip(c.skip(j, ","), "the")
    date = month(c, after) or day(c, after) or numeric(c, after, day_first=day_first)
    if date and date[0].day:
        return replace(date[0], weekday=told.weekday), date[1]
    nth = c.skip(j, "the")
    the_nth = c.ordinal(nth)
    if the_nth and c.at(nth).digits and the_nth[0] <= 31:
        return replace(told, day=the_nth[0]), the_nth[1]
    return told, i + 1


def year(c: Cursor, i: int) -> Read:
    """Read a year standing alone, telling it from a count by its neighbours."""
    found = c.year(i)
    before = c.word(i - 1)
    if not found or before in c.w.not_year:
        return None
    if c.glued(i) and before in ("-", "–", "—", "/", ".", "@", "+") and c.glued(i - 1) and not _prefixed(c, i):
        return None
    value, j = found
    after = c.word(j)
    if after in c.w.counted or (after in c.w.units and c.w.units[after] != "quarter"):
        return None
    if _address(c, j):
        return None
    if not 1400 <= value <= 2100 and before not in ("in", "year", "of"):
        return None
    if c.word(i) == "'" and before not in c.w.year_before:
        return None
    ends = (
        c.integer(j + 1) if after in ("-", "–") and c.glued(j) and c.glued(j + 1) and len(c.word(j + 1)) == 2 else None
    )
    if ends is not None and ends > value % 100 and c.word(j + 2) not in ("-", "–"):
        return Told(year=value, through=Told(year=value // 100 * 100 + ends)), j + 2
    plural = len(after) > 3 and after.endswith("s") and after.isalpha() and not after.endswith(("ss", "us", "is"))
    if plural and not c.capital(j) and not _dates_plural(before, value):
        return None
    if not c.at(i).digits and before not in c.w.year_before and value < 1600:
        return None
    return (Told(year=value), j) if before in c.w.year_before or 1900 <= value <= 2050 else None


def _dates_plural(before: str, value: int) -> bool:
    """Tell whether a year before a plural noun dates it: "since 2019 visitors", "in 2016 schools closed".

    A count of things is written with a comma or is round: "in 2000 homes".
    """
    if before in ("the", "(", ",", "since", "early", "late", "mid"):
        return True
    dated = before in ("in", "by", "from", "until", "till", "before", "after", "during", "than", "a", "an")
    return dated and 1900 < value <= 2050 and value % 100 != 0


def _address(c: Cursor, j: int) -> bool:
    """Tell whether a number opens an address: "1900 block", "2009 N. Elm Street", "a call to 1645 Elm"."""
    if c.word(j) in ("block", "blk"):
        return True
    if c.word(j - 2) in ("to", "at", "near", "of") and c.capital(j) and not 1900 <= (c.integer(j - 1) or 0) <= 2050:
        return True
    for k in range(j, j + 5):
        if k > j and c.word(k) in c.w.streets and c.capital(k):
            return True
        if not (c.capital(k) or c.word(k) == "." or c.at(k).digits):
            return False
    return False


def _prefixed(c: Cursor, i: int) -> bool:
    """Tell whether the hyphen before a year belongs to "mid-1996", "post-1959" or an earlier year."""
    head = c.word(i - 2)
    return head in ("mid", "post", "pre", "early", "late", "non") or (len(head) == 4 and head.isdecimal())


def holiday(c: Cursor, i: int) -> Read:
    """Read a feast or public holiday, the longest name that fits, with the year where it is told."""
    if not c.capital(i):
        return None
    best: tuple[str, int] | None = None
    for name in c.w.holidays.get(c.word(i), ()):
        end = i + len(name)
        if (best is None or end > best[1]) and all(c.word(i + k) == part for k, part in enumerate(name)):
            best = (" ".join(name), end)
    if best is None:
        return None
    rule = c.w.holidays[c.word(i)][tuple(best[0].split())]
    year_after = c.year(c.skip(best[1], ",", "of"))
    told = Told(type=Type.DATE, holiday=rule)
    return (replace(told, year=year_after[0]), year_after[1]) if year_after else (told, best[1])
