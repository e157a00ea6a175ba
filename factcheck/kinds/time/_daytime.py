"""Whether two times of one day fit: clock against clock, clock against part of the day, across zones."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._moment import Daytime, Moment, Precision
from factcheck.model import Outcome, Severity, Verdict

_FUZZY = 120
ROUNDED = 15
_MIDNIGHT, _SMALL_HOURS = 1440, 360


def daytimes(one: Moment, two: Moment) -> Outcome:
    """Compare the times of day of two moments that share their day, or that tell none."""
    a, b = one.daytime, two.daytime
    assert a is not None and b is not None  # noqa: PT018 - the caller checked
    if a.part or b.part:
        return _parts(_from_midnight(one, a), _from_midnight(two, b), f"{one} against {two}")
    return _clocks(a, b, one, two)


def _from_midnight(moment: Moment, daytime: Daytime) -> Daytime:
    """Let an early morning begin at midnight."""
    return replace(daytime, first=0) if daytime.part == "MO" and moment.edge == "start" else daytime


def outcome(verdict: Verdict, rule: str, reason: str, flips: str = "", severity: Severity = Severity.MAJOR) -> Outcome:
    """Return an outcome of this kind; what fits is never worth more than a note."""
    level = Severity.NOTE if verdict in (Verdict.AGREEMENT, Verdict.COMPATIBLE) else severity
    return Outcome(verdict, f"time.{rule}", reason, flips, level, 0.95)


def _parts(a: Daytime, b: Daytime, reason: str) -> Outcome:
    if a.part and a.part == b.part:
        return outcome(Verdict.AGREEMENT, "same-part", f"{reason}: the same part of the day")
    apart = _apart((a.first, a.last), (b.first, b.last))
    if a.twelve or b.twelve:
        apart = min(apart, _apart((a.first, a.last), (b.first + 720, b.last + 720)))
    if apart <= 0:
        both = bool(a.part and b.part)
        verdict = Verdict.COMPATIBLE if both else Verdict.AGREEMENT
        return outcome(verdict, "overlapping-parts" if both else "clock-in-part", f"{reason}: they fit")
    if apart <= _FUZZY or (_small_hours(a, b) or _small_hours(b, a)):
        return outcome(Verdict.COMPATIBLE, "near-part", f"{reason}: the border of a part of the day is not sharp")
    return outcome(
        Verdict.CONTRADICTION, "parts-differ", f"{reason}: different parts of the day", severity=Severity.MINOR
    )


def _small_hours(part: Daytime, clock: Daytime) -> bool:
    """Tell whether a clock time before dawn stands against a morning: 1:30 a.m. is the morning of its day."""
    return part.part == "MO" and not clock.part and clock.first < part.first and clock.first % _MIDNIGHT < _SMALL_HOURS


def _apart(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Return minutes between two stretches of a day that wraps around, 0 or less when they overlap."""
    return min(max(one[0] - (two[1] + shift), two[0] + shift - one[1]) for shift in (-1440, 0, 1440))


def _clocks(a: Daytime, b: Daytime, one: Moment, two: Moment) -> Outcome:
    reason = f"{one} against {two}"
    shift = a.offset - b.offset if a.offset is not None and b.offset is not None else 0
    apart = _apart((a.first, a.last), (b.first + shift, b.last + shift))
    if a.twelve or b.twelve:
        apart = min(apart, _apart((a.first, a.last), (b.first + 720, b.last + 720)))
    apart = max(apart, 0)
    if apart == 0 and (a.first < a.last) != (b.first < b.last):
        return outcome(Verdict.COMPATIBLE, "clock-in-bound", f"{reason}: they fit")
    slack = 30 * (one.near + two.near)
    if apart <= slack:
        same = f"{apart} minutes apart, within 'about'" if apart else "the same time"
        return outcome(Verdict.AGREEMENT, "same-time", f"{reason}: {same}")
    if apart <= ROUNDED and Precision.HOUR in (one.precision, two.precision):
        text = f"{reason}: {apart} minutes apart, and one tells the hour only"
        return outcome(Verdict.COMPATIBLE, "rounded-hour", text, "conflicts if the full hour is meant to the minute")
    if a.zone != b.zone and (a.offset is None or b.offset is None) and apart % 15 == 0 and apart <= 14 * 60:
        text = f"{reason}: the same only if the zone that is not told is {apart // 60} h {apart % 60:02d} min off"
        return outcome(Verdict.UNDECIDED, "zone-untold", text, "agrees if the zones differ by as much")
    severity = Severity.MINOR if apart <= 15 else Severity.MAJOR
    flips = f"agrees at a tolerance of {apart} minutes or more"
    return outcome(Verdict.CONTRADICTION, "times-differ", f"{reason}: the clock times differ", flips, severity)


def over_midnight(one: Moment, two: Moment, reason: str) -> Outcome | None:
    """Judge a night against the day after it: "Friday night" runs into Saturday's small hours."""
    if one.first is None or two.first is None or one.first != one.last or two.first != two.last:
        return None
    before, after = (one, two) if one.first < two.first else (two, one)
    late = before.edge == "end" or (before.daytime is not None and before.daytime.last >= _MIDNIGHT)
    if abs((one.first - two.first).days) != 1 or not late:
        return None
    if after.daytime is None and after.edge != "start":
        text = f"{reason}: a night that begins on one day ends on the next"
        return outcome(Verdict.UNDECIDED, "over-midnight", text, "contradiction if the hours before midnight are meant")
    if after.daytime is not None and after.daytime.first > _SMALL_HOURS:
        return None
    text = f"{reason}: the same night, told from before and from after midnight"
    return outcome(Verdict.COMPATIBLE, "over-midnight", text, "conflicts if the hours before midnight are meant")


def next_day(one: Moment, two: Moment, reason: str) -> Outcome | None:
    """Excuse neighbouring days when a clock time near midnight in a known zone makes it the other day elsewhere."""
    for timed, plain in ((one, two), (two, one)):
        daytime = timed.daytime
        if (
            daytime is None
            or daytime.part
            or not daytime.zone
            or plain.daytime is not None
            or plain.first != plain.last
        ):
            continue
        if timed.first is None or plain.first is None:
            continue
        step = (plain.first - timed.first).days
        if (step == 1 and daytime.first >= 1080) or (step == -1 and daytime.first < 480):
            text = f"{reason}: at that hour it was the other day in other time zones"
            return outcome(
                Verdict.UNDECIDED, "day-across-zones", text, "agrees if the day is told in another time zone"
            )
    return None
