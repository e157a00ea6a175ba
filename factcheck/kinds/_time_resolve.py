"""From what the words tell to a moment on the calendar, by the article's date, the tense and the dates before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.kinds._time_calendar import Days, easter_based, period, season, shifted, weekend
from factcheck.kinds._time_moment import MONTHS, WEEKDAYS, Bound, Daytime, Moment, Precision, spell
from factcheck.kinds._time_tense import FUTURE, PAST
from factcheck.kinds._time_told import Base, Clock, Told, Type
from factcheck.kinds._time_words import Words
from factcheck.kinds._time_zones import offset

_AGAINST = 3


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is resolved against.

    `published` is the article's date, `inferred` when it was itself inferred; `tense` is -1, 0 or 1; `reference` the
    moment told last before; `guess` takes the article's day for a time of day that stands alone.
    """

    published: date | None = None
    inferred: bool = False
    tense: int = 0
    reference: Moment | None = None
    guess: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    days: Days
    precision: Precision
    how: str
    clash: str = ""
    near: bool = False


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
        found = _found(told, setting)
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


def _moment(told: Told, found: _Found, setting: Setting, words: Words, surface: str) -> Moment:
    days, precision = found.days, found.precision
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
        bound=Bound(told.bound),
        edge=told.edge,
        near=told.near or found.near,
        fiscal=told.fiscal,
        weekday=days[0].weekday() if days[0] == days[1] else None,
        month=days[0].month if precision is Precision.MONTH or days[0] == days[1] else None,
        day=days[0].day if days[0] == days[1] else None,
        how=found.how,
        clash=found.clash,
        relative="weekday" if told.weekday is not None and not told.day else "",
        inferred=setting.inferred and not _absolute(told),
        told=surface,
    )


def _absolute(told: Told) -> bool:
    return (told.year is not None and not told.unit) or bool(told.month and told.day)


def _daytime(told: Told, words: Words, day: date | None) -> Daytime | None:
    if told.clock is not None:
        return _clocked(told.clock, words, day)
    if told.part:
        first, last = words.part_hours[told.part]
        return Daytime(first * 60, last * 60 - 1, part=told.part)
    return None


def _clocked(clock: Clock, words: Words, day: date | None) -> Daytime:
    shift = offset(words, clock.zone, day, clock.minute) if clock.zone else None
    name = clock.zone if " " in clock.zone else clock.zone.upper()
    return Daytime(clock.minute, clock.minute, zone=name, offset=shift, twelve=clock.twelve)


def _found(told: Told, setting: Setting) -> _Found | None:
    """Try the rules from the most definite words to the least."""
    if told.base is Base.EVENT:
        return _from_event(told, setting)
    if told.month and told.day:
        return _month_day(told, setting)
    if told.holiday:
        return _holiday(told, setting)
    if told.span:
        return _span(told, setting)
    if told.month:
        return _month(told, setting)
    if told.weekday is not None:
        return _weekday(told, setting)
    if told.unit:
        return _counted(told, setting)
    if told.year is not None:
        return _Found(period("year", date(told.year, 1, 1)), Precision.YEAR, "the year is told")
    if told.day:
        return _day_alone(told, setting)
    return None


def _from_event(told: Told, setting: Setting) -> _Found | None:
    if told.also is None or told.shift is None:
        return None
    base = _found(told.also, setting)
    if base is None:
        return None
    days = shifted(base.days, told.unit, told.shift)
    if base.precision is not Precision.DAY:
        return None
    return _Found(days, Precision.DAY, f"counted from {spell(base.days[0])}, {base.how}", base.clash, told.near)


def _month_day(told: Told, setting: Setting) -> _Found | None:
    assert told.month is not None and told.day is not None  # noqa: PT018 - as the caller checked
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        day, how = (
            date(year, told.month, told.day),
            "the date is told in full" if told.year else "the year is pointed at",
        )
    elif setting.published is None:
        return None
    else:
        published = setting.published
        options = _anniversaries(told.month, told.day, published)
        day = min(options, key=lambda option: _cost((option, option), setting))
        how = f"the {told.day} {MONTHS[told.month - 1]} that fits the article's date, {spell(published)}"
    if told.span == "week":
        return _Found(period("week", day), Precision.WEEK, how)
    return _Found((day, day), Precision.DAY, how, _weekday_clash(told, day, setting))


def _anniversaries(month: int, day: int, around: date) -> list[date]:
    out = []
    for year in range(around.year - 1, around.year + 2):
        try:
            out.append(date(year, month, day))
        except ValueError:
            continue
    if not out:
        raise ValueError(f"no {day}.{month}. near {around}")
    return out


def _cost(days: Days, setting: Setting) -> float:
    """Weigh how far a candidate lies from the article's date; a step against the tense counts threefold."""
    published = setting.published
    assert published is not None
    if days[0] <= published <= days[1]:
        return 0
    ahead = days[0] > published
    away = (days[0] - published).days if ahead else (published - days[1]).days
    against = setting.tense == PAST if ahead else setting.tense == FUTURE
    return away * _AGAINST if against else away


def _pointed_year(told: Told, setting: Setting) -> int | None:
    """Return the year of "July last year", "January this year"."""
    also = told.also
    if also is not None and also.unit == "year" and setting.published is not None and also.shift is not None:
        return setting.published.year + also.shift
    return None


def _weekday_clash(told: Told, day: date, setting: Setting) -> str:
    if told.weekday is not None and told.weekday != day.weekday():
        return f"the words say {WEEKDAYS[told.weekday]}, but {spell(day)[len(WEEKDAYS[day.weekday()]) + 1 :]} is a {WEEKDAYS[day.weekday()]}"
    if told.also is None or told.also.unit == "year" or told.also.clock is not None:
        return ""
    other = _found(told.also, setting)
    if other is None or other.days[0] <= day <= other.days[1]:
        return ""
    if told.also.weekday is not None:
        if told.also.weekday == day.weekday():
            return ""
        return f"the words say {WEEKDAYS[told.also.weekday]} for {spell(day)}"
    return f"the words give both {spell(day)} and {spell(other.days[0])}"


def _holiday(told: Told, setting: Setting) -> _Found | None:
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        day = easter_based(told.holiday, year)
        return _Found((day, day), Precision.DAY, f"the feast in {year}")
    if setting.published is None:
        return None
    published = setting.published
    options = [easter_based(told.holiday, published.year + step) for step in (-1, 0, 1)]
    day = _directed(options, told, setting) or min(options, key=lambda option: _cost((option, option), setting))
    return _Found((day, day), Precision.DAY, f"the feast nearest to the article's date, {spell(published)}")


def _directed(options: Iterable[date], told: Told, setting: Setting) -> date | None:
    """Return the last option before, or the first after, the article's date, when the words point there."""
    published = setting.published
    if published is None or not told.direction:
        return None
    if told.direction < 0:
        return max((option for option in options if option < published), default=None)
    return min((option for option in options if option > published), default=None)


def _month(told: Told, setting: Setting) -> _Found | None:
    assert told.month is not None
    year = told.year if told.year is not None else _pointed_year(told, setting)
    if year is not None:
        return _Found(period("month", date(year, told.month, 1)), Precision.MONTH, "the month is told with its year")
    if setting.published is None:
        return None
    published = setting.published
    options = [period("month", date(published.year + step, told.month, 1)) for step in (-1, 0, 1)]
    if told.direction is not None:
        days = _pointed(options, told.direction, published)
    else:
        days = min(options, key=lambda option: _cost(option, setting))
    return _Found(
        days, Precision.MONTH, f"the {MONTHS[told.month - 1]} that fits the article's date, {spell(published)}"
    )


def _pointed(options: list[Days], direction: int, published: date) -> Days:
    """Choose the period that "last", "this" or "next" points at: the last one over, this year's, the first to come."""
    if direction < 0:
        return max((o for o in options if o[1] < published), default=options[0])
    if direction > 0:
        return min((o for o in options if o[0] > published), default=options[-1])
    return min(options, key=lambda o: (o[0].year != published.year, o[0]))


def _span(told: Told, setting: Setting) -> _Found | None:
    nth = told.nth or 0
    if told.span == "decade":
        return _Found((date(nth, 1, 1), date(nth + 9, 12, 31)), Precision.DECADE, "the decade is told")
    if told.span == "century":
        return _Found((date(nth * 100 - 99, 1, 1), date(nth * 100, 12, 31)), Precision.CENTURY, "the century is told")
    year, published = told.year, setting.published
    if year is None and told.unit == "year" and told.direction is not None and published is not None:
        year = published.year + told.direction
    if year is None:
        year = _pointed_year(told, setting)
    precision = {"quarter": Precision.QUARTER, "half": Precision.HALF, "season": Precision.SEASON}[told.span]
    if year is not None:
        return _Found(_in_year(told, year), precision, "told with its year")
    if published is None:
        return None
    options = [_in_year(told, published.year + step) for step in (-1, 0, 1)]
    direction = told.direction
    days = (
        _pointed(options, direction, published)
        if direction is not None
        else min(options, key=lambda o: _cost(o, setting))
    )
    return _Found(days, precision, f"the one that fits the article's date, {spell(published)}")


def _in_year(told: Told, year: int) -> Days:
    nth = told.nth or 0
    if told.span == "season":
        return season(year, nth)
    size = 3 if told.span == "quarter" else 6
    last = period("month", date(year, nth * size, 1))[1]
    return date(year, (nth - 1) * size + 1, 1), last


def _weekday(told: Told, setting: Setting) -> _Found | None:
    assert told.weekday is not None
    name, published = WEEKDAYS[told.weekday], setting.published
    if told.base is Base.CONTEXT and setting.reference and setting.reference.resolved and told.direction:
        assert setting.reference.first is not None
        published = setting.reference.first
    if published is None:
        return None
    ahead = (told.weekday - published.weekday()) % 7
    also = told.also
    if also is not None and also.unit == "week" and also.shift is not None:
        day = period("week", published + timedelta(7 * also.shift))[0] + timedelta(told.weekday)
        return _Found((day, day), Precision.DAY, f"the {name} of that week, counted from {spell(published)}")
    if also is not None:
        other = _found(also, setting)
        if other is not None and other.days[0] == other.days[1]:
            return _described_twice(told, other, name)
    if told.direction == 0:
        day = published - timedelta(published.weekday()) + timedelta(told.weekday)
        return _Found((day, day), Precision.DAY, f"the {name} of the article's week, {spell(published)}")
    if told.direction:
        step = ahead or 7
        day = published + timedelta(step if told.direction > 0 else step - 7 if ahead else -7)
        side = "after" if told.direction > 0 else "before"
        return _Found((day, day), Precision.DAY, f"the {name} {side} the article's date, {spell(published)}")
    return _plain_weekday(name, ahead, published, setting)


def _plain_weekday(name: str, ahead: int, published: date, setting: Setting) -> _Found:
    if not ahead:
        return _Found((published, published), Precision.DAY, f"{name} is the article's own day, {spell(published)}")
    day = published + timedelta(ahead if setting.tense == FUTURE else ahead - 7)
    side = "after" if setting.tense == FUTURE else "before"
    why = {FUTURE: "future tense", PAST: "past tense"}.get(setting.tense, "tense not clear, so taken as past")
    return _Found((day, day), Precision.DAY, f"the {name} {side} the article's date, {spell(published)} ({why})")


def _described_twice(told: Told, other: _Found, name: str) -> _Found:
    day = other.days[0]
    if told.weekday == day.weekday():
        return replace(other, how=f"{name}, described twice: {other.how}")
    clash = f"the words say {name}, but give {spell(day)} beside it"
    return replace(other, clash=clash)


def _day_alone(told: Told, setting: Setting) -> _Found | None:
    base = setting.reference.first if setting.reference and setting.reference.resolved else setting.published
    if base is None or told.day is None:
        return None
    try:
        day = date(base.year, base.month, told.day)
    except ValueError:
        return None
    return _Found(
        (day, day), Precision.DAY, f"the {told.day}th of the month told before, {MONTHS[base.month - 1]} {base.year}"
    )


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


def _counted(told: Told, setting: Setting) -> _Found | None:
    reference = setting.reference if told.base is Base.CONTEXT else None
    if told.base is Base.CONTEXT and (reference is None or not reference.resolved):
        if not setting.guess and not told.edge:
            return None
        reference = None
    base = reference.first if reference is not None else setting.published
    if base is None:
        return None
    counted_from = f"counted from {spell(base)}"
    if told.unit == "weekend" and told.shift is None:
        return _Found(weekend(base, setting.tense), Precision.WEEKEND, counted_from)
    if told.unit in ("hour", "minute", "second"):
        return _hours(told, base, counted_from)
    if told.shift is None or told.value.endswith("X", 1, 3) or told.unit not in _PRECISION:
        return None
    if (
        reference is not None
        and told.value
        and reference.last is not None
        and told.unit in ("year", "quarter", "month")
    ):
        days = shifted((base, reference.last), told.unit, told.shift)
        return _Found(days, reference.precision, f"{counted_from}, told before", near=reference.near)
    if told.year is not None:
        return _Found(_same_quarter(base, told.year), Precision.QUARTER, "the same quarter of that year")
    days = period(told.unit, shifted((base, base), told.unit, told.shift)[0])
    precision = _PRECISION[told.unit]
    near = bool(told.value) and told.unit != "day"
    if near and told.unit in ("week", "fortnight"):
        near = True
    where = "the article's date" if reference is None else "the date told before"
    return _Found(days, precision, f"counted from {where}, {spell(base)}", near=near)


def _same_quarter(base: date, year: int) -> Days:
    return period("quarter", date(year, base.month, 1))


def _hours(told: Told, base: date, how: str) -> _Found | None:
    if told.shift is None:
        return None
    size = {"hour": 3600, "minute": 60, "second": 1}[told.unit]
    days = abs(told.shift) * size // 86400
    other = base + timedelta((days + 1) * (1 if told.shift > 0 else -1))
    near = base + timedelta(days * (1 if told.shift > 0 else -1))
    return _Found((min(near, other), max(near, other)), Precision.RANGE, how)


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
    relative = "" if told.month or told.weekday is not None else _relative(told)
    clock_alone = daytime is not None and told.unit == "day" and told.base is Base.CONTEXT
    how = "only the time of day is told" if clock_alone else "the article has no date to count from"
    return Moment(
        daytime=daytime,
        bound=Bound(told.bound),
        edge=told.edge,
        near=told.near,
        weekday=told.weekday,
        month=told.month,
        day=told.day,
        relative="" if clock_alone else relative,
        how=how,
        told=surface,
    )


def _relative(told: Told) -> str:
    if told.holiday:
        return f"feast {told.holiday}"
    if told.span:
        return f"{told.span} {told.nth}" + (f" {told.direction:+d}" if told.direction is not None else "")
    if told.day:
        return f"day {told.day} of a month"
    return f"{told.unit}{told.shift:+d}" if told.shift is not None else told.unit
