"""Whether two times of day fit: clock against clock, clock against part of the day, across zones."""

from __future__ import annotations

from dataclasses import replace

from factcheck.kinds.time._moment import Daytime, Moment, Precision
from factcheck.model import Outcome, Severity, Verdict

MIDNIGHT, SMALL_HOURS = 1440, 360  # minutes
_FUZZY = 120
_ROUNDED = 15


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
    return part.part == "MO" and not clock.part and clock.first < part.first and clock.first % MIDNIGHT < SMALL_HOURS


def _apart(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Return minutes between two stretches of a day that wraps around, 0 or less when they overlap."""
    return min(max(one[0] - (two[1] + shift), two[0] + shift - one[1]) for shift in (-MIDNIGHT, 0, MIDNIGHT))


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
    if apart <= _ROUNDED and Precision.HOUR in (one.precision, two.precision):
        text = f"{reason}: {apart} minutes apart, and one tells the hour only"
        return outcome(Verdict.COMPATIBLE, "rounded-hour", text, "conflicts if the full hour is meant to the minute")
    if a.zone != b.zone and (a.offset is None or b.offset is None) and apart % 15 == 0 and apart <= 14 * 60:
        text = f"{reason}: the same only if the zone that is not told is {apart // 60} h {apart % 60:02d} min off"
        return outcome(Verdict.UNDECIDED, "zone-untold", text, "agrees if the zones differ by as much")
    severity = Severity.MINOR if apart <= _ROUNDED else Severity.MAJOR
    flips = f"agrees at a tolerance of {apart} minutes or more"
    return outcome(Verdict.CONTRADICTION, "times-differ", f"{reason}: the clock times differ", flips, severity)


def instants(one: Moment, two: Moment) -> Outcome | None:
    """Compare clock times whose zones are known as points of universal time."""
    if one.instant is None or two.instant is None or one.bound or two.bound:
        return None
    assert one.daytime is not None and two.daytime is not None  # noqa: PT018 - an instant has a clock time
    if one.daytime.part or two.daytime.part:
        return None
    apart = max(one.instant[0] - two.instant[1], two.instant[0] - one.instant[1], 0)
    if apart == 0 and one.instant != two.instant:
        return outcome(Verdict.COMPATIBLE, "clock-in-bound", f"{one} fits {two}")
    slack = 30 * (one.near + two.near)
    if apart <= slack:
        same = "the same instant" if apart == 0 else f"{apart} minutes apart, within 'about'"
        return outcome(Verdict.AGREEMENT, "same-instant", f"{one} and {two} are {same}")
    if apart <= _ROUNDED and Precision.HOUR in (one.precision, two.precision):
        text = f"{one} and {two} are {apart} minutes apart, and one tells the hour only"
        return outcome(Verdict.COMPATIBLE, "rounded-hour", text, "conflicts if the full hour is meant to the minute")
    severity = Severity.MINOR if apart <= _ROUNDED else Severity.MAJOR
    reason = f"{one} and {two} are {_span(apart)} apart"
    flips = f"agrees at a tolerance of {_span(apart)} or more"
    return outcome(Verdict.CONTRADICTION, "instants-differ", reason, flips, severity)


def _span(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d} min" if hours else f"{rest} minutes"
