"""Dates told by their distance from the article or from a date before: "last week", "a year earlier", "the quarter"."""

from __future__ import annotations

from datetime import date, timedelta

from factcheck.kinds.time._calendar import period, shifted, weekend
from factcheck.kinds.time._context import Found, Place, Setting
from factcheck.kinds.time._moment import Moment, Precision, spell
from factcheck.kinds.time._tense import KNOWN, PAST
from factcheck.kinds.time._told import Base, Told

_PRECISION = {
    "day": Precision.DAY,
    "weekend": Precision.WEEKEND,
    "week": Precision.WEEK,
    "fortnight": Precision.WEEK,
    "month": Precision.MONTH,
    "quarter": Precision.QUARTER,
    "season": Precision.SEASON,
    "year": Precision.YEAR,
    "decade": Precision.DECADE,
    "century": Precision.CENTURY,
}


def counted(told: Told, setting: Setting, place: Place) -> Found | None:
    """Place what is told by its distance: "last week", "the quarter"; `place` resolves a date beside it."""
    if told.unit in ("year", "quarter"):
        found = _by_quarter(told, setting, place)
        if found is not None:
            return found
    if (told.shift is None and told.unit != "weekend") or told.value.endswith("X", 1, 3):
        return None
    reference = _reference(told, setting)
    base = reference.first if reference is not None else setting.published
    if base is None or (told.base is Base.CONTEXT and reference is None and not (setting.guess or told.edge)):
        return None
    over = told.unit == "weekend" and told.shift == 0 and setting.tense in (PAST, KNOWN)
    if told.shift is None or over:
        return Found(weekend(base, setting.tense), Precision.WEEKEND, f"counted from {spell(base)}")
    where = f"counted from {'the article' if reference is None else 'the date told before'}, {spell(base)}"
    if told.unit in ("hour", "minute", "second"):
        return _hours(told, base, where)
    if told.unit not in _PRECISION:
        return None
    if told.rolling and told.unit in ("week", "month", "year"):
        since = shifted((base, base), told.unit, -1)[0]
        return Found((since, base), Precision.RANGE, f"the {told.unit} up to the article, {spell(base)}")
    days = period(told.unit, shifted((base, base), told.unit, told.shift)[0])
    return Found(days, _PRECISION[told.unit], where, near=bool(told.value) and told.unit != "day")


def _reference(told: Told, setting: Setting) -> Moment | None:
    """Return the moment told before that the words count from; a step of days counts from a day."""
    if told.base is not Base.CONTEXT:
        return None
    return setting.before.day if told.unit in ("day", "hour", "minute", "second") else setting.before.last


def _by_quarter(told: Told, setting: Setting, place: Place) -> Found | None:
    """Place "the quarter", "a year earlier", "the 1988 period" by the quarter that the text is about."""
    quarter = setting.before.quarter.first if setting.before.quarter else None
    if told.unit == "quarter" and told.also is not None:
        end = place(told.also, setting)
        return Found(period("quarter", end.days[1]), Precision.QUARTER, "the quarter of that date") if end else None
    if told.year is not None:
        if quarter is None:
            return Found(period("year", date(told.year, 1, 1)), Precision.YEAR, "the year is told")
        return Found(
            period("quarter", quarter.replace(year=told.year)), Precision.QUARTER, "the same quarter of that year"
        )
    if told.unit == "quarter" and told.shift == 0 and told.base is Base.CONTEXT and setting.guess:
        if quarter is None and setting.published is not None:
            quarter = shifted((setting.published, setting.published), "quarter", -1)[0]
        return Found(period("quarter", quarter), Precision.QUARTER, "the quarter told before") if quarter else None
    back = told.shift == -1 and told.unit == "year" and (told.value or told.base is Base.CONTEXT)
    if quarter is None or not back:
        return None
    days = shifted(period("quarter", quarter), "year", -1)
    return Found(days, Precision.QUARTER, "the same quarter one year back")


def _hours(told: Told, base: date, how: str) -> Found | None:
    if told.shift is None:
        return None
    size = {"hour": 3600, "minute": 60, "second": 1}[told.unit]
    days = abs(told.shift) * size // 86400
    other = base + timedelta((days + 1) * (1 if told.shift > 0 else -1))
    near = base + timedelta(days * (1 if told.shift > 0 else -1))
    return Found((min(near, other), max(near, other)), Precision.RANGE, how)
