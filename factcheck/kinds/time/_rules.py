"""The rules that place what the words tell on the calendar, from the most definite words to the least."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from factcheck.kinds.time._calendar import Days, easter_based, nth_within, period, season, shifted
from factcheck.kinds.time._context import Found, Setting
from factcheck.kinds.time._counted import counted
from factcheck.kinds.time._moment import MONTHS, WEEKDAYS, Precision, spell
from factcheck.kinds.time._tense import FUTURE, KNOWN, PAST
from factcheck.kinds.time._told import Base, Told

_AGAINST = 5
_FAR_AGAINST = 12
_SEARCH = 240
_NEAR = 45
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
        return _weekday_and_day(told, setting)
    if told.weekday is not None:
        return _weekday(told, setting)
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
    return Found(days, Precision.DAY, how, _weekday_clash(told, day, setting))


def _month_day(told: Told, setting: Setting) -> Found | None:
    assert told.month is not None and told.day is not None  # noqa: PT018 - as the caller checked
    year = told.year if told.year is not None else _pointed_year(told, setting) or _listed_year(told, setting)
    if year is not None:
        day, how = (
            date(year, told.month, told.day),
            "the date is told in full" if told.year else "the year is pointed at",
        )
    elif setting.published is None:
        return None
    else:
        published = setting.published
        day = _likeliest(_anniversaries(told.month, told.day, published), told, setting)
        how = f"the {told.day} {MONTHS[told.month - 1]} that fits the article's date, {spell(published)}"
    if told.span == "week":
        return Found(period("week", day), Precision.WEEK, how)
    return Found((day, day), Precision.DAY, how, _weekday_clash(told, day, setting))


def _likeliest(options: list[date], told: Told, setting: Setting) -> date:
    """Choose the year: the one nearest, but far from the article's date rather one in which the weekday fits."""
    published = setting.published
    assert published is not None  # as the caller checked
    pointed = _directed(options, told, setting) if told.weekday is None else None
    if pointed is not None:
        return pointed
    nearest = min(options, key=lambda option: _cost((option, option), setting))
    if told.weekday is None or nearest.weekday() == told.weekday or abs((nearest - published).days) <= _NEAR:
        return nearest
    fits = [option for option in options if option.weekday() == told.weekday]
    return min(fits, key=lambda option: _cost((option, option), setting)) if fits else nearest


def _anniversaries(month: int, day: int, around: date) -> list[date]:
    out = []
    for year in range(around.year - 3, around.year + 2):
        try:
            out.append(date(year, month, day))
        except ValueError:
            continue
    if not out:
        raise ValueError(f"no {day}.{month}. near {around}")
    return out


def _cost(days: Days, setting: Setting) -> float:
    """Weigh how far a candidate lies from the article's date; a step against the tense counts five times."""
    published = setting.published
    assert published is not None
    if days[0] <= published <= days[1]:
        return 0
    ahead = days[0] > published
    away = (days[0] - published).days if ahead else (published - days[1]).days
    if ahead and setting.tense == KNOWN:
        return away * _FAR_AGAINST
    against = setting.tense == PAST if ahead else setting.tense == FUTURE
    return away * _AGAINST if against else away


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


def _weekday_clash(told: Told, day: date, setting: Setting) -> str:
    if told.weekday is not None and told.weekday != day.weekday():
        real = WEEKDAYS[day.weekday()]
        return f"the words say {WEEKDAYS[told.weekday]}, but {spell(day).removeprefix(real).strip()} is a {real}"
    if told.also is None or told.also.unit == "year" or told.also.clock is not None:
        return ""
    other = found_days(told.also, setting)
    if other is None or other.days[0] <= day <= other.days[1]:
        return ""
    if told.also.weekday is not None:
        if told.also.weekday == day.weekday():
            return ""
        return f"the words say {WEEKDAYS[told.also.weekday]} for {spell(day)}"
    return f"the words give both {spell(day)} and {spell(other.days[0])}"


def _holiday(told: Told, setting: Setting) -> Found | None:
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        day = easter_based(told.holiday, year)
        return Found((day, day), Precision.DAY, f"the feast in {year}")
    if setting.published is None:
        return None
    published = setting.published
    options = [easter_based(told.holiday, published.year + step) for step in (-1, 0, 1)]
    day = _directed(options, told, setting) or min(options, key=lambda option: _cost((option, option), setting))
    return Found((day, day), Precision.DAY, f"the feast nearest to the article's date, {spell(published)}")


def _directed(options: Iterable[date], told: Told, setting: Setting) -> date | None:
    """Return the last option before, or the first after, the article's date, when the words point there."""
    published = setting.published
    if published is None or not told.direction:
        return None
    if told.direction < 0:
        return max((option for option in options if option < published), default=None)
    return min((option for option in options if option > published), default=None)


def _month(told: Told, setting: Setting) -> Found | None:
    assert told.month is not None
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        return Found(period("month", date(year, told.month, 1)), Precision.MONTH, "the month is told with its year")
    if setting.published is None:
        return None
    published = setting.published
    options = [period("month", date(published.year + step, told.month, 1)) for step in (-1, 0, 1)]
    if told.direction is not None:
        days = _pointed(options, told.direction, published)
    else:
        days = min(options, key=lambda option: _cost(option, setting))
    return Found(
        days, Precision.MONTH, f"the {MONTHS[told.month - 1]} that fits the article's date, {spell(published)}"
    )


def _pointed(options: list[Days], direction: int, published: date) -> Days:
    """Choose the period that "last", "this" or "next" points at: the last one over, this year's, the first to come."""
    if direction < 0:
        return max((o for o in options if o[1] < published), default=options[0])
    if direction > 0:
        return min((o for o in options if o[0] > published), default=options[-1])
    return min(options, key=lambda o: (o[0].year != published.year, o[0]))


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
    direction = told.direction
    days = (
        _pointed(options, direction, published)
        if direction is not None
        else min(options, key=lambda o: _cost(o, setting))
    )
    return Found(days, precision, f"the one that fits the article's date, {spell(published)}")


def _in_year(told: Told, year: int) -> Days:
    nth = told.nth or 0
    if told.span == "season":
        return season(year, nth)
    size = 3 if told.span == "quarter" else 6
    last = period("month", date(year, nth * size, 1))[1]
    return date(year, (nth - 1) * size + 1, 1), last


def _weekday(told: Told, setting: Setting) -> Found | None:
    assert told.weekday is not None
    name, published = WEEKDAYS[told.weekday], setting.published
    if told.base is Base.CONTEXT and setting.before.day and setting.before.day.first and told.direction:
        published = setting.before.day.first
    if published is None:
        return None
    ahead = (told.weekday - published.weekday()) % 7
    also = told.also
    if also is not None and also.unit == "week" and also.shift is not None:
        day = period("week", published + timedelta(7 * also.shift))[0] + timedelta(told.weekday)
        return Found((day, day), Precision.DAY, f"the {name} of that week, counted from {spell(published)}")
    if also is not None:
        other = found_days(also, setting)
        if other is not None and other.days[0] == other.days[1]:
            return _described_twice(told, other, name)
    if told.direction == 0:
        day = published - timedelta(published.weekday()) + timedelta(told.weekday)
        return Found((day, day), Precision.DAY, f"the {name} of the article's week, {spell(published)}")
    if told.direction:
        step = ahead or 7
        day = published + timedelta(step if told.direction > 0 else step - 7 if ahead else -7)
        side = "after" if told.direction > 0 else "before"
        return Found((day, day), Precision.DAY, f"the {name} {side} the article's date, {spell(published)}")
    return _plain_weekday(name, ahead, published, setting)


def _weekday_and_day(told: Told, setting: Setting) -> Found | None:
    """Place "Friday the 13th": the nearest day that is both."""
    published = setting.published
    if published is None:
        return None
    around = (published + timedelta(step) for step in range(-_SEARCH, _SEARCH + 1))
    fits = [day for day in around if day.day == told.day and day.weekday() == told.weekday]
    if not fits:
        return None
    day = min(fits, key=lambda option: _cost((option, option), setting))
    return Found((day, day), Precision.DAY, f"the nearest day that is both, counted from {spell(published)}")


def _plain_weekday(name: str, ahead: int, published: date, setting: Setting) -> Found:
    if not ahead:
        return Found((published, published), Precision.DAY, f"{name} is the article's own day, {spell(published)}")
    day = published + timedelta(ahead if setting.tense == FUTURE else ahead - 7)
    side = "after" if setting.tense == FUTURE else "before"
    why = {FUTURE: "future tense", PAST: "past tense", KNOWN: "past tense"}.get(
        setting.tense, "tense not clear, so taken as past"
    )
    return Found((day, day), Precision.DAY, f"the {name} {side} the article's date, {spell(published)} ({why})")


def _described_twice(told: Told, other: Found, name: str) -> Found:
    day = other.days[0]
    if told.weekday == day.weekday():
        return replace(other, how=f"{name}, described twice: {other.how}")
    clash = f"the words say {name}, but give {spell(day)} beside it"
    return replace(other, clash=clash)


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
    day = min(days, key=lambda option: _cost((option, option), setting))
    how = f"the {told.day}. nearest to the article's date, {spell(published)}"
    return Found((day, day), Precision.DAY, how)
