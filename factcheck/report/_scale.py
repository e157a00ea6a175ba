"""Where a side's value lies on a line, read from its canonical form, for the plots.

A value that cannot be placed is left out of the plots and stands in the tables all the same.
"""

from __future__ import annotations

import calendar
import math
import re
from dataclasses import dataclass
from datetime import date, timedelta

from factcheck.model import Side

_NUMBER = r"[-+]?(?:\d+(?:\.\d+)?(?:e[-+]?\d+)?|inf)"
_AMOUNT = re.compile(rf"(?P<unit>.*?)\s*[\[(]?(?P<low>{_NUMBER})(?:\.\.(?P<high>{_NUMBER})[\])])?", re.DOTALL)
_CLOCK = r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)Z?|T[A-Z]{2})?"
_DAYS = re.compile(rf"~?(?P<first>\d{{4}}-\d\d-\d\d)(?:/(?P<last>\d{{4}}-\d\d-\d\d))?{_CLOCK}(?:/[a-z]+)?")
_MONTH = re.compile(r"~?(?P<year>\d{4})(?:-(?P<month>\d\d))?(?:/[a-z]+)?")
_WEEK = re.compile(r"~?(?P<year>\d{4})-W(?P<week>\d\d)(?:/[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as an interval of numbers; `unit` is equal for amounts that may share an axis."""

    low: float
    high: float
    unit: str

    @property
    def middle(self) -> float:
        """Where to draw a point for the interval."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Calendar days, both included; `clock` is the time of day told, as a share of the day."""

    first: date
    last: date
    clock: float | None = None


def amount(side: Side) -> Amount | None:
    """Return the number or interval of a quantity's canonical form, None when it holds none; an open end is cut."""
    match = _AMOUNT.fullmatch(side.canonical)
    if not match:
        return None
    ends = [end for end in (float(match["low"]), float(match["high"] or match["low"])) if math.isfinite(end)]
    return Amount(min(ends), max(ends), match["unit"]) if ends else None


def stretch(side: Side) -> Stretch | None:
    """Return the days of a time's canonical form, None when it names none on the calendar."""
    try:
        return _stretch(side.canonical)
    except ValueError:  # a day that no calendar has
        return None


def _stretch(canonical: str) -> Stretch | None:
    if match := _DAYS.fullmatch(canonical):
        first = date.fromisoformat(match["first"])
        last = date.fromisoformat(match["last"]) if match["last"] else first
        return Stretch(first, last, (int(match["hour"]) + int(match["minute"]) / 60) / 24 if match["hour"] else None)
    if match := _WEEK.fullmatch(canonical):
        monday = date.fromisocalendar(int(match["year"]), int(match["week"]), 1)
        return Stretch(monday, monday + timedelta(days=6))
    if match := _MONTH.fullmatch(canonical):
        year, month = int(match["year"]), int(match["month"] or 0)
        if not month:
            return Stretch(date(year, 1, 1), date(year, 12, 31))
        return Stretch(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return None
