"""From what the words tell to a moment on the calendar, by the article's date, the tense and the dates before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from factcheck.kinds.time._context import Found, Setting
from factcheck.kinds.time._moment import WEEKDAYS, Bound, Daytime, Moment, Precision
from factcheck.kinds.time._rules import found_days
from factcheck.kinds.time._told import Base, Clock, Told, Type
from factcheck.kinds.time._words import Words
from factcheck.kinds.time._zones import offset


def resolve(told: Told, setting: Setting, words: Words, surface: str = "") -> Moment | None:
    """Return the moment that `told` means in its setting, unresolved where there is nothing to count from.

    None for what names no moment: lengths of time, "recently", an impossible date such as 30 February.
    """
    if told.type is Type.DURATION or told.reference:
        return None
    if told.type is Type.SET:
        return Moment(repeats=_repeats(told, surface), weekday=told.weekday, month=told.month, told=surface)
    if told.through is not None:
        return _range(told, setting, words, surface)
    try:
        found = found_days(told, setting)
    except (ValueError, OverflowError):
        return None
    if found is None:
        return _open(told, setting, words, surface)
    return _moment(told, found, setting, words, surface)


def _repeats(told: Told, surface: str) -> str:
    return told.value or surface.lower()


def _range(told: Told, setting: Setting, words: Words, surface: str) -> Moment | None:
    assert told.through is not None
    last = resolve(told.through, setting, words, surface)
    start = replace(told, through=None)
    if last and last.resolved and last.last and start.month and start.year is None:
        year = last.last.year - (start.month > last.last.month)
        start = replace(start, year=year)
    first = resolve(start, setting, words, surface)
    if first is None or last is None:
        return first
    if not first.resolved or not last.resolved or first.first is None or last.last is None or first.first > last.last:
        return replace(first, relative=f"{first.canonical}/{last.canonical}", month=None, day=None, told=surface)
    return replace(first, last=last.last, precision=Precision.RANGE, told=surface)


def _moment(told: Told, found: Found, setting: Setting, words: Words, surface: str) -> Moment:
    days, precision = found.days, found.precision
    bound = "" if told.clock is not None and days[0] == days[1] else told.bound
    daytime = _daytime(told, words, days[0] if days[0] == days[1] else None)
    if daytime is not None and days[0] == days[1]:
        precision = (
            Precision.PART
            if daytime.part
            else Precision.HOUR
            if told.clock and told.clock.precision > 1
            else Precision.MINUTE
        )
    return Moment(
        first=days[0],
        last=days[1],
        precision=precision,
        daytime=daytime,
        bound=Bound(bound),
        edge=told.edge,
        near=told.near or found.near,
        fiscal=told.fiscal,
        weekday=days[0].weekday() if days[0] == days[1] else None,
        month=days[0].month if precision is Precision.MONTH or days[0] == days[1] else None,
        day=days[0].day if days[0] == days[1] else None,
        how=found.how,
        clash=found.clash,
        relative="weekday" if told.weekday is not None and not told.day and told.within is None else "",
        inferred=(setting.inferred and not _absolute(told)) or _borrowed(told),
        told=surface,
    )


def _borrowed(told: Told) -> bool:
    """Tell whether a time of day takes its day from a date told before."""
    return told.base is Base.CONTEXT and (told.clock is not None or bool(told.part))


def _absolute(told: Told) -> bool:
    if told.within is not None:
        return told.within.year is not None
    if told.named is not None:
        return True
    return (told.year is not None and not told.unit) or bool(told.month and told.day)


def _daytime(told: Told, words: Words, day: date | None) -> Daytime | None:
    if told.clock is not None:
        return _clocked(told.clock, words, day, told.bound)
    if told.part:
        first, last = words.part_hours[told.part]
        return Daytime(first * 60, last * 60 - 1, part=told.part)
    return None


def _clocked(clock: Clock, words: Words, day: date | None, bound: str) -> Daytime:
    shift = offset(words, clock.zone, day, clock.minute) if clock.zone else None
    name = clock.zone if " " in clock.zone else clock.zone.upper()
    first = 0 if bound in ("before", "by", "until") else clock.minute
    last = max(clock.minute, 1439) if bound in ("after", "since") else clock.minute
    return Daytime(first, last, zone=name, offset=shift, twelve=clock.twelve)


def _open(told: Told, setting: Setting, words: Words, surface: str) -> Moment | None:
    """Keep a moment relative: what the words fix without an article's date."""
    if told.base is Base.EVENT:
        sign = "after" if (told.shift or 0) > 0 else "before"
        amount = abs(told.shift or 0)
        what = told.event or (surface if told.also else "")
        relative = f"{amount} {told.unit}{'s' if amount != 1 else ''} {sign} {what}" if what else ""
        return Moment(relative=relative, how="told from an event", told=surface) if relative else None
    daytime = _daytime(told, words, None)
    if told.unit and told.shift is None and told.unit != "weekend":
        return None
    counted = told.within is not None
    relative = "" if told.month or (told.weekday is not None and not counted) else _relative(told)
    clock_alone = daytime is not None and told.unit == "day" and told.base is Base.CONTEXT
    how = "only the time of day is told" if clock_alone else "the article has no date to count from"
    return Moment(
        daytime=daytime,
        bound=Bound(told.bound),
        edge=told.edge,
        near=told.near,
        weekday=None if counted else told.weekday,
        month=told.month,
        day=told.day,
        relative="" if clock_alone else relative,
        how=how,
        told=surface,
    )


def _relative(told: Told) -> str:
    if told.within is not None:
        what = told.span or f"{WEEKDAYS[told.weekday or 0]} of month"
        return f"{what}, {told.nth}. of {told.within.month or _relative(told.within)}"
    if told.holiday:
        return f"feast {told.holiday}"
    if told.span:
        return f"{told.span} {told.nth}" + (f" {told.direction:+d}" if told.direction is not None else "")
    if told.day:
        return f"day {told.day} of a month"
    return f"{told.unit}{told.shift:+d}" if told.shift is not None else told.unit
