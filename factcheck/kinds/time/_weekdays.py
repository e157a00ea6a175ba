"""Weekdays on the calendar: which one a name means, and whether it fits the date that is told beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from factcheck.kinds.time._calendar import period
from factcheck.kinds.time._context import Found, Place, Setting
from factcheck.kinds.time._moment import WEEKDAYS, Precision, spell
from factcheck.kinds.time._nearest import nearest_day
from factcheck.kinds.time._tense import FUTURE, KNOWN, PAST
from factcheck.kinds.time._told import Base, Told

_SEARCH = 240  # days to either side: two Fridays the 13th lie at most 427 apart


def weekday(told: Told, setting: Setting, place: Place) -> Found | None:
    """Place "Monday", "last Friday", "Tuesday of next week"; `place` resolves a date beside it."""
    assert told.weekday is not None
    name, published = WEEKDAYS[told.weekday], setting.published
    if told.base is Base.CONTEXT and setting.before.day and setting.before.day.first and told.direction:
        published = setting.before.day.first
    if published is None:
        return None
    also = told.also
    if also is not None and also.unit == "week" and also.shift is not None:
        day = period("week", published + timedelta(7 * also.shift))[0] + timedelta(told.weekday)
        return _on(day, f"the {name} of that week, counted from {spell(published)}")
    other = place(also, setting) if also is not None else None
    if other is not None and other.days[0] == other.days[1]:
        return _described_twice(told, other, name)
    if told.direction == 0:
        day = published - timedelta(published.weekday()) + timedelta(told.weekday)
        return _on(day, f"the {name} of the article's week, {spell(published)}")
    ahead = (told.weekday - published.weekday()) % 7
    if told.direction:
        step = ahead or 7
        day = published + timedelta(step if told.direction > 0 else step - 7 if ahead else -7)
        side = "after" if told.direction > 0 else "before"
        return _on(day, f"the {name} {side} the article's date, {spell(published)}")
    return _plain(name, ahead, published, setting)


def _plain(name: str, ahead: int, published: date, setting: Setting) -> Found:
    if not ahead:
        return _on(published, f"{name} is the article's own day, {spell(published)}")
    day = published + timedelta(ahead if setting.tense == FUTURE else ahead - 7)
    side = "after" if setting.tense == FUTURE else "before"
    why = {FUTURE: "future tense", PAST: "past tense", KNOWN: "past tense"}.get(
        setting.tense, "tense not clear, so taken as past"
    )
    return _on(day, f"the {name} {side} the article's date, {spell(published)} ({why})")


def _described_twice(told: Told, other: Found, name: str) -> Found:
    day = other.days[0]
    if told.weekday == day.weekday():
        return replace(other, how=f"{name}, described twice: {other.how}")
    return replace(other, clash=f"the words say {name}, but give {spell(day)} beside it")


def weekday_and_day(told: Told, setting: Setting) -> Found | None:
    """Place "Friday the 13th": the nearest day that is both."""
    published = setting.published
    if published is None:
        return None
    around = (published + timedelta(step) for step in range(-_SEARCH, _SEARCH + 1))
    fits = [day for day in around if day.day == told.day and day.weekday() == told.weekday]
    if not fits:
        return None
    return _on(nearest_day(fits, setting), f"the nearest day that is both, counted from {spell(published)}")


def _on(day: date, how: str) -> Found:
    return Found((day, day), Precision.DAY, how)


def clash(told: Told, day: date, setting: Setting, place: Place) -> str:
    """Say what the words get wrong about a day they also tell otherwise: its weekday, a second description."""
    if told.weekday is not None and told.weekday != day.weekday():
        real = WEEKDAYS[day.weekday()]
        return f"the words say {WEEKDAYS[told.weekday]}, but {spell(day).removeprefix(real).strip()} is a {real}"
    if told.also is None or told.also.unit == "year" or told.also.clock is not None:
        return ""
    other = place(told.also, setting)
    if other is None or other.days[0] <= day <= other.days[1]:
        return ""
    if told.also.weekday is not None:
        if told.also.weekday == day.weekday():
            return ""
        return f"the words say {WEEKDAYS[told.also.weekday]} for {spell(day)}"
    return f"the words give both {spell(day)} and {spell(other.days[0])}"
