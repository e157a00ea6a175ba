"""The rules that place what the words tell on the calendar, from the most definite words to the least."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factcheck.kinds.time._calendar import Days, easter_based, nth_within, period, season, shifted
from factcheck.kinds.time._context import Found, Setting
from factcheck.kinds.time._counted import counted
from factcheck.kinds.time._moment import MONTHS, Precision, spell
from factcheck.kinds.time._nearest import anniversary, nearest_day, pointed, pointed_day
from factcheck.kinds.time._tense import FUTURE, KNOWN, PAST
from factcheck.kinds.time._told import Base, Told
from factcheck.kinds.time._weekdays import clash, weekday, weekday_and_day

_WITHIN_A_MONTH = (Precision.DAY, Precision.PART, Precision.HOUR, Precision.MINUTE, Precision.MONTH, Precision.RANGE)


def found_days(told: Told, setting: Setting) -> Found | None:
    """Try the rules from the most definite words to the least."""
    return _named(told, setting) or _placed(told, setting)


def _named(told: Told, setting: Setting) -> Found | None:
    """Place "the September 11 attacks", "9/11": not before that date, and no figures for a day to come."""
    day = told.named
    if day is None or (setting.published is not None and setting.published < day):
        return None
    if not told.month and not told.bound and setting.tense == FUTURE:
        return None
    return Found((day, day), Precision.DAY, "the date is the name of an event")


def _placed(told: Told, setting: Setting) -> Found | None:
    if told.base is Base.EVENT:
        return _from_event(told, setting)
    if told.within is not None:
        return _nth_of_month(told, told.within, setting)
    if told.month and told.day:
        return _month_day(told, setting)
    if told.holiday:
        return _holiday(told, setting)
    if told.span:
        return _span(told, setting)
    if told.month:
        return _month(told, setting)
    if told.weekday is not None and told.day:
        return weekday_and_day(told, setting)
    if told.weekday is not None:
        return weekday(told, setting, found_days)
    if told.unit:
        return counted(told, setting, found_days)
    if told.year is not None:
        return Found(period("year", date(told.year, 1, 1)), Precision.YEAR, "the year is told")
    if told.day:
        return _day_alone(told, setting)
    return None


def _from_event(told: Told, setting: Setting) -> Found | None:
    if told.also is None or told.shift is None:
        return None
    base = found_days(told.also, setting)
    if base is None:
        return None
    days = shifted(base.days, told.unit, told.shift)
    if base.precision is not Precision.DAY:
        return None
    return Found(days, Precision.DAY, f"counted from {spell(base.days[0])}, {base.how}", base.clash, told.near)


def _nth_of_month(told: Told, within: Told, setting: Setting) -> Found | None:
    """Place the nth weekday, weekend, week or day of a month; the month is found as it would be alone.

    Raises ValueError for a day that the month lacks, such as a fifth Monday.
    """
    found = found_days(within, replace(setting, guess=True))
    if found is None:
        return None
    days = nth_within(found.days, told.nth or 0, told.weekday, told.span)
    published = setting.published
    if within.base is Base.CONTEXT and published and days[1] < published and setting.tense == FUTURE:
        found = found_days(replace(within, base=Base.ARTICLE), setting) or found
        days = nth_within(found.days, told.nth or 0, told.weekday, told.span)
    day = days[0]
    how = f"counted in {MONTHS[day.month - 1]} {day.year}: {found.how}"
    if told.span in ("weekend of month", "week of month"):
        return Found(days, Precision.WEEKEND if told.span == "weekend of month" else Precision.RANGE, how)
    return Found(days, Precision.DAY, how, clash(told, day, setting, found_days))


def _month_day(told: Told, setting: Setting) -> Found | None:
    assert told.month is not None and told.day is not None  # noqa: PT018 - as the caller checked
    year = told.year if told.year is not None else _pointed_year(told, setting) or _listed_year(told, setting)
    if year is not None:
        day = date(year, told.month, told.day)
        how = "the date is told in full" if told.year else "the year is pointed at"
    elif setting.published is None:
        return None
    else:
        day = anniversary(told, setting)
        how = f"the {told.day} {MONTHS[told.month - 1]} that fits the article's date, {spell(setting.published)}"
    if told.span == "week":
        return Found(period("week", day), Precision.WEEK, how)
    return Found((day, day), Precision.DAY, how, clash(told, day, setting, found_days))


def _pointed_year(told: Told, setting: Setting) -> int | None:
    """Return the year of "July last year", "January this year"."""
    also = told.also
    if also is not None and also.unit == "year" and setting.published is not None and also.shift is not None:
        return setting.published.year + also.shift
    return None


def _listed_year(told: Told, setting: Setting) -> int | None:
    """Return the year of the date before, of which "January 12 and 13" goes on."""
    last = setting.before.last
    if told.base is not Base.CONTEXT or last is None or last.first is None or last.month != told.month:
        return None
    return last.first.year


def _holiday(told: Told, setting: Setting) -> Found | None:
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        day = easter_based(told.holiday, year)
        return Found((day, day), Precision.DAY, f"the feast in {year}")
    if setting.published is None:
        return None
    published = setting.published
    options = [easter_based(told.holiday, published.year + step) for step in (-1, 0, 1)]
    day = pointed_day(options, told.direction, setting)
    return Found((day, day), Precision.DAY, f"the feast nearest to the article's date, {spell(published)}")


def _month(told: Told, setting: Setting) -> Found | None:
    assert told.month is not None
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        return Found(period("month", date(year, told.month, 1)), Precision.MONTH, "the month is told with its year")
    if setting.published is None:
        return None
    published = setting.published
    options = [period("month", date(published.year + step, told.month, 1)) for step in (-1, 0, 1)]
    days = pointed(options, told.direction, setting)
    how = f"the {MONTHS[told.month - 1]} that fits the article's date, {spell(published)}"
    return Found(days, Precision.MONTH, how)


def _span(told: Told, setting: Setting) -> Found | None:
    nth = told.nth or 0
    if told.span == "decade":
        return Found((date(nth, 1, 1), date(nth + 9, 12, 31)), Precision.DECADE, "the decade is told")
    if told.span == "century":
        return Found((date(nth * 100 - 99, 1, 1), date(nth * 100, 12, 31)), Precision.CENTURY, "the century is told")
    year, published = told.year, setting.published
    if year is None and told.unit == "year" and told.direction is not None and published is not None:
        year = published.year + told.direction
    if year is None:
        year = _pointed_year(told, setting)
    precision = {"quarter": Precision.QUARTER, "half": Precision.HALF, "season": Precision.SEASON}[told.span]
    if year is not None:
        return Found(_in_year(told, year), precision, "told with its year")
    if published is None:
        return None
    options = [_in_year(told, published.year + step) for step in (-1, 0, 1)]
    days = pointed(options, told.direction, setting)
    return Found(days, precision, f"the one that fits the article's date, {spell(published)}")


def _in_year(told: Told, year: int) -> Days:
    nth = told.nth or 0
    if told.span == "season":
        return season(year, nth)
    size = 3 if told.span == "quarter" else 6
    last = period("month", date(year, nth * size, 1))[1]
    return date(year, (nth - 1) * size + 1, 1), last


def _day_alone(told: Told, setting: Setting) -> Found | None:
    """Place "the 17th": in the month told before, else in the one that brings it nearest to the article's date."""
    if told.day is None:
        return None
    last, published = setting.before.last, setting.published
    if last is not None and last.first is not None and last.precision in _WITHIN_A_MONTH:
        day = last.first.replace(day=told.day)
        if not (published and setting.tense == FUTURE and day < published):
            how = f"the {told.day}. of the month told before, {MONTHS[day.month - 1]} {day.year}"
            return Found((day, day), Precision.DAY, how)
    if published is None:
        return None
    first = period("month", published)[0]
    options = [shifted((first, first), "month", step)[0] for step in (-1, 0, 1)]
    days = [option.replace(day=told.day) for option in options if told.day <= period("month", option)[1].day]
    ahead = [option for option in days if option >= published]
    behind = [option for option in days if option <= published]
    days = (ahead if setting.tense == FUTURE else behind if setting.tense in (PAST, KNOWN) else days) or days
    day = nearest_day(days, setting)
    how = f"the {told.day}. nearest to the article's date, {spell(published)}"
    return Found((day, day), Precision.DAY, how)
