"""Which of several days or periods the words mean: the one they point at, else the nearest to the article's date.

Far is measured with the tense in mind: a day to come is unlikely after "died", a day gone by after "will".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from factcheck.kinds.time._calendar import Days
from factcheck.kinds.time._context import Setting
from factcheck.kinds.time._tense import FUTURE, KNOWN, PAST
from factcheck.kinds.time._told import Told

_AGAINST = 5
_FAR_AGAINST = 12
_NEAR = 45  # days within which a wrong weekday is a slip rather than a sign of another year


def nearest(options: Iterable[Days], setting: Setting) -> Days:
    """Return the period nearest to the article's date, which must be known."""
    return min(options, key=lambda option: _cost(option, setting))


def nearest_day(options: Iterable[date], setting: Setting) -> date:
    """Return the day nearest to the article's date, which must be known."""
    return min(options, key=lambda option: _cost((option, option), setting))


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


def pointed(options: Sequence[Days], direction: int | None, setting: Setting) -> Days:
    """Return the period that "last", "this" or "next" points at: the last over, this year's, the first to come.

    The nearest where the words do not point, or at none of the `options`. The article's date must be known.
    """
    published = setting.published
    assert published is not None
    if direction == 0:
        return min(options, key=lambda option: (option[0].year != published.year, option[0]))
    if direction is not None and direction < 0:
        there = max((option for option in options if option[1] < published), default=None)
    elif direction:
        there = min((option for option in options if option[0] > published), default=None)
    else:
        there = None
    return there or nearest(options, setting)


def pointed_day(options: Sequence[date], direction: int | None, setting: Setting) -> date:
    """Return the day that "last" or "next" points at, else the nearest: "this Christmas" may be that of last week."""
    return pointed([(option, option) for option in options], direction or None, setting)[0]


def anniversary(told: Told, setting: Setting) -> date:
    """Return a day and month in the year that is meant: far from the article's date, one in which the weekday fits.

    Raises ValueError for a day that no year has.
    """
    published = setting.published
    assert told.month is not None and told.day is not None and published is not None  # noqa: PT018 - the caller checked
    options = _in_years(told.month, told.day, published)
    if told.weekday is None:
        return pointed_day(options, told.direction, setting)
    near = nearest_day(options, setting)
    if near.weekday() == told.weekday or abs((near - published).days) <= _NEAR:
        return near
    fits = [option for option in options if option.weekday() == told.weekday]
    return nearest_day(fits, setting) if fits else near


def _in_years(month: int, day: int, around: date) -> list[date]:
    out = []
    for year in range(around.year - 3, around.year + 2):
        try:
            out.append(date(year, month, day))
        except ValueError:
            continue
    if not out:
        raise ValueError(f"no {day}.{month}. near {around}")
    return out
