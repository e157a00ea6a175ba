"""Moments that could not be placed on the calendar: what their words fix all the same."""

from __future__ import annotations

from datetime import timedelta

from factcheck.kinds.time._daytime import outcome
from factcheck.kinds.time._moment import WEEKDAYS, Moment, spell
from factcheck.model import Outcome, Verdict


def from_event(moment: Moment) -> bool:
    """Tell whether a moment is told from an event: "the day after the talks"."""
    return not moment.resolved and (" before " in moment.relative or " after " in moment.relative)


def clock_only(moment: Moment) -> bool:
    """Tell whether only a time of day is told."""
    return (
        not moment.resolved
        and moment.weekday is None
        and not moment.month
        and not moment.relative
        and not moment.repeats
    )


def unresolved(one: Moment, two: Moment, *, same_article: bool) -> Outcome:
    """Compare what the words fix when a moment could not be placed on the calendar."""
    reason = f"{one} against {two}"
    for name in ("weekday", "month", "day"):
        a, b = getattr(one, name), getattr(two, name)
        if a is not None and b is not None and a != b:
            text = f"{reason}: whatever the {'week' if name == 'weekday' else 'year'}, they differ"
            return outcome(Verdict.CONTRADICTION, f"{name}s-differ", text)
    shared = [n for n in ("weekday", "month", "day") if getattr(one, n) is not None and getattr(two, n) is not None]
    if one.relative and one.relative == two.relative and not one.resolved and not two.resolved:
        if same_article or from_event(one):
            return outcome(Verdict.AGREEMENT, "same-words", f"both are {one}")
        return outcome(Verdict.UNDECIDED, "unresolved", f"{reason}: counted from articles whose dates are not known")
    if not shared or ("day" in shared and "month" not in shared):
        undated = one if not one.resolved else two
        return outcome(
            Verdict.UNDECIDED, "unresolved", f"{reason}: '{undated.told or undated}' has no date to count from"
        )
    if not one.resolved and not two.resolved and (same_article or "day" in shared):
        return outcome(Verdict.AGREEMENT, "same-words", f"both are {one}")
    return _fits(one, two, reason)


def _fits(one: Moment, two: Moment, reason: str) -> Outcome:
    placed = one if one.resolved else two
    loose = two if one.resolved else one
    text = f"{reason}: they fit, though the article that says '{loose.told or loose}' has no date"
    flips = ""
    if placed.first is not None and loose.weekday is not None and not loose.day:
        other = spell(placed.first - timedelta(7))
        flips = f"conflicts only if '{loose.told or WEEKDAYS[loose.weekday]}' means another week, such as {other}"
    elif placed.first is not None:
        flips = f"conflicts only if another year than {placed.first.year} is meant"
    return outcome(Verdict.COMPATIBLE, "fits-undated", text, flips)
