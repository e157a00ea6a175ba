"""What it means that two moments share no day, and the reason told for it.

Most are a contradiction. Some are not: within what "about" allows, one night told from both sides of midnight, the
same date with day and month swapped, days that rest on a guess.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.kinds.time._daytime import MIDNIGHT, SMALL_HOURS, daytimes, outcome
from factcheck.kinds.time._moment import WEEKDAYS, Bound, Moment, Precision, spell
from factcheck.model import Outcome, Verdict

_WORTH_TELLING = 31  # days
_FAR = 20  # days: sources that date one event differ by more no more often than by chance
_ABOUT = 60  # minutes
_NUMBER = re.compile(r"\d")
_COUNTED = re.compile(r"\b(?:ago|later|earlier|after|before|hence)\b", re.IGNORECASE)
_SLACK = {
    Precision.WEEKEND: 3,
    Precision.WEEK: 4,
    Precision.MONTH: 16,
    Precision.QUARTER: 46,
    Precision.SEASON: 46,
    Precision.HALF: 92,
    Precision.YEAR: 183,
    Precision.DECADE: 1827,
    Precision.CENTURY: 18263,
}


def apart(one: Moment, two: Moment, reason: str) -> Outcome:
    """Judge moments that share no day."""
    before, after = (one, two) if one.interval[1] < two.interval[0] else (two, one)
    slack = _slack(before, forwards=True) + _slack(after, forwards=False)
    if slack and _gap(one, two) <= slack:
        text = f"{reason}: apart, but within what 'about' allows"
        return outcome(Verdict.COMPATIBLE, "about", text, f"conflicts if the date is meant to within {_length(slack)}")
    if Precision.WEEK in (one.precision, two.precision) and _gap(one, two) == 1:
        text = f"{reason}: a week begins on Sunday for some, on Monday for others"
        return outcome(Verdict.COMPATIBLE, "week-border", text, "conflicts if the week begins on Monday")
    if one.fiscal or two.fiscal:
        return outcome(Verdict.UNDECIDED, "fiscal", f"{reason}: a fiscal year's own dates are not told")
    if Precision.SEASON in (one.precision, two.precision):
        return outcome(Verdict.UNDECIDED, "season", f"{reason}: seasons are opposite south of the equator")
    found = _swapped(one, two, reason) or _over_midnight(one, two, reason) or _next_day(one, two, reason)
    if found is not None:
        return found
    if one.inferred or two.inferred:
        return _inferred(one, two, reason)
    rule = "dates-differ" if _written(one) and _written(two) else "days-differ"
    found = outcome(Verdict.CONTRADICTION, rule, f"{reason}: they share no day", _flip(one, two))
    return replace(found, apart=min(1.0, _gap(one, two) / _FAR))


def _written(moment: Moment) -> bool:
    """Tell whether a day is written out, so that a difference is what the sources say: not "today", "a day later"."""
    day = not moment.relative and moment.precision is Precision.DAY and moment.bound is Bound.NONE
    return day and _NUMBER.search(moment.told) is not None and _COUNTED.search(moment.told) is None


def _slack(moment: Moment, *, forwards: bool) -> int:
    """Return the days by which "about" reaches beyond a moment; about a clock time it reaches over midnight only."""
    if not moment.near:
        return 0
    daytime = moment.daytime
    if daytime is not None and not daytime.part:
        late, early = daytime.last >= MIDNIGHT - _ABOUT, daytime.first <= _ABOUT
        return int(late if forwards else early) if not daytime.twelve else 1
    return _SLACK.get(moment.precision, 1)


def _length(days: int) -> str:
    return f"{days} day{'s' if days > 1 else ''}"


def _gap(one: Moment, two: Moment) -> int:
    (first, last), (begin, end) = one.interval, two.interval
    return (begin - last).days if last < begin else (first - end).days


def _swapped(one: Moment, two: Moment, reason: str) -> Outcome | None:
    a, b = one.first, two.first
    if a is None or b is None or a != one.last or b != two.last or a.year != b.year:
        return None
    if a.day != b.month or a.month != b.day:
        return None
    reason = f"{reason}: the same date with day and month swapped"
    if any("/" in moment.told for moment in (one, two)):
        return outcome(
            Verdict.UNDECIDED, "day-month-swapped", reason, "agrees if the date in figures has its day first or last"
        )
    return outcome(Verdict.CONTRADICTION, "day-month-swapped", reason, "agrees if one source swapped day and month")


def _over_midnight(one: Moment, two: Moment, reason: str) -> Outcome | None:
    """Judge a night against the day after it: "Friday night" runs into Saturday's small hours."""
    if one.first is None or two.first is None or one.first != one.last or two.first != two.last:
        return None
    before, after = (one, two) if one.first < two.first else (two, one)
    late = before.edge == "end" or (before.daytime is not None and before.daytime.last >= MIDNIGHT)
    if abs((one.first - two.first).days) != 1 or not late:
        return None
    if after.daytime is None and after.edge != "start":
        text = f"{reason}: a night that begins on one day ends on the next"
        return outcome(Verdict.UNDECIDED, "over-midnight", text, "contradiction if the hours before midnight are meant")
    if after.daytime is not None and after.daytime.first > SMALL_HOURS:
        return None
    text = f"{reason}: the same night, told from before and from after midnight"
    return outcome(Verdict.COMPATIBLE, "over-midnight", text, "conflicts if the hours before midnight are meant")


def _next_day(one: Moment, two: Moment, reason: str) -> Outcome | None:
    """Excuse neighbouring days when a clock time near midnight in a known zone makes it the other day elsewhere."""
    for timed, plain in ((one, two), (two, one)):
        daytime = timed.daytime
        if daytime is None or daytime.part or not daytime.zone or plain.daytime is not None:
            continue
        if timed.first is None or plain.first is None or plain.first != plain.last:
            continue
        step = (plain.first - timed.first).days
        if (step == 1 and daytime.first >= 1080) or (step == -1 and daytime.first < 480):
            text = f"{reason}: at that hour it was the other day in other time zones"
            return outcome(
                Verdict.UNDECIDED, "day-across-zones", text, "agrees if the day is told in another time zone"
            )
    return None


def _inferred(one: Moment, two: Moment, reason: str) -> Outcome:
    """Judge days of which one rests on an article date that was itself inferred."""
    sure = all(not moment.inferred or moment.relative == "weekday" for moment in (one, two))
    if sure and one.weekday is not None and two.weekday is not None and one.weekday != two.weekday:
        text = f"{reason}: whatever the week, they are different days of it"
        return outcome(Verdict.CONTRADICTION, "weekdays-differ", text)
    clock = any(moment.inferred and moment.daytime is not None for moment in (one, two))
    if clock and one.daytime and two.daytime and daytimes(one, two).verdict is Verdict.AGREEMENT:
        text = f"{reason}: the times of day fit, and one of them takes its day from another sentence"
        return outcome(Verdict.COMPATIBLE, "clock-fits", text, "conflicts if that is its day")
    why = "a time of day takes its day from another sentence" if clock else "the date of one article is only inferred"
    return outcome(Verdict.UNDECIDED, "date-inferred", f"{reason}: {why}", "contradiction if the inferred date holds")


def _flip(one: Moment, two: Moment) -> str:
    """Say which reading of a bare weekday, or what tolerance, would make two days agree."""
    for moment, other in ((one, two), (two, one)):
        if moment.relative != "weekday" or moment.first is None or other.first is None or other.first != other.last:
            continue
        if moment.first != other.first and moment.first.weekday() == other.first.weekday():
            return f"agrees only if '{moment.told or WEEKDAYS[moment.first.weekday()]}' means {spell(other.first)}"
    gap = _gap(one, two)
    return f"agrees at a tolerance of {_length(gap)} or more" if gap <= _WORTH_TELLING else ""
