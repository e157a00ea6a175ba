"""Arithmetic of the civil calendar: the period around a day, steps by unit, feasts and seasons."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]
_WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def period(unit: str, day: date) -> Days:
    """Return the calendar period of size `unit` that holds `day`; weeks run from Monday to Sunday."""
    match unit:
        case "week" | "fortnight":
            first = day - timedelta(day.weekday())
            return first, first + timedelta(6)
        case "weekend":
            saturday = day - timedelta(day.weekday()) + timedelta(5)
            return saturday, saturday + timedelta(1)
        case "month":
            return day.replace(day=1), day.replace(day=_days(day.year, day.month))
        case "quarter":
            month = (day.month - 1) // 3 * 3 + 1
            return date(day.year, month, 1), date(day.year, month + 2, _days(day.year, month + 2))
        case "season":
            nth = (day.month % 12) // 3 - 1
            return season(day.year - (day.month < 3), nth % 4)
        case "year":
            return date(day.year, 1, 1), date(day.year, 12, 31)
        case "decade":
            first_year = day.year // 10 * 10
            return date(first_year, 1, 1), date(first_year + 9, 12, 31)
        case "century":
            first_year = (day.year - 1) // 100 * 100 + 1
            return date(first_year, 1, 1), date(first_year + 99, 12, 31)
        case _:
            return day, day


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}


def shifted(days: Days, unit: str, amount: int) -> Days:
    """Move an interval by `amount` units; a whole month stays whole. Raises ValueError outside the calendar."""
    if unit in _MONTHS:
        whole = days[0].day == 1 and days[1] == days[1].replace(day=_days(days[1].year, days[1].month))
        first, last = (_by_months(day, amount * _MONTHS[unit]) for day in days)
        return first, last.replace(day=_days(last.year, last.month)) if whole and days[0] != days[1] else last
    step = timedelta(amount * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit, 1))
    return days[0] + step, days[1] + step


def _by_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"outside the calendar: {months} months from {day}")
    return date(year, month + 1, min(day.day, _days(year, month + 1)))


def season(year: int, nth: int) -> Days:
    """Return the months of a northern season, 0 spring to 3 winter; a winter bears the year in which it begins."""
    month = nth * 3 + 3
    end_year, end_month = (year, month + 2) if month < 12 else (year + 1, 2)
    return date(year, month, 1), date(end_year, end_month, _days(end_year, end_month))


def weekend(day: date, tense: int) -> Days:
    """Return "the weekend": the one under way, else the last or (future tense) the next."""
    this = period("weekend", day)
    if day >= this[0] or tense > 0:
        return this
    return this[0] - timedelta(7), this[1] - timedelta(7)


def easter_based(rule: str, year: int) -> date:
    """Return the day that a rule of lexicon/times.toml gives: "12 25", "11 thu 4", "5 mon -1", "easter 39"."""
    pieces = rule.split()
    if pieces[0] == "easter":
        return _easter(year) + timedelta(int(pieces[1]))
    month = int(pieces[0])
    if len(pieces) == 2:
        return date(year, month, int(pieces[1]))
    weekday, nth = _WEEKDAYS[pieces[1]], int(pieces[2])
    if nth < 0:
        last = date(year, month, _days(year, month))
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1))


def nth_within(month: Days, nth: int, weekday: int | None, what: str) -> Days:
    """Return the nth `weekday`, or "weekend of month" and the like, of a month; a negative nth counts from its end.

    A weekend belongs to the month of its Saturday; the first week is the first seven days, the last the last seven.
    Raises ValueError where the month has no such day.
    """
    first, last = month
    size = 7
    if what == "weekend of month":
        weekday = 5
    elif what == "day of month":
        size = 1
    into = 0 if weekday is None else (weekday - first.weekday()) % 7
    if nth < 0 and weekday is not None:
        day = last - timedelta((last.weekday() - weekday) % 7) + timedelta(7 * (nth + 1))
    elif nth < 0:
        day = last + timedelta(1 + nth * size)
    else:
        day = first + timedelta(into + size * (nth - 1))
    if not nth or not first <= day <= last:
        raise ValueError(f"no such day between {first} and {last}: {nth} {what}")
    if what == "week of month":
        return day, min(day + timedelta(6), last)
    return day, day + timedelta(what == "weekend of month")


def _easter(year: int) -> date:
    """Western Easter by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114, 31)
    return date(year, month, day + 1)
